// The placeholder language of file names and texts: {Record}, {Variant:000}.
using System.Globalization;
using System.Text;

namespace EcgGen.Core;

/// <summary>Fills placeholders: a name in braces, in any case, with an optional number of digits as zeros; "{{" is a brace.</summary>
public static class NamePattern
{
    /// <summary>Fills a pattern.</summary>
    /// <param name="pattern">The pattern.</param>
    /// <param name="values">Values by name.</param>
    /// <exception cref="EcgException">ArgumentInvalid: an unknown name, a bad format, or a brace without its partner.</exception>
    public static string Fill(string pattern, IReadOnlyDictionary<string, object> values) =>
        Fill(pattern, name => values.GetValueOrDefault(name), values.Keys);

    /// <summary>Fills a pattern.</summary>
    /// <param name="pattern">The pattern.</param>
    /// <param name="valueOf">Gives a value by name, or null where there is none; asked with colon and format for formats that are not zeros.</param>
    /// <param name="names">The names there are, for messages.</param>
    /// <exception cref="EcgException">ArgumentInvalid: an unknown name, a bad format, or a brace without its partner.</exception>
    public static string Fill(string pattern, Func<string, object?> valueOf, IEnumerable<string> names)
    {
        var text = new StringBuilder();
        for (int i = 0; i < pattern.Length; i++)
        {
            char c = pattern[i];
            if (c is '{' or '}' && i + 1 < pattern.Length && pattern[i + 1] == c)
            {
                text.Append(c);
                i++;
            }
            else if (c == '{')
            {
                int end = pattern.IndexOf('}', i);
                if (end < 0)
                    throw Invalid(pattern, "a '{' has no '}'");
                text.Append(Value(pattern, pattern[(i + 1)..end], valueOf, names));
                i = end;
            }
            else if (c == '}')
            {
                throw Invalid(pattern, "a '}' has no '{'");
            }
            else
            {
                text.Append(c);
            }
        }
        return text.ToString();
    }

    /// <summary>Fills a file name's pattern: {Record}, {Index}, {Sha256}, and for images {Name}, {Variant}, {Seed}, {Condition}.</summary>
    /// <exception cref="EcgException">As <see cref="Fill(string, IReadOnlyDictionary{string, object})"/>.</exception>
    public static string ForFile(FileNameRequest request)
    {
        var record = FileNamePart(request.Record.Name);
        var values = new Dictionary<string, object>(StringComparer.OrdinalIgnoreCase)
        {
            ["Record"] = record,
            ["Index"] = request.Index,
            ["Sha256"] = request.Record.Sha256,
        };
        if (request.Recipe is { } recipe)
        {
            values["Name"] = recipe.Variant == 0 ? record : string.Create(CultureInfo.InvariantCulture, $"{record}_{recipe.Variant:000}");
            values["Variant"] = recipe.Variant;
            values["Seed"] = recipe.Seed;
            values["Condition"] = $"{recipe.Condition ?? ImagingCondition.Original}";
        }
        return Fill(request.Pattern, values);
    }

    /// <summary>A record's name as part of a file name: it never leads to another folder.</summary>
    private static string FileNamePart(string name)
    {
        var safe = string.Concat(name.Select(c => char.IsControl(c) || "/\\:*?\"<>|".Contains(c) ? '_' : c)).Trim().TrimStart('.');
        return safe.Length == 0 ? "record" : safe[..Math.Min(safe.Length, 128)];
    }

    private static string Value(string pattern, string placeholder, Func<string, object?> valueOf, IEnumerable<string> names)
    {
        int colon = placeholder.IndexOf(':');
        string name = colon < 0 ? placeholder : placeholder[..colon], format = colon < 0 ? "" : placeholder[(colon + 1)..];
        if (valueOf(name.Trim()) is not { } value)
            throw Invalid(pattern, $"'{name}' is unknown; there are {string.Join(", ", names)}");
        if (format.Length == 0)
            return Convert.ToString(value, CultureInfo.InvariantCulture)!;
        if (format.Trim('0').Length > 0 && valueOf(placeholder) is string formatted)
            return formatted;
        if (value is not int number && !(value is string digits && int.TryParse(digits, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out number)))
            throw Invalid(pattern, $"'{name}' is no whole number and takes no format");
        // Anything else than zeros would print itself in the place of the number.
        if (format.Trim('0').Length > 0)
            throw Invalid(pattern, $"'{format}' is no number format; it is as many zeros as digits, such as {{{name}:000}}");
        return number.ToString(format, CultureInfo.InvariantCulture);
    }

    private static EcgException Invalid(string pattern, string what) => new(ErrorId.ArgumentInvalid, $"'{pattern}': {what}.");
}
