// The names of all files that one export writes; cmdlet and core both ask here, so that they never disagree.
namespace EcgGen;

/// <summary>Formats of annotations that other programs read.</summary>
public enum AnnotationFormat
{
    /// <summary>COCO object detection and segmentation: NAME_coco.json.</summary>
    Coco,
    /// <summary>YOLO boxes: NAME.txt, and <see cref="ExportFiles.YoloClasses"/> in the folder.</summary>
    Yolo,
    /// <summary>The keys of ecg-image-kit's JSON in NAME.json, and the plotted signal as NAME.hea and NAME.dat.</summary>
    EcgImageKit,
}

/// <summary>Full paths of an export's files; null where nobody asked for one.</summary>
/// <param name="Image">The image.</param>
/// <param name="Json">The JSON beside it.</param>
public sealed record ExportFiles(string Image, string Json)
{
    /// <summary>What the names of COCO documents end in.</summary>
    public const string CocoEnding = "_coco.json";

    /// <summary>The name of the file that tells YOLO's classes; one for all images of a folder.</summary>
    public const string YoloClasses = "ecggen-yolo.yaml";

    /// <summary>The index mask.</summary>
    public string? Mask { get; private init; }

    /// <summary>The coverage planes.</summary>
    public string? Planes { get; private init; }

    /// <summary>The clean twin.</summary>
    public string? Clean { get; private init; }

    /// <summary>Sheet millimetres per pixel.</summary>
    public string? Coordinates { get; private init; }

    /// <summary>Pixels per node of the sheet.</summary>
    public string? Nodes { get; private init; }

    /// <summary>COCO annotations.</summary>
    public string? Coco { get; private init; }

    /// <summary>YOLO annotations.</summary>
    public string? Yolo { get; private init; }

    /// <summary>The WFDB header of the plotted signal.</summary>
    public string? Header { get; private init; }

    /// <summary>The WFDB samples of the plotted signal.</summary>
    public string? Samples { get; private init; }

    /// <summary>All of them, the image first.</summary>
    public IEnumerable<string> All => ByKind.Select(f => f.Path);

    /// <summary>All of them with what they hold, the image first.</summary>
    public IEnumerable<(DatasetFileKind Kind, string Path)> ByKind =>
        from file in new (DatasetFileKind Kind, string? Path)[]
        {
            (DatasetFileKind.Image, Image), (DatasetFileKind.Json, Json), (DatasetFileKind.Mask, Mask), (DatasetFileKind.Planes, Planes), (DatasetFileKind.Clean, Clean),
            (DatasetFileKind.Coordinates, Coordinates), (DatasetFileKind.Nodes, Nodes), (DatasetFileKind.Coco, Coco), (DatasetFileKind.Yolo, Yolo),
            (DatasetFileKind.WfdbHeader, Header), (DatasetFileKind.WfdbData, Samples),
        }
        where file.Path is not null
        select (file.Kind, file.Path!);

    /// <summary>The files of a request.</summary>
    public static ExportFiles Of(ExportRequest request)
    {
        string stem = Path.ChangeExtension(request.Path, null);
        string? If(bool wanted, string ending) => wanted ? stem + ending : null;
        string? For(AnnotationFormat format, string ending) => If(request.Annotations.Contains(format), ending);
        return new ExportFiles(request.Path, stem + ".json")
        {
            Mask = If(request.Mask, "_mask.png"),
            Planes = If(request.Planes, "_planes.npz"),
            Clean = If(request.Clean, "_clean.png"),
            Coordinates = If(request.Coordinates, "_coordinates.npy"),
            Nodes = If(request.Coordinates, "_nodes.npy"),
            Coco = For(AnnotationFormat.Coco, CocoEnding),
            Yolo = For(AnnotationFormat.Yolo, ".txt"),
            Header = For(AnnotationFormat.EcgImageKit, ".hea"),
            Samples = For(AnnotationFormat.EcgImageKit, ".dat"),
        };
    }
}
