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
        bool darkAbove = false, darkBelow = false;
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
            if (darkAbove || darkBelow)
                Multiply(light.Row(y), above, below, (short)Math.Min(short.MaxValue, (at - row) * 32768));
        }
    }

    /// <summary>Writes the darkness of a row of nodes at each pixel.</summary>
    /// <returns>Whether there is any.</returns>
    private static bool Expand(ReadOnlySpan<float> factors, int[] columns, float[] parts, Span<short> darkness)
    {
        if (!factors.ContainsAnyExcept(1f))
        {
            darkness.Clear();
            return false;
        }
        for (int x = 0; x < darkness.Length; x++)
        {
            float left = factors[columns[x]], factor = left + (factors[columns[x] + 1] - left) * parts[x];
            darkness[x] = (short)MathF.Round(Math.Clamp(32768 * (1 - factor), -32767, 32767));
        }
        return true;
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
