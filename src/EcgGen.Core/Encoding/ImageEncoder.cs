// Which encoder writes which format.
using EcgGen.Core.Raster;

namespace EcgGen.Core.Encoders;

/// <summary>Encodes an image in any of the formats.</summary>
public static class ImageEncoder
{
    /// <summary>Whether a format holds the sheet itself and needs no pixels.</summary>
    public static bool IsVector(ImageFormat format) => format is ImageFormat.Pdf or ImageFormat.Svg;

    /// <summary>Writes an image file.</summary>
    /// <param name="scene">The image.</param>
    /// <param name="pixels">Its pixels; null for vector formats.</param>
    /// <param name="format">The format.</param>
    /// <param name="output">Takes the file from where it stands; need not seek. Its exceptions go through untouched.</param>
    /// <param name="cancellation">Polled at least before and after uninterruptible work of a library.</param>
    /// <exception cref="ArgumentException">The image or its resolution is too large for the format.</exception>
    /// <exception cref="EcgException">ArgumentInvalid: a vector format can't hold what the recipe's stages do to the sheet.</exception>
    /// <exception cref="OperationCanceledException">The work was cancelled; the output may hold a part of the file.</exception>
    public static void Encode(PageScene scene, PixelBuffer? pixels, ImageFormat format, Stream output, CancellationToken cancellation)
    {
        switch (format)
        {
            case ImageFormat.Pdf:
                PdfWriter.Write(scene, output, cancellation);
                return;
            case ImageFormat.Svg:
                SvgWriter.Write(scene, output, cancellation);
                return;
        }
        ArgumentNullException.ThrowIfNull(pixels);
        switch (format)
        {
            case ImageFormat.Png:
                PngEncoder.Encode(pixels, scene.Dpi, output, cancellation);
                break;
            case ImageFormat.Jpeg:
                JpegEncoder.Encode(pixels, scene.Dpi, output, cancellation);
                break;
            case ImageFormat.Webp or ImageFormat.WebpLossless:
                WebpEncoder.Encode(pixels, scene.Dpi, format == ImageFormat.WebpLossless, output, cancellation);
                break;
            case ImageFormat.Tiff or ImageFormat.TiffGray or ImageFormat.TiffBilevel:
                var kind = format == ImageFormat.Tiff ? TiffKind.Rgb : format == ImageFormat.TiffGray ? TiffKind.Gray : TiffKind.Bilevel;
                TiffEncoder.Encode(pixels, scene.Dpi, kind, output, cancellation);
                break;
            default:
                throw new ArgumentOutOfRangeException(nameof(format), format, "No such image format.");
        }
    }
}
