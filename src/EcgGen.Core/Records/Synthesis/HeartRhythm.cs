// When the heart beats: R peaks whose intervals vary with blood pressure (0.1 Hz) and with respiration.
using EcgGen.Core.Random;

namespace EcgGen.Core.Records.Synthesis;

/// <summary>One beat.</summary>
/// <param name="Time">Its R peak, in seconds from the record's first sample; may lie outside of the record.</param>
/// <param name="AdaptedRR">The RR interval that the repolarisation has adapted to, in seconds.</param>
/// <param name="Respiration">Where respiration stands: mean 0, standard deviation 1.</param>
internal readonly record struct Beat(double Time, double AdaptedRR, double Respiration);

/// <summary>
/// The RR intervals of McSharry et al. 2003: a spectrum of two Gaussian bands of 0.01 Hz, one at 0.1 Hz (Mayer waves) and
/// one at the respiratory rate, here 0.2–0.3 Hz, with half as much power in the low band as in the high one. The bands are sums of
/// sinusoids of random phase, taken at the mean beat times and scaled to the mean and deviation asked for. Intervals are
/// log-normal, so that they stay positive at any deviation; at the usual ones that is indistinguishable from normal.
/// </summary>
internal static class HeartRhythm
{
    private const int SinusoidsPerBand = 16;
    private const double Bandwidth = 0.01, LowFrequency = 0.1, LowToHighPower = 0.5;

    /// <summary>QT follows a change of rate with a lag of some beats: the share that one beat takes up.</summary>
    private const double Adaptation = 0.15;

    /// <summary>Mean intervals before the record's start, so that the first sample sees the end of a T wave; and after its end.</summary>
    private const int Margin = 2;

    /// <summary>Draws all beats that reach into a record.</summary>
    /// <param name="heartRate">Mean rate, beats per minute.</param>
    /// <param name="deviation">Standard deviation of the intervals, in seconds; at most a third of their mean.</param>
    /// <param name="duration">The record's length, in seconds.</param>
    /// <param name="random">A generator of its own.</param>
    public static Beat[] Draw(double heartRate, double deviation, double duration, Philox random)
    {
        double mean = 60 / heartRate;
        double first = -mean * (Margin + random.NextDouble());
        var low = Band(LowFrequency, random);
        var high = Band(random.Uniform(0.2, 0.3), random);
        double lowShare = Math.Sqrt(LowToHighPower / (1 + LowToHighPower)), highShare = Math.Sqrt(1 / (1 + LowToHighPower));

        int count = (int)Math.Ceiling((duration - first) / mean) + Margin;
        var respiration = new double[count];
        var intervals = new double[count];
        for (int i = 0; i < count; i++)
        {
            respiration[i] = ValueAt(high, i * mean);
            intervals[i] = lowShare * ValueAt(low, i * mean) + highShare * respiration[i];
        }
        Scale(intervals, mean, deviation);

        var beats = new Beat[count];
        double time = first, adapted = mean;
        for (int i = 0; i < count; i++)
        {
            beats[i] = new Beat(time, adapted, respiration[i]);
            time += intervals[i];
            adapted += Adaptation * (intervals[i] - adapted);
        }
        return beats;
    }

    private static (double AngularFrequency, double Phase)[] Band(double frequency, Philox random)
    {
        var band = new (double, double)[SinusoidsPerBand];
        for (int i = 0; i < band.Length; i++)
            band[i] = (2 * Math.PI * (frequency + Bandwidth * random.NextNormal()), random.Uniform(0, 2 * Math.PI));
        return band;
    }

    private static double ValueAt((double AngularFrequency, double Phase)[] band, double time)
    {
        double sum = 0;
        foreach (var (angularFrequency, phase) in band)
            sum += Math.Cos(angularFrequency * time + phase);
        return sum * Math.Sqrt(2.0 / SinusoidsPerBand);
    }

    private static void Scale(double[] values, double mean, double deviation)
    {
        double average = values.Average();
        double spread = Math.Sqrt(values.Average(v => (v - average) * (v - average)));
        double sigma = Math.Sqrt(Math.Log(1 + deviation * deviation / (mean * mean)));
        for (int i = 0; i < values.Length; i++)
            values[i] = Math.Exp(sigma * (values[i] - average) / spread);
        double toMean = mean / values.Average();
        for (int i = 0; i < values.Length; i++)
            values[i] *= toMean;
    }
}
