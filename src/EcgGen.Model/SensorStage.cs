// What all stages of the sensor have in common.
using System.Text.Json.Serialization;

namespace EcgGen;

/// <summary>Something that a scanner's or camera's sensor or software does to the pixels; it moves none.</summary>
public abstract record SensorStage : Stage
{
    /// <inheritdoc/>
    [JsonIgnore]
    public override StagePhase Phase => StagePhase.Sensor;

    /// <inheritdoc/>
    public sealed override Stage? InCleanTwin() => null;
}
