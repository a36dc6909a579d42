// One signal of an EDF or BDF file: where its samples stand in a data record and what they mean.
namespace EcgGen.Core.Records;

/// <summary>A signal as the header tells it (EDF, Kemp et al. 1992; edfplus.info).</summary>
internal sealed record EdfSignal
{
    private const double MaxExtreme = 1e12;
    private static readonly string[] s_otherKinds = ["EEG", "EMG", "EOG", "ERG", "MEG", "MCG", "ECoG", "SEEG", "EP"];

    /// <summary>The label, such as "ECG V1".</summary>
    public required string Label { get; init; }

    /// <summary>The physical dimension, such as "uV"; empty for uncalibrated signals.</summary>
    public required string Dimension { get; init; }

    /// <summary>Physical minimum and maximum, digital minimum and maximum, as written.</summary>
    public required string[] RangeFields { get; init; }

    /// <summary>Samples in a data record.</summary>
    public required int SamplesPerRecord { get; init; }

    /// <summary>Where the signal starts in a data record, in samples.</summary>
    public required long Offset { get; init; }

    /// <summary>Whether this is no signal but the text of EDF+ or BDF+.</summary>
    public bool IsAnnotations => Label is "EDF Annotations" or "BDF Annotations";

    /// <summary>Whether this is the trigger channel that ends every BDF file.</summary>
    public bool IsStatus => Label.Equals("Status", StringComparison.OrdinalIgnoreCase) && VoltageUnit.Find(Dimension) is null;

    /// <summary>Whether the label says that this is another kind of signal than an ECG, by the first word as EDF+ has it.</summary>
    public bool IsOtherKind => Array.Exists(s_otherKinds, k =>
        Label.StartsWith(k, StringComparison.OrdinalIgnoreCase) && (Label.Length == k.Length || Label[k.Length] is ' ' or '-' or '_'));

    /// <summary>The converter's range; read only when the signal is, for writers leave all kinds of text in those that are no signals.</summary>
    /// <param name="file">The file's name, for messages.</param>
    /// <exception cref="EcgException">HeaderInvalid.</exception>
    public EdfRange Range(string file)
    {
        var range = new EdfRange(Number(0, "physical minimum"), Number(1, "physical maximum"),
            Number(2, "digital minimum"), Number(3, "digital maximum"));
        if (range.PhysicalMin == range.PhysicalMax)
            throw TextField.Invalid(file, $"signal {Label}: physical maximum", "another number than the physical minimum", RangeFields[1]);
        if (range.DigitalMin == range.DigitalMax)
            throw TextField.Invalid(file, $"signal {Label}: digital maximum", "another number than the digital minimum", RangeFields[3]);
        return range;

        double Number(int index, string field)
        {
            double value = TextField.Number(file, $"signal {Label}: {field}", RangeFields[index]);
            return Math.Abs(value) is <= MaxExtreme and (>= 1 / MaxExtreme or 0)
                ? value
                : throw TextField.Invalid(file, $"signal {Label}: {field}", "0, or 1e-12 to 1e12 of either sign", RangeFields[index]);
        }
    }

    /// <summary>The lead's name: EKG is another word for ECG.</summary>
    public string LeadName => Label.StartsWith("EKG ", StringComparison.OrdinalIgnoreCase) ? "ECG" + Label[3..] : Label;
}

/// <summary>The two ends of a converter's range.</summary>
/// <param name="PhysicalMin">In the physical dimension.</param>
/// <param name="PhysicalMax">In the physical dimension; below the minimum for a negative gain.</param>
/// <param name="DigitalMin">The stored value for <paramref name="PhysicalMin"/>.</param>
/// <param name="DigitalMax">The stored value for <paramref name="PhysicalMax"/>.</param>
internal readonly record struct EdfRange(double PhysicalMin, double PhysicalMax, double DigitalMin, double DigitalMax)
{
    /// <summary>Stored units per mV.</summary>
    public double UnitsPerMillivolt(VoltageUnit unit) =>
        (DigitalMax - DigitalMin) * unit.Divide / ((PhysicalMax - PhysicalMin) * unit.Multiply);

    /// <summary>The numbers of mV = (digital × Factor + Term) / Divisor, which are exact where the range is of whole numbers.</summary>
    public (double Factor, double Term, double Divisor) Scale(VoltageUnit unit)
    {
        double physical = PhysicalMax - PhysicalMin, digital = DigitalMax - DigitalMin;
        return (physical * unit.Multiply, (PhysicalMin * digital - DigitalMin * physical) * unit.Multiply, digital * unit.Divide);
    }
}
