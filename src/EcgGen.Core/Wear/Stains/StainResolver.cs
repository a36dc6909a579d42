// Draws which stains a sheet gets, and where: in the places where such things happen to sheets.
using EcgGen.Core.Random;
using EcgGen.Core.Sheet;
using static EcgGen.Core.RecipeResolver;

namespace EcgGen.Core.Wear.Stains;

/// <summary>Resolves stages of stains.</summary>
internal static class StainResolver
{
    private const int MostStains = 50;
    private const double LeastSize = 0.5, MostSize = 500, Beyond = 500;

    /// <summary>Fills and checks a stage.</summary>
    /// <param name="open">The stage.</param>
    /// <param name="plan">Gives the page.</param>
    /// <param name="key">Gives the key for a purpose.</param>
    /// <exception cref="EcgException">RecipeInvalid.</exception>
    public static StainStage Resolve(StainStage open, Func<SheetPlan> plan, Func<string, SeedKey> key)
    {
        if (open.Kinds is { } given && (given.Count == 0 || given.Any(k => !Enum.IsDefined(k))))
            throw Invalid("kinds", $"expected one or several of {string.Join(", ", Enum.GetNames<StainKind>())}");
        int count = open.Count ?? open.Stains?.Count ?? open.Kinds?.Count ?? 1 + key("count").ToGenerator().NextInt(3);
        InRange("count", count, 1, MostStains);
        if (open.Size is { } size)
            InRange("size", size, LeastSize, MostSize);
        double strength = open.Strength ?? Math.Round(key("strength").ToGenerator().Uniform(0.4, 1), 2);
        InRange("strength", strength, 0, 1);
        var stains = open.Stains;
        if (stains is null)
        {
            var page = plan();
            stains = [.. Enumerable.Range(0, count).Select(i => Draw(open.Kinds is { } kinds ? kinds[i % kinds.Count] : null, open.Size, page, key($"stain{i}").ToGenerator()))];
        }
        if (stains.Count != count)
            throw Invalid("stains", $"expected {count} as count says, found {stains.Count}");
        foreach (var stain in stains)
            Check(stain, plan);
        return open with { Kinds = open.Kinds ?? [.. stains.Select(s => s.Kind).Distinct()], Count = count, Strength = strength, Stains = stains };
    }

    private static void Check(Stain stain, Func<SheetPlan> plan)
    {
        if (!Enum.IsDefined(stain.Kind))
            throw Invalid("stains.kind", $"expected one of {string.Join(", ", Enum.GetNames<StainKind>())}");
        var sheet = plan().Sheet;
        InRange("stains.x", stain.X, -Beyond, sheet.Width + Beyond);
        InRange("stains.y", stain.Y, -Beyond, sheet.Height + Beyond);
        InRange("stains.size", stain.Size, LeastSize, MostSize);
        InRange("stains.angle", stain.Angle, -360, 360);
    }

    private static Stain Draw(StainKind? given, double? size, SheetPlan page, Philox random)
    {
        var kind = given ?? (StainKind)random.NextInt(Enum.GetValues<StainKind>().Length);
        var sheet = page.Sheet;
        int seed = (int)(random.NextUInt32() >> 1);
        // Sizes by what is usual; no more than a part of a small sheet where the thing itself has no size.
        double Size(double from, double to, double part = 10) => size ?? Math.Round(Math.Min(random.Uniform(from, to), part * Math.Min(sheet.Width, sheet.Height)), 1);
        Stain At(double x, double y, double mm, double angle = 0) => new(kind, Math.Round(x, 1), Math.Round(y, 1), mm, Math.Round(angle), seed);
        switch (kind)
        {
            case StainKind.Yellowing:
                return At(sheet.Width / 2, sheet.Height / 2, Size(12, 40));
            case StainKind.CoffeeRing:
                return At(random.Uniform(0.08, 0.92) * sheet.Width, random.Uniform(0.08, 0.92) * sheet.Height, Size(70, 90));
            case StainKind.WaterEdge:
            case StainKind.Mould:
            case StainKind.MouldGray:
                double diameter = kind == StainKind.WaterEdge ? Size(60, 140, 0.8) : Size(35, 95, 0.7);
                // Damp comes from outside.
                var (x, y) = random.NextDouble() < 0.65 ? Edge(sheet, random, diameter / 4) : (random.NextDouble() * sheet.Width, random.NextDouble() * sheet.Height);
                return At(x, y, diameter);
            case StainKind.InkSmear:
                var lead = page.Leads[random.NextInt(page.Leads.Count)];
                return At(lead.X + random.NextDouble() * lead.SampleCount * lead.SampleStep, lead.BaselineY + random.Uniform(-3, 3), Size(18, 45), random.NextInt(2) * 180 + random.Uniform(-35, 35));
            case StainKind.Tape:
                double length = Size(45, 110);
                var (edgeX, edgeY) = Edge(sheet, random, 12);
                bool across = random.NextDouble() < 0.35;
                // Along an edge that tore, or across the sheet.
                return across ? At(random.Uniform(0.2, 0.8) * sheet.Width, random.Uniform(0.2, 0.8) * sheet.Height, length, random.Uniform(-12, 12) + 90 * random.NextInt(2))
                    : At(edgeX, edgeY, length, (Math.Min(edgeX, sheet.Width - edgeX) < Math.Min(edgeY, sheet.Height - edgeY) ? 90 : 0) + random.Uniform(-6, 6));
            case StainKind.PunchHole:
                return Holes(sheet, random, At, size ?? 6);
            case StainKind.Staple:
                double inset = random.Uniform(7, 14);
                bool left = random.NextDouble() < 0.8, top = random.NextDouble() < 0.9, straight = random.NextDouble() < 0.35;
                return At(left ? inset : sheet.Width - inset, top ? inset + random.Uniform(-2, 2) : sheet.Height - inset, size ?? 12,
                    (straight ? 90 * random.NextInt(2) : left == top ? 45 : 135) + random.Uniform(-9, 9));
            case StainKind.TornCorner:
                bool right = random.NextInt(2) == 1, bottom = random.NextInt(2) == 1;
                double inwards = (right, bottom) switch { (false, false) => 315, (true, false) => 225, (true, true) => 135, _ => 45 };
                return At(right ? sheet.Width : 0, bottom ? sheet.Height : 0, Size(14, 45, 0.35), inwards + random.Uniform(-16, 16));
            default:
                double piece = Size(15, 50, 0.35);
                var place = random.NextDouble() < 0.8 ? Edge(sheet, random, 0.2 * piece) : (random.Uniform(0.15, 0.85) * sheet.Width, random.Uniform(0.15, 0.85) * sheet.Height);
                return At(place.Item1, place.Item2, piece);
        }
    }

    /// <summary>A place at most so far inside one of the four edges, evenly along them.</summary>
    private static (double X, double Y) Edge(SheetRect sheet, Philox random, double inside)
    {
        double along = random.NextDouble() * 2 * (sheet.Width + sheet.Height), away = random.NextDouble() * inside;
        if (along < sheet.Width)
            return (along, away);
        if ((along -= sheet.Width) < sheet.Width)
            return (along, sheet.Height - away);
        along -= sheet.Width;
        return along < sheet.Height ? (away, along) : (sheet.Width - away, along - sheet.Height);
    }

    /// <summary>12 mm from the edge at which sheets are filed, in its middle.</summary>
    private static Stain Holes(SheetRect sheet, Philox random, Func<double, double, double, double, Stain> at, double diameter)
    {
        const double Inset = 12, Length = 90;
        double off = random.Uniform(-3, 3), inset = Inset + random.Uniform(-1.5, 1.5);
        bool upright = sheet.Height > Length && (random.NextDouble() < 0.6 || sheet.Width <= Length);
        return upright ? at(inset, sheet.Height / 2 + off, diameter, 90) : at(sheet.Width / 2 + off, inset, diameter, 0);
    }
}
