// The only file that knows the order in which an image comes to be: sheet, camera, sensor.
using EcgGen.Core.Ink;
using EcgGen.Core.Print;
using EcgGen.Core.Raster;
using EcgGen.Core.Sheet;
using EcgGen.Core.Truth;
using EcgGen.Core.Wear;

namespace EcgGen.Core;

/// <summary>Draws resolved recipes; one image is drawn by one thread.</summary>
public static class Renderer
{
    /// <summary>What a recipe puts where, without drawing it.</summary>
    /// <param name="request">Recipe and record; the recipe is resolved if it isn't yet.</param>
    /// <param name="signal">The record's samples.</param>
    /// <exception cref="EcgException">The recipe does not fit the record, or the samples are not the record's.</exception>
    public static PageScene Compose(ImageRequest request, SignalView signal)
    {
        signal.Verify();
        var recipe = RecipeResolver.Resolve(request.Recipe, signal with { Info = request.Record });
        var paper = (PaperStage)recipe.Stages[0];
        var plan = SheetPlan.Create(paper, request.Record);
        var ink = PageInk.Create(plan, name => signal[name]);
        PrintDrawing.AddTo(ink, [.. recipe.Stages.OfType<PrintedTextStage>()]);
        ink.AddRange(SheetMarks.Cut(plan));
        var scene = new PageScene(request with { Recipe = recipe }, plan, ink, new FlatMap(paper.Dpi!.Value)) { Wear = WearEffects.Of(recipe, plan) };
        return scene with { Occluders = [.. ink.OfType<HoleInk>(), .. scene.Wear.SelectMany(w => w.Occluders)], Map = WearEffects.Map(scene.Wear, scene.Flat, plan.Sheet, scene.Width, scene.Height) };
    }

    /// <summary>Draws a scene.</summary>
    /// <param name="scene">The scene.</param>
    /// <param name="cancellation">Polled between shapes.</param>
    /// <param name="layers">Gathers layered truth on the way, or null.</param>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public static PixelBuffer Draw(PageScene scene, CancellationToken cancellation, PageLayers? layers = null)
    {
        var sheet = DrawSheet(scene, cancellation, layers);
        try
        {
            using var light = WearEffects.Apply(scene.Wear, sheet, scene.Flat.Scale, cancellation);
            using var paper = WearEffects.Tear(scene.Wear, sheet, scene.Flat.Scale);
            if (scene.Map is not GridMap map)
            {
                light?.Apply(sheet);
                paper?.Apply(sheet, scene.Plan.Paper.BackingColor!.Value);
                return sheet;
            }
            var image = new PixelBuffer(scene.Width, scene.Height);
            try
            {
                image.Fill(scene.Plan.Paper.BackingColor!.Value);
                SheetResampler.Draw(new SheetPixels(sheet, light, paper?.Values), scene.Flat.Scale, map, image, cancellation);
                sheet.Dispose();
                return image;
            }
            catch
            {
                image.Dispose();
                throw;
            }
        }
        catch
        {
            sheet.Dispose();
            throw;
        }
    }

    /// <summary>Draws the flat, unworn sheet.</summary>
    private static PixelBuffer DrawSheet(PageScene scene, CancellationToken cancellation, PageLayers? layers)
    {
        var image = new PixelBuffer(scene.Width, scene.Height);
        try
        {
            GridPainter.Paint(image, scene.Plan, scene.Flat.Scale, cancellation);
            using var ink = scene.Rasterizer();
            using var mask = new CoverageMask();
            foreach (var shape in scene.Ink)
            {
                cancellation.ThrowIfCancellationRequested();
                ink.Draw(shape, mask);
                layers?.Add(shape, mask);
                InkPainter.Paint(image, mask, shape.Color);
            }
            return image;
        }
        catch
        {
            image.Dispose();
            throw;
        }
    }
}
