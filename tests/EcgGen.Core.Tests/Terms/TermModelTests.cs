// The chain of tags against slow twins that try every sequence; the file of weights; the lists.
using EcgGen.Core.Terms;
using EcgGen.TermTraining;

namespace EcgGen.Core.Tests.Terms;

public sealed class TermModelTests
{
    private const int Length = 4;

    private static readonly float[] s_scores = [.. Enumerable.Range(0, Length * TermTags.Count).Select(i => MathF.Sin(i * 1.7f) * 3)];
    private static readonly float[] s_transitions = [.. Enumerable.Range(0, TermTags.Count * TermTags.Count).Select(i => TermTags.MayFollow(i % TermTags.Count, i / TermTags.Count) ? MathF.Cos(i * 0.9f) : -1000)];

    [Fact]
    public void Sums_over_all_sequences_are_those_of_the_slow_twin()
    {
        var sums = new ChainSums();
        sums.Run(s_scores, s_transitions, Length);
        double total = 0;
        var single = new double[Length, TermTags.Count];
        var pair = new double[Length, TermTags.Count, TermTags.Count];
        var spans = new Dictionary<(int, int, TermKind), double>();
        foreach (var tags in Sequences())
        {
            double score = 0;
            for (int i = 0; i < Length; i++)
                score += s_scores[i * TermTags.Count + tags[i]] + (i > 0 ? s_transitions[tags[i - 1] * TermTags.Count + tags[i]] : 0);
            double weight = Math.Exp(score);
            total += weight;
            for (int i = 0; i < Length; i++)
            {
                single[i, tags[i]] += weight;
                if (i + 1 < Length)
                    pair[i, tags[i], tags[i + 1]] += weight;
                if (!TermTags.IsBegin(tags[i]))
                    continue;
                int end = i + 1;
                while (end < Length && TermTags.IsInside(tags[end]))
                    end++;
                var key = (i, end, TermTags.Kind(tags[i]));
                spans[key] = spans.GetValueOrDefault(key) + weight;
            }
        }
        for (int i = 0; i < Length; i++)
        {
            for (int t = 0; t < TermTags.Count; t++)
            {
                Assert.Equal(single[i, t] / total, sums.Probability(i, t), 1e-7);
                for (int u = 0; i + 1 < Length && u < TermTags.Count; u++)
                    Assert.Equal(pair[i, t, u] / total, sums.Probability(i, t, u), 1e-7);
            }
        }
        Assert.True(spans.Count > 70);
        Assert.All(spans, s => Assert.Equal(s.Value / total, sums.SpanProbability(s.Key.Item1, s.Key.Item2, s.Key.Item3), 1e-7));
    }

    [Fact]
    public void Two_trainings_give_the_same_bytes()
    {
        static byte[] Trained()
        {
            var trainer = new Trainer();
            trainer.Train(TrainingText.Round(0).Take(300), TrainingText.Rate(0));
            trainer.Remember();
            using var file = new MemoryStream();
            trainer.Save(file);
            return file.ToArray();
        }
        Assert.Equal(Trained(), Trained());
    }

    [Fact]
    public void Weights_come_back_from_their_file_as_steps_of_a_byte()
    {
        var rows = Enumerable.Range(1, 1000).Select(i => ((uint)(i * 7919), Enumerable.Range(0, TermTags.Count).Select(t => MathF.Sin(i + t)).ToArray())).ToList();
        using var file = new MemoryStream();
        TermModel.Save(file, s_transitions, rows);
        var model = TermModel.Read(file.ToArray());
        Assert.Equal(s_transitions, model.Transitions);
        var scores = new float[TermTags.Count];
        foreach (var (key, weights) in rows)
        {
            model.Score([key, 0, key + 1], scores);
            for (int t = 0; t < TermTags.Count; t++)
                Assert.Equal(weights[t], scores[t], 0.5f / 127);
        }
        model.Score([5, 0], scores);
        Assert.All(scores, s => Assert.Equal(0, s));
    }

    [Fact]
    public void The_weights_have_less_than_a_megabyte() =>
        Assert.InRange(new FileInfo(Path.Combine(Repository.Folder, "assets/terms/tagger.bin")).Length, 100_000, 1_000_000);

    [Fact]
    public void The_lists_have_every_kind_no_doubles_and_letters_that_can_be_written()
    {
        foreach (var kind in Enum.GetValues<TermKind>())
        {
            Assert.True(TermList.Known.Count(t => t.Kind == kind) >= 40, $"{kind}");
            Assert.Contains(TermList.Notes, t => t.Kind == kind);
        }
        foreach (var list in new[] { TermList.Known, TermList.Notes })
            Assert.Distinct(list.Select(t => (t.Text, t.Kind)));
        Assert.Equal(TermList.Known.Count + TermList.Notes.Count, TermList.Bundled.Count);
        Assert.All(TermList.Bundled, t => Assert.Matches(@"^[ -~°µ½→↑↓±≥≤]{1,60}$", t.Text));
        Assert.Contains(new ListedTerm("LAFB", TermKind.Finding), TermList.Bundled);
        Assert.Contains(new ListedTerm("T-wave inversion V1-V4", TermKind.Finding), TermList.Bundled);
        Assert.Contains(new ListedTerm("QTc 480 ms", TermKind.Measurement), TermList.Bundled);
        Assert.Contains(new ListedTerm("? old MI", TermKind.Finding), TermList.Bundled);
    }

    private static IEnumerable<int[]> Sequences()
    {
        var tags = new int[Length];
        for (int n = 0; n < (int)Math.Pow(TermTags.Count, Length); n++)
        {
            for (int i = 0, rest = n; i < Length; i++, rest /= TermTags.Count)
                tags[i] = rest % TermTags.Count;
            if (Enumerable.Range(0, Length).All(i => TermTags.MayFollow(tags[i], i == 0 ? TermTags.Outside : tags[i - 1])))
                yield return [.. tags];
        }
    }
}
