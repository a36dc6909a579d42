// Writes down where everything on the page is in the image, from the display list that is drawn.
using EcgGen.Core.Ink;
using EcgGen.Core.Raster;
using EcgGen.Core.Sheet;

namespace EcgGen.Core.Truth;

/// <summary>Makes the ground truth of an image.</summary>
public static class TruthBuilder
{
    /// <summary>Truth of everything on a page.</summary>
    /// <param name="request">Recipe (resolved) and record.</param>
    /// <param name="plan">The page.</param>
    /// <param name="ink">What is drawn on it.</param>
    /// <param name="map">Sheet to image.</param>
    /// <param name="image">The image's facts.</param>
    /// <param name="occluders">What hides parts of the sheet.</param>
    public static EcgGroundTruth Create(ImageRequest request, SheetPlan plan, IReadOnlyList<InkShape> ink, CoordinateMap map, ImageFacts image, IReadOnlyList<IOccluder> occluders)
    {
        var flagger = new SampleFlagger(ink, plan.GridArea, occluders, image);
        var visibility = new Visibility(map, image, occluders);
        var written = new HandwritingTruths(plan, ink, map, flagger, visibility);
        return new()
        {
            Image = image,
            Homography = map.Homography,
            Leads = [.. ink.OfType<TraceInk>().Select(t => Lead(t, request.Record.SamplingRate, plan, map, flagger, visibility))],
            Pulses = [.. ink.OfType<PulseInk>().Where(p => flagger.IsLeft(p.Points)).Select(p => new PulseTruth(p.Row, [.. p.Points.Select(map.Forward)]))],
            Separators = [.. ink.OfType<SeparatorInk>().Where(s => flagger.IsLeft(s.Points)).Select(s => Separator(s, plan.GridArea, map, visibility)).OfType<SeparatorTruth>()],
            Texts = [.. ink.OfType<TextInk>().Select(t => PrintTruth.Text(t, plan.GridArea, map, flagger, visibility)).OfType<TextTruth>()],
            Handwriting = written.Words(),
            Marks = [.. ink.OfType<PrintInk>().Where(m => flagger.IsLeft(m.Points)).Select(m => PrintTruth.Mark(m, m.OfSheet ? plan.Sheet : plan.GridArea, map, visibility)).OfType<MarkTruth>(), .. ink.OfType<HoleInk>().Select(h => PrintTruth.Hole(h, plan.Sheet, map, new Visibility(map, image, []))).OfType<MarkTruth>(), .. written.Marks()],
            Grid = Grid(plan, map),
            Recipe = request.Recipe,
            Record = request.Record,
        };
    }

    private static LeadTruth Lead(TraceInk trace, double rate, SheetPlan plan, CoordinateMap map, SampleFlagger flagger, Visibility visibility)
    {
        var lead = trace.Lead;
        var box = InkBox(trace, plan.GridArea, flagger);
        var quad = box is { } b ? map.Quad(b) : null;
        double end = lead.X + (lead.SampleCount - 1) * lead.SampleStep;
        var points = Array.ConvertAll(trace.Points, p => double.IsNaN(p.Y) ? new PixelPoint(double.NaN, double.NaN) : map.Forward(p));
        return new LeadTruth
        {
            Id = lead.Id,
            Name = lead.Name,
            Inverted = lead.Lead.Inverted,
            Gain = lead.Gain,
            StartSeconds = lead.FirstSample / rate,
            DurationSeconds = lead.SampleCount / rate,
            SamplingRate = rate,
            Box = box is { } inked ? map.Box(inked) : null,
            Quad = quad,
            Baseline = [map.Forward(new(lead.X, lead.BaselineY)), map.Forward(new(end, lead.BaselineY))],
            Visible = box is { } seen ? visibility.Of(seen) : 0,
            Points = points,
            Flags = flagger.Flags(trace, points),
        };
    }

    /// <summary>The box of what the pen draws inside the printable area and on paper that is left, or null if there is nothing of it.</summary>
    private static SheetRect? InkBox(TraceInk trace, SheetRect area, SampleFlagger flagger)
    {
        double r = trace.Width / 2, left = double.PositiveInfinity, right = double.NegativeInfinity, top = left, bottom = right;
        // Ink reaches half a pen beyond the path, so paths count that far beyond the area.
        var reach = new SheetRect(area.X - r, area.Y - r, area.Width + 2 * r, area.Height + 2 * r);
        var points = trace.Points;
        for (int i = 0; i < points.Length; i++)
        {
            var a = points[i];
            var b = i + 1 < points.Length && !double.IsNaN(points[i + 1].Y) ? points[i + 1] : a;
            if (double.IsNaN(a.Y) || Clip(a, b, reach) is not { } part || flagger.IsLost(a) && flagger.IsLost(b))
                continue;
            left = Math.Min(left, Math.Min(part.A.X, part.B.X) - r);
            right = Math.Max(right, Math.Max(part.A.X, part.B.X) + r);
            top = Math.Min(top, Math.Min(part.A.Y, part.B.Y) - r);
            bottom = Math.Max(bottom, Math.Max(part.A.Y, part.B.Y) + r);
        }
        return Intersect(left, top, right, bottom, area);
    }

    private static bool Holds(SheetRect area, Point2 p) => p.X >= area.X && p.X <= area.Right && p.Y >= area.Y && p.Y <= area.Bottom;

    /// <summary>What of a straight line lies in a rectangle (Liang and Barsky 1984), or null.</summary>
    private static (Point2 A, Point2 B)? Clip(Point2 a, Point2 b, SheetRect area)
    {
        if (Holds(area, a) && Holds(area, b))
            return (a, b);
        double dx = b.X - a.X, dy = b.Y - a.Y, from = 0, to = 1;
        ReadOnlySpan<(double P, double Q)> sides = [(-dx, a.X - area.X), (dx, area.Right - a.X), (-dy, a.Y - area.Y), (dy, area.Bottom - a.Y)];
        foreach (var (p, q) in sides)
        {
            if (p == 0 && q < 0)
                return null;
            if (p < 0)
                from = Math.Max(from, q / p);
            else if (p > 0)
                to = Math.Min(to, q / p);
        }
        return from <= to ? (new(a.X + from * dx, a.Y + from * dy), new(a.X + to * dx, a.Y + to * dy)) : null;
    }

    internal static SheetRect? Intersect(double left, double top, double right, double bottom, SheetRect area)
    {
        left = Math.Max(left, area.X);
        right = Math.Min(right, area.Right);
        top = Math.Max(top, area.Y);
        bottom = Math.Min(bottom, area.Bottom);
        return right > left && bottom > top ? new SheetRect(left, top, right - left, bottom - top) : null;
    }

    /// <summary>A separator's truth, or null if nothing of it is on the page.</summary>
    private static SeparatorTruth? Separator(SeparatorInk mark, SheetRect area, CoordinateMap map, Visibility visibility)
    {
        if (Intersect(mark.Box.X, mark.Box.Y, mark.Box.Right, mark.Box.Bottom, area) is not { } box)
            return null;
        var quad = map.Quad(box);
        return new SeparatorTruth { Kind = mark.Kind, Row = mark.Row, Box = map.Box(box), Quad = quad, Visible = visibility.Of(box) };
    }

    /// <summary>Where printed 5 mm lines cross, or null on paper without any.</summary>
    private static PixelPoint[][]? Grid(SheetPlan plan, CoordinateMap map)
    {
        if (plan.Paper.GridStyle == GridStyle.None)
            return null;
        var (columns, rows) = PrintedGrid.Of(plan);
        return [.. rows.CoarseLines().Select(y => columns.CoarseLines().Select(x => map.Forward(new(x, y))).ToArray())];
    }
}
