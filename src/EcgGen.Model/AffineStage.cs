// The sheet turned, scaled, sheared or moved within its plane.
using System.Text.Json.Serialization;

namespace EcgGen;

/// <summary>
/// An affine transformation (Shivashankara and Sameni, Eq. 3). Either a matrix, or rotation, scale, shear and translation about the middle
/// of the frame, in that order. If all values are null, they are drawn; otherwise null is what changes nothing.
/// </summary>
public sealed record AffineStage : CameraStage
{
    /// <summary>The discriminator.</summary>
    public const string Kind = "affine";

    /// <inheritdoc/>
    [JsonIgnore]
    public override string Name => Kind;

    /// <inheritdoc/>
    public override Stage InCleanTwin() => this;

    /// <summary>Degrees, −180 to 180, counter-clockwise.</summary>
    public double? Rotation { get; init; }

    /// <summary>Factors to the right and downwards, 0.1–10.</summary>
    public double[]? Scale { get; init; }

    /// <summary>Degrees, −60 to 60: how far upright lines lean to the right, and how far level lines dip to the right.</summary>
    public double[]? Shear { get; init; }

    /// <summary>Millimetres to the right and downwards, −1000 to 1000.</summary>
    public double[]? Translation { get; init; }

    /// <summary>a, b, c, d, e, f of x′ = a·x + b·y + c and y′ = d·x + e·y + f, in mm from the frame's top left; then nothing else is given.</summary>
    public double[]? Matrix { get; init; }
}
