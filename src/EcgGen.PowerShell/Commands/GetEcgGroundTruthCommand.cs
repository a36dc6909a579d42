// Get-EcgGroundTruth: where everything in an image is, as objects.
using System.Management.Automation;
using EcgGen.Binding;
using EcgGen.Pipeline;

namespace EcgGen.Commands;

/// <summary>Gets the exact ground truth of images: leads, samples, texts, pulses and grid, in pixels.</summary>
/// <remarks>The same that Export-EcgImage -Truth writes as JSON. No pixel is drawn for it.</remarks>
/// <example>
/// <code>$truth = New-EcgRecord | New-EcgPaper | Get-EcgGroundTruth; $truth.Leads[0].Points[0]</code>
/// <para>Tells where the first sample of the first lead is.</para>
/// </example>
/// <example>
/// <code>Import-EcgRecord *.hea | New-EcgPaper | Get-EcgGroundTruth | ForEach-Object { $_.Leads } | Where-Object Flags</code>
/// <para>Finds the leads that leave the page or miss samples.</para>
/// </example>
[Cmdlet(VerbsCommon.Get, "EcgGroundTruth")]
[OutputType(typeof(EcgGroundTruth))]
public sealed class GetEcgGroundTruthCommand : EcgCommand
{
    /// <summary>The image, or several.</summary>
    [Parameter(Mandatory = true, ValueFromPipeline = true, Position = 0)]
    [ValidateNotNullOrEmpty]
    public EcgImage[] InputObject { get; set; } = [];

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        foreach (var image in InputObject)
            ForItem(image, () => WriteObject(EcgCore.Truth(image)));
    }
}
