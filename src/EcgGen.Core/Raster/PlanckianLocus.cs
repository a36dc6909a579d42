// The colours of black bodies.
namespace EcgGen.Core.Raster;

/// <summary>
/// Chromaticity of a black body by Planck's law and the colour-matching functions of the CIE 1931 2° observer (CIE 15), summed every 10 nm: 0.0002 from tables of
/// xy between 1000 and 40000 K. Approximations in use (Kim et al. 2002) begin at 1667 K and end at 25000 K.
/// </summary>
internal static class PlanckianLocus
{
    private const int First = 380, Step = 10;

    // Second radiation constant h c / k in m K (exact constants of the SI of 2019).
    private const double C2 = 1.438776877e-2;

    private static readonly double[] s_x =
    [
        0.001368, 0.004243, 0.01431, 0.04351, 0.13438, 0.2839, 0.34828, 0.3362, 0.2908, 0.19536, 0.09564, 0.03201, 0.0049, 0.0093,
        0.06327, 0.1655, 0.2904, 0.43345, 0.5945, 0.7621, 0.9163, 1.0263, 1.0622, 1.0026, 0.85445, 0.6424, 0.4479, 0.2835,
        0.1649, 0.0874, 0.04677, 0.0227, 0.011359, 0.00579, 0.002899, 0.00144, 0.00069, 0.000332, 0.000166, 0.000083, 0.0000415,
    ];

    private static readonly double[] s_y =
    [
        0.000039, 0.00012, 0.000396, 0.00121, 0.004, 0.0116, 0.023, 0.038, 0.06, 0.09098, 0.13902, 0.20802, 0.323, 0.503,
        0.71, 0.862, 0.954, 0.99495, 0.995, 0.952, 0.87, 0.757, 0.631, 0.503, 0.381, 0.265, 0.175, 0.107,
        0.061, 0.032, 0.017, 0.00821, 0.004102, 0.002091, 0.001047, 0.00052, 0.000249, 0.00012, 0.00006, 0.00003, 0.000015,
    ];

    // 0 from 650 nm on.
    private static readonly double[] s_z =
    [
        0.00645, 0.02005, 0.06785, 0.2074, 0.6456, 1.3856, 1.74706, 1.77211, 1.6692, 1.28764, 0.81295, 0.46518, 0.272, 0.1582,
        0.07825, 0.04216, 0.0203, 0.00875, 0.0039, 0.0021, 0.00165, 0.0011, 0.0008, 0.00034, 0.00019, 0.00005, 0.00002,
    ];

    /// <summary>CIE 1931 chromaticity of a black body.</summary>
    /// <param name="kelvin">Its temperature.</param>
    public static (double X, double Y) Chromaticity(double kelvin)
    {
        double x = 0, y = 0, z = 0;
        for (int i = 0; i < s_x.Length; i++)
        {
            double wave = (First + Step * i) * 1e-9;
            double power = 1e-35 / (Math.Pow(wave, 5) * (Math.Exp(C2 / (wave * kelvin)) - 1));
            x += power * s_x[i];
            y += power * s_y[i];
            z += i < s_z.Length ? power * s_z[i] : 0;
        }
        double sum = x + y + z;
        return (x / sum, y / sum);
    }

    /// <summary>
    /// The same as linear light of sRGB's primaries (IEC 61966-2-1) with a luminance of 1. Below some 1900 K a black body is more orange than sRGB can show, and
    /// blue is negative.
    /// </summary>
    /// <param name="kelvin">Its temperature.</param>
    public static (double R, double G, double B) LinearRgb(double kelvin)
    {
        var (cx, cy) = Chromaticity(kelvin);
        double x = cx / cy, z = (1 - cx - cy) / cy;
        return (3.2406 * x - 1.5372 - 0.4986 * z, -0.9689 * x + 1.8758 + 0.0415 * z, 0.0557 * x - 0.2040 + 1.0570 * z);
    }
}
