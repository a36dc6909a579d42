// A lens bends straight lines.
using EcgGen.Core.Raster;

namespace EcgGen.Core.Camera;

/// <summary>Brown's model (1971): see <see cref="LensStage"/>.</summary>
/// <param name="stage">The stage, resolved.</param>
/// <param name="centre">The middle of the frame.</param>
/// <param name="radius">Half the frame's diagonal, in mm.</param>
internal sealed class LensStep(LensStage stage, Point2 centre, double radius) : ViewStep
{
    private readonly double _k1 = stage.K1 ?? 0, _k2 = stage.K2 ?? 0, _k3 = stage.K3 ?? 0, _p1 = stage.P1 ?? 0, _p2 = stage.P2 ?? 0, _reach = Reach(stage);

    /// <summary>A lens without distortion changes nothing.</summary>
    public override Matrix3? Homography => (_k1, _k2, _k3, _p1, _p2) == (0, 0, 0, 0, 0) ? Matrix3.Identity : null;

    /// <summary>
    /// How far out, in half diagonals, what the frame's corners show lies; infinite if nothing does, for points farther out don't stay farther
    /// out, and parts of the view lie over each other. What lies beyond is only scaled.
    /// </summary>
    public static double Reach(LensStage stage)
    {
        const double Corner = 1.05, Farthest = 3;
        double k1 = stage.K1 ?? 0, k2 = stage.K2 ?? 0, k3 = stage.K3 ?? 0, p = Math.Abs(stage.P1 ?? 0) + Math.Abs(stage.P2 ?? 0);
        for (double r = 0; r <= Farthest; r += 0.005)
        {
            double s = r * r;
            if (1 + s * (3 * k1 + s * (5 * k2 + s * 7 * k3)) - 6 * p * r < 0.1)
                break;
            if (r * (1 + s * (k1 + s * (k2 + s * k3))) - 3 * p * s > Corner)
                return r;
        }
        return double.PositiveInfinity;
    }

    public override Point3 Forward(Point3 point)
    {
        var (x, y, _, _, _, _) = Distort((point.X - centre.X) / radius, (point.Y - centre.Y) / radius);
        return new(centre.X + x * radius, centre.Y + y * radius, 0);
    }

    public override Ray Inverse(Ray ray)
    {
        var p = ray.OnPlane();
        double u = (p.X - centre.X) / radius, v = (p.Y - centre.Y) / radius, x = u, y = v;
        for (int i = 0; i < 20; i++)
        {
            var (du, dv, xx, xy, yx, yy) = Distort(x, y);
            double eu = u - du, ev = v - dv, determinant = xx * yy - xy * yx;
            double sx = (eu * yy - ev * xy) / determinant, sy = (ev * xx - eu * yx) / determinant;
            (x, y) = (x + sx, y + sy);
            if (Math.Abs(sx) + Math.Abs(sy) < 1e-9)
                break;
        }
        return Ray.Down(centre.X + x * radius, centre.Y + y * radius);
    }

    /// <summary>Where a point goes, and how that changes with x and with y.</summary>
    private (double X, double Y, double Xx, double Xy, double Yx, double Yy) Distort(double x, double y)
    {
        double s = x * x + y * y;
        if (s > _reach * _reach)
        {
            double last = _reach * _reach, edge = 1 + last * (_k1 + last * (_k2 + last * _k3));
            return (x * edge, y * edge, edge, 0, 0, edge);
        }
        double radial = 1 + s * (_k1 + s * (_k2 + s * _k3)), slope = 2 * (_k1 + s * (2 * _k2 + s * 3 * _k3));
        return (x * radial + 2 * _p1 * x * y + _p2 * (s + 2 * x * x), y * radial + _p1 * (s + 2 * y * y) + 2 * _p2 * x * y,
            radial + slope * x * x + 2 * _p1 * y + 6 * _p2 * x, slope * x * y + 2 * _p1 * x + 2 * _p2 * y,
            slope * x * y + 2 * _p1 * x + 2 * _p2 * y, radial + slope * y * y + 6 * _p1 * y + 2 * _p2 * x);
    }
}
