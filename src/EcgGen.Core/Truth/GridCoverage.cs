// How much of each pixel the printed grid covers.
using EcgGen.Core.Raster;
using EcgGen.Core.Sheet;

namespace EcgGen.Core.Truth;

/// <summary>
/// The grid's coverage, whatever its style: the grid is painted in black on white by the painter of all grids, and in linear light a
/// pixel's darkness is its coverage.
/// </summary>
public static class GridCoverage
{
    private static readonly byte[] FromWhite = [.. Enumerable.Range(0, 256).Select(b => (byte)Math.Round(255 - LinearLight.FromSrgb((byte)b) / 257.0))];

    /// <summary>Draws the coverage of all pixels of an image.</summary>
    /// <param name="plan">The page.</param>
    /// <param name="scale">Pixels per mm.</param>
    /// <param name="mask">Its bounds are the image's; takes the coverage.</param>
    /// <param name="cancellation">Polled every few rows.</param>
    public static void Draw(SheetPlan plan, double scale, CoverageMask mask, CancellationToken cancellation)
    {
        var (white, black) = (new Rgb(255, 255, 255), new Rgb(0, 0, 0));
        var paper = plan.Paper with { PaperColor = white, GridColor = black, FineGridColor = black, PaperTexture = 0 };
        using var image = new PixelBuffer(mask.Width, mask.Height);
        GridPainter.Paint(image, plan with { Paper = paper }, scale, cancellation);
        for (int y = 0; y < mask.Height; y++)
        {
            var row = image.Row(y);
            var coverage = mask.Row(y);
            // Between two lines all rows are equal.
            if (y > 0 && row.SequenceEqual(image.Row(y - 1)))
            {
                mask.Row(y - 1).CopyTo(coverage);
                continue;
            }
            for (int x = 0; x < coverage.Length; x++)
                coverage[x] = FromWhite[row[3 * x]];
        }
    }
}
