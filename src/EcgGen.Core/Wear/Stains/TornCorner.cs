// A corner torn off.
using EcgGen.Core.Random;
using EcgGen.Core.Sheet;

namespace EcgGen.Core.Wear.Stains;

/// <summary>The triangle at a corner, torn off across the stain's angle.</summary>
internal sealed class TornCorner : TornPaper
{
    private readonly Axes _axes;
    private readonly ValueNoise _noise;
    private readonly double _bow;

    public TornCorner(Stain stain, double strength) : base(stain, strength)
    {
        _axes = new Axes(stain);
        _noise = Noise(0);
        _bow = Random(0).Uniform(-0.18, 0.18);
    }

    protected override SheetRect Box => Around(1.8 * Stain.Size + 6);

    protected override double Distance(double x, double y)
    {
        var (along, across) = _axes.Of(x, y);
        double bend = _bow * Stain.Size * (1 - Math.Min(1, across * across / (0.5 * Stain.Size * Stain.Size)));
        double distance = along - Stain.Size / Math.Sqrt(2) + bend;
        return Math.Abs(distance) > 0.3 * Stain.Size + 3 ? distance
            : distance + 0.12 * Stain.Size * Fractal(_noise, x, y, 0.9 * Stain.Size, 2) + 0.75 * Fractal(_noise, x + 100, y, 4.5, 5);
    }
}
