// The sums from which coverages come, for a few rows of an image.
using System.Numerics;

namespace EcgGen.Core.Raster;

/// <summary>
/// Accumulates edges for <see cref="PolygonRasterizer"/>. A cell holds by how much coverage differs from the pixel to its left, in
/// units of 1 / <see cref="Full"/>. What an edge does to a pixel depends on neither the clip nor the band.
/// </summary>
internal readonly ref struct CoverageBand
{
    private const int FullBits = 22;

    /// <summary>Full coverage. 255 times this is still an int, and so are over 500 layers of it.</summary>
    private const int Full = 1 << FullBits;

    private readonly Span<int> _cells;
    private readonly PixelRect _bounds;
    private readonly int _pitch;

    /// <summary>Begins a band.</summary>
    /// <param name="cells">Zeros, for each row one more than there are columns: what lies right of the clip ends there.</param>
    /// <param name="bounds">The band in the image.</param>
    public CoverageBand(Span<int> cells, PixelRect bounds)
    {
        _cells = cells;
        _bounds = bounds;
        _pitch = bounds.Width + 1;
    }

    /// <summary>Adds what of an edge lies in the band's rows, whatever its columns.</summary>
    public void AddEdge(Point2 from, Point2 to)
    {
        bool down = from.Y < to.Y;
        var (high, low) = down ? (from, to) : (to, from);
        double y = Math.Max(high.Y, _bounds.Y), end = Math.Min(low.Y, _bounds.Y + _bounds.Height);
        if (y >= end)
            return;
        double slope = (low.X - high.X) / (low.Y - high.Y), left = Math.Min(high.X, low.X), right = Math.Max(high.X, low.X);
        double x = y == high.Y ? high.X : Math.Clamp(high.X + (y - high.Y) * slope, left, right);
        for (int row = (int)Math.Floor(y); y < end; row++)
        {
            double nextY = Math.Min(row + 1, end);
            double nextX = nextY == low.Y ? low.X : Math.Clamp(high.X + (nextY - high.Y) * slope, left, right);
            // Rounding both ends, not the height, makes edges that share a corner add up exactly.
            int height = Round(nextY - row) - Round(y - row);
            AddSpan(row - _bounds.Y, down ? height : -height, Math.Min(x, nextX), Math.Max(x, nextX));
            (x, y) = (nextX, nextY);
        }
    }

    // A piece of an edge within one row, from x0 to x1 ≥ x0: the coverage of the pixel at column i is the height times the mean,
    // over the piece, of how much of the pixel lies to the right.
    private void AddSpan(int row, int height, double x0, double x1)
    {
        int left = _bounds.X, right = left + _bounds.Width;
        if (height == 0 || x0 >= right)
            return;
        var cells = _cells.Slice(row * _pitch, _pitch);
        if (x1 <= left)
        {
            cells[0] += height;
            return;
        }
        int first = (int)Math.Floor(x0), last = (int)Math.Floor(x1);
        double doubleRun = 2 * (x1 - x0);
        int previous = 0, i = Math.Max(first, left);
        for (int stop = Math.Min(last, right - 1); i <= stop; i++)
        {
            double share = first == last ? i + 1 - (x0 + x1) / 2
                : i == first ? (i + 1 - x0) * (i + 1 - x0) / doubleRun
                : i == last ? 1 - (x1 - i) * (x1 - i) / doubleRun
                : (2 * (i - x0) + 1) / doubleRun;
            int coverage = (int)Math.Round(height * share);
            cells[i - left] += coverage - previous;
            previous = coverage;
        }
        cells[i - left] += height - previous;
    }

    /// <summary>Sums up, and writes the band's rows of the mask where they are not 0.</summary>
    public void Resolve(CoverageMask mask)
    {
        for (int row = 0; row < _bounds.Height; row++)
            ResolveRow(_cells.Slice(row * _pitch, _bounds.Width), mask.Row(_bounds.Y + row));
    }

    private static void ResolveRow(ReadOnlySpan<int> cells, Span<byte> coverage)
    {
        int sum = 0;
        for (int i = 0; i < cells.Length;)
        {
            int stop = Math.Min(i + Vector<int>.Count, cells.Length);
            // Most cells are crossed by no edge.
            if (stop - i == Vector<int>.Count && Vector.EqualsAll(new Vector<int>(cells[i..]), Vector<int>.Zero))
            {
                byte same = ToByte(sum);
                if (same != 0)
                    coverage[i..stop].Fill(same);
                i = stop;
            }
            for (; i < stop; i++)
            {
                sum += cells[i];
                coverage[i] = ToByte(sum);
            }
        }
    }

    private static int Round(double height) => (int)Math.Round(height * Full);

    private static byte ToByte(int sum) => (byte)((Math.Min(Math.Abs(sum), Full) * 255 + Full / 2) >> FullBits);
}
