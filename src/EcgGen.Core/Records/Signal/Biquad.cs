// A second-order filter, for shaping noise.
namespace EcgGen.Core.Records.Signal;

/// <summary>Butterworth sections by the bilinear transform (R. Bristow-Johnson, Audio EQ Cookbook).</summary>
internal readonly record struct Biquad(double B0, double B1, double B2, double A1, double A2)
{
    /// <summary>Passes what is above a frequency in Hz, at a rate in Hz.</summary>
    public static Biquad HighPass(double frequency, double rate)
    {
        var (cos, alpha) = Angle(frequency, rate);
        return new Biquad((1 + cos) / 2 / (1 + alpha), -(1 + cos) / (1 + alpha), (1 + cos) / 2 / (1 + alpha), -2 * cos / (1 + alpha), (1 - alpha) / (1 + alpha));
    }

    /// <summary>Passes what is below a frequency in Hz, at a rate in Hz.</summary>
    public static Biquad LowPass(double frequency, double rate)
    {
        var (cos, alpha) = Angle(frequency, rate);
        return new Biquad((1 - cos) / 2 / (1 + alpha), (1 - cos) / (1 + alpha), (1 - cos) / 2 / (1 + alpha), -2 * cos / (1 + alpha), (1 - alpha) / (1 + alpha));
    }

    /// <summary>Filters in place, from rest.</summary>
    public void Run(Span<double> signal)
    {
        double x1 = 0, x2 = 0, y1 = 0, y2 = 0;
        foreach (ref double v in signal)
        {
            double y = B0 * v + B1 * x1 + B2 * x2 - A1 * y1 - A2 * y2;
            (x2, x1, y2, y1) = (x1, v, y1, y);
            v = y;
        }
    }

    private static (double Cos, double Alpha) Angle(double frequency, double rate)
    {
        double w = 2 * Math.PI * frequency / rate;
        return (Math.Cos(w), Math.Sin(w) / Math.Sqrt(2));
    }
}
