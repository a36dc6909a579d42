// Truth of what is written by hand: words, marks, and what they cover.
using EcgGen.Core.Ink;
using EcgGen.Core.Raster;
using EcgGen.Core.Sheet;

namespace EcgGen.Core.Truth;

/// <summary>Where handwriting is in the image.</summary>
/// <param name="plan">The page.</param>
/// <param name="ink">All ink on it.</param>
/// <param name="map">Sheet to image.</param>
/// <param name="paper">Knows what paper is gone.</param>
/// <param name="visibility">Knows what is hidden.</param>
internal sealed class HandwritingTruths(SheetPlan plan, IReadOnlyList<InkShape> ink, CoordinateMap map, SampleFlagger paper, Visibility visibility)
{
    /// <summary>The words, but for those of which nothing is on the sheet.</summary>
    public List<HandwritingTruth> Words() => [.. ink.OfType<HandwritingInk>().Where(h => h.Text is not null).Select(Word).OfType<HandwritingTruth>()];

    /// <summary>The marks.</summary>
    public List<MarkTruth> Marks() => [.. ink.OfType<HandwritingInk>().Where(h => h.Text is null).Select(Mark).OfType<MarkTruth>()];

    private HandwritingTruth? Word(HandwritingInk word)
    {
        if (OnPaper(word) is not { } box)
            return null;
        return new HandwritingTruth
        {
            Text = word.Text!,
            Note = word.Note,
            Style = word.Style!,
            Box = map.Box(box),
            Quad = Turned(word),
            Baseline = [map.Forward(word.Baseline.Start), map.Forward(word.Baseline.End)],
            Covers = Covered(word),
            Visible = visibility.Of(box),
        };
    }

    private MarkTruth? Mark(HandwritingInk mark) => OnPaper(mark) is { } box ? new MarkTruth(mark.Kind, null, map.Box(box), map.Quad(box)) { Visible = visibility.Of(box) } : null;

    /// <summary>The box of the ink that is on the sheet and on paper that is left.</summary>
    private SheetRect? OnPaper(HandwritingInk hand)
    {
        var points = Array.FindAll(hand.Points, p => !double.IsNaN(p.Y));
        var box = Around(points, hand);
        return paper.IsLeft(points) ? TruthBuilder.Intersect(box.X, box.Y, box.Right, box.Bottom, plan.Sheet) : null;
    }

    // What creeps into the paper belongs to the ink as far as it covers half a pixel of a plain page.
    private static SheetRect Around(ReadOnlySpan<Point2> points, HandwritingInk hand)
    {
        double reach = hand.Width / 2 + hand.Bleed;
        var box = AreaInk.Bounds(points);
        return new SheetRect(box.X - reach, box.Y - reach, box.Width + 2 * reach, box.Height + 2 * reach);
    }

    // The box along the writing: around the points turned back, turned again.
    private PixelPoint[] Turned(HandwritingInk word)
    {
        var back = Array.ConvertAll(Array.FindAll(word.Points, p => !double.IsNaN(p.Y)), p => Rotation.About(default, -word.Angle, p));
        var r = Around(back, word);
        PixelPoint At(double x, double y) => map.Forward(Rotation.About(default, word.Angle, new Point2(x, y)));
        return [At(r.X, r.Y), At(r.Right, r.Y), At(r.Right, r.Bottom), At(r.X, r.Bottom)];
    }

    private List<CoveredSamples> Covered(HandwritingInk word)
    {
        var covered = new List<CoveredSamples>();
        if (InkReach.Of(word) is not { } reach)
            return covered;
        foreach (var trace in ink.OfType<TraceInk>())
        {
            var points = trace.Points;
            for (int i = 0; i < points.Length; i++)
            {
                if (!reach.Covers(points[i]))
                    continue;
                int start = i;
                while (++i < points.Length && reach.Covers(points[i]))
                {
                }
                covered.Add(new CoveredSamples(trace.Lead.Id, start, i));
            }
        }
        return covered;
    }
}
