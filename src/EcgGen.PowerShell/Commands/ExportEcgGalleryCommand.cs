// Export-EcgGallery: a page to look at a data set, or at images of a pipeline.
using System.Management.Automation;
using EcgGen.Binding;
using EcgGen.Gallery;
using EcgGen.Pipeline;

namespace EcgGen.Commands;

/// <summary>Writes a web page that shows a data set or images.</summary>
/// <remarks>
/// The page is a folder with index.html, which any browser opens without server and network: thumbnails, filters by split, condition, vendor and
/// stage, and each image whole, with its recipe and its truth in layers: lead boxes, sample points, mask, text, handwriting, marks and grid nodes. Images of a pipeline
/// are drawn into the page's folder. Those of a data set stay where they are, and the page names them from its own place, so that folder and
/// data set are moved together; in data sets of tar files, images, masks and truth are copied out. An image that can't be read is an error and left out.
/// </remarks>
/// <example>
/// <code>New-EcgRecord -Count 20 | New-EcgPaper -Vendor Any | Add-EcgCondition | Export-EcgGallery look</code>
/// <para>Draws twenty pages, and look/index.html to look at them.</para>
/// </example>
/// <example>
/// <code>Export-EcgGallery -DatasetPath my-set -PassThru | Invoke-Item</code>
/// <para>Writes the page of a data set into its folder gallery, and opens it in the browser.</para>
/// </example>
[Cmdlet(VerbsData.Export, "EcgGallery", SupportsShouldProcess = true, DefaultParameterSetName = ImageSet)]
[OutputType(typeof(FileInfo))]
public sealed class ExportEcgGalleryCommand : EcgCommand
{
    private const string ImageSet = "Image", DatasetSet = "Dataset";

    private readonly ExportProgress _progress;
    private GalleryFolder? _gallery;
    private OrderedWindow<Item, (GalleryImage Image, ThumbnailReport? Thumbnail)>? _window;
    private int _number;

    /// <summary>Makes the cmdlet.</summary>
    public ExportEcgGalleryCommand() => _progress = new ExportProgress(this, "Writing a gallery");

    /// <summary>The image, or several.</summary>
    [Parameter(Mandatory = true, ValueFromPipeline = true, ParameterSetName = ImageSet)]
    [ValidateNotNullOrEmpty]
    public EcgImage[] InputObject { get; set; } = [];

    /// <summary>The folder of a data set, with its manifest.jsonl.</summary>
    [Parameter(Mandatory = true, ParameterSetName = DatasetSet)]
    [ValidateNotNullOrEmpty]
    public string DatasetPath { get; set; } = "";

    /// <summary>The folder to write; its page is index.html. Default for data sets: the folder gallery within.</summary>
    [Parameter(Mandatory = true, Position = 0, ParameterSetName = ImageSet)]
    [Parameter(Position = 0, ParameterSetName = DatasetSet)]
    [ValidateNotNullOrEmpty]
    public string? Path { get; set; }

    /// <summary>How many images are worked on at the same time. Default: the number of processors.</summary>
    [Parameter]
    [ValidateRange(1, 1024)]
    public int ThrottleLimit { get; set; } = Environment.ProcessorCount;

    /// <summary>Replaces a gallery that is there. A folder of other files is never replaced.</summary>
    [Parameter]
    public SwitchParameter Force { get; set; }

    /// <summary>Gives the page's file.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
        // Without a place for the gallery there is nothing to do for any image.
        ForItem(Path ?? DatasetPath, () =>
        {
            var dataset = ParameterSetName == DatasetSet ? ResolveFile(DatasetPath) : null;
            if (dataset is not null && !Directory.Exists(dataset))
                throw new EcgException(ErrorId.FileNotFound, $"{dataset}: there is no such folder; expected that of a data set.");
            var target = Path is null ? System.IO.Path.Combine(dataset!, "gallery") : ResolveFile(Path);
            if (ShouldProcess(target, "Write gallery"))
                _gallery = new GalleryFolder(target, System.IO.Path.GetFileName(System.IO.Path.TrimEndingDirectorySeparator(dataset ?? target)), Force);
        });
        if (_gallery is null)
            return;
        _window = new(ThrottleLimit, Work, Cancel.Token);
        _progress.Begin(ParameterSetName == DatasetSet || MyInvocation.ExpectingInput ? null : InputObject.Length);
    }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        foreach (var image in InputObject)
        {
            if (Stopping || _gallery is null)
                return;
            int number = _number++;
            ForItem(image, () => _window!.Add(new Item(number, image, null, image), Take));
        }
    }

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        if (_gallery is null)
            return;
        if (ParameterSetName == DatasetSet)
            ForItem(DatasetPath, AddDataset);
        ForItem(Path ?? DatasetPath, () =>
        {
            _window!.Drain(Take);
            if (Stopping)
                return;
            if (_gallery.Count == 0)
            {
                WriteWarning("There is no image: no gallery is written.");
                return;
            }
            var page = _gallery.Commit();
            if (PassThru)
                WriteObject(InvokeProvider.Item.Get([page], force: true, literalPath: true), enumerateCollection: true);
        });
        _progress.End();
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (disposing && _window is not null)
        {
            Cancel.Cancel();
            _window.Dispose();
            _window = null;
        }
        if (disposing)
            _gallery?.Dispose();
        base.Dispose(disposing);
    }

    private void AddDataset()
    {
        var files = new DatasetFiles(ResolveFile(DatasetPath));
        foreach (var (line, text) in files.Lines())
        {
            if (Stopping)
                return;
            int number = _number++;
            ForItem(DatasetPath, () => _window!.Add(new Item(number, null, files.Read(line, text, ending => _gallery!.ImagePath(number, ending)), DatasetPath), Take));
        }
    }

    /// <summary>What is done for one image, on a thread of its own.</summary>
    private (GalleryImage Image, ThumbnailReport? Thumbnail) Work(Item item)
    {
        var image = item.Shown ?? Draw(item.Image!, item.Number);
        return (image, _gallery!.Prepare(item.Number, image, Cancel));
    }

    private GalleryImage Draw(EcgImage image, int number)
    {
        var request = new ExportRequest
        {
            Image = new ImageRequest { Recipe = image.Recipe, Record = image.Record.Info },
            Path = _gallery!.ImagePath(number, ".png"),
            Format = ImageFormat.Png,
            Truth = true,
            Mask = true,
        };
        EcgCore.Export(request, image.Record, Cancel);
        return GalleryImage.Of(image, ExportFiles.Of(request));
    }

    /// <summary>What one image came to; on this, the pipeline's thread.</summary>
    private void Take(Item item, Task<(GalleryImage Image, ThumbnailReport? Thumbnail)> outcome)
    {
        ForItem(item.Target, () =>
        {
            var (image, thumbnail) = outcome.GetAwaiter().GetResult();
            _gallery!.Add(item.Number, image, thumbnail);
            WriteVerbose($"{image.Id}: {image.File}");
        });
        _progress.Step();
    }

    /// <summary>An image of the pipeline, or one of a data set.</summary>
    private sealed record Item(int Number, EcgImage? Image, GalleryImage? Shown, object Target);
}
