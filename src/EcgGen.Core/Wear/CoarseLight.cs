// Light that changes slowly over the sheet: worked out every half millimetre, and smooth between.
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
using EcgGen.Core.Raster;
using EcgGen.Core.Sheet;

namespace EcgGen.Core.Wear;

/// <summary>Factors of light at nodes <see cref="Step"/> mm apart, all 1 at first, whatever the resolution of the image.</summary>
internal sealed class CoarseLight
{
    /// <summary>Distance of the nodes in mm.</summary>
    public const double Step = 0.5;

    private readonly float[] _factors;

    /// <summary>Even light.</summary>
    /// <param name="sheet">The sheet in mm; it starts at 0, 0.</param>
    public CoarseLight(SheetRect sheet)
    {
        Columns = (int)Math.Ceiling(sheet.Width / Step) + 2;
        Rows = (int)Math.Ceiling(sheet.Height / Step) + 2;
        _factors = new float[Columns * Rows];
        _factors.AsSpan().Fill(1);
    }

    /// <summary>Nodes in a row; node i is at i × <see cref="Step"/> mm.</summary>
    public int Columns { get; }

    /// <summary>Rows of nodes.</summary>
    public int Rows { get; }

    /// <summary>The factors of one row's nodes.</summary>
    public Span<float> Row(int row) => _factors.AsSpan(row * Columns, Columns);

    /// <summary>Multiplies a plane by the factors, bilinear between nodes.</summary>
    /// <param name="light">The plane.</param>
    /// <param name="scale">Its pixels per mm.</param>
    /// <param name="cancellation">Polled every few rows.</param>
    public void Multiply(LightPlane light, double scale, CancellationToken cancellation)
    {
        // Where each pixel of a row is between nodes, and the two rows of nodes around a row of pixels, as darkness in units of 1/32768.
        int[] columns = new int[light.Width];
        var parts = new float[light.Width];
        for (int x = 0; x < columns.Length; x++)
        {
            double at = Math.Min((x + 0.5) / scale / Step, Columns - 1.001);
            columns[x] = (int)at;
            parts[x] = (float)(at - columns[x]);
        }
        short[] above = new short[light.Width], below = new short[light.Width];
        int expanded = -2;
        (int From, int To) darkAbove = default, darkBelow = default;
        for (int y = 0; y < light.Height; y++)
        {
            if (y % 64 == 0)
                cancellation.ThrowIfCancellationRequested();
            double at = Math.Min((y + 0.5) / scale / Step, Rows - 1.001);
            int row = (int)at;
            if (row != expanded)
            {
                if (row == expanded + 1)
                {
                    (above, below, darkAbove) = (below, above, darkBelow);
                }
                else
                {
                    darkAbove = Expand(Row(row), columns, parts, above);
                }
                darkBelow = Expand(Row(row + 1), columns, parts, below);
                expanded = row;
            }
            var dark = Math.Min(darkAbove.From, darkBelow.From)..Math.Max(darkAbove.To, darkBelow.To);
            if (dark.Start.Value < dark.End.Value)
                Multiply(light.Row(y)[dark], above.AsSpan(dark), below.AsSpan(dark), (short)Math.Min(short.MaxValue, (at - row) * 32768));
        }
    }

    /// <summary>Writes the darkness of a row of nodes at each pixel.</summary>
    /// <returns>The pixels outside which there is none.</returns>
    private static unsafe (int From, int To) Expand(ReadOnlySpan<float> factors, int[] columns, float[] parts, Span<short> darkness)
    {
        int first = factors.IndexOfAnyExcept(1f), last = factors.LastIndexOfAnyExcept(1f);
        int from = first < 0 ? -1 : columns.AsSpan().IndexOfAnyInRange(first - 1, int.MaxValue), to = columns.AsSpan().LastIndexOfAnyInRange(0, last) + 1;
        darkness.Clear();
        if (from < 0 || from >= to)
            return (darkness.Length, 0);
        int x = from;
        fixed (float* factor = factors, part = parts)
        fixed (int* column = columns)
        {
            for (; x + Vector256<float>.Count <= to; x += Vector256<float>.Count)
            {
                var at = Vector256.Load(column + x);
                var left = Gather.Floats(factor, at);
                var between = left + (Gather.Floats(factor + 1, at) - left) * Vector256.Load(part + x);
                var whole = Vector256.ConvertToInt32Native(Vector256.Round(Vector256.Clamp((Vector256<float>.One - between) * 32768, Vector256.Create(-32767f), Vector256.Create(32767f))));
                Vector128.Narrow(whole.GetLower(), whole.GetUpper()).CopyTo(darkness[x..]);
            }
        }
        for (; x < to; x++)
        {
            float left = factors[columns[x]], factor = left + (factors[columns[x] + 1] - left) * parts[x];
            darkness[x] = (short)MathF.Round(Math.Clamp(32768 * (1 - factor), -32767, 32767));
        }
        return (from, to);
    }

    private static void Multiply(Span<short> light, ReadOnlySpan<short> above, ReadOnlySpan<short> below, short part)
    {
        int x = 0;
        if (Avx2.IsSupported)
        {
            var parts = Vector256.Create(part);
            for (; x + Vector256<short>.Count <= light.Length; x += Vector256<short>.Count)
            {
                // Halves, for a difference can be twice as large as either.
                var top = Vector256.Create(above[x..]);
                var half = Avx2.MultiplyHighRoundScale((Vector256.Create(below[x..]) >> 1) - (top >> 1), parts);
                var darkness = Avx2.AddSaturate(Avx2.AddSaturate(top, half), half);
                var factors = Vector256.Create<short>(light.Slice(x, Vector256<short>.Count));
                Avx2.SubtractSaturate(factors, Avx2.MultiplyHighRoundScale(factors, darkness)).CopyTo(light[x..]);
            }
        }
        for (; x < light.Length; x++)
        {
            int half = FixedPoint.Multiply((below[x] >> 1) - (above[x] >> 1), part);
            int darkness = Clamp(Clamp(above[x] + half) + half);
            light[x] = (short)Clamp(light[x] - FixedPoint.Multiply(light[x], darkness));
        }
    }

    private static int Clamp(int value) => Math.Clamp(value, short.MinValue, short.MaxValue);
}
