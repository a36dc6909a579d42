// From mV to the integers that files hold.
using System.Globalization;

namespace EcgGen.Core.Records.Writers;

/// <summary>One lead as integers.</summary>
/// <param name="Gain">Units per mV.</param>
/// <param name="Codes">The integers; missing samples have the format's own code.</param>
internal sealed record QuantizedLead(double Gain, int[] Codes)
{
    /// <summary>Rounds a lead, half to even.</summary>
    /// <param name="name">The record and lead, for messages.</param>
    /// <param name="samples">mV; NaN where missing.</param>
    /// <param name="gain">Units per mV that the user asks for, or null.</param>
    /// <param name="usual">The gain without a wish; a lead too high for it gets the next lower one of a 1-2-5 series.</param>
    /// <param name="largest">The largest integer of the format; its negative is the smallest, and one below means missing.</param>
    /// <exception cref="EcgException">ArgumentInvalid: a sample does not fit at the gain asked for.</exception>
    public static QuantizedLead Of(string name, ReadOnlySpan<double> samples, double? gain, double usual, int largest)
    {
        double highest = 0;
        foreach (double v in samples)
            highest = double.IsFinite(v) ? Math.Max(highest, Math.Abs(v)) : highest;
        double chosen = gain ?? Fitting(highest, usual, largest);
        if (!(chosen is > 0 and < 1e9) || Math.Round(highest * chosen) > largest)
        {
            throw new EcgException(ErrorId.ArgumentInvalid, string.Create(CultureInfo.InvariantCulture,
                $"{name}: adcGain: at {chosen} units per mV the highest sample of {highest} mV does not fit into ±{largest}."));
        }
        var codes = new int[samples.Length];
        for (int i = 0; i < codes.Length; i++)
            codes[i] = double.IsFinite(samples[i]) ? (int)Math.Round(samples[i] * chosen) : -largest - 1;
        return new QuantizedLead(chosen, codes);
    }

    private static double Fitting(double highest, double usual, int largest)
    {
        ReadOnlySpan<double> steps = [1, 0.5, 0.2];
        for (double decade = 1; ; decade /= 10)
        {
            foreach (double step in steps)
            {
                if (Math.Round(highest * usual * step * decade) <= largest)
                    return usual * step * decade;
            }
        }
    }
}
