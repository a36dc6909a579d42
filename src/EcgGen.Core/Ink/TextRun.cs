// How a printed text was set: what PDF and SVG need to set it again.
namespace EcgGen.Core.Ink;

/// <summary>A line of text in one font: the glyphs of its string one after the other, by their advances alone.</summary>
/// <param name="Font">The font's name among the embedded resources, such as "fonts/LiberationSans-Regular.ttf".</param>
/// <param name="X">Where its baseline starts, in mm.</param>
/// <param name="Y">Where its baseline starts, in mm.</param>
/// <param name="Size">The font size (em) in mm.</param>
/// <param name="Angle">How far the baseline is turned clockwise about its start, in degrees.</param>
public sealed record TextRun(string Font, double X, double Y, double Size, double Angle = 0);
