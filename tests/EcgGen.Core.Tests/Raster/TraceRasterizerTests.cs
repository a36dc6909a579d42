// The fast trace rasteriser against its slow twin, and what must hold for any path.
using EcgGen.Core.Random;
using EcgGen.Core.Raster;

namespace EcgGen.Core.Tests.Raster;

public class TraceRasterizerTests
{
    private static readonly PixelRect s_clip = new(0, 0, 40, 30);

    [Theory]
    [InlineData(1.2, 0.4)]
    [InlineData(0.6, 0.1)]
    [InlineData(2.5, 0.4)]
    [InlineData(1.0, 3.0)]
    [InlineData(0.35, 0.05)]
    public void Matches_the_distance_to_the_path(double radius, double step)
    {
        var random = new Philox(11, (ulong)(radius * 1000 + step));
        for (int round = 0; round < 6; round++)
        {
            var path = Path(random, step, round);
            AssertMatches(path, radius);
        }
    }

    [Fact]
    public void Matches_on_pulses_points_and_gaps()
    {
        AssertMatches([new(5, 20), new(10, 20), new(10, 5), new(20, 5), new(20, 20), new(25, 20)], 1.1);
        AssertMatches([new(12.3, 14.7)], 2.2);
        AssertMatches([new(3, 3), new(8, 9), new(double.NaN, double.NaN), new(9.5, 20), new(15, 8), new(double.NaN, double.NaN), new(30, 8.25)], 1.3);
    }

    [Fact]
    public void A_path_without_values_leaves_an_empty_mask()
    {
        using var mask = new CoverageMask();
        var pen = new TraceRasterizer();
        pen.Draw([new(double.NaN, double.NaN), new(double.NaN, double.NaN)], 1, s_clip, mask);
        Assert.Equal(0, mask.Width * mask.Height);
        pen.Draw([], 1, s_clip, mask);
        Assert.Equal(0, mask.Width * mask.Height);
    }

    [Fact]
    public void A_smaller_clip_crops_and_a_whole_shift_shifts()
    {
        var path = Path(new Philox(3, 4), 0.4, 1);
        using var whole = new CoverageMask();
        using var part = new CoverageMask();
        using var shifted = new CoverageMask();
        var pen = new TraceRasterizer();
        pen.Draw(path, 1.2, s_clip, whole);
        pen.Draw(path, 1.2, new PixelRect(11, 7, 15, 9), part);
        pen.Draw(Array.ConvertAll(path, p => new Point2(p.X + 100, p.Y + 50)), 1.2, new PixelRect(100, 50, 40, 30), shifted);
        for (int y = 0; y < 30; y++)
        {
            for (int x = 0; x < 40; x++)
            {
                if (x is >= 11 and < 26 && y is >= 7 and < 16)
                    Assert.Equal(At(whole, x, y), At(part, x, y), 8.0); // a steep edge may be cut a little beside the clip's
                else
                    Assert.Equal(0, At(part, x, y));
                Assert.Equal(At(whole, x, y), At(shifted, x + 100, y + 50), 1.5);
            }
        }
    }

    [Fact]
    public void A_level_line_covers_exactly_its_width()
    {
        using var mask = new CoverageMask();
        foreach (double y in new[] { 10.0, 10.25, 10.5, 10.9 })
        {
            new TraceRasterizer().Draw([new(0, y), new(40, y)], 1.15, s_clip, mask);
            double sum = Enumerable.Range(0, 30).Sum(row => At(mask, 20, row)) / 255.0, moment = Enumerable.Range(0, 30).Sum(row => At(mask, 20, row) * (row + 0.5)) / 255.0;
            Assert.Equal(2.3, sum, 0.01);
            // Half a pixel's ink counts at the pixel's centre: the centre of area is found within 1/24 px.
            Assert.Equal(y, moment / sum, 0.042);
        }
    }

    [Fact]
    public void Matches_where_the_path_turns_back()
    {
        // As a stylus on an arm: up it swings forward, down it comes back. Where two pieces cover a pixel each in part, the greater part counts.
        Point2[] arc = [.. Enumerable.Range(0, 41).Select(i => new Point2(12 + 0.1 * i + 9 * Math.Pow(Math.Sin(Math.PI * i / 40), 2), 22 - 16 * Math.Sin(Math.PI * i / 40)))];
        AssertMatches(arc, 1.2, tolerance: 80);
        AssertMatches([new(30, 10), new(5, 20)], 0.8);
        AssertMatches([new(5, 5), new(20, 5), new(10, 12), new(25, 12), new(double.NaN, double.NaN), new(30, 25), new(10, 22)], 1.1, tolerance: 40);
    }

    [Fact]
    public void Matches_where_the_width_changes()
    {
        var path = Path(new Philox(5, 6), 0.4, 1);
        AssertMatches(path, 1.3, [.. Enumerable.Range(0, path.Length - 1).Select(i => 0.9 + 0.4 * Math.Sin(i / 7.0))]);
        AssertMatches([new(5, 15), new(20, 15), new(20, 5), new(double.NaN, double.NaN), new(25, 8), new(35, 20)], 2, [2, 0.5, 0.5, 1, 1.5]);
    }

    [Fact]
    public void One_width_everywhere_is_no_width_at_all()
    {
        var path = Path(new Philox(7, 8), 0.3, 1);
        using var plain = new CoverageMask();
        using var listed = new CoverageMask();
        new TraceRasterizer().Draw(path, 1.1, s_clip, plain);
        new TraceRasterizer().Draw(path, 1.1, s_clip, listed, [.. Enumerable.Repeat(1.1, path.Length - 1)]);
        Assert.Equal(plain.Bounds, listed.Bounds);
        Assert.True(plain.All.SequenceEqual(listed.All));
    }

    private static void AssertMatches(Point2[] path, double radius, double[]? radii = null, double tolerance = 16)
    {
        using var mask = new CoverageMask();
        new TraceRasterizer().Draw(path, radius, s_clip, mask, radii);
        double total = 0;
        for (int y = 0; y < s_clip.Height; y++)
        {
            for (int x = 0; x < s_clip.Width; x++)
            {
                double expected = Reference(path, radius, radii, x, y) * 255, found = At(mask, x, y);
                Assert.True(Math.Abs(expected - found) <= tolerance, $"({x}, {y}): expected {expected:0.0}, found {found}");
                total += Math.Abs(expected - found);
            }
        }
        Assert.True(total / (s_clip.Width * s_clip.Height) < 0.45, $"mean difference {total / (s_clip.Width * s_clip.Height):0.00}");
    }

    /// <summary>The slow twin: the part of 24 × 24 points of a pixel that are no farther than the radius from the path.</summary>
    private static double Reference(Point2[] path, double radius, double[]? radii, int px, int py)
    {
        const int n = 24;
        int inside = 0;
        var near = Enumerable.Range(0, path.Length)
            .Select(k => (A: path[k], B: k + 1 < path.Length && !double.IsNaN(path[k + 1].Y) ? path[k + 1] : path[k], R: radii is null ? radius : k < radii.Length ? radii[k] : 0))
            .Where(e => !double.IsNaN(e.A.Y) && Distance2(e.A, e.B, px + 0.5, py + 0.5) <= (radius + 0.8) * (radius + 0.8)).ToArray();
        if (near.Length == 0)
            return 0;
        for (int i = 0; i < n * n; i++)
        {
            double x = px + (i % n + 0.5) / n, y = py + (i / n + 0.5) / n;
            inside += Array.Exists(near, e => Distance2(e.A, e.B, x, y) <= e.R * e.R) ? 1 : 0;
        }
        return inside / (double)(n * n);
    }

    private static double Distance2(Point2 a, Point2 b, double x, double y)
    {
        double dx = b.X - a.X, dy = b.Y - a.Y, length2 = dx * dx + dy * dy;
        double t = length2 == 0 ? 0 : Math.Clamp(((x - a.X) * dx + (y - a.Y) * dy) / length2, 0, 1);
        double ex = a.X + t * dx - x, ey = a.Y + t * dy - y;
        return ex * ex + ey * ey;
    }

    /// <summary>A path like an ECG's: quiet stretches with noise, and steep spikes; also beyond the clip's edges.</summary>
    private static Point2[] Path(Philox random, double step, int round)
    {
        var points = new List<Point2>();
        double y = random.Uniform(8, 22);
        for (double x = -3; x < 43; x += step)
        {
            y += random.NextNormal() * Math.Sqrt(step) * 0.5;
            double spike = round % 2 == 1 ? 25 * Math.Exp(-Math.Pow((x - 20) / 0.7, 2)) - 14 * Math.Exp(-Math.Pow((x - 22) / 0.5, 2)) : 0;
            points.Add(new Point2(x, y - spike));
        }
        return [.. points];
    }

    private static int At(CoverageMask mask, int x, int y) =>
        x >= mask.X && y >= mask.Y && x < mask.X + mask.Width && y < mask.Y + mask.Height ? mask.Row(y)[x - mask.X] : 0;
}
