// Add-EcgCurl: a sheet that does not lie flat.
using System.Management.Automation;
using EcgGen.Pipeline;

namespace EcgGen.Commands;

/// <summary>Bends the sheet along one axis: rolled, one edge lifted, into a book's spine, or in waves.</summary>
/// <remarks>
/// Paper does not stretch: distances along it stay what they are, and slopes, of at most 60 degrees, look shorter from above. A camera that
/// Add-EcgPerspective puts elsewhere sees the bend itself: level lines bow and rise with the paper. Slopes differ in light. Truth, masks and coordinate maps
/// follow. What is left out is drawn by the seed.
/// </remarks>
/// <example>
/// <code>New-EcgRecord | New-EcgPaper | Add-EcgCurl | Add-EcgPerspective | Add-EcgCrop -Fit Sheet | Export-EcgImage photos -Truth</code>
/// <para>A page that does not lie flat, photographed from one side.</para>
/// </example>
/// <example>
/// <code>New-EcgRecord | New-EcgPaper | Add-EcgCurl Spine -Angle 180 -Radius 60 -Length 25 | Export-EcgImage scans -Truth</code>
/// <para>The left edge dives into a binder.</para>
/// </example>
[Cmdlet(VerbsCommon.Add, "EcgCurl")]
[OutputType(typeof(EcgImage))]
public sealed class AddEcgCurlCommand : StageCommand
{
    /// <summary>
    /// Roll: the whole sheet is a part of a cylinder. Edge: one edge lifts. Spine: one edge dives into the spine of a book. Wave: waves of damp paper. Default: drawn by
    /// the seed.
    /// </summary>
    [Parameter(Position = 0)]
    public CurlShape? Shape { get; set; }

    /// <summary>The smallest radius of curvature in mm, from 20 to 10000. Default: drawn by the seed, as suits the shape.</summary>
    [Parameter]
    [ValidateRange(20.0, 10000.0)]
    public double? Radius { get; set; }

    /// <summary>Degrees from 0 to 360, counter-clockwise from the right: the direction in which the sheet bends, and of the edge that lifts or dives. Default: drawn by the seed.</summary>
    [Parameter]
    [ValidateRange(0.0, 360.0)]
    public double? Angle { get; set; }

    /// <summary>Mm from 5 to 1000: how much of the sheet lifts or dives, or the length of a wave; a roll has none. Default: drawn by the seed.</summary>
    [Parameter]
    [ValidateRange(5.0, 1000.0)]
    public double? Length { get; set; }

    /// <summary>How much slopes differ in light, from 0 to 1; at 1 light comes in at 45 degrees. Default: 0.1 to 0.6, drawn by the seed.</summary>
    [Parameter]
    [ValidateRange(0.0, 1.0)]
    public double? Shading { get; set; }

    /// <summary>Where the light comes from in degrees from 0 (the right) to 360, counter-clockwise. Default: drawn by the seed.</summary>
    [Parameter]
    [ValidateRange(0.0, 360.0)]
    public double? LightAngle { get; set; }

    /// <inheritdoc/>
    protected override Stage Stage(EcgImage image) => new CurlStage { Shape = Shape, Radius = Radius, Angle = Angle, Length = Length, Shading = Shading, LightAngle = LightAngle };

    /// <inheritdoc/>
    protected override string Describe(EcgImage image) => "curled";
}
