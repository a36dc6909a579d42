// Flutter: waves as regular as a clock at 200 to 360 per minute, that go on behind QRS and T.
using System.Numerics.Tensors;

namespace EcgGen.Core.Measure;

/// <summary>
/// Looks for one line, with its harmonic, in the spectrum of the inferior leads and V1 where QRS is cut out (after the spectral concentration by which
/// atrial tachyarrhythmias are told apart in Sörnmo and Laguna 2005, chapter 6).
/// </summary>
internal static class FlutterWaves
{
    private const double Rate = 50, Slowest = 3.6, Fastest = 6, Step = 0.05;

    private static readonly string[] s_leads = ["II", "III", "aVF", "V1"];

    /// <summary>Waves per second and which share of the power is theirs, in the lead that shows them best.</summary>
    public static (double Frequency, double Share) Strongest(WorkSignal signal, MeasuredBeat[] beats, int onset, int offset)
    {
        int every = Math.Max(1, (int)Math.Round(signal.Rate / Rate));
        double rate = signal.Rate / every;
        (double Frequency, double Share) best = default;
        for (int l = 0; l < signal.Leads.Length; l++)
        {
            if (!s_leads.Contains(signal.Names[l]))
                continue;
            var values = Rest(signal, signal.Leads[l], beats, onset, offset, every);
            double power = TensorPrimitives.SumOfSquares<double>(values);
            if (!(power / values.Length > 4e-4 * 4e-4) || values.Length < 3 * rate)
                continue;
            for (double f = Slowest; f <= Fastest; f += Step)
            {
                double share = Line(values, f / rate) / power;
                // The harmonic is never the larger part.
                if (2 * share > best.Share)
                    share += Line(values, 2 * f / rate) / power;
                if (share > best.Share)
                    best = (f, share);
            }
        }
        return best;
    }

    // The lead without QRS, slower, and without what is slower than flutter.
    private static double[] Rest(WorkSignal signal, double[] lead, MeasuredBeat[] beats, int onset, int offset, int every)
    {
        var values = (double[])lead.Clone();
        for (int i = 0; i < values.Length; i++)
            values[i] = double.IsFinite(values[i]) ? values[i] : i > 0 ? values[i - 1] : 0;
        foreach (var beat in beats)
        {
            int from = Math.Max(0, beat.Sample + onset - signal.At(0.01)), to = Math.Min(values.Length - 1, beat.Sample + offset + signal.At(0.01));
            double left = values[from], right = values[to];
            for (int i = from; i < to; i++)
                values[i] = left + (right - left) * (i - from) / (to - from);
        }
        var slow = new double[values.Length / every];
        for (int i = 0; i < slow.Length; i++)
            slow[i] = TensorPrimitives.Sum<double>(values.AsSpan(i * every, every)) / every;
        // The second difference over a quarter of a second lets through 2–6 Hz and nothing of wander.
        int reach = Math.Max(1, (int)Math.Round(0.12 * signal.Rate / every));
        var result = new double[Math.Max(0, slow.Length - 2 * reach)];
        for (int i = 0; i < result.Length; i++)
            result[i] = slow[i + reach] - (slow[i] + slow[i + 2 * reach]) / 2;
        return result;
    }

    /// <summary>The power of one frequency, in cycles per sample, as part of the sum of squares.</summary>
    private static double Line(double[] values, double frequency)
    {
        var (sin, cos) = Math.SinCos(2 * Math.PI * frequency);
        double c = 1, s = 0, re = 0, im = 0;
        foreach (double v in values)
        {
            (re, im) = (re + v * c, im + v * s);
            (c, s) = (c * cos - s * sin, s * cos + c * sin);
        }
        return 2 * (re * re + im * im) / values.Length;
    }
}
