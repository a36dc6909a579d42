// Creases: straight folds of the sheet, or the blurred lines by which the ECGGen paper stands for them.
using System.Text.Json.Serialization;

namespace EcgGen;

/// <summary>Straight creases across the sheet. Null values are chosen when the recipe is resolved.</summary>
public sealed record CreaseStage : WearStage
{
    /// <summary>The discriminator.</summary>
    public const string Kind = "crease";

    /// <inheritdoc/>
    [JsonIgnore]
    public override string Name => Kind;

    /// <inheritdoc/>
    public override Stage InCleanTwin() => this with { OnlyGeometry = true };

    /// <summary>What a crease looks like.</summary>
    public CreaseStyle? Style { get; init; }

    /// <summary>Folded by a pattern; null for parallel creases by count and angle.</summary>
    public FoldPattern? Pattern { get; init; }

    /// <summary>How many parallel creases, 1–50; null where a pattern says it.</summary>
    public int? Count { get; init; }

    /// <summary>Direction of the creases in degrees, 0–180, counter-clockwise from the sheet's width; null where a pattern says it.</summary>
    public double? Angle { get; init; }

    /// <summary>Which of the two mirrored directions the creases have; null where a pattern says it.</summary>
    public CreaseDirection? Direction { get; init; }

    /// <summary>
    /// How wide a crease is in mm, 0.1–50. Fold: the way over which the paper darkens towards the fold; 17 on measured pages. Line: the standard
    /// deviation of the blur.
    /// </summary>
    public double? Width { get; init; }

    /// <summary>
    /// 0–1. Fold: 1 is as deep as on measured pages: 14 % darker at the fold, paper shifted by up to 1 mm, three quarters of the ink gone from
    /// the ridge. Line: 1 is 60 % darker in the middle.
    /// </summary>
    public double? Strength { get; init; }

    /// <summary>Seeds what differs along the creases.</summary>
    public int? Seed { get; init; }
}

/// <summary>What a crease looks like.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<CreaseStyle>))]
public enum CreaseStyle
{
    /// <summary>A folded and flattened sheet: light, ink and place of the print change across it.</summary>
    Fold,
    /// <summary>A blurred dark line, as in the ECGGen paper.</summary>
    Line,
}

/// <summary>Ways in which sheets are folded.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<FoldPattern>))]
public enum FoldPattern
{
    /// <summary>Once, across the longer side.</summary>
    Half,
    /// <summary>Twice across the longer side, as for an envelope.</summary>
    Thirds,
    /// <summary>Once across each side.</summary>
    Quarters,
}

/// <summary>Directions of parallel creases.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<CreaseDirection>))]
public enum CreaseDirection
{
    /// <summary>At the angle.</summary>
    Forward,
    /// <summary>At the mirrored angle, 180° minus it.</summary>
    Backward,
    /// <summary>So many creases at each of the two.</summary>
    Both,
}
