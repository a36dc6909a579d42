// The one resampling, against its slow twin in doubles, and where exactness can be asked for.
using EcgGen.Core.Raster;
using EcgGen.Core.Sheet;
using EcgGen.Core.Truth;
using EcgGen.Core.Wear;

namespace EcgGen.Core.Tests.Raster;

public sealed class SheetResamplerTests
{
    private const double Dpi = 50.8; // 2 pixels per mm

    [Fact]
    public void A_flat_sheet_stays_what_it_is()
    {
        using var sheet = Noise(203, 157, 1);
        using var image = Filled(203, 157, 0);

        SheetResampler.Draw(new SheetPixels(sheet), 2, new GridMap(203, 157, new FlatMap(Dpi), null), image, default);

        Assert.True(sheet.All.SequenceEqual(image.All));
    }

    [Theory]
    [InlineData(1, false, false)]
    [InlineData(2, true, false)]
    [InlineData(3, false, true)]
    [InlineData(4, true, true)]
    public void A_bent_sheet_is_what_the_slow_twin_draws(int seed, bool lit, bool torn)
    {
        using var sheet = Noise(311, 190, seed);
        using var image = Filled(311, 190, 90);
        using var light = lit ? Waves(311, 190) : null;
        var paper = torn ? Holes(311, 190) : null;
        var map = new GridMap(311, 190, new FlatMap(Dpi), Bent(new SheetRect(0, 0, 155.5, 95), seed));
        var pixels = new SheetPixels(sheet, light, paper);

        SheetResampler.Draw(pixels, 2, map, image, default);

        int worst = 0, off = 0;
        for (int y = 0; y < image.Height; y++)
        {
            for (int x = 0; x < image.Width; x++)
            {
                var place = map.Inverse(new PixelPoint(x + 0.5, y + 0.5));
                var (cubic, whole) = Twin(pixels, place, 90, Cubic);
                var (linear, _) = Twin(pixels, place, 90, Linear);
                for (int c = 0; c < 3; c++)
                {
                    // Places are rounded to 1/256 pixel, light to 1/32768: a level of sRGB, more where it is steepest, near black.
                    double Error(double expected) => Math.Abs(Encode(expected) - image.Row(y)[3 * x + c]) * (expected < 0.01 ? 0.3 : 1);
                    // Where paper ends the filter is bilinear; at the brink of that, one or the other.
                    double error = Math.Abs(whole - 1) > 0.002 ? Error(linear[c]) : Math.Abs(whole - 1) < 1e-9 ? Error(cubic[c]) : Math.Min(Error(linear[c]), Error(cubic[c]));
                    worst = Math.Max(worst, (int)Math.Round(error));
                    off += error > 1.2 ? 1 : 0;
                }
            }
        }
        Assert.True(worst <= 4, $"{worst} levels");
        Assert.True(off < image.All.Length / 100, $"{off} of {image.All.Length}");
    }

    [Fact]
    public void White_stays_white_and_grey_stays_grey()
    {
        foreach (byte grey in new byte[] { 0, 1, 17, 128, 254, 255 })
        {
            using var sheet = Filled(120, 90, grey);
            using var image = Filled(120, 90, grey);
            SheetResampler.Draw(new SheetPixels(sheet), 2, new GridMap(120, 90, new FlatMap(Dpi), Bent(new SheetRect(0, 0, 60, 45), 5)), image, default);
            Assert.True(image.All.IndexOfAnyExcept(grey) < 0, $"{grey} became {image.All[Math.Max(0, image.All.IndexOfAnyExcept(grey))]}");
        }
    }

    [Fact]
    public void Beyond_the_sheet_is_what_was_there()
    {
        using var sheet = Filled(100, 80, 250);
        using var image = Noise(100, 80, 3);
        var before = image.All.ToArray();

        SheetResampler.Draw(new SheetPixels(sheet), 2, new GridMap(100, 80, new Shifted(60), null), image, default);

        for (int y = 0; y < 80; y++)
        {
            Assert.True(image.Row(y)[..(3 * 58)].SequenceEqual(before.AsSpan(y * 300, 3 * 58)));
            Assert.True(image.Row(y)[(3 * 62)..].IndexOfAnyExcept((byte)250) < 0);
        }
    }

    /// <summary>The sheet so many pixels further to the right.</summary>
    private sealed class Shifted(double pixels) : CoordinateMap
    {
        public override PixelPoint Forward(Point2 sheet) => new(sheet.X * 2 + pixels, sheet.Y * 2);

        public override Point2 Inverse(PixelPoint pixel) => new((pixel.X - pixels) / 2, pixel.Y / 2);
    }

    /// <summary>One pixel in linear light, 0–1, and how much paper there is, in doubles.</summary>
    private static (double[] Color, double Paper) Twin(SheetPixels sheet, Point2 place, byte behind, Func<double, double> kernel)
    {
        double u = place.X * 2 - 0.5, v = place.Y * 2 - 0.5;
        int column = (int)Math.Floor(u), row = (int)Math.Floor(v);
        var sum = new double[4];
        for (int j = -1; j <= 2; j++)
        {
            for (int i = -1; i <= 2; i++)
            {
                int x = column + i, y = row + j;
                if (x < 0 || y < 0 || x >= sheet.Colors.Width || y >= sheet.Colors.Height)
                    continue;
                double weight = kernel(u - x) * kernel(v - y), part = (sheet.Paper?[y * sheet.Colors.Width + x] ?? 255) / 255.0;
                double light = (sheet.Light?.Row(y)[x] ?? LightPlane.One) / (double)LightPlane.One;
                for (int c = 0; c < 3; c++)
                    sum[c] += weight * part * Math.Min(1, light * Decode(sheet.Colors.Row(y)[3 * x + c]));
                sum[3] += weight * part;
            }
        }
        double rest = Math.Clamp(1 - sum[3], 0, 1);
        return ([.. sum[..3].Select(s => Math.Clamp(Math.Max(0, s) + rest * Decode(behind), 0, 1))], sum[3]);
    }

    /// <summary>Keys' cubic, a = −1/2.</summary>
    private static double Cubic(double t)
    {
        t = Math.Abs(t);
        return t < 1 ? (1.5 * t - 2.5) * t * t + 1 : t < 2 ? ((-0.5 * t + 2.5) * t - 4) * t + 2 : 0;
    }

    private static double Linear(double t) => Math.Max(0, 1 - Math.Abs(t));

    private static double Decode(byte value)
    {
        double v = value / 255.0;
        return v <= 0.04045 ? v / 12.92 : Math.Pow((v + 0.055) / 1.055, 2.4);
    }

    private static double Encode(double v) => 255 * (v <= 0.0031308 ? v * 12.92 : 1.055 * Math.Pow(v, 1 / 2.4) - 0.055);

    private static Displacement Bent(SheetRect sheet, int seed)
    {
        var field = new Displacement(sheet);
        for (int row = 0; row < field.Rows; row++)
        {
            for (int column = 0; column < field.Columns; column++)
            {
                // Inwards at the edges, so that the image shows nothing but sheet.
                double edge = Math.Min(1, Math.Min(Math.Min(column, field.Columns - 1 - column), Math.Min(row, field.Rows - 1 - row)) / 12.0);
                field.X(row)[column] = (float)(edge * Math.Sin(column / 9.0 + row / 23.0 + seed));
                field.Y(row)[column] = (float)(edge * Math.Cos(column / 17.0 - row / 8.0 + seed));
            }
        }
        return field;
    }

    private static LightPlane Waves(int width, int height)
    {
        var light = new LightPlane(width, height);
        for (int y = 0; y < height; y++)
        {
            for (int x = 0; x < width; x++)
                light.Row(y)[x] = (short)(LightPlane.One * (0.9 + 0.25 * Math.Sin(x / 15.0 + y / 9.0)));
        }
        return light;
    }

    private static byte[] Holes(int width, int height)
    {
        var paper = new byte[width * height];
        for (int i = 0; i < paper.Length; i++)
            paper[i] = (byte)Math.Clamp(400 * Math.Sin(i % width / 20.0) * Math.Sin(i / width / 20.0) + 250, 0, 255);
        return paper;
    }

    private static PixelBuffer Filled(int width, int height, byte value)
    {
        var image = new PixelBuffer(width, height);
        image.All.Fill(value);
        return image;
    }

    /// <summary>Smooth colours with some grain: neighbours differ, but not wildly.</summary>
    private static PixelBuffer Noise(int width, int height, int seed)
    {
        var image = new PixelBuffer(width, height);
        var random = new System.Random(seed);
        for (int y = 0; y < height; y++)
        {
            for (int x = 0; x < 3 * width; x++)
                image.Row(y)[x] = (byte)Math.Clamp(150 + 80 * Math.Sin(x / 23.0 + y / 7.0) + random.Next(-25, 26), 0, 255);
        }
        return image;
    }
}
