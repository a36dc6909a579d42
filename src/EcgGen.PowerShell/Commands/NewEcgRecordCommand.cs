// New-EcgRecord: a synthetic recording, or one made of arrays.
using System.Collections;
using System.Management.Automation;
using EcgGen.Binding;
using EcgGen.Completion;
using EcgGen.Pipeline;

namespace EcgGen.Commands;

/// <summary>Makes ECG records without a file: synthetic ones, or from arrays in memory.</summary>
/// <remarks>
/// Synthetic records come from the dynamical model of McSharry et al. (2003), extended to a three-dimensional dipole and projected
/// to the 12 leads (Sameni et al. 2007): sinus rhythm of a normal heart, another person for every seed and every record of -Count.
/// No sample of any real person is in them.
/// </remarks>
/// <example>
/// <code>New-EcgRecord -HeartRate 72 -Seed 1</code>
/// <para>Makes 10 seconds of 12 leads at 500 Hz.</para>
/// </example>
/// <example>
/// <code>New-EcgRecord -Count 100 | New-EcgPaper | Export-EcgImage pages</code>
/// <para>Makes a hundred pages of a hundred people who do not exist.</para>
/// </example>
/// <example>
/// <code>New-EcgRecord -Signal $i, $ii -Lead I, II -SamplingRate 250 -Name mine</code>
/// <para>Makes a record of two arrays of numbers in mV.</para>
/// </example>
[Cmdlet(VerbsCommon.New, "EcgRecord", DefaultParameterSetName = SyntheticSet)]
[OutputType(typeof(EcgRecord))]
public sealed class NewEcgRecordCommand : EcgCommand
{
    private const string SyntheticSet = "Synthetic";
    private const string SignalSet = "Signal";
    private static readonly string[] StandardLeads = ["I", "II", "III", "aVR", "aVL", "aVF", "V1", "V2", "V3", "V4", "V5", "V6"];

    /// <summary>Mean heart rate in beats per minute. Default: drawn by the seed.</summary>
    [Parameter(ParameterSetName = SyntheticSet)]
    [ValidateRange(20.0, 300.0)]
    public double? HeartRate { get; set; }

    /// <summary>Standard deviation of the RR intervals in seconds; 0 for a clock-like rhythm. Default: drawn by the seed.</summary>
    [Parameter(ParameterSetName = SyntheticSet)]
    [ValidateRange(0.0, 0.3)]
    public double? HeartRateVariability { get; set; }

    /// <summary>Length in seconds.</summary>
    [Parameter(ParameterSetName = SyntheticSet)]
    [ValidateRange(0.1, 86400.0)]
    public double Duration { get; set; } = 10;

    /// <summary>How many records to make.</summary>
    [Parameter(ParameterSetName = SyntheticSet)]
    [ValidateRange(1, int.MaxValue)]
    public int Count { get; set; } = 1;

    /// <summary>The seed; equal seeds make equal records.</summary>
    [Parameter(ParameterSetName = SyntheticSet)]
    public int Seed { get; set; }

    /// <summary>Samples in mV: one array of numbers per lead, or one array for one lead. NaN marks missing samples.</summary>
    [Parameter(Mandatory = true, ParameterSetName = SignalSet)]
    [AllowEmptyCollection]
    public object Signal { get; set; } = Array.Empty<double>();

    /// <summary>A name per array of -Signal. Default: the 12 standard leads in order for 12 arrays, II for one.</summary>
    [Parameter(ParameterSetName = SignalSet)]
    [ArgumentCompleter(typeof(LeadCompleter))]
    [ValidateNotNullOrEmpty]
    public string[]? Lead { get; set; }

    /// <summary>The record's name.</summary>
    [Parameter(ParameterSetName = SignalSet)]
    [ValidateNotNullOrEmpty]
    public string Name { get; set; } = "signal";

    /// <summary>Samples per second, in Hz; 50 to 10,000 for synthetic records.</summary>
    [Parameter]
    [ValidateRange(1e-3, 1e6)]
    public double SamplingRate { get; set; } = 500;

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        if (ParameterSetName == SignalSet)
        {
            ForItem(Signal, () => WriteObject(FromArrays()));
            return;
        }
        for (int i = 0; i < Count && !Stopping; i++)
        {
            var source = new SyntheticSource
            {
                Seed = Seed,
                Index = i,
                HeartRate = HeartRate,
                HeartRateVariability = HeartRateVariability,
                Duration = Duration,
                SamplingRate = SamplingRate,
            };
            ForItem(source, () => WriteObject(EcgCore.OpenRecord(source, [], null, Cancel).Record));
        }
    }

    private EcgRecord FromArrays()
    {
        var leads = ToLeads(Signal is PSObject wrapped ? wrapped.BaseObject : Signal);
        var names = Lead ?? leads.Count switch
        {
            12 => StandardLeads,
            1 => ["II"],
            _ => throw new EcgException(ErrorId.ArgumentInvalid, $"{Name}: lead: expected -Lead with a name for each of the {leads.Count} arrays."),
        };
        return EcgCore.CreateRecord(new ArraySource { Name = Name, SamplingRate = SamplingRate, Leads = names }, leads);
    }

    private List<double[]> ToLeads(object signal)
    {
        if (signal is not IList list)
            throw new EcgException(ErrorId.ArgumentInvalid, $"{Name}: expected arrays of numbers, found {signal.GetType().Name}.");
        if (signal is Array { Rank: 2 } matrix)
            return [.. Enumerable.Range(0, matrix.GetLength(0)).Select(i => Enumerable.Range(0, matrix.GetLength(1)).Select(j => ToNumber(matrix.GetValue(i, j))).ToArray())];
        bool nested = list.Count > 0 && Unwrap(list[0]) is IList;
        return nested ? [.. list.Cast<object>().Select(ToLead)] : [ToLead(list)];
    }

    private double[] ToLead(object lead) => Unwrap(lead) switch
    {
        double[] numbers => (double[])numbers.Clone(),
        IList numbers => [.. numbers.Cast<object?>().Select(ToNumber)],
        _ => throw new EcgException(ErrorId.ArgumentInvalid, $"{Name}: expected an array of numbers per lead, found '{lead}'."),
    };

    private double ToNumber(object? value) => LanguagePrimitives.TryConvertTo(value, out double number) && value is not null
        ? number
        : throw new EcgException(ErrorId.ArgumentInvalid, $"{Name}: expected numbers in mV, found '{value}'.");

    private static object? Unwrap(object? value) => value is PSObject wrapped ? wrapped.BaseObject : value;
}
