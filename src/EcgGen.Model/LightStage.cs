// Light on the finished view: lamps, shadows, shine.
using System.Text.Json.Serialization;

namespace EcgGen;

/// <summary>
/// One thing about the light that falls on the frame. It stays where it is in the frame, however the sheet lies. Null values are chosen when the
/// recipe is resolved; those that a kind of light doesn't have stay null.
/// </summary>
public sealed record LightStage : CameraStage
{
    /// <summary>The discriminator.</summary>
    public const string Kind = "light";

    /// <inheritdoc/>
    [JsonIgnore]
    public override string Name => Kind;

    /// <inheritdoc/>
    public override Stage? InCleanTwin() => null;

    /// <summary>What kind of light.</summary>
    public LightKind? Type { get; init; }

    /// <summary>
    /// 0–1; 0 changes nothing. Gradient, Vignette, Shadow, LiftedEdge: the part of the light that is missing where it is darkest. Point: the lamp's
    /// part of all light under it. Glare, LidLeak: what is added at most, where 1 is what white paper reflects.
    /// </summary>
    public double? Strength { get; init; }

    /// <summary>The centre in fractions of the frame's width, 0 at the left: under the point light, of the vignette, the shadow, the glare; −2 to 3.</summary>
    public double? X { get; init; }

    /// <summary>The centre in fractions of the frame's height, 0 at the top; −2 to 3.</summary>
    public double? Y { get; init; }

    /// <summary>
    /// Degrees counter-clockwise from the frame's right, 0–360: where the light of a gradient comes from, where the arm of a shadow's hand or the dark
    /// side of its edge is, along the glare, at which side of the frame light leaks or paper lifts.
    /// </summary>
    public double? Angle { get; init; }

    /// <summary>
    /// Fractions of the frame's longer side, 0.005–2: length of the shadow's hand or phone, radius of the glare at half its height, and depth of the band where light
    /// leaks or paper lifts.
    /// </summary>
    public double? Size { get; init; }

    /// <summary>Width of a shadow's edge, from 10 to 90 % of its depth, in fractions of the frame's longer side, 0.01–1. It is half as wide where the hand is near the paper, and wider at the arm.</summary>
    public double? Softness { get; init; }

    /// <summary>The point light's height over the paper in mm, 20–10000.</summary>
    public double? Height { get; init; }

    /// <summary>What throws the shadow.</summary>
    public ShadowShape? Shape { get; init; }

    /// <summary>The light's colour as that of a black body in kelvin, 2000–20000; 6500 is neutral. In a shadow, that of the light that is left there.</summary>
    public double? Kelvin { get; init; }

    /// <summary>The light's colour, instead of <see cref="Kelvin"/>: what white paper would look like in it.</summary>
    public Rgb? Color { get; init; }

    /// <summary>How far the camera takes the light's cast away, 0 (not at all) to 1 (neutral).</summary>
    public double? WhiteBalance { get; init; }

    /// <summary>Seeds details: how a hand is held, how uneven a shine is.</summary>
    public int? Seed { get; init; }
}

/// <summary>Kinds of light.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<LightKind>))]
public enum LightKind
{
    /// <summary>Light that falls off evenly from one side of the frame to the other.</summary>
    Gradient,
    /// <summary>A lamp near the paper: the inverse square law and the cosine law.</summary>
    Point,
    /// <summary>A lens that is darker towards the corners: the cosine's fourth power.</summary>
    Vignette,
    /// <summary>The soft shadow of a hand, a phone or an edge.</summary>
    Shadow,
    /// <summary>A lamp's reflection on glossy paper; adds light.</summary>
    Glare,
    /// <summary>Light that gets under a scanner's lid at one side; adds light.</summary>
    LidLeak,
    /// <summary>Paper that lifts off the scanner's glass at one side, as at a book's spine, and gets less light.</summary>
    LiftedEdge,
}

/// <summary>What throws a shadow.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<ShadowShape>))]
public enum ShadowShape
{
    /// <summary>A hand and its arm.</summary>
    Hand,
    /// <summary>A phone, held by two hands to take the picture.</summary>
    Phone,
    /// <summary>Something with a straight edge, larger than the frame.</summary>
    Edge,
}
