// Brings a quilt's light to a sheet's pixels.
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
using EcgGen.Core.Raster;

namespace EcgGen.Core.Wear.Quilting;

/// <summary>Multiplies light by a quilt, bilinear between its samples, in integers.</summary>
internal static unsafe class QuiltLight
{
    // Bits by which samples are finer while they are interpolated, and the weights' bits.
    private const int Fine = 4, WeightBits = 14;

    /// <summary>
    /// Multiplies. White paper can't get whiter: all of it is dimmed as it is when a page is scanned or photographed, where the facets that face the light
    /// are white and the others darker.
    /// </summary>
    /// <param name="quilt">The quilt; its left top corner lies at the plane's.</param>
    /// <param name="light">The plane.</param>
    /// <param name="scale">Its pixels per mm.</param>
    /// <param name="strength">Times the quilt's contrast, 0–1.</param>
    /// <param name="cancellation">Polled every few rows.</param>
    public static void Multiply(Quilt quilt, LightPlane light, double scale, double strength, CancellationToken cancellation)
    {
        int width = quilt.Grid.Width, padded = (light.Width + 7) / 8 * 8;
        float unit = (float)(strength * quilt.Unit * LightPlane.One / (1 << Fine + WeightBits));
        int one = LightPlane.One - (int)Math.Round(strength * (quilt.Texture.Unit * quilt.Texture.Bright + quilt.Unit * quilt.Mean) * LightPlane.One);
        var line = new short[width + 32];
        var columns = new int[padded];
        var weights = new int[padded];
        for (int x = 0; x < padded; x++)
        {
            var (at, part) = Place(x, scale, width, WeightBits);
            columns[x] = at;
            weights[x] = (1 << WeightBits) - part | part << 16;
        }
        fixed (short* samples = quilt.Samples, to = line)
        fixed (int* column = columns, weight = weights)
        {
            for (int y = 0; y < light.Height; y++)
            {
                if (y % 64 == 0)
                    cancellation.ThrowIfCancellationRequested();
                var (row, part) = Place(y, scale, quilt.Grid.Height, 15);
                Mix(samples + row * quilt.Pitch, samples + (row + 1) * quilt.Pitch, (short)Math.Min(part, short.MaxValue), to, width);
                MultiplyRow(light.Row(y), to, column, weight, unit, one);
            }
        }
    }

    /// <summary>The sample before a pixel's centre, and how far behind it the centre is.</summary>
    private static (int At, int Part) Place(int pixel, double scale, int count, int bits)
    {
        double at = Math.Clamp((pixel + 0.5) / scale * QuiltTexture.PerMm - 0.5, 0, count - 1);
        int whole = Math.Max(0, Math.Min((int)at, count - 2));
        return (whole, (int)Math.Round((at - whole) * (1 << bits)));
    }

    /// <summary>A row between two.</summary>
    private static void Mix(short* above, short* below, short part, short* to, int width)
    {
        // The differences of samples take eleven bits and a sign, so that with four more they still fit.
        var weight = Vector256.Create(part);
        int x = 0;
        for (; x + 16 <= width; x += 16)
        {
            var a = Vector256.Load(above + x);
            var d = Vector256.Load(below + x) - a << Fine;
            ((a << Fine) + (Avx2.IsSupported ? Avx2.MultiplyHighRoundScale(d, weight) : HighRoundScale(d, weight))).Store(to + x);
        }
        for (; x < width; x++)
            to[x] = (short)((above[x] << Fine) + FixedPoint.Multiply(below[x] - above[x] << Fine, part));
    }

    private static Vector256<short> HighRoundScale(Vector256<short> a, Vector256<short> b)
    {
        var (aLow, aHigh) = Vector256.Widen(a);
        var (bLow, bHigh) = Vector256.Widen(b);
        var half = Vector256.Create(1 << 14);
        return Vector256.Narrow(aLow * bLow + half >> 15, aHigh * bHigh + half >> 15);
    }

    private static void MultiplyRow(Span<short> light, short* line, int* columns, int* weights, float unit, int one)
    {
        var scale = Vector256.Create(unit);
        var flat = Vector256.Create(one);
        var half = Vector256.Create(LightPlane.One / 2);
        fixed (short* row = light)
        {
            int x = 0;
            for (; x + 8 <= light.Length; x += 8)
            {
                var pairs = Pairs(line, columns + x);
                var factor = Vector256.ConvertToInt32Native(Vector256.Floor(Vector256.ConvertToSingle(Madd.Pairs(pairs, Vector256.Load(weights + x).AsInt16())) * scale + Vector256.Create(0.5f))) + flat;
                var old = Vector128.Load(row + x);
                var wide = Vector256.Create(Vector128.WidenLower(old), Vector128.WidenUpper(old));
                var product = Vector256.Clamp(wide * Vector256.Clamp(factor, Vector256<int>.Zero, Vector256.Create((int)short.MaxValue)) + half >> 14, Vector256<int>.Zero, Vector256.Create((int)short.MaxValue));
                Vector128.Narrow(product.GetLower(), product.GetUpper()).Store(row + x);
            }
            for (; x < light.Length; x++)
            {
                int sum = line[columns[x]] * (weights[x] & 0xFFFF) + line[columns[x] + 1] * (weights[x] >> 16);
                int factor = (int)MathF.Floor(sum * unit + 0.5f) + one;
                row[x] = (short)Math.Clamp(row[x] * Math.Clamp(factor, 0, short.MaxValue) + LightPlane.One / 2 >> 14, 0, short.MaxValue);
            }
        }
    }

    /// <summary>Each sample with the one after it.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<short> Pairs(short* line, int* columns)
    {
        if (Avx2.IsSupported)
            return Avx2.GatherVector256((int*)line, Vector256.Load(columns), 2).AsInt16();
        int* pairs = stackalloc int[8];
        for (int i = 0; i < 8; i++)
            pairs[i] = *(int*)(line + columns[i]);
        return Vector256.Load(pairs).AsInt16();
    }
}
