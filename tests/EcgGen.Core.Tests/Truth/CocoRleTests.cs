// COCO's run lengths: the published example, and any mask through a decoder of their own.
using EcgGen.Core.Raster;
using EcgGen.Core.Truth;

namespace EcgGen.Core.Tests.Truth;

public class CocoRleTests
{
    [Fact]
    public void Packs_as_the_COCO_API_does() => Assert.Equal("61X13mN000`0", CocoRle.Pack([6, 1, 40, 4, 5, 4, 5, 4, 21]));

    [Theory]
    [InlineData(1, 1, 1.0)]
    [InlineData(7, 5, 1.0)]
    [InlineData(1, 200, 0.5)]
    [InlineData(200, 1, 0.5)]
    [InlineData(90, 70, 0.5)]
    [InlineData(90, 70, 0.02)]
    [InlineData(300, 130, 0.999)]
    public void Any_mask_comes_back(int width, int height, double density)
    {
        using var mask = new CoverageMask();
        mask.Reset(new PixelRect(0, 0, width, height));
        var random = new System.Random(width);
        foreach (ref byte c in mask.All)
            c = random.NextDouble() < density ? (byte)random.Next(128, 256) : (byte)random.Next(128);
        var plane = CoveragePlane.From(mask);
        var (runs, area) = CocoRle.Runs(plane, plane.Bounds(128), width, height);
        var back = Decode(CocoRle.Pack(runs), width, height);
        for (int y = 0; y < height; y++)
        {
            for (int x = 0; x < width; x++)
                Assert.Equal(mask.Row(y)[x] >= 128, back[x, y]);
        }
        Assert.Equal(back.Cast<bool>().Count(b => b), area);
    }

    /// <summary>Unpacks as rleFrString and rleDecode of the COCO API describe it.</summary>
    internal static bool[,] Decode(string counts, int width, int height)
    {
        var runs = new List<long>();
        for (int i = 0; i < counts.Length;)
        {
            long value = 0;
            int shift = 0;
            long c;
            do
            {
                c = counts[i++] - 48;
                value |= (c & 0x1f) << shift;
                shift += 5;
            }
            while ((c & 0x20) != 0);
            if ((c & 0x10) != 0)
                value |= -1L << shift;
            runs.Add(runs.Count > 2 ? value + runs[^2] : value);
        }
        Assert.All(runs, r => Assert.True(r >= 0));
        Assert.Equal((long)width * height, runs.Sum());
        var mask = new bool[width, height];
        long at = 0;
        for (int i = 0; i < runs.Count; i++)
        {
            for (long k = at; i % 2 == 1 && k < at + runs[i]; k++)
                mask[k / height, k % height] = true;
            at += runs[i];
        }
        return mask;
    }
}
