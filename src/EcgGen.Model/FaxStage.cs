// The sheet as it comes out of a fax machine.
using System.Text.Json.Serialization;

namespace EcgGen;

/// <summary>The sheet is faxed. Null values are chosen when the recipe is resolved.</summary>
public sealed record FaxStage : ReproductionStage
{
    /// <summary>The discriminator.</summary>
    public const string Kind = "fax";

    /// <inheritdoc/>
    [JsonIgnore]
    public override string Name => Kind;

    /// <summary>How fine the machine scans.</summary>
    public FaxResolution? Resolution { get; init; }

    /// <summary>How tones become black and white.</summary>
    public FaxTone? Tone { get; init; }

    /// <summary>0–1, where black begins: at 0 the grid is gone, at 0.5 paper half as bright as blank paper looks is the border, at 1 all that is not white is black.</summary>
    public double? Darkness { get; init; }

    /// <summary>0–1: lines that got lost, for which the machine repeated the one before, or left white; at 1 one in 25.</summary>
    public double? LineLoss { get; init; }

    /// <summary>0–1: lines that were garbled on their way and end in random dashes; at 1 one in 50.</summary>
    public double? LineNoise { get; init; }

    /// <summary>Seeds what happens to lines.</summary>
    public int? Seed { get; init; }
}

/// <summary>Resolutions of fax machines (ITU-T T.4): pixels along a line by lines, per inch.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<FaxResolution>))]
public enum FaxResolution
{
    /// <summary>204 × 98.</summary>
    Standard,
    /// <summary>204 × 196.</summary>
    Fine,
    /// <summary>204 × 391.</summary>
    Superfine,
}

/// <summary>Ways from tones to black and white.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<FaxTone>))]
public enum FaxTone
{
    /// <summary>Black where it is darker than a threshold: text mode.</summary>
    Threshold,
    /// <summary>Dots as dense as the tone is dark (Floyd and Steinberg 1976): photo mode.</summary>
    ErrorDiffusion,
}
