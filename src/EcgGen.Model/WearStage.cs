// What all wear has in common.
using System.Text.Json.Serialization;

namespace EcgGen;

/// <summary>Something that happened to the sheet. Stages of wear commute: each works on the flat sheet, and what they shift adds up.</summary>
public abstract record WearStage : Stage
{
    /// <inheritdoc/>
    [JsonIgnore]
    public override StagePhase Phase => StagePhase.Sheet;

    /// <summary>Whether only the paper's shift is left of it, as in clean twins; never in a recipe.</summary>
    [JsonIgnore]
    public bool OnlyGeometry { get; init; }
}
