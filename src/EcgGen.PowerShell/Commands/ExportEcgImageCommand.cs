// Export-EcgImage: images to files, many in parallel, in order.
using System.Management.Automation;
using EcgGen.Binding;
using EcgGen.Pipeline;

namespace EcgGen.Commands;

/// <summary>Draws images and writes them to files.</summary>
/// <remarks>
/// Beside every image NAME.png stands NAME.json with its recipe and record; with -Truth it also tells where everything in the image
/// is. Images are drawn in parallel and come out in the order they came in, with the same bytes whatever the number of threads.
/// A file is written whole or not at all. For records from arrays the samples are written beside as a NumPy file. All formats but WebP hold
/// the resolution in a place of their own; WebP has it in EXIF data. PDF and SVG show the grid, traces and print of a sheet as its plan has
/// them; what only pixels can show, such as the wear of a pen, is not in them. Their truth counts in nominal pixels: mm = pixel * 25.4 / dpi.
/// </remarks>
/// <example>
/// <code>Import-EcgRecord ptb-xl -Recurse | New-EcgPaper | Export-EcgImage pages -Truth</code>
/// <para>Draws every record of a folder on all processors.</para>
/// </example>
/// <example>
/// <code>New-EcgRecord | New-EcgPaper -Variant (0..9) | Export-EcgImage 'pages/{Record}_{Variant:000}.jpg' -ThrottleLimit 2 -PassThru</code>
/// <para>Writes ten JPEG files with names made from a pattern, on two threads, and gives the files.</para>
/// </example>
/// <example>
/// <code>New-EcgRecord -Count 100 | New-EcgPaper | Export-EcgImage pages -Truth -Mask -Plane -Annotation Coco, Yolo</code>
/// <para>Writes what segmentation and detection are trained with: an index mask, a plane per lead, and annotations in two formats.</para>
/// </example>
/// <example>
/// <code>New-EcgRecord | New-EcgPaper | Export-EcgImage page.svg -Truth; New-EcgRecord | New-EcgPaper | Export-EcgImage archive -Format TiffBilevel</code>
/// <para>Writes a page as vectors, and one in black and white as archives have them.</para>
/// </example>
[Cmdlet(VerbsData.Export, "EcgImage", SupportsShouldProcess = true)]
[OutputType(typeof(FileInfo))]
public sealed class ExportEcgImageCommand : EcgCommand
{
    // Nobody names a folder so; whoever asks for such a file should learn that it can't be had.
    private static readonly string[] s_otherImages = [".bmp", ".gif", ".eps", ".ps", ".jp2", ".heic", ".avif"];

    private readonly ExportProgress _progress;
    private readonly TakenPaths _taken = new();
    private OrderedWindow<(EcgImage Image, ExportRequest Request), ExportReport>? _window;
    private int _index;

    /// <summary>Makes the cmdlet.</summary>
    public ExportEcgImageCommand() => _progress = new ExportProgress(this);

    /// <summary>The image, or several.</summary>
    [Parameter(Mandatory = true, ValueFromPipeline = true)]
    [ValidateNotNullOrEmpty]
    public EcgImage[] InputObject { get; set; } = [];

    /// <summary>
    /// A folder, or a file name that may hold {Name}, {Record}, {Variant:000}, {Seed}, {Condition}, {Index:000000} and {Sha256}. A path that ends in
    /// .png, .jpg, .jpeg, .webp, .tif, .tiff, .pdf or .svg, or holds a placeholder in its last part, is a file name; else it is a folder, and
    /// files are named {Name}. Missing folders are made.
    /// </summary>
    [Parameter(Mandatory = true, Position = 0)]
    [ValidateNotNullOrEmpty]
    public string Path { get; set; } = "";

    /// <summary>
    /// Png; Jpeg (quality 90); Webp (quality 90) or WebpLossless; Tiff (RGB), TiffGray or TiffBilevel (1 bit: black where the luma is below 128);
    /// Pdf or Svg: the undistorted sheet as vectors in true millimetres with real text. Default: by the name of the file (Webp for .webp, Tiff for
    /// .tif), else that of the file from which the recipe was imported, else Png.
    /// </summary>
    [Parameter]
    public ImageFormat? Format { get; set; }

    /// <summary>How many images are drawn at the same time. Default: the number of processors.</summary>
    [Parameter]
    [ValidateRange(1, 1024)]
    public int ThrottleLimit { get; set; } = Environment.ProcessorCount;

    /// <summary>Writes the ground truth into the JSON.</summary>
    [Parameter]
    public SwitchParameter Truth { get; set; }

    /// <summary>
    /// Writes NAME_mask.png: an 8-bit indexed image whose values tell what each pixel belongs to: 0 paper, 1 grid, 2 print, 3 handwriting,
    /// 4 calibration pulse, 5 separators, and from 16 on one value per lead instance, in the order of the truth's leads.
    /// </summary>
    [Parameter]
    public SwitchParameter Mask { get; set; }

    /// <summary>
    /// Writes NAME_planes.npz: one plane of coverages from 0 to 255 for the grid, each other layer and each lead instance, whole also where
    /// other ink crosses it. numpy.load reads it.
    /// </summary>
    [Parameter]
    public SwitchParameter Plane { get; set; }

    /// <summary>Writes NAME_clean.png: the same page in the same geometry without handwriting, stains, shading, light and sensor effects.</summary>
    [Parameter]
    public SwitchParameter Clean { get; set; }

    /// <summary>
    /// Writes NAME_coordinates.npy, the sheet's millimetres (x, y) at every pixel's centre, NaN beside the sheet; and NAME_nodes.npy, the pixel
    /// (x, y) at every 5 mm of the sheet.
    /// </summary>
    [Parameter]
    [Alias("Coordinates")]
    public SwitchParameter Coordinate { get; set; }

    /// <summary>
    /// Annotations for other programs. Coco: NAME_coco.json with boxes and amodal masks. Yolo: NAME.txt with boxes, and the classes in
    /// ecggen-yolo.yaml. EcgImageKit: adds the keys of ecg-image-kit's JSON and the truth to NAME.json, and writes the plotted signal as a WFDB
    /// record NAME.hea and NAME.dat whose header names the image.
    /// </summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public AnnotationFormat[] Annotation { get; set; } = [];

    /// <summary>Replaces existing files.</summary>
    [Parameter]
    public SwitchParameter Force { get; set; }

    /// <summary>Gives the image files.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
        _window = new(ThrottleLimit, item => EcgCore.Export(item.Request, item.Image.Record, Cancel), Cancel.Token);
        _progress.Begin(MyInvocation.ExpectingInput ? null : InputObject.Length);
    }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        foreach (var image in InputObject)
        {
            if (Stopping)
                return;
            ForItem(image, () => Add(image));
        }
    }

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        ForItem(Path, () => _window!.Drain(Take));
        _progress.End();
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (disposing && _window is not null)
        {
            // Also when the pipeline ends early (Select-Object -First): nothing goes on behind the user's back.
            Cancel.Cancel();
            _window.Dispose();
            _window = null;
        }
        base.Dispose(disposing);
    }

    private void Add(EcgImage image)
    {
        var (path, format) = Target(image);
        var request = new ExportRequest
        {
            Image = new ImageRequest { Recipe = image.Recipe, Record = image.Record.Info },
            Path = path,
            Format = format,
            Truth = Truth,
            Mask = Mask,
            Planes = Plane,
            Clean = Clean,
            Coordinates = Coordinate,
            Annotations = Annotation,
            Force = Force,
        };
        _taken.Add(ExportFiles.Of(request).All);
        if (!ShouldProcess(path, "Draw and write image"))
            return;
        _window!.Add((image, request), Take);
    }

    /// <summary>Where an image goes, by -Path and -Format.</summary>
    private (string Path, ImageFormat Format) Target(EcgImage image)
    {
        if (s_otherImages.Contains(System.IO.Path.GetExtension(System.IO.Path.GetFileName(Path)), StringComparer.OrdinalIgnoreCase))
            throw new EcgException(ErrorId.ArgumentInvalid, $"'{Path}': expected a name that ends in .png, .jpg, .webp, .tif, .pdf or .svg.");
        var name = image.FileName?.Replace("{", "{{").Replace("}", "}}") ?? "{Name}";
        var (pattern, format) = ExportNames.OfImages.Choose(Path, Format, image.FileFormat, name, path => Directory.Exists(ResolveFile(path)));
        return (ResolveFile(EcgCore.FileName(pattern, image.Record, _index++, image.Recipe)), format);
    }

    /// <summary>What one image came to; on this, the pipeline's thread.</summary>
    private void Take((EcgImage Image, ExportRequest Request) item, Task<ExportReport> outcome)
    {
        var image = item.Image;
        ForItem(image, () =>
        {
            var report = outcome.GetAwaiter().GetResult();
            WriteVerbose(FormattableString.Invariant($"{image.Name}: {string.Join(", ", image.Stages)} with seed {image.Seed}, variant {image.Variant}: drawn in {report.RenderMilliseconds:0.0} ms, encoded in {report.EncodeMilliseconds:0.0} ms to {report.Files[0]}"));
            if (PassThru)
                WriteObject(InvokeProvider.Item.Get([report.Files[0]], force: true, literalPath: true), enumerateCollection: true);
        });
        _progress.Step();
    }
}
