// One line of a text header, field by field, with errors that name file, line and field.
using System.Globalization;

namespace EcgGen.Core.Records;

/// <summary>Takes the white-space separated fields of one line in turn.</summary>
internal ref struct HeaderFields(string file, int line, ReadOnlySpan<char> text)
{
    /// <summary>What is left of the line, trimmed.</summary>
    public ReadOnlySpan<char> Rest { get; private set; } = text.Trim();

    /// <summary>The next field, or an empty span at the end of the line; the field is taken off <see cref="Rest"/>.</summary>
    public ReadOnlySpan<char> Next()
    {
        int length = Rest.IndexOfAny(" \t");
        var field = length < 0 ? Rest : Rest[..length];
        Rest = Rest[field.Length..].TrimStart();
        return field;
    }

    /// <summary>The next field if it is a whole number; else null, and the field stays.</summary>
    public long? NextIfInteger()
    {
        var rest = Rest;
        if (long.TryParse(Next(), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out long value))
            return value;
        Rest = rest;
        return null;
    }

    /// <summary>A number of things: digits only. Numbers beyond 64 bits become the largest one, for the limits to refuse.</summary>
    /// <exception cref="EcgException">HeaderInvalid.</exception>
    public readonly long Count(ReadOnlySpan<char> text, string field)
    {
        if (text.IsEmpty || text.ContainsAnyExceptInRange('0', '9'))
            throw Invalid(field, "a whole number", text);
        return long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out long value) ? value : long.MaxValue;
    }

    /// <summary>A finite number.</summary>
    /// <exception cref="EcgException">HeaderInvalid.</exception>
    public readonly double Number(ReadOnlySpan<char> text, string field)
    {
        const NumberStyles style = NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent;
        return double.TryParse(text, style, CultureInfo.InvariantCulture, out double value) && double.IsFinite(value)
            ? value
            : throw Invalid(field, "a number", text);
    }

    /// <summary>Makes the error for a field.</summary>
    public readonly EcgException Invalid(string field, string expected, ReadOnlySpan<char> found) =>
        new(ErrorId.HeaderInvalid, $"{file}, line {line}: {field}: expected {expected}, found {Quote(found)}.");

    // A hostile field may be as long as the file.
    private static string Quote(ReadOnlySpan<char> text) => text.IsEmpty ? "nothing"
        : text.Length <= 40 ? $"'{text}'" : $"'{text[..40]}…'";
}
