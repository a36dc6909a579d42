// Where marks go: around what the traces show, under and beside notes.
using EcgGen.Core.Ink;
using EcgGen.Core.Random;
using EcgGen.Core.Raster;
using EcgGen.Core.Sheet;

namespace EcgGen.Core.Handwriting;

/// <summary>Chooses places of marks on one page.</summary>
/// <param name="plan">The page.</param>
/// <param name="ground">What is on it.</param>
/// <param name="notes">Boxes of the notes, in mm.</param>
/// <param name="speaking">Boxes of the notes that arrows may come from.</param>
/// <param name="leads">The leads that are meant; none for any.</param>
/// <param name="placer">Finds room for what stands alone.</param>
internal sealed class NoteMarker(SheetPlan plan, IReadOnlyList<InkShape> ground, IReadOnlyList<SheetRect> notes, IReadOnlyList<SheetRect> speaking, IReadOnlyList<string> leads, NotePlacer placer)
{
    private const double Air = 2, MostHeight = 42, Edge = 3;

    // So far to either side of a place there is a beat, unless the heart is slow.
    private const double HalfBeat = 12;

    // What loops go around and arrows point to: chosen once, so that an arrow finds the loop.
    private SheetRect? _finding;

    /// <summary>A mark with its place; null where the page has none for it.</summary>
    public HandMark? Draw(HandMarkKind kind, Philox random)
    {
        int seed = (int)(random.NextUInt32() >> 1);
        switch (kind)
        {
            case HandMarkKind.Circle:
                return Finding(random) is { } seen ? Mark(kind, seen.X + seen.Width / 2, seen.Y + seen.Height / 2, seen.Width, seen.Height, seed) : null;
            case HandMarkKind.Arrow:
                return Finding(random) is { } target ? ArrowTo(target, seed, random) : null;
            case HandMarkKind.Underline:
                var line = notes.Count > 0 ? notes[^1] : Finding(random) ?? plan.GridArea;
                return Mark(kind, line.X - random.Uniform(0, 1.5), Math.Min(line.Bottom + random.Uniform(0.2, 0.9), plan.Sheet.Height - Edge), line.Width + random.Uniform(0, 3), random.Uniform(-0.6, 0.6), seed);
            case HandMarkKind.CheckMark:
                double height = random.Uniform(4.5, 8);
                var beside = notes.Count > 0 ? notes[random.NextInt(notes.Count)] : Finding(random) ?? plan.GridArea;
                bool left = beside.X - 1.6 * height > Edge;
                return Mark(kind, left ? beside.X - 1.5 * height : Math.Min(beside.Right + 1, plan.Sheet.Width - 1.5 * height - Edge), beside.Y + beside.Height / 2 + height / 2, 1.4 * height, height, seed);
            default:
                return Signature(seed, random);
        }
    }

    /// <summary>The largest wave around some place of a trace that is meant.</summary>
    private SheetRect? Finding(Philox random)
    {
        if (_finding is not null)
            return _finding;
        var traces = ground.OfType<TraceInk>().Where(t => t.Points.Length > 1).ToArray();
        if (leads.Count > 0)
            traces = Array.FindAll(traces, t => leads.Contains(t.Lead.Name));
        for (int i = 0; i < 20 && traces.Length > 0; i++)
        {
            var points = traces[random.NextInt(traces.Length)].Points;
            double half = random.Uniform(5, 9), x = Wave(points, points[(int)(random.Uniform(0.15, 0.85) * points.Length)].X);
            var part = Array.FindAll(points, p => Math.Abs(p.X - x) < half - Air && !double.IsNaN(p.Y));
            if (part.Length == 0)
                continue;
            double top = part.Min(p => p.Y) - Air, bottom = part.Max(p => p.Y) + Air;
            if (bottom - top < MostHeight && x - half > Edge && x + half < plan.Sheet.Width - Edge && top > Edge && bottom < plan.Sheet.Height - Edge)
                return _finding = new SheetRect(x - half, top - 1, 2 * half, Math.Max(bottom - top + 2, 9));
        }
        return null;
    }

    /// <summary>Where a trace is farthest from its middle, near a place.</summary>
    private static double Wave(Point2[] points, double x)
    {
        var near = Array.FindAll(points, p => Math.Abs(p.X - x) < HalfBeat && !double.IsNaN(p.Y));
        if (near.Length == 0)
            return x;
        double[] heights = [.. near.Select(p => p.Y).Order()];
        return near.MaxBy(p => Math.Abs(p.Y - heights[heights.Length / 2])).X;
    }

    /// <summary>From the nearest note, or else from beside, to the finding's edge.</summary>
    private HandMark ArrowTo(SheetRect target, int seed, Philox random)
    {
        var goal = new Point2(target.X + target.Width / 2, target.Y + target.Height / 2);
        double angle = random.Uniform(0, 2 * Math.PI), away = random.Uniform(16, 26) + target.Width / 2;
        var tail = new Point2(Math.Clamp(goal.X + away * Math.Cos(angle), Edge, plan.Sheet.Width - Edge), Math.Clamp(goal.Y + away * Math.Sin(angle), Edge, plan.Sheet.Height - Edge));
        foreach (var note in speaking)
        {
            var nearest = new Point2(Math.Clamp(goal.X, note.X, note.Right), Math.Clamp(goal.Y, note.Y - 1, note.Bottom + 1));
            if (Distance(nearest, goal) is > 8 and < 90 && Distance(nearest, goal) < Distance(tail, goal) + 60)
                tail = nearest;
        }
        double way = Distance(tail, goal), stop = Math.Max(0.3, 1 - (0.5 * Math.Min(target.Width, target.Height) + 1.5) / Math.Max(way, 1));
        return Mark(HandMarkKind.Arrow, tail.X, tail.Y, (goal.X - tail.X) * stop, (goal.Y - tail.Y) * stop, seed);
    }

    private HandMark? Signature(int seed, Philox random)
    {
        double width = random.Uniform(24, 42), height = random.Uniform(6, 10);
        var area = placer.Area(random.NextDouble() < 0.6 ? HandwritingRegion.Footer : HandwritingRegion.Header, random);
        return placer.Find([new SheetRect(0, -1.1 * height, width, 1.5 * height)], area, random) is { } place ? Mark(HandMarkKind.Signature, place.X, place.Y, width, height, seed) : null;
    }

    private static HandMark Mark(HandMarkKind kind, double x, double y, double width, double height, int seed) =>
        new(kind, Math.Round(x, 1), Math.Round(y, 1), Math.Round(width, 1), Math.Round(height, 1), seed);

    private static double Distance(Point2 a, Point2 b) => Math.Sqrt((a.X - b.X) * (a.X - b.X) + (a.Y - b.Y) * (a.Y - b.Y));
}
