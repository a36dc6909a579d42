// Another sampling rate without aliases: one short filter per phase between the two clocks.
using System.Numerics.Tensors;

namespace EcgGen.Core.Records.Signal;

/// <summary>
/// Polyphase resampling by a Kaiser-windowed sinc (Crochiere and Rabiner 1983; Kaiser 1974). The pass band reaches to 90 % of the
/// lower Nyquist frequency, what would alias is at least 80 dB down. The first sample keeps its time. Where samples are
/// missing the others carry the filter; a place whose nearest sample is missing is missing.
/// </summary>
internal sealed class Resampler
{
    // Kaiser's β for 80 dB, and the zero crossings on each side that make the transition a tenth of Nyquist wide.
    private const double Beta = 7.857, Middle = 0.95;
    private const int ZeroCrossings = 50;
    // Rates in a simple ratio share a few filters; for the others each output's own is made and forgotten.
    private const int LargestDenominator = 1_000_000, MostKept = 4096;

    private readonly double _from, _to, _cutoff;
    private readonly int _up, _down, _half;
    private readonly double[]?[] _phases;

    /// <summary>Prepares for two rates in Hz.</summary>
    public Resampler(double from, double to)
    {
        (_from, _to) = (from, to);
        (_up, _down) = Ratio(to / from);
        _cutoff = Middle * Math.Min(1, to / from);
        _half = (int)Math.Ceiling(ZeroCrossings / _cutoff);
        _phases = new double[_up <= MostKept ? _up : 0][];
    }

    /// <summary>How many samples come of how many.</summary>
    public long OutputCount(long input) => input == 0 ? 0 : Math.Max(1, (long)Math.Round(input * _to / _from));

    /// <summary>Resamples one lead.</summary>
    public double[] Resample(ReadOnlySpan<double> input)
    {
        if (_up == _down)
            return input.ToArray();
        var output = new double[OutputCount(input.Length)];
        bool whole = !double.IsNaN(TensorPrimitives.Sum(input));
        for (long i = 0; i < output.Length; i++)
        {
            long position = i * _down;
            output[i] = Filter(input, (int)(position / _up), Phase((int)(position % _up)), position % _up * 2 >= _up, whole);
        }
        return output;
    }

    /// <summary>The filter's sum around an input sample; the ends of the record are held.</summary>
    private double Filter(ReadOnlySpan<double> input, int centre, double[] taps, bool nearerToNext, bool whole)
    {
        int last = input.Length - 1, first = centre - _half + 1;
        double sum = 0;
        if (whole)
        {
            if (first >= 0 && first + taps.Length <= input.Length)
                return TensorPrimitives.Dot(input.Slice(first, taps.Length), taps);
            for (int k = 0; k < taps.Length; k++)
                sum += taps[k] * input[Math.Clamp(first + k, 0, last)];
            return sum;
        }
        if (double.IsNaN(input[Math.Clamp(centre + (nearerToNext ? 1 : 0), 0, last)]))
            return double.NaN;
        double weight = 0;
        for (int k = 0; k < taps.Length; k++)
        {
            double value = input[Math.Clamp(first + k, 0, last)];
            if (double.IsNaN(value))
                continue;
            sum += taps[k] * value;
            weight += taps[k];
        }
        return Math.Abs(weight) > 0.05 ? sum / weight : double.NaN;
    }

    /// <summary>The taps for outputs that lie phase/up behind an input sample; they sum to 1, so that a constant stays.</summary>
    private double[] Phase(int phase)
    {
        if (_phases.Length > 0 && _phases[phase] is { } ready)
            return ready;
        var taps = new double[2 * _half];
        double offset = phase / (double)_up, sum = 0;
        for (int k = 0; k < taps.Length; k++)
        {
            double t = k - _half + 1 - offset;
            taps[k] = Sinc(t * _cutoff) * Kaiser(t / _half);
            sum += taps[k];
        }
        for (int k = 0; k < taps.Length; k++)
            taps[k] /= sum;
        if (_phases.Length > 0)
            _phases[phase] = taps;
        return taps;
    }

    private static double Sinc(double x) => x == 0 ? 1 : Math.Sin(Math.PI * x) / (Math.PI * x);

    private static double Kaiser(double x) => Math.Abs(x) >= 1 ? 0 : Bessel(Beta * Math.Sqrt(1 - x * x)) / Bessel(Beta);

    /// <summary>The modified Bessel function of order 0, by its power series.</summary>
    private static double Bessel(double x)
    {
        double sum = 1, term = 1;
        for (int k = 1; term > sum * 1e-17; k++)
        {
            term *= x * x / (4.0 * k * k);
            sum += term;
        }
        return sum;
    }

    /// <summary>The ratio as a fraction: the convergent of its continued fraction with the largest denominator allowed.</summary>
    private static (int Up, int Down) Ratio(double ratio)
    {
        (long p0, long q0, long p1, long q1) = (0, 1, 1, 0);
        for (double x = ratio; ;)
        {
            long whole = (long)Math.Floor(x);
            (p0, q0, p1, q1) = (p1, q1, whole * p1 + p0, whole * q1 + q0);
            double rest = x - whole;
            if (rest < 1e-9 || Math.Abs(p1 / (double)q1 - ratio) < 1e-12 * ratio)
                return ((int)p1, (int)q1);
            x = 1 / rest;
            if (Math.Floor(x) * Math.Max(p1, q1) + Math.Max(p0, q0) > LargestDenominator)
                return ((int)p1, (int)q1);
        }
    }
}
