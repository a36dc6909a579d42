// A patient's age, for files that tell the dates of birth and of the recording.
namespace EcgGen.Core.Records;

/// <summary>Computes ages.</summary>
internal static class PatientAge
{
    /// <summary>Completed years between two dates; null if a date is missing or they are in the wrong order.</summary>
    public static int? Years(DateOnly? birth, DateOnly? recording)
    {
        if (birth is not { } from || recording is not { } to || from > to)
            return null;
        int years = to.Year - from.Year;
        return from.AddYears(years) > to ? years - 1 : years;
    }

    /// <summary>A date, or null if there is none such.</summary>
    public static DateOnly? Date(int year, int month, int day) =>
        year is >= 1 and <= 9999 && month is >= 1 and <= 12 && day >= 1 && day <= DateTime.DaysInMonth(year, month)
            ? new DateOnly(year, month, day)
            : null;
}
