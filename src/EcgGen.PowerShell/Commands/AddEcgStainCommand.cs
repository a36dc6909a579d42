// Add-EcgStain: stains, tape, staples, holes and missing paper on a page.
using System.Management.Automation;
using EcgGen.Pipeline;

namespace EcgGen.Commands;

/// <summary>Stains a page: water edges, coffee rings, yellowing, mould, smeared ink, tape, punch holes, staples, torn corners, missing pieces.</summary>
/// <remarks>
/// All stains are computed, none is a photograph: each has a place, a size in mm and a seed, which the recipe tells, and is the same at any
/// resolution. Colours absorb light as pigments do. Where paper is missing, what lies behind the sheet is seen, and the truth flags the samples there as lost;
/// those under a staple are occluded. Stains that can be read through flag nothing. Clean twins have none of them.
/// </remarks>
/// <example>
/// <code>New-EcgRecord | New-EcgPaper | Add-EcgStain -Kind CoffeeRing | Export-EcgImage pages -Truth</code>
/// <para>Puts a cup on the page.</para>
/// </example>
/// <example>
/// <code>New-EcgRecord | New-EcgPaper -Variant (0..9) | Add-EcgStain -Kind Yellowing, PunchHole, TornCorner -Strength 0.6 | Export-EcgImage archive -Truth</code>
/// <para>Ten pages from an old file; the truth tells which samples went with the corner.</para>
/// </example>
/// <example>
/// <code>(New-EcgRecord | New-EcgPaper | Add-EcgStain -Count 5).Stages[-1].Stains</code>
/// <para>Shows what the seed drew: five stains of any kind, where they are, and how large.</para>
/// </example>
[Cmdlet(VerbsCommon.Add, "EcgStain")]
[OutputType(typeof(EcgImage))]
public sealed class AddEcgStainCommand : StageCommand
{
    /// <summary>One kind or several, which take turns. Default: drawn by the seed for each stain.</summary>
    [Parameter(Position = 0)]
    [ValidateNotNullOrEmpty]
    public StainKind[]? Kind { get; set; }

    /// <summary>How many stains. Default: one of each kind that is given; else 1 to 3, drawn by the seed.</summary>
    [Parameter]
    [ValidateRange(1, 50)]
    public int? Count { get; set; }

    /// <summary>
    /// How strong, 0 to 1; 0 leaves the page as it is. At 1 the darkest of a coffee ring lets a fifth of the blue light through, that of a water edge a
    /// third, old paper's edges half; mould is nearly black, a smear as dark as the ink, tape as yellow as it gets. Staples, holes and missing pieces are
    /// there or not: at 1 staples are rusty, and torn edges have a rim of bare fibre up to 2 mm wide. Default: drawn by the seed, 0.4 to 1.
    /// </summary>
    [Parameter]
    [ValidateRange(0.0, 1.0)]
    public double? Strength { get; set; }

    /// <summary>
    /// Size of each stain in mm: the diameter of rings, edges, mould, holes and pieces; the length of smears, tape and staples; the sides of a torn
    /// corner; how far from the edges yellowing is strongest. Default: drawn by the seed from what is usual for the kind.
    /// </summary>
    [Parameter]
    [ValidateRange(0.5, 500.0)]
    public double? Size { get; set; }

    /// <inheritdoc/>
    protected override Stage Stage(EcgImage image) => new StainStage { Kinds = Kind, Count = Count, Strength = Strength, Size = Size };

    /// <inheritdoc/>
    protected override string Describe(EcgImage image) => string.Join("; ", ((StainStage)image.Stages[^1]).Stains!);
}
