// Fixed fields of text in binary headers: trimmed, read as numbers, and quoted in errors that name file and field.
using System.Globalization;
using System.Text;

namespace EcgGen.Core.Records;

/// <summary>Reads fields of text.</summary>
internal static class TextField
{
    private const int LongestQuote = 40;

    /// <summary>The text up to its first NUL, without white space around it; in Latin-1.</summary>
    public static string Text(ReadOnlySpan<byte> bytes)
    {
        int end = bytes.IndexOf((byte)0);
        return Encoding.Latin1.GetString(end < 0 ? bytes : bytes[..end]).Trim();
    }

    /// <summary>A finite number.</summary>
    /// <exception cref="EcgException">HeaderInvalid.</exception>
    public static double Number(string file, string field, ReadOnlySpan<byte> bytes) => Number(file, field, Text(bytes));

    /// <summary>A finite number.</summary>
    /// <exception cref="EcgException">HeaderInvalid.</exception>
    public static double Number(string file, string field, string text)
    {
        const NumberStyles style = NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent;
        return double.TryParse(text, style, CultureInfo.InvariantCulture, out double value) && double.IsFinite(value)
            ? value
            : throw Invalid(file, field, "a number", text);
    }

    /// <summary>A whole number within limits.</summary>
    /// <exception cref="EcgException">HeaderInvalid.</exception>
    public static long Integer(string file, string field, ReadOnlySpan<byte> bytes, long min, long max)
    {
        double value = Number(file, field, bytes);
        return value == Math.Floor(value) && value >= min && value <= max
            ? (long)value
            : throw Invalid(file, field, $"a whole number from {min} to {max}", Text(bytes));
    }

    /// <summary>Makes the error for a field.</summary>
    public static EcgException Invalid(string file, string field, string expected, string found) =>
        new(ErrorId.HeaderInvalid, $"{file}: {field}: expected {expected}, found {Quote(found)}.");

    /// <summary>A hostile field may be long: quoted, it isn't.</summary>
    public static string Quote(string text) => text.Length == 0 ? "nothing"
        : text.Length <= LongestQuote ? $"'{text}'" : $"'{text[..LongestQuote]}…'";
}
