// Fills what stages of wear leave open, and checks what they say.
using EcgGen.Core.Random;
using EcgGen.Core.Sheet;
using EcgGen.Core.Wear.Stains;
using static EcgGen.Core.RecipeResolver;

namespace EcgGen.Core.Wear;

/// <summary>Resolves stages of wear.</summary>
internal static class WearResolver
{
    private const int MostCreases = 50;

    /// <summary>Fills and checks a stage.</summary>
    /// <param name="stage">The stage.</param>
    /// <param name="plan">The page.</param>
    /// <param name="key">Gives the key for a purpose.</param>
    /// <exception cref="EcgException">RecipeInvalid.</exception>
    public static WearStage Resolve(WearStage stage, Func<SheetPlan> plan, Func<string, SeedKey> key) => stage switch
    {
        CreaseStage crease => Resolve(crease, key),
        WrinkleStage wrinkle => WrinkleResolver.Resolve(wrinkle, key),
        CrumpleStage crumple => Resolve(crumple, key),
        StainStage stain => StainResolver.Resolve(stain, plan, key),
        _ => throw Invalid("stages", $"'{stage.Name}' is unknown"),
    };

    private static CreaseStage Resolve(CreaseStage open, Func<string, SeedKey> key)
    {
        var style = open.Style ?? CreaseStyle.Fold;
        if (open.Pattern is not null && (open.Count ?? open.Angle ?? (double?)open.Direction) is not null)
            throw Invalid("pattern", "a pattern says how many creases there are and where; expected it without count, angle and direction");
        // A sheet that was folded was mostly folded by a pattern.
        var pattern = open.Pattern ?? (open is { Style: not CreaseStyle.Line, Count: null, Angle: null, Direction: null } && key("pattern").ToGenerator().NextDouble() < 0.6
            ? (FoldPattern)key("pattern").ToGenerator().NextInt(3) : null);
        var stage = open with
        {
            Style = style,
            Pattern = pattern,
            Count = pattern is null ? open.Count ?? 1 + key("count").ToGenerator().NextInt(4) : null,
            Angle = pattern is null ? open.Angle ?? Math.Round(key("angle").ToGenerator().Uniform(0, 180), 1) : null,
            Direction = pattern is null ? open.Direction ?? CreaseDirection.Forward : null,
            Width = open.Width ?? Math.Round(style == CreaseStyle.Fold ? key("width").ToGenerator().Uniform(12, 20) : key("width").ToGenerator().Uniform(0.3, 1.2), 2),
            Strength = open.Strength ?? Math.Round(key("strength").ToGenerator().Uniform(0.4, 1), 2),
            Seed = open.Seed ?? (int)(key("seed").ToGenerator().NextUInt32() >> 1),
        };
        if (stage.Count is { } count)
            InRange("count", count, 1, MostCreases);
        if (stage.Angle is { } angle)
            InRange("angle", angle, 0, 180);
        InRange("width", stage.Width!.Value, 0.1, 50);
        InRange("strength", stage.Strength!.Value, 0, 1);
        return stage;
    }

    private static CrumpleStage Resolve(CrumpleStage open, Func<string, SeedKey> key)
    {
        var stage = open with
        {
            FacetSize = open.FacetSize ?? Math.Round(key("facetSize").ToGenerator().Uniform(18, 40), 1),
            Strength = open.Strength ?? Math.Round(key("strength").ToGenerator().Uniform(0.4, 1), 2),
            LightAngle = open.LightAngle ?? Math.Round(key("lightAngle").ToGenerator().Uniform(0, 360), 1),
            Seed = open.Seed ?? (int)(key("seed").ToGenerator().NextUInt32() >> 1),
        };
        InRange("facetSize", stage.FacetSize!.Value, 5, 100);
        InRange("strength", stage.Strength!.Value, 0, 1);
        InRange("lightAngle", stage.LightAngle!.Value, 0, 360);
        return stage;
    }
}
