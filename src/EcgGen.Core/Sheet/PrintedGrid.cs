// Where the grid is printed: the cart's own grid, or a pre-printed one that lies a little beside it.
namespace EcgGen.Core.Sheet;

/// <summary>The lines across one axis of the sheet, in mm.</summary>
/// <param name="Origin">Where line 0 is; every fifth from it is a coarse one.</param>
/// <param name="First">The first line's number; lines are 1 mm apart.</param>
/// <param name="Last">The last line's number.</param>
/// <param name="From">Where lines along this axis begin.</param>
/// <param name="To">Where they end.</param>
public readonly record struct GridAxis(double Origin, int First, int Last, double From, double To)
{
    /// <summary>Lines in a 5 mm box.</summary>
    public const int FinePerCoarse = 5;

    private const double CoarseStep = 5;

    // A line that ends a range is in it, whatever the rounding.
    private const double Slack = 1e-6;

    /// <summary>Whether a line is a coarse one.</summary>
    public static bool IsCoarse(int line) => line % FinePerCoarse == 0;

    /// <summary>Where a line is.</summary>
    public double At(int line) => Origin + line * CoarseStep / FinePerCoarse;

    /// <summary>Places of the coarse lines.</summary>
    public IEnumerable<double> CoarseLines()
    {
        for (int line = First; line <= Last; line++)
        {
            if (IsCoarse(line))
                yield return At(line);
        }
    }

    /// <summary>The lines from one place to another.</summary>
    internal static GridAxis Between(double origin, double from, double to) =>
        new(origin, (int)Math.Ceiling(from - origin - Slack), (int)Math.Floor(to - origin + Slack), from, to);
}

/// <summary>Makes the axes of the printed grid.</summary>
public static class PrintedGrid
{
    /// <summary>The grid as it is printed: upright lines by their x, level ones by their y; nothing of it is outside of the sheet.</summary>
    /// <param name="plan">The page.</param>
    public static (GridAxis Columns, GridAxis Rows) Of(SheetPlan plan)
    {
        var (paper, area) = (plan.Paper, plan.GridArea);
        return (Axis(area.X, area.Width, paper.GridOffsetX!.Value, plan.Sheet.Width), Axis(area.Y, area.Height, paper.GridOffsetY!.Value, plan.Sheet.Height));

        GridAxis Axis(double start, double length, double offset, double sheet) => paper.GridToEdge!.Value
            ? GridAxis.Between(start + offset, 0, sheet)
            : GridAxis.Between(start + offset, Math.Max(0, start + offset), Math.Min(sheet, start + length + offset));
    }
}
