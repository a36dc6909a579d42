// A vector in the body's frame, and its rotations: what dipole moments and lead vectors are made of.
namespace EcgGen.Core.Records.Synthesis;

/// <summary>A vector in Frank's frame: x to the patient's left, y down, z to the back.</summary>
internal readonly record struct DipoleVector(double X, double Y, double Z)
{
    public double Length => Math.Sqrt(X * X + Y * Y + Z * Z);

    public static DipoleVector operator +(DipoleVector a, DipoleVector b) => new(a.X + b.X, a.Y + b.Y, a.Z + b.Z);

    public static DipoleVector operator *(double factor, DipoleVector v) => new(factor * v.X, factor * v.Y, factor * v.Z);

    /// <summary>Turned in the frontal plane, from left towards down: what the electrical axis shows. Degrees.</summary>
    public DipoleVector TurnFrontal(double degrees)
    {
        var (sin, cos) = Math.SinCos(degrees * Math.PI / 180);
        return new(cos * X - sin * Y, sin * X + cos * Y, Z);
    }

    /// <summary>Turned in the horizontal plane, from back towards left: what moves the transition zone of V1–V6. Degrees.</summary>
    public DipoleVector TurnHorizontal(double degrees)
    {
        var (sin, cos) = Math.SinCos(degrees * Math.PI / 180);
        return new(cos * X + sin * Z, Y, cos * Z - sin * X);
    }

    /// <summary>Turned in the sagittal plane, from down towards back. Degrees.</summary>
    public DipoleVector TurnSagittal(double degrees)
    {
        var (sin, cos) = Math.SinCos(degrees * Math.PI / 180);
        return new(X, cos * Y - sin * Z, sin * Y + cos * Z);
    }
}
