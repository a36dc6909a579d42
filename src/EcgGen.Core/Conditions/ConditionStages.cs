// The nine imaging conditions: which stages each is drawn from. docs/conditions.md has the same as a table.
using EcgGen.Core.Random;

namespace EcgGen.Core.Conditions;

/// <summary>Draws a condition's stages. What a stage leaves open is then drawn as for any stage of its kind.</summary>
internal static class ConditionStages
{
    /// <summary>The stages of a condition, in order.</summary>
    /// <param name="condition">The condition.</param>
    /// <param name="dpi">The sheet's pixels per inch.</param>
    /// <param name="key">Gives the key for a purpose.</param>
    public static IEnumerable<Stage> Draw(ImagingCondition condition, int dpi, Func<string, SeedKey> key)
    {
        var draw = new ConditionDraw(key);
        return condition switch
        {
            ImagingCondition.Original => [],
            ImagingCondition.Scan => [.. Filed(draw), .. ScannerStages.Draw(draw, dpi, gray: false)],
            ImagingCondition.ScanGray => [.. Filed(draw), .. Copied(draw), .. ScannerStages.Draw(draw, dpi, gray: true)],
            ImagingCondition.Photo => [.. Handled(draw), .. PhoneStages.OfSheet(draw)],
            ImagingCondition.ScreenPhoto => PhoneStages.OfScreen(draw),
            ImagingCondition.Stained => [.. Stained(draw), .. PhoneStages.OfSheet(draw)],
            ImagingCondition.Damaged => [.. Damaged(draw), .. PhoneStages.OfSheet(draw)],
            ImagingCondition.Mould => [.. Mouldy(draw, StainKind.Mould), .. ScannerStages.Draw(draw, dpi, gray: false)],
            ImagingCondition.MouldGray => [.. Mouldy(draw, StainKind.MouldGray), .. ScannerStages.Draw(draw, dpi, gray: true)],
            _ => throw RecipeResolver.Invalid("condition", $"expected one of {string.Join(", ", Enum.GetNames<ImagingCondition>())}"),
        };
    }

    /// <summary>A sheet from a file of papers: folded once perhaps, and held together with others.</summary>
    private static IEnumerable<Stage> Filed(ConditionDraw draw)
    {
        if (draw.Chance("fold", 0.25))
            yield return new CreaseStage { Strength = draw.Uniform("fold", 0.15, 0.5) };
        if (draw.Chance("held", 0.2))
            yield return new StainStage { Kinds = [draw.Chance("staple", 0.5) ? StainKind.Staple : StainKind.PunchHole] };
    }

    /// <summary>Greys are often those of a copy.</summary>
    private static IEnumerable<Stage> Copied(ConditionDraw draw)
    {
        if (draw.Chance("copy", 0.2))
            yield return new PhotocopyStage();
    }

    /// <summary>A sheet that went from hand to hand.</summary>
    private static IEnumerable<Stage> Handled(ConditionDraw draw)
    {
        if (draw.Chance("fold", 0.35))
            yield return new CreaseStage { Strength = draw.Uniform("fold", 0.2, 0.7) };
        if (draw.Chance("crumple", 0.2))
            yield return new CrumpleStage { Strength = draw.Uniform("crumple", 0.15, 0.5) };
        if (draw.Chance("curl", 0.5))
            yield return new CurlStage();
    }

    /// <summary>Coffee or water, and what comes with it; paper that was wet waves.</summary>
    private static IEnumerable<Stage> Stained(ConditionDraw draw)
    {
        bool soaked = draw.Chance("soaked", 0.5);
        List<StainKind> kinds = [soaked ? StainKind.WaterEdge : StainKind.CoffeeRing];
        if (draw.Chance("coffee", 0.4))
            kinds.Add(StainKind.CoffeeRing);
        if (draw.Chance("water", 0.4))
            kinds.Add(StainKind.WaterEdge);
        if (draw.Chance("yellow", 0.4))
            kinds.Add(StainKind.Yellowing);
        if (draw.Chance("smear", 0.3))
            kinds.Add(StainKind.InkSmear);
        yield return new StainStage { Kinds = kinds, Strength = draw.Uniform("stain", 0.6, 1) };
        if (draw.Chance("crumple", 0.3))
            yield return new CrumpleStage { Strength = draw.Uniform("crumple", 0.2, 0.6) };
        if (soaked)
            yield return new CurlStage { Shape = CurlShape.Wave };
    }

    /// <summary>Crumpled, mostly folded, and torn.</summary>
    private static IEnumerable<Stage> Damaged(ConditionDraw draw)
    {
        yield return new CrumpleStage { Strength = draw.Uniform("crumple", 0.7, 1) };
        if (draw.Chance("wrinkle", 0.5))
            yield return new WrinkleStage { Strength = draw.Uniform("wrinkle", 0.4, 0.9) };
        if (draw.Chance("fold", 0.6))
            yield return new CreaseStage { Strength = draw.Uniform("fold", 0.6, 1) };
        List<StainKind> kinds = [draw.Chance("corner", 0.5) ? StainKind.TornCorner : StainKind.MissingPiece];
        if (draw.Chance("corner2", 0.3))
            kinds.Add(StainKind.TornCorner);
        if (draw.Chance("piece", 0.3))
            kinds.Add(StainKind.MissingPiece);
        if (draw.Chance("tape", 0.4))
            kinds.Add(StainKind.Tape);
        if (draw.Chance("yellow", 0.3))
            kinds.Add(StainKind.Yellowing);
        yield return new StainStage { Kinds = kinds, Strength = draw.Uniform("stain", 0.5, 1) };
    }

    /// <summary>Damp came in.</summary>
    private static IEnumerable<Stage> Mouldy(ConditionDraw draw, StainKind mould)
    {
        yield return new StainStage { Kinds = [mould], Count = draw.Whole("mould", 2, 5), Strength = draw.Uniform("mouldStrength", 0.5, 1) };
        List<StainKind> others = [];
        if (draw.Chance("water", 0.35))
            others.Add(StainKind.WaterEdge);
        if (draw.Chance("yellow", 0.5))
            others.Add(StainKind.Yellowing);
        if (others.Count > 0)
            yield return new StainStage { Kinds = others };
    }
}
