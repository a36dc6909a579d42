// Add-EcgLight: lamps, shadows and shine on the picture.
using System.Management.Automation;
using EcgGen.Completion;
using EcgGen.Pipeline;

namespace EcgGen.Commands;

/// <summary>Lights the picture: gradient, point light, vignette, shadow, glare, light under a scanner's lid, paper that lifts off the glass.</summary>
/// <remarks>
/// Light falls on the finished frame and stays where it is in it, however the sheet lies. Factors multiply in linear light, whichever stands first;
/// Glare and LidLeak add light, and clip at white. Light moves nothing and flags nothing; clean twins have none of it. Several Add-EcgLight make one light.
/// What is left out is drawn by the seed from what photos of pages show: mostly 0.83 to 0.94 of the light in the darkest corner, sometimes half. A parameter that
/// the kind does not have is an error. docs/light.md has the formulas.
/// </remarks>
/// <example>
/// <code>New-EcgRecord | New-EcgPaper | Add-EcgLight Gradient -Strength 0.12 -Angle 135 | Export-EcgImage pages -Truth</code>
/// <para>Light from the top left, 12 % less at the bottom right.</para>
/// </example>
/// <example>
/// <code>New-EcgRecord -Count 20 | New-EcgPaper | Add-EcgLight Point -Kelvin 2800 -WhiteBalance 0.8 | Add-EcgLight Shadow | Export-EcgImage photos</code>
/// <para>Twenty pages under a warm lamp, which the camera takes most of the cast from, each with a shadow of something.</para>
/// </example>
/// <example>
/// <code>New-EcgRecord | New-EcgPaper | Add-EcgLight Shadow -Shape Phone -Softness 0.1 | Add-EcgLight Glare -Position 0.7, 0.3 -Size 0.1 | Export-EcgImage pages</code>
/// <para>The shadow of the phone that takes the picture, and a lamp's reflection.</para>
/// </example>
/// <example>
/// <code>New-EcgRecord | New-EcgPaper | Add-EcgLight LiftedEdge -Angle 180 | Export-EcgImage scans</code>
/// <para>A scan that darkens to the left, where the page is bound into a book.</para>
/// </example>
[Cmdlet(VerbsCommon.Add, "EcgLight", DefaultParameterSetName = "Kelvin")]
[OutputType(typeof(EcgImage))]
public sealed class AddEcgLightCommand : StageCommand
{
    /// <summary>
    /// Gradient falls off evenly across the frame; Point is a lamp near the paper (inverse square and cosine law); Vignette darkens the corners (cosine to the fourth);
    /// Shadow is that of a hand, a phone or an edge; Glare is a lamp's reflection; LidLeak is light under a scanner's lid, LiftedEdge the dark where paper lifts off
    /// its glass. Default: drawn by the seed, one of the first five.
    /// </summary>
    [Parameter(Position = 0)]
    public LightKind? Kind { get; set; }

    /// <summary>
    /// 0 to 1; 0 changes nothing but the colour. How much of the light is missing where it is darkest (Gradient, Vignette, Shadow, LiftedEdge); the lamp's part
    /// of all light (Point); how much is added, where 1 is what white paper reflects (Glare, LidLeak). Default: drawn by the seed.
    /// </summary>
    [Parameter]
    [ValidateRange(0.0, 1.0)]
    public double? Strength { get; set; }

    /// <summary>
    /// Where the lamp, the vignette's centre, the shadow or the glare is: two fractions of the frame, from its left and from its top, −2 to 3. Default: drawn by the
    /// seed; the middle for Vignette.
    /// </summary>
    [Parameter]
    [ValidateCount(2, 2)]
    [ValidateRange(-2.0, 3.0)]
    public double[]? Position { get; set; }

    /// <summary>
    /// Degrees from 0 (the right) to 360, counter-clockwise: where a gradient's light comes from, where the arm or the dark side of a shadow is, along the glare, at
    /// which side light leaks or paper lifts. Default: drawn by the seed.
    /// </summary>
    [Parameter]
    [ValidateRange(0.0, 360.0)]
    public double? Angle { get; set; }

    /// <summary>
    /// Size in fractions of the frame's longer side, 0.005 to 2: length of the shadow's hand or phone, the glare's radius, depth of the band where light leaks or
    /// paper lifts. Default: drawn by the seed.
    /// </summary>
    [Parameter]
    [ValidateRange(0.005, 2.0)]
    public double? Size { get; set; }

    /// <summary>
    /// Width of a shadow's edge in fractions of the frame's longer side, 0.01 to 1; half of it at the fingertips, up to twice at the arm. Default: drawn by the seed.
    /// </summary>
    [Parameter]
    [ValidateRange(0.01, 1.0)]
    public double? Softness { get; set; }

    /// <summary>The point light's height over the paper in mm, 20 to 10000. Default: 350 to 1200, drawn by the seed.</summary>
    [Parameter]
    [ValidateRange(20.0, 10000.0)]
    public double? Height { get; set; }

    /// <summary>What throws the shadow: Hand, Phone or Edge. Default: drawn by the seed.</summary>
    [Parameter]
    public ShadowShape? Shape { get; set; }

    /// <summary>
    /// The light's colour in kelvin, 2000 (candle) to 20000 (blue sky); 6500 is neutral. In a shadow, that of the light that is left. Default: 2700 to
    /// 7000 for Gradient and Point, drawn by the seed; 6500 for others. Vignette and LiftedEdge have no colour.
    /// </summary>
    [Parameter(ParameterSetName = "Kelvin")]
    [ValidateRange(2000.0, 20000.0)]
    public double? Kelvin { get; set; }

    /// <summary>The light's colour as that of white paper in it, instead of -Kelvin: "#RRGGBB" or three numbers; only the ratios count.</summary>
    [Parameter(Mandatory = true, ParameterSetName = "Color")]
    [ColorTransformation]
    public Rgb? Color { get; set; }

    /// <summary>How far the camera takes the light's cast away, from 0 (not at all) to 1 (neutral). Default: 0.7 to 1 for Gradient and Point, drawn by the seed; 0 for others.</summary>
    [Parameter]
    [ValidateRange(0.0, 1.0)]
    public double? WhiteBalance { get; set; }

    /// <inheritdoc/>
    protected override Stage Stage(EcgImage image) => new LightStage
    {
        Type = Kind,
        Strength = Strength,
        X = Position?[0],
        Y = Position?[1],
        Angle = Angle,
        Size = Size,
        Softness = Softness,
        Height = Height,
        Shape = Shape,
        Kelvin = Kelvin,
        Color = Color,
        WhiteBalance = WhiteBalance,
    };

    /// <inheritdoc/>
    protected override string Describe(EcgImage image) => $"light: {((LightStage)image.Stages[^1]).Type}";
}
