// The vectorised filters against the standard's formulas, byte by byte.
using System.Numerics;
using EcgGen.Core.Encoders;
using EcgGen.Core.Random;

namespace EcgGen.Core.Tests;

public class PngFiltersTests
{
    public static TheoryData<int> Widths => [.. Enumerable.Range(1, 12).Concat(Enumerable.Range(Vector<byte>.Count - 2, 5)), 211];

    [Theory]
    [MemberData(nameof(Widths))]
    public void Match_the_standards_formulas(int width)
    {
        var random = new Philox(3, (ulong)width);
        byte[] row = new byte[3 * width], above = new byte[3 * width], residual = new byte[3 * width];
        foreach (int range in (int[])[256, 6])
        {
            for (int i = 0; i < row.Length; i++)
                (row[i], above[i]) = ((byte)(250 + random.NextInt(range)), (byte)(250 + random.NextInt(range)));
            foreach (var filter in Enum.GetValues<PngFilter>())
            {
                PngFilters.Apply(filter, row, above, residual);
                Assert.Equal(row.Select((_, i) => Reference(filter, row, above, i)), residual);
            }
        }
    }

    [Fact]
    public void Paeth_is_right_whatever_the_three_neighbours()
    {
        const int n = 256;
        byte[] row = new byte[3 * n * 2], above = new byte[row.Length], residual = new byte[row.Length];
        for (int left = 0; left < n; left += 5)
        {
            for (int corner = 0; corner < n; corner++)
            {
                // Every second pixel is (left, corner), and the pixel after it has each value above.
                for (int i = 0; i < row.Length; i++)
                {
                    bool known = i / 3 % 2 == 0;
                    row[i] = known ? (byte)left : (byte)0;
                    above[i] = known ? (byte)corner : (byte)(i / 6);
                }
                PngFilters.Apply(PngFilter.Paeth, row, above, residual);
                for (int i = 3; i < row.Length; i += 6)
                {
                    if (residual[i] != Reference(PngFilter.Paeth, row, above, i))
                        Assert.Fail($"left {left}, above {above[i]}, above left {corner}: {residual[i]}");
                }
            }
        }
    }

    private static byte Reference(PngFilter filter, byte[] row, byte[] above, int i)
    {
        int a = i < 3 ? 0 : row[i - 3], b = above[i], c = i < 3 ? 0 : above[i - 3];
        return (byte)(row[i] - filter switch
        {
            PngFilter.None => 0,
            PngFilter.Sub => a,
            PngFilter.Up => b,
            PngFilter.Average => (a + b) / 2,
            _ => Paeth(a, b, c),
        });
    }

    private static int Paeth(int a, int b, int c)
    {
        int p = a + b - c;
        int pa = Math.Abs(p - a), pb = Math.Abs(p - b), pc = Math.Abs(p - c);
        if (pa <= pb && pa <= pc)
            return a;
        return pb <= pc ? b : c;
    }
}
