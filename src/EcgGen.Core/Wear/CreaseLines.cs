// Where creases run: parallel ones by the paper's Algorithm 1, and the usual ways of folding a sheet.
using EcgGen.Core.Raster;
using EcgGen.Core.Sheet;

namespace EcgGen.Core.Wear;

/// <summary>A straight crease on the sheet, in mm.</summary>
/// <param name="From">Where it starts, on the sheet's edge.</param>
/// <param name="To">Where it ends, on another edge.</param>
public readonly record struct SheetLine(Point2 From, Point2 To);

/// <summary>Lays creases over a sheet.</summary>
public static class CreaseLines
{
    /// <summary>
    /// Parallel creases whose starts lie evenly along the edges that the direction crosses (Shivashankara and Sameni, Algorithm 1): the top and
    /// the right one, (w + h)/(n + 1) apart; the right one alone for 0° and the top one alone for 90°, where the others run along the
    /// creases. Beyond 90° the same mirrored. Unlike the printed algorithm starts go on down the right edge, and creases end where they leave
    /// the sheet.
    /// </summary>
    /// <param name="count">How many, from 1.</param>
    /// <param name="angle">Degrees, 0–180, counter-clockwise from the sheet's width.</param>
    /// <param name="sheet">The sheet in mm.</param>
    public static List<SheetLine> Parallel(int count, double angle, SheetRect sheet)
    {
        if (angle > 90)
            return Parallel(count, 180 - angle, sheet).ConvertAll(l => new SheetLine(Mirror(l.From, sheet), Mirror(l.To, sheet)));
        bool level = angle == 0, upright = angle == 90;
        double top = level ? 0 : sheet.Width, right = upright ? 0 : sheet.Height, gap = (top + right) / (count + 1);
        double dx = upright ? 0 : -Math.Cos(angle * Math.PI / 180), dy = level ? 0 : Math.Sin(angle * Math.PI / 180);
        var lines = new List<SheetLine>();
        for (int i = 1; i <= count; i++)
        {
            double along = i * gap;
            var start = along < top ? new Point2(along, 0) : new Point2(sheet.Width, along - top);
            double toLeft = dx < 0 ? start.X / -dx : double.PositiveInfinity, toBottom = dy > 0 ? (sheet.Height - start.Y) / dy : double.PositiveInfinity;
            double length = Math.Min(toLeft, toBottom);
            lines.Add(new SheetLine(start, new(start.X + length * dx, start.Y + length * dy)));
        }
        return lines.ConvertAll(l => new SheetLine(new(l.From.X + sheet.X, l.From.Y + sheet.Y), new(l.To.X + sheet.X, l.To.Y + sheet.Y)));
    }

    /// <summary>The parallel creases of a stage, resolved and without a pattern.</summary>
    public static List<SheetLine> Of(CreaseStage stage, SheetRect sheet)
    {
        var (count, angle) = (stage.Count!.Value, stage.Angle!.Value);
        return stage.Direction!.Value switch
        {
            CreaseDirection.Forward => Parallel(count, angle, sheet),
            CreaseDirection.Backward => Parallel(count, 180 - angle, sheet),
            _ => [.. Parallel(count, angle, sheet), .. Parallel(count, 180 - angle, sheet)],
        };
    }

    /// <summary>The folds of a pattern.</summary>
    public static List<SheetLine> Folded(FoldPattern pattern, SheetRect sheet)
    {
        bool wide = sheet.Width >= sheet.Height;
        SheetLine Across(double part) => wide
            ? new(new(sheet.X + sheet.Width * part, sheet.Y), new(sheet.X + sheet.Width * part, sheet.Bottom))
            : new(new(sheet.X, sheet.Y + sheet.Height * part), new(sheet.Right, sheet.Y + sheet.Height * part));
        SheetLine Along(double part) => wide
            ? new(new(sheet.X, sheet.Y + sheet.Height * part), new(sheet.Right, sheet.Y + sheet.Height * part))
            : new(new(sheet.X + sheet.Width * part, sheet.Y), new(sheet.X + sheet.Width * part, sheet.Bottom));
        return pattern switch
        {
            FoldPattern.Half => [Across(1 / 2.0)],
            FoldPattern.Thirds => [Across(1 / 3.0), Across(2 / 3.0)],
            _ => [Across(1 / 2.0), Along(1 / 2.0)],
        };
    }

    private static Point2 Mirror(Point2 p, SheetRect sheet) => p with { X = sheet.X + sheet.Right - p.X };
}
