// The sheet as an offset or laser printer reproduces it: tones become dots.
using System.Text.Json.Serialization;

namespace EcgGen;

/// <summary>The sheet is printed in halftone. Null values are chosen when the recipe is resolved.</summary>
public sealed record HalftoneStage : ReproductionStage
{
    /// <summary>The discriminator.</summary>
    public const string Kind = "halftone";

    /// <summary>Coarsest screen in lines per inch.</summary>
    public const double LeastFrequency = 60;

    /// <summary>Finest screen in lines per inch.</summary>
    public const double MostFrequency = 175;

    /// <inheritdoc/>
    [JsonIgnore]
    public override string Name => Kind;

    /// <summary>The screen's lines per inch, 60–175.</summary>
    public double? Frequency { get; init; }

    /// <summary>
    /// The screen's angle in degrees, 0–180, counter-clockwise; of four inks, that of black. Cyan, magenta and yellow stand 30° before, 30° after and 45°
    /// before it: at 45°, the standard one, at 15°, 75° and 0°.
    /// </summary>
    public double? Angle { get; init; }

    /// <summary>What the dots look like.</summary>
    public HalftoneShape? Shape { get; init; }

    /// <summary>The inks.</summary>
    public HalftoneInk? Ink { get; init; }
}

/// <summary>Shapes of halftone dots.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<HalftoneShape>))]
public enum HalftoneShape
{
    /// <summary>Round dots that meet at their corners at half tone, all at once, and leave round holes above.</summary>
    Round,
    /// <summary>Oval dots that first join to chains.</summary>
    Ellipse,
    /// <summary>Lines that grow thicker.</summary>
    Line,
}

/// <summary>Inks of a halftone.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<HalftoneInk>))]
public enum HalftoneInk
{
    /// <summary>Black alone: a grey picture.</summary>
    Black,
    /// <summary>Cyan, magenta, yellow and black.</summary>
    Cmyk,
}
