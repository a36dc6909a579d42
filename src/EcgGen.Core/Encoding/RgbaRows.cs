// The bridge to Skia, which knows no pixels of three bytes.
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace EcgGen.Core.Encoders;

/// <summary>Conversion of rows of RGB to rows of RGBA.</summary>
internal static class RgbaRows
{
    private const byte Opaque = 255;

    /// <summary>Puts an opaque alpha after each pixel.</summary>
    /// <param name="rgb">n pixels of three bytes.</param>
    /// <param name="rgba">Takes n pixels of four bytes.</param>
    public static void Expand(ReadOnlySpan<byte> rgb, Span<byte> rgba)
    {
        int pixels = rgb.Length / 3, i = 0;
        rgba = rgba[..(4 * pixels)];
        ref byte source = ref MemoryMarshal.GetReference(rgb), target = ref MemoryMarshal.GetReference(rgba);
        // Four pixels at a time; each load reads four bytes more than it uses, so it stops before the row's end.
        var spread = Vector128.Create((byte)0, 1, 2, 255, 3, 4, 5, 255, 6, 7, 8, 255, 9, 10, 11, 255);
        var alpha = Vector128.Create((uint)Opaque << 24).AsByte();
        if (BitConverter.IsLittleEndian)
        {
            for (; 3 * i <= rgb.Length - Vector128<byte>.Count; i += 4)
            {
                var four = Vector128.Shuffle(Vector128.LoadUnsafe(ref source, (nuint)(3 * i)), spread) | alpha;
                four.StoreUnsafe(ref target, (nuint)(4 * i));
            }
        }
        for (; i < pixels; i++)
        {
            rgb.Slice(3 * i, 3).CopyTo(rgba[(4 * i)..]);
            rgba[4 * i + 3] = Opaque;
        }
    }

    /// <summary>Leaves the alpha of each pixel out.</summary>
    /// <param name="rgba">n pixels of four bytes.</param>
    /// <param name="rgb">Takes n pixels of three bytes.</param>
    public static void Contract(ReadOnlySpan<byte> rgba, Span<byte> rgb)
    {
        int pixels = rgba.Length / 4, i = 0;
        rgb = rgb[..(3 * pixels)];
        ref byte source = ref MemoryMarshal.GetReference(rgba), target = ref MemoryMarshal.GetReference(rgb);
        // Four pixels at a time; each store writes four bytes more than are meant, which the next one overwrites.
        var gather = Vector128.Create((byte)0, 1, 2, 4, 5, 6, 8, 9, 10, 12, 13, 14, 3, 7, 11, 15);
        for (; 3 * i <= rgb.Length - Vector128<byte>.Count; i += 4)
            Vector128.Shuffle(Vector128.LoadUnsafe(ref source, (nuint)(4 * i)), gather).StoreUnsafe(ref target, (nuint)(3 * i));
        for (; i < pixels; i++)
            rgba.Slice(4 * i, 3).CopyTo(rgb[(3 * i)..]);
    }
}
