// A data set as scripts see it.
namespace EcgGen;

/// <summary>A finished data set, or a finished shard of one.</summary>
/// <param name="Path">The folder's full path.</param>
/// <param name="Info">What dataset.json says.</param>
public sealed record EcgDataset(string Path, DatasetInfo Info)
{
    /// <summary>Records that were drawn.</summary>
    public int Records => Info.Records;

    /// <summary>Images.</summary>
    public int Images => Info.Images;

    /// <summary>Records that failed.</summary>
    public int Errors => Info.Errors;

    /// <summary>Images in each part.</summary>
    public IReadOnlyDictionary<string, int> Counts => Info.Counts ?? new Dictionary<string, int>();

    /// <summary>How the files are arranged.</summary>
    public DatasetLayout Layout => Info.Layout;

    /// <summary>Which shard it is; null for a whole data set.</summary>
    public DatasetShard? Shard => Info.Shard;

    /// <inheritdoc/>
    public override string ToString() => Path;
}
