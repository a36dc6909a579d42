// From one raster to another by areas: each pixel is the mean of what it covers, whatever the ratio of their sizes.
namespace EcgGen.Core.Reproduction;

/// <summary>Scales planes; rows stream through, so that only one of each raster is in memory.</summary>
internal static class AreaScaler
{
    /// <summary>Reads or writes a row.</summary>
    public delegate void RowAction(int y, Span<float> row);

    /// <summary>Scales.</summary>
    /// <param name="width">The width of what is read.</param>
    /// <param name="height">Its height.</param>
    /// <param name="read">Fills a row of it; rows are asked for once, from the top.</param>
    /// <param name="toWidth">The width of what is written.</param>
    /// <param name="toHeight">Its height.</param>
    /// <param name="write">Takes a row of it, from the top.</param>
    /// <param name="cancellation">Polled every few rows.</param>
    public static void Scale(int width, int height, RowAction read, int toWidth, int toHeight, RowAction write, CancellationToken cancellation)
    {
        var row = new float[width];
        var scaled = new float[toWidth];
        var sum = new float[toWidth];
        var across = new Spans(width, toWidth);
        double ratio = (double)height / toHeight;
        int at = -1;
        for (int y = 0; y < toHeight; y++)
        {
            if (y % 16 == 0)
                cancellation.ThrowIfCancellationRequested();
            double from = y * ratio, to = Math.Min(height, from + ratio);
            sum.AsSpan().Clear();
            for (int source = (int)from; source < height && source < to - 1e-9; source++)
            {
                while (at < source)
                {
                    read(++at, row);
                    if (at == source)
                        across.Average(row, scaled);
                }
                float part = (float)((Math.Min(to, source + 1) - Math.Max(from, source)) / ratio);
                System.Numerics.Tensors.TensorPrimitives.MultiplyAdd(scaled, part, sum, sum);
            }
            write(y, sum);
        }
    }

    /// <summary>What each pixel of a scaled row covers of the row.</summary>
    private sealed class Spans
    {
        private readonly int[] _first, _last;
        private readonly float[] _firstPart, _lastPart;
        private readonly float _inside;

        public Spans(int width, int toWidth)
        {
            double ratio = (double)width / toWidth;
            (_first, _last, _firstPart, _lastPart) = (new int[toWidth], new int[toWidth], new float[toWidth], new float[toWidth]);
            _inside = (float)(1 / ratio);
            for (int x = 0; x < toWidth; x++)
            {
                double from = x * ratio, to = Math.Min(width, from + ratio);
                (_first[x], _last[x]) = ((int)from, Math.Clamp((int)Math.Ceiling(to - 1e-9) - 1, (int)from, width - 1));
                _firstPart[x] = (float)((Math.Min(to, _first[x] + 1) - from) / ratio);
                _lastPart[x] = _first[x] == _last[x] ? 0 : (float)((to - _last[x]) / ratio);
            }
        }

        public void Average(float[] row, float[] scaled)
        {
            int[] first = _first, last = _last;
            float[] firstPart = _firstPart, lastPart = _lastPart;
            for (int x = 0; x < scaled.Length; x++)
            {
                float sum = row[first[x]] * firstPart[x] + row[last[x]] * lastPart[x];
                for (int i = first[x] + 1; i < last[x]; i++)
                    sum += row[i] * _inside;
                scaled[x] = sum;
            }
        }
    }
}
