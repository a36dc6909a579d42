// Add-EcgScreen: a photo of a screen that shows the sheet.
using System.Management.Automation;
using EcgGen.Completion;
using EcgGen.Pipeline;

namespace EcgGen.Commands;

/// <summary>Shows the sheet on a computer's screen, of which the camera takes the photo.</summary>
/// <remarks>
/// The screen's pixels are red, green and blue stripes with dark gaps. Each pixel of the image gathers what it covers of them, so moiré appears with the
/// period and strength that it has in real photos, and bends with the view. Also: a bluish white, contrast, light that leaks through black, a
/// screen that is darker at an angle, and bands of a flickering backlight. Around the sheet the screen goes on. Nothing moves. The stage belongs to the
/// camera's and follows all stages of the sheet. What is left out is drawn by the seed. Vector formats can't hold it.
/// </remarks>
/// <example>
/// <code>New-EcgRecord | New-EcgPaper | Add-EcgScreen | Export-EcgImage screens -Truth</code>
/// <para>A photo of a laptop's screen.</para>
/// </example>
/// <example>
/// <code>New-EcgRecord | New-EcgPaper | Add-EcgScreen -PixelPitch 0.24 -Zoom 0.95 -Angle 2 -Moire 0.3 -Banding 0.4 | Export-EcgImage screens</code>
/// <para>Strong coloured moiré and dark bands.</para>
/// </example>
[Cmdlet(VerbsCommon.Add, "EcgScreen")]
[OutputType(typeof(EcgImage))]
public sealed class AddEcgScreenCommand : StageCommand
{
    /// <summary>
    /// Mm from one of the screen's pixels to the next, 0.05 to 0.6; laptops have 0.11 to 0.18, monitors 0.16 to 0.3. Default: 0.11 to 0.3, drawn by the seed.
    /// </summary>
    [Parameter(Position = 0)]
    [ValidateRange(ScreenStage.LeastPitch, ScreenStage.MostPitch)]
    public double? PixelPitch { get; set; }

    /// <summary>How large the screen shows the sheet, 0.2 to 5; 1 is life size. Default: 0.7 to 1.2, drawn by the seed.</summary>
    [Parameter]
    [ValidateRange(ScreenStage.LeastZoom, ScreenStage.MostZoom)]
    public double? Zoom { get; set; }

    /// <summary>
    /// By how many degrees the screen's rows are turned against the sheet, -45 to 45, counter-clockwise, as in a photo that was set straight. Default: -4 to
    /// 4, drawn by the seed.
    /// </summary>
    [Parameter]
    [ValidateRange(-45.0, 45.0)]
    public double? Angle { get; set; }

    /// <summary>
    /// How much of the stripes' contrast the lens keeps, from 0, which leaves none, to 1, a perfect lens in perfect focus. Default: 0.03 to 0.18, drawn
    /// by the seed.
    /// </summary>
    [Parameter]
    [ValidateRange(0.0, 1.0)]
    public double? Moire { get; set; }

    /// <summary>The sensor sees all colours at every pixel, as after strong downsizing. Default: it has a mosaic of colours, which makes moiré coloured.</summary>
    [Parameter]
    public SwitchParameter NoMosaic { get; set; }

    /// <summary>
    /// How much darker the screen is where it is seen at an angle, from 0 to 1, which is about half in the farthest corner. Default: 0.1 to 0.7, drawn by
    /// the seed.
    /// </summary>
    [Parameter]
    [ValidateRange(0.0, 1.0)]
    public double? Falloff { get; set; }

    /// <summary>How blue its white is, from 0 to 1, which is 9300 K to a camera set to 6500 K. Default: 0.1 to 0.8, drawn by the seed.</summary>
    [Parameter]
    [ValidateRange(0.0, 1.0)]
    public double? BlueCast { get; set; }

    /// <summary>Exponent of the light, 0.7 to 1.5; above 1 middle tones are darker. Default: 0.9 to 1.2, drawn by the seed.</summary>
    [Parameter]
    [ValidateRange(0.7, 1.5)]
    public double? Gamma { get; set; }

    /// <summary>Light that leaks through what is black, from 0 to 1, a twelfth of white. Default: 0.1 to 0.8, drawn by the seed.</summary>
    [Parameter]
    [ValidateRange(0.0, 1.0)]
    public double? Glow { get; set; }

    /// <summary>Dark bands of a flickering backlight, from 0 to 1, a third darker. Default: drawn by the seed, mostly 0.</summary>
    [Parameter]
    [ValidateRange(0.0, 1.0)]
    public double? Banding { get; set; }

    /// <summary>What the screen shows around the sheet, as #RRGGBB or a name. Default: white or a grey, drawn by the seed.</summary>
    [Parameter]
    [ColorTransformation]
    public Rgb? SurroundColor { get; set; }

    /// <inheritdoc/>
    protected override Stage Stage(EcgImage image) => new ScreenStage
    {
        PixelPitch = PixelPitch,
        Zoom = Zoom,
        Angle = Angle,
        Moire = Moire,
        Mosaic = !NoMosaic,
        Falloff = Falloff,
        BlueCast = BlueCast,
        Gamma = Gamma,
        Glow = Glow,
        Banding = Banding,
        SurroundColor = SurroundColor,
    };

    /// <inheritdoc/>
    protected override string Describe(EcgImage image) => image.Stages[^1] is ScreenStage s ? FormattableString.Invariant($"shown on a screen of {s.PixelPitch} mm at {s.Zoom} of its size") : "";
}
