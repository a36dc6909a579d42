// The cast that a light's colour leaves on white paper.
using EcgGen.Core.Raster;

namespace EcgGen.Core.Camera;

/// <summary>Factors on linear red, green and blue light; the largest is 1, so that no white paper burns out.</summary>
/// <param name="R">Of red light.</param>
/// <param name="G">Of green light.</param>
/// <param name="B">Of blue light.</param>
internal readonly record struct LampColor(double R, double G, double B)
{
    /// <summary>The colour temperature that leaves white paper white.</summary>
    public const double Neutral = 6500;

    /// <summary>The cast of a resolved stage's light.</summary>
    public static LampColor Of(LightStage stage)
    {
        var cast = stage.Color is { } color ? new LampColor(LinearLight.FromSrgb(color.R), LinearLight.FromSrgb(color.G), LinearLight.FromSrgb(color.B))
            : BlackBody(stage.Kelvin ?? Neutral).Over(BlackBody(Neutral));
        // A camera that adapts half way leaves the square root of each factor (von Kries).
        double left = 1 - (stage.WhiteBalance ?? 0);
        cast = new(Math.Pow(cast.R, left), Math.Pow(cast.G, left), Math.Pow(cast.B, left));
        double most = Math.Max(cast.R, Math.Max(cast.G, cast.B));
        return most > 0 ? cast.Over(new(most, most, most)) : new(1, 1, 1);
    }

    private LampColor Over(LampColor other) => new(R / other.R, G / other.G, B / other.B);

    /// <summary>Linear sRGB of a black body (chromaticity after Kim et al., US patent 7024034, 2002; 1667–25000 K), at luminance 1.</summary>
    private static LampColor BlackBody(double kelvin)
    {
        double t = 1e3 / kelvin;
        double x = kelvin <= 4000 ? ((-0.2661239 * t - 0.2343589) * t + 0.8776956) * t + 0.179910 : ((-3.0258469 * t + 2.1070379) * t + 0.2226347) * t + 0.240390;
        double y = kelvin <= 2222 ? ((-1.1063814 * x - 1.34811020) * x + 2.18555832) * x - 0.20219683
            : kelvin <= 4000 ? ((-0.9549476 * x - 1.37418593) * x + 2.09137015) * x - 0.16748867
            : ((3.0817580 * x - 5.87338670) * x + 3.75112997) * x - 0.37001483;
        double bigX = x / y, bigZ = (1 - x - y) / y;
        return new(Math.Max(0, 3.2404542 * bigX - 1.5371385 - 0.4985314 * bigZ), Math.Max(0, -0.9692660 * bigX + 1.8760108 + 0.0415560 * bigZ),
            Math.Max(0, 0.0556434 * bigX - 0.2040259 + 1.0572252 * bigZ));
    }
}
