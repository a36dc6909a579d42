// Sheets in millimetres and the part of them that a printer reaches.
using static EcgGen.Core.RecipeResolver;

namespace EcgGen.Core.Sheet;

/// <summary>A rectangle on the sheet in mm, from the sheet's top left.</summary>
public readonly record struct SheetRect(double X, double Y, double Width, double Height)
{
    /// <summary>The right edge.</summary>
    public double Right => X + Width;

    /// <summary>The bottom edge.</summary>
    public double Bottom => Y + Height;
}

/// <summary>Dimensions of sheets.</summary>
public static class SheetSize
{
    private const double CoarseStep = 5;
    private const double PrinterMargin = 3.5, SprocketMargin = 10;
    private const double Tolerance = 0.001;

    /// <summary>Width and height in mm of the sheets that have one size; null for others.</summary>
    public static (double Width, double Height)? Of(PaperSize size) => size switch
    {
        PaperSize.A4 => (297, 210),
        PaperSize.Letter => (279.4, 215.9),
        PaperSize.A5 => (210, 148),
        PaperSize.Roll or PaperSize.Custom => null,
        _ => throw new EcgException(ErrorId.RecipeInvalid, $"paperSize: no sheet is named '{size}'."),
    };

    /// <summary>The printed grid: as many whole 5 mm boxes as leave a printer its margin, centred on the sheet.</summary>
    /// <param name="width">The sheet's width in mm.</param>
    /// <param name="height">The sheet's height in mm.</param>
    /// <param name="edge">What is cut out of it: beside tractor holes nothing is printed.</param>
    public static SheetRect GridArea(double width, double height, PaperEdge? edge)
    {
        double w = Math.Floor((width - 2 * PrinterMargin) / CoarseStep) * CoarseStep;
        double h = Math.Floor((height - 2 * (edge == PaperEdge.Sprocket ? SprocketMargin : PrinterMargin)) / CoarseStep) * CoarseStep;
        return new SheetRect((width - w) / 2, (height - h) / 2, w, h);
    }

    /// <summary>Fills and checks the size of a stage whose layout is resolved.</summary>
    /// <exception cref="EcgException">RecipeInvalid.</exception>
    internal static PaperStage Resolve(PaperStage open, RecordInfo record)
    {
        var size = open.PaperSize ?? (open.Width is null && open.Height is null ? PaperSize.A4 : PaperSize.Custom);
        var (width, height) = Of(size) ?? (size == PaperSize.Roll ? Roll(open, record) : (open.Width ?? 297, open.Height ?? 210));
        if (Differs(open.Width, width))
        {
            throw Invalid("width", size == PaperSize.Roll ? FormattableString.Invariant($"a roll is cut where the rows end, here at {width} mm; duration says how long they are")
                : FormattableString.Invariant($"{size} is {width} × {height} mm; paperSize Custom has any width and height"));
        }
        if (Differs(open.Height, height))
            throw Invalid("height", FormattableString.Invariant($"{size} is {width} × {height} mm; paperSize Custom has any width and height"));
        InRange("height", height, PaperLimits.MinSide, PaperLimits.MaxSide);
        InRange("width", width, PaperLimits.MinSide, PaperLimits.MaxSide);
        double scale = open.Dpi!.Value / 25.4, megapixels = width * height * scale * scale / 1e6;
        if (megapixels > PaperLimits.MaxMegapixels)
            throw Invalid("dpi", FormattableString.Invariant($"{width} × {height} mm at {open.Dpi} dpi are {megapixels:0} million pixels, and an image has at most {PaperLimits.MaxMegapixels}"));
        return open with { PaperSize = size, Width = width, Height = height };
    }

    /// <summary>A roll as wide as carts with so many channels use, cut behind the rows.</summary>
    private static (double Width, double Height) Roll(PaperStage open, RecordInfo record)
    {
        var layout = LeadLayout.Create(open, record);
        double height = open.Height ?? (layout.Rows.Count switch { 1 => 60, <= 3 => 80, <= 6 => 112, _ => 210 }) + (open.HeaderHeight ?? 0);
        double content = SheetPlan.LeadIn(open) + layout.Rows.Max(SheetPlan.Seconds) * open.Speed!.Value + 2 * SheetPlan.PulseLead;
        return (Math.Ceiling(content / CoarseStep - Tolerance) * CoarseStep + 2 * PrinterMargin, height);
    }

    private static bool Differs(double? told, double fact) => told is { } value && !(Math.Abs(value - fact) < Tolerance);
}
