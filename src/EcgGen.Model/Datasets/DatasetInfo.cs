// dataset.json: what a data set is, and what came of it.
using System.Text.Json;
using System.Text.Json.Serialization;

namespace EcgGen;

/// <summary>A data set: what was asked for, and how much of it there is.</summary>
public sealed record DatasetInfo
{
    /// <summary>The profile from which recipes were drawn.</summary>
    public required JsonElement Profile { get; init; }

    /// <summary>EcgGen's version.</summary>
    public required string Version { get; init; }

    /// <summary>Such as "linux-x64".</summary>
    public required string Platform { get; init; }

    /// <summary>Such as "x86-64-v3"; another one may give other bytes.</summary>
    public required string InstructionSet { get; init; }

    /// <summary>The seed.</summary>
    public required int Seed { get; init; }

    /// <summary>Images per record.</summary>
    public required int VariantCount { get; init; }

    /// <summary>How the files are arranged.</summary>
    public required DatasetLayout Layout { get; init; }

    /// <summary>The format of the images.</summary>
    public required ImageFormat Format { get; init; }

    /// <summary>The files that every image has, the image first.</summary>
    public required IReadOnlyList<DatasetFileKind> Files { get; init; }

    /// <summary>Whether the JSON beside each image holds the ground truth.</summary>
    public required bool Truth { get; init; }

    /// <summary>The parts and the share of patients that each gets, 0–1; the sum is 1.</summary>
    public required IReadOnlyDictionary<string, double> Split { get; init; }

    /// <summary>What keeps records together in one part: a property of records or a column of a table.</summary>
    public required string GroupBy { get; init; }

    /// <summary>Records in the whole list, also in a shard.</summary>
    public required int RecordCount { get; init; }

    /// <summary>sha256 over the whole list of records: names, sizes and beginnings of their files.</summary>
    public required string RecordsSha256 { get; init; }

    /// <summary>Records that were drawn.</summary>
    public int Records { get; init; }

    /// <summary>Images.</summary>
    public int Images { get; init; }

    /// <summary>Records that failed.</summary>
    public int Errors { get; init; }

    /// <summary>Images in each part.</summary>
    public IReadOnlyDictionary<string, int>? Counts { get; init; }

    /// <summary>Which shard this is; null for a whole data set.</summary>
    public DatasetShard? Shard { get; init; }

    /// <summary>The records that are drawn: the first, and one past the last; all, or those of the shard.</summary>
    public (int Start, int End) Range() => Shard?.Range(RecordCount) ?? (0, RecordCount);

    /// <summary>The images that are drawn if no record fails.</summary>
    public long ImageCount()
    {
        var (start, end) = Range();
        return (long)(end - start) * VariantCount;
    }

    /// <inheritdoc/>
    public override string ToString() => $"{Images} images of {Records} records";
}

/// <summary>One of several parts that make up a data set: a contiguous range of the list of records.</summary>
/// <param name="Index">Which, from 0.</param>
/// <param name="Count">How many there are.</param>
public sealed record DatasetShard(int Index, int Count)
{
    /// <summary>The shard's range of a list of records.</summary>
    /// <param name="records">Records in the whole list.</param>
    /// <returns>The first record, and one past the last.</returns>
    public (int Start, int End) Range(int records) => ((int)((long)records * Index / Count), (int)((long)records * (Index + 1) / Count));

    /// <inheritdoc/>
    public override string ToString() => $"{Index} of {Count}";
}

/// <summary>How a data set's files are arranged.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<DatasetLayout>))]
public enum DatasetLayout
{
    /// <summary>A folder for each part, in it a folder for each thousand records.</summary>
    [JsonStringEnumMemberName("folder")]
    Folder,
    /// <summary>Tar files as the WebDataset library reads them.</summary>
    [JsonStringEnumMemberName("webDataset")]
    WebDataset,
    /// <summary>The tree, and one file of COCO annotations for each part.</summary>
    [JsonStringEnumMemberName("coco")]
    Coco,
    /// <summary>images and labels for each part, and data.yaml.</summary>
    [JsonStringEnumMemberName("yolo")]
    Yolo,
    /// <summary>The tree with a WFDB record for each image, whose header names it, as in the PhysioNet Challenge 2024.</summary>
    [JsonStringEnumMemberName("challenge")]
    Challenge,
}
