// The light on a whole frame, smooth between nodes, and how an image looks in it.
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
using EcgGen.Core.Raster;

namespace EcgGen.Core.Camera;

/// <summary>
/// Factors of red, green and blue light at nodes, all 1 at first, and light that is added to what they leave. A factor f on linear light turns an sRGB
/// value v (above its short linear foot) into (v + 0.055) f^(1/2.4) − 0.055: bytes needn't be decoded. What comes out is rounded by an ordered
/// dither, so that no bands are seen where light changes slowly.
/// </summary>
internal sealed class FrameLight(FrameNodes frame)
{
    // sRGB's offset in levels, and its exponent.
    private const float Offset = 0.055f * 255;
    private const double Gamma = 2.4;

    // Martin Roberts' R2 sequence spreads thresholds evenly over the plane: 1 / ρ more per pixel, 1 / ρ² per row, where ρ³ = ρ + 1. It nearly repeats
    // after 820 pixels, and 373 pixels are nearly what a row adds.
    private const double DitherStep = 0.7548776662466927;
    private const int DitherPeriod = 820, DitherShift = 373;
    private const double LeastThreshold = 1 / 256.0;

    private const int DecodeSteps = 16, EncodeSteps = 4096;

    private static readonly float[] s_decode = [.. Enumerable.Range(0, 255 * DecodeSteps + 1).Select(i => (float)Decode(i / (255.0 * DecodeSteps)))];

    /// <summary>Levels by the square root of linear light.</summary>
    private static readonly float[] s_encode = [.. Enumerable.Range(0, EncodeSteps + 1).Select(i => (float)(255 * Encode(i / (double)EncodeSteps * (i / (double)EncodeSteps))))];

    private readonly float[][] _factors = [.. Enumerable.Range(0, 3).Select(_ => Ones(frame))];
    private float[][]? _added;

    /// <summary>Multiplies light by values at nodes and a colour.</summary>
    public void Multiply(float[] values, LampColor color) => Change(color, (channel, tint) =>
    {
        var factors = _factors[channel];
        for (int i = 0; i < factors.Length; i++)
            factors[i] *= values[i] * tint;
    });

    /// <summary>Takes light away, and leaves light of a colour.</summary>
    /// <param name="depth">How deep in shadow each node is, 0–1.</param>
    /// <param name="strength">What a full shadow takes away, 0–1.</param>
    /// <param name="color">What is left.</param>
    public void Shade(float[] depth, double strength, LampColor color) => Change(color, (channel, tint) =>
    {
        var factors = _factors[channel];
        float taken = 1 - (1 - (float)strength) * tint;
        for (int i = 0; i < factors.Length; i++)
            factors[i] *= 1 - depth[i] * taken;
    });

    /// <summary>Adds light; 1 is what white paper reflects.</summary>
    public void Add(float[] values, LampColor color)
    {
        _added ??= [.. _factors.Select(f => new float[f.Length])];
        Change(color, (channel, tint) =>
        {
            var added = _added[channel];
            for (int i = 0; i < added.Length; i++)
                added[i] += values[i] * tint;
        });
    }

    /// <summary>The factor on linear light in the middle of a pixel.</summary>
    public double FactorAt(int channel, double x, double y) => Math.Pow(At(Roots(_factors[channel]), x, y), Gamma);

    /// <summary>The light added in the middle of a pixel.</summary>
    public double AddedAt(int channel, double x, double y) => _added is null ? 0 : At(_added[channel], x, y);

    /// <summary>Lights an image.</summary>
    /// <param name="image">sRGB bytes, as large as the frame.</param>
    /// <param name="cancellation">Polled every few rows.</param>
    public void Apply(PixelBuffer image, CancellationToken cancellation)
    {
        var roots = Array.ConvertAll(_factors, Roots);
        var factors = new NodeRows(frame, roots, 1);
        var added = _added is null ? null : new NodeRows(frame, _added, 0);
        var line = new float[image.Stride];
        var shine = new float[added is null ? 0 : image.Stride];
        var thresholds = Thresholds(image.Width);
        for (int y = 0; y < image.Height; y++)
        {
            if (y % 64 == 0)
                cancellation.ThrowIfCancellationRequested();
            bool changes = factors.MoveTo(y), shines = added?.MoveTo(y) ?? false;
            if (!changes && !shines)
                continue;
            var row = image.Row(y);
            factors.Read(line);
            Multiply(row, line);
            if (shines)
            {
                added!.Read(shine);
                Shine(line, shine);
            }
            Round(line, thresholds.AsSpan(3 * (y * DitherShift % DitherPeriod), row.Length), row);
        }
    }

    private static void Change(LampColor color, Action<int, float> change)
    {
        change(0, (float)color.R);
        change(1, (float)color.G);
        change(2, (float)color.B);
    }

    /// <summary>Turns the roots of factors into levels of a row in that light.</summary>
    private static void Multiply(ReadOnlySpan<byte> row, Span<float> line)
    {
        int i = 0;
        ref byte source = ref MemoryMarshal.GetReference(row);
        ref float target = ref MemoryMarshal.GetReference(line);
        for (; i + Vector256<byte>.Count <= row.Length; i += Vector256<byte>.Count)
        {
            var (low, high) = Vector256.Widen(Vector256.LoadUnsafe(ref source, (nuint)i));
            var (a, b) = Vector256.Widen(low);
            var (c, d) = Vector256.Widen(high);
            Lit(a, ref target, i);
            Lit(b, ref target, i + 8);
            Lit(c, ref target, i + 16);
            Lit(d, ref target, i + 24);
        }
        for (; i < row.Length; i++)
        {
            float value = row[i], root = line[i];
            line[i] = MathF.Max((value + Offset) * root - Offset, value * (root * root * (root * 0.4f + 0.6f)));
        }
    }

    private static void Lit(Vector256<uint> bytes, ref float line, int i)
    {
        // In the foot sRGB is linear: there the factor itself counts, which the root's power 2.4 is near enough to for a few levels.
        var value = Vector256.ConvertToSingle(bytes.AsInt32());
        var root = Vector256.LoadUnsafe(ref line, (nuint)i);
        var offset = Vector256.Create(Offset);
        Vector256.MaxNative((value + offset) * root - offset, value * (root * root * (root * 0.4f + Vector256.Create(0.6f)))).StoreUnsafe(ref line, (nuint)i);
    }

    /// <summary>Adds light to levels; tables are rounded, but no light makes darker.</summary>
    private static unsafe void Shine(Span<float> line, ReadOnlySpan<float> added)
    {
        int i = 0;
        if (Avx2.IsSupported)
        {
            fixed (float* levels = line, light = added, decode = s_decode, encode = s_encode)
            {
                var (half, most) = (Vector256.Create(0.5f), Vector256.Create(255f));
                for (; i + Vector256<float>.Count <= line.Length; i += Vector256<float>.Count)
                {
                    var shine = Vector256.Load(light + i);
                    if (shine == Vector256<float>.Zero)
                        continue;
                    var value = Vector256.Load(levels + i);
                    var steps = Vector256.ConvertToInt32Native(Vector256.ClampNative(value, Vector256<float>.Zero, most) * DecodeSteps + half);
                    var sum = Vector256.MinNative(Avx2.GatherVector256(decode, steps, sizeof(float)) + shine, Vector256<float>.One);
                    var lit = Avx2.GatherVector256(encode, Vector256.ConvertToInt32Native(Vector256.Sqrt(sum) * EncodeSteps + half), sizeof(float));
                    Vector256.ConditionalSelect(Vector256.GreaterThan(shine, Vector256<float>.Zero), Vector256.MaxNative(lit, value), value).Store(levels + i);
                }
            }
        }
        for (; i < line.Length; i++)
        {
            if (added[i] <= 0)
                continue;
            float light = s_decode[(int)(Math.Clamp(line[i], 0, 255) * DecodeSteps + 0.5f)] + added[i];
            line[i] = MathF.Max(s_encode[(int)(MathF.Sqrt(MathF.Min(light, 1)) * EncodeSteps + 0.5f)], line[i]);
        }
    }

    /// <summary>Thresholds of a row that is longer than the image by the period; a pixel's three are alike, so that grey stays grey.</summary>
    private static float[] Thresholds(int width)
    {
        var thresholds = new float[3 * (width + DitherPeriod)];
        for (int i = 0; i < thresholds.Length; i++)
        {
            double at = i / 3 * DitherStep;
            thresholds[i] = (float)(LeastThreshold + (1 - 2 * LeastThreshold) * (at - Math.Floor(at)));
        }
        return thresholds;
    }

    private static void Round(ReadOnlySpan<float> line, ReadOnlySpan<float> thresholds, Span<byte> row)
    {
        int i = 0;
        ref float levels = ref MemoryMarshal.GetReference(line), dither = ref MemoryMarshal.GetReference(thresholds);
        ref byte target = ref MemoryMarshal.GetReference(row);
        for (; i + Vector256<byte>.Count <= row.Length; i += Vector256<byte>.Count)
        {
            var low = Vector256.Narrow(Rounded(ref levels, ref dither, i), Rounded(ref levels, ref dither, i + 8));
            var high = Vector256.Narrow(Rounded(ref levels, ref dither, i + 16), Rounded(ref levels, ref dither, i + 24));
            Vector256.Narrow(low, high).StoreUnsafe(ref target, (nuint)i);
        }
        for (; i < row.Length; i++)
            row[i] = (byte)Math.Clamp(line[i] + thresholds[i], 0, 255);
    }

    private static Vector256<uint> Rounded(ref float levels, ref float dither, int i) =>
        Vector256.ConvertToInt32Native(Vector256.ClampNative(Vector256.LoadUnsafe(ref levels, (nuint)i) + Vector256.LoadUnsafe(ref dither, (nuint)i), Vector256<float>.Zero, Vector256.Create(255f))).AsUInt32();

    private double At(float[] nodes, double x, double y)
    {
        double u = x / frame.Spacing, v = y / frame.Spacing;
        int column = Math.Min((int)u, frame.Columns - 2), row = Math.Min((int)v, frame.Rows - 2), i = row * frame.Columns + column;
        u -= column;
        v -= row;
        double top = nodes[i] + (nodes[i + 1] - nodes[i]) * u, bottom = nodes[i + frame.Columns] + (nodes[i + frame.Columns + 1] - nodes[i + frame.Columns]) * u;
        return top + (bottom - top) * v;
    }

    private static float[] Roots(float[] factors) => Array.ConvertAll(factors, f => f == 1 ? 1 : (float)Math.Pow(f, 1 / Gamma));

    private static float[] Ones(FrameNodes frame)
    {
        var ones = new float[frame.Columns * frame.Rows];
        ones.AsSpan().Fill(1);
        return ones;
    }

    private static double Decode(double v) => v <= 0.04045 ? v / 12.92 : Math.Pow((v + 0.055) / 1.055, Gamma);

    private static double Encode(double v) => v <= 0.0031308 ? v * 12.92 : 1.055 * Math.Pow(v, 1 / Gamma) - 0.055;
}
