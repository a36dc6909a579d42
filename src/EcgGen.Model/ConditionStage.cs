// A preset: how a page is imaged, as the field's benchmarks name it.
using System.Text.Json.Serialization;

namespace EcgGen;

/// <summary>
/// An imaging condition. Resolving a recipe draws stages from it, of the sheet, the camera and the sensor, and puts them in its place; so it follows stages of
/// the sheet, and stands in no resolved recipe. <see cref="Recipe.Condition"/> keeps its name.
/// </summary>
public sealed record ConditionStage : Stage
{
    /// <summary>The discriminator.</summary>
    public const string Kind = "condition";

    /// <inheritdoc/>
    [JsonIgnore]
    public override StagePhase Phase => StagePhase.Sheet;

    /// <inheritdoc/>
    [JsonIgnore]
    public override string Name => Kind;

    /// <inheritdoc/>
    public override Stage? InCleanTwin() => null;

    /// <summary>The condition; null for one of the nine.</summary>
    public ImagingCondition? Condition { get; init; }
}

/// <summary>The nine imaging conditions of the field's benchmarks.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<ImagingCondition>))]
public enum ImagingCondition
{
    /// <summary>The page as it is drawn.</summary>
    Original,
    /// <summary>A colour scan.</summary>
    Scan,
    /// <summary>A scan in greys, rarely of a photocopy or in black and white.</summary>
    ScanGray,
    /// <summary>A phone's photo of the sheet.</summary>
    Photo,
    /// <summary>A phone's photo of a screen that shows the page.</summary>
    ScreenPhoto,
    /// <summary>A photo of a sheet that was stained or soaked.</summary>
    Stained,
    /// <summary>A photo of a sheet that was crumpled, folded and torn.</summary>
    Damaged,
    /// <summary>A colour scan of a sheet with mould.</summary>
    Mould,
    /// <summary>A scan in greys of a sheet with mould.</summary>
    MouldGray,
}
