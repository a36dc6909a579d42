// Grey of colours.
namespace EcgGen.Core.Encoders;

/// <summary>The luma of ITU-R BT.601 of sRGB bytes, in 16-bit fixed point as libjpeg and most image libraries have it.</summary>
internal static class Luma
{
    private const int Red = 19595, Green = 38470, Blue = 7471, Half = 1 << 15;

    /// <summary>Greys of a row.</summary>
    /// <param name="rgb">n pixels of three bytes.</param>
    /// <param name="gray">Takes n bytes.</param>
    public static void Of(ReadOnlySpan<byte> rgb, Span<byte> gray)
    {
        gray = gray[..(rgb.Length / 3)];
        for (int i = 0, at = 0; i < gray.Length; i++, at += 3)
            gray[i] = (byte)((Red * rgb[at] + Green * rgb[at + 1] + Blue * rgb[at + 2] + Half) >> 16);
    }
}
