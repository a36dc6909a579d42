// What a phone makes of a sheet on a desk, or of a screen.
namespace EcgGen.Core.Conditions;

/// <summary>Draws a phone's stages of camera and sensor.</summary>
internal static class PhoneStages
{
    /// <summary>The stages of a photo of a sheet, in order.</summary>
    public static IEnumerable<Stage> OfSheet(ConditionDraw draw)
    {
        yield return new PerspectiveStage();
        if (draw.Chance("lens", 0.4))
            yield return new LensStage();
        yield return new BackgroundStage();
        yield return draw.Chance("whole", 0.7)
            ? new CropStage { Fit = FrameFit.Sheet, Margin = draw.Uniform("margin", 3, 22, 1) }
            : new CropStage { Fit = FrameFit.Inside, Margin = draw.Uniform("margin", 0, 3, 1) };
        yield return new LightStage { Type = draw.Chance("lamp", 0.35) ? LightKind.Point : LightKind.Gradient };
        if (draw.Chance("shadow", 0.35))
            yield return new LightStage { Type = LightKind.Shadow };
        if (draw.Chance("vignette", 0.4))
            yield return new LightStage { Type = LightKind.Vignette };
        if (draw.Chance("glare", 0.1))
            yield return new LightStage { Type = LightKind.Glare };
        foreach (var stage in Sensor(draw))
            yield return stage;
    }

    /// <summary>The stages of a photo of a screen, in order.</summary>
    public static IEnumerable<Stage> OfScreen(ConditionDraw draw)
    {
        yield return new ScreenStage();
        yield return new PerspectiveStage { Yaw = draw.Uniform("yaw", -10, 10), Pitch = draw.Uniform("pitch", -8, 8), Roll = draw.Uniform("roll", -3, 3) };
        yield return draw.Chance("whole", 0.6)
            ? new CropStage { Fit = FrameFit.Sheet, Margin = draw.Uniform("margin", 2, 15, 1) }
            : new CropStage { Fit = FrameFit.Inside, Margin = draw.Uniform("margin", 0, 3, 1) };
        if (draw.Chance("glare", 0.3))
            yield return new LightStage { Type = LightKind.Glare, Strength = draw.Uniform("glare", 0.1, 0.4) };
        if (draw.Chance("vignette", 0.5))
            yield return new LightStage { Type = LightKind.Vignette };
        foreach (var stage in Sensor(draw))
            yield return stage;
    }

    /// <summary>Focus and hand, noise, what the phone does against it, and its JPEG.</summary>
    private static IEnumerable<Stage> Sensor(ConditionDraw draw)
    {
        yield return draw.Chance("unsteady", 0.1) ? new BlurStage { Shape = BlurKind.Motion, Size = draw.Uniform("motion", 1.5, 4) }
            : draw.Chance("defocus", 0.15) ? new BlurStage { Shape = BlurKind.Defocus, Size = draw.Uniform("defocus", 0.8, 1.6) }
            : new BlurStage { Shape = BlurKind.Gaussian, Size = draw.Uniform("blur", 0.5, 0.7) };
        yield return new ImageNoiseStage();
        if (draw.Chance("denoise", 0.5))
            yield return new DenoiseStage();
        if (draw.Chance("sharpening", 0.5))
            yield return new SharpeningStage { Amount = draw.Uniform("sharpening", 0.3, 0.9) };
        yield return new CompressionStage();
    }
}
