// Traces as a head's dots print them, and soft edges, each against a slow twin.
using EcgGen.Core.Random;
using EcgGen.Core.Raster;

namespace EcgGen.Core.Tests.Raster;

public class HeadRasterizerTests
{
    private static readonly PixelRect s_clip = new(3, 2, 60, 50);

    [Theory]
    [InlineData(8, 8, 7.874, 0.25)]
    [InlineData(8, 40, 7.874, 0.3)]
    [InlineData(11.81, 11.81, 11.811, 0.22)]
    [InlineData(8, 16, 3.5, 0.25)]
    [InlineData(8, 32, 20, 0.1)]
    public void Matches_bars_of_whole_dots(double dots, double lines, double scale, double width)
    {
        var head = new PrintHead(dots, lines);
        var random = new Philox(21, (ulong)(lines * 10 + scale));
        var path = new List<Point2>();
        double y = 25 / scale;
        for (double x = 5 / scale; x < 58 / scale; x += 0.05)
        {
            y += random.NextNormal() * 0.08;
            path.Add(new Point2(x, head.Snap(y + (path.Count % 37 == 20 ? 12 / scale : 0), head.Thickness(width))));
        }
        path[30] = new Point2(double.NaN, double.NaN);
        using var mask = new CoverageMask();
        new HeadRasterizer().Draw([.. path], width, head, scale, s_clip, mask);
        var bars = Bars(path, width, head);
        for (int row = s_clip.Y; row < s_clip.Y + s_clip.Height; row++)
        {
            for (int column = s_clip.X; column < s_clip.X + s_clip.Width; column++)
            {
                double expected = bars.Sum(b => Overlap(column, b.Key / lines * scale, (b.Key + 1) / lines * scale) * Overlap(row, b.Value.Top / dots * scale, b.Value.Bottom / dots * scale));
                Assert.True(Math.Abs(255 * expected - At(mask, column, row)) <= 1.5, $"({column}, {row}): expected {255 * expected:0.0}, found {At(mask, column, row)}");
            }
        }
    }

    [Fact]
    public void A_level_line_is_whole_dots_high_and_an_upright_one_as_wide()
    {
        var head = new PrintHead(8, 40);
        using var mask = new CoverageMask();
        new HeadRasterizer().Draw([new(2, 1), new(4, 1), new(4, 4), new(6, 4)], 0.25, head, 8, new PixelRect(0, 0, 60, 40), mask);
        // Two dots of one pixel each; ten lines of a fifth of a pixel beside each other, to the nearest odd number.
        Assert.Equal(2 * 255, Enumerable.Range(mask.Y, mask.Height).Sum(y => At(mask, 20, y)));
        Assert.InRange(Enumerable.Range(mask.X, mask.Width).Sum(x => At(mask, x, 20)) / 255.0, 1.8, 2.3);
    }

    [Fact]
    public void Nothing_to_draw_is_an_empty_mask()
    {
        using var mask = new CoverageMask();
        new HeadRasterizer().Draw([new(double.NaN, double.NaN)], 0.25, new PrintHead(8, 8), 8, s_clip, mask);
        Assert.Equal(0, mask.Width * mask.Height);
    }

    [Theory]
    [InlineData(0.3, 7)]
    [InlineData(0.8, 40)]
    [InlineData(2.0, 33)]
    public void Soft_edges_match_a_gaussian_and_keep_the_ink(double sigma, int width)
    {
        using var sharp = new CoverageMask();
        using var soft = new CoverageMask();
        sharp.Reset(new PixelRect(20, 20, width, 9));
        var random = new Philox(4, (ulong)width);
        for (int i = 0; i < sharp.All.Length; i++)
            sharp.All[i] = random.NextInt(3) == 0 ? (byte)random.NextInt(256) : (byte)255;
        var edge = new SoftEdge(sigma);
        edge.Spread(sharp, new PixelRect(0, 0, 200, 60), soft);
        var weights = Enumerable.Range(-edge.Reach, 2 * edge.Reach + 1).Select(i => Math.Exp(-i * i / (2 * sigma * sigma))).ToArray();
        double sum = weights.Sum();
        for (int y = 10; y < 40; y++)
        {
            for (int x = 10; x < 30 + width; x++)
            {
                double expected = 0;
                for (int i = 0; i < weights.Length * weights.Length; i++)
                    expected += weights[i % weights.Length] * weights[i / weights.Length] / (sum * sum) * At(sharp, x + i % weights.Length - edge.Reach, y + i / weights.Length - edge.Reach);
                Assert.True(Math.Abs(expected - At(soft, x, y)) <= 3.5, $"({x}, {y}): expected {expected:0.0}, found {At(soft, x, y)}");
            }
        }
        double before = 0, after = 0;
        foreach (byte c in sharp.All)
            before += c;
        foreach (byte c in soft.All)
            after += c;
        Assert.Equal(1, after / before, 0.01);
    }

    [Fact]
    public void Soft_edges_end_at_the_clip()
    {
        using var sharp = new CoverageMask();
        using var soft = new CoverageMask();
        sharp.Reset(new PixelRect(0, 0, 8, 8));
        sharp.All.Fill(255);
        new SoftEdge(1).Spread(sharp, new PixelRect(0, 0, 9, 30), soft);
        Assert.Equal(new PixelRect(0, 0, 9, 11), soft.Bounds);
        Assert.Equal(255, At(soft, 4, 4));
    }

    /// <summary>The slow twin: the path looked at in many places of each line of the head.</summary>
    private static Dictionary<int, (int Top, int Bottom)> Bars(List<Point2> path, double width, PrintHead head)
    {
        int thickness = head.Thickness(width), spread = head.Spread(width);
        var heights = new Dictionary<int, (double Least, double Most)>();
        void Take(int line, double y) => heights[line] = heights.TryGetValue(line, out var h) ? (Math.Min(h.Least, y), Math.Max(h.Most, y)) : (y, y);
        for (int i = 0; i + 1 < path.Count; i++)
        {
            var (a, b) = (path[i], path[i + 1]);
            if (double.IsNaN(a.Y) || double.IsNaN(b.Y))
            {
                if (!double.IsNaN(a.Y))
                    Take((int)Math.Floor(a.X * head.Lines), a.Y);
                continue;
            }
            for (int line = (int)Math.Floor(a.X * head.Lines); line <= (int)Math.Floor(b.X * head.Lines); line++)
            {
                foreach (double x in new[] { Math.Clamp(line / head.Lines, a.X, b.X), Math.Clamp((line + 1) / head.Lines, a.X, b.X) })
                    Take(line, a.Y + (b.Y - a.Y) * (x - a.X) / (b.X - a.X));
            }
        }
        var bars = new Dictionary<int, (int, int)>();
        foreach (int line in heights.Keys.SelectMany(l => Enumerable.Range(l - spread, 2 * spread + 1)).Distinct())
        {
            var near = heights.Where(h => Math.Abs(h.Key - line) <= spread).ToArray();
            bars[line] = (near.Min(h => head.FirstDot((float)h.Value.Least, thickness)), near.Max(h => head.FirstDot((float)h.Value.Most, thickness)) + thickness);
        }
        return bars;
    }

    private static double Overlap(int pixel, double from, double to) => Math.Max(0, Math.Min(pixel + 1, to) - Math.Max(pixel, from));

    private static int At(CoverageMask mask, int x, int y) =>
        x >= mask.X && y >= mask.Y && x < mask.X + mask.Width && y < mask.Y + mask.Height ? mask.Row(y)[x - mask.X] : 0;
}
