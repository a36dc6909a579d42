// What all copies of a sheet have in common.
using System.Text.Json.Serialization;

namespace EcgGen;

/// <summary>The sheet is replaced by a copy of it: what was there before goes through the machine, what comes later lies on the copy.</summary>
public abstract record ReproductionStage : Stage
{
    /// <inheritdoc/>
    [JsonIgnore]
    public override StagePhase Phase => StagePhase.Sheet;

    /// <inheritdoc/>
    public sealed override Stage? InCleanTwin() => null;
}
