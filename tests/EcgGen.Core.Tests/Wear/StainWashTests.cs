// Washes in bytes against factors of light, pixel by pixel.
using EcgGen.Core.Raster;
using EcgGen.Core.Sheet;
using EcgGen.Core.Wear.Stains;

namespace EcgGen.Core.Tests.Wear;

public class StainWashTests
{
    [Theory]
    [InlineData(200, 61, 40, 4)]
    [InlineData(96, 17, 9, 2)]
    [InlineData(300, 23, 31, 0.9)]
    public void A_wash_multiplies_light_as_its_slow_twin_does(int dpi, double width, double height, double pitch)
    {
        double scale = dpi / 25.4;
        int columns = (int)(width * scale), rows = (int)(height * scale);
        using var sheet = new PixelBuffer(columns, rows);
        new System.Random(3).NextBytes(sheet.All);
        byte[] before = sheet.All.ToArray();
        // As far as colours go, and light that gets brighter; nothing changes in a corner.
        (double Red, double Green, double Blue) Factor(double x, double y) => x < 7 && y < 7 ? (1, 1, 1) : (1.05 - 0.3 * x / width, Math.Exp(-0.8 * y / height), Math.Exp(-x * y / (width * height)));
        new StainWash(new NodeGrid(new SheetRect(0, 0, width, height), pitch, columns, rows, scale), Factor).Mark(sheet, default);
        // Around the corner factors jump from node to node.
        double near = 7 + pitch;
        for (int y = 0; y < rows; y++)
        {
            for (int x = 0; x < columns; x++)
            {
                double xMm = (x + 0.5) / scale, yMm = (y + 0.5) / scale;
                bool still = xMm < 7 - pitch && yMm < 7 - pitch;
                if (!still && xMm < near && yMm < near)
                    continue;
                var (red, green, blue) = Factor(xMm, yMm);
                double[] factors = [red, green, blue];
                for (int c = 0; c < 3; c++)
                {
                    int i = 3 * (y * columns + x) + c;
                    if (still)
                        Assert.Equal(before[i], sheet.All[i]);
                    else
                        Assert.InRange(sheet.All[i] - LinearLight.ToSrgb(Math.Min(65535, (int)(LinearLight.FromSrgb(before[i]) * factors[c] + 0.5))), before[i] < 40 ? -3 : -1, 1);
                }
            }
        }
    }
}
