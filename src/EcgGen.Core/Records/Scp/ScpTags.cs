// Section 1 of an SCP-ECG file: who was recorded, when and where, as tagged fields.
using System.Buffers.Binary;
using System.Text;

namespace EcgGen.Core.Records.Scp;

/// <summary>The tags of section 1 (EN 1064:2005, 5.4): number, length, value; tag 255 ends them.</summary>
internal static class ScpTags
{
    private const int HeadBytes = 3, MaxTags = 1000;

    // The tags whose value is text, with the key that their comment gets.
    private static readonly Dictionary<int, string> s_texts = new()
    {
        [0] = "Last name",
        [1] = "First name",
        [2] = "Patient ID",
        [3] = "Second last name",
        [13] = "Diagnosis",
        [16] = "Acquiring institution",
        [17] = "Analyzing institution",
        [18] = "Acquiring department",
        [19] = "Analyzing department",
        [20] = "Referring physician",
        [21] = "Confirming physician",
        [22] = "Technician",
        [23] = "Room",
        [30] = "Comment",
        [31] = "Sequence number",
        [35] = "Medical history",
    };

    /// <summary>Reads the section.</summary>
    /// <param name="section">Section 1, without its head.</param>
    /// <returns>The comments, and date and time of the recording or null. A tag that does not fit its section ends the list.</returns>
    public static (IReadOnlyList<string> Comments, string? RecordedAt) Read(ReadOnlySpan<byte> section)
    {
        var notes = new RecordNotes();
        DateOnly? born = null, recorded = null;
        string? time = null;
        bool hasAge = false;
        for (int tags = 0; section.Length >= HeadBytes && section[0] != 255 && tags < MaxTags; tags++)
        {
            int tag = section[0], length = BinaryPrimitives.ReadUInt16LittleEndian(section[1..]);
            if (HeadBytes + length > section.Length)
                break;
            var value = section.Slice(HeadBytes, length);
            section = section[(HeadBytes + length)..];
            switch (tag)
            {
                case 4 when length >= 3 && UnitOfAge(value[2]) is { } unit:
                    notes.AddAge(BinaryPrimitives.ReadUInt16LittleEndian(value).ToString(System.Globalization.CultureInfo.InvariantCulture), unit);
                    hasAge = true;
                    break;
                case 5:
                    born = DateOf(value);
                    notes.Add("Date of birth", born?.ToString("O"));
                    break;
                case 8 when length >= 1:
                    notes.AddSex(value[0] switch { 1 => "Male", 2 => "Female", _ => null });
                    break;
                case 25:
                    recorded = DateOf(value);
                    break;
                case 26 when length >= 3:
                    time = FormattableString.Invariant($"{value[0]:00}:{value[1]:00}:{value[2]:00}");
                    break;
                default:
                    if (s_texts.TryGetValue(tag, out var key))
                        notes.Add(key, TextOf(value));
                    break;
            }
        }
        if (!hasAge)
            notes.AddAge(born, recorded);
        return (notes.Comments, recorded is null ? null : $"{recorded:O} {time}".Trim());
    }

    // A unit of 0 is "unspecified", and comes with an age of 0.
    private static string? UnitOfAge(byte unit) => unit switch { 1 => "years", 2 => "months", 3 => "weeks", 4 => "days", 5 => "hours", _ => null };

    private static DateOnly? DateOf(ReadOnlySpan<byte> value)
    {
        if (value.Length < 4)
            return null;
        int year = BinaryPrimitives.ReadUInt16LittleEndian(value), month = value[2], day = value[3];
        bool isDate = year is >= 1 and <= 9999 && month is >= 1 and <= 12 && day >= 1 && day <= DateTime.DaysInMonth(year, month);
        return isDate ? new DateOnly(year, month, day) : null;
    }

    private static string TextOf(ReadOnlySpan<byte> value)
    {
        int end = value.IndexOf((byte)0);
        return Encoding.Latin1.GetString(end < 0 ? value : value[..end]);
    }
}
