// What all stages of the camera have in common.
using System.Text.Json.Serialization;

namespace EcgGen;

/// <summary>Something about the view of the sheet: where the camera stands and what it looks through, what lies around, how it is lit.</summary>
public abstract record CameraStage : Stage
{
    /// <inheritdoc/>
    [JsonIgnore]
    public override StagePhase Phase => StagePhase.Camera;
}
