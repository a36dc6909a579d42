// A data set that a cluster builds.
namespace EcgGen;

/// <summary>The jobs that build a data set.</summary>
/// <param name="Path">The data set's full path.</param>
/// <param name="ShardPath">The folder of shards, scripts and logs.</param>
/// <param name="ShardCount">How many shards there are.</param>
/// <param name="ArrayJob">Slurm's id of the job array; null if all shards are finished.</param>
/// <param name="MergeJob">Slurm's id of the job that merges and tests.</param>
public sealed record EcgDatasetJob(string Path, string ShardPath, int ShardCount, string? ArrayJob, string MergeJob)
{
    /// <inheritdoc/>
    public override string ToString() => $"{Path}: jobs {ArrayJob ?? "none"} and {MergeJob}";
}
