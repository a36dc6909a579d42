// The bundled fonts: kinds, characters, weights, and words that know their ink.
using System.Text;
using EcgGen.Core.Ink;
using EcgGen.Core.Raster;

namespace EcgGen.Core.Tests.Print;

public class PrintFontTests
{
    public static TheoryData<string> Names => [.. PrintFont.Names];

    [Fact]
    public void There_are_two_fonts_of_every_kind() =>
        Assert.All(Enum.GetValues<PrintFontKind>(), k => Assert.True(PrintFont.Names.Count(n => PrintFont.Find(n)!.Kind == k) >= 2));

    [Theory]
    [MemberData(nameof(Names))]
    public void A_font_prints_what_hospitals_write(string name)
    {
        var font = PrintFont.Find(name.ToUpperInvariant())!;
        foreach (var face in new[] { font, font.Bold })
        {
            var text = string.Concat(Enumerable.Range('!', '~' - ' ').Select(c => (char)c)) + "°µ½→↑↓±≥≤äöüßéñçøåłő–…";
            foreach (var rune in text.EnumerateRunes())
            {
                var glyph = face.GlyphOf(rune);
                Assert.True(glyph is { Points.Length: > 2 }, $"{name} {rune}");
                // About an em wide at most, and within ascent and descent.
                Assert.InRange(glyph.Advance, 100, 2400);
                Assert.All(glyph.Points, p => Assert.InRange(p.Y, -2400, 900));
                Assert.Equal(glyph.Points.Length, glyph.ContourEnds[^1]);
            }
            Assert.Equal(text, PrintedText.Outline(text, 0, 0, 3, face).Printed);
        }
        if (font.Kind is PrintFontKind.Mono or PrintFontKind.DotMatrix && name != "DotGothic16")
            Assert.Equal(font.GlyphOf(new Rune('i'))!.Advance, font.GlyphOf(new Rune('W'))!.Advance, 0.5);
    }

    [Fact]
    public void Bold_is_darker_and_a_text_is_as_wide_as_its_characters()
    {
        foreach (var name in new[] { "Liberation Sans", "Tinos", "Cousine", "Courier Prime", "Libre Franklin" })
            Assert.True(Ink(PrintFont.Find(name)!.Bold) > 1.1 * Ink(PrintFont.Find(name)!), name);
        var font = PrintFont.Find("Tinos")!;
        var first = PrintedText.Outline("Wave", 0, 0, 4, font);
        var both = PrintedText.Outline("Wave!", 0, 0, 4, font);
        Assert.Equal(first.Points, both.Points[..first.Points.Length]);
        Assert.Equal(PrintedText.Width("Wave", 4, font) + PrintedText.Width("!", 4, font), PrintedText.Width("Wave!", 4, font), 9);

        static double Ink(PrintFont face)
        {
            var line = PrintedText.Outline("HELIHEX", 0, 20, 20, face);
            using var mask = new CoverageMask();
            using var rasterizer = new InkRasterizer(4, new PixelRect(0, 0, 600, 120), new PixelRect(0, 0, 600, 120), new PaperStage());
            rasterizer.Draw(new TextInk(default, "header", line.Printed, null, line.Points, line.ContourEnds), mask);
            return mask.All.ToArray().Sum(c => (double)c);
        }
    }

    [Fact]
    public void Words_part_a_line_at_spaces()
    {
        var line = PrintedText.Outline("  two  words 漢字 ", 0, 0, 3);
        Assert.Equal(["two", "words"], line.Words.Select(w => w.Text));
        Assert.Equal(0, line.Words[0].FirstPoint);
        Assert.Equal(line.Words[0].EndPoint, line.Words[1].FirstPoint);
        Assert.Equal(line.Points.Length, line.Words[1].EndPoint);
        Assert.Empty(PrintedText.Outline("", 0, 0, 3).Words);
        Assert.Empty(PrintedText.Outline("漢", 0, 0, 3).Points);
    }

    [Theory]
    [InlineData("Alder")]
    [InlineData("Larch")]
    [InlineData("Rowan")]
    [InlineData("Willow")]
    public void Word_boxes_hold_the_words_ink_and_no_more(string vendor)
    {
        const double Tight = 0.1;
        var scene = Printed.Of(vendor, seed: 2);
        double scale = 40; // far finer than any image, so that boxes are tested and not pixels
        using var mask = new CoverageMask();
        int words = 0;
        var truths = scene.Truth().Texts!;
        var inks = scene.Ink.OfType<TextInk>().Where(t => t.Angle == 0).ToArray();
        foreach (var ink in inks)
        {
            var truth = truths.Single(t => t.Text == ink.Text && t.Lead == ink.LeadId && Math.Abs(t.Box[0] - ink.Box.X * scene.Flat.Scale) < 0.01 && Math.Abs(t.Box[1] - ink.Box.Y * scene.Flat.Scale) < 0.01);
            Assert.Equal(ink.Text.Split(' ', StringSplitOptions.RemoveEmptyEntries), truth.Words.Select(w => w.Text));
            using var rasterizer = new InkRasterizer(scale, new PixelRect(0, 0, 14000, 9000), new PixelRect(0, 0, 14000, 9000), new PaperStage());
            rasterizer.Draw(ink, mask);
            var columns = new int[mask.Width];
            foreach (int y in Enumerable.Range(mask.Y, mask.Height))
            {
                var row = mask.Row(y);
                for (int x = 0; x < row.Length; x++)
                    columns[x] += row[x];
            }
            double Mm(int column) => (mask.X + column) / scale;
            foreach (var word in truth.Words)
            {
                double left = word.Box[0] / scene.Flat.Scale, right = left + word.Box[2] / scene.Flat.Scale;
                var inked = Enumerable.Range(0, columns.Length).Where(c => columns[c] > 0 && Mm(c) > left - 0.2 && Mm(c) < right + 0.2).ToArray();
                Assert.InRange(Mm(inked[0]), left - 0.03, left + Tight);
                Assert.InRange(Mm(inked[^1] + 1), right - Tight, right + 0.03);
                words++;
            }
            // No ink is outside of the words.
            Assert.All(Enumerable.Range(0, columns.Length).Where(c => columns[c] > 0), c =>
                Assert.Contains(truth.Words, w => Mm(c) > w.Box[0] / scene.Flat.Scale - 0.03 && Mm(c) < (w.Box[0] + w.Box[2]) / scene.Flat.Scale + 0.03));
        }
        Assert.True(words > 30);
    }

    [Fact]
    public void A_turned_stamp_has_quads_along_its_writing()
    {
        var stage = Printed.Resolve("""{ "kind": "stamp", "x": 90, "y": 50, "text": "NOT SEEN", "angle": 20, "size": 8 }""");
        var scene = Printed.Compose(Printed.Signal, new PaperStage(), stage);
        var text = Assert.Single(scene.Truth().Texts!, t => t.Kind == "stamp");
        Assert.Equal(["NOT", "SEEN"], text.Words.Select(w => w.Text));
        foreach (var quad in text.Words.Select(w => w.Quad).Append(text.Quad))
        {
            Assert.Equal(20, Math.Atan2(quad[1].Y - quad[0].Y, quad[1].X - quad[0].X) * 180 / Math.PI, 3);
            Assert.Equal(20, Math.Atan2(quad[2].Y - quad[3].Y, quad[2].X - quad[3].X) * 180 / Math.PI, 3);
        }
        // Capitals: the quad is as high as they are, the upright box far higher.
        double Height(PixelPoint[] q) => Math.Sqrt(Math.Pow(q[3].X - q[0].X, 2) + Math.Pow(q[3].Y - q[0].Y, 2)) / scene.Flat.Scale;
        Assert.InRange(Height(text.Quad), 0.68 * 8, 0.80 * 8);
        Assert.True(text.Box[3] / scene.Flat.Scale > 2 * Height(text.Quad));
        Assert.Equal("stamp", Assert.Single(scene.Truth().Marks!).Kind);
    }
}
