// Noise: the distributions that the parameters say, and the bytes of a slow twin.
using EcgGen.Core.Random;
using EcgGen.Core.Raster;
using EcgGen.Core.Sensor;

namespace EcgGen.Core.Tests.Sensor;

public sealed class ImageNoiseTests
{
    private const int Width = 1200, Height = 900;

    private static byte[] Noise(byte gray, ImageNoiseStage stage, int width = Width, int height = Height)
    {
        using var image = SensorPage.Flat(width, height, gray);
        return SensorPage.Apply(image, stage with { Seed = stage.Seed ?? 7 }).Image.All.ToArray();
    }

    private static (double Mean, double Variance) Moments(IEnumerable<double> values)
    {
        double n = 0, sum = 0, squares = 0;
        foreach (double value in values)
            (n, sum, squares) = (n + 1, sum + value, squares + value * value);
        return (sum / n, squares / n - sum / n * sum / n);
    }

    private static long[] Counts(byte[] bytes)
    {
        var counts = new long[256];
        foreach (byte b in bytes)
            counts[b]++;
        return counts;
    }

    [Theory]
    [InlineData(0.4)]
    [InlineData(1.0)]
    [InlineData(4.0)]
    [InlineData(13.0)]
    [InlineData(25.0)]
    public void Gaussian_noise_is_normal_with_the_set_deviation(double sigma)
    {
        var bytes = Noise(128, new ImageNoiseStage { Gaussian = sigma });
        var (mean, variance) = Moments(bytes.Select(b => b - 128.0));
        // Rounding to whole levels adds a twelfth, where the deviation is not small against a level.
        double[] expected = [.. Enumerable.Range(0, 256).Select(k => Statistics.NormalCdf((k - 127.5) / sigma) - Statistics.NormalCdf((k - 128.5) / sigma))];
        double rounded = Enumerable.Range(0, 256).Sum(k => expected[k] * Math.Pow(k - 128, 2));
        Assert.InRange(mean, -5 * sigma / Math.Sqrt(bytes.Length) - 1e-3, 5 * sigma / Math.Sqrt(bytes.Length) + 1e-3);
        Assert.Equal(1, variance / rounded, 0.005);
        if (sigma >= 1)
            Assert.Equal(sigma, Math.Sqrt(variance - 1.0 / 12), 0.004 * sigma + 0.001);
        Assert.InRange(Statistics.ChiSquareDeviate(Counts(bytes), expected), -4, 4);
    }

    [Theory]
    [InlineData(0.5)]
    [InlineData(8.0)]
    [InlineData(60.0)]
    public void Poisson_noise_adds_numbers_of_that_distribution(double mean)
    {
        var bytes = Noise(100, new ImageNoiseStage { Poisson = mean });
        var (added, variance) = Moments(bytes.Select(b => b - 100.0));
        Assert.Equal(1, added / mean, 0.003);
        Assert.Equal(1, variance / mean, 0.006);
        double[] expected = [.. Enumerable.Range(0, 256).Select(k => k < 100 ? 0 : Statistics.Poisson(mean, k - 100))];
        Assert.InRange(Statistics.ChiSquareDeviate(Counts(bytes), expected), -4, 4);
    }

    [Theory]
    [InlineData(2.0)]
    [InlineData(6.0)]
    [InlineData(30.0)]
    public void Shot_noise_is_of_whole_electrons_whose_variance_grows_with_the_light(double sigma)
    {
        var table = new ShotTable(sigma);
        foreach (byte gray in (byte[])[8, 60, 128, 200])
        {
            var bytes = Noise(gray, new ImageNoiseStage { Shot = sigma });
            double electrons = LinearLight.FromSrgb(gray) / 65535.0 * table.FullWell;
            var expected = new double[256];
            for (int k = 0; k < electrons + 12 * Math.Sqrt(electrons) + 30; k++)
                expected[LinearLight.ToSrgb((int)Math.Min(65535, Math.Round(k / table.FullWell * 65535)))] += Statistics.Poisson(electrons, k);
            Assert.InRange(Statistics.ChiSquareDeviate(Counts(bytes), expected), -4, 4);
        }
        var light = (int gray) => Moments(Noise((byte)gray, new ImageNoiseStage { Shot = sigma }).Select(b => LinearLight.FromSrgb(b) / 65535.0));
        var (dim, bright) = (light(100), light(180));
        Assert.Equal(LinearLight.FromSrgb(100) / 65535.0, dim.Mean, 0.002);
        Assert.Equal(LinearLight.FromSrgb(180) / 65535.0, bright.Mean, sigma < 10 ? 0.002 : 0.02);
        if (sigma == 6)
            Assert.Equal(1, bright.Variance / dim.Variance / (bright.Mean / dim.Mean), 0.04); // Bytes are wider where it is dim.
    }

    [Fact]
    public void Shot_noise_has_the_set_deviation_near_white()
    {
        var bytes = Noise(235, new ImageNoiseStage { Shot = 4 });
        Assert.Equal(4, Math.Sqrt(Moments(bytes.Select(b => (double)b)).Variance), 0.15);
    }

    [Fact]
    public void Salt_and_pepper_hit_whole_pixels_as_often_as_told()
    {
        foreach (var (probability, share) in ((double, double)[])[(0.001, 0.5), (0.05, 0.2), (0.7, 0.9), (1, 0.5)])
        {
            var bytes = Noise(128, new ImageNoiseStage { SaltPepper = probability, SaltShare = share });
            double n = bytes.Length / 3, salt = 0, pepper = 0;
            for (int i = 0; i < bytes.Length; i += 3)
            {
                Assert.True(bytes[i] == bytes[i + 1] && bytes[i] == bytes[i + 2] && bytes[i] is 0 or 128 or 255);
                (salt, pepper) = (salt + (bytes[i] == 255 ? 1 : 0), pepper + (bytes[i] == 0 ? 1 : 0));
            }
            Assert.Equal(probability * share, salt / n, 5 * Math.Sqrt(probability * share / n) + 1e-9);
            Assert.Equal(probability * (1 - share), pepper / n, 5 * Math.Sqrt(probability * (1 - share) / n) + 1e-9);
        }
    }

    [Fact]
    public void Rows_and_columns_differ_as_wholes()
    {
        var bytes = Noise(128, new ImageNoiseStage { Row = 6, Column = 3, Gaussian = 0 }, 900, 900);
        double At(int y, int x) => bytes[3 * (900 * y + x)] - 128.0;
        double[] rows = [.. Enumerable.Range(0, 900).Select(y => Enumerable.Range(0, 900).Average(x => At(y, x)))];
        double[] columns = [.. Enumerable.Range(0, 900).Select(x => Enumerable.Range(0, 900).Average(y => At(y, x)))];
        Assert.Equal(6, Math.Sqrt(Moments(rows).Variance), 0.6);
        Assert.Equal(3, Math.Sqrt(Moments(columns).Variance), 0.3);
        Assert.True(Enumerable.Range(0, 900).All(x => Math.Abs(At(4, x) - rows[4] - columns[x] + columns.Average()) <= 1.1));
    }

    [Fact]
    public void Hot_photosites_are_as_many_as_told_and_only_add_light()
    {
        var bytes = Noise(20, new ImageNoiseStage { HotPixel = 200 });
        Assert.All(bytes, b => Assert.True(b >= 20));
        int lit = 0;
        for (int y = 1; y < Height - 1; y++)
        {
            for (int x = 1; x < Width - 1; x++)
            {
                // The middle of a glow is its brightest.
                for (int c = 0; c < 3; c++)
                {
                    int at = 3 * (Width * y + x) + c;
                    lit += bytes[at] > 20 && bytes[at] > bytes[at - 3] && bytes[at] > bytes[at + 3] && bytes[at] > bytes[at - 3 * Width] && bytes[at] > bytes[at + 3 * Width] ? 1 : 0;
                }
            }
        }
        Assert.Equal(200e-6 * Width * Height, lit, 70.0);
    }

    [Fact]
    public void Neighbours_channels_rows_and_kinds_are_independent()
    {
        var bytes = Noise(128, new ImageNoiseStage { Gaussian = 10 }, 601, 600);
        double At(int i) => bytes[i] - 128.0;
        int stride = 3 * 601;
        foreach (int away in (int[])[1, 2, 3, 6, 8, 16, 32, 64, 3 * 8, stride, stride + 3, stride - 3, 2 * stride, 8 * stride])
            Assert.InRange(Statistics.CorrelationDeviate(Enumerable.Range(0, bytes.Length - away).Select(i => (At(i), At(i + away)))), -4.5, 4.5);
        // Squares too: neighbours that are large together would not show in the correlation.
        Assert.InRange(Statistics.CorrelationDeviate(Enumerable.Range(0, bytes.Length - 3).Select(i => (At(i) * At(i), At(i + 3) * At(i + 3)))), -4.5, 4.5);
        var other = Noise(128, new ImageNoiseStage { Poisson = 30 }, 601, 600);
        var shot = Noise(128, new ImageNoiseStage { Shot = 10 }, 601, 600);
        var seed = Noise(128, new ImageNoiseStage { Gaussian = 10, Seed = 8 }, 601, 600);
        foreach (var another in (byte[][])[other, shot, seed])
            Assert.InRange(Statistics.CorrelationDeviate(bytes.Zip(another, (a, b) => ((double)a, (double)b))), -4.5, 4.5);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(21)]
    [InlineData(22)]
    [InlineData(85)]
    [InlineData(86)]
    [InlineData(301)]
    public void Every_byte_is_that_of_the_slow_twin(int width)
    {
        foreach (bool monochrome in (bool[])[false, true])
        {
            using var image = SensorPage.Random(width, 5);
            var stage = new ImageNoiseStage { Gaussian = 20, Poisson = 9, Row = 3, Column = 2, Monochrome = monochrome, Seed = 99 };
            var (_, before) = SensorPage.Apply(image, stage);
            short[] gaussian = NoiseQuantiles.Gaussian(20), poisson = NoiseQuantiles.Poisson(9);
            var rows = Lines(3, 4, 5);
            var columns = Lines(2, 5, width);
            for (int y = 0; y < 5; y++)
            {
                for (int i = 0; i < 3 * width; i++)
                {
                    int n = monochrome ? i / 3 : i;
                    int sum = rows[3 * y + i % 3] + columns[i] + gaussian[Number(2, y, n)] + poisson[Number(3, y, n)];
                    Assert.Equal(Math.Clamp((int)Math.Floor(before[3 * width * y + i] + sum / 16.0 + 0.5), 0, 255), image.Row(y)[i]);
                }
            }

            short[] Lines(double sigma, ulong kind, int count)
            {
                var random = new Philox(99, kind << 32);
                var values = new short[3 * count];
                for (int i = 0; i < values.Length; i++)
                    values[i] = monochrome && i % 3 > 0 ? values[i - 1] : (short)Math.Round(16 * sigma * random.NextNormal());
                return values;
            }
        }

        static int Number(uint kind, int y, int n)
        {
            var words = Philox.Block(99, (ulong)(n / 64 * 8 + n % 16 / 2), (ulong)kind << 32 | (uint)y);
            return (ushort)(words >> (32 * (n % 64 / 16) + 16 * (n % 2)));
        }
    }

    [Fact]
    public void Quantiles_are_those_of_the_normal_distribution()
    {
        var table = NoiseQuantiles.Gaussian(100);
        for (int i = 0; i < 65536; i++)
        {
            Assert.True(Statistics.NormalCdf(table[i] / 1600.0) <= (i + 0.5) / 65536 + 1e-7);
            Assert.True(Statistics.NormalCdf((table[i] + 1) / 1600.0) >= (i + 0.5) / 65536 - 1e-7);
        }
    }

    [Fact]
    public void Nothing_changes_without_noise()
    {
        using var image = SensorPage.Ecg();
        var (_, before) = SensorPage.Apply(image, new ImageNoiseStage { Gaussian = 0, Poisson = 0, Shot = 0, SaltPepper = 0, Row = 0, Column = 0, HotPixel = 0 });
        Assert.Equal(before, image.All);
    }

    [Fact]
    public void A_sensor_without_colours_keeps_greys_grey()
    {
        var bytes = Noise(170, new ImageNoiseStage { Gaussian = 8, Poisson = 3, Shot = 6, Row = 2, Column = 2, HotPixel = 1000, SaltPepper = 0.01, Monochrome = true });
        for (int i = 0; i < bytes.Length; i += 3)
            Assert.True(bytes[i] == bytes[i + 1] && bytes[i] == bytes[i + 2]);
        Assert.True(Counts(bytes).Count(c => c > 0) > 50);
    }

    [Fact]
    public void A_kind_more_leaves_the_others_as_they_are_and_a_rows_noise_does_not_depend_on_others()
    {
        var alone = Noise(100, new ImageNoiseStage { Gaussian = 5 }, 200, 40);
        Assert.Equal(alone[..(600 * 20)], Noise(100, new ImageNoiseStage { Gaussian = 5 }, 200, 20));
        var hit = Noise(100, new ImageNoiseStage { Gaussian = 5, SaltPepper = 0.1 }, 200, 40);
        Assert.All(hit.Zip(alone), p => Assert.True(p.First == p.Second || p.First is 0 or 255));
        Assert.NotEqual(alone, Noise(100, new ImageNoiseStage { Gaussian = 5, Seed = 8 }, 200, 40));
    }

    [Fact]
    public void A_drawn_mixture_has_the_noise_of_real_images()
    {
        for (int variant = 0; variant < 40; variant++)
        {
            using var image = SensorPage.Flat(200, 200, 150);
            var stage = SensorPage.Resolve(new ImageNoiseStage(), variant: variant);
            Assert.Equal(stage, SensorPage.Resolve(stage, variant: variant + 1));
            SensorPage.Effect(stage)(image);
            Assert.InRange(Math.Sqrt(Moments(image.All.ToArray().Select(b => (double)b)).Variance), 1.9, 7);
        }
    }
}
