// The marks that part one lead from the next in a row: sizes as on common carts.
using EcgGen.Core.Sheet;

namespace EcgGen.Core.Ink;

/// <summary>Draws separators.</summary>
internal static class SeparatorMarks
{
    private const double Width = 0.3;
    private const double TickHeight = 5;
    private const double BarGap = 2.5, BarLength = 3.5;
    private const double Dash = 2, DashStep = 3.5;

    /// <summary>The mark at a border between two places of a row.</summary>
    /// <param name="kind">What it looks like; not None.</param>
    /// <param name="border">Where it stands.</param>
    /// <param name="rowPitch">Distance of the rows in mm: in low rows marks are smaller.</param>
    /// <param name="color">The ink.</param>
    public static SeparatorInk Create(LeadSeparator kind, PlaceBorder border, double rowPitch, Rgb color)
    {
        double half = rowPitch / 2, small = Math.Min(1, rowPitch / 15);
        var pieces = kind switch
        {
            LeadSeparator.Tick => [(-TickHeight / 2 * small, TickHeight / 2 * small)],
            LeadSeparator.SplitBar => [(-(BarGap + BarLength) * small, -BarGap * small), (BarGap * small, (BarGap + BarLength) * small)],
            LeadSeparator.Dashes => Dashes(half),
            _ => throw new NotSupportedException($"No way to draw the separator {kind}."),
        };
        var marks = new Polygons();
        foreach (var (from, to) in pieces)
            marks.Box(border.X - Width / 2, border.BaselineY + from, Width, to - from);
        return marks.ToSeparator(color, kind, border.Row);
    }

    /// <summary>Dashes from one neighbour's row to the other's, the first and the last as far from the row's edge.</summary>
    private static (double From, double To)[] Dashes(double half)
    {
        int count = Math.Max(1, (int)((2 * half + DashStep - Dash) / DashStep));
        double first = -(count * DashStep - (DashStep - Dash)) / 2;
        return [.. Enumerable.Range(0, count).Select(i => (first + i * DashStep, first + i * DashStep + Dash))];
    }
}
