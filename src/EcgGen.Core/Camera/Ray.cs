// Points above the sheet's plane, and the lines of sight to them.
using EcgGen.Core.Raster;

namespace EcgGen.Core.Camera;

/// <summary>A point in mm: x to the right, y down the sheet, z from the desk towards the viewer.</summary>
internal readonly record struct Point3(double X, double Y, double Z)
{
    /// <summary>From the left to the right point.</summary>
    public static Point3 operator -(Point3 a, Point3 b) => new(a.X - b.X, a.Y - b.Y, a.Z - b.Z);

    /// <summary>The sum.</summary>
    public static Point3 operator +(Point3 a, Point3 b) => new(a.X + b.X, a.Y + b.Y, a.Z + b.Z);
}

/// <summary>A line of sight, from the viewer towards the sheet.</summary>
/// <param name="Origin">A point on it.</param>
/// <param name="Direction">Where it leads; any length.</param>
internal readonly record struct Ray(Point3 Origin, Point3 Direction)
{
    /// <summary>How far away, in mm, the horizon is.</summary>
    public const double Horizon = 1e6;

    /// <summary>Straight down at a point of a plane.</summary>
    public static Ray Down(double x, double y) => new(new Point3(x, y, 0), new Point3(0, 0, -1));

    /// <summary>Where it meets the plane z = 0; a point beyond the <see cref="Horizon"/> if it doesn't.</summary>
    public Point2 OnPlane()
    {
        double x = Direction.X, y = Direction.Y, z = Direction.Z;
        double t = z < 0 ? -Origin.Z / z : double.PositiveInfinity;
        double level = Math.Sqrt(x * x + y * y);
        if (!(Math.Abs(t) * level < Horizon))
            t = Horizon / Math.Max(level, 1e-300);
        return new Point2(Origin.X + t * x, Origin.Y + t * y);
    }
}
