// Puts one ink on the image through a coverage mask.
using System.Numerics;

namespace EcgGen.Core.Raster;

/// <summary>Blends a colour into an image in linear light.</summary>
public static class InkPainter
{
    /// <summary>Paints the masked pixels; the mask lies within the image.</summary>
    public static void Paint(PixelBuffer image, CoverageMask mask, Rgb ink)
    {
        const int Full = 255;
        int r = LinearLight.FromSrgb(ink.R), g = LinearLight.FromSrgb(ink.G), b = LinearLight.FromSrgb(ink.B);
        for (int y = 0; y < mask.Height; y++)
        {
            var coverage = mask.Row(mask.Y + y);
            var row = image.Row(mask.Y + y).Slice(3 * mask.X, 3 * mask.Width);
            for (int x = 0; x < coverage.Length; x++)
            {
                // Most of a mask is empty: skip a vector at a time.
                while (x + Vector<byte>.Count <= coverage.Length && new Vector<byte>(coverage[x..]) == Vector<byte>.Zero)
                    x += Vector<byte>.Count;
                if (x >= coverage.Length)
                    break;
                int c = coverage[x];
                if (c == 0)
                    continue;
                var pixel = row.Slice(3 * x, 3);
                if (c == Full)
                {
                    (pixel[0], pixel[1], pixel[2]) = (ink.R, ink.G, ink.B);
                    continue;
                }
                pixel[0] = LinearLight.Mix(pixel[0], r, c);
                pixel[1] = LinearLight.Mix(pixel[1], g, c);
                pixel[2] = LinearLight.Mix(pixel[2], b, c);
            }
        }
    }
}
