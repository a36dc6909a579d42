// Add-EcgDenoise: what a phone's software makes of noise.
using System.Management.Automation;
using EcgGen.Pipeline;

namespace EcgGen.Commands;

/// <summary>Denoises the image as phones do: smooth areas, smeared colours, lost detail.</summary>
/// <remarks>
/// Brightness goes through a guided filter, which keeps strong edges and flattens what is fainter, fine grid lines among it; colours are smeared over their
/// neighbours, so that grids fade to grey and paper takes up their tint. Put noise before it and sharpening and compression after it, as a phone does.
/// </remarks>
/// <example>
/// <code>New-EcgRecord | New-EcgPaper | Add-EcgNoise -Gaussian 6 -Shot 8 | Add-EcgDenoise | Add-EcgSharpening | Add-EcgCompression | Export-EcgImage phone</code>
/// <para>All that a phone does to the image of a dim page.</para>
/// </example>
/// <example>
/// <code>New-EcgRecord | New-EcgPaper | Add-EcgDenoise -Strength 1 -Radius 4 | Export-EcgImage painted</code>
/// <para>As much as there is: the page looks painted.</para>
/// </example>
[Cmdlet(VerbsCommon.Add, "EcgDenoise")]
[OutputType(typeof(EcgImage))]
public sealed class AddEcgDenoiseCommand : StageCommand
{
    /// <summary>
    /// How strong, 0 to 1; 0 changes nothing. At 1 texture of 25 grey levels is halved and colours are smeared over 21 pixels. Default: drawn by the seed, 0.15 to 0.5.
    /// </summary>
    [Parameter(Position = 0)]
    [ValidateRange(0.0, 1.0)]
    public double? Strength { get; set; }

    /// <summary>Pixels from the middle of the smoothing window to its side, 1 to 4. Default: drawn by the seed, 1 to 3.</summary>
    [Parameter]
    [ValidateRange(1, 4)]
    public int? Radius { get; set; }

    /// <inheritdoc/>
    protected override Stage Stage(EcgImage image) => new DenoiseStage { Strength = Strength, Radius = Radius };

    /// <inheritdoc/>
    protected override string Describe(EcgImage image) => FormattableString.Invariant($"denoised with strength {((DenoiseStage)image.Stages[^1]).Strength}");
}
