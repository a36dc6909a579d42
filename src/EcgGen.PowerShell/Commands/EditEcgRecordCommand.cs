// Edit-EcgRecord: another rate, other leads, a cut, mixed-up electrodes.
using System.Management.Automation;
using EcgGen.Binding;
using EcgGen.Completion;
using EcgGen.Pipeline;

namespace EcgGen.Commands;

/// <summary>Changes a record's signal: swaps electrodes, inverts leads, resamples, cuts, chooses leads.</summary>
/// <remarks>
/// What is asked for happens in this order: electrodes, inversion, resampling, cut, leads. Swapped electrodes are computed from
/// potentials, so that every lead changes as on a real patient. Resampling is band-limited. Recipes hold the changes.
/// </remarks>
/// <example>
/// <code>Import-EcgRecord 00001_hr.hea | Edit-EcgRecord -SamplingRate 250 -Start 2 -Duration 5 -Lead II, V1</code>
/// <para>Takes five seconds of two leads at 250 Hz.</para>
/// </example>
/// <example>
/// <code>New-EcgRecord | Edit-EcgRecord -SwapElectrode RA/LA | New-EcgPaper | Export-EcgImage swapped</code>
/// <para>Draws an ECG taken with the arm electrodes mixed up.</para>
/// </example>
[Cmdlet(VerbsData.Edit, "EcgRecord")]
[OutputType(typeof(EcgRecord))]
public sealed class EditEcgRecordCommand : EcgCommand
{
    /// <summary>The record to change, or several. It stays as it is; another one comes out.</summary>
    [Parameter(Mandatory = true, ValueFromPipeline = true)]
    [ValidateNotNullOrEmpty]
    public EcgRecord[] InputObject { get; set; } = [];

    /// <summary>Pairs of electrodes that were mixed up, such as RA/LA, RA/LL or V1/V2, one after the other. Needs leads I and II.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(ElectrodePairCompleter))]
    [ValidateNotNullOrEmpty]
    [ValidatePattern("^[A-Za-z]+[1-6]?/[A-Za-z]+[1-6]?$")]
    public string[] SwapElectrode { get; set; } = [];

    /// <summary>Leads to turn upside down.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(LeadCompleter))]
    [ValidateNotNullOrEmpty]
    public string[]? InvertLead { get; set; }

    /// <summary>Another sampling rate in Hz.</summary>
    [Parameter]
    [ValidateRange(10.0, 100_000.0)]
    public double? SamplingRate { get; set; }

    /// <summary>Where a cut starts, in seconds. Default: 0.</summary>
    [Parameter]
    [ValidateRange(0.0, 1e9)]
    public double? Start { get; set; }

    /// <summary>How long the cut is, in seconds. Default: all the rest.</summary>
    [Parameter]
    [ValidateRange(1e-3, 1e9)]
    public double? Duration { get; set; }

    /// <summary>The leads to keep, in this order. Default: all.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(LeadCompleter))]
    [ValidateNotNullOrEmpty]
    public string[]? Lead { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        foreach (var record in InputObject)
            ForItem(record, () => WriteObject(EcgCore.Apply(record, Stages(), keepClean: false, Cancel)));
    }

    private List<SignalStage> Stages()
    {
        var stages = new List<SignalStage>();
        foreach (var pair in SwapElectrode)
        {
            int slash = pair.IndexOf('/');
            stages.Add(new SwapElectrodeStage(pair[..slash], pair[(slash + 1)..]));
        }
        if (InvertLead is not null)
            stages.Add(new InvertStage(InvertLead));
        if (SamplingRate is { } rate)
            stages.Add(new ResampleStage(rate));
        if (Start is not null || Duration is not null)
            stages.Add(new CutStage(Start, Duration));
        if (Lead is not null)
            stages.Add(new SelectLeadStage(Lead));
        return stages;
    }
}
