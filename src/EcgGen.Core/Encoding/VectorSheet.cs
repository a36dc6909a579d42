// What PDF and SVG have in common: the sheet's grid as strokes, its fonts, and what neither of them can hold.
using EcgGen.Core.Ink;
using EcgGen.Core.Raster;
using EcgGen.Core.Sheet;

namespace EcgGen.Core.Encoders;

/// <summary>Straight strokes of one ink.</summary>
/// <param name="Name">What they are.</param>
/// <param name="Color">The ink.</param>
/// <param name="Width">Their width in mm.</param>
/// <param name="Lines">Their ends in mm; a stroke that ends where it starts is a round dot.</param>
internal sealed record GridStrokes(string Name, Rgb Color, double Width, IReadOnlyList<(Point2 A, Point2 B)> Lines)
{
    /// <summary>Whether the strokes are dots.</summary>
    public bool AreDots => Lines.Count > 0 && Lines[0].A == Lines[0].B;
}

/// <summary>The vectors of a page.</summary>
internal static class VectorSheet
{
    /// <summary>Refuses scenes whose image is not the sheet itself.</summary>
    /// <exception cref="EcgException">ArgumentInvalid.</exception>
    public static void RequireUndistorted(PageScene scene)
    {
        if (scene.Request.Recipe.Stages.FirstOrDefault(s => s is WearStage or ReproductionStage || s.Phase != StagePhase.Sheet) is { } stage)
        {
            var what = stage is WearStage ? "which wears the sheet" : stage is ReproductionStage ? "which copies the sheet" : $"of the {stage.Phase} phase";
            throw new EcgException(ErrorId.ArgumentInvalid, $"format: vector formats hold the undistorted sheet, and the recipe has '{stage.Name}', {what}; expected a raster format.");
        }
    }

    /// <summary>The printed grid in the order of printing.</summary>
    public static IEnumerable<GridStrokes> Grid(SheetPlan plan)
    {
        var paper = plan.Paper;
        var style = paper.GridStyle ?? GridStyle.Lines;
        if (style == GridStyle.None)
            yield break;
        var (across, down) = PrintedGrid.Of(plan);
        var (fine, coarse) = (paper.FineLineWidth!.Value, paper.CoarseLineWidth!.Value);
        if (style is GridStyle.Lines or GridStyle.TwoInks or GridStyle.LinesAndDots)
            yield return new GridStrokes("fine", paper.FineGridColor!.Value, fine, Lines(across, down, coarse: false, reach: 0));
        // Coarse lines reach half their width beyond the last crossing, so that the grid's corners are square.
        yield return new GridStrokes("coarse", paper.GridColor!.Value, coarse, Lines(across, down, coarse: true, reach: coarse / 2));
        if (style == GridStyle.Dots)
            yield return new GridStrokes("dots", paper.FineGridColor!.Value, fine, Dots(across, down));
        else if (style == GridStyle.LinesAndDots)
            yield return new GridStrokes("dots", paper.GridColor!.Value, GridPainter.DotPerLine * fine, Dots(across, down));
    }

    private static List<(Point2 A, Point2 B)> Lines(GridAxis across, GridAxis down, bool coarse, double reach) =>
    [
        .. Places(across, coarse).Select(x => (new Point2(x, down.From - reach), new Point2(x, down.To + reach))),
        .. Places(down, coarse).Select(y => (new Point2(across.From - reach, y), new Point2(across.To + reach, y))),
    ];

    private static List<(Point2 A, Point2 B)> Dots(GridAxis across, GridAxis down) =>
        [.. from y in Places(down, coarse: false) from x in Places(across, coarse: false) select (new Point2(x, y), new Point2(x, y))];

    private static IEnumerable<double> Places(GridAxis axis, bool coarse) =>
        Enumerable.Range(axis.First, axis.Last - axis.First + 1).Where(line => GridAxis.IsCoarse(line) == coarse).Select(axis.At);

    /// <summary>The stretches of a path between the places where the pen is lifted.</summary>
    public static IEnumerable<Range> Runs(Point2[] points)
    {
        for (int i = 0; i < points.Length; i++)
        {
            int start = i;
            while (i < points.Length && !double.IsNaN(points[i].Y))
                i++;
            if (i > start)
                yield return start..i;
        }
    }

    /// <summary>A path of changing width as stretches of one width, of a twentieth of a mm, that meet at their ends.</summary>
    public static IEnumerable<(Range Points, double Width)> Stretches(HandwritingInk hand)
    {
        const double Grade = 0.05;
        double Graded(int piece) => Math.Max(Grade, Math.Round(hand.Widths![piece] / Grade) * Grade);
        foreach (var run in Runs(hand.Points))
        {
            int last = run.End.Value - 1;
            if (run.Start.Value == last)
                yield return (run, hand.Width);
            for (int start = run.Start.Value, end; start < last; start = end)
            {
                for (end = start + 1; end < last && Graded(end) == Graded(start);)
                    end++;
                yield return (start..(end + 1), Graded(start));
            }
        }
    }

    /// <summary>The fonts of all texts, in the order of their first use, with all their characters.</summary>
    public static OrderedDictionary<string, FontSubset> Fonts(IEnumerable<InkShape> ink)
    {
        var fonts = new OrderedDictionary<string, FontSubset>();
        foreach (var text in ink.OfType<TextInk>())
        {
            if (text.Run is not { } run)
                continue;
            if (!fonts.TryGetValue(run.Font, out var font))
                fonts.Add(run.Font, font = new FontSubset(FontFile.Load(run.Font)));
            font.Add(text.Text);
        }
        return fonts;
    }
}
