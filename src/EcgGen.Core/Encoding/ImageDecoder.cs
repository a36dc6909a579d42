// Reads image files back; they may be anybody's, so everything that is wrong with one is an error that names it.
using SkiaSharp;

namespace EcgGen.Core.Encoders;

/// <summary>Decodes the pixel formats that <see cref="ImageEncoder"/> writes.</summary>
internal static class ImageDecoder
{
    /// <summary>Larger images are refused before their memory is taken: 1 GiB of pixels.</summary>
    public const long MaxPixels = 1L << 28;

    /// <summary>Decodes an image.</summary>
    /// <param name="path">The full path of a PNG, JPEG, WebP or TIFF file.</param>
    /// <returns>Opaque RGBA, sRGB; and whether the file is one of those that browsers show.</returns>
    /// <exception cref="EcgException">FileNotFound, FileUnreadable; FormatUnknown; RecordTooLarge.</exception>
    public static (SKBitmap Pixels, bool InBrowsers) Decode(string path)
    {
        var file = Read(path);
        if (TiffDecoder.Knows(file))
            return (TiffDecoder.Decode(path, file), false);
        using var data = SKData.CreateCopy(file);
        using var codec = SKCodec.Create(data) ?? throw new EcgException(ErrorId.FormatUnknown, $"{path}: expected a PNG, JPEG, WebP or TIFF file.");
        var pixels = Allocate(path, codec.Info.Width, codec.Info.Height);
        var result = codec.GetPixels(pixels.Info, pixels.GetPixels());
        if (result == SKCodecResult.Success)
            return (pixels, true);
        pixels.Dispose();
        throw new EcgException(ErrorId.FileUnreadable, result == SKCodecResult.IncompleteInput
            ? $"{path}: the image ends before its last pixel." : $"{path}: the image can't be decoded: {result}.");
    }

    /// <summary>Memory for a decoded image.</summary>
    /// <exception cref="EcgException">RecordTooLarge.</exception>
    public static SKBitmap Allocate(string path, int width, int height) => (long)width * height <= MaxPixels
        ? new SKBitmap(new SKImageInfo(width, height, SKColorType.Rgba8888, SKAlphaType.Opaque))
        : throw new EcgException(ErrorId.RecordTooLarge, $"{path}: expected at most {MaxPixels} pixels, found {width} × {height}.");

    private static byte[] Read(string path)
    {
        try
        {
            return File.ReadAllBytes(path);
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new EcgException(ErrorId.FileNotFound, $"{path}: there is no such file.", e);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            throw new EcgException(ErrorId.FileUnreadable, $"{path}: the file can't be read: {e.Message}", e);
        }
    }
}
