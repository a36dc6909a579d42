// Hands images to Skia's encoders and decoders.
using EcgGen.Core.Raster;
using SkiaSharp;

namespace EcgGen.Core.Encoders;

/// <summary>The bridge from our pixels to Skia's.</summary>
internal static unsafe class SkiaPixels
{
    private const int RowsPerPoll = 64;

    /// <summary>Encodes an image in memory.</summary>
    /// <param name="image">The pixels.</param>
    /// <param name="format">The format's name, for the error.</param>
    /// <param name="encode">Skia's encoder; gives false where it can't.</param>
    /// <param name="cancellation">Polled before and after Skia's work, which can't be broken off.</param>
    /// <exception cref="OperationCanceledException">The work was cancelled.</exception>
    public static SKData Encode(PixelBuffer image, string format, Func<SKPixmap, SKWStream, bool> encode, CancellationToken cancellation)
    {
        using var file = new SKDynamicMemoryWStream();
        var info = new SKImageInfo(image.Width, image.Height, SKColorType.Rgba8888, SKAlphaType.Opaque);
        var block = NativePool.Shared.Rent(info.BytesSize64);
        try
        {
            Expand(image, (byte*)block.Address, cancellation);
            using var pixels = new SKPixmap(info, block.Address);
            if (!encode(pixels, file))
                throw new EcgException(ErrorId.Internal, $"Skia could not encode a {format} of {image.Width} × {image.Height} pixels.");
        }
        finally
        {
            NativePool.Shared.Return(block);
        }
        cancellation.ThrowIfCancellationRequested();
        return file.DetachAsData();
    }

    /// <summary>Decodes a file into an image of its size.</summary>
    /// <param name="file">A file that Skia knows.</param>
    /// <param name="image">Receives the pixels.</param>
    /// <param name="cancellation">Polled before and after Skia's work, which can't be broken off.</param>
    /// <exception cref="OperationCanceledException">The work was cancelled.</exception>
    public static void Decode(SKData file, PixelBuffer image, CancellationToken cancellation)
    {
        using var codec = SKCodec.Create(file);
        var info = new SKImageInfo(image.Width, image.Height, SKColorType.Rgba8888, SKAlphaType.Opaque);
        var block = NativePool.Shared.Rent(info.BytesSize64);
        try
        {
            if (codec?.GetPixels(info, block.Address) != SKCodecResult.Success)
                throw new EcgException(ErrorId.Internal, $"Skia could not decode an image of {image.Width} × {image.Height} pixels.");
            Contract((byte*)block.Address, image, cancellation);
        }
        finally
        {
            NativePool.Shared.Return(block);
        }
    }

    private static void Contract(byte* rgba, PixelBuffer image, CancellationToken cancellation)
    {
        int stride = 4 * image.Width;
        for (int y = 0; y < image.Height; y++)
        {
            if (y % RowsPerPoll == 0)
                cancellation.ThrowIfCancellationRequested();
            RgbaRows.Contract(new ReadOnlySpan<byte>(rgba + (long)y * stride, stride), image.Row(y));
        }
        GC.KeepAlive(image);
    }

    private static void Expand(PixelBuffer image, byte* rgba, CancellationToken cancellation)
    {
        int stride = 4 * image.Width;
        for (int y = 0; y < image.Height; y++)
        {
            if (y % RowsPerPoll == 0)
                cancellation.ThrowIfCancellationRequested();
            RgbaRows.Expand(image.Row(y), new Span<byte>(rgba + (long)y * stride, stride));
        }
        GC.KeepAlive(image);
    }
}
