// How much ink a pen leaves at a place: skips of a ball-point, grain of a pencil, evenness of a felt-tip.
using EcgGen.Core.Random;

namespace EcgGen.Core.Ink;

/// <summary>Noise over the sheet, the same at every resolution.</summary>
/// <param name="Pen">What writes.</param>
/// <param name="Seed">Seeds the noise.</param>
public readonly record struct PenTexture(HandwritingPen Pen, int Seed)
{
    // Wavelengths in mm: how the hand's pressure changes, the grain of the paper, and the ball's skips.
    private const double Pressure = 6, Tooth = 0.16, Fibre = 0.42, Skip = 0.22;

    /// <summary>The part of full ink at a place in mm, 0–1.</summary>
    public double At(double x, double y)
    {
        var noise = new ValueNoise((ulong)(uint)Seed);
        double pressure = noise.At(x / Pressure, y / Pressure);
        switch (Pen)
        {
            case HandwritingPen.Pencil:
                double grain = 0.7 * noise.At(x / Tooth + 500, y / Tooth) + 0.6 * noise.At(x / Fibre, y / Fibre + 500);
                return Math.Clamp(0.62 + 0.16 * pressure + 0.42 * grain, 0.08, 0.95);
            case HandwritingPen.Felt:
                return 0.95 + 0.05 * pressure;
            default:
                double skip = noise.At(x / Skip + 500, y / Skip + 500);
                return Math.Clamp(0.9 + 0.1 * pressure - 1.6 * Math.Max(0, skip - 0.55), 0.2, 1);
        }
    }
}
