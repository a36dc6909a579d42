// A piece of a sheet in linear light, ready to be filtered.
using System.Buffers;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace EcgGen.Core.Raster;

/// <summary>
/// Red, green and blue, 0–32767, and paper, 0–<see cref="Whole"/>, of a rectangle of a sheet; colours are multiplied by light and paper.
/// Beyond the sheet all are 0.
/// </summary>
internal sealed unsafe class TileBuffer : IDisposable
{
    /// <summary>Values per pixel.</summary>
    public const int Channels = 4;

    /// <summary>Paper all over a pixel; half of what there is room for, since the filter overshoots at edges.</summary>
    public const int Whole = 1 << 14;

    // Linear light of each byte, in the place of its channel; red's also says that there is paper.
    private static readonly ulong[] Red = Linear(0, (ulong)Whole << 48), Green = Linear(16, 0), Blue = Linear(32, 0);

    private short[] _pixels = [];

    /// <summary>The rectangle, in pixels of the sheet.</summary>
    public PixelRect Bounds { get; private set; }

    /// <summary>The values, row by row.</summary>
    public ReadOnlySpan<short> Pixels => _pixels.AsSpan(0, Bounds.Width * Bounds.Height * Channels);

    /// <summary>Reads a rectangle of a sheet, which may reach beyond it.</summary>
    public void Load(SheetPixels sheet, PixelRect bounds)
    {
        Take(bounds);
        var colors = sheet.Colors;
        int left = Math.Max(bounds.X, 0), right = Math.Min(bounds.X + bounds.Width, colors.Width);
        for (int y = 0; y < bounds.Height; y++)
        {
            var row = _pixels.AsSpan(y * bounds.Width * Channels, bounds.Width * Channels);
            int sheetY = bounds.Y + y;
            if ((uint)sheetY >= (uint)colors.Height || right <= left)
            {
                row.Clear();
                continue;
            }
            row[..((left - bounds.X) * Channels)].Clear();
            row[((right - bounds.X) * Channels)..].Clear();
            var inside = row[((left - bounds.X) * Channels)..((right - bounds.X) * Channels)];
            Prefetch.Row(colors.Pixels + (long)sheetY * colors.Stride + 3 * left, colors.Stride, 3 * (right - left));
            LoadColors(colors.Row(sheetY).Slice(3 * left, 3 * (right - left)), inside);
            if (sheet.Light is { } light)
                Multiply(inside, light.Row(sheetY)[left..right]);
            if (sheet.Paper is { } paper)
                Punch(inside, paper.AsSpan(sheetY * colors.Width + left, right - left));
        }
    }

    /// <summary>Halves another tile, whose sides are even.</summary>
    public void LoadHalf(TileBuffer finer)
    {
        var from = finer.Bounds;
        Take(new PixelRect(from.X / 2, from.Y / 2, from.Width / 2, from.Height / 2));
        int pitch = from.Width * Channels;
        for (int y = 0; y < Bounds.Height; y++)
        {
            ReadOnlySpan<short> above = finer._pixels.AsSpan(2 * y * pitch, pitch), below = finer._pixels.AsSpan((2 * y + 1) * pitch, pitch);
            var to = _pixels.AsSpan(y * Bounds.Width * Channels, Bounds.Width * Channels);
            int x = 0;
            for (; Avx2.IsSupported && x + 8 <= to.Length; x += 8)
            {
                // Four pixels of each row make two.
                var four = Avx2.Average(Vector256.Create(above[(2 * x)..]).AsUInt16(), Vector256.Create(below[(2 * x)..]).AsUInt16()).AsUInt64();
                var lower = Sse2.UnpackLow(four.GetLower(), four.GetUpper()).AsUInt16();
                Sse2.Average(lower, Sse2.UnpackHigh(four.GetLower(), four.GetUpper()).AsUInt16()).AsInt16().CopyTo(to[x..]);
            }
            for (; x < to.Length; x++)
            {
                int i = x + x / Channels * Channels;
                to[x] = (short)(Mean(Mean(above[i], below[i]), Mean(above[i + Channels], below[i + Channels])));
            }
        }

        static int Mean(int a, int b) => a + b + 1 >> 1;
    }

    /// <summary>Gives the memory back.</summary>
    public void Dispose()
    {
        if (_pixels.Length > 0)
            ArrayPool<short>.Shared.Return(_pixels);
        _pixels = [];
    }

    private void Take(PixelRect bounds)
    {
        int size = bounds.Width * bounds.Height * Channels;
        if (_pixels.Length < size)
        {
            Dispose();
            _pixels = ArrayPool<short>.Shared.Rent(size);
        }
        Bounds = bounds;
    }

    private static ulong[] Linear(int shift, ulong also) =>
        [.. Enumerable.Range(0, 256).Select(i => (ulong)(LinearLight.FromSrgb((byte)i) >> 1) << shift | also)];

    private static void LoadColors(ReadOnlySpan<byte> from, Span<short> to)
    {
        fixed (byte* colors = from)
        fixed (short* start = to)
        fixed (ulong* red = Red, green = Green, blue = Blue)
        {
            ulong* pixel = (ulong*)start;
            byte* end = colors + from.Length;
            for (byte* c = colors; c < end; c += 3)
                *pixel++ = red[c[0]] | green[c[1]] | blue[c[2]];
        }
    }

    private static void Multiply(Span<short> pixels, ReadOnlySpan<short> light)
    {
        int x = 0;
        if (Avx2.IsSupported)
        {
            // Each factor three times, then the factor that leaves paper as it is.
            var spread = Vector256.Create((byte)0, 1, 0, 1, 0, 1, 128, 128, 2, 3, 2, 3, 2, 3, 128, 128, 4, 5, 4, 5, 4, 5, 128, 128, 6, 7, 6, 7, 6, 7, 128, 128);
            var one = Vector256.Create((ulong)LightPlane.One << 48).AsInt16();
            for (; x + 4 <= light.Length; x += 4)
            {
                var four = Vector256.Create(Unsafe.ReadUnaligned<ulong>(ref Unsafe.As<short, byte>(ref Unsafe.AsRef(in light[x])))).AsByte();
                var factors = Avx2.Shuffle(four, spread).AsInt16() | one;
                var half = Avx2.MultiplyHighRoundScale(Vector256.Create<short>(pixels.Slice(x * Channels, 16)), factors);
                Avx2.AddSaturate(half, half).CopyTo(pixels[(x * Channels)..]);
            }
        }
        for (; x < light.Length; x++)
        {
            for (int channel = 0; channel < 3; channel++)
            {
                ref short value = ref pixels[x * Channels + channel];
                value = (short)Math.Min(short.MaxValue, 2 * FixedPoint.Multiply(value, light[x]));
            }
            ref short whole = ref pixels[x * Channels + 3];
            whole = (short)Math.Min(short.MaxValue, 2 * FixedPoint.Multiply(whole, LightPlane.One));
        }
    }

    private static void Punch(Span<short> pixels, ReadOnlySpan<byte> paper)
    {
        for (int x = 0; x < paper.Length; x++)
        {
            if (paper[x] == 255)
                continue;
            int part = paper[x] * 32768 / 255;
            for (int channel = 0; channel < Channels; channel++)
            {
                ref short value = ref pixels[x * Channels + channel];
                value = (short)(value * part >> 15);
            }
        }
    }
}

/// <summary>Arithmetic as the processor's vector instructions do it.</summary>
internal static class FixedPoint
{
    /// <summary>The rounded product of two numbers in units of 1/32768.</summary>
    public static int Multiply(int a, int b) => (a * b + 0x4000) >> 15;
}
