// Colours of black bodies against published ones, and what they do to images.
using EcgGen.Core.Raster;
using EcgGen.Core.Sensor;

namespace EcgGen.Core.Tests.Sensor;

public sealed class ColorTemperatureTests
{
    // Wyszecki and Stiles, "Color Science", 2nd edition: the Planckian locus of the CIE 1931 observer; 2856 K is CIE illuminant A, 6504 K the black body nearest to D65.
    [Theory]
    [InlineData(1000, 0.6528, 0.3444)]
    [InlineData(1500, 0.5857, 0.3931)]
    [InlineData(2000, 0.5267, 0.4133)]
    [InlineData(2856, 0.4476, 0.4074)]
    [InlineData(3000, 0.4369, 0.4041)]
    [InlineData(4000, 0.3805, 0.3768)]
    [InlineData(5000, 0.3451, 0.3516)]
    [InlineData(6504, 0.3135, 0.3237)]
    [InlineData(10000, 0.2807, 0.2884)]
    [InlineData(20000, 0.2565, 0.2577)]
    [InlineData(40000, 0.2472, 0.2448)]
    public void Black_bodies_have_their_published_chromaticity(double kelvin, double x, double y)
    {
        var found = PlanckianLocus.Chromaticity(kelvin);
        Assert.Equal(x, found.X, 0.0003);
        Assert.Equal(y, found.Y, 0.0003);
    }

    [Theory]
    [InlineData(ColorTemperatureConvention.Illuminant, false)]
    [InlineData(ColorTemperatureConvention.WhiteBalance, true)]
    public void Conventions_run_against_each_other(ColorTemperatureConvention convention, bool warmer)
    {
        double last = warmer ? 0 : double.MaxValue;
        for (double kelvin = 2000; kelvin <= 40000; kelvin *= 1.1)
        {
            var gains = ColorTemperature.Gains(kelvin, convention);
            Assert.True(gains[0] / gains[2] > last == warmer, $"{kelvin} K");
            last = gains[0] / gains[2];
            Assert.Equal(1, 0.2126 * gains[0] + 0.7152 * gains[1] + 0.0722 * gains[2], 1e-9);
        }
        // The directions by name: light of a candle is orange; the paper's low values are bluish.
        using var image = SensorPage.Flat(8, 8, 180);
        SensorPage.Apply(image, new ColorTemperatureStage { Kelvin = 2500, Convention = convention });
        Assert.Equal(warmer, image.All[2] > image.All[0]);
    }

    [Fact]
    public void At_the_neutral_point_nothing_changes()
    {
        foreach (var convention in Enum.GetValues<ColorTemperatureConvention>())
        {
            using var image = SensorPage.Ecg();
            var (_, before) = SensorPage.Apply(image, new ColorTemperatureStage { Kelvin = 6500, Convention = convention });
            Assert.Equal(before, image.All);
            Assert.All(ColorTemperature.Gains(6500, convention), g => Assert.Equal(1, g, 1e-12));
        }
    }

    [Theory]
    [InlineData(2700)]
    [InlineData(4500)]
    [InlineData(9000)]
    [InlineData(30000)]
    public void Greys_get_the_light_s_chromaticity_and_keep_their_luminance(double kelvin)
    {
        using var image = SensorPage.Flat(64, 64, 90);
        SensorPage.Apply(image, new ColorTemperatureStage { Kelvin = kelvin });
        double[] light = [.. Enumerable.Range(0, 3).Select(c => LinearLight.FromSrgb(image.All[c]) / 65535.0)];
        Assert.Equal(LinearLight.FromSrgb(90) / 65535.0, 0.2126 * light[0] + 0.7152 * light[1] + 0.0722 * light[2], 0.002);
        // From 6500 K to the temperature, in the ratio of the black bodies' colours.
        var (r, g, b) = PlanckianLocus.LinearRgb(kelvin);
        var (nr, ng, nb) = PlanckianLocus.LinearRgb(6500);
        Assert.Equal(r / nr / (g / ng), light[0] / light[1], 0.03);
        Assert.Equal(b / nb / (g / ng), light[2] / light[1], 0.03 + 0.01 * b);
    }

    [Theory]
    [InlineData(1000)]
    [InlineData(3000)]
    [InlineData(15000)]
    [InlineData(40000)]
    public void White_paper_does_not_overflow_into_another_colour(double kelvin)
    {
        foreach (var convention in Enum.GetValues<ColorTemperatureConvention>())
        {
            using var image = SensorPage.Flat(100, 100, 255);
            // Spots of dirt do not count.
            image.Row(0)[..30].Fill(10);
            SensorPage.Apply(image, new ColorTemperatureStage { Kelvin = kelvin, Convention = convention });
            var gains = ColorTemperature.Gains(kelvin, convention);
            var white = image.Row(50)[..3].ToArray();
            Assert.Equal(255, white.Max());
            for (int c = 0; c < 3; c++)
                Assert.Equal(gains[c] / gains.Max(), LinearLight.FromSrgb(white[c]) / 65535.0, 0.01);
        }
    }

    [Fact]
    public void Drawn_light_is_that_of_real_photos()
    {
        for (int variant = 0; variant < 50; variant++)
        {
            foreach (var convention in Enum.GetValues<ColorTemperatureConvention>())
            {
                using var image = SensorPage.Flat(16, 16, 245);
                var stage = SensorPage.Resolve(new ColorTemperatureStage { Convention = convention }, variant: variant);
                SensorPage.Effect(stage)(image);
                Assert.InRange(image.All[0] / (double)image.All[2], 0.95, 1.52);
            }
        }
    }
}
