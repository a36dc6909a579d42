// What paper, grid and ink look like where the user leaves it open: ranges measured on real pages.
using EcgGen.Core.Random;

namespace EcgGen.Core.Sheet;

/// <summary>Grid colours by name, and the keyed choice of everything that makes one page look unlike the next.</summary>
public static class PaperLook
{
    // Coarse-grid inks on real paper: dull, never pure; fine lines are the same ink at less depth.
    private static readonly (string Name, Rgb Coarse, double Weight)[] Grids =
    [
        ("Red", new Rgb(214, 112, 108), 3),
        ("Salmon", new Rgb(228, 157, 150), 4),
        ("Orange", new Rgb(222, 142, 98), 3),
        ("Brown", new Rgb(176, 134, 98), 1),
        ("Gray", new Rgb(150, 150, 150), 1),
        ("Green", new Rgb(134, 178, 140), 1),
        ("Blue", new Rgb(140, 166, 204), 1),
        ("Black", new Rgb(104, 102, 98), 0.5),
    ];

    /// <summary>The names that -GridColor takes beside "#RRGGBB".</summary>
    public static IReadOnlyList<NamedColor> GridColors { get; } = [.. Grids.Select(g => new NamedColor(g.Name, g.Coarse))];

    /// <summary>Draws every open value of a stage by its key; what is set stays.</summary>
    /// <param name="paper">The stage.</param>
    /// <param name="key">Gives the key for a purpose.</param>
    public static PaperStage Choose(PaperStage paper, Func<string, SeedKey> key)
    {
        var paperColor = paper.PaperColor ?? ChoosePaper(key("paperColor").ToGenerator());
        var grid = paper.GridColor ?? ChooseGrid(key("gridColor").ToGenerator());
        return paper with
        {
            PaperColor = paperColor,
            GridColor = grid,
            FineGridColor = paper.FineGridColor ?? Mix(grid, paperColor, key("fineGridColor").ToGenerator().Uniform(0.35, 0.55)),
            InkColor = paper.InkColor ?? ChooseInk(key("inkColor").ToGenerator()),
            CoarseLineWidth = paper.CoarseLineWidth ?? Hundredths(key("coarseLineWidth").ToGenerator().Uniform(0.16, 0.26)),
            FineLineWidth = paper.FineLineWidth ?? Hundredths(key("fineLineWidth").ToGenerator().Uniform(0.10, 0.15)),
            PenWidth = paper.PenWidth ?? Hundredths(key("penWidth").ToGenerator().Uniform(0.22, 0.32)),
        };
    }

    private static Rgb ChoosePaper(Philox g)
    {
        double light = g.Uniform(238, 253), warmth = g.Uniform(-1, 9);
        return new Rgb(Byte(light + warmth / 3), Byte(light), Byte(light - warmth));
    }

    private static Rgb ChooseGrid(Philox g)
    {
        double pick = g.Uniform(0, Grids.Sum(x => x.Weight));
        var ink = Grids[^1].Coarse;
        foreach (var (_, coarse, weight) in Grids)
        {
            ink = coarse;
            if ((pick -= weight) < 0)
                break;
        }
        return new Rgb(Byte(ink.R + g.Uniform(-9, 9)), Byte(ink.G + g.Uniform(-9, 9)), Byte(ink.B + g.Uniform(-9, 9)));
    }

    private static Rgb ChooseInk(Philox g)
    {
        double dark = g.Uniform(28, 90), tint = g.Uniform(-6, 10);
        return new Rgb(Byte(dark + tint), Byte(dark), Byte(dark - tint / 2));
    }

    private static Rgb Mix(Rgb from, Rgb to, double part) =>
        new(Byte(from.R + (to.R - from.R) * part), Byte(from.G + (to.G - from.G) * part), Byte(from.B + (to.B - from.B) * part));

    private static byte Byte(double value) => (byte)Math.Clamp(Math.Round(value), 0, 255);

    private static double Hundredths(double value) => Math.Round(value, 2);
}
