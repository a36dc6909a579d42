// From stages to what they do to pixels: the one list of all effects of camera and sensor.
using EcgGen.Core.Camera;
using EcgGen.Core.Raster;
using EcgGen.Core.Sensor;

namespace EcgGen.Core;

/// <summary>Makes a recipe's effects.</summary>
internal static class ImageEffects
{
    /// <summary>The effects of a resolved recipe's stages, in order; stages that only move the view have none.</summary>
    public static List<ImageEffect> Of(Recipe recipe)
    {
        var effects = new List<ImageEffect>();
        foreach (var effect in recipe.Stages.Where(s => s.Phase != StagePhase.Sheet).Select(Create).OfType<ImageEffect>())
        {
            // Lights that follow one another touch the image once.
            if (effect is LightEffect light && effects is [.., LightEffect before])
                effects[^1] = before.With(light);
            else
                effects.Add(effect);
        }
        return effects;
    }

    /// <summary>Applies effects in order.</summary>
    public static void Apply(IEnumerable<ImageEffect> effects, PixelBuffer image, PageScene scene, CancellationToken cancellation)
    {
        foreach (var effect in effects)
        {
            cancellation.ThrowIfCancellationRequested();
            effect.Apply(image, scene, cancellation);
        }
    }

    private static ImageEffect? Create(Stage stage) => stage switch
    {
        AffineStage or PerspectiveStage or CurlStage or LensStage or CropStage => null,
        ImageNoiseStage noise => new ImageNoise(noise),
        ColorTemperatureStage color => new ColorTemperature(color),
        BlurStage blur => new Blur(blur),
        SharpeningStage sharpening => new Sharpening(sharpening),
        CompressionStage compression => new Compression(compression),
        ColorDepthStage depth => new ColorDepth(depth),
        DenoiseStage denoise => new Denoise(denoise),
        BackgroundStage => null,
        LightStage light => new LightEffect([light]),
        ScreenStage screen => new ScreenEffect(screen),
        _ => throw new NotSupportedException($"No way to make '{stage.Name}'."),
    };
}
