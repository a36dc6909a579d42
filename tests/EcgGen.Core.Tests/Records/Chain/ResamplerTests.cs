// Resampling against sines whose samples are known at any rate.
using EcgGen.Core.Records.Signal;

namespace EcgGen.Core.Tests.Records.Chain;

public class ResamplerTests
{
    [Theory]
    [InlineData(500, 250)]
    [InlineData(250, 500)]
    [InlineData(360, 500)]
    [InlineData(257, 500)]
    [InlineData(1000, 100)]
    [InlineData(128, 1000)]
    [InlineData(499.98, 500)]
    public void Sines_below_the_lower_Nyquist_frequency_keep_amplitude_and_phase(double from, double to)
    {
        double nyquist = Math.Min(from, to) / 2;
        foreach (double part in new[] { 0.01, 0.2, 0.5, 0.85 })
        {
            var output = Resample(t => 1.5 * Math.Sin(2 * Math.PI * part * nyquist * t + 0.3), from, to, 4);
            Assert.Equal((int)Math.Round(4 * from) * to / from, output.Length, 1.0);
            for (int i = (int)(to * 1.2); i < to * 2.8; i++)
                Assert.Equal(1.5 * Math.Sin(2 * Math.PI * part * nyquist * i / to + 0.3), output[i], 2e-3);
        }
    }

    [Theory]
    [InlineData(1000, 250)]
    [InlineData(500, 100)]
    public void What_would_alias_is_gone(double from, double to)
    {
        foreach (double part in new[] { 1.01, 1.3, 1.9 })
        {
            var output = Resample(t => Math.Sin(2 * Math.PI * part * to / 2 * t), from, to, 4);
            Assert.All(output[(int)to..(int)(3 * to)], v => Assert.InRange(v, -3e-4, 3e-4));
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(7)]
    public void A_constant_stays_also_at_the_ends_and_beside_gaps(int length)
    {
        Assert.All(new Resampler(500, 333).Resample([.. Enumerable.Repeat(0.7, length)]), v => Assert.Equal(0.7, v, 1e-12));
        var gap = Enumerable.Range(0, 300).Select(i => i is >= 100 and < 130 ? double.NaN : 0.7).ToArray();
        var output = new Resampler(500, 1000).Resample(gap);
        for (int i = 0; i < output.Length; i++)
        {
            if (i is > 200 and < 258)
                Assert.True(double.IsNaN(output[i]), $"{i}");
            else if (i is < 198 or > 261)
                Assert.Equal(0.7, output[i], 1e-9);
        }
    }

    [Fact]
    public void The_same_rate_changes_nothing_and_nothing_gives_nothing()
    {
        double[] values = [1, double.NaN, 3];
        Assert.Equal(values, new Resampler(500, 500).Resample(values));
        Assert.Empty(new Resampler(500, 250).Resample([]));
    }

    private static double[] Resample(Func<double, double> signal, double from, double to, double seconds) =>
        new Resampler(from, to).Resample([.. Enumerable.Range(0, (int)Math.Round(seconds * from)).Select(i => signal(i / from))]);
}
