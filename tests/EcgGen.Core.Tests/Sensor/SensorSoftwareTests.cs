// What software does to pixels: compression, fewer colours, denoising.
namespace EcgGen.Core.Tests.Sensor;

public sealed class SensorSoftwareTests
{
    private static double Error(ReadOnlySpan<byte> a, ReadOnlySpan<byte> b)
    {
        double sum = 0;
        for (int i = 0; i < a.Length; i++)
            sum += (a[i] - b[i]) * (a[i] - b[i]);
        return Math.Sqrt(sum / a.Length);
    }

    private static double Compressed(int quality, ChromaSubsampling subsampling, int count = 1)
    {
        using var image = SensorPage.Ecg();
        var (_, before) = SensorPage.Apply(image, new CompressionStage { Quality = quality, Subsampling = subsampling, Count = count });
        return Error(image.All, before);
    }

    [Fact]
    public void Compression_loses_more_the_lower_the_quality_and_the_fewer_the_colours()
    {
        double last = 0;
        foreach (int quality in (int[])[100, 90, 75, 50, 20, 5])
        {
            double error = Compressed(quality, ChromaSubsampling.Yuv444);
            Assert.True(error > last, $"quality {quality}: {error:0.00} after {last:0.00}");
            last = error;
        }
        Assert.True(Compressed(100, ChromaSubsampling.Yuv444) < 1);
        Assert.True(Compressed(90, ChromaSubsampling.Yuv420) > Compressed(90, ChromaSubsampling.Yuv422));
        Assert.True(Compressed(90, ChromaSubsampling.Yuv422) > Compressed(90, ChromaSubsampling.Yuv444));
        Assert.True(Compressed(85, ChromaSubsampling.Yuv444, 4) > Compressed(85, ChromaSubsampling.Yuv444));
    }

    [Fact]
    public void Compression_keeps_flat_images_and_sizes_that_are_no_whole_blocks()
    {
        foreach (var (width, height) in ((int, int)[])[(1, 1), (17, 9), (5, 33)])
        {
            using var image = SensorPage.Flat(width, height, 128);
            var (_, before) = SensorPage.Apply(image, new CompressionStage { Quality = 90 });
            Assert.True(Error(image.All, before) <= 1);
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(7)]
    public void Few_bits_leave_the_nearest_of_evenly_spaced_values(int bits)
    {
        using var image = SensorPage.Random(61, 40);
        var (_, before) = SensorPage.Apply(image, new ColorDepthStage { BitDepth = bits });
        int levels = (1 << bits) - 1;
        for (int i = 0; i < before.Length; i++)
            Assert.Equal((byte)Math.Round(Math.Floor(before[i] * levels / 255.0 + 0.5) * 255 / levels, MidpointRounding.AwayFromZero), image.All[i]);
    }

    [Fact]
    public void Grey_is_the_luma_of_bt_601()
    {
        using var image = SensorPage.Random(61, 40);
        var (_, before) = SensorPage.Apply(image, new ColorDepthStage());
        for (int i = 0; i < before.Length; i += 3)
        {
            Assert.Equal(0.299 * before[i] + 0.587 * before[i + 1] + 0.114 * before[i + 2], image.All[i], 0.502);
            Assert.True(image.All[i] == image.All[i + 1] && image.All[i] == image.All[i + 2]);
        }
    }

    [Fact]
    public void Eight_bits_of_colour_change_nothing()
    {
        using var image = SensorPage.Ecg();
        var (_, before) = SensorPage.Apply(image, new ColorDepthStage { Grayscale = false, BitDepth = 8, Dither = DitherKind.FloydSteinberg });
        Assert.Equal(before, image.All);
    }

    [Theory]
    [InlineData(DitherKind.Ordered, 1)]
    [InlineData(DitherKind.Ordered, 2)]
    [InlineData(DitherKind.FloydSteinberg, 1)]
    [InlineData(DitherKind.FloydSteinberg, 3)]
    public void Dithering_keeps_the_mean_of_areas_and_pure_black_and_white(DitherKind dither, int bits)
    {
        foreach (byte gray in (byte[])[0, 7, 60, 100, 128, 190, 250, 255])
        {
            using var image = SensorPage.Flat(128, 128, gray);
            SensorPage.Apply(image, new ColorDepthStage { BitDepth = bits, Dither = dither });
            var bytes = image.All.ToArray();
            Assert.Equal(gray, bytes.Average(b => (double)b), 2.1);
            int levels = (1 << bits) - 1;
            Assert.All(bytes, b => Assert.Equal(0, Math.Abs(b - Math.Round(b * levels / 255.0) * 255 / levels), 0.51));
            if (gray is 0 or 255)
                Assert.All(bytes, b => Assert.Equal(gray, b));
        }
    }

    [Fact]
    public void Denoising_flattens_noise_more_the_stronger_it_is()
    {
        double last = double.MaxValue;
        foreach (double strength in (double[])[0, 0.1, 0.3, 0.6, 1])
        {
            using var image = SensorPage.Flat(300, 200, 180, 170, 160);
            SensorPage.Apply(image, new ImageNoiseStage { Gaussian = 6, Seed = 3 });
            SensorPage.Apply(image, new DenoiseStage { Strength = strength, Radius = 2 });
            using var flat = SensorPage.Flat(300, 200, 180, 170, 160);
            double error = Error(image.All, flat.All);
            Assert.True(error < last, $"strength {strength}: {error:0.00} after {last:0.00}");
            last = error;
        }
        Assert.True(last < 1.6);
    }

    [Fact]
    public void Denoising_keeps_strong_edges_and_smears_colours_over_them()
    {
        using var image = SensorPage.Flat(80, 40, 235, 200, 200);
        for (int y = 0; y < 40; y++)
        {
            for (int x = 40; x < 80; x++)
                (image.Row(y)[3 * x], image.Row(y)[3 * x + 1], image.Row(y)[3 * x + 2]) = (40, 60, 60);
        }
        SensorPage.Apply(image, new DenoiseStage { Strength = 0.4, Radius = 2 });
        var row = image.Row(20).ToArray();
        int Luma(int x) => (299 * row[3 * x] + 587 * row[3 * x + 1] + 114 * row[3 * x + 2]) / 1000;
        Assert.True(Luma(39) - Luma(40) > 125, $"the edge is {Luma(39) - Luma(40)} high");
        // The right side's colour, red below green, is pulled towards that of the left side.
        Assert.True(row[3 * 41] - row[3 * 41 + 1] > -10);
        Assert.Equal(-20, row[3 * 60] - row[3 * 60 + 1]);
    }

    [Fact]
    public void Denoising_is_the_guided_filter_and_two_boxes()
    {
        const int W = 23, H = 19, R = 2, C = 3;
        const double Strength = 0.6, Epsilon = 15 * 15;
        using var image = SensorPage.Random(W, H);
        var (_, before) = SensorPage.Apply(image, new DenoiseStage { Strength = Strength, Radius = R });
        double[] luma = [.. Enumerable.Range(0, W * H).Select(i => (double)((19595 * before[3 * i] + 38470 * before[3 * i + 1] + 7471 * before[3 * i + 2] + 32768) >> 16))];
        double[] mean = Box(luma, R), square = Box([.. luma.Select(v => v * v)], R);
        double[] slope = [.. mean.Zip(square, (m, s) => (s - m * m) / (s - m * m + Epsilon))];
        double[] slopes = Box(slope, R), offsets = Box([.. slope.Zip(mean, (a, m) => m - a * m)], R);
        for (int c = 0; c < 3; c++)
        {
            var color = Box(Box([.. luma.Select((l, i) => before[3 * i + c] - l)], C), C);
            for (int i = 0; i < luma.Length; i++)
                Assert.Equal(Math.Clamp(slopes[i] * luma[i] + offsets[i] + color[i], 0, 255), image.All[3 * i + c], 0.51);
        }

        static double[] Box(double[] values, int radius) => [.. Enumerable.Range(0, W * H).Select(i =>
            (from dy in Enumerable.Range(-radius, 2 * radius + 1)
             from dx in Enumerable.Range(-radius, 2 * radius + 1)
             select values[W * Math.Clamp(i / W + dy, 0, H - 1) + Math.Clamp(i % W + dx, 0, W - 1)]).Average())];
    }

    [Fact]
    public void Denoising_leaves_flat_areas_to_the_byte_and_everything_at_strength_0()
    {
        using var flat = SensorPage.Flat(50, 40, 231, 190, 188);
        var (_, before) = SensorPage.Apply(flat, new DenoiseStage { Strength = 1, Radius = 4 });
        Assert.Equal(before, flat.All);
        using var page = SensorPage.Ecg();
        (_, before) = SensorPage.Apply(page, new DenoiseStage { Strength = 0, Radius = 4 });
        Assert.Equal(before, page.All);
    }
}
