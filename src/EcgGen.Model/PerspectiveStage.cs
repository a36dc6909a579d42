// The sheet seen from elsewhere than straight above.
using System.Text.Json.Serialization;

namespace EcgGen;

/// <summary>
/// A projective transformation (Shivashankara and Sameni, Eq. 4): by a matrix, by where the frame's four corners go, or by a camera. If
/// all values are null, a camera is drawn; if a camera has some, null angles are 0 and a null distance is drawn.
/// </summary>
public sealed record PerspectiveStage : CameraStage
{
    /// <summary>The discriminator.</summary>
    public const string Kind = "perspective";

    /// <inheritdoc/>
    [JsonIgnore]
    public override string Name => Kind;

    /// <inheritdoc/>
    public override Stage InCleanTwin() => this;

    /// <summary>Degrees, −60 to 60, that the camera stands to the right of the middle of the frame, at which it looks.</summary>
    public double? Yaw { get; init; }

    /// <summary>Degrees, −60 to 60, that it stands below it.</summary>
    public double? Pitch { get; init; }

    /// <summary>Degrees, −180 to 180, by which the picture is turned counter-clockwise.</summary>
    public double? Roll { get; init; }

    /// <summary>Millimetres from the camera to the middle of the frame, 100–10000.</summary>
    public double? Distance { get; init; }

    /// <summary>
    /// The lens as on 36 × 24 mm film, in mm, 8–400: with the distance it says how much lies in the frame, whose longer side is 36 mm there. Null
    /// leaves the frame as it is.
    /// </summary>
    public double? FocalLength { get; init; }

    /// <summary>Where the frame's corners go, clockwise from its top left: x and y each, as fractions of the frame's width and height.</summary>
    public double[]? Corners { get; init; }

    /// <summary>a to i of Eq. 4, row by row, in mm from the frame's top left.</summary>
    public double[]? Matrix { get; init; }
}
