// The recogniser of terms in one sentence: a linear-chain conditional random field. The best sequence of tags gives the terms, the
// probabilities of all sequences give their scores.
namespace EcgGen.Core.Terms;

/// <summary>A term in a sentence.</summary>
/// <param name="First">The index of its first token.</param>
/// <param name="Count">How many tokens it has.</param>
/// <param name="Kind">What it names.</param>
/// <param name="Score">The probability that just these tokens are a term of this kind.</param>
internal readonly record struct TaggedTerm(int First, int Count, TermKind Kind, double Score);

/// <summary>Tags sentences; not for several threads at once.</summary>
internal sealed class TermTagger(TermModel model, TermLexicon lexicon)
{
    private readonly TokenForm[] _forms = new TokenForm[Sentences.MaxTokens];
    private readonly uint[] _features = new uint[TermFeatures.PerToken];
    private readonly float[] _scores = new float[Sentences.MaxTokens * TermTags.Count];
    private readonly byte[] _back = new byte[Sentences.MaxTokens * TermTags.Count];
    private readonly int[] _tags = new int[Sentences.MaxTokens];
    private readonly FormCache _cache = new();
    private readonly ChainSums _sums = new();
    private readonly List<TaggedTerm> _terms = [];

    /// <summary>The terms of a sentence, in order. The list is overwritten by the next call.</summary>
    public List<TaggedTerm> Find(string text, ReadOnlySpan<Token> tokens)
    {
        _terms.Clear();
        int n = tokens.Length;
        _cache.Write(text, tokens, _forms);
        lexicon.Match(_forms.AsSpan(0, n));
        TermFeatures.CountCompany(_forms.AsSpan(0, n));
        for (int i = 0; i < n; i++)
        {
            TermFeatures.Write(_forms.AsSpan(0, n), i, _features);
            model.Score(_features, _scores.AsSpan(i * TermTags.Count, TermTags.Count));
        }
        if (BestTags(n))
            Collect(n);
        return _terms;
    }

    /// <summary>Viterbi's algorithm.</summary>
    /// <returns>Whether there is a term.</returns>
    private bool BestTags(int n)
    {
        int count = TermTags.Count;
        var transitions = model.Transitions;
        Span<float> best = stackalloc float[count], next = stackalloc float[count];
        for (int tag = 0; tag < count; tag++)
            best[tag] = TermTags.IsInside(tag) ? float.NegativeInfinity : _scores[tag];
        for (int i = 1; i < n; i++)
        {
            // Only a term's own begin and inside lead to inside; all lead to the others.
            for (int tag = 0; tag < count; tag++)
            {
                float top = float.NegativeInfinity;
                int from = 0;
                for (int before = TermTags.IsInside(tag) ? tag - 1 : 0; before < (TermTags.IsInside(tag) ? tag + 1 : count); before++)
                {
                    float score = best[before] + transitions[before * count + tag];
                    if (score > top)
                        (top, from) = (score, before);
                }
                next[tag] = top + _scores[i * count + tag];
                _back[i * count + tag] = (byte)from;
            }
            next.CopyTo(best);
        }
        int last = 0;
        for (int tag = 1; tag < count; tag++)
            last = best[tag] > best[last] ? tag : last;
        bool any = false;
        for (int i = n - 1; i >= 0; i--)
        {
            _tags[i] = last;
            any |= last != TermTags.Outside;
            last = _back[i * count + last];
        }
        return any;
    }

    private void Collect(int n)
    {
        _sums.Run(_scores, model.Transitions, n);
        for (int i = 0; i < n; i++)
        {
            if (!TermTags.IsBegin(_tags[i]))
                continue;
            int end = i + 1;
            while (end < n && TermTags.IsInside(_tags[end]))
                end++;
            _terms.Add(new TaggedTerm(i, end - i, TermTags.Kind(_tags[i]), _sums.SpanProbability(i, end, TermTags.Kind(_tags[i]))));
        }
    }
}
