// A picture is transformed within its plane.

namespace EcgGen.Core.Camera;

/// <summary>A homography. An affine one keeps heights, in proportion to its scale; another one transforms a picture of them.</summary>
/// <param name="map">The homography; points in front of the viewer have positive weights.</param>
internal sealed class PlaneStep(Matrix3 map) : ViewStep
{
    private readonly Matrix3 _map = map, _back = map.Inverse();
    private readonly double _scale = Math.Sqrt(Math.Abs(map.A * map.E - map.B * map.D)) / Math.Abs(map.I), _sign = Math.Sign(map.Determinant);

    public override Matrix3? Homography => _map;

    public override Point3 Forward(Point3 point)
    {
        if (!(_map.Weight(point.X, point.Y) > 0))
            return new(double.NaN, double.NaN, double.NaN);
        var (x, y) = _map.Apply(point.X, point.Y);
        return new(x, y, _map.IsAffine ? point.Z * _scale : 0);
    }

    public override Ray Inverse(Ray ray)
    {
        if (_map.IsAffine)
        {
            var (ox, oy) = _back.Apply(ray.Origin.X, ray.Origin.Y);
            var (dx, dy) = _back.Apply(ray.Origin.X + ray.Direction.X, ray.Origin.Y + ray.Direction.Y);
            return new Ray(new(ox, oy, ray.Origin.Z / _scale), new(dx - ox, dy - oy, ray.Direction.Z / _scale));
        }
        var p = ray.OnPlane();
        // The adjugate's weight has the sign of the determinant for what lies in front.
        double x = _sign * (_back.A * p.X + _back.B * p.Y + _back.C), y = _sign * (_back.D * p.X + _back.E * p.Y + _back.F), w = _sign * _back.Weight(p.X, p.Y);
        double level = Math.Sqrt(x * x + y * y);
        return w * Ray.Horizon > level ? Ray.Down(x / w, y / w) : Ray.Down(x / level * Ray.Horizon, y / level * Ray.Horizon);
    }
}
