// A piece torn out of the sheet.
using EcgGen.Core.Sheet;

namespace EcgGen.Core.Wear.Stains;

/// <summary>A ragged hole, or a bite out of an edge.</summary>
internal sealed class MissingPiece : TornPaper
{
    private readonly FractalNoise _shape, _rag;
    private readonly double _cos, _sin, _flat;

    public MissingPiece(Stain stain, double strength) : base(stain, strength)
    {
        var random = Random(0);
        (_shape, _rag) = (Fractal(0, 1.1 * Radius, 2), Fractal(0, 4.5, 5));
        double turn = random.Uniform(0, Math.PI);
        (_cos, _sin, _flat) = (Math.Cos(turn), Math.Sin(turn), random.Uniform(1, 1.45));
    }

    private double Radius => Stain.Size / 2;

    protected override SheetRect Box => Around(1.5 * Radius + 6);

    protected override double Distance(double x, double y)
    {
        double dx = x - Stain.X, dy = y - Stain.Y, u = dx * _cos + dy * _sin, v = (dy * _cos - dx * _sin) * _flat;
        double distance = Math.Sqrt(u * u + v * v) - Radius;
        return Math.Abs(distance) > 0.5 * Radius + 3 ? distance
            : distance + 0.42 * Radius * _shape.At(x, y) + 0.75 * _rag.At(x + 100, y);
    }
}
