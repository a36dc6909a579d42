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

    /// <summary>The coverage as it appears in an image through a map: bilinear, and none beside the sheet.</summary>
    /// <param name="flat">The sheet's coverage, from its first pixel on.</param>
    /// <param name="sheet">The map with which it was drawn.</param>
    /// <param name="map">Where the sheet is in the image.</param>
    /// <param name="image">Its bounds are the image's; takes the coverage.</param>
    /// <param name="cancellation">Polled every few rows.</param>
    public static void Through(CoverageMask flat, FlatMap sheet, CoordinateMap map, CoverageMask image, CancellationToken cancellation)
    {
        double[] xs = new double[image.Width], ys = new double[image.Width];
        ReadOnlySpan<byte> from = flat.All;
        int width = flat.Width;
        for (int y = 0; y < image.Height; y++)
        {
            if (y % 64 == 0)
                cancellation.ThrowIfCancellationRequested();
            map.InverseRow(0, y, xs, ys);
            var row = image.Row(y);
            for (int x = 0; x < row.Length; x++)
            {
                double u = xs[x] * sheet.Scale - 0.5, v = ys[x] * sheet.Scale - 0.5;
                // Not so for NaN either.
                if (!(u > -1 && v > -1 && u < width && v < flat.Height))
                    continue;
                // In units of 1/256; + 256 keeps what is rounded down positive.
                int fixedU = (int)(u * 256 + 256.5), fixedV = (int)(v * 256 + 256.5), left = (fixedU >> 8) - 1, top = (fixedV >> 8) - 1;
                int a, b, c, d;
                if (left >= 0 && top >= 0 && left + 1 < width && top + 1 < flat.Height)
                {
                    int i = top * width + left;
                    (a, b, c, d) = (from[i], from[i + 1], from[i + width], from[i + width + 1]);
                }
                else
                {
                    (a, b, c, d) = (At(from, left, top), At(from, left + 1, top), At(from, left, top + 1), At(from, left + 1, top + 1));
                }
                if ((a | b | c | d) == 0)
                    continue;
                int fu = fixedU & 255, fv = fixedV & 255;
                row[x] = (byte)(((a * (256 - fu) + b * fu) * (256 - fv) + (c * (256 - fu) + d * fu) * fv + (1 << 15)) >> 16);
            }
        }

        byte At(ReadOnlySpan<byte> pixels, int x, int y) => x >= 0 && y >= 0 && x < width && y < flat.Height ? pixels[y * width + x] : (byte)0;
    }
}
