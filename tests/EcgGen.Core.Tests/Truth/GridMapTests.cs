// The baked map: there and back, and close to what it bakes.
using EcgGen.Core.Raster;
using EcgGen.Core.Sheet;
using EcgGen.Core.Truth;
using EcgGen.Core.Wear;

namespace EcgGen.Core.Tests.Truth;

public sealed class GridMapTests
{
    private static readonly SheetRect s_sheet = new(0, 0, 297, 210);

    [Theory]
    [InlineData(0.3)]
    [InlineData(1)]
    [InlineData(4)]
    public void Forward_undoes_inverse(double size)
    {
        var field = Waves(size);
        var map = new GridMap(2339, 1654, new FlatMap(200), field);
        var random = new System.Random(1);
        for (int i = 0; i < 20_000; i++)
        {
            var pixel = new PixelPoint(random.NextDouble() * 2339, random.NextDouble() * 1654);
            var back = map.Forward(map.Inverse(pixel));
            Assert.True(Math.Abs(back.X - pixel.X) + Math.Abs(back.Y - pixel.Y) < 1e-3, $"{pixel} came back as {back}");
        }
    }

    [Theory]
    [InlineData(0, 0, 2339)]
    [InlineData(64, 1653, 64)]
    [InlineData(2333, 7, 6)]
    [InlineData(5, 800, 1)]
    public void A_row_is_what_its_pixels_are(int x, int y, int width)
    {
        var map = new GridMap(2339, 1654, new FlatMap(200), Waves(1));
        double[] xs = new double[width], ys = new double[width];
        map.InverseRow(x, y, xs, ys);
        for (int i = 0; i < width; i++)
        {
            var p = map.Inverse(new PixelPoint(x + i + 0.5, y + 0.5));
            Assert.Equal(p.X, xs[i], 1e-9);
            Assert.Equal(p.Y, ys[i], 1e-9);
        }
    }

    [Fact]
    public void What_is_baked_is_near_what_it_is_baked_from()
    {
        var field = Waves(1);
        var flat = new FlatMap(200);
        var map = new GridMap(2339, 1654, flat, field);
        double worst = 0;
        for (double y = 5; y < 205; y += 3.7)
        {
            for (double x = 5; x < 290; x += 3.3)
            {
                var exact = flat.Forward(field.Worn(new Point2(x, y)));
                var baked = map.Forward(new Point2(x, y));
                worst = Math.Max(worst, Math.Max(Math.Abs(exact.X - baked.X), Math.Abs(exact.Y - baked.Y)));
            }
        }
        Assert.True(worst < 0.1, $"{worst:0.000} px");
    }

    [Fact]
    public void A_field_is_inverted_and_kept_from_folding_over()
    {
        var field = Waves(60);
        double steepest = 0;
        for (int row = 0; row < field.Rows; row++)
        {
            for (int i = 1; i < field.Columns; i++)
                steepest = Math.Max(steepest, Math.Abs(field.X(row)[i] - field.X(row)[i - 1]) + Math.Abs(field.Y(row)[i] - field.Y(row)[i - 1]));
        }
        Assert.InRange(steepest, 0.2, 0.4501);
        var random = new System.Random(2);
        for (int i = 0; i < 5000; i++)
        {
            var flat = new Point2(random.NextDouble() * 297, random.NextDouble() * 210);
            var back = field.Flat(field.Worn(flat));
            Assert.True(Math.Abs(back.X - flat.X) + Math.Abs(back.Y - flat.Y) < 1e-4);
        }
    }

    private static Displacement Waves(double size)
    {
        var field = new Displacement(s_sheet);
        for (int row = 0; row < field.Rows; row++)
        {
            for (int column = 0; column < field.Columns; column++)
            {
                field.X(row)[column] += (float)(size * Math.Sin(column / 11.0 + row / 31.0));
                field.Y(row)[column] += (float)(size * Math.Cos(column / 23.0 - row / 9.0));
            }
        }
        field.Limit();
        return field;
    }
}
