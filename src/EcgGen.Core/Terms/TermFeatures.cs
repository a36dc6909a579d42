// What the tagger looks at for each word: the word and its neighbours, their form, their part of speech, and what the lists say.
namespace EcgGen.Core.Terms;

internal static class TermFeatures
{
    /// <summary>Features per word; 0 stands for none.</summary>
    public const int PerToken = 47;

    /// <summary>Tells each token in what company it is: an odd word among terms is likelier to be one.</summary>
    public static void CountCompany(Span<TokenForm> forms)
    {
        int terms = 0;
        foreach (ref readonly var form in forms)
            terms += TermTags.IsBegin(form.Listed) ? 1 : 0;
        foreach (ref var form in forms)
            form.Company = (byte)Math.Clamp(terms - (form.Listed != 0 ? 1 : 0), 0, 2);
    }

    /// <summary>Writes the features of one token.</summary>
    public static void Write(ReadOnlySpan<TokenForm> forms, int at, Span<uint> features)
    {
        ref readonly var f = ref forms[at];
        var p = at > 0 ? forms[at - 1] : default;
        var n = at + 1 < forms.Length ? forms[at + 1] : default;
        var pp = at > 1 ? forms[at - 2] : default;
        var nn = at + 2 < forms.Length ? forms[at + 2] : default;
        uint word = f.Hidden ? 0 : f.Word, previous = p.Hidden ? 0 : p.Word, next = n.Hidden ? 0 : n.Word;
        uint part = 1u + (uint)f.Part, partBefore = at > 0 ? 1u + (uint)p.Part : 0, partAfter = at + 1 < forms.Length ? 1u + (uint)n.Part : 0;
        int k = 0;
        features[k++] = 1;
        Add(features, ref k, word);
        Add(features, ref k, previous);
        Add(features, ref k, next);
        Add(features, ref k, pp.Hidden ? 0 : pp.Word);
        Add(features, ref k, nn.Hidden ? 0 : nn.Word);
        Pair(features, ref k, previous, word);
        Pair(features, ref k, word, next);
        Add(features, ref k, f.Prefix3);
        Add(features, ref k, f.Prefix4);
        Add(features, ref k, f.Prefix5);
        Add(features, ref k, f.Suffix2);
        Add(features, ref k, f.Suffix3);
        Add(features, ref k, f.Suffix4);
        Add(features, ref k, f.Suffix5);
        Add(features, ref k, f.Shape);
        Pair(features, ref k, p.Shape, f.Shape);
        Pair(features, ref k, f.Shape, n.Shape);
        Pair(features, ref k, f.Shape, previous);
        Pair(features, ref k, f.Shape, next);
        Add(features, ref k, part);
        Pair(features, ref k, partBefore, part);
        Pair(features, ref k, part, partAfter);
        Pair(features, ref k, partBefore * 64 + part, partAfter);
        Pair(features, ref k, f.Suffix3, n.Suffix3);
        Pair(features, ref k, p.Suffix3, f.Suffix3);
        Add(features, ref k, p.Suffix3);
        Add(features, ref k, n.Suffix3);
        Add(features, ref k, p.Suffix4);
        Add(features, ref k, n.Suffix4);
        Add(features, ref k, n.Prefix4);
        Add(features, ref k, p.Prefix4);
        Add(features, ref k, f.Listed);
        Pair(features, ref k, f.Listed, n.Listed);
        Pair(features, ref k, p.Listed, f.Listed);
        Pair(features, ref k, f.Listed, word);
        Pair(features, ref k, f.Listed, f.Shape);
        Pair(features, ref k, f.Listed, part);
        Add(features, ref k, f.Kinds);
        Pair(features, ref k, f.Kinds, n.Kinds);
        Pair(features, ref k, p.Kinds, f.Kinds);
        Pair(features, ref k, 1u + (uint)(at == 0 ? 1 : 0), f.Shape);
        Pair(features, ref k, f.Suffix4, part * 16 + partAfter);
        Pair(features, ref k, previous, part);
        Pair(features, ref k, 1u + f.Company, f.Shape);
        Pair(features, ref k, 1u + f.Company, f.Suffix4);
        Pair(features, ref k, 1u + f.Company, part);
    }

    /// <summary>A feature's number is that of its place in the list, mixed with its value.</summary>
    private static void Add(Span<uint> features, ref int k, uint value)
    {
        features[k] = value == 0 ? 0 : TokenForm.Mix((uint)k * 0x85EBCA6B, value) | 1;
        k++;
    }

    private static void Pair(Span<uint> features, ref int k, uint a, uint b) => Add(features, ref k, a == 0 || b == 0 ? 0 : TokenForm.Mix(a, b));
}
