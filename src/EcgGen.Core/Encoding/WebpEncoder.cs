// Writes WebP files with their resolution.
using System.Buffers.Binary;
using EcgGen.Core.Raster;
using SkiaSharp;

namespace EcgGen.Core.Encoders;

/// <summary>
/// WebP by Skia's libwebp: lossy at quality 90, or lossless. The format itself knows no resolution, so the file is one of
/// the extended kind with EXIF data that tell it.
/// </summary>
public static class WebpEncoder
{
    private const int MaxSide = 16_383; // the format's
    private const byte HasExif = 8;
    private const int RiffHead = 12;

    private static readonly SKWebpEncoderOptions Lossy = new(SKWebpEncoderCompression.Lossy, 90);
    // The effort: beyond it files get a few per cent smaller in several times the time.
    private static readonly SKWebpEncoderOptions Lossless = new(SKWebpEncoderCompression.Lossless, 20);

    /// <summary>Writes an image.</summary>
    /// <param name="image">The pixels, sRGB; at most 16383 a side.</param>
    /// <param name="dpi">The resolution in pixels per inch; above 0, at most 4 million.</param>
    /// <param name="lossless">Whether every pixel is kept as it is.</param>
    /// <param name="output">Takes the file from where it stands; need not seek. Its exceptions go through untouched.</param>
    /// <param name="cancellation">Polled before and after Skia's work, which can't be broken off.</param>
    /// <exception cref="ArgumentException">The image is too large for the format.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The resolution is out of range.</exception>
    /// <exception cref="OperationCanceledException">The work was cancelled; nothing was written.</exception>
    public static void Encode(PixelBuffer image, double dpi, bool lossless, Stream output, CancellationToken cancellation)
    {
        if (Math.Max(image.Width, image.Height) > MaxSide)
            throw new ArgumentException($"A WebP has at most {MaxSide} pixels a side.", nameof(image));
        var exif = new TiffDirectory();
        exif.SetResolution(dpi);
        using var file = SkiaPixels.Encode(image, "WebP", (pixels, stream) => pixels.Encode(stream, lossless ? Lossless : Lossy), cancellation);
        Wrap(image, Chunk(file.Span), exif.ToBytes(), output);
    }

    /// <summary>The chunk "VP8 " or "VP8L" with its head and padding, all that Skia puts into an opaque image's file.</summary>
    private static ReadOnlySpan<byte> Chunk(ReadOnlySpan<byte> file)
    {
        if (file.Length < RiffHead + 8 || !file[RiffHead..].StartsWith("VP8"u8) || file[RiffHead + 3] is not ((byte)' ' or (byte)'L'))
            throw new EcgException(ErrorId.Internal, "Skia gave no simple WebP file.");
        int length = BinaryPrimitives.ReadInt32LittleEndian(file[(RiffHead + 4)..]);
        return file.Slice(RiffHead, 8 + length + (length & 1));
    }

    private static void Wrap(PixelBuffer image, ReadOnlySpan<byte> chunk, byte[] exif, Stream output)
    {
        Span<byte> head = stackalloc byte[RiffHead + 18];
        head.Clear();
        "RIFF"u8.CopyTo(head);
        BinaryPrimitives.WriteInt32LittleEndian(head[4..], head.Length - 8 + chunk.Length + 8 + exif.Length);
        "WEBPVP8X"u8.CopyTo(head[8..]);
        BinaryPrimitives.WriteInt32LittleEndian(head[16..], 10);
        head[20] = HasExif;
        // Three bytes each, less one; the highest stays zero.
        BinaryPrimitives.WriteInt16LittleEndian(head[24..], (short)(image.Width - 1));
        BinaryPrimitives.WriteInt16LittleEndian(head[27..], (short)(image.Height - 1));
        output.Write(head);
        output.Write(chunk);
        Span<byte> exifHead = stackalloc byte[8];
        "EXIF"u8.CopyTo(exifHead);
        BinaryPrimitives.WriteInt32LittleEndian(exifHead[4..], exif.Length); // even, as TIFF directories are
        output.Write(exifHead);
        output.Write(exif);
    }
}
