// From stages to what they do: the one list of all kinds of wear.
using EcgGen.Core.Raster;
using EcgGen.Core.Sheet;
using EcgGen.Core.Truth;
using EcgGen.Core.Wear.Stains;

namespace EcgGen.Core.Wear;

/// <summary>Makes stages of wear ready for a sheet, and applies them.</summary>
internal static class WearEffects
{
    /// <summary>Sheet to image, given how the image shows a flat sheet.</summary>
    /// <param name="effects">What wear does.</param>
    /// <param name="view">How the image shows a flat sheet.</param>
    /// <param name="sheet">The sheet in mm.</param>
    /// <param name="width">The image's width in pixels.</param>
    /// <param name="height">The image's height in pixels.</param>
    /// <returns>The view itself if nothing bends the sheet.</returns>
    public static CoordinateMap Map(IReadOnlyList<WearEffect> effects, CoordinateMap view, SheetRect sheet, int width, int height)
    {
        if (effects.Count == 0)
            return view;
        var field = new Displacement(sheet);
        foreach (var effect in effects)
            effect.Bend(field);
        if (field.IsZero)
            return view;
        field.Limit();
        return new GridMap(width, height, view, field);
    }

    /// <summary>Changes a drawn sheet's colours, and gives the light on it, or null where that is the same all over.</summary>
    public static LightPlane? Apply(IReadOnlyList<WearEffect> effects, PixelBuffer sheet, double scale, CancellationToken cancellation)
    {
        LightPlane? light = null;
        try
        {
            foreach (var effect in effects)
            {
                cancellation.ThrowIfCancellationRequested();
                if (effect.Stage.OnlyGeometry)
                    continue;
                effect.Mark(sheet, scale);
                effect.Shade(() => light ??= new LightPlane(sheet.Width, sheet.Height), scale);
            }
            return light;
        }
        catch
        {
            light?.Dispose();
            throw;
        }
    }

    /// <summary>Takes paper away from a sheet, and gives what is left of it, or null where that is all.</summary>
    public static PaperPlane? Tear(IReadOnlyList<WearEffect> effects, PixelBuffer sheet, double scale)
    {
        PaperPlane? paper = null;
        foreach (var effect in effects)
        {
            if (!effect.Stage.OnlyGeometry)
                effect.Tear(sheet, () => paper ??= new PaperPlane(sheet.Width, sheet.Height), scale);
        }
        return paper;
    }

    /// <summary>The effect of a resolved stage.</summary>
    public static WearEffect Create(WearStage stage, SheetPlan plan) => stage switch
    {
        CreaseStage crease => new Crease(crease, crease.Pattern is { } pattern ? CreaseLines.Folded(pattern, plan.Sheet) : CreaseLines.Of(crease, plan.Sheet)),
        WrinkleStage wrinkle => new Wrinkle(wrinkle, plan.Sheet),
        CrumpleStage crumple => new Crumple(crumple, plan.Sheet),
        StainStage stain => new StainEffect(stain, plan),
        _ => throw new NotSupportedException($"No way to wear by '{stage.Name}'."),
    };
}
