// Add-EcgPhotocopy: the sheet becomes a photocopy of itself.
using System.Management.Automation;
using EcgGen.Pipeline;

namespace EcgGen.Commands;

/// <summary>Photocopies the sheet, once or several times.</summary>
/// <remarks>
/// The copier blurs a little, sharpens, and sets its exposure by the paper; then tones become toner, grid lines nearly as dark as traces, and toner is
/// missing in patches and streaks. All that is on the sheet before is copied, light on folds included; what comes later, handwriting or a stamp, lies on the
/// copy in its own colours. Nothing moves. What is left out is drawn by the seed. Vector formats can't hold it.
/// </remarks>
/// <example>
/// <code>New-EcgRecord | New-EcgPaper | Add-EcgPhotocopy | Export-EcgImage copies -Truth</code>
/// <para>A photocopy as any file has it.</para>
/// </example>
/// <example>
/// <code>New-EcgRecord | New-EcgPaper | Add-EcgCrease | Add-EcgPhotocopy -Generation 3 -TonerLoss 0.6 -EdgeLine 1 | Export-EcgImage copies</code>
/// <para>A copy of a copy of a copy of a folded sheet, by a machine that wants service.</para>
/// </example>
/// <example>
/// <code>New-EcgRecord | New-EcgPaper -Vendor Alder | Add-EcgPhotocopy -Contrast 0.9 -Darkness 0.3 | Add-EcgPrintedText | Export-EcgImage copies</code>
/// <para>Nearly black and white, without fine grid lines; the text is printed on the copy.</para>
/// </example>
[Cmdlet(VerbsCommon.Add, "EcgPhotocopy")]
[OutputType(typeof(EcgImage))]
public sealed class AddEcgPhotocopyCommand : StageCommand
{
    /// <summary>Copies of copies, 1 to 5; 1 is a copy of the original. Default: 1 to 3, drawn by the seed, half of them 1.</summary>
    [Parameter(Position = 0)]
    [ValidateRange(1, PhotocopyStage.MostGenerations)]
    public int? Generation { get; set; }

    /// <summary>From 0, soft tones, to 1, where there is toner or none. Default: 0.35 to 0.75, drawn by the seed.</summary>
    [Parameter]
    [ValidateRange(0.0, 1.0)]
    public double? Contrast { get; set; }

    /// <summary>
    /// The exposure, from 0, which loses fine grid lines, to 1, where the paper is grey with toner. Default: 0.4 to 0.65, drawn by the seed.
    /// </summary>
    [Parameter]
    [ValidateRange(0.0, 1.0)]
    public double? Darkness { get; set; }

    /// <summary>How much toner is missing in patches and streaks, from 0 to 1, where some places have none. Default: 0.05 to 0.4, drawn by the seed.</summary>
    [Parameter]
    [ValidateRange(0.0, 1.0)]
    public double? TonerLoss { get; set; }

    /// <summary>Specks of toner and dust, from 0 to 1, which is one on every 1.5 cm² for each generation. Default: 0.1 to 0.6, drawn by the seed.</summary>
    [Parameter]
    [ValidateRange(0.0, 1.0)]
    public double? Speckle { get; set; }

    /// <summary>
    /// How dark the lines are that the lid and the original's edges leave along the copy's, from 0 to 1. Default: drawn by the seed, one copy in three has some.
    /// </summary>
    [Parameter]
    [ValidateRange(0.0, 1.0)]
    public double? EdgeLine { get; set; }

    /// <summary>Copies colours. Default: the copy is grey.</summary>
    [Parameter]
    public SwitchParameter Color { get; set; }

    /// <inheritdoc/>
    protected override Stage Stage(EcgImage image) => new PhotocopyStage
    {
        Generation = Generation,
        Contrast = Contrast,
        Darkness = Darkness,
        TonerLoss = TonerLoss,
        Speckle = Speckle,
        EdgeLines = EdgeLine,
        Color = Color,
    };

    /// <inheritdoc/>
    protected override string Describe(EcgImage image) => $"photocopied, generation {((PhotocopyStage)image.Stages[^1]).Generation}";
}
