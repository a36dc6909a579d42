// Set-EcgColorDepth: greys and few bits.
using System.Management.Automation;
using EcgGen.Pipeline;

namespace EcgGen.Commands;

/// <summary>Reduces the image to greys, to few bits, or to both, with or without dithering.</summary>
/// <remarks>
/// Grey is the luma of ITU-R BT.601 of the sRGB bytes, as scanners and libjpeg make it. Few bits leave evenly spaced sRGB values, black and white among them; dithering
/// keeps the mean of the bytes over an area. The image stays RGB in memory: Export-EcgImage -Format TiffGray or TiffBilevel writes a file with one channel.
/// </remarks>
/// <example>
/// <code>New-EcgRecord | New-EcgPaper | Add-EcgNoise | Set-EcgColorDepth -Grayscale | Export-EcgImage gray</code>
/// <para>A scan in greys.</para>
/// </example>
/// <example>
/// <code>New-EcgRecord | New-EcgPaper | Set-EcgColorDepth -Grayscale -BitDepth 1 -Dither FloydSteinberg | Export-EcgImage archive -Format TiffBilevel</code>
/// <para>Black and white dots, as archives keep pages.</para>
/// </example>
[Cmdlet(VerbsCommon.Set, "EcgColorDepth")]
[OutputType(typeof(EcgImage))]
public sealed class SetEcgColorDepthCommand : StageCommand
{
    /// <summary>Greys instead of colours. Without this and -BitDepth it is on.</summary>
    [Parameter]
    public SwitchParameter Grayscale { get; set; }

    /// <summary>Bits of each channel, 1 to 8. Default: 8.</summary>
    [Parameter(Position = 0)]
    [ValidateRange(1, 8)]
    public int? BitDepth { get; set; }

    /// <summary>How values between those that remain are shown: None (the nearest), Ordered (Bayer's matrix) or FloydSteinberg. Default: None.</summary>
    [Parameter]
    public DitherKind? Dither { get; set; }

    /// <inheritdoc/>
    protected override Stage Stage(EcgImage image) => new ColorDepthStage
    {
        Grayscale = MyInvocation.BoundParameters.ContainsKey(nameof(Grayscale)) ? Grayscale.ToBool() : null,
        BitDepth = BitDepth,
        Dither = Dither,
    };

    /// <inheritdoc/>
    protected override string Describe(EcgImage image)
    {
        var stage = (ColorDepthStage)image.Stages[^1];
        return $"{(stage.Grayscale == true ? "greys" : "colours")} of {stage.BitDepth} bits";
    }
}
