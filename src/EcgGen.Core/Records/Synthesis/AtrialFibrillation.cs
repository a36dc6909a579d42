// Atrial fibrillation: irregular beats, and f-waves in the place of P.
using EcgGen.Core.Random;

namespace EcgGen.Core.Records.Synthesis;

/// <summary>
/// RR intervals are independent of each other, without the sinus node's spectrum. The f-waves are those of Stridh and Sörnmo
/// ("Spatiotemporal QRST cancellation techniques for analysis of atrial fibrillation", IEEE Trans. Biomed. Eng. 48:105–111, 2001): a
/// fundamental with harmonics that wanders in frequency and amplitude; here one from each atrium.
/// </summary>
internal static class AtrialFibrillation
{
    /// <summary>No interval lies farther from the mean, in standard deviations: the AV node's refractory period, and the patience of the heart.</summary>
    private const double Farthest = 2.2;

    // Of I, II and V1–V6: how much of an atrium's electrical activity each sees. V1 lies over the right atrium.
    private static readonly double[] RightAtrium = [0.12, 0.40, 1, 0.6, 0.3, 0.15, 0.08, 0.05];
    private static readonly double[] LeftAtrium = [0.25, 0.45, 0.15, 0.2, 0.2, 0.15, 0.15, 0.2];
    private static readonly double[] Harmonics = [1, 0.25, 0.1];

    /// <summary>The beats' intervals: those of a sinus rhythm, made independent.</summary>
    public static Beat[] Beats(IntervalSeries sinus, double deviation, Philox random)
    {
        double[] intervals = new double[sinus.Intervals.Length];
        for (int i = 0; i < intervals.Length; i++)
        {
            do
                intervals[i] = random.NextNormal();
            while (Math.Abs(intervals[i]) > Farthest);
        }
        IntervalSeries.Scale(intervals, sinus.Mean, deviation);
        return (sinus with { Intervals = intervals }).ToBeats();
    }

    /// <summary>The f-waves in I, II and V1–V6, in mV.</summary>
    /// <param name="amplitude">Of the larger ones in V1: half the way from valley to peak, in mV.</param>
    /// <param name="samplingRate">Hz.</param>
    /// <param name="count">Samples.</param>
    /// <param name="random">A generator of its own.</param>
    /// <param name="cancellation">Polled twice.</param>
    public static double[][] Waves(double amplitude, double samplingRate, int count, Philox random, CancellationToken cancellation)
    {
        double frequency = random.Uniform(5.2, 7.2);
        var leads = AtrialLeads.Silent(count);
        AtrialLeads.Add(leads, RightAtrium, Wave(amplitude, frequency, samplingRate, count, random), cancellation);
        AtrialLeads.Add(leads, LeftAtrium, Wave(0.6 * amplitude, frequency + random.Uniform(-0.6, 0.6), samplingRate, count, random), cancellation);
        return leads;
    }

    private static double[] Wave(double amplitude, double frequency, double samplingRate, int count, Philox random)
    {
        double wander = 2 * Math.PI * random.Uniform(0.15, 0.3), wanderPhase = random.Uniform(0, 6.28), reach = 2 * Math.PI * 0.4 / wander;
        double jitter = 2 * Math.PI * random.Uniform(1.1, 1.7), jitterPhase = random.Uniform(0, 6.28), jitterReach = 2 * Math.PI * 0.5 / jitter;
        double swell = 2 * Math.PI * random.Uniform(0.2, 0.5), swellPhase = random.Uniform(0, 6.28);
        double flutter = 2 * Math.PI * random.Uniform(0.7, 1.3), flutterPhase = random.Uniform(0, 6.28);
        double start = random.Uniform(0, 6.28);
        var wave = new double[count];
        for (int i = 0; i < count; i++)
        {
            double t = i / samplingRate;
            double phase = start + 2 * Math.PI * frequency * t
                + reach * Math.Sin(wander * t + wanderPhase) + jitterReach * Math.Sin(jitter * t + jitterPhase);
            double sum = 0;
            for (int h = 0; h < Harmonics.Length; h++)
                sum += Harmonics[h] * Math.Sin((h + 1) * phase);
            wave[i] = amplitude * sum * (0.7 + 0.35 * Math.Sin(swell * t + swellPhase) + 0.2 * Math.Sin(flutter * t + flutterPhase));
        }
        return wave;
    }
}
