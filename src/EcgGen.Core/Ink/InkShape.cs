// The display list: everything printed on the sheet, in millimetres. Rasteriser, truth and masks only read it.
using EcgGen.Core.Raster;
using EcgGen.Core.Sheet;

namespace EcgGen.Core.Ink;

/// <summary>Something drawn on the sheet in one ink.</summary>
/// <param name="Color">The ink.</param>
public abstract record InkShape(Rgb Color);

/// <summary>A pen's path from left to right.</summary>
/// <param name="Color">The ink.</param>
/// <param name="Width">The pen's width in mm.</param>
/// <param name="Points">The path in mm, x never decreasing; NaN lifts the pen.</param>
public abstract record StrokeInk(Rgb Color, double Width, Point2[] Points) : InkShape(Color);

/// <summary>A lead's trace: one point per sample.</summary>
/// <param name="Color">The ink.</param>
/// <param name="Width">The pen's width in mm.</param>
/// <param name="Points">The path in mm, one point per sample, x increasing; NaN where the sample is missing.</param>
/// <param name="Lead">The lead instance.</param>
public sealed record TraceInk(Rgb Color, double Width, Point2[] Points, LeadBox Lead) : StrokeInk(Color, Width, Points);

/// <summary>A row's calibration pulse.</summary>
/// <param name="Color">The ink.</param>
/// <param name="Width">The pen's width in mm.</param>
/// <param name="Points">The path in mm.</param>
/// <param name="Row">The row, from 0 at the top.</param>
public sealed record PulseInk(Rgb Color, double Width, Point2[] Points, int Row) : StrokeInk(Color, Width, Points);

/// <summary>A printed text, as outlines that keep their string.</summary>
/// <param name="Color">The ink.</param>
/// <param name="Kind">What the text is, see <see cref="TextTruth.Kind"/>.</param>
/// <param name="Text">The string.</param>
/// <param name="LeadId">The lead instance it names, or null.</param>
/// <param name="Points">Points of all contours in mm.</param>
/// <param name="ContourEnds">Per contour, the index one past its last point.</param>
public sealed record TextInk(Rgb Color, string Kind, string Text, string? LeadId, Point2[] Points, int[] ContourEnds) : InkShape(Color)
{
    /// <summary>The ink's box in mm.</summary>
    public SheetRect Box { get; } = Bounds(Points);

    private static SheetRect Bounds(Point2[] points)
    {
        double left = points.Min(p => p.X), top = points.Min(p => p.Y);
        return new SheetRect(left, top, points.Max(p => p.X) - left, points.Max(p => p.Y) - top);
    }
}
