// A small picture of an image file, for pages that show thousands of them.
using EcgGen.Core.Raster;
using SkiaSharp;

namespace EcgGen.Core.Encoders;

/// <summary>Makes thumbnails.</summary>
public static unsafe class Thumbnail
{
    private const int MinSize = 16, MaxSize = 4096;
    private const float Quality = 70;
    private const double ViewDpi = 96; // nobody measures on a copy to look at

    /// <summary>Writes the thumbnail of an image, and a copy that browsers show where they don't know the image's format; all or nothing.</summary>
    /// <param name="request">What and where.</param>
    /// <param name="cancellation">Polled between decoding, scaling and encoding.</param>
    /// <exception cref="EcgException">ArgumentInvalid; what <see cref="ImageDecoder.Decode"/> throws; FileUnwritable.</exception>
    public static ThumbnailReport Write(ThumbnailRequest request, CancellationToken cancellation)
    {
        if (request.Size is < MinSize or > MaxSize)
            throw new EcgException(ErrorId.ArgumentInvalid, $"size: expected {MinSize} to {MaxSize} pixels, found {request.Size}.");
        cancellation.ThrowIfCancellationRequested();
        var (pixels, inBrowsers) = ImageDecoder.Decode(request.Path);
        using (pixels)
        {
            cancellation.ThrowIfCancellationRequested();
            using var small = Encode(pixels, request.Size);
            try
            {
                using var files = new FileBatch(replace: true);
                Directory.CreateDirectory(Path.GetDirectoryName(request.ThumbnailPath)!);
                files.Add(request.ThumbnailPath, small.SaveTo);
                if (request.ViewPath is { } view && !inBrowsers)
                {
                    Directory.CreateDirectory(Path.GetDirectoryName(view)!);
                    using var image = Contract(pixels);
                    files.Add(view, stream => PngEncoder.Encode(image, ViewDpi, stream, cancellation));
                }
                return new ThumbnailReport(pixels.Width, pixels.Height, files.Commit());
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
            {
                throw new EcgException(ErrorId.FileUnwritable, $"{request.ThumbnailPath}: the file can't be written: {e.Message}", e);
            }
        }
    }

    private static SKData Encode(SKBitmap pixels, int size)
    {
        double scale = Math.Min(1, (double)size / Math.Max(pixels.Width, pixels.Height));
        using var small = new SKBitmap(pixels.Info.WithSize(Math.Max(1, (int)Math.Round(scale * pixels.Width)), Math.Max(1, (int)Math.Round(scale * pixels.Height))));
        // Means of sRGB values, not of light: thin black lines stay dark in the small picture.
        if (!pixels.ScalePixels(small, new SKSamplingOptions(SKFilterMode.Linear, SKMipmapMode.Linear)))
            throw new EcgException(ErrorId.Internal, $"Skia could not scale an image to {small.Width} × {small.Height} pixels.");
        using var map = small.PeekPixels();
        return map.Encode(new SKWebpEncoderOptions(SKWebpEncoderCompression.Lossy, Quality))
            ?? throw new EcgException(ErrorId.Internal, $"Skia could not encode a WebP of {small.Width} × {small.Height} pixels.");
    }

    private static PixelBuffer Contract(SKBitmap pixels)
    {
        var image = new PixelBuffer(pixels.Width, pixels.Height);
        for (int y = 0; y < image.Height; y++)
            RgbaRows.Contract(new ReadOnlySpan<byte>((byte*)pixels.GetPixels() + (long)y * pixels.RowBytes, 4 * image.Width), image.Row(y));
        return image;
    }
}
