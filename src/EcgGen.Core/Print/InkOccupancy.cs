// Which parts of a sheet have ink, on a grid fine enough to find room for text, with sums that answer for any rectangle at once.
using EcgGen.Core.Ink;
using EcgGen.Core.Raster;
using EcgGen.Core.Sheet;

namespace EcgGen.Core.Print;

/// <summary>Ink as cells of half a millimetre; a cell counts if any ink may be in it.</summary>
internal sealed class InkOccupancy
{
    private const double Cell = 0.5, Step = Cell / 2;

    private readonly SheetRect _area;
    private readonly int _columns, _rows;
    private readonly bool[] _taken;
    private int[]? _sums;

    public InkOccupancy(SheetRect area, IEnumerable<InkShape> ink)
    {
        _area = area;
        (_columns, _rows) = ((int)Math.Ceiling(area.Width / Cell), (int)Math.Ceiling(area.Height / Cell));
        _taken = new bool[_columns * _rows];
        foreach (var shape in ink)
        {
            if (shape is StrokeInk stroke)
                AddPath(stroke.Points, stroke.Width / 2);
            else if (shape is AreaInk filled)
                AddContours(filled);
        }
    }

    /// <summary>Whether there is ink in or just around a rectangle, in mm.</summary>
    public bool Touches(SheetRect r)
    {
        var (left, top, right, bottom) = Cells(r.X, r.Y, r.Right, r.Bottom);
        if (left >= right || top >= bottom)
            return false;
        var sums = _sums ??= Sum();
        int pitch = _columns + 1;
        return sums[bottom * pitch + right] - sums[top * pitch + right] - sums[bottom * pitch + left] + sums[top * pitch + left] > 0;
    }

    private void AddPath(Point2[] points, double radius)
    {
        // Steps of half a cell lie a quarter of one from every point of the path at most.
        double reach = radius + Step / 2;
        for (int i = 0; i < points.Length; i++)
        {
            var a = points[i];
            if (double.IsNaN(a.Y))
                continue;
            var b = i + 1 < points.Length && !double.IsNaN(points[i + 1].Y) ? points[i + 1] : a;
            // Only what is near the area: a sample may be a kilometre off.
            double dx = b.X - a.X, dy = b.Y - a.Y, from = 0, to = 1;
            if (!Clip(a.X, dx, _area.X - reach, _area.Right + reach, ref from, ref to) || !Clip(a.Y, dy, _area.Y - reach, _area.Bottom + reach, ref from, ref to))
                continue;
            int steps = Math.Max(1, (int)Math.Ceiling(Math.Max(Math.Abs(dx), Math.Abs(dy)) * (to - from) / Step));
            for (int s = 0; s <= steps; s++)
            {
                double t = from + (to - from) * s / steps, x = a.X + t * dx, y = a.Y + t * dy;
                Take(x - reach, y - reach, x + reach, y + reach);
            }
        }
    }

    private static bool Clip(double start, double run, double low, double high, ref double from, ref double to)
    {
        if (run == 0)
            return start >= low && start <= high;
        double enter = (low - start) / run, leave = (high - start) / run;
        if (enter > leave)
            (enter, leave) = (leave, enter);
        from = Math.Max(from, enter);
        to = Math.Min(to, leave);
        return from <= to;
    }

    // Outlines by their edges, and what they enclose by its box if it is as small as a letter.
    private void AddContours(AreaInk filled)
    {
        const double Letter = 6;
        int start = 0;
        foreach (int end in filled.ContourEnds)
        {
            var contour = filled.Points.AsSpan(start..end);
            var box = AreaInk.Bounds(contour);
            if (box.Width <= Letter || box.Height <= Letter)
                Take(box.X, box.Y, box.Right, box.Bottom);
            else
                AddPath([.. contour, contour[0]], 0);
            start = end;
        }
    }

    private void Take(double left, double top, double right, double bottom)
    {
        var (x0, y0, x1, y1) = Cells(left, top, right, bottom);
        for (int y = y0; y < y1; y++)
        {
            for (int x = x0; x < x1; x++)
                _taken[y * _columns + x] = true;
        }
        _sums = null;
    }

    private (int Left, int Top, int Right, int Bottom) Cells(double left, double top, double right, double bottom) =>
        (Column(Math.Floor((left - _area.X) / Cell), _columns), Column(Math.Floor((top - _area.Y) / Cell), _rows),
            Column(Math.Floor((right - _area.X) / Cell) + 1, _columns), Column(Math.Floor((bottom - _area.Y) / Cell) + 1, _rows));

    private static int Column(double value, int count) => (int)Math.Clamp(value, 0, count);

    private int[] Sum()
    {
        int pitch = _columns + 1;
        var sums = new int[pitch * (_rows + 1)];
        for (int y = 0; y < _rows; y++)
        {
            int row = 0;
            for (int x = 0; x < _columns; x++)
            {
                row += _taken[y * _columns + x] ? 1 : 0;
                sums[(y + 1) * pitch + x + 1] = sums[y * pitch + x + 1] + row;
            }
        }
        return sums;
    }
}
