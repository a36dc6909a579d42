// When a healthy heart beats: intervals that vary with blood pressure (0.1 Hz) and with respiration.
using EcgGen.Core.Random;

namespace EcgGen.Core.Records.Synthesis;

/// <summary>RR or PP intervals, more than enough for a record.</summary>
/// <param name="First">When the first begins: before the record, in seconds.</param>
/// <param name="Mean">Their mean, in seconds.</param>
/// <param name="Intervals">Seconds.</param>
/// <param name="Respiration">Where respiration stands at the beginning of each: mean 0, standard deviation 1.</param>
internal sealed record IntervalSeries(double First, double Mean, double[] Intervals, double[] Respiration)
{
    /// <summary>QT follows a change of rate with a lag of some beats: the share that one beat takes up.</summary>
    public const double Adaptation = 0.15;

    /// <summary>A beat at the beginning of every interval.</summary>
    public Beat[] ToBeats()
    {
        var beats = new Beat[Intervals.Length];
        double time = First, adapted = Mean;
        for (int i = 0; i < beats.Length; i++)
        {
            beats[i] = new Beat(time, adapted, Respiration[i]);
            time += Intervals[i];
            adapted += Adaptation * (Intervals[i] - adapted);
        }
        return beats;
    }

    /// <summary>Makes values the intervals' deviations from their mean: log-normal, so that they stay positive at any deviation.</summary>
    /// <param name="values">Of any mean and deviation; overwritten by the intervals.</param>
    /// <param name="mean">The mean asked for, in seconds.</param>
    /// <param name="deviation">The standard deviation asked for, in seconds.</param>
    public static void Scale(double[] values, double mean, double deviation)
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

/// <summary>
/// The RR intervals of McSharry et al. 2003: a spectrum of two Gaussian bands of 0.01 Hz, one at 0.1 Hz (Mayer waves) and
/// one at the respiratory rate, here 0.2–0.3 Hz, with half as much power in the low band as in the high one. The bands are sums of
/// sinusoids of random phase, taken at the mean beat times and scaled to the mean and deviation asked for. Log-normal intervals
/// are at usual deviations indistinguishable from normal ones.
/// </summary>
internal static class SinusNode
{
    private const int SinusoidsPerBand = 16;
    private const double Bandwidth = 0.01, LowFrequency = 0.1, LowToHighPower = 0.5;

    /// <summary>Mean intervals before the record's start, so that the first sample sees the end of a T wave; and after its end.</summary>
    private const int Margin = 2;

    /// <summary>Draws the intervals of all beats that reach into a record.</summary>
    /// <param name="heartRate">Mean rate, beats per minute.</param>
    /// <param name="deviation">Standard deviation of the intervals, in seconds; at most a third of their mean.</param>
    /// <param name="duration">The record's length, in seconds.</param>
    /// <param name="random">A generator of its own.</param>
    public static IntervalSeries Draw(double heartRate, double deviation, double duration, Philox random)
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
        IntervalSeries.Scale(intervals, mean, deviation);
        return new IntervalSeries(first, mean, intervals, respiration);
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
}
