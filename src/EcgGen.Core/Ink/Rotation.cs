// Turning points on the sheet.
using EcgGen.Core.Raster;

namespace EcgGen.Core.Ink;

/// <summary>Rotations in the sheet's axes: x to the right, y down.</summary>
internal static class Rotation
{
    /// <summary>Turns a point about a centre.</summary>
    /// <param name="centre">What stays.</param>
    /// <param name="angle">Degrees clockwise.</param>
    /// <param name="point">The point.</param>
    public static Point2 About(Point2 centre, double angle, Point2 point)
    {
        var (sin, cos) = Math.SinCos(angle * Math.PI / 180);
        double dx = point.X - centre.X, dy = point.Y - centre.Y;
        return new Point2(centre.X + dx * cos - dy * sin, centre.Y + dx * sin + dy * cos);
    }
}
