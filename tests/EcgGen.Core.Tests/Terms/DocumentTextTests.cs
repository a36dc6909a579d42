// Documents to text: HTML, Markdown, encodings, and what hostile ones cost.
using System.Text;
using EcgGen.Core.Terms;

namespace EcgGen.Core.Tests.Terms;

public sealed class DocumentTextTests
{
    private static string Html(string html) => DocumentText.Read(Encoding.UTF8.GetBytes(html), "text/html");

    [Theory]
    [InlineData("<p>One<p>two", "One\n\ntwo")]
    [InlineData("<h1>A</h1>\n  <div>b  \n c<br>d</div>", "A\n\nb c\nd")]
    [InlineData("QT<sub>c</sub> is <b>long</b>", "QTc is long")]
    [InlineData("a<script>var QT = '<p>V1</p>';</script>b<style>p{}</style>c", "abc")]
    [InlineData("<title>T &amp; U</title><body>&lt;3 &eacute;&#8211;&#x2192;", "T & U\n\n<3 é–→")]
    [InlineData("<!-- V1 --><svg><text>V2</text></svg><template><p>V3</template>V4<noscript>V5</noscript>", "V4")]
    [InlineData("<table><tr><td>PR<td>160</table>", "PR\n\n160")]
    [InlineData("a<svg/>b<svg><svg></svg>c</svg>d", "abd")]
    [InlineData("<script>never closed QT", "")]
    [InlineData("no tags at all", "no tags at all")]
    [InlineData("<a title='QT' href=\"V1\">x</a", "x")]
    public void Html_gives_what_a_reader_sees(string html, string expected) => Assert.Equal(expected, Html(html).TrimEnd('\n'));

    [Fact]
    public void Places_are_those_of_the_extracted_text()
    {
        var text = Html("<html><head><style>p { QT: 1 }</style></head><body><p>He has <b>atrial\n fibrillation</b> &amp; syncope.</p></body></html>");
        var terms = TermFinder.Find(text);
        Assert.Equal(["atrial fibrillation", "syncope"], terms.Select(t => t.Text));
        Assert.All(terms, t => Assert.Equal(t.Text, text.Substring(t.Start, t.Length)));
    }

    [Theory]
    [InlineData("# Heading\n\n* **bold** and _it_ snake_case", "  Heading\n\n    bold   and  it  snake_case")]
    [InlineData("> quote `code`", "  quote  code ")]
    [InlineData("a\n```\nQT = 1\n```\nb", "a\n   \n      \n   \nb")]
    [InlineData("see [the AV node](https://x.example/V1) now", "see  the AV node                        now")]
    public void Markdown_loses_its_marks_and_no_place(string markdown, string expected)
    {
        var text = DocumentText.Read(Encoding.UTF8.GetBytes(markdown), "text/markdown");
        Assert.Equal(expected, text);
        Assert.Equal(markdown.Length, text.Length);
    }

    [Fact]
    public void Encodings_are_found_by_mark_name_and_trial()
    {
        const string Text = "µ – é “QT”";
        byte[] western = [0xB5, 0x20, 0x96, 0x20, 0xE9, 0x20, 0x93, 0x51, 0x54, 0x94];
        Assert.Equal(Text, DocumentText.Read(western, "text/plain"));
        Assert.Equal(Text, DocumentText.Read(western, "text/plain; charset=\"ISO-8859-1\""));
        Assert.Equal(Text, DocumentText.Read(Encoding.UTF8.GetBytes(Text), "text/plain"));
        Assert.Equal(Text, DocumentText.Read([.. Encoding.UTF8.Preamble, .. Encoding.UTF8.GetBytes(Text)], "text/plain; charset=latin1"));
        Assert.Equal(Text, DocumentText.Read([.. Encoding.Unicode.Preamble, .. Encoding.Unicode.GetBytes(Text)], "text/plain"));
        Assert.Equal(Text, DocumentText.Read([.. Encoding.BigEndianUnicode.Preamble, .. Encoding.BigEndianUnicode.GetBytes(Text)], "text/plain"));
        Assert.Equal(Text, DocumentText.Read(Encoding.Unicode.GetBytes(Text), "text/plain; charset=utf-16le"));
        Assert.Equal(Text, DocumentText.Read([.. "<meta charset=windows-1252><p>"u8, .. western], "text/html"));
        Assert.Equal("\uFFFD", DocumentText.Read([0xE9], "text/plain; charset=utf-8"));
        Assert.Equal("", DocumentText.Read([], "text/html"));
    }

    [Fact]
    public void What_is_no_text_is_refused_and_so_is_too_much()
    {
        var error = Assert.Throws<EcgException>(() => DocumentText.Read([0x25, 0x50, 0, 1], "text/plain"));
        Assert.Equal(ErrorId.FormatUnknown, error.Id);
        Assert.StartsWith("content: ", error.Message);
        Assert.Equal(ErrorId.RecordTooLarge, Assert.Throws<EcgException>(() => DocumentText.Read(new byte[DocumentText.MaxBytes + 1], "text/plain")).Id);
    }

    [Theory]
    [InlineData("<div>", 200_000)]
    [InlineData("<b><p>", 100_000)]
    [InlineData("<font size={0}><p>", 50_000)]
    [InlineData("<table><tr><td>", 50_000)]
    [InlineData("<svg>", 100_000)]
    [InlineData("</p>", 200_000)]
    [InlineData("&amp", 200_000)]
    [InlineData("<!--", 200_000)]
    [InlineData("<a b=\"", 100_000)]
    [InlineData("<![CDATA[", 100_000)]
    public void Hostile_html_costs_in_proportion_to_its_length(string piece, int count)
    {
        Html("<p>warm");
        long small = Cost(count / 10), large = Cost(count);
        Assert.InRange(large, 0, 20 * small + 4_000_000);

        long Cost(int n)
        {
            var html = Encoding.UTF8.GetBytes(string.Concat(Enumerable.Range(0, n).Select(i => piece.Replace("{0}", $"{i}"))) + "<p>end");
            long before = GC.GetAllocatedBytesForCurrentThread();
            DocumentText.Read(html, "text/html");
            return GC.GetAllocatedBytesForCurrentThread() - before;
        }
    }

    [Fact]
    public void A_tag_of_very_many_attributes_is_read()
    {
        var html = $"<p {string.Concat(Enumerable.Range(0, 100_000).Select(i => $"a{i}=1 "))}>QT</p>";
        Assert.Equal("QT", Html(html).Trim());
    }
}
