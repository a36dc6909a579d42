// A bent sheet: a surface that is curved along one axis only.
using EcgGen.Core.Raster;
using EcgGen.Core.Sheet;

namespace EcgGen.Core.Camera;

/// <summary>
/// A cylinder over a curve, which is tabulated by its own length: distances on the paper stay what they are. Lines of sight are followed to
/// where they meet it.
/// </summary>
internal sealed class CurlStep : ViewStep
{
    /// <summary>The steepest slope, in radians.</summary>
    public const double Steepest = Math.PI / 3;

    // Millimetres between the table's places.
    private const double Step = 0.25;

    private readonly Point2 _centre;
    private readonly double _sin, _cos, _first;
    private readonly double[] _across, _height, _slope;
    // Which length of paper lies over each place of the plane.
    private readonly double[] _length;

    /// <summary>A surface.</summary>
    /// <param name="stage">The stage, resolved.</param>
    /// <param name="area">The frame, about whose middle the sheet is bent and whose edges lift.</param>
    public CurlStep(CurlStage stage, SheetRect area)
    {
        _centre = new Point2(area.X + area.Width / 2, area.Y + area.Height / 2);
        (_sin, _cos) = Math.SinCos(stage.Angle!.Value * Math.PI / 180);
        double half = (Math.Abs(_cos) * area.Width + Math.Abs(_sin) * area.Height) / 2;
        int inner = (int)Math.Ceiling(half / Step), outer = 2 * inner + 1;
        _first = -outer * Step;
        _across = new double[2 * outer + 1];
        _height = new double[_across.Length];
        _slope = new double[_across.Length];
        for (int i = 0; i < _slope.Length; i++)
            _slope[i] = Slope(stage, half, Math.Clamp(_first + i * Step, -half, half));
        // The middle stays where it is, and the lowest part of the sheet lies on the desk.
        for (int i = outer + 1; i < _slope.Length; i++)
        {
            double angle = (_slope[i - 1] + _slope[i]) / 2;
            (_across[i], _height[i]) = (_across[i - 1] + Step * Math.Cos(angle), _height[i - 1] + Step * Math.Sin(angle));
        }
        for (int i = outer - 1; i >= 0; i--)
        {
            double angle = (_slope[i + 1] + _slope[i]) / 2;
            (_across[i], _height[i]) = (_across[i + 1] - Step * Math.Cos(angle), _height[i + 1] - Step * Math.Sin(angle));
        }
        double lowest = _height.AsSpan((outer - inner)..(outer + inner + 1)).ToArray().Min();
        for (int i = 0; i < _height.Length; i++)
            _height[i] -= lowest;
        _length = new double[(int)((_across[^1] - _across[0]) / Step) + 2];
        for (int i = 0, k = 0; i < _length.Length; i++)
        {
            double at = _across[0] + i * Step;
            while (k < _across.Length - 2 && _across[k + 1] < at)
                k++;
            _length[i] = _first + (k + (at - _across[k]) / (_across[k + 1] - _across[k])) * Step;
        }
    }

    public override ViewStep? OfDesk => null;

    /// <summary>The surface's angles to the desk, in radians, at the table's places.</summary>
    public IReadOnlyList<double> Slopes => _slope;

    /// <summary>Which of the table's places is nearest to a point of the flat sheet.</summary>
    public int IndexOf(Point2 flat) =>
        (int)Math.Clamp(((flat.X - _centre.X) * _cos - (flat.Y - _centre.Y) * _sin - _first) / Step + 0.5, 0, _slope.Length - 1);

    public override Point3 Forward(Point3 point)
    {
        double s = (point.X - _centre.X) * _cos - (point.Y - _centre.Y) * _sin, along = (point.X - _centre.X) * _sin + (point.Y - _centre.Y) * _cos;
        var (a, z, da, dz) = At(s);
        double across = a - dz * point.Z;
        return new(_centre.X + across * _cos + along * _sin, _centre.Y - across * _sin + along * _cos, z + da * point.Z);
    }

    public override Ray Inverse(Ray ray)
    {
        double ox = ray.Origin.X - _centre.X, oy = ray.Origin.Y - _centre.Y, oz = ray.Origin.Z;
        double oa = ox * _cos - oy * _sin, ob = ox * _sin + oy * _cos;
        double da = ray.Direction.X * _cos - ray.Direction.Y * _sin, db = ray.Direction.X * _sin + ray.Direction.Y * _cos, dz = ray.Direction.Z;
        if (!(dz < 0) || Math.Abs(da) > 1e4 * -dz)
        {
            var far = ray.OnPlane();
            return Ray.Down(far.X, far.Y);
        }
        double lean = da / dz, s = Over(oa - oz * lean);
        if (lean != 0)
        {
            for (int i = 0; i < 12; i++)
            {
                var (a, z, slopeA, slopeZ) = At(s);
                double gap = a - oa - (z - oz) * lean, change = slopeA - slopeZ * lean;
                // Where the surface is seen edge-on, go on as if it were flat.
                double next = s - gap / Math.Max(change, 0.2);
                double moved = Math.Abs(next - s);
                s = next;
                if (moved < 1e-7)
                    break;
            }
        }
        double along = ob + (At(s).Height - oz) / dz * db;
        return Ray.Down(_centre.X + s * _cos + along * _sin, _centre.Y - s * _sin + along * _cos);
    }

    /// <summary>Angle of the surface to the desk, in radians, where so much of the sheet lies to the left of it.</summary>
    private static double Slope(CurlStage stage, double half, double s)
    {
        double radius = stage.Radius!.Value, length = stage.Length!.Value;
        double slope = stage.Shape!.Value switch
        {
            CurlShape.Roll => s / radius,
            CurlShape.Edge => Lift(s - (half - length), length, radius),
            CurlShape.Spine => -length / radius * Math.Exp((s - half) / length),
            CurlShape.Wave => length / (2 * Math.PI * radius) * Math.Sin(2 * Math.PI * s / length),
            var shape => throw new NotSupportedException($"No way to bend as {shape}."),
        };
        // Approaches the limit softly: paper has no kinks here.
        return Steepest * Math.Tanh(slope / Steepest);
    }

    /// <summary>Curvature grows over a third of the length and stays.</summary>
    private static double Lift(double at, double length, double radius)
    {
        double ramp = length / 3;
        return at <= 0 ? 0 : at < ramp ? at * at / (2 * ramp * radius) : (at - ramp / 2) / radius;
    }

    /// <summary>Where a length of paper comes to lie, and how that changes with it.</summary>
    private (double Across, double Height, double SlopeA, double SlopeZ) At(double s)
    {
        double at = (s - _first) / Step;
        int i = (int)Math.Clamp(at, 0, _across.Length - 2);
        double part = at - i, a = _across[i + 1] - _across[i], z = _height[i + 1] - _height[i];
        return (_across[i] + part * a, _height[i] + part * z, a / Step, z / Step);
    }

    /// <summary>The length of paper over a place of the plane.</summary>
    private double Over(double across)
    {
        double at = (across - _across[0]) / Step;
        int i = (int)Math.Clamp(at, 0, _length.Length - 2);
        double s = _length[i] + (at - i) * (_length[i + 1] - _length[i]);
        // The two tables' places differ; a step makes one the exact inverse of the other.
        for (int k = 0; k < 2; k++)
        {
            var (a, _, slope, _) = At(s);
            s += (across - a) / slope;
        }
        return s;
    }
}
