// What of the view the image shows.
using System.Text.Json.Serialization;

namespace EcgGen;

/// <summary>What the frame is fitted to.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<FrameFit>))]
public enum FrameFit
{
    /// <summary>The whole sheet, and a margin around it.</summary>
    [JsonStringEnumMemberName("sheet")]
    Sheet,
    /// <summary>As much as shows nothing but the sheet, and a margin less.</summary>
    [JsonStringEnumMemberName("inside")]
    Inside,
}

/// <summary>
/// The frame, as all stages before this one leave the view. Either fitted to the sheet, or its four sides moved. If everything but the
/// width is null, the sides are drawn; otherwise null sides stay.
/// </summary>
public sealed record CropStage : CameraStage
{
    /// <summary>The discriminator.</summary>
    public const string Kind = "crop";

    /// <inheritdoc/>
    [JsonIgnore]
    public override string Name => Kind;

    /// <inheritdoc/>
    public override Stage InCleanTwin() => this;

    /// <summary>Fits the frame.</summary>
    public FrameFit? Fit { get; init; }

    /// <summary>Millimetres between a fitted frame and the sheet, 0–1000.</summary>
    public double? Margin { get; init; }

    /// <summary>Millimetres cut off at the left, −1000 to 1000; below 0 more is shown.</summary>
    public double? Left { get; init; }

    /// <summary>Millimetres cut off at the top.</summary>
    public double? Top { get; init; }

    /// <summary>Millimetres cut off at the right.</summary>
    public double? Right { get; init; }

    /// <summary>Millimetres cut off at the bottom.</summary>
    public double? Bottom { get; init; }

    /// <summary>The image's width in pixels, 16–20000, its height in proportion; null keeps the pixels per mm.</summary>
    public int? Width { get; init; }
}
