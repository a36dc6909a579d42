// Printed text as outlines in millimetres, from a bundled font, so that one rasteriser draws everything.
using System.Collections.Concurrent;
using System.Text;
using EcgGen.Core.Raster;
using SkiaSharp;

namespace EcgGen.Core.Ink;

/// <summary>Sets a line of text in Liberation Sans.</summary>
public static class PrintedText
{
    private const string Font = "fonts/LiberationSans-Regular.ttf";
    private const float UnitsPerEm = 2048;

    // Quadratic arcs of glyphs of a few mm: eight chords keep within 0.002 mm of the curve.
    private const int ChordsPerArc = 8;

    private static readonly Lazy<SKFont> Face = new(LoadFont);
    private static readonly ConcurrentDictionary<Rune, Glyph?> Glyphs = new();

    /// <summary>The outlines of a text.</summary>
    /// <param name="text">One line.</param>
    /// <param name="x">Where it starts, in mm.</param>
    /// <param name="y">Its baseline, in mm.</param>
    /// <param name="size">The font size (em) in mm.</param>
    /// <returns>What is printed of the text, which is all but characters that the font does not have; all contours' points in mm; and per contour the index one past its last point.</returns>
    public static (string Printed, Point2[] Points, int[] ContourEnds) Outline(string text, double x, double y, double size)
    {
        var printed = new StringBuilder();
        var points = new List<Point2>();
        var ends = new List<int>();
        double scale = size / UnitsPerEm;
        foreach (var rune in text.EnumerateRunes())
        {
            if (Glyphs.GetOrAdd(rune, LoadGlyph) is not { } glyph)
                continue;
            printed.Append(rune);
            foreach (int end in glyph.ContourEnds)
                ends.Add(points.Count + end);
            foreach (var p in glyph.Points)
                points.Add(new Point2(x + p.X * scale, y + p.Y * scale));
            x += glyph.Advance * scale;
        }
        return (printed.ToString(), [.. points], [.. ends]);
    }

    private static SKFont LoadFont()
    {
        using var stream = typeof(PrintedText).Assembly.GetManifestResourceStream(Font)!;
        using var data = SKData.Create(stream);
        return new SKFont(SKTypeface.FromData(data), UnitsPerEm) { Hinting = SKFontHinting.None, LinearMetrics = true, Subpixel = true };
    }

    private static Glyph? LoadGlyph(Rune rune)
    {
        lock (Face)
        {
            var font = Face.Value;
            ushort id = font.GetGlyph(rune.Value);
            if (id == 0)
                return null;
            using var path = font.GetGlyphPath(id);
            var flat = new GlyphOutline();
            if (path is not null)
                flat.Add(path);
            return new Glyph([.. flat.Points], [.. flat.ContourEnds], font.GetGlyphWidths([id])[0]);
        }
    }

    private sealed record Glyph(Point2[] Points, int[] ContourEnds, double Advance);

    /// <summary>Flattens a path into closed polygons.</summary>
    private sealed class GlyphOutline
    {
        public List<Point2> Points { get; } = [];

        public List<int> ContourEnds { get; } = [];

        public void Add(SKPath path)
        {
            using var verbs = path.CreateRawIterator();
            var p = new SKPoint[4];
            for (var verb = verbs.Next(p); verb != SKPathVerb.Done; verb = verbs.Next(p))
            {
                switch (verb)
                {
                    case SKPathVerb.Move:
                        Close();
                        Points.Add(At(p[0]));
                        break;
                    case SKPathVerb.Line:
                        Points.Add(At(p[1]));
                        break;
                    case SKPathVerb.Quad:
                        AddArc(At(p[0]), At(p[1]), At(p[2]));
                        break;
                    case SKPathVerb.Close:
                        break;
                    default:
                        throw new NotSupportedException($"TrueType outlines have lines and quadratic arcs, found {verb}.");
                }
            }
            Close();
        }

        private void AddArc(Point2 a, Point2 control, Point2 b)
        {
            for (int i = 1; i <= ChordsPerArc; i++)
            {
                double t = i / (double)ChordsPerArc, u = 1 - t;
                Points.Add(new Point2(u * u * a.X + 2 * u * t * control.X + t * t * b.X, u * u * a.Y + 2 * u * t * control.Y + t * t * b.Y));
            }
        }

        private void Close()
        {
            if (Points.Count > (ContourEnds.Count == 0 ? 0 : ContourEnds[^1]))
                ContourEnds.Add(Points.Count);
        }

        private static Point2 At(SKPoint p) => new(p.X, p.Y);
    }
}
