// Coverages against exact polygon clipping, and what must not change them: clip, translation, order.
using EcgGen.Core.Random;
using EcgGen.Core.Raster;

namespace EcgGen.Core.Tests;

public class PolygonRasterizerTests
{
    private const int Side = 40;
    private static readonly PixelRect Page = new(0, 0, Side, Side);

    public static TheoryData<string> Shapes => ["triangle", "convex", "concave", "hole", "islands", "rectangle", "sliver", "clipped"];

    [Theory]
    [MemberData(nameof(Shapes))]
    public void Matches_exact_clipping(string shape)
    {
        using var mask = new CoverageMask();
        for (int n = 0; n < 12; n++)
        {
            var contours = Make(shape, n);
            Fill(contours, Page, mask);
            for (int y = 0; y < Side; y++)
            {
                for (int x = 0; x < Side; x++)
                {
                    double expected = 255 * PolygonReference.Coverage(contours, x, y);
                    if (Math.Abs(At(mask, x, y) - expected) > 0.501)
                        Assert.Fail($"{shape} {n}, pixel ({x}, {y}): {At(mask, x, y)} instead of {expected}");
                }
            }
        }
    }

    [Theory]
    [MemberData(nameof(Shapes))]
    public void A_smaller_clip_gives_a_crop(string shape)
    {
        using var whole = new CoverageMask();
        using var part = new CoverageMask();
        var random = new Philox(11, 0);
        for (int n = 0; n < 20; n++)
        {
            var contours = Make(shape, n);
            Fill(contours, new PixelRect(-1000, -1000, 3000, 3000), whole);
            var clip = new PixelRect(random.NextInt(Side) - 10, random.NextInt(Side) - 10, random.NextInt(Side), random.NextInt(Side));
            Fill(contours, clip, part);
            for (int y = clip.Y; y < clip.Y + clip.Height; y++)
            {
                for (int x = clip.X; x < clip.X + clip.Width; x++)
                    Assert.Equal(At(whole, x, y), At(part, x, y));
            }
        }
    }

    [Theory]
    [MemberData(nameof(Shapes))]
    public void Whole_pixels_of_translation_change_nothing(string shape)
    {
        using var here = new CoverageMask();
        using var there = new CoverageMask();
        for (int n = 0; n < 20; n++)
        {
            // Corners on a grid of 2⁻¹⁰ pixels, so that the translation itself is exact.
            var contours = Map(Make(shape, n), p => new Point2(Math.Round(p.X * 1024) / 1024, Math.Round(p.Y * 1024) / 1024));
            var moved = Map(contours, p => new Point2(p.X + 1234, p.Y - 777));
            Fill(contours, Page, here);
            Fill(moved, new PixelRect(1234, -777, Side, Side), there);
            Assert.Equal(here.Bounds with { X = here.X + 1234, Y = here.Y - 777 }, there.Bounds);
            for (int y = here.Y; y < here.Y + here.Height; y++)
                Assert.Equal(here.Row(y), there.Row(y - 777));
        }
    }

    [Theory]
    [MemberData(nameof(Shapes))]
    public void Neither_direction_nor_first_corner_matters(string shape)
    {
        using var one = new CoverageMask();
        using var other = new CoverageMask();
        for (int n = 0; n < 20; n++)
        {
            var contours = Make(shape, n);
            Fill(contours, Page, one);
            Fill([.. contours.Reverse().Select(c => c.Skip(1).Append(c[0]).Reverse().ToArray())], Page, other);
            Assert.Equal(one.Bounds, other.Bounds);
            for (int y = one.Y; y < one.Y + one.Height; y++)
                Assert.Equal(one.Row(y), other.Row(y));
        }
    }

    [Fact]
    public void Coverages_add_up_to_the_area()
    {
        using var mask = new CoverageMask();
        var random = new Philox(5, 0);
        for (int n = 0; n < 20; n++)
        {
            // Wider than a band of rows is high.
            Point2[] triangle = [.. Enumerable.Range(0, 3).Select(_ => new Point2(random.Uniform(0, 900), random.Uniform(0, 400)))];
            Fill([triangle], new PixelRect(0, 0, 900, 400), mask);
            double sum = 0;
            for (int y = mask.Y; y < mask.Y + mask.Height; y++)
            {
                foreach (byte c in mask.Row(y))
                    sum += c / 255.0;
            }
            Assert.InRange(sum - Math.Abs(PolygonReference.Area(triangle)), -5, 5);
        }
    }

    [Fact]
    public void A_rectangle_covers_its_share_of_each_pixel()
    {
        using var mask = new CoverageMask();
        Fill([Rectangle(2.25, 3.5, 5.5, 5)], Page, mask);
        Assert.Equal(new PixelRect(2, 3, 4, 2), mask.Bounds);
        Assert.Equal([96, 128, 128, 64], mask.Row(3).ToArray());
        Assert.Equal([191, 255, 255, 128], mask.Row(4).ToArray());
    }

    [Fact]
    public void Edges_left_of_the_clip_count_and_those_elsewhere_do_not()
    {
        using var mask = new CoverageMask();
        Fill([Rectangle(-1e9, -1e9, 1e9, 1e9)], new PixelRect(7, 8, 30, 2), mask);
        Assert.Equal(new PixelRect(7, 8, 30, 2), mask.Bounds);
        Assert.Equal(-1, mask.Row(9).IndexOfAnyExcept((byte)255));
        foreach (var (x, y) in new[] { (-20, 0), (20, 0), (0, -20), (0, 20) })
        {
            Fill([Rectangle(x + 0.5, y + 0.5, x + 9, y + 9)], new PixelRect(0, 0, 10, 10), mask);
            Assert.Equal((0, 0), (mask.Width, mask.Height));
        }
    }

    [Fact]
    public void Nothing_gives_an_empty_mask()
    {
        using var mask = new CoverageMask();
        Fill([Rectangle(1, 1, 3, 3)], Page, mask);
        Fill([], Page, mask);
        Assert.Equal((0, 0), (mask.Width, mask.Height));
        Fill([[new(1, 1), new(9, 5)], [], [new(4, 4)]], Page, mask);
        for (int y = mask.Y; y < mask.Y + mask.Height; y++)
            Assert.Equal(-1, mask.Row(y).IndexOfAnyExcept((byte)0));
    }

    [Theory]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    [InlineData(double.NegativeInfinity)]
    [InlineData(1.1e9)]
    public void Impossible_points_are_refused(double value)
    {
        using var mask = new CoverageMask();
        Assert.Throws<ArgumentException>(() => Fill([[new(1, 1), new(value, 2), new(3, 3)]], Page, mask));
        Assert.Throws<ArgumentException>(() => Fill([[new(1, 1), new(2, value), new(3, 3)]], Page, mask));
    }

    [Fact]
    public void Contours_that_do_not_fit_are_refused()
    {
        using var mask = new CoverageMask();
        var points = Rectangle(1, 1, 3, 3);
        foreach (int[] ends in (int[][])[[], [3], [5], [5, 4], [-1, 4]])
            Assert.Throws<ArgumentException>(() => PolygonRasterizer.Fill(points, ends, Page, mask));
        Assert.Throws<ArgumentOutOfRangeException>(() => PolygonRasterizer.Fill(points, [4], new PixelRect(0, 0, -1, 5), mask));
    }

    [Fact]
    public void A_warm_mask_takes_no_memory()
    {
        using var mask = new CoverageMask();
        Point2[] points = [.. Rectangle(1.5, 1.5, 700.25, 300), .. Rectangle(10, 10, 300, 200)];
        void Draw() => PolygonRasterizer.Fill(points, [4, 8], new PixelRect(0, 0, 800, 800), mask);
        Draw();
        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int i = 0; i < 10; i++)
            Draw();
        // Not 0, since unoptimised code boxes a few integers; the sums of this shape take 128 KiB, its mask 200 KiB.
        Assert.InRange((GC.GetAllocatedBytesForCurrentThread() - before) / 10, 0, 200);
    }

    [Fact]
    public void A_mask_knows_its_rows_and_its_end()
    {
        var mask = new CoverageMask();
        mask.Reset(new PixelRect(-5, -3, 4, 2));
        mask.Row(-3).Fill(9);
        Assert.Equal([0, 0, 0, 0], mask.Row(-2).ToArray());
        Assert.Throws<ArgumentOutOfRangeException>(() => mask.Row(-4).Length);
        Assert.Throws<ArgumentOutOfRangeException>(() => mask.Row(-1).Length);
        mask.Reset(new PixelRect(0, 0, 2, 2));
        Assert.Equal([0, 0], mask.Row(0).ToArray());
        Assert.Throws<ArgumentOutOfRangeException>(() => mask.Reset(new PixelRect(0, 0, -1, 2)));
        Assert.Throws<ArgumentOutOfRangeException>(() => mask.Reset(new PixelRect(0, 0, 1 << 20, 1 << 20)));
        mask.Dispose();
        mask.Dispose();
        Assert.Throws<ObjectDisposedException>(() => mask.Row(0).Length);
        Assert.Throws<ObjectDisposedException>(() => mask.Reset(Page));
    }

    private static Point2[][] Make(string shape, int n)
    {
        var random = new Philox(9, (ulong)n);
        double U(double from, double to) => random.Uniform(from, to);
        switch (shape)
        {
            case "triangle":
                return [[.. Enumerable.Range(0, 3).Select(_ => new Point2(U(0, Side), U(0, Side)))]];
            case "convex":
                return [Round(U(15, 25), U(15, 25), 3 + n, () => U(0, 0.2), _ => 14)];
            case "concave": // seen whole from its centre, so without crossings
                return [Round(U(15, 25), U(15, 25), 5 + n, () => U(0, 1), _ => U(2, 15))];
            case "hole":
                return [Round(20, 20, 7, () => U(0, 1), _ => U(11, 18)), [.. Round(20, 20, 9, () => U(0, 1), _ => U(2, 7)).Reverse()]];
            case "islands":
                return [Round(10, 10, 6, () => U(0, 1), _ => U(2, 9)), Round(29.3, 25, 6, () => U(0, 1), _ => U(2, 9))];
            case "rectangle":
                double x = U(0, 20), y = U(0, 20);
                return [Rectangle(x, y, x + U(0.01, 20), y + U(0.01, 3))];
            case "sliver": // a line's outline: thin, long, steep or flat
                var (a, b) = (new Point2(U(1, 39), U(1, 39)), new Point2(U(1, 39), U(1, 39)));
                double width = U(0.05, 2) / Math.Sqrt((b.X - a.X) * (b.X - a.X) + (b.Y - a.Y) * (b.Y - a.Y));
                var (dx, dy) = ((b.Y - a.Y) * width / 2, (a.X - b.X) * width / 2);
                return [[new(a.X + dx, a.Y + dy), new(b.X + dx, b.Y + dy), new(b.X - dx, b.Y - dy), new(a.X - dx, a.Y - dy)]];
            case "clipped":
                return [Round(U(-20, 60), U(-20, 60), 5 + n, () => U(0, 1), _ => U(20, 70))];
            default:
                throw new ArgumentOutOfRangeException(nameof(shape));
        }
    }

    private static Point2[] Round(double x, double y, int corners, Func<double> jitter, Func<int, double> radius)
        => [.. Enumerable.Range(0, corners).Select(i =>
        {
            var (sin, cos) = Math.SinCos((i + jitter()) * Math.Tau / corners);
            double r = radius(i);
            return new Point2(x + r * cos, y + r * sin);
        })];

    private static Point2[][] Map(Point2[][] contours, Func<Point2, Point2> map) => [.. contours.Select(c => c.Select(map).ToArray())];

    private static Point2[] Rectangle(double left, double top, double right, double bottom)
        => [new(left, top), new(right, top), new(right, bottom), new(left, bottom)];

    private static void Fill(Point2[][] contours, PixelRect clip, CoverageMask mask)
    {
        int end = 0;
        int[] ends = [.. contours.Select(c => end += c.Length)];
        PolygonRasterizer.Fill([.. contours.SelectMany(c => c)], ends, clip, mask);
    }

    private static int At(CoverageMask mask, int x, int y)
        => y >= mask.Y && y < mask.Y + mask.Height && x >= mask.X && x < mask.X + mask.Width ? mask.Row(y)[x - mask.X] : 0;
}
