// A bent sheet is lit by its slopes.
using EcgGen.Core.Raster;
using EcgGen.Core.Sheet;
using EcgGen.Core.Wear;

namespace EcgGen.Core.Camera;

/// <summary>Lambert's law over a bent sheet: light from one side falls fully on what faces it.</summary>
internal static class CurlLight
{
    /// <summary>Multiplies the light on a scene's sheet.</summary>
    /// <param name="scene">The scene.</param>
    /// <param name="sheet">The drawn sheet.</param>
    /// <param name="light">The light on it, or null where that is the same all over.</param>
    /// <param name="cancellation">Stops the work.</param>
    /// <returns>The light, or null as before.</returns>
    public static LightPlane? Apply(PageScene scene, PixelBuffer sheet, LightPlane? light, CancellationToken cancellation)
    {
        if (scene.View is not { } view)
            return light;
        foreach (var (stage, (surface, before)) in scene.Request.Recipe.Stages.OfType<CurlStage>().Zip(view.Surfaces))
        {
            if (!stage.OnlyGeometry && stage.Shading > 0)
                Multiply(stage, surface, before, scene.Plan.Sheet, light ??= new LightPlane(sheet.Width, sheet.Height), scene.Flat.Scale, cancellation);
        }
        return light;
    }

    /// <summary>Multiplies a sheet's light.</summary>
    /// <param name="stage">The stage, resolved.</param>
    /// <param name="surface">Its surface.</param>
    /// <param name="before">From the sheet to where the surface bends it.</param>
    /// <param name="sheet">The sheet in mm.</param>
    /// <param name="light">The plane.</param>
    /// <param name="scale">Its pixels per mm.</param>
    /// <param name="cancellation">Stops the work.</param>
    private static void Multiply(CurlStage stage, CurlStep surface, Func<Point2, Point2> before, SheetRect sheet, LightPlane light, double scale, CancellationToken cancellation)
    {
        // How far light comes in from the side, as a part of what comes from above. What rises towards it turns away from it.
        double side = stage.Shading!.Value * Math.Cos((stage.LightAngle!.Value - stage.Angle!.Value) * Math.PI / 180);
        float[] table = [.. surface.Slopes.Select(slope => (float)Math.Clamp(Math.Cos(slope) - side * Math.Sin(slope), 0.05, 1.9))];
        var coarse = new CoarseLight(sheet);
        for (int row = 0; row < coarse.Rows; row++)
        {
            var factors = coarse.Row(row);
            for (int column = 0; column < factors.Length; column++)
                factors[column] = table[surface.IndexOf(before(new(column * CoarseLight.Step, row * CoarseLight.Step)))];
        }
        coarse.Multiply(light, scale, cancellation);
    }
}
