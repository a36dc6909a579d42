// One line of a data set's manifest.jsonl: an image, what it was made of, and its files.
using System.Text.Json.Serialization;

namespace EcgGen;

/// <summary>One image of a data set.</summary>
public sealed record ManifestEntry
{
    /// <summary>Unique in the data set, and the stem of the image's files: index and variant, such as "000012_03".</summary>
    public required string Id { get; init; }

    /// <summary>The record's position in the whole sorted list of records, from 0; also in a shard.</summary>
    public required int Index { get; init; }

    /// <summary>Which image of this record, from 0.</summary>
    public required int Variant { get; init; }

    /// <summary>The part of the data set that the record's patient belongs to, such as "train".</summary>
    public required string Split { get; init; }

    /// <summary>The record.</summary>
    public required ManifestRecord Record { get; init; }

    /// <summary>Pixels.</summary>
    public required int Width { get; init; }

    /// <summary>Pixels.</summary>
    public required int Height { get; init; }

    /// <summary>How the image was made, in short; the JSON beside it has all.</summary>
    public required ManifestRecipe Recipe { get; init; }

    /// <summary>The image's files, the image first.</summary>
    public required IReadOnlyList<ManifestFile> Files { get; init; }

    /// <inheritdoc/>
    public override string ToString() => Id;
}

/// <summary>The record of an image.</summary>
/// <param name="Name">The record's name.</param>
/// <param name="Sha256">The record's id: sha256 of its samples.</param>
/// <param name="Patient">A keyed hash that is equal for records of one patient in this data set, or of one group; null where the record tells none.</param>
public sealed record ManifestRecord(string Name, string Sha256, string? Patient)
{
    /// <inheritdoc/>
    public override string ToString() => Name;
}

/// <summary>What one would choose images by.</summary>
/// <param name="Sha256">sha256 of the recipe's canonical JSON.</param>
/// <param name="Condition">The imaging condition, or null.</param>
/// <param name="Layout">The layout of the leads.</param>
/// <param name="Vendor">The maker's look, or null.</param>
/// <param name="Stages">The kinds of the stages, in order.</param>
public sealed record ManifestRecipe(string Sha256, ImagingCondition? Condition, string Layout, string? Vendor, IReadOnlyList<string> Stages);

/// <summary>A file of an image.</summary>
/// <param name="Kind">What it holds.</param>
/// <param name="Path">Where it is, relative to the data set's folder, with "/"; in a tar file: the tar file's path, "/", and the name in it.</param>
/// <param name="Sha256">sha256 of its bytes.</param>
/// <param name="Bytes">Its size.</param>
public sealed record ManifestFile(DatasetFileKind Kind, string Path, string Sha256, long Bytes)
{
    /// <inheritdoc/>
    public override string ToString() => Path;
}

/// <summary>What a file of an image holds.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<DatasetFileKind>))]
public enum DatasetFileKind
{
    /// <summary>The image.</summary>
    [JsonStringEnumMemberName("image")]
    Image,
    /// <summary>Recipe, record and, if asked for, ground truth.</summary>
    [JsonStringEnumMemberName("json")]
    Json,
    /// <summary>The index mask.</summary>
    [JsonStringEnumMemberName("mask")]
    Mask,
    /// <summary>The coverage planes.</summary>
    [JsonStringEnumMemberName("planes")]
    Planes,
    /// <summary>The clean twin.</summary>
    [JsonStringEnumMemberName("clean")]
    Clean,
    /// <summary>Sheet millimetres per pixel.</summary>
    [JsonStringEnumMemberName("coordinates")]
    Coordinates,
    /// <summary>Pixels per node of the sheet.</summary>
    [JsonStringEnumMemberName("nodes")]
    Nodes,
    /// <summary>COCO annotations of this image; only in shards, for the layout joins them.</summary>
    [JsonStringEnumMemberName("coco")]
    Coco,
    /// <summary>YOLO annotations.</summary>
    [JsonStringEnumMemberName("yolo")]
    Yolo,
    /// <summary>The header of the plotted signal's WFDB record.</summary>
    [JsonStringEnumMemberName("wfdb-header")]
    WfdbHeader,
    /// <summary>The samples of the plotted signal's WFDB record.</summary>
    [JsonStringEnumMemberName("wfdb-data")]
    WfdbData,
}
