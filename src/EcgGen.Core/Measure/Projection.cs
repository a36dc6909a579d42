// A beat seen along the direction in which all leads together point at a wave's peak: one trace, in which noise adds up to nothing.
namespace EcgGen.Core.Measure;

/// <summary>A wave as one trace.</summary>
/// <param name="Weights">What each lead counts; their squares sum to 1.</param>
/// <param name="Values">The trace over the whole beat: mV, times √leads where all leads see the wave alike.</param>
/// <param name="Peak">The wave's peak, in samples of the beat.</param>
internal sealed record Projection(double[] Weights, double[] Values, int Peak)
{
    /// <summary>Its height at the peak, per √lead.</summary>
    public double Height => Values[Peak];

    /// <summary>The largest wave between two samples; null where there is no room for one.</summary>
    /// <param name="beat">The beat.</param>
    /// <param name="from">The first sample at which it may peak.</param>
    /// <param name="to">The last.</param>
    /// <param name="smooth">The peak's direction is a mean over so many samples on either side.</param>
    public static Projection? At(MedianBeat beat, int from, int to, int smooth)
    {
        from = Math.Max(from, smooth);
        to = Math.Min(to, beat.Count - 1 - smooth);
        if (to - from < 2)
            return null;
        int peak = from;
        var direction = new double[beat.Leads.Length];
        var size = new double[to - from + 1];
        var sums = new double[beat.Leads.Length];
        for (int l = 0; l < sums.Length; l++)
        {
            for (int i = from - smooth; i < from + smooth; i++)
                sums[l] += beat.Leads[l][i];
        }
        for (int i = from; i <= to; i++)
        {
            double square = 0;
            for (int l = 0; l < sums.Length; l++)
            {
                sums[l] += beat.Leads[l][i + smooth];
                square += sums[l] * sums[l];
                sums[l] -= beat.Leads[l][i - smooth];
            }
            size[i - from] = square;
        }
        // A wave has its top inside and stands above the valleys on both its sides; the tail of another one does not.
        var right = new double[size.Length];
        right[^1] = size[^1];
        for (int i = size.Length - 2; i >= 0; i--)
            right[i] = Math.Min(size[i], right[i + 1]);
        double left = size[0], most = 0;
        for (int i = 1; i < size.Length - 1; i++)
        {
            left = Math.Min(left, size[i]);
            bool top = size[i] >= size[i - 1] && size[i] >= size[i + 1];
            double prominence = size[i] - Math.Max(left, right[i]);
            if (top && prominence > most)
                (peak, most) = (from + i, prominence);
        }
        if (most <= 0)
            return null;
        double length = 0;
        for (int l = 0; l < direction.Length; l++)
        {
            for (int i = peak - smooth; i <= peak + smooth; i++)
                direction[l] += beat.Leads[l][i];
            length += direction[l] * direction[l];
        }
        length = Math.Sqrt(length);
        var values = new double[beat.Count];
        for (int l = 0; l < direction.Length; l++)
        {
            direction[l] /= length;
            System.Numerics.Tensors.TensorPrimitives.MultiplyAdd(beat.Leads[l], direction[l], values, values);
        }
        return new Projection(direction, values, peak);
    }
}
