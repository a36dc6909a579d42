// Leads from a bare matrix of numbers: which way round it lies, in what unit it may be, and what its leads are called.
namespace EcgGen.Core.Records;

/// <summary>A matrix whose smaller side is the leads.</summary>
/// <param name="Leads">Number of leads, 1–32.</param>
/// <param name="Samples">Samples in each.</param>
/// <param name="IsLeadByLead">Whether the file has lead after lead; else one sample of all leads after the other.</param>
internal readonly record struct LeadMatrix(int Leads, int Samples, bool IsLeadByLead)
{
    /// <summary>The most leads that a matrix may have.</summary>
    public const int MaxLeads = 32;

    private const int LeastIndexSamples = 16;
    private const double LeastCount = 50; // no ECG has 50 mV, and no converter's values are all below 50

    /// <summary>The matrix of these sides.</summary>
    /// <param name="file">The file's name, for messages.</param>
    /// <param name="slow">How many runs of numbers there are.</param>
    /// <param name="fast">How many numbers stand in a run, one behind the other.</param>
    /// <exception cref="EcgException">HeaderInvalid if the sides do not tell leads from samples; RecordTooLarge.</exception>
    public static LeadMatrix Of(string file, long slow, long fast)
    {
        RecordCut.CheckSize(file, (Int128)slow * fast);
        if (slow == fast && slow > 1)
            throw Invalid("sides of different lengths, to tell leads from samples");
        if (Math.Min(slow, fast) > MaxLeads)
            throw Invalid($"at most {MaxLeads} leads in one direction");
        if (slow == 0 || fast == 0)
            throw new EcgException(ErrorId.RecordEmpty, $"{file}: the matrix of {slow} × {fast} has no samples.");
        return slow < fast ? new LeadMatrix((int)slow, (int)fast, true) : new LeadMatrix((int)fast, (int)slow, false);

        EcgException Invalid(string expected) => new(ErrorId.HeaderInvalid, $"{file}: matrix: expected {expected}, found {slow} × {fast}.");
    }

    /// <summary>The leads in mV. A lead that counts the samples is none, and is left out.</summary>
    /// <param name="file">The file's name, for messages.</param>
    /// <param name="values">All numbers, in the order of the file.</param>
    /// <param name="isInteger">Whether they are stored as integers.</param>
    /// <param name="rate">Hz.</param>
    /// <param name="options">The cut and the user's unit.</param>
    /// <param name="warnings">Receives what was assumed.</param>
    /// <exception cref="EcgException">ArgumentInvalid.</exception>
    public RawLead[] Read(string file, ReadOnlySpan<double> values, bool isInteger, double rate, ReadOptions options, List<string> warnings)
    {
        var unit = Unit(file, values, isInteger, options, warnings);
        var cut = RecordCut.Of(file, Samples, rate, options.Start, options.Duration);
        var leads = new List<double[]>(Leads);
        for (int l = 0; l < Leads; l++)
        {
            if (Leads > 1 && IsIndex(values, l))
            {
                warnings.Add($"{file}: {(l == 0 ? "the first" : $"lead {l + 1}")} of {Leads} rows or columns counts the samples, and is left out.");
                continue;
            }
            var samples = new double[cut.Count];
            for (int i = 0; i < samples.Length; i++)
                samples[i] = ToMillivolts(At(values, l, (int)cut.First + i), unit);
            leads.Add(samples);
        }
        var names = LeadSets.DefaultNames(leads.Count);
        return [.. leads.Zip(names, (samples, name) => new RawLead(name, samples, unit.PerMillivolt))];
    }

    /// <summary>A value in mV; what is not finite is missing.</summary>
    public static double ToMillivolts(double value, VoltageUnit unit)
    {
        double millivolts = value * unit.Multiply / unit.Divide;
        return double.IsFinite(millivolts) ? millivolts : double.NaN;
    }

    /// <summary>The unit of values that have none: the user's; else mV for numbers with decimals and µV for whole ones.</summary>
    /// <exception cref="EcgException">ArgumentInvalid.</exception>
    public static VoltageUnit Unit(string file, ReadOnlySpan<double> values, bool isInteger, ReadOptions options, List<string> warnings)
    {
        if (VoltageUnit.Told(file, options) is { } told)
            return told;
        if (!isInteger && !AreCounts(values))
            return VoltageUnit.Millivolt;
        warnings.Add($"{file} tells no unit; its whole numbers are taken for µV. A unit or a gain given for the file takes its place.");
        return VoltageUnit.Microvolt;
    }

    private static bool AreCounts(ReadOnlySpan<double> values)
    {
        double greatest = 0;
        foreach (double value in values)
        {
            if (!double.IsFinite(value))
                continue;
            if (value != Math.Floor(value))
                return false;
            greatest = Math.Max(greatest, Math.Abs(value));
        }
        return greatest >= LeastCount;
    }

    private bool IsIndex(ReadOnlySpan<double> values, int lead)
    {
        if (Samples < LeastIndexSamples)
            return false;
        for (int i = 1; i < Samples; i++)
        {
            if (At(values, lead, i) - At(values, lead, i - 1) != 1)
                return false;
        }
        return true;
    }

    private double At(ReadOnlySpan<double> values, int lead, int sample) =>
        values[IsLeadByLead ? lead * Samples + sample : sample * Leads + lead];
}
