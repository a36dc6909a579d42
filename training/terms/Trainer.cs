// Trains the conditional random field: stochastic gradients of the log likelihood, each weight with its own step (AdaGrad).
using System.Numerics.Tensors;
using EcgGen.Core.Terms;

namespace EcgGen.TermTraining;

internal sealed class Trainer
{
    /// <summary>How many features are kept: what the file holds.</summary>
    private const int KeptFeatures = 45000;

    /// <summary>So many features are left out at each step: none is relied on alone.</summary>
    private const double DroppedShare = 0.3;

    private static readonly int s_tags = TermTags.Count;

    private readonly Dictionary<uint, int> _index = [];
    private readonly List<Row> _rows = [];
    private readonly float[] _transitions = new float[s_tags * s_tags];
    private readonly float[] _transitionSquares = new float[s_tags * s_tags];
    private readonly float[] _transitionSums = new float[s_tags * s_tags];
    private int _remembered;
    private readonly TokenForm[] _forms = new TokenForm[Sentences.MaxTokens];
    private readonly int[] _tags = new int[Sentences.MaxTokens];
    private readonly float[] _scores = new float[Sentences.MaxTokens * s_tags];
    private readonly Row?[] _used = new Row?[Sentences.MaxTokens * TermFeatures.PerToken];
    private readonly FormCache _cache = new();
    private readonly ChainSums _sums = new();
    private readonly Random _random = new(7);

    public Trainer()
    {
        for (int before = 0; before < s_tags; before++)
        {
            for (int tag = 0; tag < s_tags; tag++)
                _transitions[before * s_tags + tag] = TermTags.MayFollow(tag, before) ? 0 : -1000;
        }
    }

    public int FeatureCount => _rows.Count;

    /// <summary>One pass; the mean loss per word.</summary>
    public double Train(IEnumerable<TrainingSentence> text, float rate)
    {
        double loss = 0;
        long words = 0;
        foreach (var sentence in text)
        {
            var reader = new Sentences(sentence.Text);
            for (var tokens = reader.Next(); tokens.Length > 0; tokens = reader.Next())
            {
                Prepare(sentence, tokens);
                loss += Step(tokens.Length, rate);
                words += tokens.Length;
            }
        }
        return loss / words;
    }

    /// <summary>What is saved is the mean of the weights at all calls of this: the last steps alone would decide too much.</summary>
    public void Remember()
    {
        _remembered++;
        TensorPrimitives.Add(_transitionSums, _transitions, _transitionSums);
        foreach (var row in _rows)
            TensorPrimitives.Add(row.Sums, row.Weights, row.Sums);
    }

    public void Save(Stream to)
    {
        TensorPrimitives.Divide(_transitionSums, _remembered, _transitions);
        foreach (var row in _rows)
            TensorPrimitives.Divide(row.Sums, _remembered, row.Weights);
        // Most weights of rare features are next to nothing.
        var kept = _rows.OrderByDescending(r => TensorPrimitives.SumOfSquares<float>(r.Weights)).ThenBy(r => r.Key).Take(KeptFeatures).OrderBy(r => r.Key);
        TermModel.Save(to, _transitions, [.. kept.Select(r => (r.Key, r.Weights))]);
    }

    /// <summary>Forms, hidden where the sentence says so, and the right tags.</summary>
    private void Prepare(TrainingSentence sentence, ReadOnlySpan<Token> tokens)
    {
        _cache.Write(sentence.Text, tokens, _forms);
        TermLexicon.Shared.Match(_forms.AsSpan(0, tokens.Length));
        for (int i = 0; i < tokens.Length; i++)
        {
            _tags[i] = TermTags.Outside;
            ref var form = ref _forms[i];
            int at = tokens[i].Start;
            var term = sentence.Terms.FirstOrDefault(t => t.Start <= at && at < t.Start + t.Length);
            if (term.Length > 0)
            {
                _tags[i] = i > 0 && tokens[i - 1].Start >= term.Start ? TermTags.Inside(term.Kind) : TermTags.Begin(term.Kind);
                form.Hidden = term.Hiding == Hiding.Whole;
                if (term.Hiding != Hiding.None)
                    form.Listed = 0;
                if (term.Hiding == Hiding.Whole)
                    form.Kinds = 0;
            }
            else if (form.Part is PartOfSpeech.Noun or PartOfSpeech.Name or PartOfSpeech.Adjective or PartOfSpeech.Verb or PartOfSpeech.Adverb)
            {
                form.Hidden = _random.Chance(sentence.HiddenShare);
            }
        }
        TermFeatures.CountCompany(_forms.AsSpan(0, tokens.Length));
    }

    private double Step(int n, float rate)
    {
        var features = new uint[TermFeatures.PerToken];
        Array.Clear(_scores, 0, n * s_tags);
        for (int i = 0; i < n; i++)
        {
            TermFeatures.Write(_forms.AsSpan(0, n), i, features);
            for (int f = 0; f < features.Length; f++)
            {
                var row = features[f] == 0 || _random.Chance(DroppedShare) ? null : RowOf(features[f]);
                _used[i * features.Length + f] = row;
                for (int t = 0; row is not null && t < s_tags; t++)
                    _scores[i * s_tags + t] += row.Weights[t];
            }
        }
        _sums.Run(_scores, _transitions, n, changed: true);
        double loss = 0;
        Span<float> gradient = stackalloc float[s_tags];
        for (int i = 0; i < n; i++)
        {
            for (int t = 0; t < s_tags; t++)
                gradient[t] = (float)_sums.Probability(i, t) - (t == _tags[i] ? 1 : 0);
            loss -= Math.Log(Math.Max(1e-12, _sums.Probability(i, _tags[i])));
            for (int f = 0; f < TermFeatures.PerToken; f++)
            {
                if (_used[i * TermFeatures.PerToken + f] is { } row)
                    Move(row.Weights, row.Squares, gradient, rate);
            }
        }
        for (int i = 0; i + 1 < n; i++)
        {
            for (int before = 0; before < s_tags; before++)
            {
                for (int t = 0; t < s_tags; t++)
                {
                    if (!TermTags.MayFollow(t, before))
                        continue;
                    float g = (float)_sums.Probability(i, before, t) - (before == _tags[i] && t == _tags[i + 1] ? 1 : 0);
                    Move(_transitions.AsSpan(before * s_tags + t, 1), _transitionSquares.AsSpan(before * s_tags + t, 1), [g], rate);
                }
            }
        }
        return loss;
    }

    private static void Move(Span<float> weights, Span<float> squares, ReadOnlySpan<float> gradient, float rate)
    {
        for (int t = 0; t < weights.Length; t++)
        {
            float g = gradient[t];
            squares[t] += g * g;
            weights[t] -= rate * g / MathF.Sqrt(squares[t] + 1e-4f);
        }
    }

    private Row RowOf(uint key)
    {
        if (!_index.TryGetValue(key, out int at))
        {
            _index[key] = at = _rows.Count;
            _rows.Add(new Row(key));
        }
        return _rows[at];
    }

    private sealed class Row(uint key)
    {
        public uint Key => key;
        public float[] Weights { get; } = new float[s_tags];
        public float[] Squares { get; } = new float[s_tags];
        public float[] Sums { get; } = new float[s_tags];
    }
}
