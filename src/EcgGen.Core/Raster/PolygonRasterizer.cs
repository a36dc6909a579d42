// Polygons to coverages: which part of each pixel's area lies inside.
using System.Buffers;

namespace EcgGen.Core.Raster;

/// <summary>
/// Scan conversion by exact area: every edge adds its signed area to the pixels it crosses and its height to all pixels to its
/// right; a running sum along each row gives the coverages. The method is that of FreeType's smooth rasteriser (ftgrays.c, after
/// Raph Levien's LibArt), of font-rs (Levien, 2016) and of stb_truetype's version 2 (Sean Barrett, "How the stb_truetype
/// anti-aliased software rasterizer v2 works"). Sums are integers in units of 2⁻²², so that they do not depend on order, clip or
/// instruction set, and edges that meet cancel without rest.
/// </summary>
/// <remarks>
/// Coverage is min(1, |sum of signed areas|). That is the nonzero winding rule, exactly, wherever the winding number inside a
/// pixel is only 0 and 1, or 0 and −1: contours that do not overlap, holes that run opposite to what they are cut from. It is not
/// the nonzero rule where contours overlap partly within one pixel: two that cover the same half of it give 1 instead of ½, two
/// of opposite direction cancel (half a pixel each, side by side, give 0). Nor is it even-odd. Over 500 layers of overlap overflow.
/// </remarks>
public static class PolygonRasterizer
{
    // 128 KiB of sums: as many rows at a time as stay in the second-level cache.
    private const int BandCells = 1 << 15;
    private const double MaxCoordinate = 1e9;

    /// <summary>Fills closed polygons.</summary>
    /// <param name="points">
    /// The corners of all contours, in pixels (the top-left pixel's centre is 0.5, 0.5), at most ±10⁹; each contour is closed
    /// from its last to its first.
    /// </param>
    /// <param name="contourEnds">For each contour the index after its last point, ascending; the last is the number of points.</param>
    /// <param name="clip">The only pixels wanted.</param>
    /// <param name="mask">Takes the coverages; its bounds become the polygons' bounding box within the clip.</param>
    /// <exception cref="ArgumentException">A point is not finite or too far out, or the contours do not fit the points.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The clip has a negative side, or the bounds have over 2³¹ pixels.</exception>
    public static void Fill(ReadOnlySpan<Point2> points, ReadOnlySpan<int> contourEnds, PixelRect clip, CoverageMask mask)
    {
        CheckContours(points.Length, contourEnds);
        mask.Reset(BoundsOf(points, clip));
        if (mask.Width == 0 || mask.Height == 0)
            return;

        int pitch = mask.Width + 1;
        int rows = Math.Clamp(BandCells / pitch, 1, mask.Height);
        int[] rented = ArrayPool<int>.Shared.Rent(rows * pitch);
        try
        {
            var cells = rented.AsSpan(0, rows * pitch);
            int bottom = mask.Y + mask.Height;
            for (int top = mask.Y; top < bottom; top += rows)
            {
                cells.Clear();
                var band = new CoverageBand(cells, new PixelRect(mask.X, top, mask.Width, Math.Min(rows, bottom - top)));
                int start = 0;
                foreach (int end in contourEnds)
                {
                    for (int i = start; i < end; i++)
                        band.AddEdge(points[i], points[i + 1 < end ? i + 1 : start]);
                    start = end;
                }
                band.Resolve(mask);
            }
        }
        finally
        {
            ArrayPool<int>.Shared.Return(rented);
        }
    }

    private static void CheckContours(int points, ReadOnlySpan<int> contourEnds)
    {
        int start = 0;
        foreach (int end in contourEnds)
        {
            if (end < start)
                throw new ArgumentException($"A contour ends at point {end}, before it begins at {start}.", nameof(contourEnds));
            start = end;
        }
        if (start != points)
            throw new ArgumentException($"The contours end at point {start}, but there are {points} points.", nameof(contourEnds));
    }

    private static PixelRect BoundsOf(ReadOnlySpan<Point2> points, PixelRect clip)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(clip.Width, nameof(clip));
        ArgumentOutOfRangeException.ThrowIfNegative(clip.Height, nameof(clip));
        double left = double.MaxValue, top = double.MaxValue, right = double.MinValue, bottom = double.MinValue;
        for (int i = 0; i < points.Length; i++)
        {
            var (x, y) = points[i];
            if (!(Math.Abs(x) <= MaxCoordinate && Math.Abs(y) <= MaxCoordinate))
                throw new ArgumentException($"Point {i} is ({x}, {y}); coordinates must be finite and at most ±{MaxCoordinate}.", nameof(points));
            (left, right) = (Math.Min(left, x), Math.Max(right, x));
            (top, bottom) = (Math.Min(top, y), Math.Max(bottom, y));
        }
        left = Math.Max(Math.Floor(left), clip.X);
        top = Math.Max(Math.Floor(top), clip.Y);
        right = Math.Min(Math.Ceiling(right), clip.X + (double)clip.Width);
        bottom = Math.Min(Math.Ceiling(bottom), clip.Y + (double)clip.Height);
        return left < right && top < bottom
            ? new PixelRect((int)left, (int)top, (int)(right - left), (int)(bottom - top))
            : new PixelRect(clip.X, clip.Y, 0, 0);
    }
}
