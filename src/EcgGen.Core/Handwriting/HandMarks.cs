// Marks by hand: lines, loops, arrows, ticks and scribbles that wobble as a hand does.
using EcgGen.Core.Random;

namespace EcgGen.Core.Handwriting;

/// <summary>Paths of marks in mm from their beginning, y up, at about equal steps of time.</summary>
internal static class HandMarks
{
    // A hand trembles a little at about 1.5 mm of way, and drifts over some 15.
    private const double Tremor = 0.05, Drift = 0.25, TremorWay = 1.5, DriftWay = 15, PerStep = 0.8;

    /// <summary>The path of a resolved mark.</summary>
    public static WrittenPath Draw(HandMark mark)
    {
        var random = new Philox((uint)mark.Seed, 0);
        var points = mark.Kind switch
        {
            HandMarkKind.Underline => Line(0, 0, mark.Width, -mark.Height, random, bow: 0.015),
            HandMarkKind.Circle => Loop(mark.Width / 2, mark.Height / 2, random),
            HandMarkKind.Arrow => Arrow(mark.Width, -mark.Height, random),
            HandMarkKind.CheckMark => Tick(mark.Height, random),
            _ => Signature(mark.Width, mark.Height, random),
        };
        var noise = new ValueNoise((uint)mark.Seed);
        double way = 0;
        for (int i = 0; i < points.Count; i++)
        {
            if (i > 0)
                way += Math.Sqrt(Math.Pow(points[i].X - points[i - 1].X, 2) + Math.Pow(points[i].Y - points[i - 1].Y, 2));
            double Wobble(int row) => Tremor * noise.At(way / TremorWay, row) + Drift * noise.At(way / DriftWay, row + 10);
            points[i] = points[i] with { X = points[i].X + Wobble(0), Y = points[i].Y + Wobble(20) };
        }
        return new WrittenPath([.. points]);
    }

    /// <summary>Straight but for a slight bow; slow at both ends.</summary>
    private static List<PenPoint> Line(double x0, double y0, double x1, double y1, Philox random, double bow)
    {
        double dx = x1 - x0, dy = y1 - y0, length = Math.Sqrt(dx * dx + dy * dy), bend = random.Uniform(-bow, bow) * 4;
        int steps = Math.Max(4, (int)(length / PerStep));
        return
        [
            .. from i in Enumerable.Range(0, steps + 1)
               let u = i / (double)steps
               let t = u * u * (3 - 2 * u)
               let b = bend * t * (1 - t)
               select new PenPoint(x0 + dx * t - dy * b, y0 + dy * t + dx * b, i == steps),
        ];
    }

    /// <summary>Once around and a little more, not quite where it began.</summary>
    private static List<PenPoint> Loop(double a, double b, Philox random)
    {
        double begin = random.Uniform(1.2, 2.2), turns = random.Uniform(1.03, 1.18), drift = random.Uniform(-0.1, 0.12), skew = random.Uniform(-0.25, 0.25);
        double wobble = random.Uniform(0.02, 0.06), phase = random.Uniform(0, 6);
        int steps = Math.Max(24, (int)(Math.PI * (a + b) * turns / (1.6 * PerStep)));
        return
        [
            .. from i in Enumerable.Range(0, steps + 1)
               let t = i / (double)steps
               let angle = begin + 2 * Math.PI * turns * t
               let r = 1 + drift * (t - 0.5) + wobble * Math.Sin(3 * angle + phase)
               let y = b * r * Math.Sin(angle)
               select new PenPoint(a * r * Math.Cos(angle) + skew * y, y, i == steps),
        ];
    }

    private static List<PenPoint> Arrow(double dx, double dy, Philox random)
    {
        var points = Line(0, 0, dx, dy, random, bow: 0.05);
        double direction = Math.Atan2(dy, dx), head = Math.Clamp(0.22 * Math.Sqrt(dx * dx + dy * dy), 1.8, 4);
        foreach (int side in (ReadOnlySpan<int>)[1, -1])
        {
            double angle = direction + side * random.Uniform(2.45, 2.75), length = head * random.Uniform(0.85, 1.15);
            points.AddRange(Line(dx + length * Math.Cos(angle), dy + length * Math.Sin(angle), dx, dy, random, bow: 0.03));
        }
        return points;
    }

    private static List<PenPoint> Tick(double height, Philox random)
    {
        double low = random.Uniform(0.28, 0.4) * height, width = random.Uniform(0.7, 1) * height;
        var down = Line(0, 0.45 * height, low, 0, random, bow: 0.04);
        var up = Line(low, 0, low + width, height, random, bow: 0.06);
        down[^1] = down[^1] with { End = false };
        return [.. down, .. up.Skip(1)];
    }

    /// <summary>A tall beginning, a hurried zigzag that flattens, and often a stroke underneath.</summary>
    private static List<PenPoint> Signature(double width, double height, Philox random)
    {
        var knots = new List<(double X, double Y)> { (0, 0.1 * height) };
        double x = 0.05 * width;
        int letters = 5 + random.NextInt(5);
        double first = random.Uniform(0.14, 0.24) * width;
        (double X, double Y)[] initial = random.NextInt(4) switch
        {
            0 => [(0.3, 1), (0.75, 0.75), (0.25, 0.25), (0.9, 0.05)],
            1 => [(0.7, 1), (0.1, 0.75), (0.15, 0.1), (0.6, -0.05), (0.95, 0.4)],
            2 => [(0.2, 1), (0.3, 0.05), (0.55, 0.95), (0.75, 0.05), (0.95, 0.6)],
            _ => [(0.65, 1), (0.5, -0.35), (0.1, -0.25), (0.35, 0.15), (0.95, 0.3)],
        };
        knots.AddRange(initial.Select(k => (x + k.X * first, k.Y * height)));
        x += first;
        double pitch = (0.8 * width - x) / letters;
        for (int i = 0; i < letters; i++)
        {
            double fade = 1 - 0.75 * i / letters, tall = random.NextDouble() < 0.22 ? 0.8 : random.Uniform(0.18, 0.42);
            knots.Add((x + pitch * random.Uniform(0.25, 0.5), height * tall * fade));
            knots.Add((x + pitch * random.Uniform(0.55, 0.95), height * (random.NextDouble() < 0.15 ? -0.3 : random.Uniform(0, 0.1))));
            x += pitch;
        }
        knots.Add((width * random.Uniform(0.92, 1), height * random.Uniform(0.05, 0.3)));
        var points = knots.SelectMany((k, i) => i + 1 < knots.Count ? Enumerable.Range(0, 3).Select(s => Between(knots, i, s / 3.0)) : [new PenPoint(k.X, k.Y, true)]).ToList();
        if (random.NextDouble() < 0.6)
            points.AddRange(Line(0.75 * width, -0.2 * height, 0.1 * width, -0.28 * height, random, bow: 0.05));
        return points;
    }

    private static PenPoint Between(List<(double X, double Y)> knots, int i, double t)
    {
        var (a, b, c, d) = (knots[Math.Max(0, i - 1)], knots[i], knots[i + 1], knots[Math.Min(knots.Count - 1, i + 2)]);
        double Of(double p0, double p1, double p2, double p3) => p1 + t / 2 * (p2 - p0 + t * (2 * p0 - 5 * p1 + 4 * p2 - p3 + t * (3 * (p1 - p2) + p3 - p0)));
        return new PenPoint(Of(a.X, b.X, c.X, d.X), Of(a.Y, b.Y, c.Y, d.Y), false);
    }
}
