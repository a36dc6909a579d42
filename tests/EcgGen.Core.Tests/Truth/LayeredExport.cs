// What tests of the files of layered truth share.
namespace EcgGen.Core.Tests.Truth;

/// <summary>A folder, a record, and an export of everything.</summary>
public abstract class LayeredExport : IDisposable
{
    private static readonly AnnotationFormat[] s_all = [AnnotationFormat.Coco, AnnotationFormat.Yolo, AnnotationFormat.EcgImageKit];

    private protected string Folder { get; } = Directory.CreateTempSubdirectory().FullName;

    private protected SignalView Signal { get; } = Page.Synthetic(seed: 3, rate: 250);

    public void Dispose()
    {
        GC.SuppressFinalize(this);
        Directory.Delete(Folder, recursive: true);
    }

    private protected string[] Files => [.. Directory.GetFiles(Folder).Select(f => Path.GetFileName(f)!).Order(StringComparer.Ordinal)];

    private protected byte[] Bytes(string name) => File.ReadAllBytes(Path.Combine(Folder, name));

    private protected ExportRequest Request(string name = "page.png", bool force = false) => new()
    {
        Image = Page.Request(Signal, new PaperStage { Dpi = 120 }),
        Path = Path.Combine(Folder, name),
        Format = ImageFormat.Png,
        Truth = true,
        Mask = true,
        Planes = true,
        Clean = true,
        Coordinates = true,
        Annotations = s_all,
        Force = force,
    };

    private protected PageScene Scene() => Renderer.Compose(Request().Image, Signal);

    private protected ExportReport Export(ExportRequest? request = null, CancellationToken cancellation = default) => ImageExporter.Export(request ?? Request(), Signal, cancellation);
}
