// Screens: moiré has the period and the strength that sampling theory says, and everything else is what its parameter says.
using EcgGen.Core.Camera;
using EcgGen.Core.Raster;
using EcgGen.Core.Truth;

namespace EcgGen.Core.Tests.Camera;

public sealed class ScreenTests
{
    private static readonly ScreenStage s_plain = new() { PixelPitch = 0.2, Zoom = 1, Angle = 0, Moire = 0, Mosaic = false, Falloff = 0, BlueCast = 0, Gamma = 1, Glow = 0, Banding = 0, SurroundColor = new Rgb(10, 200, 90), Seed = 1 };

    // A stripe's light is 0.27 of a pixel wide; white is at 0.84.
    private const double Stripe = 0.27, White = 0.84;

    private static PageScene Scene(ScreenStage stage, int dpi = 200)
    {
        var (signal, white) = Page.White;
        return Page.Worn(signal, white with { Dpi = dpi, PaperSize = PaperSize.A5 }, 0, stage);
    }

    private static double Sinc(double x) => x == 0 ? 1 : Math.Sin(Math.PI * x) / (Math.PI * x);

    /// <summary>The amplitude of a wave in a row's linear light, relative to its mean.</summary>
    private static double Wave(double[] row, double frequency)
    {
        double cos = 0, sin = 0, mean = row.Average(), weights = 0;
        for (int x = 0; x < row.Length; x++)
        {
            // A window, so that waves of other frequencies do not leak into this one.
            double weight = 0.5 - 0.5 * Math.Cos(2 * Math.PI * (x + 0.5) / row.Length);
            weights += weight;
            cos += weight * (row[x] - mean) * Math.Cos(2 * Math.PI * frequency * x);
            sin += weight * (row[x] - mean) * Math.Sin(2 * Math.PI * frequency * x);
        }
        return 2 * Math.Sqrt(cos * cos + sin * sin) / weights / mean;
    }

    private static double Strongest(double[] row, double from, double to) =>
        Enumerable.Range(0, 400).Select(i => from + (to - from) * i / 400).MaxBy(f => Wave(row, f));

    private static double[] Light(PixelBuffer image, int y, int channel) =>
        [.. Enumerable.Range(0, image.Width - 80).Select(x => LinearLight.FromSrgb(image.Row(y)[3 * (x + 40) + channel]) / 65535.0)];

    [Theory]
    [InlineData(0.8)]
    [InlineData(0.87)]
    [InlineData(1.15)]
    [InlineData(1.32)]
    public void Beats_have_the_difference_of_the_frequencies_where_every_pixel_sees_all_colours(double screen)
    {
        // Screen pixels per pixel of the image.
        var scene = Scene(s_plain with { PixelPitch = 25.4 / 200 / screen, Moire = 0.4 });
        using var image = Renderer.Draw(scene, default);
        double beat = Math.Abs(screen - 1);
        for (int channel = 0; channel < 3; channel++)
        {
            var row = Light(image, 200, channel);
            Assert.Equal(beat, Strongest(row, 0.02, 0.5), 0.004);
            // Rounded to bytes.
            Assert.Equal(0.4 * 2 * Sinc(Stripe) * Math.Abs(Sinc(screen)), Wave(row, beat), 0.01);
        }
    }

    [Theory]
    [InlineData(0.44)]
    [InlineData(0.56)]
    [InlineData(0.65)]
    public void A_mosaics_red_and_blue_beat_with_every_other_pixel(double screen)
    {
        var scene = Scene(s_plain with { PixelPitch = 25.4 / 200 / screen, Moire = 0.12, Mosaic = true });
        using var image = Renderer.Draw(scene, default);
        double beat = Math.Abs(screen - 0.5);
        // Red is seen in even rows, blue in odd ones; between two that see it a pixel has their mean.
        foreach (int channel in new[] { 0, 2 })
        {
            var row = Light(image, 200 + channel / 2, channel);
            Assert.Equal(beat, Strongest(row, 0.02, 0.25), 0.004);
            double interpolated = 0.5 + 0.5 * Math.Cos(2 * Math.PI * beat);
            Assert.Equal(0.12 * 2 * Sinc(Stripe) * Sinc(screen) * interpolated, Wave(row, beat), 0.008);
        }
    }

    [Fact]
    public void A_view_from_twice_as_far_sees_twice_the_frequency()
    {
        const double Screen = 0.44;
        var scene = Scene(s_plain with { PixelPitch = 25.4 / 200 / Screen, Moire = 0.6 });
        scene = scene with { Map = new Moved(scene.Flat, 2, 0) };
        using var image = new PixelBuffer(scene.Width / 2, 40);
        image.Fill(new Rgb(255, 255, 255));
        new ScreenEffect((ScreenStage)scene.Request.Recipe.Stages[1]).Apply(image, scene, default);
        var row = Light(image, 20, 1);
        Assert.Equal(1 - 2 * Screen, Strongest(row, 0.02, 0.5), 0.004);
        Assert.Equal(0.6 * 2 * Sinc(Stripe) * Sinc(2 * Screen), Wave(row, 1 - 2 * Screen), 0.015);
    }

    [Fact]
    public void Stripes_turn_with_the_angle()
    {
        // Steep enough to be counted down a column.
        const double Screen = 0.85, Degrees = 10;
        var scene = Scene(s_plain with { PixelPitch = 25.4 / 200 / Screen, Moire = 0.6, Angle = Degrees });
        using var image = Renderer.Draw(scene, default);
        double[] column = [.. Enumerable.Range(0, 900).Select(y => LinearLight.FromSrgb(image.Row(y + 40)[3 * 500 + 1]) / 65535.0)];
        Assert.Equal(Screen * Math.Sin(Degrees * Math.PI / 180), Strongest(column, 0.05, 0.3), 0.004);
        Assert.Equal(1 - Screen * Math.Cos(Degrees * Math.PI / 180), Strongest(Light(image, 300, 1), 0.05, 0.3), 0.004);
    }

    [Theory]
    [InlineData(0.6, 0)]
    [InlineData(0.9, 0.1)]
    [InlineData(1.7, 0.4)]
    public void Profiles_are_the_mean_of_pulses_over_a_pixel(double one, double other)
    {
        var stripes = new ScreenStripes(1);
        foreach (var (profile, pulse) in new[] { (stripes.Stripe(one, other), Stripe), (stripes.Row(one, other), 0.88) })
        {
            Assert.Equal(1, profile.Average(v => v / (double)(1 << ScreenStripes.Shift)), 0.01);
            for (int i = 0; i < ScreenStripes.Length; i += 37)
            {
                // Over a parallelogram whose sides are the two ways.
                double sum = 0;
                for (int k = 0; k < 100 * 100; k++)
                {
                    double at = (double)i / ScreenStripes.Length + ((k % 100 + 0.5) / 100 - 0.5) * one + ((k / 100 + 0.5) / 100 - 0.5) * other;
                    sum += Math.Abs(at - Math.Round(at)) < pulse / 2 ? 1 / pulse : 0;
                }
                Assert.Equal(sum / 1e4, profile[i] / (double)(1 << ScreenStripes.Shift), 0.1);
            }
        }
    }

    [Fact]
    public void Pixels_far_coarser_than_the_screens_see_none_of_it()
    {
        var scene = Scene(s_plain with { PixelPitch = 0.06, Moire = 1, Zoom = 0.3, Angle = 20 }, dpi: 60);
        using var image = Renderer.Draw(scene, default);
        var row = Light(image, 100, 1);
        Assert.InRange(row.Max() / row.Min(), 1, 1.15);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Without_stripes_and_casts_only_the_exposure_changes(bool mosaic)
    {
        var (signal, paper) = (Page.Synthetic(seconds: 3), new PaperStage { Dpi = 101 });
        using var plain = Renderer.Draw(Page.Compose(signal, paper), default);
        using var image = Renderer.Draw(Page.Worn(signal, paper, 0, s_plain with { Mosaic = mosaic }), default);
        // The last row and column may lie half beyond the sheet.
        for (int y = 0; y < plain.Height - 1; y++)
        {
            for (int i = 0; i < plain.Stride - 3; i++)
                Assert.InRange(image.Row(y)[i] - LinearLight.ToSrgb((int)(White * LinearLight.FromSrgb(plain.Row(y)[i]))), -1, 1);
        }
    }

    [Fact]
    public void A_mosaic_keeps_the_mean_light_of_each_colour()
    {
        var scene = Scene(s_plain with { PixelPitch = 0.22, Moire = 0.2, Angle = 3, Mosaic = true });
        using var image = Renderer.Draw(scene, default);
        for (int channel = 0; channel < 3; channel++)
            Assert.Equal(White, Enumerable.Range(20, 200).Average(y => Light(image, y, channel).Average()), 0.01);
    }

    [Fact]
    public void Casts_glow_gamma_falloff_and_bands_do_what_they_say()
    {
        double[] Mean(ScreenStage stage, Rgb paper)
        {
            var (signal, white) = Page.White;
            using var image = Renderer.Draw(Page.Worn(signal, white with { PaperColor = paper, Dpi = 60 }, 0, stage), default);
            return [.. Enumerable.Range(0, 3).Select(c => Enumerable.Range(20, 200).Average(y => LinearLight.FromSrgb(image.Row(y)[3 * 200 + c]) / 65535.0))];
        }
        var (full, black, grey) = (new Rgb(255, 255, 255), new Rgb(0, 0, 0), new Rgb(188, 188, 188));
        var blue = Mean(s_plain with { BlueCast = 1 }, full);
        Assert.Equal(0.66, blue[0] / blue[2], 0.01);
        Assert.Equal(0.775, blue[1] / blue[2], 0.01);
        var leak = Mean(s_plain with { Glow = 1 }, black);
        Assert.Equal(White / 12, leak.Average(), 0.01);
        Assert.True(leak[2] > leak[0]);
        Assert.Equal(0, Mean(s_plain, black)[1], 0.001);
        double middle = LinearLight.FromSrgb(188) / 65535.0;
        Assert.Equal(White * Math.Pow(middle, 1.3), Mean(s_plain with { Gamma = 1.3 }, grey)[1], 0.01);

        using var bands = Renderer.Draw(Scene(s_plain with { Banding = 1 }), default);
        double[] rows = [.. Enumerable.Range(0, bands.Height).Select(y => LinearLight.FromSrgb(bands.Row(y)[3 * 1000]) / 65535.0)];
        Assert.Equal(White, rows.Max(), 0.01);
        Assert.Equal(White * 2 / 3, rows.Min(), 0.01);
        using var fall = Renderer.Draw(Scene(s_plain with { Falloff = 1, Zoom = 1.4 }), default);
        double[] corners = [.. new[] { 5, fall.Height - 5 }.SelectMany(y => new[] { 5, fall.Width - 5 }.Select(x => LinearLight.FromSrgb(fall.Row(y)[3 * x]) / 65535.0 / White))];
        Assert.InRange(corners.Min(), 0.3, 0.8);
        Assert.True(corners.Max() > corners.Min() + 0.03);
    }

    [Fact]
    public void Around_the_sheet_the_screen_goes_on()
    {
        var scene = Scene(s_plain);
        // 100 pixels of what is beyond the left edge.
        scene = scene with { Map = new Moved(scene.Flat, 1, -100) };
        using var image = new PixelBuffer(400, 60);
        image.Fill(new Rgb(255, 255, 255));
        new ScreenEffect(s_plain).Apply(image, scene, default);
        byte Seen(byte value) => LinearLight.ToSrgb((int)(White * LinearLight.FromSrgb(value)));
        for (int x = 0; x < 400; x++)
        {
            if (x == 100)
                continue;
            Assert.InRange(image.Row(30)[3 * x] - (x < 100 ? Seen(10) : Seen(255)), -1, 1);
            Assert.InRange(image.Row(30)[3 * x + 1] - (x < 100 ? Seen(200) : Seen(255)), -1, 1);
        }
    }

    [Theory]
    [InlineData(1, 1)]
    [InlineData(2, 1)]
    [InlineData(1, 3)]
    [InlineData(15, 2)]
    [InlineData(16, 5)]
    [InlineData(17, 4)]
    [InlineData(33, 33)]
    public void A_mosaic_is_interpolated_as_by_a_slow_twin(int width, int height)
    {
        var scene = Scene(s_plain with { PixelPitch = 0.3, Moire = 0.4, Angle = 7, Mosaic = true });
        var stage = (ScreenStage)scene.Request.Recipe.Stages[1];
        using var image = new PixelBuffer(width, height);
        image.Fill(new Rgb(200, 200, 200));
        new ScreenEffect(stage).Apply(image, scene, default);
        // What every pixel would see of every colour.
        using var all = new PixelBuffer(width, height);
        all.Fill(new Rgb(200, 200, 200));
        new ScreenEffect(stage with { Mosaic = false }).Apply(all, scene, default);
        // At the pixels that see a colour, both are the same.
        for (int y = 0; y < height; y++)
        {
            for (int x = 0; x < width; x++)
            {
                int own = (x & 1) + (y & 1);
                Assert.Equal(all.Row(y)[3 * x + own], image.Row(y)[3 * x + own]);
                if (own != 0 && x > 0 && x < width - 1 && y % 2 == 0)
                {
                    double mean = (LinearLight.FromSrgb(all.Row(y)[3 * x - 3]) + LinearLight.FromSrgb(all.Row(y)[3 * x + 3])) / 2.0;
                    Assert.InRange(image.Row(y)[3 * x] - LinearLight.ToSrgb((int)mean), -2, 2);
                }
            }
        }
    }

    [Fact]
    public void What_a_map_says_beyond_the_horizon_does_no_harm()
    {
        var scene = Scene(s_plain with { Moire = 1, Mosaic = true, Falloff = 1 });
        foreach (double factor in new[] { 1e6, 1e12, double.NaN, double.PositiveInfinity })
        {
            var far = scene with { Map = new Moved(scene.Flat, factor, 0) };
            using var image = new PixelBuffer(70, 9);
            image.Fill(new Rgb(255, 255, 255));
            new ScreenEffect((ScreenStage)scene.Request.Recipe.Stages[1]).Apply(image, far, default);
        }
    }

    /// <summary>A view from another distance, of another part.</summary>
    private sealed class Moved(FlatMap flat, double factor, double shift) : CoordinateMap
    {
        public override PixelPoint Forward(Point2 sheet)
        {
            var p = flat.Forward(sheet);
            return new PixelPoint((p.X - shift) / factor, (p.Y - shift) / factor);
        }

        public override Point2 Inverse(PixelPoint pixel) => flat.Inverse(new PixelPoint(pixel.X * factor + shift, pixel.Y * factor - shift));
    }
}
