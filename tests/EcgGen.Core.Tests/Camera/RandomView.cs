// Random recipes: wear, geometry, light and sensor as they come.
namespace EcgGen.Core.Tests.Camera;

internal static class RandomView
{
    /// <summary>One to ten stages in an order that a recipe may have, all their values open or drawn.</summary>
    public static Stage[] Stages(int seed)
    {
        var random = new System.Random(seed);
        double U(double from, double to) => from + (to - from) * random.NextDouble();
        // A fold's ridge loses ink, and the middle of what is left of a dot is elsewhere; so folds only bend here.
        Func<Stage>[] wear = [() => new CreaseStage { OnlyGeometry = true }, () => new CrumpleStage(), () => new WrinkleStage()];
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
        int count = 1 + random.Next(10), worn = random.Next(Math.Min(3, count)), seen = count - worn;
        return [.. Enumerable.Range(0, worn).Select(_ => wear[random.Next(wear.Length)]()), .. Enumerable.Range(0, seen).Select(_ => geometry[random.Next(geometry.Length)]())];
    }
}
