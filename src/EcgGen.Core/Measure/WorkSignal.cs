// What is measured: ten seconds at most of the leads that carry an ECG, at about 500 Hz, without pacing spikes.
using System.Numerics.Tensors;

namespace EcgGen.Core.Measure;

/// <summary>
/// A record's leads as the measurement wants them. Where I and II are there, the other limb leads are left out here, since they
/// carry nothing of their own. NaN stays NaN.
/// </summary>
/// <param name="Names">Lead names.</param>
/// <param name="Leads">Samples in mV.</param>
/// <param name="Rate">Hz, 350–700.</param>
/// <param name="Spikes">Samples at which pacing spikes were taken out.</param>
internal sealed record WorkSignal(string[] Names, double[][] Leads, double Rate, IReadOnlyList<int> Spikes)
{
    private const double Longest = 10, WantedRate = 500, FlattestRange = 0.05, NoisiestAlone = 0.08;

    private static readonly string[] s_derived = ["III", "aVR", "aVL", "aVF"];

    /// <summary>Samples in every lead.</summary>
    public int Count => Leads[0].Length;

    /// <summary>Samples in so many seconds.</summary>
    public int At(double seconds) => (int)Math.Round(seconds * Rate);

    /// <summary>Prepares a record; null if no lead can be measured.</summary>
    public static WorkSignal? From(SignalView signal)
    {
        var (info, rate) = (signal.Info, signal.Info.SamplingRate);
        int count = (int)Math.Min(info.SampleCount, Longest * rate);
        // Below 40 Hz there are no waves to measure; below a second no beat.
        if (rate < 40 || count < rate)
            return null;
        var usable = Enumerable.Range(0, info.Leads.Count).Where(i => CarriesSignal(signal.Leads[i].Span[..count], rate)).ToList();
        var standard = usable.Where(i => LeadAngles.IsStandard(info.Leads[i])).ToList();
        var chosen = standard.Count > 0 ? standard : usable;
        if (chosen.Exists(i => info.Leads[i] == "I") && chosen.Exists(i => info.Leads[i] == "II"))
            chosen.RemoveAll(i => s_derived.Contains(info.Leads[i]));
        if (chosen.Count == 0)
            return null;

        int down = Math.Max(1, (int)Math.Round(rate / WantedRate)), up = rate < 350 ? (int)Math.Ceiling(WantedRate / rate) : 1;
        double[][] leads = [.. chosen.Select(i => Resample(signal.Leads[i].Span[..count], down, up))];
        double workRate = rate / down * up;
        foreach (var lead in leads)
            Mains.Remove(lead, workRate);
        // A lead in which nothing but noise shows would drown what the others show together.
        double[] noise = [.. leads.Select(Noise)];
        double limit = Math.Max(NoisiestAlone, 5 * noise.Order().ElementAt((noise.Length - 1) / 2));
        chosen = [.. chosen.Where((_, i) => !(noise[i] > limit))];
        leads = [.. leads.Where((_, i) => !(noise[i] > limit))];
        var spikes = rate >= 200 ? TakeSpikes(leads) : [];
        return new WorkSignal([.. chosen.Select(i => info.Leads[i])], leads, workRate, spikes);
    }

    // A second of samples that move: an electrode that fell off draws a line.
    private static bool CarriesSignal(ReadOnlySpan<double> samples, double rate)
    {
        int finite = 0;
        double low = double.PositiveInfinity, high = double.NegativeInfinity;
        foreach (double v in samples)
        {
            if (!double.IsFinite(v))
                continue;
            finite++;
            low = Math.Min(low, v);
            high = Math.Max(high, v);
        }
        return finite >= rate && high - low is >= FlattestRange and < 1e3;
    }

    // The median second difference over some ms, in mV: hardly any in an ECG, most of white noise.
    private static double Noise(double[] lead)
    {
        const int every = 16;
        var differences = new List<double>(lead.Length / every);
        for (int i = 4; i < lead.Length - 4; i += every)
        {
            double d = Math.Abs(lead[i] - (lead[i - 4] + lead[i + 4]) / 2);
            if (double.IsFinite(d))
                differences.Add(d);
        }
        differences.Sort();
        return differences.Count == 0 ? 0 : differences[differences.Count / 2];
    }

    // Means of neighbours on the way down, Catmull and Rom's spline on the way up.
    private static double[] Resample(ReadOnlySpan<double> samples, int down, int up)
    {
        var result = new double[samples.Length / down * up];
        if (up == 1)
        {
            for (int i = 0; i < result.Length; i++)
                result[i] = down == 1 ? samples[i] : TensorPrimitives.Sum(samples.Slice(i * down, down)) / down;
            return result;
        }
        for (int i = 0; i < samples.Length; i++)
        {
            double b = samples[i], c = samples[Math.Min(i + 1, samples.Length - 1)];
            double a = samples[Math.Max(i - 1, 0)], d = samples[Math.Min(i + 2, samples.Length - 1)];
            for (int k = 0; k < up; k++)
            {
                double t = (double)k / up;
                result[i * up + k] = b + 0.5 * t * (c - a + t * (2 * a - 5 * b + 4 * c - d + t * (3 * (b - c) + d - a)));
            }
        }
        return result;
    }

    // A spike is a sample or two far off the line between its neighbours, where all around it is smooth; QRS and mains are sharp over longer stretches.
    private static List<int> TakeSpikes(double[][] leads)
    {
        const double least = 0.05, prominence = 4;
        int count = leads[0].Length;
        var sharp = new double[count];
        foreach (var lead in leads)
        {
            for (int i = 2; i < count - 2; i++)
            {
                double off = Math.Abs(lead[i] - (lead[i - 2] + lead[i + 2]) / 2);
                sharp[i] += off > 0 ? off : 0;
            }
        }
        var spikes = new List<int>();
        for (int i = 6; i < count - 6; i++)
        {
            bool top = sharp[i] > least * leads.Length && sharp[i] >= sharp[i - 1] && sharp[i] > sharp[i + 1];
            if (!top || sharp[i] < prominence * Math.Max(Math.Max(sharp[i - 4], sharp[i - 5]), sharp[i + 4]))
                continue;
            spikes.Add(i);
            foreach (var lead in leads)
            {
                double from = lead[i - 2], to = lead[i + 2];
                for (int k = -1; k <= 1; k++)
                    lead[i + k] = from + (to - from) * (k + 2) / 4;
            }
        }
        return spikes;
    }
}
