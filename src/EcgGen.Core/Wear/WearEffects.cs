// From stages to what they do: the one list of all kinds of wear.
using EcgGen.Core.Raster;
using EcgGen.Core.Sheet;
using EcgGen.Core.Wear.Stains;

namespace EcgGen.Core.Wear;

/// <summary>Makes stages of wear ready for a sheet, and applies them.</summary>
internal static class WearEffects
{
    /// <summary>How the paper shifts, or null where nothing bends it.</summary>
    /// <param name="effects">What wear does.</param>
    /// <param name="sheet">The sheet in mm.</param>
    /// <param name="cancellation">Polled by what takes long.</param>
    public static Displacement? Bend(IReadOnlyList<WearEffect> effects, SheetRect sheet, CancellationToken cancellation)
    {
        if (effects.Count == 0)
            return null;
        var field = new Displacement(sheet);
        foreach (var effect in effects)
            effect.Bend(field, cancellation);
        if (field.IsZero)
            return null;
        field.Limit();
        return field;
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
                effect.Mark(sheet, scale, cancellation);
                effect.Shade(() => light ??= new LightPlane(sheet.Width, sheet.Height), scale, cancellation);
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
    public static PaperPlane? Tear(IReadOnlyList<WearEffect> effects, PixelBuffer sheet, double scale, CancellationToken cancellation)
    {
        PaperPlane? paper = null;
        try
        {
            foreach (var effect in effects)
            {
                if (!effect.Stage.OnlyGeometry)
                    effect.Tear(sheet, () => paper ??= new PaperPlane(sheet.Width, sheet.Height), scale, cancellation);
            }
            return paper;
        }
        catch
        {
            paper?.Dispose();
            throw;
        }
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
