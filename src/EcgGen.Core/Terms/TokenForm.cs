// What a token looks like: hashes of the word, its beginnings and endings, its shape and its part of speech.
namespace EcgGen.Core.Terms;

internal struct TokenForm
{
    public uint Exact;
    public uint Word;
    public uint Stem;
    public uint Prefix3;
    public uint Prefix4;
    public uint Prefix5;
    public uint Suffix2;
    public uint Suffix3;
    public uint Suffix4;
    public uint Suffix5;
    public uint Shape;
    public PartOfSpeech Part;
    public bool PartIsListed;
    public bool HasCapitals;

    /// <summary>The tag that the lists give, or 0.</summary>
    public byte Listed;

    /// <summary>One bit for each kind of listed term that has this word.</summary>
    public byte Kinds;

    /// <summary>How many other listed terms are in the sentence: none, one or more.</summary>
    public byte Company;

    /// <summary>Set in training only: the word is treated as never seen.</summary>
    public bool Hidden;

    /// <summary>The form of a word by itself.</summary>
    /// <param name="word">The word.</param>
    /// <param name="first">Whether it is the first of its sentence.</param>
    public static TokenForm Of(ReadOnlySpan<char> word, bool first)
    {
        // The address of a page says nothing.
        if (word.Length > 1 && word.Contains('/'))
            return new TokenForm { Part = PartOfSpeech.Mark, PartIsListed = true };
        Span<char> lower = stackalloc char[word.Length];
        word.ToLowerInvariant(lower);
        int n = lower.Length;
        var form = new TokenForm
        {
            Word = Hash(lower, 1),
            Shape = ShapeOf(word),
            Part = PartOfSpeechTagger.Tag(word, lower, first, out bool listed),
            PartIsListed = listed,
            HasCapitals = n == 1 ? char.IsUpper(word[0]) : word[1..].IndexOfAnyInRange('A', 'Z') >= 0,
        };
        // PVCs and waves are PVC and wave.
        bool plural = n > 3 && lower[^1] == 's' && word[^1] == 's' && lower[^2] != 's' && !(lower[^2] is 'u' or 'i');
        form.Exact = Hash(plural ? word[..^1] : word, 2);
        form.Stem = Hash(plural ? lower[..^1] : lower, 3);
        if (char.IsLetter(word[0]))
        {
            form.Prefix3 = n > 3 ? Hash(lower[..3], 4) : 0;
            form.Prefix4 = n > 4 ? Hash(lower[..4], 4) : 0;
            form.Prefix5 = n > 5 ? Hash(lower[..5], 4) : 0;
            ReadOnlySpan<char> stem = plural ? lower[..^1] : lower;
            form.Suffix2 = n > 2 ? Hash(stem[^2..], 5) : 0;
            form.Suffix3 = n > 3 ? Hash(stem[^3..], 5) : 0;
            form.Suffix4 = stem.Length > 4 ? Hash(stem[^4..], 5) : 0;
            form.Suffix5 = stem.Length > 5 ? Hash(stem[^5..], 5) : 0;
        }
        return form;
    }

    /// <summary>Capitals, small letters, digits and signs with runs cut to two, and the length: QTc is XXx, V1 is X9.</summary>
    private static uint ShapeOf(ReadOnlySpan<char> word)
    {
        uint shape = 6, last = 0;
        int run = 0;
        bool roman = true;
        foreach (char c in word)
        {
            uint kind = char.IsUpper(c) ? 1u : char.IsLetter(c) ? 2u : char.IsDigit(c) ? 3u : c;
            run = kind == last ? run + 1 : 1;
            if (run <= 2)
                shape = Mix(shape, kind);
            last = kind;
            roman &= c is 'I' or 'V' or 'X';
        }
        return Mix(Mix(shape, (uint)Math.Min(word.Length, 6)), roman ? 1u : 0);
    }

    public static uint Hash(ReadOnlySpan<char> text, uint seed)
    {
        foreach (char c in text)
            seed = Mix(seed, c);
        return seed | 1;
    }

    public static uint Mix(uint hash, uint value)
    {
        hash = (hash ^ value) * 0x9E3779B1;
        return hash ^ (hash >> 15);
    }
}
