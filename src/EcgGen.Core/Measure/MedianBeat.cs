// The representative beat of the dominant shape: what is common to its beats, without noise, wander and ectopic beats.
using System.Numerics.Tensors;

namespace EcgGen.Core.Measure;

/// <summary>
/// The median over aligned beats, sample by sample, as the measuring programs of carts make it. The baseline is straight from the
/// segment before one QRS to that before the next (Meyer and Keiser, Comput. Biomed. Res. 10:459–470, 1977, with lines in the place of splines).
/// </summary>
internal sealed class MedianBeat
{
    private const double Before = 0.5, After = 0.75;

    private MedianBeat(string[] names, double[][] leads, double rate, int fiducial) => (Names, Leads, Rate, Fiducial) = (names, leads, rate, fiducial);

    /// <summary>Lead names.</summary>
    public string[] Names { get; }

    /// <summary>One beat per lead, in mV.</summary>
    public double[][] Leads { get; }

    /// <summary>Hz.</summary>
    public double Rate { get; }

    /// <summary>The sample within the beat at which the beats were aligned, somewhere in QRS.</summary>
    public int Fiducial { get; }

    /// <summary>Samples.</summary>
    public int Count => Leads[0].Length;

    /// <summary>Samples in so many seconds.</summary>
    public int At(double seconds) => (int)Math.Round(seconds * Rate);

    /// <summary>A lead by name, or one that follows from I and II; null if the record has neither.</summary>
    public double[]? this[string name]
    {
        get
        {
            int index = Array.IndexOf(Names, name);
            if (index >= 0)
                return Leads[index];
            var (ofI, ofII) = name switch { "III" => (-1.0, 1.0), "aVR" => (-0.5, -0.5), "aVL" => (1, -0.5), "aVF" => (-0.5, 1), _ => default };
            int first = Array.IndexOf(Names, "I"), second = Array.IndexOf(Names, "II");
            if ((ofI, ofII) == default || first < 0 || second < 0)
                return null;
            var lead = new double[Count];
            for (int i = 0; i < lead.Length; i++)
                lead[i] = ofI * Leads[first][i] + ofII * Leads[second][i];
            return lead;
        }
    }

    /// <summary>The median of beats. Leads that no beat has are left out; null if none remains.</summary>
    public static MedianBeat? Of(WorkSignal signal, ReadOnlySpan<int> beats)
    {
        int before = signal.At(Before), count = before + signal.At(After) + 1;
        var names = new List<string>();
        var leads = new List<double[]>();
        var values = new double[beats.Length];
        for (int l = 0; l < signal.Leads.Length; l++)
        {
            var lead = signal.Leads[l];
            var median = new double[count];
            for (int i = 0; i < count; i++)
            {
                int n = 0;
                foreach (int beat in beats)
                {
                    int at = beat - before + i;
                    if (at >= 0 && at < lead.Length && double.IsFinite(lead[at]))
                        values[n++] = lead[at];
                }
                var some = values.AsSpan(0, n);
                some.Sort();
                median[i] = n == 0 ? double.NaN : n % 2 == 1 ? some[n / 2] : (some[n / 2 - 1] + some[n / 2]) / 2;
            }
            int reach = signal.At(0.1);
            // QRS must be there; what lies beyond the lead's ends is flat.
            if (!TensorPrimitives.IsFiniteAll<double>(median.AsSpan(before - reach, 2 * reach)))
                continue;
            for (int i = before; i < count; i++)
                median[i] = double.IsFinite(median[i]) ? median[i] : median[i - 1];
            for (int i = before; i >= 0; i--)
                median[i] = double.IsFinite(median[i]) ? median[i] : median[i + 1];
            names.Add(signal.Names[l]);
            leads.Add(median);
        }
        return leads.Count == 0 ? null : new MedianBeat([.. names], [.. leads], signal.Rate, before);
    }

    /// <summary>The signal with its baseline at 0 before every QRS.</summary>
    /// <param name="signal">The signal.</param>
    /// <param name="beats">The beats of the dominant shape: before others the heart doesn't rest at the same distance.</param>
    /// <param name="onset">Samples from a beat's place to the onset of its QRS; negative.</param>
    public static WorkSignal Level(WorkSignal signal, IReadOnlyList<int> beats, int onset)
    {
        int from = onset - signal.At(0.016), length = Math.Max(1, signal.At(0.012));
        return signal with { Leads = Array.ConvertAll(signal.Leads, lead => Level(lead, beats, from, length)) };
    }

    private static double[] Level(double[] lead, IReadOnlyList<int> beats, int from, int length)
    {
        var knots = new List<(double At, double Level)>();
        foreach (int beat in beats)
        {
            int at = beat + from;
            if (at < 0 || at + length > lead.Length)
                continue;
            double level = TensorPrimitives.Sum(lead.AsSpan(at, length)) / length;
            if (double.IsFinite(level))
                knots.Add((at + (length - 1) / 2.0, level));
        }
        var result = new double[lead.Length];
        if (knots.Count == 0)
        {
            double mean = lead.Where(double.IsFinite).DefaultIfEmpty(0).Average();
            TensorPrimitives.Subtract(lead, mean, result);
            return result;
        }
        int k = 0;
        for (int i = 0; i < lead.Length; i++)
        {
            while (k < knots.Count - 2 && i >= knots[k + 1].At)
                k++;
            var (left, right) = (knots[k], knots[Math.Min(k + 1, knots.Count - 1)]);
            double share = right.At > left.At ? Math.Clamp((i - left.At) / (right.At - left.At), 0, 1) : 0;
            result[i] = lead[i] - (left.Level + share * (right.Level - left.Level));
        }
        return result;
    }
}
