// Means over a square window, row after row, while the image streams through.
using System.Numerics.Tensors;
using System.Runtime.Intrinsics;

namespace EcgGen.Core.Raster;

/// <summary>
/// A box filter over rows that are given one by one; beyond its edges the image goes on with its outermost pixels. Sums of whole numbers are exact, as
/// long as they stay below 2²⁴.
/// </summary>
/// <param name="width">Pixels in a row.</param>
/// <param name="channels">Values of a pixel, interleaved.</param>
/// <param name="height">Rows.</param>
/// <param name="radius">Pixels from the window's middle to its side.</param>
internal sealed class RunningBox(int width, int channels, int height, int radius)
{
    private readonly float[][] _rows = [.. Enumerable.Range(0, 2 * radius + 2).Select(_ => new float[width * channels])];
    private readonly float[] _columns = new float[(width + 2 * radius) * channels + Vector256<float>.Count];

    /// <summary>A row to fill; before row y's means are asked for, rows up to y + radius are filled, and none beyond.</summary>
    public Span<float> Row(int y) => _rows[y % _rows.Length];

    /// <summary>The means of one row; rows are asked for one after the other.</summary>
    public void Mean(int y, Span<float> means)
    {
        int margin = radius * channels, length = width * channels;
        var columns = _columns.AsSpan(margin, length);
        if (y == 0)
        {
            columns.Clear();
            for (int k = -radius; k <= radius; k++)
                TensorPrimitives.Add(columns, Inside(k), columns);
        }
        else
        {
            TensorPrimitives.Add(columns, Inside(y + radius), columns);
            TensorPrimitives.Subtract(columns, Inside(y - 1 - radius), columns);
        }
        for (int i = 0; i < margin; i++)
        {
            _columns[i] = columns[i % channels];
            _columns[margin + length + i] = columns[length - channels + i % channels];
        }
        Across(means[..length]);
    }

    private ReadOnlySpan<float> Inside(int y) => Row(Math.Clamp(y, 0, height - 1));

    private unsafe void Across(Span<float> means)
    {
        int side = 2 * radius + 1;
        float share = 1f / (side * side);
        fixed (float* columns = _columns, to = means)
        {
            int i = 0;
            for (; i <= means.Length - Vector256<float>.Count; i += Vector256<float>.Count)
            {
                var sum = Vector256.Load(columns + i);
                for (int k = 1; k < side; k++)
                    sum += Vector256.Load(columns + i + k * channels);
                (sum * share).Store(to + i);
            }
            for (; i < means.Length; i++)
            {
                float sum = columns[i];
                for (int k = 1; k < side; k++)
                    sum += columns[i + k * channels];
                to[i] = sum * share;
            }
        }
    }
}
