// Add-EcgBlur: lost focus, a moved camera, soft optics.
using System.Management.Automation;
using EcgGen.Pipeline;

namespace EcgGen.Commands;

/// <summary>Blurs the image in linear light: by many small causes, by a lens out of focus, or by a camera that moved.</summary>
/// <remarks>
/// Sizes are in pixels of the image. A photo of a page mostly has a Gaussian blur of 0.5 to 0.7 pixels, a scan one of 0.1 mm. The image goes on beyond its edges
/// with its outermost pixels, so that they do not darken. Blur moves nothing: truth stays as it is.
/// </remarks>
/// <example>
/// <code>New-EcgRecord | New-EcgPaper | Add-EcgBlur | Export-EcgImage pages</code>
/// <para>A blur drawn by the seed: mostly as sharp as a good photo, sometimes out of focus or moved.</para>
/// </example>
/// <example>
/// <code>New-EcgRecord | New-EcgPaper | Add-EcgBlur -Kind Motion -Size 6 -Angle 30 | Export-EcgImage pages</code>
/// <para>The camera moved by 6 pixels, to the top right or back.</para>
/// </example>
[Cmdlet(VerbsCommon.Add, "EcgBlur")]
[OutputType(typeof(EcgImage))]
public sealed class AddEcgBlurCommand : StageCommand
{
    /// <summary>
    /// Gaussian; Defocus, an even disc; or Motion, along a line. Default: Motion if -Angle is given, Gaussian if -Size is; else drawn by the seed, mostly Gaussian.
    /// </summary>
    [Parameter(Position = 0)]
    public BlurKind? Kind { get; set; }

    /// <summary>
    /// Pixels: standard deviation of Gaussian, 0 to 10; radius of Defocus, 0 to 10; length of Motion, 0 to 50. 0 changes nothing. Default: drawn by the seed, 0.5 to
    /// 0.9, 0.8 to 2, or 1.5 to 5.
    /// </summary>
    [Parameter(Position = 1)]
    [ValidateRange(0.0, 50.0)]
    public double? Size { get; set; }

    /// <summary>The direction of a motion in degrees, 0 (to the right) to 180, counter-clockwise. Default: drawn by the seed.</summary>
    [Parameter]
    [ValidateRange(0.0, 180.0)]
    public double? Angle { get; set; }

    /// <inheritdoc/>
    protected override Stage Stage(EcgImage image) => new BlurStage { Shape = Kind, Size = Size, Angle = Angle };

    /// <inheritdoc/>
    protected override string Describe(EcgImage image)
    {
        var stage = (BlurStage)image.Stages[^1];
        return FormattableString.Invariant($"{stage.Shape} blur of {stage.Size} pixels");
    }
}
