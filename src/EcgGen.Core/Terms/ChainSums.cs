// Forward and backward sums over all sequences of tags: they give probabilities, and the gradient when the weights are trained.
using System.Numerics.Tensors;

namespace EcgGen.Core.Terms;

internal sealed class ChainSums
{
    private static readonly int s_tags = TermTags.Count;

    private readonly double[] _emission = new double[Sentences.MaxTokens * s_tags];
    private readonly double[] _forward = new double[Sentences.MaxTokens * s_tags];
    private readonly double[] _backward = new double[Sentences.MaxTokens * s_tags];
    private readonly double[] _transition = new double[s_tags * s_tags];
    private readonly double[] _turned = new double[s_tags * s_tags];
    private readonly double[] _scale = new double[Sentences.MaxTokens];
    private float[]? _transitionsOf;
    private int _count;

    /// <summary>Sums over a sentence.</summary>
    /// <param name="scores">A score for each token and tag.</param>
    /// <param name="transitions">A score for each tag after each other.</param>
    /// <param name="count">The number of tokens.</param>
    /// <param name="changed">Whether the transitions are other ones than at the last call.</param>
    public void Run(ReadOnlySpan<float> scores, float[] transitions, int count, bool changed = false)
    {
        if (changed || _transitionsOf != transitions)
            Take(transitions);
        _count = count;
        for (int i = 0; i < count; i++)
        {
            // The highest score is taken off: products of many tokens stay finite.
            var row = scores.Slice(i * s_tags, s_tags);
            float top = TensorPrimitives.Max(row);
            for (int t = 0; t < s_tags; t++)
                _emission[i * s_tags + t] = Math.Exp(row[t] - top);
        }
        for (int i = 0; i < count; i++)
        {
            var to = _forward.AsSpan(i * s_tags, s_tags);
            for (int t = 0; t < s_tags; t++)
            {
                double before = i == 0 ? (TermTags.IsInside(t) ? 0 : 1) : TensorPrimitives.Dot<double>(_forward.AsSpan((i - 1) * s_tags, s_tags), _turned.AsSpan(t * s_tags, s_tags));
                to[t] = before * Emission(i, t);
            }
            _scale[i] = TensorPrimitives.Sum<double>(to);
            TensorPrimitives.Divide(to, _scale[i], to);
        }
        _backward.AsSpan((count - 1) * s_tags, s_tags).Fill(1);
        Span<double> weighted = stackalloc double[s_tags];
        for (int i = count - 2; i >= 0; i--)
        {
            TensorPrimitives.Multiply(_backward.AsSpan((i + 1) * s_tags, s_tags), _emission.AsSpan((i + 1) * s_tags, s_tags), weighted);
            for (int t = 0; t < s_tags; t++)
                _backward[i * s_tags + t] = TensorPrimitives.Dot<double>(weighted, _transition.AsSpan(t * s_tags, s_tags)) / _scale[i + 1];
        }
    }

    /// <summary>The probability of a tag at a token.</summary>
    public double Probability(int token, int tag) => _forward[token * s_tags + tag] * _backward[token * s_tags + tag];

    /// <summary>The probability of two tags at a token and the one after it.</summary>
    public double Probability(int token, int tag, int next) =>
        _forward[token * s_tags + tag] * _transition[tag * s_tags + next] * Emission(token + 1, next) * _backward[(token + 1) * s_tags + next] / _scale[token + 1];

    /// <summary>The probability that a term of a kind begins at a token and ends before another.</summary>
    public double SpanProbability(int first, int end, TermKind kind)
    {
        int inside = TermTags.Inside(kind), tag = TermTags.Begin(kind);
        double product = _forward[first * s_tags + tag];
        for (int i = first + 1; i < end; i++, tag = inside)
            product *= _transition[tag * s_tags + inside] * Emission(i, inside) / _scale[i];
        if (end == _count)
            return Math.Min(1, product);
        double goesOn = 0;
        for (int next = 0; next < s_tags; next++)
            goesOn += next == inside ? 0 : _transition[tag * s_tags + next] * Emission(end, next) * _backward[end * s_tags + next];
        return Math.Min(1, product * goesOn / _scale[end]);
    }

    private double Emission(int token, int tag) => _emission[token * s_tags + tag];

    private void Take(float[] transitions)
    {
        _transitionsOf = transitions;
        for (int before = 0; before < s_tags; before++)
        {
            for (int tag = 0; tag < s_tags; tag++)
                _turned[tag * s_tags + before] = _transition[before * s_tags + tag] = Math.Exp(transitions[before * s_tags + tag]);
        }
    }
}
