// Terms that no list holds, made of the parts that such terms are made of: this is where the recogniser learns form.
using System.Text;
using EcgGen.Core.Terms;

namespace EcgGen.TermTraining;

internal sealed class TermInventor(Random random)
{
    private static readonly Dictionary<string, string[]> s_parts = Resource.Words("parts.txt");
    private static readonly ILookup<TermKind, string> s_listed = TermList.Known.ToLookup(t => t.Kind, t => t.Text);

    public string Invent(TermKind kind)
    {
        string name = kind.ToString().ToLowerInvariant();
        int way = random.Next(100);
        if (kind is not (TermKind.Drug or TermKind.Lead) && random.Chance(0.15) && random.Pick([.. s_listed[kind]]) is var listed && !listed.StartsWith("ST", StringComparison.Ordinal))
            return $"{Modifier(name)} {listed}";
        return kind switch
        {
            TermKind.Drug => way switch
            {
                < 82 => Word(random.Chance(0.5) ? 1 : 2, "drug.stem") + Part("drug.suffix"),
                < 88 => $"{Part("drug.salt")} {Part("drug.head")}",
                < 94 => Part("drug.salt"),
                _ => $"{Part("drug.target")} {Part("drug.class")}",
            },
            TermKind.Lead => $"{Part("anatomy.modifier")} leads",
            TermKind.Finding => way switch
            {
                < 30 => Compound("finding"),
                < 42 => Compound("wave"),
                < 52 => $"{Part("change.modifier")} {Part("change.head")}",
                < 68 => Eponym(name),
                < 80 => Part("root") + Part("finding.suffix"),
                < 88 => Part("finding.prefix") + Part("finding.base"),
                < 93 => $"{random.Pick([.. s_listed[TermKind.Anatomy]])} {Part("finding.head")}",
                < 95 => $"{random.Pick([.. s_listed[TermKind.Drug]])} {random.Pick(["toxicity", "effect", "intoxication", "overdose"])}",
                _ => Acronym(3, 5),
            },
            TermKind.Procedure => way switch { < 55 => Compound(name), < 72 => Eponym(name), < 92 => Part("root") + Part("procedure.suffix"), _ => Acronym(3, 5) },
            TermKind.Measurement => way switch { < 60 => Compound(name), < 80 => Eponym(name), < 92 => Acronym(3, 6), _ => $"{Acronym(2, 3)}-{Acronym(1, 4)} {Part("measurement.head")}" },
            TermKind.Anatomy => way switch
            {
                < 70 => Compound(name),
                < 80 => Eponym(name),
                < 87 => $"{Part("eponym.anatomy")} of {Name()}",
                < 97 => $"{Part("latin.anatomy")} {Part("latin.tail")}",
                _ => Acronym(2, 4),
            },
            TermKind.Device => way switch { < 75 => Compound(name), < 92 => Eponym(name), _ => Acronym(3, 5) },
            _ => way < 90 ? Compound(name) : Eponym(name),
        };
    }

    /// <summary>A name as people have them, in letters that nobody is called by.</summary>
    public string Name()
    {
        var name = new StringBuilder();
        for (int i = random.Next(1, 4); i > 0; i--)
            name.Append(random.Pick(["b", "br", "c", "d", "f", "g", "gr", "h", "j", "k", "l", "m", "n", "p", "r", "s", "sch", "st", "t", "v", "w", "z"])).Append(random.Pick(["a", "e", "i", "o", "u", "ei", "au", "oo", "ie"]));
        name.Append(random.Pick(["n", "r", "s", "t", "l", "ck", "m", "nd", "rt", "son", "man", "berg", "ski", "sen", "ner", "lli", "to", ""]));
        name[0] = char.ToUpperInvariant(name[0]);
        return name.ToString();
    }

    public string Acronym(int least, int most)
    {
        var letters = new StringBuilder();
        for (int i = random.Next(least, most + 1); i > 0; i--)
            letters.Append((char)('A' + random.Next(26)));
        return letters.ToString();
    }

    private string Eponym(string kind)
    {
        var name = random.Next(8) switch { 0 or 1 => $"{Name()}-{Name()}", 2 => Name() + "'s", _ => Name() };
        return $"{name} {Blanks(Part($"eponym.{kind}"))}";
    }

    private string Compound(string kind)
    {
        var term = $"{Modifier(kind)} {Blanks(Part($"{kind}.head"))}";
        return random.Chance(0.25) ? $"{Modifier(kind)} {term}" : term;
    }

    /// <summary>Something that tells one from another: a modifier of the lists, or an adjective made of a prefix and a part of the body.</summary>
    private string Modifier(string kind) => random.Chance(0.7)
        ? Blanks(Part($"{kind}.modifier"))
        : random.Chance(0.5) ? Part("adjective.prefix") + Part("adjective.base") : Part("root") + Part("adjective.suffix");

    private string Word(int stems, string part) => string.Concat(Enumerable.Range(0, stems).Select(_ => Part(part)));

    private string Part(string slot) => random.Pick(s_parts[slot]);

    /// <summary>P-wave or P wave.</summary>
    private string Blanks(string part) => random.Chance(0.7) ? part.Replace('-', ' ') : part;
}
