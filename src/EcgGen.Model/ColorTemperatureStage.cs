// The colour of the light, or of a camera's white balance.
using System.Text.Json.Serialization;

namespace EcgGen;

/// <summary>A colour temperature along the Planckian locus; 6500 K changes nothing. Null values are chosen when the recipe is resolved.</summary>
public sealed record ColorTemperatureStage : SensorStage
{
    /// <summary>The discriminator.</summary>
    public const string Kind = "colorTemperature";

    /// <summary>The temperature that leaves the image as it is, in kelvin.</summary>
    public const double Neutral = 6500;

    /// <inheritdoc/>
    [JsonIgnore]
    public override string Name => Kind;

    /// <summary>Temperature in kelvin, 1000–40000.</summary>
    public double? Kelvin { get; init; }

    /// <summary>What the temperature is that of; null for <see cref="ColorTemperatureConvention.Illuminant"/>.</summary>
    public ColorTemperatureConvention? Convention { get; init; }
}

/// <summary>The two ways in which a colour temperature is understood.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<ColorTemperatureConvention>))]
public enum ColorTemperatureConvention
{
    /// <summary>That of the light on the sheet: lower is more orange, higher is bluer.</summary>
    Illuminant,
    /// <summary>
    /// That which a camera's white balance is set to, in light of 6500 K: lower is bluer, higher is more orange. It is the direction that the paper of
    /// Shivashankara and Sameni states.
    /// </summary>
    WhiteBalance,
}
