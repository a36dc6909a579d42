// Noise from a table against noise worked out at each place.
using EcgGen.Core.Random;

namespace EcgGen.Core.Tests.Random;

public class NoiseTableTests
{
    [Theory]
    [InlineData(0, 0, 0, 0)]
    [InlineData(-3.5, -0.01, 40.2, 7.99)]
    [InlineData(1000, -70, 1001, -60.5)]
    public void A_table_gives_the_same_bits_inside_and_outside(double left, double top, double right, double bottom)
    {
        var noise = new ValueNoise(42);
        var table = new NoiseTable(noise, left, top, right, bottom);
        var random = new System.Random(1);
        for (int i = 0; i < 5000; i++)
        {
            double x = left - 2 + random.NextDouble() * (right - left + 4), y = top - 2 + random.NextDouble() * (bottom - top + 4);
            // Whole coordinates, too: nodes, and the last column and row.
            if (i % 5 == 0)
                (x, y) = (Math.Floor(x), Math.Floor(y));
            Assert.Equal(BitConverter.SingleToInt32Bits(noise.At(x, y)), BitConverter.SingleToInt32Bits(table.At(x, y)));
        }
        Assert.Equal(noise.At(right, bottom), table.At(right, bottom));
    }

    [Fact]
    public void Noise_takes_the_nodes_values_and_stays_between_them()
    {
        var noise = new ValueNoise(7);
        for (int i = -20; i < 20; i++)
        {
            Assert.Equal((float)noise.Node(i, 3), noise.At(i, 3));
            double[] corners = [noise.Node(i, 3), noise.Node(i + 1, 3), noise.Node(i, 4), noise.Node(i + 1, 4)];
            Assert.InRange(noise.At(i + 0.3, 3.8), (float)corners.Min(), (float)corners.Max());
        }
    }
}
