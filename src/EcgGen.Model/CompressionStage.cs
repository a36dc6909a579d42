// What is left of an image that was a JPEG once.
using System.Text.Json.Serialization;

namespace EcgGen;

/// <summary>JPEG artefacts: the image is encoded and decoded. Null values are chosen when the recipe is resolved.</summary>
public sealed record CompressionStage : SensorStage
{
    /// <summary>The discriminator.</summary>
    public const string Kind = "compression";

    /// <inheritdoc/>
    [JsonIgnore]
    public override string Name => Kind;

    /// <summary>Quality as libjpeg counts it, 1–100.</summary>
    public int? Quality { get; init; }

    /// <summary>The resolution of the colours.</summary>
    public ChromaSubsampling? Subsampling { get; init; }

    /// <summary>How many times it was saved, 1–10; each time one quality lower than the next, so that losses add up. The last one has <see cref="Quality"/>.</summary>
    public int? Count { get; init; }
}

/// <summary>How many pixels share the colour of one, by the names that photographers use.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<ChromaSubsampling>))]
public enum ChromaSubsampling
{
    /// <summary>4:4:4: none.</summary>
    Yuv444,
    /// <summary>4:2:2: two side by side.</summary>
    Yuv422,
    /// <summary>4:2:0: two by two.</summary>
    Yuv420,
}
