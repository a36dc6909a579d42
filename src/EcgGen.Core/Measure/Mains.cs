// Takes the mains out of a lead, where there is some: what is left of it in the mean beat would blur the ends of QRS.
namespace EcgGen.Core.Measure;

/// <summary>Subtracts the sinusoid of 50 or 60 Hz that fits each second best; QRS itself has next to nothing of it.</summary>
internal static class Mains
{
    // In mV; a QRS of 1 mV has 0.001 at 50 Hz over a second.
    private const double Least = 0.01;

    /// <summary>Works in place; seconds with missing samples stay as they are.</summary>
    public static void Remove(double[] lead, double rate)
    {
        int block = (int)Math.Round(rate);
        for (int from = 0; from + block <= lead.Length; from += block)
        {
            // The last block takes the rest.
            var samples = lead.AsSpan(from, from + 2 * block > lead.Length ? lead.Length - from : block);
            Remove(samples, 50 / rate);
            Remove(samples, 60 / rate);
        }
    }

    private static void Remove(Span<double> samples, double frequency)
    {
        var (sin, cos) = Math.SinCos(2 * Math.PI * frequency);
        double first = samples[0], c = 1, s = 0, re = 0, im = 0;
        foreach (double v in samples)
        {
            (re, im) = (re + (v - first) * c, im + (v - first) * s);
            (c, s) = (c * cos - s * sin, s * cos + c * sin);
        }
        (re, im) = (2 * re / samples.Length, 2 * im / samples.Length);
        if (!(re * re + im * im > Least * Least))
            return;
        (c, s) = (1, 0);
        for (int i = 0; i < samples.Length; i++)
        {
            samples[i] -= re * c + im * s;
            (c, s) = (c * cos - s * sin, s * cos + c * sin);
        }
    }
}
