// Random recipes: wear, copies, geometry, light, screens and sensor as they come.
namespace EcgGen.Core.Tests.Camera;

internal static class RandomView
{
    /// <summary>One to ten stages of all phases in an order that a recipe may have, all their values open or drawn.</summary>
    public static Stage[] Stages(int seed)
    {
        var random = new System.Random(seed);
        double U(double from, double to) => from + (to - from) * random.NextDouble();
        // A fold's ridge loses ink, and the middle of what is left of a dot is elsewhere; so folds only bend here.
        Func<Stage>[] wear = [() => new CreaseStage { OnlyGeometry = true }, () => new CrumpleStage(), () => new WrinkleStage()];
        // Where toner is missing or a line of a fax is lost a part of a dot is gone too.
        Func<Stage>[] copies = [() => new PhotocopyStage { TonerLoss = 0, Speckle = 0 }, () => new HalftoneStage(), () => new FaxStage { Resolution = FaxResolution.Superfine, LineLoss = 0, LineNoise = 0 }];
        Func<Stage>[] geometry =
        [
            () => new AffineStage(),
            () => new AffineStage { Rotation = U(-20, 20), Scale = [U(0.8, 1.2), U(0.8, 1.2)], Shear = [U(-6, 6), U(-6, 6)], Translation = [U(-15, 15), U(-15, 15)] },
            () => new PerspectiveStage(),
            () => new PerspectiveStage { Corners = [U(0, 0.1), U(0, 0.1), U(0.9, 1), U(0, 0.1), U(0.9, 1), U(0.9, 1), U(0, 0.1), U(0.9, 1)] },
            () => new CurlStage(),
            () => new LensStage(),
            () => new CropStage(),
            () => new CropStage { Fit = FrameFit.Sheet, Margin = U(0, 20) },
        ];
        Func<Stage>[] light = [() => new BackgroundStage(), () => new LightStage(), () => new LightStage { Type = LightKind.LiftedEdge }, () => new ScreenStage()];
        Func<Stage>[] sensor = [() => new ImageNoiseStage(), () => new ColorTemperatureStage(), () => new BlurStage(), () => new SharpeningStage(), () => new CompressionStage(), () => new ColorDepthStage(), () => new DenoiseStage()];

        int count = 1 + random.Next(10), worn = random.Next(Math.Min(3, count)), copied = worn > 0 ? random.Next(2) : 0, sensed = random.Next(Math.Min(4, count - worn));
        var camera = Enumerable.Range(0, count - worn - sensed).Select(i => i % 3 == 2 ? light : geometry);
        return [.. Enumerable.Repeat(wear, worn - copied).Concat(Enumerable.Repeat(copies, copied)).Concat(camera).Concat(Enumerable.Repeat(sensor, sensed)).Select(kinds => kinds[random.Next(kinds.Length)]())];
    }
}
