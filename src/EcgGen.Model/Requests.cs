// What callers ask the core for, and what it answers, beside records, recipes and truth.
using System.Text.Json.Serialization;

namespace EcgGen;

/// <summary>Asks for a record: from a file, from the model, or as a recipe names it.</summary>
public sealed record OpenRecordRequest
{
    /// <summary>What to open.</summary>
    public required RecordSource Source { get; init; }

    /// <summary>
    /// The file to open; or, where the source names its file, files and folders among which it is found. A noise recording that a
    /// stage names is found there too.
    /// </summary>
    public IReadOnlyList<string> Paths { get => field ?? []; init; } = [];

    /// <summary>What to do to the samples.</summary>
    public IReadOnlyList<SignalStage> Signal { get => field ?? []; init; } = [];

    /// <summary>The secret that keys <see cref="EcgRecord.PatientKey"/>.</summary>
    public string PatientSecret { get => field ?? ""; init; } = "";
}

/// <summary>A record as the core hands it over; the samples follow separately.</summary>
/// <param name="Info">The facts.</param>
/// <param name="PatientKey">Groups records of one patient.</param>
/// <param name="Warnings">What the user should know.</param>
public sealed record OpenRecordReply(RecordInfo Info, string? PatientKey, IReadOnlyList<string> Warnings);

/// <summary>Asks for a changed record; the samples come separately.</summary>
/// <param name="Record">The record's facts.</param>
/// <param name="Stages">What to do, in order.</param>
/// <param name="NoisePath">The noise recording's file, or a folder that holds it; null without one.</param>
public sealed record ApplySignalRequest(RecordInfo Record, IReadOnlyList<SignalStage> Stages, string? NoisePath = null);

/// <summary>One file format that records are read from.</summary>
/// <param name="Name">What -Format takes.</param>
/// <param name="Extensions">Extensions, with the dot, that a search through folders takes.</param>
/// <param name="CompanionExtensions">Extensions of files that belong to a record whose file, of the first extension, lies beside them.</param>
public sealed record FormatInfo(string Name, IReadOnlyList<string> Extensions, IReadOnlyList<string> CompanionExtensions);

/// <summary>What parameters with names can be: the core knows them, completion asks it.</summary>
/// <param name="Layouts">What -Layout takes.</param>
/// <param name="GridColors">What -GridColor takes beside "#RRGGBB".</param>
/// <param name="Vendors">What -Vendor and -Template take beside files.</param>
/// <param name="Textures">What Add-EcgWrinkle's -Texture takes.</param>
/// <param name="Inks">What Add-EcgHandwriting's -Color takes beside "#RRGGBB".</param>
public sealed record LookNames(IReadOnlyList<string> Layouts, IReadOnlyList<NamedColor> GridColors, IReadOnlyList<string> Vendors, IReadOnlyList<string> Textures, IReadOnlyList<NamedColor> Inks);

/// <summary>A colour with a name.</summary>
/// <param name="Name">The name.</param>
/// <param name="Color">The colour.</param>
public sealed record NamedColor(string Name, Rgb Color);

/// <summary>A recipe and the facts of its record: what resolving and rendering need besides the samples.</summary>
public sealed record ImageRequest
{
    /// <summary>The recipe.</summary>
    public required Recipe Recipe { get; init; }

    /// <summary>The record's facts.</summary>
    public required RecordInfo Record { get; init; }
}

/// <summary>Asks for a file's name.</summary>
/// <param name="Pattern">The pattern, such as "{Record}_{Variant:000}.png".</param>
/// <param name="Index">Which item of the pipeline, from 0.</param>
/// <param name="Record">The record.</param>
/// <param name="Recipe">The image's recipe, or null for a record's file.</param>
public sealed record FileNameRequest(string Pattern, int Index, RecordInfo Record, Recipe? Recipe = null);

/// <summary>The image files EcgGen writes.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<ImageFormat>))]
public enum ImageFormat
{
    /// <summary>PNG, 8-bit RGB, lossless.</summary>
    Png,
    /// <summary>JPEG at quality 90, 4:2:0.</summary>
    Jpeg,
    /// <summary>WebP, lossy at quality 90.</summary>
    Webp,
    /// <summary>WebP, lossless.</summary>
    WebpLossless,
    /// <summary>TIFF, 8-bit RGB, lossless (Deflate).</summary>
    Tiff,
    /// <summary>TIFF, 8-bit grey: the luma of ITU-R BT.601 (Deflate).</summary>
    TiffGray,
    /// <summary>TIFF, 1 bit: black where the luma is below 128 (CCITT Group 4).</summary>
    TiffBilevel,
    /// <summary>PDF: the undistorted sheet as vectors in true millimetres, with real text.</summary>
    Pdf,
    /// <summary>SVG: the undistorted sheet as vectors in millimetres, with real text and the names of the leads.</summary>
    Svg,
}

/// <summary>Asks for one image file and the JSON beside it.</summary>
public sealed record ExportRequest
{
    /// <summary>What to draw.</summary>
    public required ImageRequest Image { get; init; }

    /// <summary>The full path of the image file.</summary>
    public required string Path { get; init; }

    /// <summary>How to encode.</summary>
    public required ImageFormat Format { get; init; }

    /// <summary>Whether the JSON holds the ground truth, not only recipe and record.</summary>
    public bool Truth { get; init; }

    /// <summary>Whether to write the index mask.</summary>
    public bool Mask { get; init; }

    /// <summary>Whether to write one coverage plane per layer and lead instance.</summary>
    public bool Planes { get; init; }

    /// <summary>Whether to write the clean twin.</summary>
    public bool Clean { get; init; }

    /// <summary>Whether to write the dense maps between pixels and sheet.</summary>
    public bool Coordinates { get; init; }

    /// <summary>Annotations for other programs.</summary>
    public IReadOnlyList<AnnotationFormat> Annotations { get => field ?? []; init; } = [];

    /// <summary>Whether existing files may be replaced.</summary>
    public bool Force { get; init; }
}

/// <summary>What an export wrote.</summary>
public sealed record ExportReport
{
    /// <summary>The files, by full path, the image first.</summary>
    public required IReadOnlyList<string> Files { get; init; }

    /// <summary>Pixels; nominal ones of vector formats.</summary>
    public required int Width { get; init; }

    /// <summary>Pixels; nominal ones of vector formats.</summary>
    public required int Height { get; init; }

    /// <summary>The image file's size in bytes.</summary>
    public required long ImageBytes { get; init; }

    /// <summary>Time to draw, in milliseconds.</summary>
    public required double RenderMilliseconds { get; init; }

    /// <summary>Time to encode and write the image, in milliseconds.</summary>
    public required double EncodeMilliseconds { get; init; }

    /// <summary>Time to write everything beside it, in milliseconds.</summary>
    public required double TruthMilliseconds { get; init; }
}

/// <summary>A recipe read back, with what is needed to export it as it was.</summary>
/// <param name="Recipe">The recipe.</param>
/// <param name="File">The image file's name, if the JSON stood beside one.</param>
/// <param name="Format">How that file was encoded, if the JSON tells.</param>
public sealed record RecipeFile(Recipe Recipe, string? File, ImageFormat? Format = null);
