// Add-EcgNoise: the noise of a scanner's or camera's sensor.
using System.Management.Automation;
using EcgGen.Pipeline;

namespace EcgGen.Commands;

/// <summary>Adds the noise of a sensor to the image: normal, Poisson, photons, salt and pepper, rows, columns, hot pixels.</summary>
/// <remarks>
/// Numbers are grey levels of sRGB bytes. With no kind given a realistic mixture is drawn by the seed: photons and electronics, 2 to 6 grey levels together,
/// sometimes lines and hot pixels; real images after a phone's processing and JPEG rarely have more than 15. What is added is rounded once and clipped to 0 to 255, so
/// that noise darkens pure white on average; paper is seldom pure white. Truth, masks and clean twins know nothing of it. Add-EcgSignalNoise is for the signal.
/// </remarks>
/// <example>
/// <code>New-EcgRecord | New-EcgPaper | Add-EcgNoise | Export-EcgImage pages -Truth</code>
/// <para>Adds the noise of a real scan or photo, drawn by the seed.</para>
/// </example>
/// <example>
/// <code>New-EcgRecord | New-EcgPaper | Add-EcgNoise -Gaussian 10 -Poisson 5 -SaltPepper 0.01 | Export-EcgImage paper</code>
/// <para>The three noises of the ECGGen paper, equations 5, 6 and 7.</para>
/// </example>
/// <example>
/// <code>New-EcgRecord | New-EcgPaper | Add-EcgNoise -Shot 3 -Row 0.5 -Column 0.8 -Monochrome | Export-EcgImage scans -Format TiffGray</code>
/// <para>A scanner that sees no colours, with streaks.</para>
/// </example>
[Cmdlet(VerbsCommon.Add, "EcgNoise")]
[OutputType(typeof(EcgImage))]
public sealed class AddEcgNoiseCommand : StageCommand
{
    /// <summary>Standard deviation of normal noise in grey levels, 0 to 100 (the paper's equation 5). Default: none, if another kind is given.</summary>
    [Parameter(Position = 0)]
    [ValidateRange(0.0, 100.0)]
    public double? Gaussian { get; set; }

    /// <summary>
    /// The λ of the paper's equation 6 in grey levels, 0 to 100: a number with a Poisson distribution is added to each value whatever it is, which brightens by λ on
    /// average. -Shot is the noise of photons. Default: none.
    /// </summary>
    [Parameter]
    [ValidateRange(0.0, 100.0)]
    public double? Poisson { get; set; }

    /// <summary>
    /// Noise of photons, 0 to 50: its standard deviation at white in grey levels. In linear light its variance is in proportion to the light; a photosite then
    /// holds (112 / value)² electrons at white. Default: none, if another kind is given.
    /// </summary>
    [Parameter]
    [ValidateRange(0.0, 50.0)]
    public double? Shot { get; set; }

    /// <summary>The part of pixels that become black or white, 0 to 1 (the paper's equation 7). Default: none.</summary>
    [Parameter]
    [ValidateRange(0.0, 1.0)]
    public double? SaltPepper { get; set; }

    /// <summary>The part of these that becomes white, 0 to 1. Default: 0.5, as in the paper.</summary>
    [Parameter]
    [ValidateRange(0.0, 1.0)]
    public double? SaltShare { get; set; }

    /// <summary>Standard deviation in grey levels of what whole rows differ by, 0 to 50. Default: none, if another kind is given.</summary>
    [Parameter]
    [ValidateRange(0.0, 50.0)]
    public double? Row { get; set; }

    /// <summary>Standard deviation in grey levels of what whole columns differ by, 0 to 50: a scanner's streaks. Default: none, if another kind is given.</summary>
    [Parameter]
    [ValidateRange(0.0, 50.0)]
    public double? Column { get; set; }

    /// <summary>Photosites in a million that glow in red, green or blue, 0 to 100000. Default: none, if another kind is given.</summary>
    [Parameter]
    [ValidateRange(0.0, 100_000.0)]
    public double? HotPixel { get; set; }

    /// <summary>The same noise in all three channels, as of a sensor without colours.</summary>
    [Parameter]
    public SwitchParameter Monochrome { get; set; }

    /// <inheritdoc/>
    protected override Stage Stage(EcgImage image) => new ImageNoiseStage
    {
        Gaussian = Gaussian,
        Poisson = Poisson,
        Shot = Shot,
        SaltPepper = SaltPepper,
        SaltShare = SaltShare,
        Row = Row,
        Column = Column,
        HotPixel = HotPixel,
        Monochrome = Monochrome ? true : null,
    };

    /// <inheritdoc/>
    protected override string Describe(EcgImage image) => "noise added";
}
