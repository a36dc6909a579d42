// Whether what the library's own network writes can be read, by a reader that was taught on other shapes, and whether its hands can be told apart.
using EcgGen.Core.Handwriting;

namespace EcgGen.Core.Tests.Handwriting;

public sealed class LegibilityTests(ITestOutputHelper output)
{
    private static readonly StrokeNetwork s_network = NetworkFiles.Get(null);

    // Words of the bundled lists of terms; a third of them are in no text that the network was trained with.
    private static readonly string[] s_words = [.. Directory.GetFiles(Path.Combine(Repository.Folder, "assets", "terms"), "*.txt").Order(StringComparer.Ordinal)
        .Where(f => Path.GetFileName(f) != "notes.txt").SelectMany(File.ReadLines).Where(l => !l.StartsWith('#')).SelectMany(l => l.Split(' ', StringSplitOptions.RemoveEmptyEntries)).Distinct()];

    private static WordRequest[] Draw(int count, int seed)
    {
        var random = new System.Random(seed);
        return [.. Enumerable.Range(0, count).Select(i => new Hand(random.Next()).Request(s_words[random.Next(s_words.Length)], i % s_network.Contract.Styles.Count, random.Next(), s_network.Contract))];
    }

    private static WrittenPath[] Write(WordRequest[] words) => new HandWriter(s_network).Write(words, 1, TestContext.Current.CancellationToken);

    [Fact]
    public void Five_hundred_words_in_all_hands_are_read()
    {
        var words = Draw(500, 11);
        using var reader = new CharacterReader();
        var read = words.Zip(Write(words), (word, path) => (word.Style, Right: Shapes(word).Zip(reader.Read(path, word.Text.Length)).Select(c => CharacterReader.Alike(c.First, c.Second)).ToArray())).ToArray();
        double Share(IEnumerable<bool> right) => right.Average(r => r ? 1.0 : 0);
        var report = string.Join(", ", read.GroupBy(r => r.Style).OrderBy(g => g.Key).Select(g => $"{s_network.Contract.Styles[g.Key]} {Share(g.SelectMany(r => r.Right)):0.000}"));
        report = $"{Share(read.SelectMany(r => r.Right)):0.0000} of {read.Sum(r => r.Right.Length)} characters: {report}";
        output.WriteLine(report);
        Assert.True(Share(read.SelectMany(r => r.Right)) >= 0.97, report);
        Assert.All(read.GroupBy(r => r.Style), g => Assert.True(Share(g.SelectMany(r => r.Right)) >= 0.93, report));
    }

    /// <summary>The characters as they are drawn: one hand has small capitals, whose i is an I.</summary>
    private static string Shapes(WordRequest word) => s_network.Contract.Styles[word.Style] == "capitals" ? word.Text.ToUpperInvariant() : word.Text;

    [Fact]
    public void Hands_are_told_apart()
    {
        const int Samples = 24, Taught = 16, Words = 4;
        int styles = s_network.Contract.Styles.Count;
        var paths = Write(Draw(styles * Samples * Words, 12));
        // Sample k of a style has its words k * Words and on.
        double[][][] looks = [.. Enumerable.Range(0, styles).Select(style => Enumerable.Range(0, Samples).Select(k => Look([.. Enumerable.Range(k * Words, Words).Select(w => paths[w * styles + style])])).ToArray())];
        var classifier = new LinearDiscriminant([.. looks.Select(l => l[..Taught])]);
        double right = looks.SelectMany((l, style) => l[Taught..].Select(x => classifier.Classify(x) == style ? 1.0 : 0)).Average();
        Assert.True(right >= 0.9, $"{right:0.000} of {styles * (Samples - Taught)} notes of {Words} words are given to the hand that wrote them");
    }

    /// <summary>What a glance sees of a few words: heights, breadth, lifts, pace, and how much ink runs in each of twelve directions.</summary>
    private static double[] Look(WrittenPath[] paths)
    {
        var points = paths.SelectMany(p => p.Points).ToArray();
        var steps = paths.SelectMany(p => p.Points.Zip(p.Points.Skip(1))).Where(p => !p.First.End).Select(p => (X: p.Second.X - p.First.X, Y: p.Second.Y - p.First.Y)).ToArray();
        double[] heights = [.. points.Select(p => p.Y).Order()], lengths = [.. steps.Select(s => Math.Sqrt(s.X * s.X + s.Y * s.Y)).Order()];
        double letters = paths.Sum(p => p.Points.Max(q => q.Letter) + 1), ink = lengths.Sum();
        var look = new List<double> { heights[heights.Length / 20], heights[heights.Length / 2], heights[heights.Length * 19 / 20], paths.Sum(p => p.Bounds.Right) / letters,
            points.Count(p => p.End) / letters, points.Length / letters, ink / letters, lengths[lengths.Length / 2], lengths[lengths.Length * 19 / 20] };
        double[] directions = new double[12];
        foreach (var (x, y) in steps)
            directions[Math.Min(11, (int)((Math.Atan2(y, x) / Math.Tau + 0.5) * 12))] += Math.Sqrt(x * x + y * y) / ink;
        return [.. look, .. directions[1..]]; // the twelfth follows from the others
    }

    /// <summary>Fisher's: the nearest mean in the metric of the classes' common covariance.</summary>
    private sealed class LinearDiscriminant
    {
        private readonly double[][] _means, _weights;

        public LinearDiscriminant(double[][][] classes)
        {
            int size = classes[0][0].Length;
            _means = [.. classes.Select(c => Enumerable.Range(0, size).Select(i => c.Average(x => x[i])).ToArray())];
            double[,] covariance = new double[size, size];
            foreach (var (members, mean) in classes.Zip(_means))
            {
                foreach (double[] x in members)
                {
                    for (int i = 0; i < size; i++)
                    {
                        for (int j = 0; j < size; j++)
                            covariance[i, j] += (x[i] - mean[i]) * (x[j] - mean[j]) / classes.Sum(c => c.Length);
                    }
                }
            }
            _weights = [.. _means.Select(m => Solve(covariance, m))];
        }

        public int Classify(double[] x)
        {
            double[] scores = [.. _means.Zip(_weights, (mean, weights) => weights.Zip(x, (w, v) => w * v).Sum() - weights.Zip(mean, (w, m) => w * m).Sum() / 2)];
            return Array.IndexOf(scores, scores.Max());
        }

        private static double[] Solve(double[,] matrix, double[] right)
        {
            int size = right.Length;
            double[,] a = (double[,])matrix.Clone();
            double[] b = [.. right];
            for (int k = 0; k < size; k++)
            {
                for (int i = 0; i < size; i++)
                {
                    if (i == k)
                        continue;
                    double factor = a[i, k] / a[k, k];
                    for (int j = k; j < size; j++)
                        a[i, j] -= factor * a[k, j];
                    b[i] -= factor * b[k];
                }
            }
            return [.. b.Select((v, i) => v / a[i, i])];
        }
    }
}
