// Halftones keep tones, have the screen that was asked for, and match a slow twin.
using EcgGen.Core.Raster;
using EcgGen.Core.Reproduction;
using static EcgGen.Core.Tests.Reproduction.CopiedSheet;

namespace EcgGen.Core.Tests.Reproduction;

public sealed class HalftoneTests
{
    public static TheoryData<HalftoneShape, double, double> Screens
    {
        get
        {
            var data = new TheoryData<HalftoneShape, double, double>();
            foreach (var shape in Enum.GetValues<HalftoneShape>())
            {
                foreach (double frequency in new[] { 60, 85, 100, 133, 175 })
                {
                    foreach (double angle in new[] { 0, 15, 45 })
                        data.Add(shape, frequency, angle);
                }
            }
            return data;
        }
    }

    [Theory]
    [MemberData(nameof(Screens))]
    public void Even_tones_keep_their_mean(HalftoneShape shape, double frequency, double angle)
    {
        foreach (int dpi in new[] { 200, 300 })
        {
            foreach (byte grey in new byte[] { 40, 90, 128, 200, 250, 255 })
            {
                using var sheet = Flat(480, 480, new Rgb(grey, grey, grey)).Copied(new HalftoneStage { Frequency = frequency, Angle = angle, Shape = shape, Ink = HalftoneInk.Black }, dpi / 25.4);
                Assert.True(sheet.IsGrey());
                // Dark tones are steep in sRGB: there a thousandth of light is a grey level.
                Assert.Equal(LinearLight.FromSrgb(grey) / 65535.0, sheet.Light(0), 0.004);
                Assert.Equal(grey, Srgb(sheet.Light(0)), grey < 90 ? 2.5 : 1.5);
            }
        }
    }

    [Theory]
    [InlineData(255, 255, 255)]
    [InlineData(228, 157, 150)]
    [InlineData(120, 150, 110)]
    [InlineData(90, 90, 90)]
    [InlineData(250, 240, 225)]
    [InlineData(60, 40, 45)]
    public void Four_inks_keep_the_mean_of_colours(byte red, byte green, byte blue)
    {
        foreach (double frequency in new[] { 65, 100, 133, 150 })
        {
            using var sheet = Flat(600, 600, new Rgb(red, green, blue)).Copied(new HalftoneStage { Frequency = frequency, Angle = 45, Shape = HalftoneShape.Round, Ink = HalftoneInk.Cmyk }, 300 / 25.4);
            Assert.Equal(red, Srgb(sheet.Light(0)), 2.0);
            Assert.Equal(green, Srgb(sheet.Light(1)), 2.0);
            Assert.Equal(blue, Srgb(sheet.Light(2)), 2.0);
        }
    }

    [Theory]
    [InlineData(60, 0)]
    [InlineData(75, 45)]
    [InlineData(100, 30)]
    public void The_screen_has_its_frequency_and_angle(double frequency, double angle)
    {
        const int Side = 512, Dpi = 600;
        using var sheet = Flat(Side, Side, new Rgb(188, 188, 188)).Copied(new HalftoneStage { Frequency = frequency, Angle = angle, Shape = HalftoneShape.Round, Ink = HalftoneInk.Black }, Dpi / 25.4);
        // The strength of the wave that the screen's first axis should make, and of some that it shouldn't.
        double Wave(double perInch, double degrees)
        {
            double u = perInch / Dpi * Math.Cos(degrees * Math.PI / 180), v = -perInch / Dpi * Math.Sin(degrees * Math.PI / 180), cos = 0, sin = 0;
            for (int y = 0; y < Side; y++)
            {
                for (int x = 0; x < Side; x++)
                {
                    double phase = 2 * Math.PI * (u * x + v * y), light = LinearLight.FromSrgb(sheet.Row(y)[3 * x]) / 65535.0 - 0.5;
                    cos += light * Math.Cos(phase);
                    sin += light * Math.Sin(phase);
                }
            }
            return Math.Sqrt(cos * cos + sin * sin) / Side / Side;
        }
        double there = Wave(frequency, angle);
        Assert.True(there > 0.1, $"{there:0.000}");
        Assert.True(Wave(frequency * 1.1, angle) < there / 5);
        Assert.True(Wave(frequency * 0.9, angle) < there / 5);
        Assert.True(Wave(frequency, angle + 7) < there / 5);
    }

    [Theory]
    [InlineData(HalftoneShape.Round, 0.3, 45)]
    [InlineData(HalftoneShape.Ellipse, 0.5, 15)]
    [InlineData(HalftoneShape.Line, 0.11, 75)]
    public void Coverage_is_that_of_a_slow_twin(HalftoneShape shape, double step, double angle)
    {
        var screen = HalftoneScreen.Get(step, angle, shape);
        // The spot functions' values over a cell, from which a tone's threshold follows.
        double Spot(double u, double v) => (shape switch { HalftoneShape.Round => 1, HalftoneShape.Ellipse => 0.62, _ => 0.06 }) * Math.Cos(2 * Math.PI * u) + Math.Cos(2 * Math.PI * v);
        double[] ranked = [.. Enumerable.Range(0, 200 * 200).Select(i => Spot(i % 200 / 200.0, i / 200 / 200.0)).OrderDescending()];
        double cos = step * Math.Cos(angle * Math.PI / 180), sin = step * Math.Sin(angle * Math.PI / 180);
        // Widths around those of vectors.
        foreach (int width in new[] { 1, 7, 8, 9, 40 })
        {
            double worst = 0, sum = 0;
            foreach (double tone in new[] { 0, 0.07, 0.25, 0.5, 0.8, 1 })
            {
                double threshold = tone == 0 ? double.PositiveInfinity : ranked[(int)Math.Min(ranked.Length - 1, tone * ranked.Length)];
                var tones = Enumerable.Repeat((int)Math.Round(tone * HalftoneScreen.Solid), width).ToArray();
                var coverage = new int[width];
                screen.Cover(13, 0, tones, coverage);
                for (int x = 0; x < width; x++)
                {
                    int inside = 0;
                    for (int i = 0; i < 400; i++)
                    {
                        double px = x + (i % 20 + 0.5) / 20, py = 13 + (i / 20 + 0.5) / 20;
                        inside += tone == 1 || Spot(px * cos - py * sin, -px * sin - py * cos) > threshold ? 1 : 0;
                    }
                    double error = Math.Abs(coverage[x] / 32640.0 - inside / 400.0);
                    worst = Math.Max(worst, error);
                    sum += error / width / 6;
                }
            }
            // Places and tones are rounded to 1/64 and interpolated over 1/32.
            Assert.InRange(worst, 0, 0.2);
            Assert.InRange(sum, 0, 0.03);
        }
    }

    [Fact]
    public void White_has_no_dots_and_black_no_holes()
    {
        foreach (var ink in Enum.GetValues<HalftoneInk>())
        {
            using var white = Flat(100, 50, new Rgb(255, 255, 255)).Copied(new HalftoneStage { Frequency = 100, Angle = 45, Shape = HalftoneShape.Round, Ink = ink });
            Assert.False(white.All.ContainsAnyExcept((byte)255));
            using var black = Flat(100, 50, new Rgb(0, 0, 0)).Copied(new HalftoneStage { Frequency = 100, Angle = 45, Shape = HalftoneShape.Round, Ink = ink });
            Assert.False(black.All.ContainsAnyExceptInRange((byte)0, (byte)40));
        }
    }
}
