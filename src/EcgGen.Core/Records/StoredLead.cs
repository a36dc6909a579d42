// Leads as the numbers of a file, and the way from there to leads in mV, all of one length, cut to what was asked for.
using System.Globalization;

namespace EcgGen.Core.Records;

/// <summary>A lead in the units of its file: a value v means v × step + origin units.</summary>
/// <param name="Name">The file's name for it.</param>
/// <param name="Values">The numbers as stored; NaN where missing.</param>
/// <param name="Step">Units per stored step: 1e-12–1e12, or the same below 0.</param>
/// <param name="Origin">Units at a stored 0; at most 1e12 either way.</param>
/// <param name="Unit">What the unit is in mV.</param>
internal sealed record StoredLead(string Name, double[] Values, double Step, double Origin, VoltageUnit Unit)
{
    /// <summary>The largest number, either way, that a file may store for a sample.</summary>
    public const double MaxValue = 1e15;

    private const double MinStep = 1e-12, MaxStep = 1e12;

    /// <summary>Whether a step is one that keeps samples finite and apart.</summary>
    public static bool IsStep(double step) => Math.Abs(step) is >= MinStep and <= MaxStep;

    /// <summary>Whether an origin keeps samples finite.</summary>
    public static bool IsOrigin(double origin) => Math.Abs(origin) <= MaxStep;

    /// <summary>Cuts leads and turns them into mV. Shorter leads are filled up with missing samples, and the user told.</summary>
    /// <param name="file">The file's name, for messages.</param>
    /// <param name="rate">Hz.</param>
    /// <param name="leads">The leads.</param>
    /// <param name="options">The cut.</param>
    /// <param name="warnings">Receives what the user should know.</param>
    /// <param name="cancellation">Polled for each lead.</param>
    /// <exception cref="EcgException">HeaderInvalid for a rate out of range; ArgumentInvalid, RecordTooLarge.</exception>
    public static List<RawLead> Finish(string file, double rate, IReadOnlyList<StoredLead> leads, ReadOptions options,
        List<string> warnings, CancellationToken cancellation)
    {
        if (!(rate is >= 1e-3 and <= 1e6))
            throw new EcgException(ErrorId.HeaderInvalid, Text($"{file}: sampling rate: expected 0.001–1,000,000 Hz, found {rate}."));
        int longest = leads.Count == 0 ? 0 : leads.Max(l => l.Values.Length);
        var cut = RecordCut.Of(file, longest, rate, options.Start, options.Duration);
        RecordCut.CheckSize(file, (Int128)cut.Count * leads.Count);
        var result = new List<RawLead>();
        foreach (var lead in leads)
        {
            cancellation.ThrowIfCancellationRequested();
            if (lead.Values.Length < longest)
                warnings.Add(Text($"{file}: lead {lead.Name} has {lead.Values.Length} of {longest} samples; the rest is missing."));
            result.Add(lead.InMillivolts(cut));
        }
        return result;
    }

    private RawLead InMillivolts(RecordCut cut)
    {
        var samples = GC.AllocateUninitializedArray<double>((int)cut.Count);
        int there = (int)Math.Clamp(Values.Length - cut.First, 0, cut.Count);
        samples.AsSpan(there).Fill(double.NaN);
        var values = Values.AsSpan((int)Math.Min(cut.First, Values.Length), there);
        for (int i = 0; i < values.Length; i++)
            samples[i] = (values[i] * Step + Origin) * Unit.Multiply / Unit.Divide;
        return new RawLead(Name, samples, Unit.Divide / Unit.Multiply / Step);
    }

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
