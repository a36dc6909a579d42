// Add-EcgCondition: scans, photos and damage by the names that benchmarks use.
using System.Management.Automation;
using EcgGen.Pipeline;

namespace EcgGen.Commands;

/// <summary>Images the sheet in one of nine conditions: original, colour or grey scan, photo, photo of a screen, stained, damaged, with mould.</summary>
/// <remarks>
/// Draws stages of the sheet, the camera and the sensor by the seed, from documented ranges, and appends them as if each had been added by its own cmdlet: the
/// image's Stages show what was drawn, and its Recipe's Condition keeps the name. So it follows stages of the sheet (print, wear, copies); after it come
/// stages of the sensor, or of the camera where the condition has none of the sensor. An image has one condition. docs/conditions.md lists what each is drawn from.
/// </remarks>
/// <example>
/// <code>New-EcgRecord -Count 20 | New-EcgPaper -Vendor Any | Add-EcgPrintedText | Add-EcgCondition Photo | Export-EcgImage photos -Truth</code>
/// <para>Twenty photographed pages with ground truth.</para>
/// </example>
/// <example>
/// <code>New-EcgRecord | New-EcgPaper -Variant (0..89) | Add-EcgCondition | Export-EcgImage 'mixed/{Condition}/{Record}_{Variant:000}.jpg'</code>
/// <para>Ninety pages, about ten in each condition, in a folder for each.</para>
/// </example>
/// <example>
/// <code>$image = New-EcgRecord | New-EcgPaper | Add-EcgCondition Damaged; $image.Stages</code>
/// <para>Shows what was drawn.</para>
/// </example>
[Cmdlet(VerbsCommon.Add, "EcgCondition")]
[OutputType(typeof(EcgImage))]
public sealed class AddEcgConditionCommand : StageCommand
{
    /// <summary>
    /// Original changes nothing. Scan and ScanGray lie in a scanner; Photo is a phone's picture of the sheet, ScreenPhoto one of a screen. Stained and Damaged are photos of such sheets,
    /// Mould and MouldGray scans. Default: one of the nine, drawn by the seed, each as likely.
    /// </summary>
    [Parameter(Position = 0)]
    public ImagingCondition? Condition { get; set; }

    /// <inheritdoc/>
    protected override Stage Stage(EcgImage image) => new ConditionStage { Condition = Condition };

    /// <inheritdoc/>
    protected override string Describe(EcgImage image) => $"condition {image.Recipe.Condition}: {string.Join(", ", image.Stages.Skip(1))}";
}
