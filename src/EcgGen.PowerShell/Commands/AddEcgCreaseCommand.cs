// Add-EcgCrease: folds and creases across the sheet.
using System.Management.Automation;
using EcgGen.Pipeline;

namespace EcgGen.Commands;

/// <summary>Creases the sheet: it was folded and flattened again.</summary>
/// <remarks>
/// A fold darkens the paper on one side, brightens it on the other, rubs ink off its ridge and shifts what is printed by up to a millimetre; the
/// ground truth, masks and coordinate maps move with it. What is left out is drawn by the seed. Several Add-EcgCrease add up, in any order. Vector
/// formats can't hold creases. docs/wear.md shows pages before and after.
/// </remarks>
/// <example>
/// <code>New-EcgRecord | New-EcgPaper | Add-EcgCrease -Pattern Quarters | Export-EcgImage pages -Truth</code>
/// <para>A sheet that was folded in half twice, as in a pocket.</para>
/// </example>
/// <example>
/// <code>New-EcgRecord -Count 5 | New-EcgPaper | Add-EcgCrease -Count 3 -Angle 30 -Strength 0.5 | Export-EcgImage pages -Mask -Clean</code>
/// <para>Three parallel folds half as deep as those of measured pages, with masks that follow them, and clean twins: the same geometry without light and wear.</para>
/// </example>
/// <example>
/// <code>New-EcgRecord | New-EcgPaper | Add-EcgCrease -Style Line -Count 6 -Direction Both | Export-EcgImage pages</code>
/// <para>Blurred lines as the ECGGen paper draws them, in both directions; they shift nothing.</para>
/// </example>
[Cmdlet(VerbsCommon.Add, "EcgCrease", DefaultParameterSetName = "Parallel")]
[OutputType(typeof(EcgImage))]
public sealed class AddEcgCreaseCommand : StageCommand
{
    /// <summary>
    /// How the sheet was folded: Half (once across its longer side), Thirds (twice, as for an envelope) or Quarters (once across each side).
    /// Default: drawn by the seed, where -Count, -Angle and -Direction are left out too; six in ten sheets have a pattern.
    /// </summary>
    [Parameter(Mandatory = true, ParameterSetName = "Pattern")]
    public FoldPattern? Pattern { get; set; }

    /// <summary>How many parallel creases, 1 to 50, evenly spread along the edges from which they start. Default: 1 to 4, drawn by the seed.</summary>
    [Parameter(Position = 0, ParameterSetName = "Parallel")]
    [ValidateRange(1, 50)]
    public int? Count { get; set; }

    /// <summary>Their direction in degrees from 0 (along the sheet's width) to 180, counter-clockwise. Default: drawn by the seed.</summary>
    [Parameter(ParameterSetName = "Parallel")]
    [ValidateRange(0.0, 180.0)]
    public double? Angle { get; set; }

    /// <summary>Forward has the creases at the angle, Backward at its mirror image, Both so many at each of the two. Default: Forward.</summary>
    [Parameter(ParameterSetName = "Parallel")]
    public CreaseDirection? Direction { get; set; }

    /// <summary>
    /// Fold is a sheet that was folded and flattened: light, ink and the place of the print change. Line is the blurred dark line of the ECGGen
    /// paper. Default: Fold.
    /// </summary>
    [Parameter]
    public CreaseStyle? Style { get; set; }

    /// <summary>
    /// How wide a crease is, in mm, from 0.1 to 50. For Fold, the way over which the paper darkens towards the fold: 17 on measured pages, 12 to 20
    /// by default. For Line, the standard deviation of the blur: 0.3 to 1.2 by default.
    /// </summary>
    [Parameter]
    [ValidateRange(0.1, 50.0)]
    public double? Width { get; set; }

    /// <summary>
    /// From 0, which changes nothing, to 1. For Fold, 1 is as on measured pages: 14 % darker at the fold, print shifted by up to 1 mm, three
    /// quarters of the ink gone from the ridge. For Line, 1 is 60 % darker in the middle. Default: 0.4 to 1, drawn by the seed.
    /// </summary>
    [Parameter]
    [ValidateRange(0.0, 1.0)]
    public double? Strength { get; set; }

    /// <inheritdoc/>
    protected override Stage Stage(EcgImage image) => new CreaseStage
    {
        Style = Style,
        Pattern = Pattern,
        Count = Count,
        Angle = Angle,
        Direction = Direction,
        Width = Width,
        Strength = Strength,
    };

    /// <inheritdoc/>
    protected override string Describe(EcgImage image) => "creases";
}
