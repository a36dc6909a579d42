// Where the waves of a representative beat begin and end, over all leads together.
using System.Numerics.Tensors;

namespace EcgGen.Core.Measure;

/// <summary>A wave's first sample, its largest and its last, in samples of the representative beat.</summary>
internal readonly record struct WaveBounds(double Onset, double Peak, double Offset);

/// <summary>
/// QRS lies where the leads together move (spatial velocity, as in Sörnmo and Laguna, Bioelectrical Signal Processing, 2005, chapter 7). P and T are looked at
/// along the direction in which the leads together point at their peak, and cut by the tangent to the steepest slope (Lepeschkin
/// and Surawicz, Circulation 6:378–388, 1952).
/// </summary>
internal sealed class Delineator(MedianBeat beat)
{
    private const double QrsShare = 0.045, Steep = 0.25, Quiet = 0.012, QuietAfter = 0.016;

    private readonly double[] _velocity = Velocity(beat);

    /// <summary>Onset, steepest sample and offset of QRS; null if nothing stands out.</summary>
    public WaveBounds? Qrs()
    {
        int from = beat.Fiducial - beat.At(0.13), to = beat.Fiducial + beat.At(0.15);
        int peak = from + TensorPrimitives.IndexOfMax<double>(_velocity.AsSpan(from, to - from));
        double top = _velocity[peak], noise = Floor();
        double low = Math.Max(QrsShare * top, 2.2 * noise);
        if (!(top > 0.004) || low > 0.5 * top)
            return null;
        int onset = from, offset = to;
        while (_velocity[onset] < Steep * top)
            onset++;
        while (_velocity[offset] < Steep * top)
            offset--;
        int quiet = beat.At(Quiet), quietAfter = beat.At(QuietAfter);
        int first = beat.At(0.05), last = beat.Count - beat.At(0.3);
        while (onset > first && TensorPrimitives.Max<double>(_velocity.AsSpan(onset - quiet, quiet)) > low)
            onset--;
        while (offset < last && TensorPrimitives.Max<double>(_velocity.AsSpan(offset + 1, quietAfter)) > low)
            offset++;
        return new WaveBounds(onset, peak, offset);
    }

    // What moves where the heart rests: the quietest quarter of the beat's samples.
    private double Floor()
    {
        var sorted = (double[])_velocity.Clone();
        Array.Sort(sorted);
        return sorted[sorted.Length / 4];
    }

    /// <summary>T: where it peaks, and its end by the tangent; null if it can't be told from noise, or from what follows it.</summary>
    /// <param name="from">The first sample at which it may peak.</param>
    /// <param name="to">The last sample that may belong to it.</param>
    public WaveBounds? T(int from, int to)
    {
        to = Math.Min(to, beat.Count - 1);
        if (Projection.At(beat, from, to - beat.At(0.03), beat.At(0.012)) is not { } t || t.Height < 0.04)
            return null;
        var z = t.Values;
        int reach = beat.At(0.01), end = Math.Min(t.Peak + beat.At(0.24), to - reach), steepest = t.Peak + reach;
        double lowest = t.Height;
        for (int i = steepest; i < end; i++)
        {
            if (z[i + reach] - z[i - reach] < z[steepest + reach] - z[steepest - reach])
                steepest = i;
            // Past the foot of T, another wave's slope is none of its own.
            lowest = Math.Min(lowest, z[i]);
            if (z[i] < 0.15 * t.Height || z[i] > lowest + 0.15 * t.Height)
                break;
        }
        double slope = (z[steepest + reach] - z[steepest - reach]) / (2 * reach);
        if (slope >= 0)
            return null;
        double offset = steepest - z[steepest] / slope;
        return offset <= to + beat.At(0.04) ? new WaveBounds(from, t.Peak, offset) : null;
    }

    /// <summary>P: onset and offset by tangents; null without a hump that stands above its feet.</summary>
    /// <param name="p">The beat seen along P.</param>
    /// <param name="from">The first sample that may belong to it.</param>
    /// <param name="to">The last one.</param>
    public WaveBounds? P(Projection p, int from, int to)
    {
        var z = p.Values;
        int reach = Math.Max(1, beat.At(0.006));
        double? Foot(int step, int limit)
        {
            int steepest = p.Peak, valley = p.Peak;
            double most = 0;
            for (int i = p.Peak; i * step <= limit * step; i += step)
            {
                double fall = (z[i - step * reach] - z[i + step * reach]) / (2 * reach);
                if (fall > most)
                    (steepest, most) = (i, fall);
                if (z[i] < z[valley])
                    valley = i;
                // At the baseline, or uphill again: the foot is passed.
                if (z[i] < 0.04 * p.Height || z[i] > z[valley] + 0.3 * (z[p.Peak] - z[valley]) && (i - valley) * step > reach && z[valley] < 0.5 * z[p.Peak])
                    break;
            }
            return most > 0 && z[valley] < 0.5 * z[p.Peak] ? steepest + step * (z[steepest] - Math.Max(z[valley], 0)) / most : null;
        }
        return Foot(-1, Math.Max(from, reach)) is { } onset && Foot(1, to) is { } offset ? new WaveBounds(onset, p.Peak, offset) : null;
    }

    private static double[] Velocity(MedianBeat beat)
    {
        int reach = Math.Max(1, beat.At(0.004));
        var sum = new double[beat.Count];
        foreach (var lead in beat.Leads)
        {
            for (int i = reach; i < sum.Length - reach; i++)
                sum[i] += (lead[i + reach] - lead[i - reach]) * (lead[i + reach] - lead[i - reach]);
        }
        for (int i = 0; i < sum.Length; i++)
            sum[i] = Math.Sqrt(sum[i] / beat.Leads.Length) / (2 * reach) * beat.Rate / 500;
        return sum;
    }
}
