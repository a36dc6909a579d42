// Which samples of a trace are not to be seen at their place, or not alone.
using EcgGen.Core.Ink;
using EcgGen.Core.Raster;
using EcgGen.Core.Sheet;

namespace EcgGen.Core.Truth;

/// <summary>
/// Flags samples by where the middle of the pen is on the sheet. A sample is overlapped if any other ink than its own trace and
/// the calibration pulses (with which traces join) lies there, over or under it; occluded or lost if an occluder hides the place; cropped
/// if the image ends before it. All need a place in the printed area.
/// </summary>
/// <param name="ink">All ink on the sheet.</param>
/// <param name="area">The printed area.</param>
/// <param name="occluders">What hides parts of the sheet.</param>
/// <param name="image">The image's size.</param>
internal sealed class SampleFlagger(IReadOnlyList<InkShape> ink, SheetRect area, IReadOnlyList<IOccluder> occluders, ImageFacts image)
{
    private readonly (InkShape Shape, InkReach Reach)[] _ink =
        [.. ink.Where(s => s is not (PulseInk or HoleInk)).Select(s => (s, InkReach.Of(s)!)).Where(s => s.Item2 is not null)];

    private readonly IOccluder[] _holes = [.. occluders.Where(o => o.Flag == SampleFlagKind.Lost)];

    /// <summary>Whether a place is gone with its paper.</summary>
    public bool IsLost(Point2 sheet) => _holes.Length > 0 && Array.Exists(_holes, o => o.Hides(sheet));

    /// <summary>Whether any of a shape's outline is left on the sheet.</summary>
    public bool IsLeft(ReadOnlySpan<Point2> outline)
    {
        const double Step = 1;
        if (_holes.Length == 0)
            return true;
        for (int i = 0; i < outline.Length; i++)
        {
            var (a, b) = (outline[i], outline[(i + 1) % outline.Length]);
            int steps = (int)Math.Ceiling(Math.Sqrt((b.X - a.X) * (b.X - a.X) + (b.Y - a.Y) * (b.Y - a.Y)) / Step);
            for (int k = 0; k <= steps; k++)
            {
                double t = k / Math.Max(1.0, steps);
                if (!IsLost(new(a.X + t * (b.X - a.X), a.Y + t * (b.Y - a.Y))))
                    return true;
            }
        }
        return false;
    }

    /// <summary>The flags of a trace, ordered by their first sample; runs of different kinds may overlap.</summary>
    /// <param name="trace">The trace.</param>
    /// <param name="pixels">Where its samples are in the image.</param>
    public List<SampleFlag> Flags(TraceInk trace, PixelPoint[] pixels)
    {
        var points = trace.Points;
        var own = Array.Find(_ink, o => ReferenceEquals(o.Shape, trace)).Reach;
        InkReach[] others = own is null ? [] : [.. _ink.Where(o => o.Reach != own && Meets(o.Reach.Box, own.Box)).Select(o => o.Reach)];
        var flags = new List<SampleFlag>();
        Add(SampleFlagKind.Missing, i => double.IsNaN(points[i].Y));
        Add(SampleFlagKind.Clipped, i => !double.IsNaN(points[i].Y) && !Inside(points[i]));
        if (others.Length > 0)
            Add(SampleFlagKind.Overlapped, i => Inside(points[i]) && Array.Exists(others, o => o.Covers(points[i])));
        foreach (var hiding in occluders.GroupBy(o => o.Flag))
            Add(hiding.Key, i => Inside(points[i]) && hiding.Any(o => o.Hides(points[i])));
        Add(SampleFlagKind.Cropped, i => Inside(points[i]) && !image.Shows(pixels[i]));
        return [.. flags.OrderBy(f => f.Start).ThenBy(f => f.Kind)];

        void Add(SampleFlagKind kind, Predicate<int> has)
        {
            for (int i = 0; i < points.Length; i++)
            {
                if (!has(i))
                    continue;
                int start = i;
                while (++i < points.Length && has(i))
                {
                }
                flags.Add(new SampleFlag(kind, start, i));
            }
        }
    }

    private bool Inside(Point2 p) => p.X >= area.X && p.X <= area.Right && p.Y >= area.Y && p.Y <= area.Bottom;

    private static bool Meets(SheetRect a, SheetRect b) => a.Right >= b.X && a.X <= b.Right && a.Bottom >= b.Y && a.Y <= b.Bottom;
}
