// What a lens does to straight lines.
using System.Text.Json.Serialization;

namespace EcgGen;

/// <summary>
/// Lens distortion (Brown 1971): a point at (x, y) from the middle of the frame, in units of half its diagonal, with r² = x² + y², goes to
/// x·(1 + k1·r² + k2·r⁴ + k3·r⁶) + 2·p1·x·y + p2·(r² + 2·x²), and y likewise with p1 and p2 exchanged. If all are null, k1 and k2 are drawn;
/// otherwise null is 0.
/// </summary>
public sealed record LensStage : CameraStage
{
    /// <summary>The discriminator.</summary>
    public const string Kind = "lens";

    /// <inheritdoc/>
    [JsonIgnore]
    public override string Name => Kind;

    /// <inheritdoc/>
    public override Stage InCleanTwin() => this;

    /// <summary>−0.3 to 0.3; below 0 lines bulge outwards like a barrel's staves, above 0 inwards like a pincushion's sides.</summary>
    public double? K1 { get; init; }

    /// <summary>−0.3 to 0.3.</summary>
    public double? K2 { get; init; }

    /// <summary>−0.3 to 0.3.</summary>
    public double? K3 { get; init; }

    /// <summary>−0.05 to 0.05: a lens that is not centred.</summary>
    public double? P1 { get; init; }

    /// <summary>−0.05 to 0.05.</summary>
    public double? P2 { get; init; }
}
