// What of a record's identity passes the import: a short white list; whatever is not on it is dropped.
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace EcgGen.Core.Records;

/// <summary>The facts about the patient that an imported record keeps.</summary>
/// <param name="Age">Years or null; ages above 89 are given as 90 unless identity is kept.</param>
/// <param name="Sex">"Female", "Male" or null.</param>
/// <param name="Comments">The comments that identify nobody; all, as read, if identity is kept.</param>
/// <param name="RecordedAt">Date and time if identity is kept, else null.</param>
/// <param name="PatientKey">16 hex digits that are equal for records of one patient, or null.</param>
internal sealed record Privacy(double? Age, string? Sex, IReadOnlyList<string> Comments, string? RecordedAt, string? PatientKey)
{
    private const int LongestLeadName = 8;
    private const double MaxAge = 89, AgeAboveMax = 90, MaxCredibleAge = 999;

    /// <summary>
    /// A lead's name if it has a standard one or is as short as names of leads are (MLII, CM5, vx); else "Lead" and its number,
    /// for the name is free text of whoever wrote the file.
    /// </summary>
    /// <param name="name">The file's name for the lead.</param>
    /// <param name="index">Which lead of the record, from 0.</param>
    public static string LeadName(string name, int index)
    {
        var standard = LeadNames.Standardise(name);
        return standard.Length <= LongestLeadName && standard.All(c => char.IsAsciiLetterOrDigit(c) || c is '+' or '-')
            ? standard
            : string.Create(CultureInfo.InvariantCulture, $"Lead {index + 1}");
    }

    /// <summary>Takes from a record what may be kept.</summary>
    /// <param name="record">The record as read.</param>
    /// <param name="keepIdentity">Whether to keep all that was read.</param>
    /// <param name="patientSecret">The key of <see cref="PatientKey"/>; "" gives none, since anybody could make its hashes.</param>
    public static Privacy Of(RawRecord record, bool keepIdentity, string patientSecret)
    {
        double? age = null;
        string? sex = null, patient = null;
        var codes = new List<string>();
        foreach (var comment in record.Comments)
        {
            foreach (var (key, value) in Facts(comment))
            {
                switch (key)
                {
                    case "age":
                        age ??= ParseAge(value);
                        break;
                    case "sex":
                        sex ??= ParseSex(value);
                        break;
                    case "dx" or "rx" or "hx" or "sx" when CodesOnly(value) is { } list:
                        codes.Add($"{char.ToUpperInvariant(key[0])}x: {list}");
                        break;
                    case "patient" or "patient id" or "patient number" or "subject" or "subject id" when IsKnown(value):
                        patient ??= value;
                        break;
                }
            }
        }
        patient ??= PatientFolder(record.Files);
        var patientKey = patient is null || patientSecret.Length == 0 ? null : KeyOf(patient, patientSecret);
        if (keepIdentity)
            return new Privacy(age, sex, record.Comments, record.RecordedAt, patientKey);

        age = age > MaxAge ? AgeAboveMax : age;
        var comments = new List<string>();
        if (age is not null)
            comments.Add(string.Create(CultureInfo.InvariantCulture, $"Age: {age}"));
        if (sex is not null)
            comments.Add($"Sex: {sex}");
        return new Privacy(age, sex, [.. comments, .. codes], RecordedAt: null, patientKey);
    }

    // "Key: value", or several "<key>: value" in one comment as MIT-BIH headers have them.
    private static IEnumerable<(string Key, string Value)> Facts(string comment)
    {
        string[] parts = comment.StartsWith('<') ? comment.Split('<', StringSplitOptions.RemoveEmptyEntries) : [comment];
        foreach (var part in parts)
        {
            int colon = part.IndexOf(':');
            if (colon >= 0)
                yield return (part[..colon].Replace('_', ' ').Trim(' ', '>').ToLowerInvariant(), part[(colon + 1)..].Trim());
        }
    }

    private static double? ParseAge(string value) =>
        double.TryParse(value, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out double age) && age <= MaxCredibleAge
            ? age
            : null;

    private static string? ParseSex(string value) => value.ToLowerInvariant() switch
    {
        "f" or "female" => "Female",
        "m" or "male" => "Male",
        _ => null,
    };

    private static string? CodesOnly(string value)
    {
        if (value.Equals("Unknown", StringComparison.OrdinalIgnoreCase))
            return "Unknown";
        return value.Any(char.IsAsciiDigit) && value.All(c => char.IsAsciiDigit(c) || c is ',' or ' ') ? value : null;
    }

    private static bool IsKnown(string value) =>
        value.ToLowerInvariant() is not ("" or "unknown" or "none" or "nan" or "n/a" or "?" or "??");

    // The PTB database keeps each patient's records in a folder patientNNN.
    private static string? PatientFolder(IReadOnlyList<(string Path, string Sha256)> files)
    {
        const string prefix = "patient";
        var folder = files.Count == 0 ? null : Path.GetFileName(Path.GetDirectoryName(files[0].Path));
        return folder is not null && folder.Length > prefix.Length && folder.StartsWith(prefix, StringComparison.OrdinalIgnoreCase)
            && folder.AsSpan(prefix.Length).ContainsAnyExceptInRange('0', '9') is false ? folder.ToLowerInvariant() : null;
    }

    private static string KeyOf(string patient, string secret)
    {
        var hash = HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), Encoding.UTF8.GetBytes(patient));
        return Convert.ToHexStringLower(hash.AsSpan(0, 8));
    }
}
