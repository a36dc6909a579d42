// A font in a PDF file: its glyphs by number, and which characters they are, so that text can be found and copied.
using System.Globalization;
using System.Text;

namespace EcgGen.Core.Encoders;

/// <summary>Composite fonts with TrueType outlines (ISO 32000-1, 9.7) in which a string's codes are the embedded font's glyphs.</summary>
internal static class PdfFont
{
    private const int PerEm = 1000, PerBlock = 100;
    private const int Symbolic = 4;
    // Nobody has measured it; viewers use it only to make up fonts that are not embedded.
    private const int StemWidth = 80;

    /// <summary>Adds a font's objects to a file; gives the number of the font.</summary>
    public static int Add(PdfFile file, FontSubset font)
    {
        // A part's name has a tag of six letters before it.
        var name = "ECGGEN+" + font.Font.Name;
        var program = font.ToFile();
        int data = file.AddStream(program, string.Create(CultureInfo.InvariantCulture, $"/Length1 {program.Length} "));
        double Units(double value) => value * PerEm / font.Font.UnitsPerEm;
        var bounds = string.Join(" ", font.Font.Bounds.Select(v => Number(Units(v))));
        int descriptor = file.Add($"<< /Type /FontDescriptor /FontName /{name} /Flags {Symbolic} /FontBBox [{bounds}] /ItalicAngle 0 /Ascent {Number(Units(font.Font.Ascent))} /Descent {Number(Units(font.Font.Descent))} /CapHeight {Number(Units(font.Font.Ascent))} /StemV {StemWidth} /FontFile2 {data} 0 R >>");
        var widths = string.Join(" ", font.Advances.Select(a => Number(a * PerEm)));
        int glyphs = file.Add($"<< /Type /Font /Subtype /CIDFontType2 /BaseFont /{name} /CIDSystemInfo << /Registry (Adobe) /Ordering (Identity) /Supplement 0 >> /CIDToGIDMap /Identity /FontDescriptor {descriptor} 0 R /W [0 [{widths}]] >>");
        int unicode = file.AddStream(System.Text.Encoding.Latin1.GetBytes(ToUnicode(font)));
        return file.Add($"<< /Type /Font /Subtype /Type0 /BaseFont /{name} /Encoding /Identity-H /DescendantFonts [{glyphs} 0 R] /ToUnicode {unicode} 0 R >>");
    }

    private static string ToUnicode(FontSubset font)
    {
        var map = new StringBuilder("""
            /CIDInit /ProcSet findresource begin
            12 dict begin
            begincmap
            /CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def
            /CMapName /Adobe-Identity-UCS def
            /CMapType 2 def
            1 begincodespacerange
            <0000> <FFFF>
            endcodespacerange

            """);
        foreach (var block in font.Characters.DistinctBy(c => c.Glyph).Chunk(PerBlock))
        {
            map.Append(CultureInfo.InvariantCulture, $"{block.Length} beginbfchar\n");
            foreach (var (character, glyph) in block)
            {
                map.Append(CultureInfo.InvariantCulture, $"<{glyph:X4}> <");
                foreach (char unit in character.ToString())
                    map.Append(CultureInfo.InvariantCulture, $"{(int)unit:X4}");
                map.Append(">\n");
            }
            map.Append("endbfchar\n");
        }
        return map.Append("endcmap\nCMapName currentdict /CMap defineresource pop\nend\nend\n").ToString();
    }

    private static string Number(double value) => Math.Round(value, 3).ToString("0.###", CultureInfo.InvariantCulture);
}
