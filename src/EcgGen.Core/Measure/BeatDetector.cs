// Finds QRS complexes in all leads together.
namespace EcgGen.Core.Measure;

/// <summary>
/// After Pan and Tompkins ("A real-time QRS detection algorithm", IEEE Trans. Biomed. Eng. 32:230–236, 1985), with the slopes of
/// all leads in the place of one lead's energy: each lead is measured by its own steepest strokes and counts by how far they stand out.
/// </summary>
internal static class BeatDetector
{
    private const double SlopeReach = 0.01, Window = 0.12, Segment = 1.5, Refractory = 0.2, Threshold = 0.22;

    // Within this time after a beat, or before one, what is far less steep is its T, or its P (as Pan and Tompkins tell T from QRS).
    private const double Near = 0.45, NearBefore = 0.26, Lesser = 0.38;

    /// <summary>Samples within QRS complexes, ascending: where the slopes around are steepest.</summary>
    public static List<int> Find(WorkSignal signal)
    {
        var strength = Smooth(Steepness(signal), signal.At(Window));
        double level = Threshold * Upper(Maxima(strength, signal.At(Segment)), 0.75);
        int reach = signal.At(Refractory);
        var beats = new List<int>();
        if (!(level > 0))
            return beats;
        for (int i = 0; i < strength.Length; i++)
        {
            if (strength[i] <= level)
                continue;
            if (beats.Count > 0 && i - beats[^1] < reach)
            {
                if (strength[i] > strength[beats[^1]])
                    beats[^1] = i;
            }
            else
            {
                beats.Add(i);
            }
        }
        for (int i = beats.Count - 1; i >= 0; i--)
        {
            double here = strength[beats[i]];
            bool followsHigher = i > 0 && beats[i] - beats[i - 1] < signal.At(Near) && here < Lesser * strength[beats[i - 1]];
            bool precedesHigher = i + 1 < beats.Count && beats[i + 1] - beats[i] < signal.At(NearBefore) && here < Lesser * strength[beats[i + 1]];
            if (followsHigher || precedesHigher)
                beats.RemoveAt(i);
        }
        // The T of a beat that the record's beginning cut off.
        if (beats.Count > 1 && beats[0] < signal.At(Near) && strength[beats[0]] < 1.3 * Lesser * strength[beats[1]])
            beats.RemoveAt(0);
        return beats;
    }

    private static double[] Steepness(WorkSignal signal)
    {
        int reach = Math.Max(1, signal.At(SlopeReach)), count = signal.Count;
        double[] sum = new double[count], weights = new double[count], slope = new double[count];
        foreach (var lead in signal.Leads)
        {
            double mean = 0;
            int finite = 0;
            Array.Clear(slope);
            for (int i = reach; i < count - reach; i++)
            {
                double d = Math.Abs(lead[i + reach] - lead[i - reach]);
                slope[i] = d;
                if (d >= 0)
                {
                    mean += d;
                    finite++;
                }
            }
            double steep = Upper(Maxima(slope, signal.At(Segment)), 0.5);
            if (!(steep > 0) || finite == 0)
                continue;
            // How far strokes stand out: some ten times the mean in a clean lead, three times in noise.
            double weight = steep / (mean / finite);
            weight *= weight;
            for (int i = 0; i < count; i++)
            {
                if (slope[i] >= 0)
                {
                    sum[i] += weight * Math.Min(slope[i] / steep, 1.2);
                    weights[i] += weight;
                }
            }
        }
        for (int i = 0; i < count; i++)
            sum[i] = weights[i] > 0 ? sum[i] / weights[i] : 0;
        return sum;
    }

    private static double[] Smooth(double[] values, int window)
    {
        var result = new double[values.Length];
        double sum = 0;
        int half = window / 2;
        for (int i = -half; i < values.Length; i++)
        {
            if (i + half < values.Length)
                sum += values[i + half];
            if (i - half - 1 >= 0)
                sum -= values[i - half - 1];
            if (i >= 0)
                result[i] = sum;
        }
        return result;
    }

    /// <summary>The largest value of each segment that has any.</summary>
    private static List<double> Maxima(double[] values, int segment)
    {
        var maxima = new List<double>();
        for (int from = 0; from < values.Length; from += segment)
        {
            double top = 0;
            foreach (double v in values.AsSpan(from, Math.Min(segment, values.Length - from)))
                top = v > top ? v : top;
            if (top > 0)
                maxima.Add(top);
        }
        return maxima;
    }

    private static double Upper(List<double> values, double share)
    {
        values.Sort();
        return values.Count == 0 ? 0 : values[(int)(share * (values.Count - 1) + 0.5)];
    }
}
