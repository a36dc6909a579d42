// From what a hand did to ink: a smooth path in mm, thin where the pen is fast, heavy where it presses, with gaps where it gives no ink.
using EcgGen.Core.Random;
using EcgGen.Core.Raster;

namespace EcgGen.Core.Ink;

/// <summary>A pen, and what it makes of points at equal steps of time.</summary>
/// <param name="pen">What kind.</param>
/// <param name="width">Its width in mm at usual speed.</param>
internal sealed class PenStroke(HandwritingPen pen, double width)
{
    /// <summary>A step along the smooth path in mm at most.</summary>
    private const double Step = 0.18;
    private const int MostSteps = 12;
    private const double DryStart = 0.05, ShortestGap = 0.15, LongestGap = 0.6;

    /// <summary>How far ink creeps into paper: the standard deviation in mm.</summary>
    public double Bleed => pen switch { HandwritingPen.Felt => 0.07, HandwritingPen.Pencil => 0.03, _ => 0.02 };

    /// <summary>The widest that the pen draws, in mm.</summary>
    public double MostWidth => width * Most;

    // Speed, pressure and ends: how much each counts for this pen.
    private double ForSpeed => pen switch { HandwritingPen.Felt => 0.1, HandwritingPen.Pencil => 0.2, _ => 0.24 };

    private double ForPressure => pen switch { HandwritingPen.Felt => 0.05, HandwritingPen.Pencil => 0.12, _ => 0.1 };

    private const double Least = 0.6, Most = 1.25;

    /// <summary>Points on the sheet: size, turn and place.</summary>
    /// <param name="points">The points, y up.</param>
    /// <param name="start">Where the baseline begins, in mm.</param>
    /// <param name="size">mm for the points' unit.</param>
    /// <param name="angle">Degrees clockwise.</param>
    public static Point2[] Place(ReadOnlySpan<Handwriting.PenPoint> points, Point2 start, double size, double angle)
    {
        var placed = new Point2[points.Length];
        for (int i = 0; i < points.Length; i++)
            placed[i] = Rotation.About(start, angle, new Point2(start.X + points[i].X * size, start.Y - points[i].Y * size));
        return placed;
    }

    /// <summary>Draws a path.</summary>
    /// <param name="points">The points, y up.</param>
    /// <param name="start">Where the baseline begins, in mm.</param>
    /// <param name="size">mm for the points' unit.</param>
    /// <param name="angle">Degrees clockwise.</param>
    /// <param name="random">Where the pen gives no ink.</param>
    /// <returns>The path with NaN where the pen is up, and the width of each piece.</returns>
    public (Point2[] Points, double[] Widths) Draw(ReadOnlySpan<Handwriting.PenPoint> points, Point2 start, double size, double angle, Philox random)
    {
        var placed = Place(points, start, size, angle);
        var path = new List<Point2>(4 * placed.Length);
        var widths = new List<double>(4 * placed.Length);
        double usual = UsualSpeed(points, placed);
        for (int from = 0, to; from < placed.Length; from = to)
        {
            to = from + 1;
            while (to < placed.Length && !points[to - 1].End)
                to++;
            // A point alone is the pen on its way over the paper.
            if (to - from == 1)
                continue;
            Stroke(placed.AsSpan(from..to), usual, random, path, widths);
            path.Add(new Point2(double.NaN, double.NaN));
            widths.Add(0);
        }
        if (path.Count > 0)
            path.RemoveAt(path.Count - 1);
        widths.RemoveRange(Math.Max(0, path.Count - 1), widths.Count - Math.Max(0, path.Count - 1));
        return ([.. path], [.. widths]);
    }

    private static double UsualSpeed(ReadOnlySpan<Handwriting.PenPoint> points, Point2[] placed)
    {
        double sum = 0;
        int count = 0;
        for (int i = 1; i < placed.Length; i++)
        {
            if (points[i - 1].End)
                continue;
            sum += Distance(placed[i - 1], placed[i]);
            count++;
        }
        return count > 0 && sum > 0 ? sum / count : 1;
    }

    // Catmull and Rom 1974 through the points.
    private void Stroke(ReadOnlySpan<Point2> points, double usual, Philox random, List<Point2> path, List<double> widths)
    {
        bool dry = pen == HandwritingPen.Ballpoint && random.NextDouble() < DryStart;
        double gap = random.Uniform(ShortestGap, LongestGap), way = 0;
        for (int i = 0; i + 1 < points.Length; i++)
        {
            Point2 p0 = points[Math.Max(0, i - 1)], p1 = points[i], p2 = points[i + 1], p3 = points[Math.Min(points.Length - 1, i + 2)];
            double length = Distance(p1, p2), next = Distance(p2, p3);
            int steps = Math.Clamp((int)Math.Ceiling(length / Step), 1, MostSteps);
            for (int s = 0; s < steps; s++)
            {
                double t = s / (double)steps, speed = length + (next - length) * t;
                way += length / steps;
                if (dry && way < gap)
                    continue;
                path.Add(Curve(p0, p1, p2, p3, t));
                double down = length > 0 ? (p2.Y - p1.Y) / length : 0;
                double end = Math.Min(i + t, points.Length - 1 - i - t);
                double lift = end < 1 ? 1 - 0.25 * (1 - end) * (pen == HandwritingPen.Felt ? -0.4 : 1) : 1;
                widths.Add(width * Math.Clamp((1 + ForSpeed * (1 - speed / usual) + ForPressure * down) * lift, Least, Most));
            }
        }
        path.Add(points[^1]);
        widths.Add(width * Least);
    }

    private static Point2 Curve(Point2 a, Point2 b, Point2 c, Point2 d, double t)
    {
        double Of(double p0, double p1, double p2, double p3) => p1 + t / 2 * (p2 - p0 + t * (2 * p0 - 5 * p1 + 4 * p2 - p3 + t * (3 * (p1 - p2) + p3 - p0)));
        return new Point2(Of(a.X, b.X, c.X, d.X), Of(a.Y, b.Y, c.Y, d.Y));
    }

    private static double Distance(Point2 a, Point2 b) => Math.Sqrt((a.X - b.X) * (a.X - b.X) + (a.Y - b.Y) * (a.Y - b.Y));
}
