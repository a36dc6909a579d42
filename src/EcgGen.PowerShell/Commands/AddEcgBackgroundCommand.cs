// Add-EcgBackground: what the sheet lies on.
using System.Management.Automation;
using EcgGen.Completion;
using EcgGen.Pipeline;

namespace EcgGen.Commands;

/// <summary>Lays the sheet on a desk, cloth, a clipboard, a scanner's lid, other sheets or a plain colour.</summary>
/// <remarks>
/// The surface is computed in mm from its seed and seen with the sheet, wherever the frame is larger than it or its paper is missing. The sheet throws a
/// soft shadow on it. A clipboard's clip lies over the sheet's top: samples under it are flagged occluded. Clean twins have no background.
/// docs/light.md shows all kinds.
/// </remarks>
/// <example>
/// <code>New-EcgRecord | New-EcgPaper | Add-EcgBackground Desk | Export-EcgImage pages -Truth</code>
/// <para>A sheet on a wooden desk.</para>
/// </example>
/// <example>
/// <code>New-EcgRecord | New-EcgPaper | Add-EcgBackground Cloth -Color '#5C8E80' -Scale 1.5 | Export-EcgImage pages</code>
/// <para>On green cloth with coarse threads.</para>
/// </example>
[Cmdlet(VerbsCommon.Add, "EcgBackground")]
[OutputType(typeof(EcgImage))]
public sealed class AddEcgBackgroundCommand : StageCommand
{
    /// <summary>Desk (wood), Cloth, Clipboard, ScannerLid, Paper (other sheets on a desk) or Plain. Default: drawn by the seed; nearly half are desks, and none a scanner's lid.</summary>
    [Parameter(Position = 0)]
    public BackgroundKind? Kind { get; set; }

    /// <summary>The main colour, of the wood, cloth, board, lid or other sheets: "#RRGGBB" or three numbers. Default: drawn by the seed from what is usual.</summary>
    [Parameter]
    [ColorTransformation]
    public Rgb? Color { get; set; }

    /// <summary>Size of the details, 0.25 to 4; 1 is as usual. Default: 0.8 to 1.25, drawn by the seed.</summary>
    [Parameter]
    [ValidateRange(0.25, 4.0)]
    public double? Scale { get; set; }

    /// <summary>Which way boards, threads and other sheets run, in degrees from 0 (along the sheet's width) to 180, counter-clockwise. Default: drawn by the seed, nearly along or across the sheet.</summary>
    [Parameter]
    [ValidateRange(0.0, 180.0)]
    public double? Angle { get; set; }

    /// <summary>How dark the sheet's shadow is on the surface, 0 to 1. Default: 0.25 to 0.6, drawn by the seed.</summary>
    [Parameter]
    [ValidateRange(0.0, 1.0)]
    public double? Shadow { get; set; }

    /// <inheritdoc/>
    protected override Stage Stage(EcgImage image) => new BackgroundStage { Type = Kind, Color = Color, Scale = Scale, Angle = Angle, Shadow = Shadow };

    /// <inheritdoc/>
    protected override string Describe(EcgImage image) => $"background: {((BackgroundStage)image.Stages[^1]).Type}";
}
