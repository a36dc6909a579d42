// JPEG artefacts: the real codec, in memory.
using EcgGen.Core.Encoders;
using EcgGen.Core.Raster;
using SkiaSharp;

namespace EcgGen.Core.Sensor;

/// <summary>Encodes and decodes the image by libjpeg-turbo, as often as the stage says.</summary>
/// <param name="stage">The resolved stage.</param>
internal sealed class Compression(CompressionStage stage) : ImageEffect
{
    public override void Apply(PixelBuffer image, PageScene scene, CancellationToken cancellation) => Apply(image, cancellation);

    /// <summary>Compresses the image.</summary>
    /// <exception cref="EcgException">RecipeInvalid: the image is too large for a JPEG.</exception>
    internal void Apply(PixelBuffer image, CancellationToken cancellation)
    {
        if (Math.Max(image.Width, image.Height) > JpegEncoder.MaxSide)
            throw new EcgException(ErrorId.RecipeInvalid, $"Recipe: compression: expected at most {JpegEncoder.MaxSide} pixels a side, found {image.Width} × {image.Height}.");
        var subsampling = stage.Subsampling switch
        {
            ChromaSubsampling.Yuv444 => SKJpegEncoderDownsample.Downsample444,
            ChromaSubsampling.Yuv422 => SKJpegEncoderDownsample.Downsample422,
            _ => SKJpegEncoderDownsample.Downsample420,
        };
        for (int left = stage.Count!.Value - 1; left >= 0; left--)
        {
            var options = new SKJpegEncoderOptions(Math.Max(1, stage.Quality!.Value - left), subsampling, SKJpegEncoderAlphaOption.Ignore);
            using var file = SkiaPixels.Encode(image, "JPEG", (pixels, stream) => pixels.Encode(stream, options), cancellation);
            SkiaPixels.Decode(file, image, cancellation);
        }
    }
}
