// Printed text as outlines in millimetres, so that one rasteriser draws everything.
using System.Text;
using EcgGen.Core.Raster;

namespace EcgGen.Core.Ink;

/// <summary>Sets lines of text in the bundled fonts.</summary>
public static class PrintedText
{
    /// <summary>The outlines of a text.</summary>
    /// <param name="text">One line.</param>
    /// <param name="x">Where it starts, in mm.</param>
    /// <param name="y">Its baseline, in mm.</param>
    /// <param name="size">The font size (em) in mm.</param>
    /// <param name="font">The font; null for Liberation Sans.</param>
    public static TextOutline Outline(string text, double x, double y, double size, PrintFont? font = null)
    {
        font = (font ?? PrintFont.Default).For(text);
        var printed = new StringBuilder();
        var points = new List<Point2>();
        var ends = new List<int>();
        var words = new List<TextWord>();
        int wordStart = 0, firstPoint = 0;
        double scale = size / PrintFont.UnitsPerEm;
        var run = new TextRun(font.Resource, x, y, size);
        bool one = true;
        void EndWord()
        {
            if (points.Count > firstPoint)
                words.Add(new TextWord(printed.ToString(wordStart, printed.Length - wordStart), firstPoint, points.Count));
        }
        foreach (var rune in text.EnumerateRunes())
        {
            if (font.GlyphOf(rune) is not { } glyph)
                continue;
            one &= glyph.Font == font;
            bool space = Rune.IsWhiteSpace(rune);
            if (space)
                EndWord();
            printed.Append(rune);
            foreach (int end in glyph.ContourEnds)
                ends.Add(points.Count + end);
            foreach (var p in glyph.Points)
                points.Add(new Point2(x + p.X * scale, y + p.Y * scale));
            x += glyph.Advance * scale;
            if (space)
                (wordStart, firstPoint) = (printed.Length, points.Count);
        }
        EndWord();
        return new TextOutline(printed.ToString(), [.. points], [.. ends], [.. words], one ? run : null);
    }

    /// <summary>How far a text goes, in mm: where the next character would start.</summary>
    /// <param name="text">One line.</param>
    /// <param name="size">The font size (em) in mm.</param>
    /// <param name="font">The font.</param>
    public static double Width(ReadOnlySpan<char> text, double size, PrintFont font)
    {
        double units = 0;
        font = font.For(text);
        foreach (var rune in text.EnumerateRunes())
            units += font.GlyphOf(rune)?.Advance ?? 0;
        return units * size / PrintFont.UnitsPerEm;
    }
}

/// <summary>A line of text as polygons.</summary>
/// <param name="Printed">What is printed of the text, which is all but characters that no font has.</param>
/// <param name="Points">Points of all contours in mm.</param>
/// <param name="ContourEnds">Per contour, the index one past its last point.</param>
/// <param name="Words">The words that have ink.</param>
/// <param name="Run">How it was set, or null if characters of another font stand in.</param>
public readonly record struct TextOutline(string Printed, Point2[] Points, int[] ContourEnds, TextWord[] Words, TextRun? Run);

/// <summary>A word of a text: which of its points are the word's.</summary>
/// <param name="Text">The string.</param>
/// <param name="FirstPoint">Index of its first point.</param>
/// <param name="EndPoint">One past its last point.</param>
public readonly record struct TextWord(string Text, int FirstPoint, int EndPoint);
