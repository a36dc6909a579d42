// Exact-coverage drawing of a pen that moves to the right, as ECG pens do; where it moves back, piece by piece.
using System.Numerics.Tensors;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace EcgGen.Core.Raster;

/// <summary>
/// Coverage of a round pen along a path, taken apart into pieces whose x never decreases, or never increases. A vertical line meets the inked region of such a path in
/// one interval, because the slice of the moving disc is an interval that moves continuously. So the region lies between an
/// upper and a lower envelope: the least and the greatest edge over all discs at the samples and all straight edges
/// between them. The envelopes are exact at <see cref="NodesPerPixel"/> places per pixel and straight between; a pixel's
/// coverage is the exact area between them. A steep edge is therefore placed within 1/32 px. Crossings of a path with
/// itself cost nothing and are not inked twice. Where pieces meet or cross, a pixel has the greater coverage.
/// </summary>
public sealed class TraceRasterizer
{
    /// <summary>Where the envelopes are exact: this many places per pixel.</summary>
    public const int NodesPerPixel = 16;

    private float[] _top = [], _bottom = [];
    private float[] _area = [];

    /// <summary>Draws a path into a mask, which gets the bounds of what is drawn.</summary>
    /// <param name="points">The path in pixels; NaN lifts the pen.</param>
    /// <param name="radius">Half the pen's width in pixels, greater than 0.</param>
    /// <param name="clip">Where ink may be.</param>
    /// <param name="mask">Receives the coverage.</param>
    /// <param name="radii">Where the width changes, the radius from each point to the next, none above <paramref name="radius"/>; else empty.</param>
    public void Draw(ReadOnlySpan<Point2> points, double radius, PixelRect clip, CoverageMask mask, ReadOnlySpan<double> radii = default)
    {
        mask.Reset(Bounds(points, radius, clip));
        if (mask.Width == 0 || mask.Height == 0)
            return;
        for (int i = 0; i < points.Length; i++)
        {
            int start = i;
            while (i < points.Length && !double.IsNaN(points[i].Y))
                i++;
            if (i > start)
                DrawPieces(points[start..i], radius, radii.IsEmpty ? [] : radii[start..Math.Max(start, i - 1)], mask);
        }
    }

    /// <summary>Draws one stretch without a gap, from turning point to turning point.</summary>
    private void DrawPieces(ReadOnlySpan<Point2> run, double radius, ReadOnlySpan<double> radii, CoverageMask mask)
    {
        for (int start = 0, end; ; start = end)
        {
            double direction = 0;
            for (end = start; end + 1 < run.Length; end++)
            {
                double step = run[end + 1].X - run[end].X;
                if (step * direction < 0)
                    break;
                if (direction == 0)
                    direction = step;
            }
            var piece = run[start..(end + 1)];
            var widths = radii.IsEmpty ? [] : radii[start..end];
            if (direction < 0)
            {
                Point2[] back = [.. piece];
                double[] backWidths = [.. widths];
                Array.Reverse(back);
                Array.Reverse(backWidths);
                DrawRun(back, radius, backWidths, mask);
            }
            else
            {
                DrawRun(piece, radius, widths, mask);
            }
            if (end + 1 >= run.Length)
                return;
        }
    }

    private static PixelRect Bounds(ReadOnlySpan<Point2> points, double radius, PixelRect clip)
    {
        double left = double.PositiveInfinity, right = double.NegativeInfinity, top = left, bottom = right;
        foreach (var p in points)
        {
            if (double.IsNaN(p.Y))
                continue;
            left = Math.Min(left, p.X);
            right = Math.Max(right, p.X);
            top = Math.Min(top, p.Y);
            bottom = Math.Max(bottom, p.Y);
        }
        int x0 = (int)Math.Clamp(Math.Floor(left - radius), clip.X, clip.X + clip.Width);
        int x1 = (int)Math.Clamp(Math.Ceiling(right + radius), x0, clip.X + clip.Width);
        int y0 = (int)Math.Clamp(Math.Floor(top - radius), clip.Y, clip.Y + clip.Height);
        int y1 = (int)Math.Clamp(Math.Ceiling(bottom + radius), y0, clip.Y + clip.Height);
        return new PixelRect(x0, y0, x1 - x0, y1 - y0);
    }

    /// <summary>Draws one piece whose x never decreases.</summary>
    private void DrawRun(ReadOnlySpan<Point2> run, double radius, ReadOnlySpan<double> radii, CoverageMask mask)
    {
        int firstColumn = Math.Max(mask.X, (int)Math.Floor(run[0].X - radius));
        int endColumn = Math.Min(mask.X + mask.Width, (int)Math.Ceiling(run[^1].X + radius));
        if (endColumn <= firstColumn)
            return;
        int nodes = (endColumn - firstColumn) * NodesPerPixel + 1;
        if (_top.Length < nodes)
        {
            _top = new float[nodes];
            _bottom = new float[nodes];
        }
        var envelope = new Envelope(_top.AsSpan(0, nodes), _bottom.AsSpan(0, nodes), firstColumn, mask.Y);
        for (int i = 0; i < run.Length; i++)
            envelope.AddDisc(run[i], radii.IsEmpty ? radius : Math.Max(i > 0 ? radii[i - 1] : 0, i < radii.Length ? radii[i] : 0));
        for (int i = 1; i < run.Length; i++)
            envelope.AddEdges(run[i - 1], run[i], radii.IsEmpty ? radius : radii[i - 1]);
        Accumulate(envelope, firstColumn - mask.X, mask);
    }

    /// <summary>Turns the envelopes into pixel coverage, one pixel column at a time.</summary>
    private void Accumulate(Envelope envelope, int firstColumn, CoverageMask mask)
    {
        int height = mask.Height;
        var all = mask.All;
        if (_area.Length < height + 2)
            _area = new float[height + 2];
        var area = _area.AsSpan(0, height + 2);
        area.Clear();
        var top = envelope.Top;
        var bottom = envelope.Bottom;
        TensorPrimitives.Clamp(top, 0, height, top);
        TensorPrimitives.Clamp(bottom, 0, height, bottom);
        int columns = (top.Length - 1) / NodesPerPixel;
        for (int column = 0; column < columns; column++)
        {
            var t = top.Slice(column * NodesPerPixel, NodesPerPixel + 1);
            var b = bottom.Slice(column * NodesPerPixel, NodesPerPixel + 1);
            float low = height, high = 0;
            for (int k = 0; k < NodesPerPixel; k++)
            {
                // Where the pen is not, the envelopes are upside down.
                if (t[k] > b[k] || t[k + 1] > b[k + 1])
                    continue;
                low = float.MinNative(low, float.MinNative(t[k], t[k + 1]));
                high = float.MaxNative(high, float.MaxNative(b[k], b[k + 1]));
                AddBelow(area, t[k], t[k + 1], 1f / NodesPerPixel);
                AddBelow(area, b[k], b[k + 1], -1f / NodesPerPixel);
            }
            int end = Math.Min(height, (int)high + 1);
            float sum = 0;
            for (int y = (int)low; y < end; y++)
            {
                sum += area[y];
                area[y] = 0;
                ref byte coverage = ref all[y * mask.Width + firstColumn + column];
                coverage = Math.Max(coverage, (byte)(Math.Clamp(sum, 0, 1) * 255 + 0.5f));
            }
            if (high > 0)
                area.Slice(end, 2).Clear();
        }
    }

    /// <summary>
    /// Adds the area below a straight edge from height y0 to y1 over a strip of some width, as differences from each row to
    /// the one above it.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void AddBelow(Span<float> area, float y0, float y1, float width)
    {
        int first = (int)y0;
        if (first != (int)y1)
        {
            AddBelowSteep(area, Math.Min(y0, y1), Math.Max(y0, y1), width);
            return;
        }
        float part = width * (first + 1 - (y0 + y1) / 2);
        area[first] += part;
        area[first + 1] += width - part;
    }

    /// <summary>The same for an edge that rises from y0 through several rows to y1.</summary>
    private static void AddBelowSteep(Span<float> area, float y0, float y1, float width)
    {
        int first = (int)y0, last = (int)y1;
        // Per row: the part of the strip whose edge lies above the row counts full, the part within it half on average.
        float slope = width / (y1 - y0), before = 0, total = 0;
        for (int y = first; y <= last; y++)
        {
            float from = Math.Max(y0, y), to = Math.Min(y1, y + 1);
            float within = (to - from) * slope;
            float covered = before + within * (y + 1 - (from + to) / 2);
            area[y] += covered - total;
            total = covered;
            before += within;
        }
        area[last + 1] += width - total;
    }

    /// <summary>The edges of the inked region at every node, in pixels from the mask's top.</summary>
    private readonly ref struct Envelope
    {
        private readonly double _firstX, _originY;

        public Envelope(Span<float> top, Span<float> bottom, int firstColumn, int originY)
        {
            Top = top;
            Bottom = bottom;
            top.Fill(float.PositiveInfinity);
            bottom.Fill(float.NegativeInfinity);
            _firstX = firstColumn;
            _originY = originY;
        }

        public Span<float> Top { get; }

        public Span<float> Bottom { get; }

        public void AddDisc(Point2 centre, double radius)
        {
            double at = (centre.X - _firstX) * NodesPerPixel, reach = radius * NodesPerPixel;
            int first = Math.Max(0, (int)Math.Ceiling(at - reach)), end = Math.Min(Top.Length, (int)Math.Floor(at + reach) + 1);
            float y = (float)(centre.Y - _originY), square = (float)(radius * radius), step = 1f / NodesPerPixel;
            int k = first;
            if (Vector256.IsHardwareAccelerated)
            {
                ref float top = ref MemoryMarshal.GetReference(Top), bottom = ref MemoryMarshal.GetReference(Bottom);
                var dx = (Vector256.CreateSequence(0f, 1f) + Vector256.Create((float)(first - at))) * step;
                for (; k + Vector256<float>.Count <= end; k += Vector256<float>.Count)
                {
                    var half = Vector256.Sqrt(Vector256.Max(Vector256.Create(square) - dx * dx, Vector256<float>.Zero));
                    Vector256.Min(Vector256.LoadUnsafe(ref top, (nuint)k), Vector256.Create(y) - half).StoreUnsafe(ref top, (nuint)k);
                    Vector256.Max(Vector256.LoadUnsafe(ref bottom, (nuint)k), Vector256.Create(y) + half).StoreUnsafe(ref bottom, (nuint)k);
                    dx += Vector256.Create(Vector256<float>.Count * step);
                }
            }
            for (; k < end; k++)
            {
                float dx = (float)(k - at) * step, half = MathF.Sqrt(Math.Max(square - dx * dx, 0));
                Top[k] = Math.Min(Top[k], y - half);
                Bottom[k] = Math.Max(Bottom[k], y + half);
            }
        }

        /// <summary>The two straight edges of the region that the disc sweeps between two points.</summary>
        public void AddEdges(Point2 a, Point2 b, double radius)
        {
            double dx = b.X - a.X;
            if (dx <= 0)
                return; // A vertical stroke lies between its end discs.
            double slope = (b.Y - a.Y) / dx, secant = Math.Sqrt(1 + slope * slope);
            // The edges touch the disc beside its centre: at the right of it above when the path falls, else at the left.
            double beside = radius * slope / secant;
            AddLine(a.X + beside, b.X + beside, a, slope, -radius * secant, upper: true);
            AddLine(a.X - beside, b.X - beside, a, slope, radius * secant, upper: false);
        }

        [MethodImpl(MethodImplOptions.AggressiveInlining)] // Once for the upper, once for the lower edge.
        private void AddLine(double fromX, double toX, Point2 through, double slope, double offset, bool upper)
        {
            double level = through.Y + offset - _originY;
            int first = Math.Max(0, (int)Math.Ceiling((fromX - _firstX) * NodesPerPixel));
            int end = Math.Min(Top.Length, (int)Math.Floor((toX - _firstX) * NodesPerPixel) + 1);
            for (int k = first; k < end; k++)
            {
                float y = (float)(level + slope * (_firstX + k / (double)NodesPerPixel - through.X));
                if (upper)
                    Top[k] = float.MinNative(Top[k], y);
                else
                    Bottom[k] = float.MaxNative(Bottom[k], y);
            }
        }
    }
}
