// A camera takes a picture.
using EcgGen.Core.Raster;

namespace EcgGen.Core.Camera;

/// <summary>
/// A pinhole camera that looks at a point of the plane z = 0. Its picture is as large as life there: millimetres stay millimetres.
/// </summary>
internal sealed class PinholeStep : ViewStep
{
    // What is nearer than this part of the distance counts as behind the camera.
    private const double Nearest = 0.05;

    private readonly Point2 _target;
    private readonly double _distance;
    private readonly double _xx, _xy, _xz, _yx, _yy, _yz, _zx, _zy, _zz;

    /// <summary>A camera.</summary>
    /// <param name="target">At what it looks.</param>
    /// <param name="yaw">Degrees that it stands to the right of the target.</param>
    /// <param name="pitch">Degrees that it stands below.</param>
    /// <param name="roll">Degrees by which the picture is turned counter-clockwise.</param>
    /// <param name="distance">Millimetres to the target.</param>
    public PinholeStep(Point2 target, double yaw, double pitch, double roll, double distance)
    {
        (_target, _distance) = (target, distance);
        var (sy, cy) = Math.SinCos(yaw * Math.PI / 180);
        var (sp, cp) = Math.SinCos(pitch * Math.PI / 180);
        var (sr, cr) = Math.SinCos(roll * Math.PI / 180);
        // Yaw about the sheet's upright, then pitch about the level axis, then roll about the line of sight.
        var (xx, xy, xz) = (cy, 0.0, -sy);
        var (yx, yy, yz) = (-sp * sy, cp, -sp * cy);
        (_zx, _zy, _zz) = (cp * sy, sp, cp * cy);
        (_xx, _xy, _xz) = (cr * xx + sr * yx, cr * xy + sr * yy, cr * xz + sr * yz);
        (_yx, _yy, _yz) = (cr * yx - sr * xx, cr * yy - sr * xy, cr * yz - sr * xz);
        Homography = new Matrix3(distance * _xx, distance * _xy, 0, distance * _yx, distance * _yy, 0, -_zx, -_zy, distance).About(target.X, target.Y);
    }

    public override Matrix3 Homography { get; }

    public override Point3 Forward(Point3 point)
    {
        double x = point.X - _target.X, y = point.Y - _target.Y, z = point.Z;
        double near = 1 - (_zx * x + _zy * y + _zz * z) / _distance;
        return near < Nearest ? new(double.NaN, double.NaN, double.NaN)
            : new(_target.X + (_xx * x + _xy * y + _xz * z) / near, _target.Y + (_yx * x + _yy * y + _yz * z) / near, 0);
    }

    public override Ray Inverse(Ray ray)
    {
        var p = ray.OnPlane();
        double u = p.X - _target.X, v = p.Y - _target.Y;
        return new Ray(new(_target.X + _zx * _distance, _target.Y + _zy * _distance, _zz * _distance),
            new(_xx * u + _yx * v - _zx * _distance, _xy * u + _yy * v - _zy * _distance, _xz * u + _yz * v - _zz * _distance));
    }
}
