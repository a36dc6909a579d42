// Fewer colours: a scanner's grey and its few bits.
using System.Text.Json.Serialization;

namespace EcgGen;

/// <summary>Greys instead of colours, fewer bits, or both. Null values are chosen when the recipe is resolved.</summary>
public sealed record ColorDepthStage : SensorStage
{
    /// <summary>The discriminator.</summary>
    public const string Kind = "colorDepth";

    /// <inheritdoc/>
    [JsonIgnore]
    public override string Name => Kind;

    /// <summary>Greys, by the luma of ITU-R BT.601 of the sRGB bytes, as scanners and libjpeg have it; null: if the bit depth is open too.</summary>
    public bool? Grayscale { get; init; }

    /// <summary>Bits of each channel, 1–8: as many evenly spaced sRGB values remain as they can count, black and white among them. Null for 8.</summary>
    public int? BitDepth { get; init; }

    /// <summary>How values between are shown; null for <see cref="DitherKind.None"/>.</summary>
    public DitherKind? Dither { get; init; }
}

/// <summary>Ways to show values between two that remain. Each keeps the mean of the sRGB bytes over an area.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<DitherKind>))]
public enum DitherKind
{
    /// <summary>The nearest value: areas become flat.</summary>
    None,
    /// <summary>Bayer's 8 × 8 matrix.</summary>
    Ordered,
    /// <summary>Floyd and Steinberg's diffusion of errors.</summary>
    FloydSteinberg,
}
