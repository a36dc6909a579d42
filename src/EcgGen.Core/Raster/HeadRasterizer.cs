// Exact-coverage drawing of a trace as a head of dots prints it: line by line, each an upright bar of whole dots.
using System.Numerics.Tensors;

namespace EcgGen.Core.Raster;

/// <summary>
/// Per line of the head, the dots from the least to the greatest height of the path within the line are printed, so that slopes
/// are stairs and upright strokes have no gaps. A dot is as long as the pen is wide, so each bar also covers its neighbours'
/// lines. Bars are rectangles, so a pixel's coverage is the sum of products of overlaps.
/// </summary>
internal sealed class HeadRasterizer
{
    private float[] _top = [], _bottom = [], _wideTop = [], _wideBottom = [];
    private float[] _area = [];

    /// <summary>Draws a path into a mask, which gets the bounds of what is drawn.</summary>
    /// <param name="points">The path in mm; NaN lifts the pen.</param>
    /// <param name="width">The pen's width in mm.</param>
    /// <param name="head">The dots.</param>
    /// <param name="scale">Pixels per mm.</param>
    /// <param name="clip">Where ink may be.</param>
    /// <param name="mask">Receives the coverage.</param>
    public void Draw(ReadOnlySpan<Point2> points, double width, PrintHead head, double scale, PixelRect clip, CoverageMask mask)
    {
        double left = double.PositiveInfinity, right = double.NegativeInfinity;
        foreach (var p in points)
        {
            if (double.IsNaN(p.Y))
                continue;
            left = Math.Min(left, p.X);
            right = Math.Max(right, p.X);
        }
        if (left > right)
        {
            mask.Reset(new PixelRect(clip.X, clip.Y, 0, 0));
            return;
        }
        int spread = head.Spread(width), thickness = head.Thickness(width);
        int first = (int)Math.Floor(left * head.Lines) - spread, lines = (int)Math.Floor(right * head.Lines) + spread + 1 - first;
        Prepare(lines);
        Span<float> top = _top.AsSpan(0, lines), bottom = _bottom.AsSpan(0, lines);
        top.Fill(float.PositiveInfinity);
        bottom.Fill(float.NegativeInfinity);
        for (int i = 0; i < points.Length; i++)
        {
            if (!double.IsNaN(points[i].Y))
                AddPiece(points[i], i + 1 < points.Length && !double.IsNaN(points[i + 1].Y) ? points[i + 1] : points[i], head.Lines, first, top, bottom);
        }
        ToPixels(top, bottom, head, thickness, scale);
        Span<float> wideTop = _wideTop.AsSpan(0, lines), wideBottom = _wideBottom.AsSpan(0, lines);
        Widen(top, wideTop, spread, TensorPrimitives.Min);
        Widen(bottom, wideBottom, spread, TensorPrimitives.Max);
        mask.Reset(Bounds(wideTop, wideBottom, first, head.Lines / scale, clip));
        if (mask.Width > 0 && mask.Height > 0)
            Accumulate(wideTop, wideBottom, first, head.Lines / scale, mask);
    }

    private void Prepare(int lines)
    {
        if (_top.Length >= lines)
            return;
        (_top, _bottom, _wideTop, _wideBottom) = (new float[lines], new float[lines], new float[lines], new float[lines]);
    }

    /// <summary>Takes the heights of a straight piece into the lines it crosses, in mm.</summary>
    private static void AddPiece(Point2 a, Point2 b, double linesPerMm, int first, Span<float> top, Span<float> bottom)
    {
        var (from, to) = a.X <= b.X ? (a, b) : (b, a);
        int start = (int)Math.Floor(from.X * linesPerMm), end = (int)Math.Floor(to.X * linesPerMm);
        double slope = end > start ? (to.Y - from.Y) / (to.X - from.X) : 0, y = from.Y;
        for (int line = start; line <= end; line++)
        {
            double next = line == end ? to.Y : from.Y + ((line + 1) / linesPerMm - from.X) * slope;
            ref float high = ref top[line - first], low = ref bottom[line - first];
            high = Math.Min(high, (float)Math.Min(y, next));
            low = Math.Max(low, (float)Math.Max(y, next));
            y = next;
        }
    }

    /// <summary>From heights in mm to the outer edges of dots in pixels.</summary>
    private static void ToPixels(Span<float> top, Span<float> bottom, PrintHead head, int thickness, double scale)
    {
        double dot = scale / head.Dots;
        for (int i = 0; i < top.Length; i++)
        {
            if (top[i] > bottom[i])
                continue;
            top[i] = (float)(head.FirstDot(top[i], thickness) * dot);
            bottom[i] = (float)((head.FirstDot(bottom[i], thickness) + thickness) * dot);
        }
    }

    private delegate void Pick(ReadOnlySpan<float> x, ReadOnlySpan<float> y, Span<float> destination);

    private static void Widen(ReadOnlySpan<float> source, Span<float> target, int spread, Pick pick)
    {
        source.CopyTo(target);
        for (int by = 1; by <= spread && by < source.Length; by++)
        {
            pick(source[by..], target[..^by], target[..^by]);
            pick(source[..^by], target[by..], target[by..]);
        }
    }

    private static PixelRect Bounds(ReadOnlySpan<float> top, ReadOnlySpan<float> bottom, int first, double linesPerPixel, PixelRect clip)
    {
        float high = TensorPrimitives.Min(top), low = TensorPrimitives.Max(bottom);
        int x0 = (int)Math.Clamp(Math.Floor(first / linesPerPixel), clip.X, clip.X + clip.Width);
        int x1 = (int)Math.Clamp(Math.Ceiling((first + top.Length) / linesPerPixel), x0, clip.X + clip.Width);
        int y0 = (int)Math.Clamp(Math.Floor(high), clip.Y, clip.Y + clip.Height);
        int y1 = (int)Math.Clamp(Math.Ceiling(low), y0, clip.Y + clip.Height);
        return new PixelRect(x0, y0, x1 - x0, y1 - y0);
    }

    private void Accumulate(ReadOnlySpan<float> top, ReadOnlySpan<float> bottom, int first, double linesPerPixel, CoverageMask mask)
    {
        int height = mask.Height;
        if (_area.Length < height + 2)
            _area = new float[height + 2];
        // Differences of coverage from each row to the one above it, as in a column of PolygonRasterizer's.
        var area = _area.AsSpan(0, height + 2);
        area.Clear();
        var all = mask.All;
        for (int column = 0; column < mask.Width; column++)
        {
            double from = (mask.X + column) * linesPerPixel - first, to = from + linesPerPixel;
            int start = Math.Max(0, (int)Math.Floor(from)), end = Math.Min(top.Length, (int)Math.Ceiling(to));
            int low = height, high = 0;
            for (int line = start; line < end; line++)
            {
                float t = Math.Clamp(top[line] - mask.Y, 0, height), b = Math.Clamp(bottom[line] - mask.Y, 0, height);
                if (!(t < b))
                    continue;
                float share = (float)((Math.Min(to, line + 1) - Math.Max(from, line)) / linesPerPixel);
                AddBelow(area, t, share);
                AddBelow(area, b, -share);
                low = Math.Min(low, (int)t);
                high = Math.Max(high, (int)b + 2);
            }
            float sum = 0;
            for (int y = low; y < high; y++)
            {
                sum += area[y];
                area[y] = 0;
                if (y < height)
                    all[y * mask.Width + column] = (byte)(Math.Clamp(sum, 0, 1) * 255 + 0.5f);
            }
        }
    }

    private static void AddBelow(Span<float> area, float y, float share)
    {
        int row = (int)y;
        float part = share * (row + 1 - y);
        area[row] += part;
        area[row + 1] += share - part;
    }
}
