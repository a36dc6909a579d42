// Fills the placeholders of a template's strings, and makes any string fit to print.
using System.Globalization;
using System.Text;
using EcgGen.Core.Ink;
using EcgGen.Core.Random;

namespace EcgGen.Core.Print;

/// <summary>The values for one page: what the user gives, then the page's own, then the record's or invented ones.</summary>
internal sealed class PrintFields
{
    private const int LongestText = 4000;
    private const int RecordIdDigits = 12;

    private readonly Dictionary<string, string> _given = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<string, string> _page;
    private readonly FieldValues _values;

    public PrintFields(SignalView signal, PaperStage paper, IReadOnlyDictionary<string, string>? given, Func<string, SeedKey> key)
    {
        foreach (var (name, value) in (given ?? new Dictionary<string, string>()).OrderBy(p => p.Key, StringComparer.Ordinal))
            _given[name] = Clean(value ?? "");
        _page = new(StringComparer.OrdinalIgnoreCase)
        {
            ["Speed"] = paper.Speed!.Value.ToString(CultureInfo.InvariantCulture),
            ["Gain"] = PageInk.Gains(paper),
            ["Vendor"] = paper.Vendor!,
            ["RecordId"] = signal.Info.Sha256[..Math.Min(RecordIdDigits, signal.Info.Sha256.Length)].ToUpperInvariant(),
        };
        _values = new FieldValues(signal, _given, key);
    }

    /// <summary>What the record shows.</summary>
    public Interpretation Said => _values.Said;

    /// <summary>The names there are.</summary>
    public IEnumerable<string> Names => FieldValues.Names.Concat(_page.Keys).Concat(_given.Keys).Distinct(StringComparer.OrdinalIgnoreCase);

    /// <summary>Fills a string's placeholders.</summary>
    /// <param name="pattern">The string.</param>
    /// <param name="item">The item, for messages.</param>
    /// <exception cref="EcgException">RecipeInvalid: the item has an unknown placeholder, or a brace without its partner.</exception>
    public string Fill(string pattern, string item)
    {
        try
        {
            return Clean(NamePattern.Fill(pattern, ValueOf, Names));
        }
        catch (EcgException e) when (e.Id == ErrorId.ArgumentInvalid)
        {
            throw RecipeResolver.Invalid(item, e.Message.TrimEnd('.'));
        }
    }

    private string? ValueOf(string name)
    {
        int colon = name.IndexOf(':', StringComparison.Ordinal);
        if (colon < 0)
            return _given.GetValueOrDefault(name) ?? _page.GetValueOrDefault(name) ?? _values[name];
        string bare = name[..colon].Trim(), format = name[(colon + 1)..].Trim();
        return !FieldValues.TakesFormat(bare, format) ? null : _values[name] ?? FieldValues.Cased(_page.GetValueOrDefault(bare), format);
    }

    /// <summary>A text without what no printer prints: controls but line breaks, halves of surrogate pairs, characters that only steer others.</summary>
    private static string Clean(string text)
    {
        var clean = new StringBuilder();
        foreach (var rune in text.Replace("\r\n", "\n", StringComparison.Ordinal).EnumerateRunes())
        {
            if (clean.Length >= LongestText)
                break;
            switch (Rune.GetUnicodeCategory(rune))
            {
                case UnicodeCategory.Control or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator:
                    clean.Append(rune.Value is '\n' or 0x2028 or 0x2029 ? '\n' : ' ');
                    break;
                case UnicodeCategory.Format or UnicodeCategory.Surrogate or UnicodeCategory.PrivateUse or UnicodeCategory.OtherNotAssigned:
                    break;
                default:
                    if (rune != Rune.ReplacementChar)
                        clean.Append(rune);
                    break;
            }
        }
        return clean.ToString();
    }
}
