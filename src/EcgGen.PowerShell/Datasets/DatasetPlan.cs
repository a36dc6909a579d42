// What a build is to do.
using EcgGen.Pipeline;

namespace EcgGen.Datasets;

/// <summary>Everything that decides the bytes of a data set.</summary>
/// <param name="Info">What dataset.json says.</param>
/// <param name="Records">All records, also of other shards.</param>
/// <param name="Groups">What keeps records together.</param>
/// <param name="Draw">Draws the recipe of a record's variant.</param>
internal sealed record DatasetPlan(DatasetInfo Info, RecordList Records, RecordGroups Groups, Func<EcgRecord, int, EcgImage> Draw)
{
    private const int RecordsInFolder = 1000;

    /// <summary>The part that a group of records belongs to.</summary>
    public DatasetSplit Split { get; } = new(Info.Split, Info.Seed);

    /// <summary>An image's id.</summary>
    public static string Id(int index, int variant) => FormattableString.Invariant($"{index:000000}_{variant:00}");

    /// <summary>Where an image goes while the data set is built, relative to its folder.</summary>
    public string ImagePath(string split, int index, int variant) =>
        FormattableString.Invariant($"{split}/{index / RecordsInFolder:000}/{Id(index, variant)}{ExportNames.OfImages.Ending(Info.Format)}");

    /// <summary>What the core is asked for.</summary>
    /// <param name="image">The image.</param>
    /// <param name="path">The full path of its file.</param>
    public ExportRequest Request(EcgImage image, string path) => new()
    {
        Image = new ImageRequest { Recipe = image.Recipe, Record = image.Record.Info },
        Path = path,
        Format = Info.Format,
        Truth = Info.Truth,
        Mask = Info.Files.Contains(DatasetFileKind.Mask),
        Planes = Info.Files.Contains(DatasetFileKind.Planes),
        Clean = Info.Files.Contains(DatasetFileKind.Clean),
        Coordinates = Info.Files.Contains(DatasetFileKind.Coordinates),
        Annotations = [.. Annotations()],
        Force = true,
    };

    private IEnumerable<AnnotationFormat> Annotations()
    {
        if (Info.Files.Contains(DatasetFileKind.Coco))
            yield return AnnotationFormat.Coco;
        if (Info.Files.Contains(DatasetFileKind.Yolo))
            yield return AnnotationFormat.Yolo;
        if (Info.Files.Contains(DatasetFileKind.WfdbHeader))
            yield return AnnotationFormat.EcgImageKit;
    }
}
