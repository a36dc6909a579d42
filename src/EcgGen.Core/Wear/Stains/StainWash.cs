// Stains without edges, and light on stained paper: factors at nodes some mm apart, smooth between, for millions of pixels.
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
using EcgGen.Core.Raster;

namespace EcgGen.Core.Wear.Stains;

/// <summary>
/// Multiplies light without leaving the bytes: but for the darkest bytes sRGB is a power law, ((v + 0.055) / 1.055)^2.4, so that a factor f of light
/// takes v to (v + 0.055) g − 0.055 with g = f^(1/2.4). Bytes below 40 come out up to three too dark.
/// </summary>
internal sealed class StainWash
{
    // Bits by which bytes are finer while they change, and the law's offset in these units.
    private const int Fine = 5, Offset = (int)(0.055 * 255 * (1 << Fine) + 0.5);

    private readonly NodeGrid _grid;
    private readonly (float Red, float Green, float Blue)[] _darkness;

    /// <summary>Computes the nodes.</summary>
    /// <param name="grid">Where they are.</param>
    /// <param name="factor">Factors of red, green and blue light at a place in mm, from 0 to below 2.</param>
    public StainWash(NodeGrid grid, Func<double, double, (double Red, double Green, double Blue)> factor)
    {
        _grid = grid;
        _darkness = new (float, float, float)[grid.Columns * grid.Rows];
        for (int i = 0; i < _darkness.Length; i++)
        {
            var at = grid.Node(i);
            var (red, green, blue) = factor(at.X, at.Y);
            float first = Darkness(red);
            _darkness[i] = (first, green == red ? first : Darkness(green), blue == red ? first : Darkness(blue));
        }
        static float Darkness(double factor) => (float)(32768 * (1 - Math.Pow(factor, 1 / 2.4)));
    }

    /// <summary>Changes a sheet.</summary>
    /// <param name="sheet">The sheet.</param>
    /// <param name="cancellation">Polled for each row of nodes.</param>
    public void Mark(PixelBuffer sheet, CancellationToken cancellation)
    {
        // The two rows of nodes around a row of pixels, as the darkness of each of its bytes in units of 1/32768.
        short[] above = new short[3 * _grid.Pixels.Width], below = new short[above.Length];
        (int From, int To) inAbove = default, inBelow = default;
        int expanded = -2;
        for (int y = _grid.Pixels.Y; y < _grid.Pixels.Y + _grid.Pixels.Height; y++)
        {
            var (row, part) = _grid.RowAt(y);
            if (row != expanded)
            {
                cancellation.ThrowIfCancellationRequested();
                (above, below, inAbove) = (below, above, inBelow);
                if (row != expanded + 1)
                    inAbove = Expand(row, above);
                inBelow = Expand(row + 1, below);
                expanded = row;
            }
            int from = 3 * Math.Min(inAbove.From, inBelow.From), to = 3 * Math.Max(inAbove.To, inBelow.To);
            if (from < to)
                Mark(sheet.Row(y)[(3 * _grid.Pixels.X)..][from..to], above.AsSpan(from..to), below.AsSpan(from..to), (short)Math.Min(short.MaxValue, part * 32768));
        }
    }

    /// <summary>Writes the darkness of a row of nodes at each byte.</summary>
    /// <returns>The pixels outside which there is none.</returns>
    private (int From, int To) Expand(int row, Span<short> darkness)
    {
        var nodes = _darkness.AsSpan(row * _grid.Columns, _grid.Columns);
        int width = _grid.Pixels.Width, first = width, last = 0;
        float step = (float)(1 / (_grid.Scale * _grid.Pitch));
        for (int i = 0, x = 0; i + 1 < nodes.Length && x < width; i++)
        {
            int end = _grid.PixelAt(i + 1, x);
            var piece = darkness[(3 * x)..(3 * end)];
            var (a, b) = (nodes[i], nodes[i + 1]);
            if (a == default && b == default)
            {
                piece.Clear();
            }
            else
            {
                (first, last) = (Math.Min(first, x), end);
                float u = (float)_grid.Behind(x, i);
                (float red, float green, float blue) = ((b.Red - a.Red) * step, (b.Green - a.Green) * step, (b.Blue - a.Blue) * step);
                a = (a.Red + (b.Red - a.Red) * u, a.Green + (b.Green - a.Green) * u, a.Blue + (b.Blue - a.Blue) * u);
                for (int k = 0; k < end - x; k++)
                {
                    piece[3 * k] = (short)(a.Red + red * k);
                    piece[3 * k + 1] = (short)(a.Green + green * k);
                    piece[3 * k + 2] = (short)(a.Blue + blue * k);
                }
            }
            x = end;
        }
        return (first, last);
    }

    private static void Mark(Span<byte> bytes, ReadOnlySpan<short> above, ReadOnlySpan<short> below, short part)
    {
        int x = 0;
        if (Avx2.IsSupported)
        {
            var parts = Vector256.Create(part);
            for (; x + Vector256<short>.Count <= bytes.Length; x += Vector256<short>.Count)
            {
                // Halves, for a difference can be twice as large as either.
                var top = Vector256.Create(above[x..]);
                var half = Avx2.MultiplyHighRoundScale((Vector256.Create(below[x..]) >> 1) - (top >> 1), parts);
                var darkness = Avx2.AddSaturate(Avx2.AddSaturate(top, half), half);
                var old = Avx2.ConvertToVector256Int16(Vector128.Create<byte>(bytes[x..])) << Fine;
                var less = Avx2.MultiplyHighRoundScale(old + Vector256.Create((short)Offset), darkness);
                var changed = old - less + Vector256.Create((short)(1 << Fine - 1)) >> Fine;
                Sse2.PackUnsignedSaturate(changed.GetLower(), changed.GetUpper()).CopyTo(bytes[x..]);
            }
        }
        for (; x < bytes.Length; x++)
        {
            int half = FixedPoint.Multiply((below[x] >> 1) - (above[x] >> 1), part);
            int darkness = Clamp(Clamp(above[x] + half) + half), old = bytes[x] << Fine;
            bytes[x] = (byte)Math.Clamp(old - FixedPoint.Multiply(old + Offset, darkness) + (1 << Fine - 1) >> Fine, 0, 255);
        }
    }

    private static int Clamp(int value) => Math.Clamp(value, short.MinValue, short.MaxValue);
}
