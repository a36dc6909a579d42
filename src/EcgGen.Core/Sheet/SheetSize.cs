// Sheets in millimetres and the part of them that a printer reaches.
namespace EcgGen.Core.Sheet;

/// <summary>A rectangle on the sheet in mm, from the sheet's top left.</summary>
public readonly record struct SheetRect(double X, double Y, double Width, double Height)
{
    /// <summary>The right edge.</summary>
    public double Right => X + Width;

    /// <summary>The bottom edge.</summary>
    public double Bottom => Y + Height;
}

/// <summary>Dimensions of the sheets that have names.</summary>
public static class SheetSize
{
    private const double CoarseStep = 5;
    private const double PrinterMargin = 3.5;

    /// <summary>Width and height of a sheet in landscape, in mm.</summary>
    public static (double Width, double Height) Of(PaperSize size) => size switch
    {
        PaperSize.A4 => (297, 210),
        PaperSize.Letter => (279.4, 215.9),
        _ => throw new EcgException(ErrorId.RecipeInvalid, $"paperSize: no sheet is named '{size}'."),
    };

    /// <summary>The printed grid: as many whole 5 mm boxes as leave a printer its margin, centred on the sheet.</summary>
    public static SheetRect GridArea(PaperSize size)
    {
        var (width, height) = Of(size);
        double w = Math.Floor((width - 2 * PrinterMargin) / CoarseStep) * CoarseStep;
        double h = Math.Floor((height - 2 * PrinterMargin) / CoarseStep) * CoarseStep;
        return new SheetRect((width - w) / 2, (height - h) / 2, w, h);
    }
}
