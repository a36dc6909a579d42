// Sparse planes: what they hold, and how they go through a map.
using EcgGen.Core.Raster;
using EcgGen.Core.Truth;

namespace EcgGen.Core.Tests.Truth;

public class CoveragePlaneTests
{
    [Theory]
    [InlineData(0, 0, 1, 1)]
    [InlineData(63, 64, 2, 63)]
    [InlineData(100, 30, 200, 65)]
    [InlineData(5, 5, 0, 9)]
    public void Holds_what_the_mask_holds(int x, int y, int width, int height)
    {
        using var mask = Random(x, y, width, height);
        var plane = CoveragePlane.From(mask);
        for (int row = -1; row < 200; row++)
        {
            for (int column = -1; column < 400; column++)
            {
                bool inside = column >= x && column < x + width && row >= y && row < y + height;
                Assert.Equal(inside ? mask.Row(row)[column - x] : 0, plane[column, row]);
            }
        }
        Assert.True(plane.TileCount <= ((x & 63) + width + 63) / 64 * (((y & 63) + height + 63) / 64));
        Assert.Equal(width > 1 ? new PixelRect(x, y, width, height) : plane.Bounds(), plane.Bounds());
    }

    [Fact]
    public void Empty_parts_take_no_tiles()
    {
        using var mask = new CoverageMask();
        mask.Reset(new PixelRect(0, 0, 640, 640));
        mask.Row(320)[70] = 9;
        mask.Row(3)[639] = 255;
        var plane = CoveragePlane.From(mask);
        Assert.Equal(2, plane.TileCount);
        Assert.Equal(new PixelRect(639, 3, 1, 1), plane.Bounds(10));
        Assert.Equal(default, CoveragePlane.From(new CoverageMask()).Bounds());
    }

    [Fact]
    public void A_map_that_moves_nothing_gives_the_plane_itself()
    {
        using var mask = Random(3, 3, 50, 50);
        var plane = CoveragePlane.From(mask);
        Assert.Same(plane, plane.Through(new FlatMap(200), new FlatMap(200), 100, 100));
    }

    [Theory]
    [InlineData(0, 1, 0)]
    [InlineData(10, 1, 0)]
    [InlineData(-33, 0.8, 0)]
    [InlineData(90, 1.5, 0)]
    [InlineData(4, 1, 6)]
    public void Goes_through_a_map_as_its_slow_twin_does(double degrees, double scale, double wave)
    {
        const int Width = 420, Height = 380;
        var sheet = new FlatMap(200);
        var map = new WavyMap(degrees, scale, wave);
        using var mask = Random(130, 140, 150, 90, density: 0.02);
        var plane = CoveragePlane.From(mask);
        var image = plane.Through(sheet, map, Width, Height);
        bool any = false;
        for (int y = 0; y < Height; y++)
        {
            for (int x = 0; x < Width; x++)
            {
                // Both round, and not the same sum.
                double expected = Twin(plane, sheet.Forward(map.Inverse(new PixelPoint(x + 0.5, y + 0.5))));
                Assert.InRange(image[x, y], expected - 0.500001, expected + 0.500001);
                any |= expected > 1;
            }
        }
        Assert.True(any);
        Assert.True(image.TileCount < 30, $"{image.TileCount} of 42 tiles");
    }

    private static double Twin(CoveragePlane plane, PixelPoint p)
    {
        double sum = 0;
        for (int y = (int)Math.Floor(p.Y) - 2; y <= p.Y + 2; y++)
        {
            for (int x = (int)Math.Floor(p.X) - 2; x <= p.X + 2; x++)
                sum += plane[x, y] * Math.Max(0, 1 - Math.Abs(p.X - x - 0.5)) * Math.Max(0, 1 - Math.Abs(p.Y - y - 0.5));
        }
        return sum;
    }

    private static CoverageMask Random(int x, int y, int width, int height, double density = 1)
    {
        var mask = new CoverageMask();
        mask.Reset(new PixelRect(x, y, width, height));
        var random = new System.Random(x * 31 + width);
        foreach (ref byte c in mask.All)
            c = random.NextDouble() < density ? (byte)random.Next(1, 256) : (byte)0;
        return mask;
    }

    /// <summary>Turned and scaled about pixel (210, 190), after a wave of some pixels along y.</summary>
    private sealed class WavyMap(double degrees, double scale, double wave) : CoordinateMap
    {
        private const double Dpmm = 200 / 25.4;
        private readonly double _cos = Math.Cos(degrees * Math.PI / 180) * scale, _sin = Math.Sin(degrees * Math.PI / 180) * scale;

        public override PixelPoint Forward(Point2 sheet)
        {
            double x = sheet.X * Dpmm - 210, y = sheet.Y * Dpmm + wave * Math.Sin(sheet.X * Dpmm / 25) - 190;
            return new PixelPoint(_cos * x - _sin * y + 210, _sin * x + _cos * y + 190);
        }

        public override Point2 Inverse(PixelPoint pixel)
        {
            double square = scale * scale, u = pixel.X - 210, v = pixel.Y - 190;
            double x = (_cos * u + _sin * v) / square + 210, y = (-_sin * u + _cos * v) / square + 190;
            return new Point2(x / Dpmm, (y - wave * Math.Sin(x / 25)) / Dpmm);
        }
    }
}
