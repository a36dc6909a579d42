// Worn ridges of folds, which are drawn by vectors, against the formula pixel by pixel.
using EcgGen.Core.Random;
using EcgGen.Core.Raster;
using EcgGen.Core.Wear;

namespace EcgGen.Core.Tests.Wear;

public class FoldRidgeTests
{
    [Theory]
    [InlineData(0, 20, 50, 20)]
    [InlineData(25, 0, 25, 40)]
    [InlineData(50, 3, 0, 33)]
    [InlineData(50, 38, 0, 31)]
    public void A_ridge_wears_as_its_slow_twin_does(double fromX, double fromY, double toX, double toY)
    {
        const double Scale = 200 / 25.4, Width = 0.28;
        var axis = new SheetAxis(new SheetLine(new(fromX, fromY), new(toX, toY)));
        var noise = new ValueNoise(9);
        using var sheet = new PixelBuffer((int)(50 * Scale), (int)(40 * Scale));
        sheet.Fill(default);
        new FoldRidge(axis, 1, noise).Mark(sheet, Scale);
        int worn = 0;
        for (int y = 0; y < sheet.Height; y++)
        {
            for (int x = 0; x < sheet.Width; x++)
            {
                double xMm = (x + 0.5) / Scale, yMm = (y + 0.5) / Scale, s = axis.Distance(xMm, yMm), t = axis.Along(xMm, yMm);
                double coverage = LinearLight.FromSrgb(sheet.Row(y)[3 * x]) * 255.0 / LinearLight.FromSrgb(250);
                if (Math.Abs(s) > 2.4 * Width)
                {
                    Assert.Equal(0, coverage);
                    continue;
                }
                // Beyond its ends, in the sheet's corners, a fold goes on as it ends.
                if (t < 0 || t > axis.Length)
                    continue;
                double even = 0.5 + 0.5 * noise.At((int)(t * 8) / (8 * 2.3), 0), most = 255 * 0.75 * Math.Exp(-s * s / (Width * Width));
                // A byte, and the profile's steps.
                Assert.Equal(most * Math.Clamp(even + 0.6 * noise.At(t / 0.35, s / 0.25), 0, 1), coverage, 3.0);
                worn += coverage > 0 ? 1 : 0;
            }
        }
        Assert.True(worn > 1000, $"{worn} pixels");
    }
}
