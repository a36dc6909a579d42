// Optics of machines that copy, over a plane of tones, row after row in place: they blur, and make up for it by sharpening.
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
using EcgGen.Core.Raster;

namespace EcgGen.Core.Reproduction;

/// <summary>A separable Gaussian with a halo, in 16-bit integers.</summary>
internal sealed class ToneBlur
{
    /// <summary>How wide the halo is.</summary>
    public const double HaloWidth = 2.5;

    private readonly short[] _weights;
    private readonly int _reach;

    /// <summary>Prepares the filter.</summary>
    /// <param name="sigma">The Gaussian's standard deviation in pixels.</param>
    /// <param name="halo">How much of a Gaussian of <see cref="HaloWidth"/> times the width is taken off, so that edges are sharpened.</param>
    public ToneBlur(double sigma, double halo)
    {
        _reach = Math.Max(1, (int)Math.Ceiling(2 * HaloWidth * sigma));
        double[] sharp = Gaussian(sigma), wide = Gaussian(HaloWidth * sigma);
        // Where pixels are coarse, hardly anything is blurred, and nothing needs sharpening.
        while ((1 + halo) * sharp[_reach] - halo * wide[_reach] > 0.98 && halo > 0.01)
            halo /= 2;
        _weights = [.. sharp.Select((w, i) => (short)Math.Min(short.MaxValue, Math.Round(32768 * ((1 + halo) * w - halo * wide[i]))))];
        // Rounded weights sum up to one, so that even tones stay.
        _weights[_reach] = (short)Math.Min(short.MaxValue, 32768 - (_weights.Sum(w => w) - _weights[_reach]));
    }

    /// <summary>What is done to a row.</summary>
    /// <param name="y">The row.</param>
    /// <param name="row">Its tones.</param>
    public delegate void RowAction(int y, Span<short> row);

    /// <summary>Blurs a plane.</summary>
    /// <param name="plane">The plane.</param>
    /// <param name="before">Done to each row before.</param>
    /// <param name="after">Done to each row after.</param>
    /// <param name="cancellation">Polled every few rows.</param>
    public void Apply(TonePlane plane, RowAction before, RowAction after, CancellationToken cancellation)
    {
        int width = plane.Width, height = plane.Height, rows = 2 * _reach + 1;
        var padded = new short[width + 2 * _reach];
        var ring = new short[rows * width];
        for (int y = -_reach; y < height; y++)
        {
            if (y % 16 == 0)
                cancellation.ThrowIfCancellationRequested();
            // The row that comes into reach; beyond the sheet the last row goes on.
            int ahead = y + _reach;
            if (ahead < height)
            {
                var row = plane.Row(ahead);
                before(ahead, row);
                row.CopyTo(padded.AsSpan(_reach));
                padded.AsSpan(0, _reach).Fill(row[0]);
                padded.AsSpan(_reach + width).Fill(row[^1]);
                var across = ring.AsSpan(ahead % rows * width, width);
                across.Clear();
                for (int k = 0; k < rows; k++)
                    Add(across, padded.AsSpan(k, width), _weights[k]);
            }
            if (y < 0)
                continue;
            var result = plane.Row(y);
            result.Clear();
            for (int k = 0; k < rows; k++)
                Add(result, ring.AsSpan(Math.Clamp(y + k - _reach, 0, height - 1) % rows * width, width), _weights[k]);
            after(y, result);
        }
    }

    private double[] Gaussian(double sigma)
    {
        var weights = new double[2 * _reach + 1];
        for (int i = 0; i < weights.Length; i++)
            weights[i] = Math.Exp(-(i - _reach) * (i - _reach) / (2 * Math.Max(0.01, sigma * sigma)));
        double sum = weights.Sum();
        return Array.ConvertAll(weights, w => w / sum);
    }

    private static void Add(Span<short> sum, ReadOnlySpan<short> values, short weight)
    {
        int x = 0;
        if (Avx2.IsSupported)
        {
            var weights = Vector256.Create(weight);
            for (; x + Vector256<short>.Count <= sum.Length; x += Vector256<short>.Count)
                Avx2.AddSaturate(Vector256.Create<short>(sum[x..]), Avx2.MultiplyHighRoundScale(Vector256.Create(values[x..]), weights)).CopyTo(sum[x..]);
        }
        for (; x < sum.Length; x++)
            sum[x] = (short)Math.Clamp(sum[x] + FixedPoint.Multiply(values[x], weight), short.MinValue, short.MaxValue);
    }
}
