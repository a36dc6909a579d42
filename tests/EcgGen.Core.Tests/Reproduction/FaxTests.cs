// Faxes: black or white, in pixels of the machine's size, and lines that suffer without moving others.
using EcgGen.Core.Raster;
using EcgGen.Core.Reproduction;
using static EcgGen.Core.Tests.Reproduction.CopiedSheet;

namespace EcgGen.Core.Tests.Reproduction;

public sealed class FaxTests
{
    private static readonly FaxStage s_clean = new() { Resolution = FaxResolution.Fine, Tone = FaxTone.Threshold, Darkness = 0.6, LineLoss = 0, LineNoise = 0, Seed = 1 };

    /// <summary>Slanted stripes, upright by its size.</summary>
    private static PixelBuffer Stripes(int width = 800, int height = 1000)
    {
        var sheet = Flat(width, height, new Rgb(250, 245, 240));
        for (int y = 0; y < height; y++)
        {
            for (int x = 0; x < width; x++)
            {
                if ((3 * x + y) % 97 < 18)
                    sheet.Row(y).Slice(3 * x, 3).Fill(60);
            }
        }
        return sheet;
    }

    [Theory]
    [InlineData(FaxResolution.Standard)]
    [InlineData(FaxResolution.Fine)]
    [InlineData(FaxResolution.Superfine)]
    public void Pixels_are_blocks_of_the_machines_size(FaxResolution resolution)
    {
        // Whole numbers of the sheet's pixels per pixel along lines.
        const int PerDot = 4;
        double scale = 204 * PerDot / 25.4;
        using var sheet = Stripes().Copied(s_clean with { Resolution = resolution }, scale);
        Assert.True(sheet.IsGrey());
        for (int y = 0; y < sheet.Height; y++)
        {
            for (int x = 0; x < sheet.Width; x++)
                Assert.Equal(sheet.Row(y)[3 * (x / PerDot * PerDot)], sheet.Row(y)[3 * x]);
        }
        // Rows change where a line ends and within the row of pixels around it; elsewhere they are the same.
        double perLine = 204.0 * PerDot / Fax.LinesPerInch(resolution);
        int lines = (int)Math.Round(1000 / perLine);
        perLine = 1000.0 / lines;
        for (int y = 1; y < sheet.Height; y++)
        {
            if ((int)((y - 1) / perLine) == (int)((y + 1) / perLine - 1e-9))
                Assert.True(sheet.Row(y).SequenceEqual(sheet.Row(y - 1)), $"row {y}");
        }
        // Within lines there are two tones.
        var tones = Enumerable.Range(0, lines).Select(l => (int)((l + 0.5) * perLine)).Where(y => (int)(y / perLine) == (int)((y + 1) / perLine - 1e-9)).SelectMany(y => sheet.Row(y).ToArray()).Distinct();
        if (perLine >= 2)
            Assert.Equal(2, tones.Count());
    }

    [Fact]
    public void Lines_run_along_the_short_side()
    {
        // Lost lines of a landscape sheet are upright.
        using var plain = Stripes(1000, 800).Copied(s_clean);
        using var lossy = Stripes(1000, 800).Copied(s_clean with { LineLoss = 1 });
        int[] changed = [.. Enumerable.Range(0, 1000).Where(x => Enumerable.Range(0, 800).Any(y => plain.Row(y)[3 * x] != lossy.Row(y)[3 * x]))];
        Assert.InRange(changed.Length, 5, 300);
    }

    [Fact]
    public void Lost_lines_repeat_the_one_before_or_are_white_and_others_stay()
    {
        // Two pixels of the sheet per line.
        double scale = 196 * 2 / 25.4;
        using var plain = Stripes().Copied(s_clean, scale);
        using var lossy = Stripes().Copied(s_clean with { LineLoss = 1 }, scale);
        int lost = 0;
        for (int y = 2; y < 1000; y += 2)
        {
            if (lossy.Row(y).SequenceEqual(plain.Row(y)))
                continue;
            lost++;
            Assert.True(lossy.Row(y).SequenceEqual(lossy.Row(y - 2)) || !lossy.Row(y).ContainsAnyExcept(lossy.Row(y).ToArray().Max()), $"row {y}");
        }
        Assert.InRange(lost, 8, 40);
    }

    [Fact]
    public void Error_diffusion_keeps_tones()
    {
        foreach (byte grey in new byte[] { 100, 150, 200 })
        {
            // Paper around it tells what white is.
            using var sheet = Flat(800, 800, new Rgb(255, 255, 255));
            for (int y = 300; y < 500; y++)
                sheet.Row(y)[900..1500].Fill(grey);
            sheet.Copied(s_clean with { Tone = FaxTone.ErrorDiffusion, Darkness = 0.5 });
            double white = LinearLight.FromSrgb(sheet.Row(10)[30]), black = 65535, sum = 0;
            for (int y = 320; y < 480; y++)
            {
                for (int x = 320; x < 480; x++)
                {
                    int light = LinearLight.FromSrgb(sheet.Row(y)[3 * x]);
                    black = Math.Min(black, light);
                    sum += light / 160.0 / 160.0;
                }
            }
            double expected = Math.Max(0, (LinearLight.FromSrgb(grey) / 65535.0 - 0.04) / 0.92);
            Assert.Equal(expected, (sum - black) / (white - black), 0.03);
        }
    }

    [Fact]
    public void Darker_exposures_have_more_black()
    {
        double before = 2;
        foreach (double darkness in new[] { 0, 0.3, 0.6, 0.9 })
        {
            foreach (var tone in new[] { FaxTone.Threshold })
            {
                using var sheet = Renderer.Draw(Page.Compose(Page.Synthetic(seconds: 3), new PaperStage { Dpi = 200, GridStyle = GridStyle.Lines }), default);
                sheet.Copied(s_clean with { Tone = tone, Darkness = darkness });
                double light = sheet.Light(0);
                Assert.True(light < before);
                before = light;
            }
        }
    }

    [Theory]
    [InlineData(1, 1, 1, 1)]
    [InlineData(7, 5, 3, 9)]
    [InlineData(100, 40, 33, 97)]
    [InlineData(64, 64, 64, 64)]
    [InlineData(31, 17, 62, 34)]
    public void Areas_are_averaged_as_by_a_slow_twin(int width, int height, int toWidth, int toHeight)
    {
        var random = new System.Random(width);
        var from = Enumerable.Range(0, width * height).Select(_ => random.NextSingle()).ToArray();
        var to = new float[toWidth * toHeight];
        AreaScaler.Scale(width, height, (y, row) => from.AsSpan(y * width, width).CopyTo(row), toWidth, toHeight, (y, row) => row.CopyTo(to.AsSpan(y * toWidth)), default);
        for (int y = 0; y < toHeight; y++)
        {
            for (int x = 0; x < toWidth; x++)
            {
                double left = (double)x * width / toWidth, right = (double)(x + 1) * width / toWidth, top = (double)y * height / toHeight, bottom = (double)(y + 1) * height / toHeight, sum = 0;
                for (int j = 0; j < height; j++)
                {
                    for (int i = 0; i < width; i++)
                        sum += from[j * width + i] * Math.Max(0, Math.Min(right, i + 1) - Math.Max(left, i)) * Math.Max(0, Math.Min(bottom, j + 1) - Math.Max(top, j));
                }
                Assert.Equal(sum / ((right - left) * (bottom - top)), to[y * toWidth + x], 1e-5);
            }
        }
        Assert.Equal(from.Average(), to.Average(), 1e-4);
    }
}
