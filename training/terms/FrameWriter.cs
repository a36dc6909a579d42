// Fills one frame: {rhythm} and the like with terms, {noun} and the like with ordinary words.
using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using EcgGen.Core.Terms;

namespace EcgGen.TermTraining;

internal sealed partial class FrameWriter(Random random)
{
    private static readonly Dictionary<string, string[]> s_words = Resource.Words("words.txt");
    private static readonly ILookup<TermKind, string> s_listed = TermList.Known.ToLookup(t => t.Kind, t => t.Text);
    private static readonly ILookup<TermKind, string> s_short = TermList.Known.Where(t => !t.Text.Contains(' ') && t.Text.Count(char.IsUpper) > 1).ToLookup(t => t.Kind, t => t.Text);
    private static readonly ILookup<TermKind, string> s_written = Resource.Lines("prose.txt").SelectMany(l => Written().Matches(l)).ToLookup(m => Enum.Parse<TermKind>(m.Groups[2].Value, ignoreCase: true), m => m.Groups[1].Value);
    private static readonly string[] s_designators = [.. s_listed[TermKind.Lead].Where(t => !t.Contains(' ') && !t.Contains('-'))];
    private static readonly string[] s_groups = [.. s_listed[TermKind.Lead].Where(t => t.Contains(' '))];
    private static readonly string[] s_units = ["ms", "ms", "s", "mmHg", "%", "/min", "bpm", "mV", "mm", "mmol/l", "cm", "ml", "ng/l", "V", "°", "l/min", "m/s", "ml/m²", "cm²", "mmol/L", "mg/dl", "pg/ml", "g/l", "W", "J", "ohm", "kg", "beats/min", "BPM", "l/min/m²", "", ""];

    private readonly StringBuilder _text = new();
    private readonly List<MarkedTerm> _terms = [];
    private readonly TermInventor _inventor = new(random);

    public void Write(string frame)
    {
        for (int i = 0; i < frame.Length;)
        {
            int open = frame.AsSpan(i).IndexOfAny('{', '[');
            _text.Append(frame, i, (open < 0 ? frame.Length : i + open) - i);
            if (open < 0)
                break;
            open += i;
            int close = frame.IndexOf(frame[open] == '{' ? "}" : "]]", open, StringComparison.Ordinal);
            if (frame[open] == '{')
                Fill(frame[(open + 1)..close]);
            else
                Keep(frame[(open + 2)..close].Split('|'));
            i = close + (frame[open] == '{' ? 1 : 2);
        }
        if (random.Chance(0.95) && _text.Length > 0)
            _text[0] = char.ToUpperInvariant(_text[0]);
    }

    public TrainingSentence Finish(double hiddenShare)
    {
        var text = _text.ToString();
        // Carts print in capitals.
        return new TrainingSentence(random.Chance(0.03) ? text.ToUpperInvariant() : text, _terms, hiddenShare);
    }

    /// <summary>A term of a prose sentence: itself, or another one of its kind.</summary>
    private void Keep(string[] term)
    {
        var (text, slot) = (term[0], term[1]);
        if (random.Chance(0.5))
        {
            Mark(Enum.Parse<TermKind>(slot, ignoreCase: true), text, listed: true);
            return;
        }
        int start = _text.Length;
        bool valued = slot == "measurement" && text.Any(char.IsDigit) && text.Contains(' ');
        bool group = slot == "lead" && text.Contains("lead", StringComparison.OrdinalIgnoreCase);
        Fill(valued ? "measured" : group ? "leads" : slot);
        if (start > 1 && _text[start - 1] == ' ' && _text[start - 2] is '.' or '?' or '!')
            _text[start] = char.ToUpperInvariant(_text[start]);
    }

    private void Fill(string slot)
    {
        switch (slot)
        {
            case "n":
                _text.Append(Number());
                break;
            case "name":
                _text.Append(random.Chance(0.5) ? random.Pick(s_words[slot]) : _inventor.Name());
                break;
            case "acronym" when random.Chance(0.6):
                _text.Append(_inventor.Acronym(2, 5));
                break;
            case "camel":
                for (int i = random.Next(2, 4); i > 0; i--)
                    _text.Append(CultureInfo.InvariantCulture.TextInfo.ToTitleCase(random.Pick(s_words["noun"])));
                break;
            case "place" or "noun" or "adj" or "verb" or "verbed" or "adv" or "acronym" or "roman":
                _text.Append(random.Pick(s_words[slot]));
                break;
            case "verbs":
                _text.Append(WithS(random.Pick(s_words["verb"])));
                break;
            case "verbing":
                var verb = random.Pick(s_words["verb"]);
                _text.Append(verb.EndsWith('e') && !verb.EndsWith("ee", StringComparison.Ordinal) ? verb[..^1] : verb).Append("ing");
                break;
            case "measured":
                Mark(TermKind.Measurement, $"{Measured()}{(random.Chance(0.1) ? " = " : " ")}{Value()}", listed: false);
                break;
            case "lead":
                Mark(TermKind.Lead, Designator(), listed: true);
                break;
            case "leads":
                Mark(TermKind.Lead, random.Chance(0.7) ? random.Pick(s_groups) : _inventor.Invent(TermKind.Lead), listed: true);
                break;
            default:
                var kind = Enum.Parse<TermKind>(slot, ignoreCase: true);
                bool listed = random.Chance(0.5);
                Mark(kind, listed ? Inflect(Listed(kind), kind) : s_written[kind].Any() && random.Chance(0.3) ? random.Pick([.. s_written[kind]]) : _inventor.Invent(kind), listed);
                break;
        }
    }

    private void Mark(TermKind kind, string term, bool listed)
    {
        // Words of degree, certainty and time are no part of terms.
        if (_text.Length > 0 && _text[^1] == ' ' && random.Chance(0.06))
            _text.Append(random.Pick(s_words["before"])).Append(' ');
        double draw = random.NextDouble();
        _terms.Add(new MarkedTerm(_text.Length, term.Length, kind, draw < 0.2 ? Hiding.Whole : draw < 0.45 && listed ? Hiding.FromLists : Hiding.None));
        _text.Append(term);
        if (random.Chance(0.03))
            _text.Append(' ').Append(WithS(random.Pick(s_words["verb"])));
    }

    /// <summary>Abbreviations are few in the lists and many in texts.</summary>
    private string Listed(TermKind kind) => s_short[kind].Any() && random.Chance(0.2) ? random.Pick([.. s_short[kind]]) : random.Pick([.. s_listed[kind]]);

    private string Inflect(string term, TermKind kind) =>
        kind is not (TermKind.Drug or TermKind.Measurement) && char.IsAsciiLetterLower(term[^1]) && term[^1] is not ('s' or 'y' or 'a') && random.Chance(0.15) ? term + "s" : term;

    private static string WithS(string verb) =>
        verb[^1] is 's' or 'h' or 'x' or 'o' ? verb + "es" : verb[^1] == 'y' && verb[^2] is not ('a' or 'e' or 'o') ? verb[..^1] + "ies" : verb + "s";

    private string Designator()
    {
        if (random.Chance(0.75))
            return random.Pick(s_designators);
        int from = random.Next(1, 6);
        return $"V{from}{random.Pick(["-", "–", " to ", " – "])}V{random.Next(from + 1, 8)}";
    }

    private string Measured() => random.Chance(0.45)
        ? random.Pick(["QTc", "QT", "QT/QTc", "PR", "QRS", "HR", "RR", "BP", "EF", "LVEF", "rate", "heart rate", "QTc interval", "PR interval", "QRS duration", "axis", "SpO2", "troponin", "pulse", "P", "QTcB", "QTcF", "INR"])
        : random.Next(3) switch { 0 => _inventor.Acronym(2, 5), 1 => _inventor.Invent(TermKind.Measurement), _ => Listed(TermKind.Measurement) };

    private string Value()
    {
        var unit = random.Pick(s_units);
        return Number() + (unit.Length > 0 && !unit.StartsWith('/') && random.Chance(0.9) ? " " : "") + unit;
    }

    private string Number() => random.Next(7) switch
    {
        0 => random.Next(1, 10).ToString(CultureInfo.InvariantCulture),
        1 => random.Next(100, 1000).ToString(CultureInfo.InvariantCulture),
        2 => (random.Next(1, 100) / 10.0).ToString("0.0", CultureInfo.InvariantCulture),
        3 => (random.Next(1, 100) / 100.0).ToString("0.00", CultureInfo.InvariantCulture),
        5 => random.Chance(0.5) ? $"{random.Next(1, 20)},{random.Next(100, 1000)}" : random.Next(1000, 3000).ToString(CultureInfo.InvariantCulture),
        4 when random.Chance(0.4) => $"{random.Next(90, 500)}/{random.Next(50, 500)}",
        _ => random.Next(10, 100).ToString(CultureInfo.InvariantCulture),
    };

    [GeneratedRegex(@"\[\[(.+?)\|(.+?)\]\]")]
    private static partial Regex Written();
}
