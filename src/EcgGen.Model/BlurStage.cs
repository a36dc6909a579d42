// Lost focus, a moved camera, or optics that are not sharp.
using System.Text.Json.Serialization;

namespace EcgGen;

/// <summary>A blur in linear light; it moves nothing. Null values are chosen when the recipe is resolved.</summary>
public sealed record BlurStage : SensorStage
{
    /// <summary>The discriminator.</summary>
    public const string Kind = "blur";

    /// <inheritdoc/>
    [JsonIgnore]
    public override string Name => Kind;

    /// <summary>The kind of blur.</summary>
    public BlurKind? Shape { get; init; }

    /// <summary>
    /// Pixels: the standard deviation of a Gaussian, 0–10; the radius of the disc of a lost focus, 0–10; the length of a motion, 0–50. 0 changes nothing.
    /// </summary>
    public double? Size { get; init; }

    /// <summary>The direction of a motion in degrees, 0–180, counter-clockwise from the image's right.</summary>
    public double? Angle { get; init; }
}

/// <summary>Kinds of blur.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<BlurKind>))]
public enum BlurKind
{
    /// <summary>Many small causes together.</summary>
    Gaussian,
    /// <summary>A lens out of focus: an even disc.</summary>
    Defocus,
    /// <summary>A camera that moved evenly along a line.</summary>
    Motion,
}
