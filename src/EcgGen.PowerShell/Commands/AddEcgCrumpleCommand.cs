// Add-EcgCrumple: a sheet that was crumpled and smoothed out again.
using System.Management.Automation;
using EcgGen.Pipeline;

namespace EcgGen.Commands;

/// <summary>Crumples the sheet and smooths it out again.</summary>
/// <remarks>
/// The sheet gets a surface: flat facets with creases between them, and some of the curl that is left. A light from one side shades facets and creases
/// and casts soft shadows; seen from above, high places shift by tenths of a millimetre, and truth, masks and coordinate maps shift with them. What is
/// left out is drawn by the seed. Wear adds up, in any order. Vector formats can't hold it. docs/wear.md shows pages before and after.
/// </remarks>
/// <example>
/// <code>New-EcgRecord | New-EcgPaper | Add-EcgCrumple | Export-EcgImage pages -Truth</code>
/// <para>A crumpled page; how badly is drawn by the seed.</para>
/// </example>
/// <example>
/// <code>New-EcgRecord -Count 5 | New-EcgPaper | Add-EcgCrumple -FacetSize 15 -Strength 1 -LightAngle 45 | Add-EcgCrease -Pattern Half | Export-EcgImage pages -Mask -Clean</code>
/// <para>Small facets with light from the top right, on sheets that were folded too; masks follow the ink, clean twins have the geometry without the light.</para>
/// </example>
[Cmdlet(VerbsCommon.Add, "EcgCrumple")]
[OutputType(typeof(EcgImage))]
public sealed class AddEcgCrumpleCommand : StageCommand
{
    /// <summary>
    /// How steep the facets are, from 0, which changes nothing, to 1, as on measured pages: 3 to 6 % of light from one facet to the next, up to 9 %
    /// at creases, print shifted by up to about 0.7 mm. Default: 0.4 to 1, drawn by the seed.
    /// </summary>
    [Parameter(Position = 0)]
    [ValidateRange(0.0, 1.0)]
    public double? Strength { get; set; }

    /// <summary>Typical size of a facet in mm, from 5 to 100. Default: 18 to 40, drawn by the seed.</summary>
    [Parameter]
    [ValidateRange(5.0, 100.0)]
    public double? FacetSize { get; set; }

    /// <summary>Where the light comes from in degrees from 0 (the right) to 360, counter-clockwise. Default: drawn by the seed.</summary>
    [Parameter]
    [ValidateRange(0.0, 360.0)]
    public double? LightAngle { get; set; }

    /// <inheritdoc/>
    protected override Stage Stage(EcgImage image) => new CrumpleStage { Strength = Strength, FacetSize = FacetSize, LightAngle = LightAngle };

    /// <inheritdoc/>
    protected override string Describe(EcgImage image) => "crumpled";
}
