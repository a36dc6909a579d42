// Add-EcgHalftone: the sheet as a printing press reproduces it.
using System.Management.Automation;
using EcgGen.Pipeline;

namespace EcgGen.Commands;

/// <summary>Prints the sheet in halftone: tones become dots of one ink or of four.</summary>
/// <remarks>
/// As in textbooks and journals. Dots are antialiased by how much of a pixel they cover, so an even tone keeps its mean light; where pixels are as coarse as
/// the screen, moiré appears as in real scans. It applies to all that is on the sheet before; what comes later lies on the print. Nothing moves.
/// What is left out is drawn by the seed. Vector formats can't hold it.
/// </remarks>
/// <example>
/// <code>New-EcgRecord | New-EcgPaper -Dpi 300 | Add-EcgHalftone -Ink Cmyk -Frequency 133 | Export-EcgImage books</code>
/// <para>As a coloured figure in a book.</para>
/// </example>
/// <example>
/// <code>New-EcgRecord | New-EcgPaper -Dpi 300 | Add-EcgHalftone -Ink Black -Frequency 75 -Shape Line -Angle 30 | Export-EcgImage papers -Truth</code>
/// <para>In black lines of different thickness, as in old newspapers.</para>
/// </example>
[Cmdlet(VerbsCommon.Add, "EcgHalftone")]
[OutputType(typeof(EcgImage))]
public sealed class AddEcgHalftoneCommand : StageCommand
{
    /// <summary>Black alone, or Cmyk: cyan, magenta, yellow and black. Default: drawn by the seed.</summary>
    [Parameter(Position = 0)]
    public HalftoneInk? Ink { get; set; }

    /// <summary>The screen's lines per inch, 60 (newspapers) to 175 (art books). Default: 65 to 150, drawn by the seed.</summary>
    [Parameter]
    [ValidateRange(HalftoneStage.LeastFrequency, HalftoneStage.MostFrequency)]
    public double? Frequency { get; set; }

    /// <summary>
    /// The screen's angle in degrees, 0 to 180, counter-clockwise; with Cmyk that of black, to which cyan stands at -30, magenta at +30 and yellow at -45
    /// degrees. Default: 45, so that they stand at 15, 75, 0 and 45.
    /// </summary>
    [Parameter]
    [ValidateRange(0.0, 180.0)]
    public double? Angle { get; set; }

    /// <summary>Round dots, Ellipse (which join to chains first) or Line. Default: drawn by the seed, mostly Round.</summary>
    [Parameter]
    public HalftoneShape? Shape { get; set; }

    /// <inheritdoc/>
    protected override Stage Stage(EcgImage image) => new HalftoneStage { Ink = Ink, Frequency = Frequency, Angle = Angle, Shape = Shape };

    /// <inheritdoc/>
    protected override string Describe(EcgImage image) => image.Stages[^1] is HalftoneStage s ? FormattableString.Invariant($"printed in {s.Ink} halftone, {s.Frequency} lines per inch") : "";
}
