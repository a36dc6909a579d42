// The only file that knows the order in which an image comes to be: sheet, camera, sensor.
using EcgGen.Core.Camera;
using EcgGen.Core.Ink;
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
    /// <param name="cancellation">Polled where wear takes long to work out.</param>
    /// <exception cref="EcgException">The recipe does not fit the record, or the samples are not the record's.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public static PageScene Compose(ImageRequest request, SignalView signal, CancellationToken cancellation = default)
    {
        signal.Verify();
        var recipe = RecipeResolver.Resolve(request.Recipe, signal with { Info = request.Record });
        var paper = (PaperStage)recipe.Stages[0];
        var plan = SheetPlan.Create(paper, request.Record);
        var passes = SheetPass.Of(recipe, plan, PageInk.Create(plan, name => signal[name]), cancellation);
        WearEffect[] wear = [.. passes.SelectMany(p => p.Wear)];
        double scale = paper.Dpi!.Value / 25.4;
        var view = CameraView.Of(recipe, plan.Sheet, scale);
        var background = recipe.Stages.OfType<BackgroundStage>().LastOrDefault() is { } desk ? Background.Of(desk, plan.Sheet, view?.Lift(plan.Sheet) ?? 0) : null;
        var flat = new FlatMap(view is null ? paper.Dpi.Value : 25.4 * view.SheetScale(plan.Sheet, scale));
        var scene = new PageScene(request with { Recipe = recipe }, plan, flat)
        {
            Passes = passes,
            View = view,
            Background = background,
            Effects = ImageEffects.Of(recipe),
            Occluders = [.. passes.SelectMany(p => p.Ink).OfType<HoleInk>(), .. wear.SelectMany(w => w.Occluders), .. background?.Occluders ?? []],
        };
        var shift = WearEffects.Bend(wear, plan.Sheet, cancellation);
        return view is null && shift is null ? scene : scene with { Map = new GridMap(scene.Width, scene.Height, (CoordinateMap?)view ?? flat, shift, cancellation) };
    }

    /// <summary>Draws a scene.</summary>
    /// <param name="scene">The scene.</param>
    /// <param name="cancellation">Polled between shapes, and by wear where it takes long.</param>
    /// <param name="layers">Gathers layered truth on the way, or null.</param>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public static PixelBuffer Draw(PageScene scene, CancellationToken cancellation, PageLayers? layers = null)
    {
        var image = DrawView(scene, cancellation, layers);
        try
        {
            if (scene.Background is { } desk)
                new DeskPainter(desk, scene, cancellation).DrawOver(image);
            ImageEffects.Apply(scene.Effects, image, scene, cancellation);
            return image;
        }
        catch
        {
            image.Dispose();
            throw;
        }
    }

    /// <summary>Draws the sheet as it lies before the camera.</summary>
    private static PixelBuffer DrawView(PageScene scene, CancellationToken cancellation, PageLayers? layers)
    {
        var sheet = new PixelBuffer(scene.SheetWidth, scene.SheetHeight);
        try
        {
            double scale = scene.Flat.Scale;
            var behind = scene.Plan.Paper.BackingColor!.Value;
            GridPainter.Paint(sheet, scene.Plan, scale, cancellation);
            foreach (var pass in scene.Passes)
            {
                DrawInk(scene, pass.Ink, sheet, cancellation, layers);
                var worn = WearEffects.Apply(pass.Wear, sheet, scale, cancellation);
                using var light = pass.Copy is null ? CurlLight.Apply(scene, sheet, worn, cancellation) : worn;
                using var paper = Cut(pass, sheet, scale, cancellation);
                if (pass.Copy is null && Through(scene, paper, cancellation) is { } map)
                {
                    var image = new PixelBuffer(scene.Width, scene.Height);
                    try
                    {
                        if (scene.Background is { } desk)
                            new DeskPainter(desk, scene, cancellation).DrawUnder(image, map, paper);
                        else
                            image.Fill(behind);
                        SheetResampler.Draw(new SheetPixels(sheet, light, paper?.Values), scale, map, image, cancellation);
                    }
                    catch
                    {
                        image.Dispose();
                        throw;
                    }
                    sheet.Dispose();
                    return image;
                }
                light?.Apply(sheet, cancellation);
                paper?.Apply(sheet, behind);
                pass.Copy?.Apply(sheet, scale, cancellation);
            }
            return sheet;
        }
        catch
        {
            sheet.Dispose();
            throw;
        }
    }

    /// <summary>The map by which a sheet is resampled, or null where it need not be.</summary>
    private static GridMap? Through(PageScene scene, PaperPlane? paper, CancellationToken cancellation)
    {
        if (scene.Map is GridMap map)
            return map;
        // The background is seen through holes of a flat sheet too.
        return scene.Background is null || paper is null ? null : new GridMap(scene.Width, scene.Height, scene.Flat, null, cancellation);
    }

    /// <summary>Takes away the paper that wear tears off, and that of the sheet's own holes.</summary>
    /// <returns>What is left, or null where that is all.</returns>
    private static PaperPlane? Cut(SheetPass pass, PixelBuffer sheet, double scale, CancellationToken cancellation)
    {
        var paper = WearEffects.Tear(pass.Wear, sheet, scale, cancellation);
        using var mask = new CoverageMask();
        foreach (var hole in pass.Ink.OfType<HoleInk>())
        {
            hole.Draw(mask, scale, new PixelRect(0, 0, sheet.Width, sheet.Height));
            (paper ??= new PaperPlane(sheet.Width, sheet.Height)).Cut(mask);
        }
        return paper;
    }

    private static void DrawInk(PageScene scene, IReadOnlyList<InkShape> shapes, PixelBuffer sheet, CancellationToken cancellation, PageLayers? layers)
    {
        using var ink = scene.Rasterizer();
        using var mask = new CoverageMask();
        foreach (var shape in shapes)
        {
            cancellation.ThrowIfCancellationRequested();
            if (shape is HoleInk)
                continue;
            ink.Draw(shape, mask);
            layers?.Add(shape, mask);
            if (shape is HandwritingInk hand)
                InkAbsorber.Multiply(sheet, mask, hand.Color, hand.Texture, scene.Flat.Scale);
            else
                InkPainter.Paint(sheet, mask, shape.Color);
        }
    }
}
