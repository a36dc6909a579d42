// What a flatbed or feeder scanner makes of a sheet.
namespace EcgGen.Core.Conditions;

/// <summary>Draws a scan's stages of camera and sensor.</summary>
internal static class ScannerStages
{
    /// <summary>The stages, in order.</summary>
    /// <param name="draw">Draws.</param>
    /// <param name="dpi">The sheet's pixels per inch.</param>
    /// <param name="gray">Whether it scans in greys.</param>
    public static IEnumerable<Stage> Draw(ConditionDraw draw, int dpi, bool gray)
    {
        yield return new AffineStage { Rotation = draw.Uniform("rotation", -1.5, 1.5), Scale = [draw.Uniform("scaleX", 0.997, 1.003, 4), draw.Uniform("scaleY", 0.997, 1.003, 4)] };
        yield return new BackgroundStage { Type = BackgroundKind.ScannerLid, Shadow = draw.Uniform("lidShadow", 0.1, 0.4) };
        yield return draw.Chance("whole", 0.6)
            ? new CropStage { Fit = FrameFit.Sheet, Margin = draw.Uniform("margin", 0, 8, 1) }
            : new CropStage { Fit = FrameFit.Inside, Margin = draw.Uniform("margin", 0, 2, 1) };
        if (draw.Chance("lifted", 0.15))
            yield return new LightStage { Type = LightKind.LiftedEdge };
        if (draw.Chance("leak", 0.1))
            yield return new LightStage { Type = LightKind.LidLeak };

        // The edges of scans are about as soft in mm, whatever their resolution.
        yield return new BlurStage { Shape = BlurKind.Gaussian, Size = Math.Min(10, Math.Round(draw.Uniform("blur", 0.07, 0.11, 4) * dpi / 25.4, 2)) };
        yield return new ImageNoiseStage
        {
            Gaussian = draw.Uniform("gaussian", 0.8, 2),
            Shot = draw.Uniform("shot", 0.5, 2),
            Column = draw.Chance("column", 0.4) ? draw.Uniform("column", 0.2, 0.8) : null,
            Monochrome = gray ? true : null,
        };
        if (draw.Chance("sharpening", 0.7))
            yield return new SharpeningStage();
        bool bilevel = gray && draw.Chance("bilevel", 0.1);
        if (gray)
            yield return bilevel ? new ColorDepthStage { Grayscale = true, BitDepth = 1, Dither = DitherKind.FloydSteinberg } : new ColorDepthStage { Grayscale = true };
        if (!bilevel && draw.Chance("compression", 0.7))
            yield return new CompressionStage();
    }
}
