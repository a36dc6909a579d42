// What a file tells of patient and recording, as comments of the form "Key: value", which the importer's white list knows.
using System.Globalization;
using System.Text;

namespace EcgGen.Core.Records;

/// <summary>
/// Collects comments. Keys are the readers' own words, never text of the file, so that nothing of a file can pass for a fact
/// that the white list of <see cref="Privacy"/> keeps.
/// </summary>
internal sealed class RecordNotes
{
    private const int LongestValue = 1000;
    private readonly List<string> _comments = [];

    /// <summary>The comments, in the order in which they were added.</summary>
    public IReadOnlyList<string> Comments => _comments;

    /// <summary>Adds a fact, on one line and of at most 1,000 characters; nothing if the value is null or blank.</summary>
    public void Add(string key, string? value)
    {
        var text = OneLine(value);
        if (text.Length > 0)
            _comments.Add($"{key}: {text}");
    }

    /// <summary>Adds the patient's age in years; nothing unless it is a number of 0 to 999 years.</summary>
    /// <param name="value">The number as written.</param>
    /// <param name="unit">The unit: years, months, weeks, days or hours in any of the spellings that files have; null means years.</param>
    public void AddAge(string? value, string? unit)
    {
        if (!double.TryParse(value, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out double age))
            return;
        double? perYear = unit?.Trim().ToLowerInvariant() switch
        {
            null or "" or "a" or "y" or "year" or "years" => 1,
            "mo" or "m" or "month" or "months" => 12,
            "wk" or "w" or "week" or "weeks" => 365.25 / 7,
            "d" or "day" or "days" => 365.25,
            "h" or "hour" or "hours" => 365.25 * 24,
            _ => null,
        };
        if (perYear is { } divisor && age / divisor <= 999)
            _comments.Add(string.Create(CultureInfo.InvariantCulture, $"Age: {Math.Round(age / divisor, 2)}"));
    }

    /// <summary>Adds the patient's age in whole years at the recording, for files that tell the date of birth alone.</summary>
    /// <param name="born">The date of birth, or null.</param>
    /// <param name="recorded">The date of the recording, or null.</param>
    public void AddAge(DateOnly? born, DateOnly? recorded)
    {
        if (born is not { } from || recorded is not { } to || from > to)
            return;
        int years = to.Year - from.Year - ((to.Month, to.Day).CompareTo((from.Month, from.Day)) < 0 ? 1 : 0);
        AddAge(years.ToString(CultureInfo.InvariantCulture), null);
    }

    /// <summary>The date that a text starts with, written as 2001-12-31 or 20011231, or null.</summary>
    public static DateOnly? DateOf(string? text)
    {
        var digits = text?.Replace("-", "", StringComparison.Ordinal);
        return digits?.Length >= 8 && DateOnly.TryParseExact(digits[..8], "yyyyMMdd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date)
            ? date
            : null;
    }

    /// <summary>Adds the patient's sex if it is told: M or F, or a word that begins so.</summary>
    public void AddSex(string? value)
    {
        switch (value?.Trim().ToLowerInvariant())
        {
            case "f" or "female" or "woman":
                _comments.Add("Sex: Female");
                break;
            case "m" or "male" or "man":
                _comments.Add("Sex: Male");
                break;
        }
    }

    private static string OneLine(string? value)
    {
        var text = new StringBuilder();
        foreach (var c in value ?? "")
        {
            bool blank = char.IsWhiteSpace(c) || char.IsControl(c);
            if (blank && (text.Length == 0 || text[^1] == ' '))
                continue;
            text.Append(blank ? ' ' : c);
            if (text.Length == LongestValue)
                break;
        }
        return text.ToString().TrimEnd();
    }
}
