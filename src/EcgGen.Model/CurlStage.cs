// A sheet that does not lie flat: rolled, one edge lifted, bent into a book's spine, wavy.
using System.Text.Json.Serialization;

namespace EcgGen;

/// <summary>How a sheet is bent; always along one axis, for paper does not stretch.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<CurlShape>))]
public enum CurlShape
{
    /// <summary>The whole sheet is a part of a cylinder: it was rolled up.</summary>
    [JsonStringEnumMemberName("roll")]
    Roll,
    /// <summary>One edge lifts.</summary>
    [JsonStringEnumMemberName("edge")]
    Edge,
    /// <summary>One edge dives into the spine of a book or binder.</summary>
    [JsonStringEnumMemberName("spine")]
    Spine,
    /// <summary>Waves, as of paper that was damp.</summary>
    [JsonStringEnumMemberName("wave")]
    Wave,
}

/// <summary>
/// A developable surface: distances along the paper stay what they are. Nowhere steeper than 60°, so that no part hides another. Seen
/// straight from above unless a perspective with a camera follows. Null values are chosen when the recipe is resolved.
/// </summary>
public sealed record CurlStage : CameraStage
{
    /// <summary>The discriminator.</summary>
    public const string Kind = "curl";

    /// <inheritdoc/>
    [JsonIgnore]
    public override string Name => Kind;

    /// <inheritdoc/>
    public override Stage InCleanTwin() => this with { OnlyGeometry = true };

    /// <summary>How it is bent.</summary>
    public CurlShape? Shape { get; init; }

    /// <summary>The smallest radius of curvature in mm, 20–10000.</summary>
    public double? Radius { get; init; }

    /// <summary>Degrees, 0–360, counter-clockwise from the right: the direction in which the sheet bends, and of the edge that lifts or dives.</summary>
    public double? Angle { get; init; }

    /// <summary>Millimetres, 5–1000: how much of the sheet lifts or dives, or the length of a wave; without meaning for a roll.</summary>
    public double? Length { get; init; }

    /// <summary>0–1: how much the slopes differ in light; at 1 light comes in at 45°.</summary>
    public double? Shading { get; init; }

    /// <summary>Where the light comes from in degrees, 0–360, counter-clockwise from the right.</summary>
    public double? LightAngle { get; init; }

    /// <summary>Whether only the shape is left of it, as in clean twins; never in a recipe.</summary>
    [JsonIgnore]
    public bool OnlyGeometry { get; init; }
}
