// What looks wrong in a record that was read without an error: leads that show nothing, and a scale that no heart has.
using System.Globalization;

namespace EcgGen.Core.Records;

/// <summary>Looks at samples for what a file can't tell of itself; it changes nothing.</summary>
internal static class Plausibility
{
    /// <summary>
    /// The typical span of an ECG in mV, and what is beyond it by so much that the gain must be wrong: a low-voltage ECG still
    /// has 0.15 mV, and 10 mV are twice what hypertrophy or a pacemaker's spikes give.
    /// </summary>
    public const double LowestSpan = 0.05, HighestSpan = 10;

    // Below this no QRS complex is told from noise, and the recording is something else.
    private const double LowestRate = 50;
    private const double WindowSeconds = 2, CellSeconds = 0.01;

    /// <summary>Says what looks wrong.</summary>
    /// <param name="file">The record's name, for messages.</param>
    /// <param name="rate">Hz.</param>
    /// <param name="leads">The leads, in mV.</param>
    public static IEnumerable<string> Warnings(string file, double rate, IReadOnlyList<RawLead> leads)
    {
        foreach (var lead in leads.Where(l => l.Samples.Length >= rate))
        {
            if (ConstantOf(lead.Samples) is { } value)
            {
                yield return double.IsNaN(value) ? $"{file}: lead {lead.Name} has no samples."
                    : string.Create(CultureInfo.InvariantCulture, $"{file}: lead {lead.Name} is flat, at {value:0.####} mV.");
            }
        }
        if (TypicalSpan(rate, leads) is { } span and (< LowestSpan or > HighestSpan))
        {
            yield return string.Create(CultureInfo.InvariantCulture, $"{file}: the scale is implausible: the median over all leads and {WindowSeconds} s windows " +
                $"of the span that lasts is {span:G3} mV, where ECGs have {LowestSpan}–{HighestSpan}; -AdcGain sets the units per mV.");
        }
    }

    /// <summary>
    /// A robust measure of the R amplitude: each lead is cut into windows of two seconds, which hold a QRS complex from 30 beats
    /// per minute on, and these into cells of 10 ms. A window's span is from the lowest of its cells' maxima to the highest of
    /// their minima, which a QRS complex reaches and a pacemaker's spike of 20 mV does not. The median over all windows of all
    /// leads is not moved much by artefacts in under half of the time, nor by small leads beside large ones. Windows that are
    /// constant or lack half of their samples do not count. A shorter record is one window.
    /// </summary>
    /// <returns>mV; null for records under a second, below 50 Hz, or without a window that counts.</returns>
    public static double? TypicalSpan(double rate, IReadOnlyList<RawLead> leads)
    {
        int length = leads.Count == 0 ? 0 : leads[0].Samples.Length;
        if (rate < LowestRate || length < rate)
            return null;
        int window = (int)Math.Min(length, WindowSeconds * rate), cell = (int)Math.Max(1, CellSeconds * rate);
        var spans = new List<double>();
        foreach (var lead in leads)
        {
            for (int at = 0; at + window <= lead.Samples.Length; at += window)
            {
                if (Span(lead.Samples.AsSpan(at, window), cell) is > 0 and var span)
                    spans.Add(span);
            }
        }
        if (spans.Count == 0)
            return null;
        spans.Sort();
        return spans[spans.Count / 2];
    }

    // 0 where more than half is missing.
    private static double Span(ReadOnlySpan<double> samples, int cell)
    {
        double low = double.PositiveInfinity, high = double.NegativeInfinity;
        int missing = 0, length = samples.Length;
        for (; samples.Length >= cell; samples = samples[cell..])
        {
            double min = double.PositiveInfinity, max = double.NegativeInfinity;
            foreach (double value in samples[..cell])
            {
                if (double.IsNaN(value))
                {
                    missing++;
                    continue;
                }
                min = double.MinNative(value, min);
                max = double.MaxNative(value, max);
            }
            if (min > max)
                continue;
            low = max < low ? max : low;
            high = min > high ? min : high;
        }
        return missing * 2 > length ? 0 : high - low;
    }

    // The one value that all samples have, missing ones aside: NaN if all are missing, null if there are several.
    private static double? ConstantOf(double[] samples)
    {
        double first = double.NaN;
        foreach (double value in samples)
        {
            if (double.IsNaN(first))
                first = value;
            else if (value != first && !double.IsNaN(value))
                return null;
        }
        return first;
    }
}
