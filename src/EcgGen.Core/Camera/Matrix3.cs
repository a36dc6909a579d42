// Projective transformations of a plane.
using EcgGen.Core.Raster;

namespace EcgGen.Core.Camera;

/// <summary>
/// x′ = (a·x + b·y + c) / w′, y′ = (d·x + e·y + f) / w′ with w′ = g·x + h·y + i (Shivashankara and Sameni, Eq. 4; Eq. 3 with g = h = 0, i = 1).
/// </summary>
internal sealed record Matrix3(double A, double B, double C, double D, double E, double F, double G, double H, double I)
{
    /// <summary>What changes nothing.</summary>
    public static Matrix3 Identity { get; } = new(1, 0, 0, 0, 1, 0, 0, 0, 1);

    /// <summary>A translation.</summary>
    public static Matrix3 Translation(double x, double y) => new(1, 0, x, 0, 1, y, 0, 0, 1);

    /// <summary>Whether parallels stay parallel.</summary>
    public bool IsAffine => G == 0 && H == 0;

    /// <summary>0 where a plane becomes a line.</summary>
    public double Determinant => A * (E * I - F * H) - B * (D * I - F * G) + C * (D * H - E * G);

    /// <summary>The nine values, row by row.</summary>
    public double[] Values => [A, B, C, D, E, F, G, H, I];

    /// <summary>The three rows.</summary>
    public double[][] Rows => [[A, B, C], [D, E, F], [G, H, I]];

    /// <summary>Of nine values, row by row.</summary>
    public static Matrix3 Of(ReadOnlySpan<double> m) => new(m[0], m[1], m[2], m[3], m[4], m[5], m[6], m[7], m[8]);

    /// <summary>First this, then the next.</summary>
    public Matrix3 Then(Matrix3 next) => new(
        next.A * A + next.B * D + next.C * G, next.A * B + next.B * E + next.C * H, next.A * C + next.B * F + next.C * I,
        next.D * A + next.E * D + next.F * G, next.D * B + next.E * E + next.F * H, next.D * C + next.E * F + next.F * I,
        next.G * A + next.H * D + next.I * G, next.G * B + next.H * E + next.I * H, next.G * C + next.H * F + next.I * I);

    /// <summary>The same about another point than the origin.</summary>
    public Matrix3 About(double x, double y) => Translation(-x, -y).Then(this).Then(Translation(x, y));

    /// <summary>The way back (the adjugate, for a factor does not matter).</summary>
    public Matrix3 Inverse() => new(
        E * I - F * H, C * H - B * I, B * F - C * E,
        F * G - D * I, A * I - C * G, C * D - A * F,
        D * H - E * G, B * G - A * H, A * E - B * D);

    /// <summary>With the last value 1, or the values' greatest where that is 0.</summary>
    public Matrix3 Normal()
    {
        double by = Math.Abs(I) > 1e-12 * Values.Max(Math.Abs) ? I : Values.Max(Math.Abs);
        return new(A / by, B / by, C / by, D / by, E / by, F / by, G / by, H / by, I / by);
    }

    /// <summary>w′ of a point: 0 on the line that goes to infinity.</summary>
    public double Weight(double x, double y) => G * x + H * y + I;

    /// <summary>Where a point goes.</summary>
    public Point2 Apply(double x, double y)
    {
        double w = Weight(x, y);
        return new Point2((A * x + B * y + C) / w, (D * x + E * y + F) / w);
    }

    /// <summary>The homography that takes the unit square's corners, clockwise from (0, 0), to four points (Heckbert 1989, section 2.2.3).</summary>
    public static Matrix3 OfUnitSquare(Point2 a, Point2 b, Point2 c, Point2 d)
    {
        double sx = a.X - b.X + c.X - d.X, sy = a.Y - b.Y + c.Y - d.Y;
        double dx1 = b.X - c.X, dx2 = d.X - c.X, dy1 = b.Y - c.Y, dy2 = d.Y - c.Y;
        double scale = dx1 * dy2 - dx2 * dy1;
        double g = (sx * dy2 - dx2 * sy) / scale, h = (dx1 * sy - sx * dy1) / scale;
        return new(b.X - a.X + g * b.X, d.X - a.X + h * d.X, a.X, b.Y - a.Y + g * b.Y, d.Y - a.Y + h * d.Y, a.Y, g, h, 1);
    }
}
