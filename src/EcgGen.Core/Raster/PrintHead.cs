// The dots of a printer's head: the rows and lines to which it is bound.
namespace EcgGen.Core.Raster;

/// <summary>
/// A row of dots across the paper's feed that prints line after line. Dot j covers j / Dots … (j + 1) / Dots mm from the sheet's
/// top, line k the same from its left.
/// </summary>
/// <param name="Dots">Dots per mm across the feed.</param>
/// <param name="Lines">Lines per mm along it.</param>
public sealed record PrintHead(double Dots, double Lines)
{
    /// <summary>How many dots draw a level line of some width in mm.</summary>
    public int Thickness(double width) => Math.Max(1, (int)Math.Round(width * Dots));

    /// <summary>How many lines beside its own a dot reaches, on either side, that upright strokes are as wide as level ones.</summary>
    public int Spread(double width) => Math.Max(0, (int)Math.Round((width * Lines - 1) / 2));

    /// <summary>The first of the dots that draw a level line at y mm.</summary>
    public int FirstDot(double y, int thickness) => (int)Math.Round(y * Dots - thickness / 2.0, MidpointRounding.AwayFromZero);

    /// <summary>The middle of the dots that draw a level line at y mm: at most half a dot from it.</summary>
    public double Snap(double y, int thickness) => (FirstDot(y, thickness) + thickness / 2.0) / Dots;
}
