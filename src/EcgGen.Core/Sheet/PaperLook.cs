// What paper, grid and ink look like where the user leaves it open: ranges measured on real pages.
using EcgGen.Core.Random;
using static EcgGen.Core.RecipeResolver;

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

    // Real grids' depth below the paper's luminance, and real inks'. A little inside what was measured, since colours are bytes.
    private const double PalestGrid = 0.255, DeepestGrid = 0.585, PalestInk = 0.535, DeepestInk = 0.875;

    // On darker paper depths mean nothing.
    private const double DarkPaper = 60;

    /// <summary>The names that -GridColor takes beside "#RRGGBB".</summary>
    public static IReadOnlyList<NamedColor> GridColors { get; } = [.. Grids.Select(g => new NamedColor(g.Name, g.Coarse))];

    /// <summary>Draws every open value of a stage by its key; what is set stays.</summary>
    /// <param name="paper">The stage.</param>
    /// <param name="key">Gives the key for a purpose.</param>
    public static PaperStage Choose(PaperStage paper, Func<string, SeedKey> key)
    {
        var paperColor = paper.PaperColor ?? ChoosePaper(key("paperColor").ToGenerator());
        var grid = paper.GridColor ?? WithDepth(ChooseGrid(key("gridColor").ToGenerator()), paperColor, PalestGrid, DeepestGrid);
        bool dots = paper.GridStyle == GridStyle.Dots;
        return PenLook.Choose(paper with
        {
            PaperColor = paperColor,
            GridColor = grid,
            FineGridColor = paper.FineGridColor ?? ChooseFine(paper.GridStyle, grid, paperColor, key),
            InkColor = paper.InkColor ?? WithDepth(PenLook.ChooseInk(paper.Pen ?? PenKind.Laser, key("inkColor").ToGenerator()), paperColor, PalestInk, DeepestInk),
            CoarseLineWidth = paper.CoarseLineWidth ?? Hundredths(key("coarseLineWidth").ToGenerator().Uniform(0.16, 0.26)),
            FineLineWidth = paper.FineLineWidth ?? Hundredths(key("fineLineWidth").ToGenerator().Uniform(dots ? 0.18 : 0.10, dots ? 0.26 : 0.15)),
            PenWidth = paper.PenWidth ?? Hundredths(key("penWidth").ToGenerator().Uniform(0.22, 0.32)),
            GridOffsetX = paper.GridOffsetX ?? 0,
            GridOffsetY = paper.GridOffsetY ?? 0,
            GridToEdge = paper.GridToEdge ?? false,
            PaperTexture = paper.PaperTexture ?? 0,
            Edge = paper.Edge ?? PaperEdge.None,
            Border = paper.Border ?? false,
            Logo = paper.Logo ?? false,
            BackingColor = paper.BackingColor ?? ChooseBacking(key("backingColor").ToGenerator()),
            LookSeed = paper.LookSeed ?? key("look").ToGenerator().NextInt(int.MaxValue),
        }, key);
    }

    /// <summary>Checks the values of paper and grid.</summary>
    /// <exception cref="EcgException">RecipeInvalid.</exception>
    public static void Check(PaperStage paper)
    {
        InRange("coarseLineWidth", paper.CoarseLineWidth!.Value, 0.05, 1);
        InRange("fineLineWidth", paper.FineLineWidth!.Value, 0.05, 0.5);
        InRange("gridOffsetX", paper.GridOffsetX!.Value, -5, 5);
        InRange("gridOffsetY", paper.GridOffsetY!.Value, -5, 5);
        InRange("paperTexture", paper.PaperTexture!.Value, 0, 1);
    }

    /// <summary>A generator for a detail that no value of the resolved stage says.</summary>
    public static Philox Generator(PaperStage paper, string purpose) =>
        new SeedKey(paper.LookSeed!.Value, "", 0, PaperStage.Kind, 0, purpose).ToGenerator();

    /// <summary>One of some choices, by weight.</summary>
    public static T Pick<T>(IReadOnlyList<T> choices, Func<T, double> weight, Philox random)
    {
        double pick = random.Uniform(0, choices.Sum(weight));
        foreach (var choice in choices)
        {
            if ((pick -= weight(choice)) < 0)
                return choice;
        }
        return choices[^1];
    }

    /// <summary>How much darker than paper a colour is: 0 (as light) to 1 (black), by luma (ITU-R BT.709 weights on sRGB values).</summary>
    public static double Depth(Rgb color, Rgb paper) => 1 - Luma(color) / Luma(paper);

    /// <summary>A channel's value from a number.</summary>
    public static byte Byte(double value) => (byte)Math.Clamp(Math.Round(value), 0, 255);

    private static double Luma(Rgb color) => 0.2126 * color.R + 0.7152 * color.G + 0.0722 * color.B;

    /// <summary>The colour, or the nearest of its hue whose depth is within a range.</summary>
    private static Rgb WithDepth(Rgb color, Rgb paper, double from, double to)
    {
        if (Luma(paper) < DarkPaper)
            return color;
        double depth = Depth(color, paper), wanted = Math.Clamp(depth, from, to);
        double by = (1 - wanted) / (1 - depth);
        return wanted == depth ? color : new Rgb(Byte(color.R * by), Byte(color.G * by), Byte(color.B * by));
    }

    private static Rgb ChooseFine(GridStyle? style, Rgb grid, Rgb paper, Func<string, SeedKey> key)
    {
        double paleness = key("fineGridColor").ToGenerator().Uniform(0.35, 0.55);
        return style switch
        {
            // A dot is small and must be nearly as dark as a line to be seen.
            GridStyle.Dots => Mix(grid, paper, paleness / 4),
            GridStyle.TwoInks => Mix(OtherInk(grid, key("fineGridInk").ToGenerator()), paper, paleness),
            _ => Mix(grid, paper, paleness),
        };
    }

    /// <summary>An ink that nobody takes for another shade of the grid's.</summary>
    private static Rgb OtherInk(Rgb grid, Philox random)
    {
        var others = Grids.Where(g => Difference(Hue(g.Coarse), Hue(grid)) > 0.45).ToArray();
        return Pick(others, g => g.Weight, random).Coarse;

        // Differences of channels, whatever the lightness; the more alike they are, the nearer to grey, which is 0.
        static (double RG, double GB, double BR) Hue(Rgb c)
        {
            const double Greyish = 40;
            double rg = c.R - c.G, gb = c.G - c.B, br = c.B - c.R, all = Math.Abs(rg) + Math.Abs(gb) + Math.Abs(br) + Greyish;
            return (rg / all, gb / all, br / all);
        }

        static double Difference((double RG, double GB, double BR) a, (double RG, double GB, double BR) b) =>
            Math.Abs(a.RG - b.RG) + Math.Abs(a.GB - b.GB) + Math.Abs(a.BR - b.BR);
    }

    /// <summary>The lid of a scanner, seldom a dark desk.</summary>
    private static Rgb ChooseBacking(Philox g)
    {
        double light = g.NextInt(4) == 0 ? g.Uniform(40, 90) : g.Uniform(205, 232), tint = g.Uniform(-3, 3);
        return new Rgb(Byte(light + tint), Byte(light), Byte(light - tint));
    }

    private static Rgb ChoosePaper(Philox g)
    {
        double light = g.Uniform(238, 253), warmth = g.Uniform(-1, 9);
        return new Rgb(Byte(light + warmth / 3), Byte(light), Byte(light - warmth));
    }

    private static Rgb ChooseGrid(Philox g)
    {
        var ink = Pick(Grids, x => x.Weight, g).Coarse;
        return new Rgb(Byte(ink.R + g.Uniform(-9, 9)), Byte(ink.G + g.Uniform(-9, 9)), Byte(ink.B + g.Uniform(-9, 9)));
    }

    private static Rgb Mix(Rgb from, Rgb to, double part) =>
        new(Byte(from.R + (to.R - from.R) * part), Byte(from.G + (to.G - from.G) * part), Byte(from.B + (to.B - from.B) * part));

    private static double Hundredths(double value) => Math.Round(value, 2);
}
