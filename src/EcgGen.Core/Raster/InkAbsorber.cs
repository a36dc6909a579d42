// Ink of pens: it takes light from what is under it instead of hiding it.
using EcgGen.Core.Ink;

namespace EcgGen.Core.Raster;

/// <summary>Multiplies an image by an ink in linear light.</summary>
internal static class InkAbsorber
{
    private const int White = 65535;

    /// <summary>Lays ink on the masked pixels; the mask lies within the image.</summary>
    /// <param name="image">The image.</param>
    /// <param name="mask">Where the pen was.</param>
    /// <param name="ink">What is seen of white paper under it.</param>
    /// <param name="texture">How much of the ink is where.</param>
    /// <param name="scale">Pixels per mm.</param>
    public static void Multiply(PixelBuffer image, CoverageMask mask, Rgb ink, PenTexture texture, double scale)
    {
        Span<double> taken = [1 - LinearLight.FromSrgb(ink.R) / (double)White, 1 - LinearLight.FromSrgb(ink.G) / (double)White, 1 - LinearLight.FromSrgb(ink.B) / (double)White];
        for (int y = mask.Y; y < mask.Y + mask.Height; y++)
        {
            var coverage = mask.Row(y);
            var row = image.Row(y).Slice(3 * mask.X, 3 * mask.Width);
            for (int x = coverage.IndexOfAnyExcept((byte)0); x >= 0 && x < coverage.Length; x++)
            {
                if (coverage[x] == 0)
                    continue;
                double part = coverage[x] / 255.0 * texture.At((mask.X + x + 0.5) / scale, (y + 0.5) / scale);
                for (int c = 0; c < 3; c++)
                    row[3 * x + c] = LinearLight.ToSrgb((int)(LinearLight.FromSrgb(row[3 * x + c]) * (1 - part * taken[c]) + 0.5));
            }
        }
    }
}
