// Set-EcgColorTemperature: the colour of the light, or of a white balance.
using System.Management.Automation;
using EcgGen.Pipeline;

namespace EcgGen.Commands;

/// <summary>Sets the colour of the light on the page, or of a camera's white balance, by its temperature along the Planckian locus.</summary>
/// <remarks>
/// The channels are multiplied in linear light by the colour of a black body of that temperature over that of one of 6500 K, which leaves the image as it is to the
/// byte. The luminance of greys stays the same; only where light parts of the image would overflow in a channel, and so change their colour, is the whole
/// darkened as much as it takes. The paper of Shivashankara and Sameni states that low values are bluish and high values orange: that is -Convention
/// WhiteBalance. Physics has it the other way round for the light itself: -Convention Illuminant.
/// </remarks>
/// <example>
/// <code>New-EcgRecord | New-EcgPaper | Set-EcgColorTemperature -Kelvin 2856 | Export-EcgImage pages</code>
/// <para>A page in the light of a light bulb, orange.</para>
/// </example>
/// <example>
/// <code>New-EcgRecord | New-EcgPaper | Set-EcgColorTemperature -Kelvin 2856 -Convention WhiteBalance | Export-EcgImage pages</code>
/// <para>The paper's convention: a low value is bluish.</para>
/// </example>
[Cmdlet(VerbsCommon.Set, "EcgColorTemperature")]
[OutputType(typeof(EcgImage))]
public sealed class SetEcgColorTemperatureCommand : StageCommand
{
    /// <summary>Temperature in kelvin, 1000 to 40000. Default: drawn by the seed from the light of real photos, 4500 to 6700 K or the settings that look the same.</summary>
    [Parameter(Position = 0)]
    [ValidateRange(1000.0, 40_000.0)]
    public double? Kelvin { get; set; }

    /// <summary>
    /// Illuminant (default): the temperature is that of the light; lower is more orange, higher bluer. WhiteBalance: it is what a camera is set to in light of
    /// 6500 K; lower is bluer, higher more orange, as the paper states.
    /// </summary>
    [Parameter]
    public ColorTemperatureConvention? Convention { get; set; }

    /// <inheritdoc/>
    protected override Stage Stage(EcgImage image) => new ColorTemperatureStage { Kelvin = Kelvin, Convention = Convention };

    /// <inheritdoc/>
    protected override string Describe(EcgImage image) => FormattableString.Invariant($"colour temperature of {((ColorTemperatureStage)image.Stages[^1]).Kelvin} K");
}
