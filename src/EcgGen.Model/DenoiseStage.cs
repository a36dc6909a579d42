// What a phone does against noise, and what goes with it.
using System.Text.Json.Serialization;

namespace EcgGen;

/// <summary>
/// A phone's denoising: brightness is smoothed except at strong edges, colours are smeared, fine detail is lost. Null values are chosen when the recipe
/// is resolved.
/// </summary>
public sealed record DenoiseStage : SensorStage
{
    /// <summary>The discriminator.</summary>
    public const string Kind = "denoise";

    /// <inheritdoc/>
    [JsonIgnore]
    public override string Name => Kind;

    /// <summary>0–1: how strong; 0 changes nothing. At 1 texture of 25 grey levels (standard deviation) is halved and colours are smeared over 21 pixels.</summary>
    public double? Strength { get; init; }

    /// <summary>Pixels from the middle of the smoothing window to its side, 1–4.</summary>
    public int? Radius { get; init; }
}
