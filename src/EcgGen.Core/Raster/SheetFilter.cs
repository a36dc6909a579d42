// The filter that takes places of a sheet to bytes of an image.
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace EcgGen.Core.Raster;

/// <summary>
/// Filters places of a loaded tile by <see cref="CubicKernel"/>. A place is given by three offsets in bytes: of the pixel left of and above it but one, in the tile; and of its weights
/// along a row and along a column.
/// </summary>
internal static unsafe class SheetFilter
{
    /// <summary>The most places at a time.</summary>
    public const int MostPlaces = 256;

    /// <summary>Bytes from one pixel of a tile to the next.</summary>
    public const int PixelSize = TileBuffer.Channels * sizeof(short);

    /// <summary>Bytes from one phase's weights along a row to the next one's, each weight once for every channel.</summary>
    public const int AcrossSize = CubicKernel.Taps * TileBuffer.Channels * sizeof(short);

    /// <summary>Bytes from one phase's weights along a column to the next one's, each weight twice.</summary>
    public const int DownSize = CubicKernel.Taps * sizeof(int);

    // The filter's rounding leaves a whole sheet this far from whole.
    private const int Rounding = 4;

    // sRGB of linear light in units of 1/32767.
    private static readonly byte[] s_srgb = [.. Enumerable.Range(0, short.MaxValue + 1).Select(i => LinearLight.ToSrgb(Math.Min(65535, 2 * i + 1)))];

    /// <summary>Draws places, over what lies behind where the sheet ends.</summary>
    /// <param name="tile">The tile.</param>
    /// <param name="taps">The first pixels under the filter; a multiple of four of them is readable.</param>
    /// <param name="across">The weights along a row.</param>
    /// <param name="down">The weights along a column.</param>
    /// <param name="to">RGB bytes; holds what lies behind.</param>
    /// <param name="count">How many places.</param>
    [SkipLocalsInit]
    public static void DrawRow(TileBuffer tile, int* taps, int* across, int* down, byte* to, int count)
    {
        short* sums = stackalloc short[MostPlaces * TileBuffer.Channels];
        nint pitch = tile.Bounds.Width * PixelSize;
        fixed (short* pixels = tile.Pixels, weights = CubicKernel.ChannelWeights)
        fixed (int* pairs = CubicKernel.WeightPairs)
        fixed (byte* srgb = s_srgb)
        {
            if (Avx2.IsSupported)
                FilterFours((byte*)pixels, pitch, (byte*)weights, (byte*)pairs, taps, across, down, sums, count);
            else
                FilterChannels((byte*)pixels, pitch, (byte*)weights, (byte*)pairs, taps, across, down, sums, count);
            for (int k = 0; (k += Encode((ushort*)sums + TileBuffer.Channels * k, srgb, to + 3 * k, count - k)) < count; k++)
                DrawEdge((short*)((byte*)pixels + taps[k] + pitch + PixelSize), pitch / sizeof(short), across[k] / AcrossSize, down[k] / DownSize, srgb, to + 3 * k);
        }
    }

    /// <summary>Filters four places at a time; the last ones are followed by some that may be anywhere in the tile.</summary>
    private static void FilterFours(byte* pixels, nint pitch, byte* weights, byte* pairs, int* taps, int* across, int* down, short* sums, nint count)
    {
        for (nint k = 0; k < count; k += 4)
        {
            var a = FilterPixel(pixels + (uint)taps[k], pitch, weights + (uint)across[k], pairs + (uint)down[k]);
            var b = FilterPixel(pixels + (uint)taps[k + 1], pitch, weights + (uint)across[k + 1], pairs + (uint)down[k + 1]);
            var c = FilterPixel(pixels + (uint)taps[k + 2], pitch, weights + (uint)across[k + 2], pairs + (uint)down[k + 2]);
            var d = FilterPixel(pixels + (uint)taps[k + 3], pitch, weights + (uint)across[k + 3], pairs + (uint)down[k + 3]);
            // Taps 0 and 2, 1 and 3 of two places; then all.
            var ac = Avx2.AddSaturate(Avx2.Permute2x128(a, c, 0x20), Avx2.Permute2x128(a, c, 0x31)).AsUInt64();
            var bd = Avx2.AddSaturate(Avx2.Permute2x128(b, d, 0x20), Avx2.Permute2x128(b, d, 0x31)).AsUInt64();
            var sum = Avx2.AddSaturate(Avx2.UnpackLow(ac, bd).AsInt16(), Avx2.UnpackHigh(ac, bd).AsInt16());
            Avx2.Max(sum, Vector256<short>.Zero).Store(sums + TileBuffer.Channels * k);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)] // Millions of calls an image.
    private static Vector256<short> FilterPixel(byte* from, nint pitch, byte* weights, byte* pairs)
    {
        var sum = Avx2.AddSaturate(
            Avx2.AddSaturate(Row(from, pairs), Row(from + pitch, pairs + sizeof(int))),
            Avx2.AddSaturate(Row(from + 2 * pitch, pairs + 2 * sizeof(int)), Row(from + 3 * pitch, pairs + 3 * sizeof(int))));
        return Avx2.MultiplyHighRoundScale(sum, Vector256.Load((short*)weights));

        static Vector256<short> Row(byte* from, byte* pair) => Avx2.MultiplyHighRoundScale(Vector256.Create(*(int*)pair).AsInt16(), Vector256.Load((short*)from));
    }

    /// <summary>The same without vectors, step by step as their instructions do it.</summary>
    private static void FilterChannels(byte* pixels, nint pitch, byte* weights, byte* pairs, int* taps, int* across, int* down, short* sums, int count)
    {
        int* part = stackalloc int[CubicKernel.Taps];
        for (int k = 0; k < count; k++)
        {
            int* wy = (int*)(pairs + down[k]);
            short* wx = (short*)(weights + across[k]);
            for (int c = 0; c < TileBuffer.Channels; c++)
            {
                for (int i = 0; i < CubicKernel.Taps; i++)
                {
                    byte* p = pixels + taps[k] + i * PixelSize + c * sizeof(short);
                    int sum = Clamp(Clamp(Row(p, wy[0]) + Row(p + pitch, wy[1])) + Clamp(Row(p + 2 * pitch, wy[2]) + Row(p + 3 * pitch, wy[3])));
                    part[i] = FixedPoint.Multiply(sum, wx[i * TileBuffer.Channels + c]);
                }
                sums[TileBuffer.Channels * k + c] = (short)Math.Max(0, Clamp(Clamp(part[0] + part[2]) + Clamp(part[1] + part[3])));
            }
        }

        static int Row(byte* from, int pair) => FixedPoint.Multiply(*(short*)from, (short)pair);
        static int Clamp(int value) => Math.Clamp(value, short.MinValue, short.MaxValue);
    }

    /// <summary>Writes pixels of sums up to the first one that is not all paper; a loop of its own, without calls, so that it has all in registers.</summary>
    /// <returns>How many pixels it wrote.</returns>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static int Encode(ushort* values, byte* srgb, byte* to, int count)
    {
        int k = 0;
        for (; k < count && (uint)(values[3] - (TileBuffer.Whole - Rounding)) <= 2 * Rounding; k++, to += 3, values += TileBuffer.Channels)
        {
            to[0] = srgb[values[0]];
            to[1] = srgb[values[1]];
            to[2] = srgb[values[2]];
        }
        return k;
    }

    /// <summary>Draws a pixel where paper ends: bilinear, for the cubic overshoots at such edges, and over what lies behind.</summary>
    /// <param name="from">The pixel left of and above the place.</param>
    /// <param name="pitch">Values from one row to the next.</param>
    /// <param name="phaseX">How far to the right of it the place is, in phases.</param>
    /// <param name="phaseY">How far below.</param>
    /// <param name="srgb">Bytes of linear light.</param>
    /// <param name="to">What lies behind; receives the pixel.</param>
    private static void DrawEdge(short* from, nint pitch, int phaseX, int phaseY, byte* srgb, byte* to)
    {
        const int Phases = CubicKernel.Phases;
        int rest = TileBuffer.Whole - At(3);
        // Most such places lie beside the sheet.
        if (rest == TileBuffer.Whole)
            return;
        for (int c = 0; c < 3; c++)
            to[c] = srgb[Math.Min(short.MaxValue, At(c) + FixedPoint.Multiply(LinearLight.FromSrgb(to[c]) >> 1, 2 * rest))];

        int At(int channel) => ((from[channel] * (Phases - phaseX) + from[channel + TileBuffer.Channels] * phaseX) * (Phases - phaseY)
            + (from[channel + pitch] * (Phases - phaseX) + from[channel + pitch + TileBuffer.Channels] * phaseX) * phaseY + Phases * Phases / 2) / (Phases * Phases);
    }
}
