// XML as a tree: what is read, what is refused, and in how much memory.
using System.Diagnostics;
using System.Text;
using EcgGen.Core.Records;
using EcgGen.Core.Records.Xml;

namespace EcgGen.Core.Tests.Records;

public sealed class XmlElementTests : IDisposable
{
    private readonly WfdbFixture _fixture = new();

    [Fact]
    public void Elements_attributes_and_text_are_found()
    {
        var root = Load("<?xml version='1.0'?><r xmlns='urn:x' xmlns:y='urn:y'><a y:k=' 1 ' j=''>&lt;<!-- c -->b<![CDATA[&]]><e>3</e>d</a><a/><p:q xmlns:p='u'> 5 </p:q></r>");
        Assert.Equal("r", root.Name);
        Assert.Equal(["a", "a", "q"], root.Children.Select(c => c.Name));
        Assert.Equal("<b&d", root.Child("a")!.Text.ToString());
        Assert.Equal(("1", null, null), (root.Child("a")!.Attribute("k"), root.Child("a")!.Attribute("j"), root.Child("a")!.Attribute("z")));
        Assert.Equal(("3", "5", null, null), (root.Value("a/e"), root.Value("q"), root.Value("a/z/e"), root.Value("z")));
        Assert.Equal(2, root.All("a").Count());
        Assert.Equal("r/a/e", root.Find("a/e")!.Path);
    }

    [Fact]
    public void Errors_name_file_path_and_field()
    {
        var root = Load("<r><a>x</a></r>");
        Assert.Equal("x.xml: r/a: expected a number, found 'x'.", Assert.Throws<EcgException>(() => root.Number("a", root.Value("a"))).Message);
        Assert.Equal("x.xml: r/b: expected a whole number, found nothing.", Assert.Throws<EcgException>(() => root.Count("b", root.Value("b"))).Message);
        Assert.Equal(1.5e-3, root.Number("a", "1.5E-3"));
        Assert.All(["NaN", "Infinity", "1e999", "1,5", "0x1"], t => Assert.Throws<EcgException>(() => root.Number("a", t)));
        Assert.All(["-1", "1.0", "2147483648", " 1"], t => Assert.Throws<EcgException>(() => root.Count("a", t)));
    }

    [Theory] // a document type is skipped: its entities are not known, its files not asked for
    [InlineData("<!DOCTYPE r SYSTEM 'restecg.dtd'><r>1</r>", "1")]
    [InlineData("<!DOCTYPE r SYSTEM 'file:///etc/passwd'><r>1</r>", "1")]
    [InlineData("<!DOCTYPE r [<!ENTITY e SYSTEM 'file:///etc/passwd'>]><r>1</r>", "1")]
    [InlineData("<!DOCTYPE r [<!ENTITY e 'x'>]><r>&e;</r>", null)]
    [InlineData("<!DOCTYPE r [<!ENTITY e SYSTEM 'file:///etc/passwd'>]><r>&e;</r>", null)]
    [InlineData("<!DOCTYPE r [<!ENTITY a 'aaaaaaaa'><!ENTITY b '&a;&a;&a;&a;'><!ENTITY c '&b;&b;&b;&b;'>]><r>&c;</r>", null)]
    [InlineData("<!DOCTYPE r [<!ATTLIST r k CDATA '2'>]><r>1</r>", "1")]
    [InlineData("", null)]
    [InlineData("<r>", null)]
    [InlineData("<r></s>", null)]
    [InlineData("<?xml version='1.0' encoding='nonsense'?><r/>", null)]
    [InlineData("text", null)]
    public void Documents_are_read_without_their_document_type(string xml, string? text)
    {
        if (text is not null)
        {
            Assert.Equal((text, null), (Load(xml).Text.ToString(), Load(xml).Attribute("k")));
            return;
        }
        var e = Assert.Throws<EcgException>(() => Load(xml));
        Assert.Equal(ErrorId.HeaderInvalid, e.Id);
        Assert.StartsWith("x.xml: expected XML", e.Message);
    }

    [Fact]
    public void Depth_attributes_and_elements_are_bounded()
    {
        Assert.Equal("a", Load(Nested(64)).Name);
        string[] beyond = [Nested(65), Nested(100_000), "<a " + string.Concat(Enumerable.Range(0, 257).Select(i => $"b{i}='' ")) + "/>",
            "<a>" + string.Concat(Enumerable.Repeat("<b/>", 1 << 20)) + "</a>"];
        foreach (var xml in beyond)
            Assert.Contains("expected at most", Assert.Throws<EcgException>(() => Load(xml)).Message);
    }

    [Fact]
    public void Text_in_many_pieces_takes_no_time()
    {
        var clock = Stopwatch.StartNew();
        Assert.Equal(200_000, Load("<a>" + string.Concat(Enumerable.Repeat("x<!---->y<b/>", 100_000)) + "</a>").Text.Length);
        Assert.InRange(clock.Elapsed.TotalSeconds, 0, 2);
    }

    [Theory]
    [InlineData("<r/>", "r")]
    [InlineData(" \r\n<?xml?><r/>", null)] // a declaration stands first
    [InlineData("<?xml version='1.0'?><!-- c --><!DOCTYPE r SYSTEM 'd'>\n<x:r xmlns:x='u'><unfinished", "r")]
    [InlineData("no xml", null)]
    [InlineData("", null)]
    public void The_root_is_told_from_the_start_of_a_file(string xml, string? root)
    {
        Assert.Equal(root, XmlElement.RootOf(_fixture.File("x.xml", Encoding.UTF8.GetBytes(xml))));
        foreach (var encoding in new[] { Encoding.UTF8, Encoding.Unicode, Encoding.BigEndianUnicode })
        {
            var path = _fixture.File("x.xml", [.. encoding.GetPreamble(), .. encoding.GetBytes(xml)]);
            Assert.Equal(root, XmlElement.RootOf(path));
        }
    }

    public void Dispose() => _fixture.Dispose();

    private static string Nested(int depth) =>
        string.Concat(Enumerable.Repeat("<a>", depth)) + string.Concat(Enumerable.Repeat("</a>", depth));

    private XmlElement Load(string xml) =>
        XmlElement.Load(WholeFile.Read(_fixture.File("x.xml", Encoding.UTF8.GetBytes(xml)), XmlElement.MaxFileBytes, default), default);
}
