// The bundled fonts by name: each a regular face and perhaps a bold one, whose glyphs are loaded once.
using System.Collections.Concurrent;
using System.Text;
using EcgGen.Core.Raster;
using SkiaSharp;

namespace EcgGen.Core.Ink;

/// <summary>What a printer's font looks like.</summary>
public enum PrintFontKind
{
    /// <summary>Without serifs.</summary>
    Sans,
    /// <summary>With serifs.</summary>
    Serif,
    /// <summary>All characters of one width, as a typewriter's.</summary>
    Mono,
    /// <summary>Made of dots or pixels.</summary>
    DotMatrix,
}

/// <summary>One face of a bundled font.</summary>
public sealed class PrintFont
{
    /// <summary>Units of glyph outlines per em, whatever the file's own.</summary>
    internal const float UnitsPerEm = 2048;

    // At 4 mm, one unit is 0.002 mm: a sixtieth of a pixel at 200 dpi.
    private const double Tolerance = 1;

    private static readonly PrintFont[] Regular =
    [
        new("Liberation Sans", PrintFontKind.Sans, "LiberationSans-Regular", "Arimo-Bold"),
        new("Libre Franklin", PrintFontKind.Sans, "LibreFranklin-Regular", "LibreFranklin-Bold"),
        new("Roboto Condensed", PrintFontKind.Sans, "RobotoCondensed-Regular", "RobotoCondensed-Bold"),
        new("DejaVu Sans Condensed", PrintFontKind.Sans, "DejaVuSansCondensed", "DejaVuSansCondensed-Bold"),
        new("Tinos", PrintFontKind.Serif, "Tinos-Regular", "Tinos-Bold"),
        new("DejaVu Serif Condensed", PrintFontKind.Serif, "DejaVuSerifCondensed"),
        new("Cousine", PrintFontKind.Mono, "Cousine-Regular", "Cousine-Bold"),
        new("Courier Prime", PrintFontKind.Mono, "CourierPrime-Regular", "CourierPrime-Bold"),
        new("DejaVu Sans Mono", PrintFontKind.Mono, "DejaVuSansMono"),
        new("VT323", PrintFontKind.DotMatrix, "VT323-Regular"),
        new("Doto", PrintFontKind.DotMatrix, "Doto-Bold"),
        new("DotGothic16", PrintFontKind.DotMatrix, "DotGothic16-Regular"),
    ];

    private readonly Lazy<SKFont> _font;
    private readonly PrintFont? _bold;
    private readonly ConcurrentDictionary<Rune, Glyph?> _glyphs = new();

    private PrintFont(string name, PrintFontKind kind, string file, string? boldFile = null)
    {
        (Name, Kind, Resource) = (name, kind, $"fonts/{file}.ttf");
        _font = new(() => Load(Resource));
        _bold = boldFile is null ? null : new(name, kind, boldFile);
    }

    /// <summary>The font for whatever names none.</summary>
    public static PrintFont Default => Regular[0];

    /// <summary>The names of all fonts.</summary>
    public static IReadOnlyList<string> Names { get; } = [.. Regular.Select(f => f.Name)];

    // Has the signs that others lack.
    private static PrintFont Fallback => Regular[3];

    /// <summary>The font's name.</summary>
    public string Name { get; }

    /// <summary>What it looks like.</summary>
    public PrintFontKind Kind { get; }

    /// <summary>The face's name among the embedded resources.</summary>
    internal string Resource { get; }

    /// <summary>The bold face, or this one if there is none.</summary>
    public PrintFont Bold => _bold ?? this;

    /// <summary>Finds a font by its name in any case.</summary>
    /// <returns>Its regular face, or null.</returns>
    public static PrintFont? Find(string name) => Regular.FirstOrDefault(f => f.Name.Equals(name, StringComparison.OrdinalIgnoreCase));

    /// <summary>The face for a line: this one, or the one that stands in if letters of the line are missing here, so that no word mixes two.</summary>
    internal PrintFont For(ReadOnlySpan<char> line)
    {
        foreach (var rune in line.EnumerateRunes())
        {
            if (Rune.IsLetter(rune) && GlyphOf(rune) is { } glyph && glyph.Font != this)
                return glyph.Font;
        }
        return this;
    }

    /// <summary>A character's glyph, of the font that stands in if this one lacks it; null if no font has it.</summary>
    internal Glyph? GlyphOf(Rune rune) => _glyphs.GetOrAdd(rune, LoadGlyph);

    private Glyph? LoadGlyph(Rune rune)
    {
        lock (_font)
        {
            var font = _font.Value;
            ushort id = font.GetGlyph(rune.Value);
            if (id != 0)
            {
                using var path = font.GetGlyphPath(id);
                var flat = new GlyphOutline(Tolerance);
                if (path is not null)
                    flat.Add(path);
                return new Glyph([.. flat.Points], [.. flat.ContourEnds], font.GetGlyphWidths([id])[0], this);
            }
        }
        return ReferenceEquals(this, Fallback) ? null : Fallback.GlyphOf(rune);
    }

    private static SKFont Load(string resource)
    {
        using var stream = typeof(PrintFont).Assembly.GetManifestResourceStream(resource)!;
        using var data = SKData.Create(stream);
        return new SKFont(SKTypeface.FromData(data), UnitsPerEm) { Hinting = SKFontHinting.None, LinearMetrics = true, Subpixel = true };
    }

    /// <summary>One character's outline and the way to the next, in <see cref="UnitsPerEm"/>, and the face they are from.</summary>
    internal sealed record Glyph(Point2[] Points, int[] ContourEnds, double Advance, PrintFont Font);
}
