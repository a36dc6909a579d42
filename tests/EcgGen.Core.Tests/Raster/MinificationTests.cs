// Sheets that appear small: fine lines become their mean, and nothing flickers.
using EcgGen.Core.Camera;
using EcgGen.Core.Raster;
using EcgGen.Core.Truth;

namespace EcgGen.Core.Tests.Raster;

public sealed class MinificationTests
{
    private const double Dpi = 50.8; // 2 pixels per mm

    [Theory]
    [InlineData(1.7)]
    [InlineData(2.3)]
    [InlineData(3.1)]
    [InlineData(6.4)]
    public void Fine_lines_become_their_mean(double smaller)
    {
        using var sheet = new PixelBuffer(900, 700);
        for (int y = 0; y < sheet.Height; y++)
        {
            var row = sheet.Row(y);
            for (int x = 0; x < row.Length; x++)
                row[x] = (byte)(x / 3 % 2 == 0 ? 255 : 60);
        }
        int width = (int)(900 / smaller), height = (int)(700 / smaller);
        using var image = new PixelBuffer(width, height);
        image.Fill(new Rgb(0, 0, 0));

        SheetResampler.Draw(new SheetPixels(sheet), 2, new GridMap(width, height, new FlatMap(Dpi / smaller), null), image, default);

        byte mean = LinearLight.ToSrgb((LinearLight.FromSrgb(255) + LinearLight.FromSrgb(60)) / 2);
        for (int y = 4; y < height - 4; y++)
        {
            for (int x = 4; x < width - 4; x++)
                Assert.InRange(image.Row(y)[3 * x], mean - 2, mean + 2);
        }
    }

    [Fact]
    public void A_view_that_shrinks_more_and_more_has_no_seams()
    {
        // A smooth sheet: whatever the levels do at borders of tiles, neighbours stay neighbours.
        using var sheet = new PixelBuffer(1600, 900);
        for (int y = 0; y < sheet.Height; y++)
        {
            var row = sheet.Row(y);
            for (int x = 0; x < row.Length; x++)
                row[x] = (byte)(128 + 100 * Math.Sin(x / 3 / 60.0) * Math.Cos(y / 45.0));
        }
        var corners = Matrix3.OfUnitSquare(new(30, 200), new(770, 20), new(770, 480), new(30, 300));
        using var image = new PixelBuffer(800, 500);
        image.Fill(new Rgb(128, 128, 128));

        var map = new GridMap(800, 500, new Projected(new Matrix3(1 / 800.0, 0, 0, 0, 1 / 450.0, 0, 0, 0, 1).Then(corners)), null);
        SheetResampler.Draw(new SheetPixels(sheet), 2, map, image, default);

        double worst = 0;
        for (int y = 80; y < 450; y++)
        {
            for (int x = 40; x < 760; x++)
            {
                var p = map.Inverse(new(x + 0.5, y + 0.5));
                if (p.X is > 3 and < 797 && p.Y is > 3 and < 447)
                    worst = Math.Max(worst, Math.Abs(image.Row(y)[3 * x] - (128 + 100 * Math.Sin((p.X * 2 - 0.5) / 60) * Math.Cos((p.Y * 2 - 0.5) / 45))));
            }
        }
        // Half a pixel of the smallest level, where the waves are steepest.
        Assert.InRange(worst, 0, 6);
    }

    private sealed class Projected(Matrix3 map) : CoordinateMap
    {
        private readonly Matrix3 _back = map.Inverse();

        public override PixelPoint Forward(Point2 sheet)
        {
            var p = map.Apply(sheet.X, sheet.Y);
            return new(p.X, p.Y);
        }

        public override Point2 Inverse(PixelPoint pixel) => _back.Apply(pixel.X, pixel.Y);
    }
}
