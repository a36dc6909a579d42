// The pen's way: by key alone, whatever is written beside it, and told apart by hand and care.
using EcgGen.Core.Handwriting;

namespace EcgGen.Core.Tests.Handwriting;

public sealed class HandWriterTests
{
    private static readonly StrokeNetwork s_network = NetworkFiles.Get(null);
    private static readonly string[] s_words = ["Atrial", "fibrillation", "LBBB", "V2-V4", "HR", "78", "bpm", "old", "MI?", "QTc", "sinus", "a", "ischemia", "120/80"];

    private static WordRequest Word(string text, int style, int seed) => new Hand(7).Request(text, style, seed, s_network.Contract);

    private static WrittenPath[] Write(double bias, params WordRequest[] words) => new HandWriter(s_network).Write(words, bias, TestContext.Current.CancellationToken);

    [Fact]
    public void Own_network_writes_a_batch() => Assert.True(s_network.Rows > 1, "the library's own network has rows that depend on each other");

    [Fact]
    public void A_word_has_the_same_strokes_alone_and_in_any_company()
    {
        var random = new System.Random(1);
        for (int round = 0; round < 12; round++)
        {
            WordRequest[] words = [.. Enumerable.Range(0, 1 + random.Next(20)).Select(_ => Word(s_words[random.Next(s_words.Length)], random.Next(s_network.Contract.Styles.Count), random.Next()))];
            var together = Write(1, words);
            int one = random.Next(words.Length);
            Assert.Equal(Write(1, words[one])[0].Points, together[one].Points);
            Array.Reverse(words);
            Assert.Equal(together.Reverse().Select(p => p.Points), Write(1, words).Select(p => p.Points));
        }
    }

    [Fact]
    public void Threads_share_the_network_and_change_nothing()
    {
        WordRequest[] words = [.. s_words.Select((w, i) => Word(w, i % s_network.Contract.Styles.Count, i))];
        var alone = Write(1, words);
        var others = new WrittenPath[4][];
        Parallel.For(0, others.Length, i => others[i] = Write(1, words));
        foreach (var other in others)
            Assert.Equal(alone.Select(p => p.Points), other.Select(p => p.Points));
    }

    [Fact]
    public void No_two_draws_are_equal()
    {
        var drawn = Write(1, [.. Enumerable.Range(0, 60).Select(i => Word("MI", i % 2, i))]);
        Assert.Equal(drawn.Length, drawn.Select(d => string.Join(' ', d.Points.Select(p => (p.X, p.Y)))).Distinct().Count());
        Assert.Same(NetworkFiles.Get(null), s_network);
    }

    [Fact]
    public void Care_makes_draws_alike()
    {
        double Spread(double bias)
        {
            var sizes = Write(bias, [.. Enumerable.Range(0, 24).Select(i => Word("sinus", 0, 100 + i) with { Forms = [0, 0, 0, 0, 0] })]).Select(p => p.Bounds).ToArray();
            double Deviation(Func<(double Left, double Right, double Low, double High), double> of) => Math.Sqrt(sizes.Average(s => Math.Pow(of(s) - sizes.Average(of), 2)));
            return Deviation(s => s.Right) / sizes.Average(s => s.Right) + Deviation(s => s.High - s.Low) / sizes.Average(s => s.High - s.Low);
        }
        double loose = Spread(0), usual = Spread(1), careful = Spread(4);
        Assert.True(loose > usual && usual > careful, $"loose {loose:0.000}, usual {usual:0.000}, careful {careful:0.000}");
    }

    [Fact]
    public void Hands_differ_more_than_draws_of_one()
    {
        // Mean slope of the strokes, points a letter, and breadth: enough to tell most pairs of hands apart.
        double[] Look(int style, int seed)
        {
            var path = Write(1, Word("fibrillation", style, seed))[0];
            var steps = path.Points.Zip(path.Points.Skip(1)).Where(p => !p.First.End).Select(p => (X: p.Second.X - p.First.X, Y: p.Second.Y - p.First.Y)).Where(s => Math.Abs(s.Y) > Math.Abs(s.X)).ToArray();
            return [steps.Sum(s => s.X * Math.Sign(s.Y)) / steps.Sum(s => Math.Abs(s.Y)), path.Bounds.Right / 8, path.Points.Count(p => p.End) / 10.0];
        }
        var looks = Enumerable.Range(0, s_network.Contract.Styles.Count).Select(style => Enumerable.Range(0, 4).Select(seed => Look(style, seed)).ToArray()).ToArray();
        double Distance(double[] a, double[] b) => Math.Sqrt(a.Zip(b, (x, y) => (x - y) * (x - y)).Sum());
        double within = looks.Average(s => s.Skip(1).Average(l => Distance(l, s[0])));
        double between = looks.SelectMany((s, i) => looks.Skip(i + 1).Select(t => Distance(s[0], t[1]))).Average();
        Assert.True(between > 1.5 * within, $"between hands {between:0.000}, within one {within:0.000}");
    }

    [Fact]
    public void Words_begin_at_0_stand_on_the_line_and_go_to_the_right()
    {
        foreach (var path in Write(1, [.. s_words.Select((w, i) => Word(w, 0, i))]))
        {
            var (left, right, low, high) = path.Bounds;
            Assert.InRange(left, -1e-9, 1e-9);
            Assert.InRange(right, 0.3, 40);
            Assert.InRange(low, -3, 0.6);
            Assert.InRange(high, 0.6, 4);
            Assert.True(path.Points[^1].End);
        }
    }

    [Fact]
    public void Words_longer_than_the_network_learnt_are_written_in_parts()
    {
        var text = string.Concat(Enumerable.Repeat("electrocardiogram", 4));
        Assert.True(text.Length > s_network.Contract.Longest);
        var path = Write(2, Word(text, 0, 5))[0];
        Assert.InRange(path.Bounds.Right, 0.4 * text.Length, 1.6 * text.Length);
    }

    [Fact]
    public void Words_are_written_again_and_in_halves_until_every_letter_is_there()
    {
        // With a point a letter, and 30, no long word ends; short pieces do.
        var hasty = new StrokeNetwork(Networks.Patched("points_a_character", s_network.Contract.PointsACharacter.ToString(), "01"), "hasty.onnx");
        WrittenPath Hastily() => new HandWriter(hasty).Write([Word("fibrillation", 0, 1)], 1, TestContext.Current.CancellationToken)[0];
        var pieces = Hastily();
        Assert.NotEqual(Write(1, Word("fibrillation", 0, 1))[0].Points, pieces.Points);
        Assert.InRange(pieces.Bounds.Right, 4, 20);
        Assert.Equal(pieces.Points, Hastily().Points);
        // With the least care some first tries fail; all words get there, and by the same strokes each time.
        WordRequest[] words = [.. Enumerable.Range(0, 48).Select(i => Word(s_words[i % s_words.Length], i % s_network.Contract.Styles.Count, 1000 + i))];
        Assert.Equal(Write(0, words).Select(p => p.Points), Write(0, words).Select(p => p.Points));
    }

    [Fact]
    public void Writing_stops_when_asked() =>
        Assert.Throws<OperationCanceledException>(() => new HandWriter(s_network).Write([Word("fibrillation", 0, 1)], 1, new CancellationToken(canceled: true)));
}
