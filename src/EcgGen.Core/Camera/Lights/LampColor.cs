// The cast that a light's colour leaves on white paper.
using EcgGen.Core.Raster;

namespace EcgGen.Core.Camera;

/// <summary>Factors on linear red, green and blue light; the largest is 1, so that no white paper burns out.</summary>
/// <param name="R">Of red light.</param>
/// <param name="G">Of green light.</param>
/// <param name="B">Of blue light.</param>
internal readonly record struct LampColor(double R, double G, double B)
{
    /// <summary>The cast of a resolved stage's light.</summary>
    public static LampColor Of(LightStage stage)
    {
        var cast = stage.Color is { } color ? new LampColor(LinearLight.FromSrgb(color.R), LinearLight.FromSrgb(color.G), LinearLight.FromSrgb(color.B))
            : BlackBody(stage.Kelvin ?? ColorTemperatureStage.Neutral).Over(BlackBody(ColorTemperatureStage.Neutral));
        // A camera that adapts half way leaves the square root of each factor (von Kries).
        double left = 1 - (stage.WhiteBalance ?? 0);
        cast = new(Math.Pow(cast.R, left), Math.Pow(cast.G, left), Math.Pow(cast.B, left));
        double most = Math.Max(cast.R, Math.Max(cast.G, cast.B));
        return most > 0 ? cast.Over(new(most, most, most)) : new(1, 1, 1);
    }

    private LampColor Over(LampColor other) => new(R / other.R, G / other.G, B / other.B);

    private static LampColor BlackBody(double kelvin)
    {
        var (r, g, b) = PlanckianLocus.LinearRgb(kelvin);
        return new(Math.Max(0, r), Math.Max(0, g), Math.Max(0, b));
    }
}
