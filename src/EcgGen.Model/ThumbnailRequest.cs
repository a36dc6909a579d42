// What is asked of the core to show an image file where there is little room, or where its format is not known.
namespace EcgGen;

/// <summary>Asks for a small picture of an image file.</summary>
public sealed record ThumbnailRequest
{
    /// <summary>The full path of the image: PNG, JPEG, WebP or TIFF.</summary>
    public required string Path { get; init; }

    /// <summary>The full path of the thumbnail, a WebP file; a file that is there is replaced.</summary>
    public required string ThumbnailPath { get; init; }

    /// <summary>The thumbnail's longer side in pixels, 16–4096; a smaller image stays as it is.</summary>
    public required int Size { get; init; }

    /// <summary>The full path of a PNG that is written if browsers do not know the image's format, which is so for TIFF; null for none.</summary>
    public string? ViewPath { get; init; }
}

/// <summary>What was found and written.</summary>
/// <param name="Width">The image's pixels in a row.</param>
/// <param name="Height">The image's rows.</param>
/// <param name="Files">The files written, by full path, the thumbnail first.</param>
public sealed record ThumbnailReport(int Width, int Height, IReadOnlyList<string> Files);
