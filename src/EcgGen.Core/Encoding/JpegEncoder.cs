// Writes JPEG files with their resolution.
using EcgGen.Core.Raster;
using SkiaSharp;

namespace EcgGen.Core.Encoders;

/// <summary>JPEG (ITU-T T.81) by Skia's libjpeg-turbo: baseline, quality 90, colours at half resolution (4:2:0).</summary>
public static class JpegEncoder
{
    /// <summary>Pixels of an image's longer side at most, by libjpeg.</summary>
    internal const int MaxSide = 65_500;

    private static readonly SKJpegEncoderOptions Options
        = new(90, SKJpegEncoderDownsample.Downsample420, SKJpegEncoderAlphaOption.Ignore);

    /// <summary>Writes an image.</summary>
    /// <param name="image">The pixels, sRGB; at most 65500 a side.</param>
    /// <param name="dpi">The resolution, stored in whole dots per inch; 1 to 65535 when rounded.</param>
    /// <param name="output">Takes the file from where it stands; need not seek. Its exceptions go through untouched.</param>
    /// <param name="cancellation">
    /// Polled before and after Skia's work, which takes about 20 ms a million pixels and cannot be broken off without libjpeg
    /// complaining of a full disk on the process's standard error.
    /// </param>
    /// <exception cref="ArgumentException">The image is too large for the format.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The resolution is out of range.</exception>
    /// <exception cref="OperationCanceledException">The work was cancelled; nothing was written.</exception>
    public static void Encode(PixelBuffer image, double dpi, Stream output, CancellationToken cancellation)
    {
        if (!(Math.Round(dpi) is >= 1 and <= ushort.MaxValue))
            throw new ArgumentOutOfRangeException(nameof(dpi), dpi, "The resolution must be from 1 to 65535 dpi.");
        if (Math.Max(image.Width, image.Height) > MaxSide)
            throw new ArgumentException($"A JPEG has at most {MaxSide} pixels a side.", nameof(image));

        using var file = SkiaPixels.Encode(image, "JPEG", (pixels, stream) => pixels.Encode(stream, Options), cancellation);
        JfifDensity.Write(file.Span, (ushort)Math.Round(dpi), output);
    }
}
