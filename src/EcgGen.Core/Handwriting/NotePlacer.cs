// Where notes go: into the region that is asked for, on no other note, and if need be on no trace or print.
using EcgGen.Core.Ink;
using EcgGen.Core.Print;
using EcgGen.Core.Random;
using EcgGen.Core.Raster;
using EcgGen.Core.Sheet;

namespace EcgGen.Core.Handwriting;

/// <summary>Places blocks on one sheet.</summary>
internal sealed class NotePlacer
{
    private const double Edge = 2, Clearance = 0.4, NoteGap = 1.5, Air = 1.5;
    private const int RegionTries = 300, SheetTries = 3000;

    private readonly SheetPlan _plan;
    private readonly double _clearance;
    private readonly InkOccupancy? _ink;
    private readonly List<SheetRect> _notes;

    /// <param name="plan">The page.</param>
    /// <param name="ink">What notes must not touch; null if they may.</param>
    /// <param name="notes">Boxes that are taken in any case.</param>
    /// <param name="pen">The pen's width in mm.</param>
    public NotePlacer(SheetPlan plan, IEnumerable<InkShape>? ink, IEnumerable<SheetRect> notes, double pen)
    {
        _plan = plan;
        _clearance = Clearance + pen / 2;
        _ink = ink is null ? null : new InkOccupancy(plan.Sheet, ink);
        _notes = [.. notes];
    }

    /// <summary>The part of the sheet that a region is, one of several as drawn.</summary>
    public SheetRect Area(HandwritingRegion region, Philox random)
    {
        var sheet = _plan.Sheet;
        var rows = _plan.Leads.Select(l => l.BaselineY).Distinct().Order().ToArray();
        double pitch = _plan.RowPitch, first = rows[0] - 0.4 * pitch, last = rows[^1] + 0.35 * pitch;
        SheetRect Band(double top, double bottom) => new(Edge, Math.Max(Edge, top), sheet.Width - 2 * Edge, Math.Min(sheet.Height - Edge, bottom) - Math.Max(Edge, top));
        switch (region)
        {
            case HandwritingRegion.Header:
                return Band(Edge, first);
            case HandwritingRegion.Footer:
                return Band(last, sheet.Height - Edge);
            case HandwritingRegion.Margin:
                const double Margin = 0.12;
                return new SheetRect(random.NextInt(2) == 0 ? Edge : sheet.Width * (1 - Margin), Edge, sheet.Width * Margin - Edge, sheet.Height - 2 * Edge);
            case HandwritingRegion.BetweenRows:
                double row = rows[random.NextInt(rows.Length)];
                return Band(row + 0.2 * pitch, row + 0.8 * pitch);
            case HandwritingRegion.BesideLead:
                return Beside(_plan.Leads[random.NextInt(_plan.Leads.Count)]);
            default:
                return Band(Edge, sheet.Height - Edge);
        }
    }

    /// <summary>The surroundings of a lead: above and below its trace.</summary>
    public SheetRect Beside(LeadBox lead)
    {
        double length = lead.SampleCount * lead.SampleStep;
        return new SheetRect(lead.X, lead.BaselineY - 0.75 * _plan.RowPitch, Math.Max(length, 30), 1.25 * _plan.RowPitch);
    }

    /// <summary>A free place in an area, or else the nearest to it; null if there is none.</summary>
    /// <param name="boxes">What is placed: boxes in mm around an origin.</param>
    /// <param name="area">The area, in mm.</param>
    /// <param name="random">The note's generator.</param>
    public Point2? Find(IReadOnlyList<SheetRect> boxes, SheetRect area, Philox random)
    {
        var all = NoteBlock.Around(boxes);
        for (int i = 0; i < RegionTries; i++)
        {
            // All of the block in the area, where it is large enough.
            var origin = new Point2(Within(area.X, area.Width, all.X, all.Width, random), Within(area.Y, area.Height, all.Y, all.Height, random));
            // Nobody squeezes a note in where there is room beside.
            if (IsFree(boxes, origin, 2 * i < RegionTries ? Air : 0))
                return origin;
        }
        var centre = new Point2(area.X + area.Width / 2 - all.Width / 2, area.Y + area.Height / 2);
        return Nearest(boxes, centre, random);
    }

    /// <summary>The free place nearest to a point among many; null if none is free.</summary>
    public Point2? Nearest(IReadOnlyList<SheetRect> boxes, Point2 point, Philox random)
    {
        if (IsFree(boxes, point))
            return point;
        Point2? best = null;
        double least = double.PositiveInfinity;
        for (int i = 0; i < SheetTries; i++)
        {
            var origin = new Point2(random.Uniform(Edge, _plan.Sheet.Width - Edge), random.Uniform(Edge, _plan.Sheet.Height - Edge));
            double square = Math.Pow(origin.X - point.X, 2) + Math.Pow(origin.Y - point.Y, 2);
            if (square < least && IsFree(boxes, origin))
                (best, least) = (origin, square);
        }
        return best;
    }

    /// <summary>Takes a place.</summary>
    public void Take(IReadOnlyList<SheetRect> boxes, Point2 origin) => _notes.AddRange(boxes.Select(b => Moved(b, origin)));

    private bool IsFree(IReadOnlyList<SheetRect> boxes, Point2 origin, double air = 0)
    {
        double clear = _clearance + air;
        var sheet = _plan.Sheet;
        var all = Moved(NoteBlock.Around(boxes), origin);
        if (all.X < sheet.X + Edge || all.Y < sheet.Y + Edge || all.Right > sheet.Right - Edge || all.Bottom > sheet.Bottom - Edge)
            return false;
        foreach (var box in boxes)
        {
            var word = Moved(box, origin);
            if (_notes.Exists(n => word.X < n.Right + NoteGap && n.X < word.Right + NoteGap && word.Y < n.Bottom + NoteGap && n.Y < word.Bottom + NoteGap))
                return false;
            if (_ink?.Touches(new SheetRect(word.X - clear, word.Y - clear, word.Width + 2 * clear, word.Height + 2 * clear)) == true)
                return false;
        }
        return true;
    }

    private static double Within(double start, double length, double low, double size, Philox random) =>
        length > size ? random.Uniform(start - low, start + length - size - low) : start + random.Uniform(0, length) - size / 2 - low;

    private static SheetRect Moved(SheetRect box, Point2 by) => new(box.X + by.X, box.Y + by.Y, box.Width, box.Height);
}
