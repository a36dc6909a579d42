// Who was recorded and when, as EDF headers tell it: facts for the importer, which decides what of them may be kept.
using System.Globalization;

namespace EcgGen.Core.Records;

/// <summary>The two identification fields of an EDF header, in the order of EDF+ where they have it.</summary>
internal static class EdfIdentity
{
    private const int ClippingYear = 85; // two-digit years from 85 on are those of 1985 to 1999

    /// <summary>The comments that stand for the identification fields.</summary>
    /// <param name="patient">The local patient identification: code, sex, date of birth, name; or any text.</param>
    /// <param name="recording">The local recording identification.</param>
    /// <param name="date">The start date, as dd.mm.yy.</param>
    public static List<string> Comments(string patient, string recording, string date)
    {
        var comments = new List<string>();
        var parts = patient.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        if (parts.Length >= 4 && parts[1] is "F" or "M" or "X" && (parts[2] == "X" || Date(parts[2]) is not null))
        {
            Add("Patient ID", parts[0]);
            Add("Sex", parts[1]);
            if (PatientAge.Years(Date(parts[2]), StartDate(recording, date)) is { } age)
                comments.Add(string.Create(CultureInfo.InvariantCulture, $"Age: {age}"));
            Add("Date of birth", parts[2]);
            Add("Patient name", string.Join(' ', parts[3..]));
        }
        else if (parts.Length == 1 && parts[0].Any(char.IsAsciiDigit))
        {
            Add("Patient ID", parts[0]);
        }
        else
        {
            // Text in no order: a key made of it would tell one patient's records apart, or make one of many patients' records.
            Add("Patient information", patient);
        }
        Add("Recording", recording);
        return comments;

        void Add(string key, string value)
        {
            if (value is not ("" or "X"))
                comments.Add($"{key}: {value}");
        }
    }

    /// <summary>The date of the recording, from the recording field of EDF+ or else from the start date; null if neither is one.</summary>
    private static DateOnly? StartDate(string recording, string date)
    {
        var parts = recording.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        if (parts.Length >= 2 && parts[0] == "Startdate" && Date(parts[1]) is { } found)
            return found;
        var numbers = date.Split('.');
        if (numbers.Length != 3 || !numbers.All(n => n.Length == 2 && n.All(char.IsAsciiDigit)))
            return null;
        int day = Number(numbers[0]), month = Number(numbers[1]), year = Number(numbers[2]);
        return PatientAge.Date(year + (year < ClippingYear ? 2000 : 1900), month, day);
    }

    private static int Number(string digits) => int.Parse(digits, CultureInfo.InvariantCulture);

    private static DateOnly? Date(string text) =>
        DateOnly.TryParseExact(text, "dd-MMM-yyyy", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date) ? date : null;
}
