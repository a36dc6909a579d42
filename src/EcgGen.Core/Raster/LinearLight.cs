// sRGB bytes to linear light and back: ink and paper mix as light does, not as bytes.
namespace EcgGen.Core.Raster;

/// <summary>Tables of the sRGB transfer function (IEC 61966-2-1) with 16-bit linear values.</summary>
public static class LinearLight
{
    private const int White = 65535;

    private static readonly ushort[] ToLinearTable = [.. Enumerable.Range(0, 256).Select(i => (ushort)Math.Round(Decode(i / 255.0) * White))];
    private static readonly byte[] ToSrgbTable = [.. Enumerable.Range(0, White + 1).Select(i => (byte)Math.Round(Encode(i / (double)White) * 255))];

    /// <summary>Linear light of an sRGB byte, 0–65535.</summary>
    public static ushort FromSrgb(byte value) => ToLinearTable[value];

    /// <summary>The sRGB byte of linear light, 0–65535.</summary>
    public static byte ToSrgb(int linear) => ToSrgbTable[linear];

    /// <summary>Mixes in linear light: <paramref name="coverage"/>/255 of the ink over the ground.</summary>
    /// <param name="ground">sRGB byte.</param>
    /// <param name="ink">Linear light, 0–65535.</param>
    /// <param name="coverage">0–255.</param>
    public static byte Mix(byte ground, int ink, int coverage)
    {
        int under = ToLinearTable[ground];
        return ToSrgbTable[under + ((ink - under) * coverage + (ink >= under ? 127 : -127)) / 255];
    }

    private static double Decode(double v) => v <= 0.04045 ? v / 12.92 : Math.Pow((v + 0.055) / 1.055, 2.4);

    private static double Encode(double v) => v <= 0.0031308 ? v * 12.92 : 1.055 * Math.Pow(v, 1 / 2.4) - 0.055;
}
