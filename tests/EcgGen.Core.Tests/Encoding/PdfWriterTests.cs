// PDF files: their page, their text, the way others draw them.
using System.Globalization;
using System.IO.Compression;
using System.Text.RegularExpressions;
using EcgGen.Core.Encoders;
using EcgGen.Core.Ink;

namespace EcgGen.Core.Tests;

public partial class PdfWriterTests
{
    [Theory]
    [InlineData(PaperSize.A4, 841.8898, 595.2756)]
    [InlineData(PaperSize.Letter, 792, 612)]
    public void The_page_is_the_sheet(PaperSize size, double width, double height)
    {
        var file = Latin1(VectorFiles.Bytes(Page.Compose(Page.Synthetic(1), new PaperStage { PaperSize = size }), ImageFormat.Pdf));
        var box = MediaBox().Match(file);
        Assert.Equal((width, height), (Number(box.Groups[1]), Number(box.Groups[2])));
        Assert.DoesNotContain("Date", file);
    }

    [Fact]
    public void The_table_of_objects_tells_where_they_are()
    {
        var file = Latin1(VectorFiles.Bytes(Page.Compose(Page.Synthetic(1)), ImageFormat.Pdf));
        int table = int.Parse(file.Split("startxref\n")[1].Split('\n')[0], CultureInfo.InvariantCulture);
        Assert.Equal("xref\n", file.Substring(table, 5));
        var places = file[table..].Split('\n').Where(l => l.EndsWith(" n ", StringComparison.Ordinal)).Select(l => int.Parse(l[..10], CultureInfo.InvariantCulture)).ToArray();
        Assert.True(places.Length >= 9);
        for (int i = 0; i < places.Length; i++)
            Assert.StartsWith($"{i + 1} 0 obj\n", file[places[i]..]);
        Assert.Contains($"/Size {places.Length + 1} ", file);
    }

    [Fact]
    public void Traces_are_the_truths_points()
    {
        var scene = Page.Compose(Page.Synthetic(3));
        var lines = Content(VectorFiles.Bytes(scene, ImageFormat.Pdf)).Split('\n');
        int at = 0;
        foreach (var trace in scene.Ink.OfType<TraceInk>())
        {
            // The next path that starts where the trace does.
            var expected = trace.Points.Select(p => (Math.Round(p.X, 4), Math.Round(p.Y, 4))).ToArray();
            at = Array.FindIndex(lines, at, l => l.EndsWith(" m", StringComparison.Ordinal) && Pair(l) == expected[0]);
            Assert.True(at >= 0);
            Assert.Equal(expected, lines.Skip(at).Take(expected.Length).Select(Pair));
            Assert.Equal("S", lines[at + expected.Length]);
        }
    }

    [Fact]
    public void Equal_scenes_give_equal_bytes_and_cancellation_writes_nothing()
    {
        var scene = Page.Compose(Page.Synthetic(3));
        Assert.Equal(VectorFiles.Bytes(scene, ImageFormat.Pdf), VectorFiles.Bytes(Page.Compose(Page.Synthetic(3)), ImageFormat.Pdf));
        using var stream = new MemoryStream();
        Assert.Throws<OperationCanceledException>(() => PdfWriter.Write(scene, stream, new CancellationToken(true)));
        Assert.Equal(0, stream.Length);
    }

    [Fact]
    public void Poppler_finds_the_texts_in_their_places()
    {
        var scene = Page.Compose(Page.Synthetic(3));
        var xml = System.Text.Encoding.UTF8.GetString(ExternalTool.Run("pdftotext", VectorFiles.Bytes(scene, ImageFormat.Pdf), "-bbox", "{file}", "-"));
        var words = Word().Matches(xml).Select(m => (X0: Number(m.Groups[1]), Y0: Number(m.Groups[2]), X1: Number(m.Groups[3]), Y1: Number(m.Groups[4]), Text: m.Groups[5].Value)).ToList();
        double pixels = scene.Dpi / 72;
        foreach (var text in scene.Truth().Texts!)
        {
            foreach (var part in text.Text.Split(' ', StringSplitOptions.RemoveEmptyEntries))
            {
                Assert.Contains(words, w => w.Text == part && w.X0 * pixels < text.Box[0] + text.Box[2] && w.X1 * pixels > text.Box[0]
                    && w.Y0 * pixels < text.Box[1] + 1 && w.Y1 * pixels > text.Box[1] + text.Box[3] - 1);
            }
        }
    }

    [Fact]
    public void Poppler_sees_an_embedded_font_and_the_size_of_the_sheet()
    {
        var file = VectorFiles.Bytes(Page.Compose(Page.Synthetic(3)), ImageFormat.Pdf);
        Assert.Matches(@"ECGGEN\+LiberationSans-Regular +CID TrueType +Identity-H +yes yes yes", Latin1(ExternalTool.Run("pdffonts", file, "{file}")));
        Assert.Contains("(A4)", Latin1(ExternalTool.Run("pdfinfo", file, "{file}")));
    }

    [Fact]
    public void Poppler_draws_what_we_draw()
    {
        static byte[] Picture(PageScene scene) => ExternalTool.Run("pdftocairo", VectorFiles.Bytes(scene, ImageFormat.Pdf), "-png", "-singlefile", "-scale-to-x", $"{scene.Width}", "-scale-to-y", $"{scene.Height}", "{file}", "-");
        var page = VectorFiles.Sheet(GridStyle.Lines);
        VectorFiles.AssertLooksLike(page, Picture(page));
        var blank = VectorFiles.Sheet(GridStyle.None);
        VectorFiles.AssertTracesInPlace(blank, Picture(blank));
    }

    [Fact]
    public void Ghostscript_draws_it_without_complaint()
    {
        var scene = Page.Compose(Page.Synthetic(5));
        Assert.Empty(ExternalTool.Run("gs", VectorFiles.Bytes(scene, ImageFormat.Pdf), "-q", "-dNOPAUSE", "-dBATCH", "-dSAFER", "-sDEVICE=nullpage", "{file}"));
    }

    private static string Content(byte[] file)
    {
        var text = Latin1(file);
        int start = text.IndexOf("stream\n", text.IndexOf("\n4 0 obj", StringComparison.Ordinal), StringComparison.Ordinal) + 7;
        using var zlib = new ZLibStream(new MemoryStream(file, start, file.Length - start), CompressionMode.Decompress);
        using var reader = new StreamReader(zlib);
        return reader.ReadToEnd();
    }

    private static (double X, double Y) Pair(string line)
    {
        var parts = line.Split(' ');
        return (double.Parse(parts[0], CultureInfo.InvariantCulture), double.Parse(parts[1], CultureInfo.InvariantCulture));
    }

    private static string Latin1(byte[] bytes) => System.Text.Encoding.Latin1.GetString(bytes);

    private static double Number(Group group) => double.Parse(group.Value, CultureInfo.InvariantCulture);

    [GeneratedRegex(@"/MediaBox \[0 0 ([\d.]+) ([\d.]+)\]")]
    private static partial Regex MediaBox();

    [GeneratedRegex("<word xMin=\"([\\d.]+)\" yMin=\"([\\d.]+)\" xMax=\"([\\d.]+)\" yMax=\"([\\d.]+)\">([^<]*)</word>")]
    private static partial Regex Word();
}
