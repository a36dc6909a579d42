// Images that look like what the encoders meet: flat pages, noise, gradients.
using EcgGen.Core.Random;
using EcgGen.Core.Raster;

namespace EcgGen.Core.Tests;

internal static class TestImages
{
    public static readonly string[] Kinds = ["page", "noisy page", "gradient", "shade", "random", "white"];

    public static PixelBuffer Make(string kind, int width, int height)
    {
        var image = new PixelBuffer(width, height);
        var random = new Philox(7, 1);
        for (int y = 0; y < height; y++)
        {
            var row = image.Row(y);
            for (int i = 0; i < row.Length; i++)
            {
                int x = i / 3, c = i % 3;
                row[i] = kind switch
                {
                    "page" => Page(x, y, c),
                    "noisy page" => (byte)Math.Clamp(Page(x, y, c) + 6 * random.NextNormal(), 0, 255),
                    "gradient" => (byte)(2 * x + y * (c + 1) / 2),
                    "shade" => (byte)(180 - 20 * c + 40 * Math.Sin(x / 50.0) * Math.Cos(y / 70.0)),
                    "random" => (byte)random.NextInt(256),
                    "white" => 255,
                    _ => throw new ArgumentOutOfRangeException(nameof(kind)),
                };
            }
        }
        return image;
    }

    private static byte Page(int x, int y, int channel)
    {
        if (Math.Abs(y - 60 - 30 * Math.Sin(x * 0.06)) < 2)
            return 20;
        bool grid = x % 8 == 0 || y % 8 == 0;
        return channel == 0 ? (byte)252 : grid ? (byte)170 : (byte)242;
    }
}
