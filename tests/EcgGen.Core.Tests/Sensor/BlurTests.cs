// Blur and sharpening against slow twins, and what they owe to edges and to flat areas.
using EcgGen.Core.Raster;
using EcgGen.Core.Sensor;

namespace EcgGen.Core.Tests.Sensor;

public sealed class BlurTests
{
    public static TheoryData<BlurKind, double, double> Kinds => new()
    {
        { BlurKind.Gaussian, 0.3, 0 }, { BlurKind.Gaussian, 0.6, 0 }, { BlurKind.Gaussian, 2.5, 0 }, { BlurKind.Gaussian, 10, 0 },
        { BlurKind.Defocus, 0.2, 0 }, { BlurKind.Defocus, 1.5, 0 }, { BlurKind.Defocus, 6, 0 }, { BlurKind.Defocus, 10, 0 },
        { BlurKind.Motion, 0.5, 10 }, { BlurKind.Motion, 7, 0 }, { BlurKind.Motion, 7, 90 }, { BlurKind.Motion, 20, 30 }, { BlurKind.Motion, 50, 135 },
    };

    private static BlurStage Stage(BlurKind kind, double size, double angle) => new() { Shape = kind, Size = size, Angle = kind == BlurKind.Motion ? angle : null };

    /// <summary>The whole kernel.</summary>
    private static IEnumerable<(int X, int Y, double Weight)> Kernel(BlurKind kind, double size, double angle)
    {
        if (kind == BlurKind.Gaussian)
        {
            var half = BlurKernel.Gaussian(size);
            var places = Enumerable.Range(1 - half.Length, 2 * half.Length - 1);
            return from x in places from y in places select (x, y, (double)half[Math.Abs(x)] * half[Math.Abs(y)]);
        }
        var taps = kind == BlurKind.Defocus ? BlurKernel.Disc(size) : BlurKernel.Motion(size, angle);
        Assert.All(taps, t => Assert.InRange(t.Weight, 1, short.MaxValue));
        double sum = taps.Sum(t => t.Weight);
        Assert.InRange(sum, 1, MovingFilter.MostSum);
        return taps.Select(t => (t.X, t.Y, t.Weight / sum));
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Kernels_are_centred_and_as_wide_as_told(BlurKind kind, double size, double angle)
    {
        double sum = 0, x = 0, y = 0, xx = 0, yy = 0, xy = 0;
        foreach (var t in Kernel(kind, size, angle))
            (sum, x, y, xx, yy, xy) = (sum + t.Weight, x + t.Weight * t.X, y + t.Weight * t.Y, xx + t.Weight * t.X * t.X, yy + t.Weight * t.Y * t.Y, xy + t.Weight * t.X * t.Y);
        Assert.Equal(1, sum, 1e-5);
        Assert.Equal(0, x, 1e-4);
        Assert.Equal(0, y, 1e-4);
        // Bilinear interpolation between pixels widens by up to a quarter.
        var (sin, cos) = Math.SinCos(angle * Math.PI / 180);
        switch (kind)
        {
            case BlurKind.Gaussian:
                Assert.Equal(size * size, xx, 0.003 * size * size);
                Assert.Equal(size * size, yy, 0.003 * size * size);
                break;
            case BlurKind.Defocus:
                Assert.InRange(xx, size * size / 4, size * size / 4 + 0.25);
                Assert.Equal(xx, yy, size < 4 ? 0.01 : 0.1);
                break;
            default:
                Assert.InRange(xx + yy, size * size / 12 - 0.01, size * size / 12 + 0.5);
                Assert.Equal(-sin * cos * size * size / 12, xy, 0.1 + 0.002 * size * size);
                break;
        }
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Every_byte_is_that_of_the_slow_twin(BlurKind kind, double size, double angle)
    {
        foreach (var (width, height) in ((int, int)[])[(1, 1), (3, 40), (37, 23)])
        {
            using var image = SensorPage.Random(width, height);
            var (_, before) = SensorPage.Apply(image, Stage(kind, size, angle));
            var kernel = Kernel(kind, size, angle).ToArray();
            for (int y = 0; y < height; y++)
            {
                for (int i = 0; i < 3 * width; i++)
                {
                    double light = kernel.Sum(t => t.Weight * LinearLight.FromSrgb(before[3 * (width * Math.Clamp(y + t.Y, 0, height - 1) + Math.Clamp(i / 3 + t.X, 0, width - 1)) + i % 3]));
                    // Sums of floats in another order may round to the neighbour, and so may light in 15 bits.
                    double off = kind == BlurKind.Gaussian ? 1 : 2;
                    Assert.InRange(image.Row(y)[i], LinearLight.ToSrgb((int)Math.Max(0, light + 0.5 - off)), LinearLight.ToSrgb((int)Math.Min(65535, light + 0.5 + off)));
                }
            }
        }
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Flat_areas_and_edges_of_the_image_stay_as_they_are(BlurKind kind, double size, double angle)
    {
        foreach (byte gray in (byte[])[0, 1, 77, 254, 255])
        {
            using var image = SensorPage.Flat(60, 50, gray);
            var (_, before) = SensorPage.Apply(image, Stage(kind, size, angle));
            Assert.Equal(before, image.All);
        }
    }

    [Fact]
    public void A_size_of_0_changes_nothing()
    {
        foreach (var kind in Enum.GetValues<BlurKind>())
        {
            using var image = SensorPage.Ecg();
            var (_, before) = SensorPage.Apply(image, Stage(kind, 0, 45));
            Assert.Equal(before, image.All);
        }
    }

    [Fact]
    public void Motion_runs_counter_clockwise_from_the_right()
    {
        using var image = SensorPage.Flat(41, 41, 0);
        image.Row(20).Slice(60, 3).Fill(255);
        SensorPage.Apply(image, Stage(BlurKind.Motion, 20, 45));
        Assert.True(image.Row(15)[3 * 25] > 20 && image.Row(25)[3 * 15] > 20, "it lights up to the top right and bottom left");
        Assert.Equal(0, image.Row(15)[3 * 15]);
        Assert.Equal(0, image.Row(25)[3 * 25]);
    }

    [Fact]
    public void Sharpening_gives_edges_the_halo_that_the_formula_says_and_flat_areas_none()
    {
        using var image = SensorPage.Flat(80, 40, 60);
        for (int y = 0; y < 40; y++)
            image.Row(y)[120..].Fill(200);
        var (_, before) = SensorPage.Apply(image, new SharpeningStage { Amount = 0.5, Radius = 1.5 });
        var half = BlurKernel.Gaussian(1.5);
        for (int x = 0; x < 80; x++)
        {
            double blurred = Enumerable.Range(1 - half.Length, 2 * half.Length - 1).Sum(k => half[Math.Abs(k)] * (Math.Clamp(x + k, 0, 79) < 40 ? 60.0 : 200.0));
            double old = before[3 * x];
            Assert.Equal(Math.Clamp(old + 0.5 * (old - blurred), 0, 255), image.Row(20)[3 * x], 0.501);
        }
        Assert.Equal(60, image.Row(5)[0]);
        Assert.Equal(200, image.Row(5)[3 * 79]);
    }

    [Fact]
    public void Drawn_sharpening_overshoots_a_scan_s_edge_as_measured()
    {
        // An edge as scans have it at 200 dpi: a deviation of 0.10 mm is 0.8 pixels.
        var overshoots = new List<double>();
        for (int variant = 0; variant < 60; variant++)
        {
            using var image = SensorPage.Flat(60, 8, 100);
            for (int y = 0; y < 8; y++)
            {
                for (int x = 0; x < 60; x++)
                    image.Row(y).Slice(3 * x, 3).Fill((byte)Math.Round(100 + 100 * Statistics.NormalCdf((x - 29.5) / 0.8)));
            }
            SensorPage.Effect(SensorPage.Resolve(new SharpeningStage(), variant: variant))(image);
            overshoots.Add((image.All.ToArray().Max() - 200) / 100.0);
        }
        Assert.InRange(overshoots.Average(), 0.04, 0.08);
        Assert.InRange(overshoots.Max(), 0.05, 0.16);
    }

    [Fact]
    public void Sharpening_by_0_changes_nothing()
    {
        using var image = SensorPage.Ecg();
        var (_, before) = SensorPage.Apply(image, new SharpeningStage { Amount = 0, Radius = 2 });
        Assert.Equal(before, image.All);
    }
}
