// Coordinates along and across a line on the sheet.
using EcgGen.Core.Raster;

namespace EcgGen.Core.Wear;

/// <summary>Distances from a crease and along it, in mm.</summary>
internal readonly struct SheetAxis
{
    private readonly Point2 _from;

    /// <summary>Along a line.</summary>
    public SheetAxis(SheetLine line)
    {
        _from = line.From;
        double dx = line.To.X - line.From.X, dy = line.To.Y - line.From.Y;
        Length = Math.Max(1e-9, Math.Sqrt(dx * dx + dy * dy));
        Direction = new Point2(dx / Length, dy / Length);
        Normal = new Point2(-Direction.Y, Direction.X);
    }

    /// <summary>The line's length.</summary>
    public double Length { get; }

    /// <summary>Unit vector along it.</summary>
    public Point2 Direction { get; }

    /// <summary>Unit vector across it.</summary>
    public Point2 Normal { get; }

    /// <summary>Distance of a place from the line, positive along the normal.</summary>
    public double Distance(double x, double y) => (x - _from.X) * Normal.X + (y - _from.Y) * Normal.Y;

    /// <summary>How far along the line a place is.</summary>
    public double Along(double x, double y) => (x - _from.X) * Direction.X + (y - _from.Y) * Direction.Y;

    /// <summary>The pixels of a row whose centres are within a distance.</summary>
    public (int From, int To) Reach(double y, double distance, int width, double scale)
    {
        double at = Distance(0, y);
        if (Math.Abs(Normal.X) < 1e-9)
            return Math.Abs(at) <= distance ? (0, width) : (0, 0);
        double a = (-distance - at) / Normal.X, b = (distance - at) / Normal.X;
        double from = Math.Ceiling(Math.Min(a, b) * scale - 0.5), to = Math.Floor(Math.Max(a, b) * scale - 0.5) + 1;
        return to <= 0 || from >= width ? (0, 0) : ((int)Math.Max(from, 0), (int)Math.Min(to, width));
    }
}
