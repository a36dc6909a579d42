// What a pen makes of the paths it is to draw: smoother, along its arm's arcs, on its head's dots, thinner where it is fast.
using EcgGen.Core.Raster;
using EcgGen.Core.Sheet;

namespace EcgGen.Core.Ink;

/// <summary>Moves the points of traces and pulses to where the ink will be, so that truth tells that place.</summary>
internal static class PenInk
{
    // The slope at which half of the thinning is there: an R wave has 20 and more, a T wave about 1.
    private const double HalfThinSlope = 4;

    // An arm never swings out of its own reach.
    private const double LargestSwing = 0.95;

    /// <summary>The same ink, drawn by the page's pen.</summary>
    /// <param name="plan">The page.</param>
    /// <param name="ink">Everything on it; paths as the cart means them.</param>
    public static List<InkShape> Draw(SheetPlan plan, List<InkShape> ink) =>
        ink.ConvertAll(shape => shape is StrokeInk stroke ? Draw(plan.Paper, stroke) : shape);

    private static StrokeInk Draw(PaperStage paper, StrokeInk stroke)
    {
        var points = stroke.Points;
        double width = stroke.Width;
        if (stroke is TraceInk { Lead: var lead })
        {
            points = Smooth(points, paper.TraceSmoothing!.Value / 1000 * paper.Speed!.Value / lead.SampleStep);
            if (lead.Name == paper.ThickLead)
                width *= paper.ThickLeadFactor!.Value;
        }
        width += paper.PenBleed!.Value;
        var widths = paper.PenThinning > 0 ? Thin(points, width, paper.PenThinning.Value) : null;
        if (paper.StylusArm > 0)
            points = Swing(points, stroke is TraceInk trace ? trace.Lead.BaselineY : points[0].Y, paper.StylusArm.Value);
        if (paper.HeadDots is not > 0)
            return stroke with { Points = points, Width = width, Widths = widths };

        var head = new PrintHead(paper.HeadDots.Value, paper.HeadLines!.Value);
        int thickness = head.Thickness(width);
        return stroke with
        {
            Points = Array.ConvertAll(points, p => double.IsNaN(p.Y) ? p : new Point2(p.X, head.Snap(p.Y, thickness))),
            Width = thickness / head.Dots,
            Head = head,
        };
    }

    /// <summary>A Gaussian over the heights, within each stretch without a gap; level ends stay level.</summary>
    /// <param name="points">The path.</param>
    /// <param name="sigma">Standard deviation in samples.</param>
    private static Point2[] Smooth(Point2[] points, double sigma)
    {
        int reach = (int)Math.Ceiling(3 * sigma);
        if (reach == 0)
            return points;
        var weights = Enumerable.Range(0, reach + 1).Select(i => Math.Exp(-i * i / (2 * sigma * sigma))).ToArray();
        var smooth = new Point2[points.Length];
        for (int i = 0; i < points.Length; i++)
        {
            smooth[i] = points[i];
            if (double.IsNaN(points[i].Y))
                continue;
            // Equally many neighbours on both sides keep a slope where it is, up to the end of the stretch.
            double sum = weights[0] * points[i].Y, total = weights[0];
            for (int d = 1; d <= reach && i - d >= 0 && i + d < points.Length && !double.IsNaN(points[i - d].Y) && !double.IsNaN(points[i + d].Y); d++)
            {
                sum += weights[d] * (points[i - d].Y + points[i + d].Y);
                total += 2 * weights[d];
            }
            smooth[i] = new Point2(points[i].X, sum / total);
        }
        return smooth;
    }

    /// <summary>Ink flows at one rate: the faster the tip moves over the paper, the thinner the line.</summary>
    private static double[] Thin(Point2[] points, double width, double thinning)
    {
        var widths = new double[Math.Max(0, points.Length - 1)];
        for (int i = 0; i < widths.Length; i++)
        {
            double dx = points[i + 1].X - points[i].X, dy = points[i + 1].Y - points[i].Y, square = dy * dy;
            double steepness = square > 0 ? square / (square + HalfThinSlope * HalfThinSlope * dx * dx) : 0;
            widths[i] = width * (1 - thinning * (double.IsNaN(steepness) ? 0 : steepness));
        }
        return widths;
    }

    /// <summary>The tip of an arm that turns about a point beside the paper's zero line moves on a circle; heights stay what they are.</summary>
    private static Point2[] Swing(Point2[] points, double baseline, double arm) => Array.ConvertAll(points, p =>
    {
        double swing = Math.Min(Math.Abs(p.Y - baseline), LargestSwing * arm);
        return new Point2(p.X + arm - Math.Sqrt(arm * arm - swing * swing), p.Y);
    });
}
