// The display list: everything printed on the sheet, in millimetres. Rasteriser, truth and masks only read it.
using EcgGen.Core.Raster;
using EcgGen.Core.Sheet;
using EcgGen.Core.Truth;

namespace EcgGen.Core.Ink;

/// <summary>What an ink belongs to, for masks.</summary>
public enum InkLayer
{
    /// <summary>Printed text, bar codes, boxes, stamps and everything else that is neither of the following.</summary>
    Print,
    /// <summary>Ticks and lines between leads.</summary>
    Separator,
    /// <summary>Calibration pulses.</summary>
    Pulse,
    /// <summary>Traces; each lead instance is one of its own.</summary>
    Trace,
    /// <summary>What is written by hand.</summary>
    Handwriting,
    /// <summary>Missing paper, which hides whatever was drawn there.</summary>
    Hole,
}

/// <summary>Something drawn on the sheet in one ink.</summary>
/// <param name="Color">The ink.</param>
public abstract record InkShape(Rgb Color)
{
    /// <summary>What it belongs to.</summary>
    public abstract InkLayer Layer { get; }
}

/// <summary>A pen's path.</summary>
/// <param name="Color">The ink.</param>
/// <param name="Width">The pen's width in mm.</param>
/// <param name="Points">The path in mm; NaN lifts the pen.</param>
public abstract record StrokeInk(Rgb Color, double Width, Point2[] Points) : InkShape(Color)
{
    /// <summary>Where the pen's width changes: the width in mm of each piece from one point to the next, none above <see cref="Width"/>.</summary>
    public double[]? Widths { get; init; }

    /// <summary>The head whose dots draw the path, which then has points and a width that fit them; null for a pen that moves freely.</summary>
    public PrintHead? Head { get; init; }
}

/// <summary>A lead's trace: one point per sample.</summary>
/// <param name="Color">The ink.</param>
/// <param name="Width">The pen's width in mm.</param>
/// <param name="Points">The path in mm, one point per sample, where the ink is; NaN where the sample is missing.</param>
/// <param name="Lead">The lead instance.</param>
public sealed record TraceInk(Rgb Color, double Width, Point2[] Points, LeadBox Lead) : StrokeInk(Color, Width, Points)
{
    /// <inheritdoc/>
    public override InkLayer Layer => InkLayer.Trace;
}

/// <summary>A row's calibration pulse.</summary>
/// <param name="Color">The ink.</param>
/// <param name="Width">The pen's width in mm.</param>
/// <param name="Points">The path in mm.</param>
/// <param name="Row">The row, from 0 at the top.</param>
public sealed record PulseInk(Rgb Color, double Width, Point2[] Points, int Row) : StrokeInk(Color, Width, Points)
{
    /// <inheritdoc/>
    public override InkLayer Layer => InkLayer.Pulse;
}

/// <summary>A word or a mark by hand.</summary>
/// <param name="Color">The ink on white paper.</param>
/// <param name="Width">The pen's greatest width in mm.</param>
/// <param name="Points">The path in mm; NaN lifts the pen, or is where it gave no ink.</param>
/// <param name="Text">The string; null for a mark.</param>
/// <param name="Kind">"word", or what mark it is, such as "underline".</param>
public sealed record HandwritingInk(Rgb Color, double Width, Point2[] Points, string? Text, string Kind) : StrokeInk(Color, Width, Points)
{
    /// <inheritdoc/>
    public override InkLayer Layer => InkLayer.Handwriting;

    /// <summary>Which note a word belongs to, from 0.</summary>
    public int Note { get; init; }

    /// <summary>The hand's name; null for a mark.</summary>
    public string? Style { get; init; }

    /// <summary>How far the writing is turned, in degrees clockwise.</summary>
    public double Angle { get; init; }

    /// <summary>Where the baseline begins and ends, in mm.</summary>
    public (Point2 Start, Point2 End) Baseline { get; init; }

    /// <summary>How the ink lies on the paper.</summary>
    public PenTexture Texture { get; init; }

    /// <summary>How far the ink creeps into the paper: the standard deviation in mm.</summary>
    public double Bleed { get; init; }
}

/// <summary>Filled areas: the union of polygons, by the non-zero rule.</summary>
/// <param name="Color">The ink.</param>
/// <param name="Points">Points of all contours in mm.</param>
/// <param name="ContourEnds">Per contour, the index one past its last point.</param>
public abstract record AreaInk(Rgb Color, Point2[] Points, int[] ContourEnds) : InkShape(Color)
{
    /// <summary>The ink's box in mm.</summary>
    public SheetRect Box { get; } = Bounds(Points);

    /// <summary>The box around some points.</summary>
    internal static SheetRect Bounds(ReadOnlySpan<Point2> points)
    {
        double left = double.PositiveInfinity, right = double.NegativeInfinity, top = left, bottom = right;
        foreach (var (x, y) in points)
        {
            (left, right) = (Math.Min(left, x), Math.Max(right, x));
            (top, bottom) = (Math.Min(top, y), Math.Max(bottom, y));
        }
        return new SheetRect(left, top, right - left, bottom - top);
    }
}

/// <summary>Ticks, bars and lines that part one lead from the next.</summary>
/// <param name="Color">The ink.</param>
/// <param name="Kind">What it looks like.</param>
/// <param name="Row">The row, from 0 at the top.</param>
/// <param name="Points">Points of all contours in mm.</param>
/// <param name="ContourEnds">Per contour, the index one past its last point.</param>
public sealed record SeparatorInk(Rgb Color, LeadSeparator Kind, int Row, Point2[] Points, int[] ContourEnds) : AreaInk(Color, Points, ContourEnds)
{
    /// <inheritdoc/>
    public override InkLayer Layer => InkLayer.Separator;
}

/// <summary>Printed areas that are no text: frames, logo boxes, bar codes, stamps.</summary>
/// <param name="Color">The ink.</param>
/// <param name="Kind">What it is, such as "barcode".</param>
/// <param name="Points">Points of all contours in mm.</param>
/// <param name="ContourEnds">Per contour, the index one past its last point.</param>
public sealed record PrintInk(Rgb Color, string Kind, Point2[] Points, int[] ContourEnds) : AreaInk(Color, Points, ContourEnds)
{
    /// <summary>What a code says, or null.</summary>
    public string? Text { get; init; }

    /// <inheritdoc/>
    public override InkLayer Layer => InkLayer.Print;

    /// <summary>Whether it came with the sheet: also beyond the reach of the cart's pens, and untouched by what ails them.</summary>
    public bool OfSheet { get; init; }
}

/// <summary>Paper that is missing: the colour of what lies under the sheet, over everything else.</summary>
/// <param name="Color">What is seen through it.</param>
/// <param name="Points">Points of all contours in mm.</param>
/// <param name="ContourEnds">Per contour, the index one past its last point.</param>
public sealed record HoleInk(Rgb Color, Point2[] Points, int[] ContourEnds) : AreaInk(Color, Points, ContourEnds), IOccluder
{
    private InkReach? _reach;

    /// <inheritdoc/>
    public override InkLayer Layer => InkLayer.Hole;

    /// <inheritdoc/>
    public SampleFlagKind Flag => SampleFlagKind.Lost;

    /// <inheritdoc/>
    public bool Hides(Point2 sheet) => (_reach ??= InkReach.Of(this))?.Covers(sheet) == true;

    /// <inheritdoc/>
    public void Draw(CoverageMask mask, double scale, PixelRect sheet) =>
        PolygonRasterizer.Fill(Array.ConvertAll(Points, p => new Point2(p.X * scale, p.Y * scale)), ContourEnds, sheet, mask);
}

/// <summary>A printed text, as outlines that keep their string.</summary>
/// <param name="Color">The ink.</param>
/// <param name="Kind">What the text is, see <see cref="TextTruth.Kind"/>.</param>
/// <param name="Text">The string.</param>
/// <param name="LeadId">The lead instance it names, or null.</param>
/// <param name="Points">Points of all contours in mm.</param>
/// <param name="ContourEnds">Per contour, the index one past its last point.</param>
public sealed record TextInk(Rgb Color, string Kind, string Text, string? LeadId, Point2[] Points, int[] ContourEnds) : AreaInk(Color, Points, ContourEnds)
{
    /// <summary>The text's words.</summary>
    public IReadOnlyList<TextWord> Words { get; init; } = [];

    /// <summary>How far the writing is turned, in degrees clockwise.</summary>
    public double Angle { get; init; }

    /// <summary>How the outlines were set, for formats that hold text as text; null where they are all there is.</summary>
    public TextRun? Run { get; init; }

    /// <inheritdoc/>
    public override InkLayer Layer => InkLayer.Print;
}
