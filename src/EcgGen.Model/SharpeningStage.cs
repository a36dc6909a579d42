// What scanners and phones do to edges.
using System.Text.Json.Serialization;

namespace EcgGen;

/// <summary>Unsharp masking of sRGB bytes: edges get a light and a dark halo. Null values are chosen when the recipe is resolved.</summary>
public sealed record SharpeningStage : SensorStage
{
    /// <summary>The discriminator.</summary>
    public const string Kind = "sharpening";

    /// <inheritdoc/>
    [JsonIgnore]
    public override string Name => Kind;

    /// <summary>How much of the difference from the blurred image is added, 0–5; 0 changes nothing.</summary>
    public double? Amount { get; init; }

    /// <summary>Standard deviation of the blur in pixels, 0.3–5: how wide halos are.</summary>
    public double? Radius { get; init; }
}
