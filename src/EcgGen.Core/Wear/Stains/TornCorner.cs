// A corner torn off.
using EcgGen.Core.Sheet;

namespace EcgGen.Core.Wear.Stains;

/// <summary>The triangle at a corner, torn off across the stain's angle.</summary>
internal sealed class TornCorner : TornPaper
{
    private readonly Axes _axes;
    private readonly FractalNoise _shape, _rag;
    private readonly double _bow;

    public TornCorner(Stain stain, double strength) : base(stain, strength)
    {
        _axes = new Axes(stain);
        (_shape, _rag) = (Fractal(0, 0.9 * stain.Size, 2), Fractal(0, 4.5, 5));
        _bow = Random(0).Uniform(-0.18, 0.18);
    }

    protected override SheetRect Box => Around(1.8 * Stain.Size + 6);

    protected override double Distance(double x, double y)
    {
        var (along, across) = _axes.Of(x, y);
        double bend = _bow * Stain.Size * (1 - Math.Min(1, across * across / (0.5 * Stain.Size * Stain.Size)));
        double distance = along - Stain.Size / Math.Sqrt(2) + bend;
        return Math.Abs(distance) > 0.3 * Stain.Size + 3 ? distance
            : distance + 0.12 * Stain.Size * _shape.At(x, y) + 0.75 * _rag.At(x + 100, y);
    }
}
