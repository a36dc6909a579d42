// How far the build of a data set is, as scripts see it.
namespace EcgGen;

/// <summary>How far a build is.</summary>
public enum DatasetState
{
    /// <summary>Nothing is there.</summary>
    NotStarted,
    /// <summary>Images are missing, or shards are not merged. Whether a process works on it the folder does not tell; <see cref="EcgDatasetProgress.Updated"/> does.</summary>
    Unfinished,
    /// <summary>All is there.</summary>
    Finished,
}

/// <summary>How far the build of a data set, or of a shard of one, is.</summary>
/// <param name="Path">The folder's full path.</param>
/// <param name="Info">What is built.</param>
public sealed record EcgDatasetProgress(string Path, DatasetInfo Info)
{
    /// <summary>Which shard it is; null for a whole data set.</summary>
    public DatasetShard? Shard => Info.Shard;

    /// <summary>How far it is.</summary>
    public required DatasetState State { get; init; }

    /// <summary>Images that are drawn.</summary>
    public long Done { get; init; }

    /// <summary>Images there will be, if no record fails.</summary>
    public required long Total { get; init; }

    /// <summary>Records that could not be drawn.</summary>
    public int Errors { get; init; }

    /// <summary>What of the work is done, 0–100.</summary>
    public double Percent => Total > 0 ? 100.0 * (Done + (long)Errors * Info.VariantCount) / Total : 100;

    /// <summary>Images per second since the build was last begun; null if there were none, or it is finished. While nothing is drawn it falls.</summary>
    public double? Rate { get; init; }

    /// <summary>Seconds until all images are drawn at this rate; null if there is none.</summary>
    public double? Remaining => Rate is { } rate ? Math.Max(0, Total - Done - (long)Errors * Info.VariantCount) / rate : null;

    /// <summary>When the last record was done, in local time; null if none was.</summary>
    public DateTime? Updated { get; init; }

    /// <summary>The shards, if it is built in some.</summary>
    public IReadOnlyList<EcgDatasetProgress> Shards { get; init; } = [];

    /// <inheritdoc/>
    public override string ToString() => FormattableString.Invariant($"{Path}: {State}, {Done} of {Total} images");
}
