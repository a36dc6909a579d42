// Find-EcgTerm, as users call it: texts, files, pages, and what goes wrong with them.
namespace EcgGen.PowerShell.Tests;

public sealed class FindEcgTermTests : IDisposable
{
    private readonly Engine _engine = new();
    private readonly Scratch _scratch = new();

    public FindEcgTermTests() => _engine.Set("folder", _scratch.Folder);

    public void Dispose()
    {
        _engine.Dispose();
        _scratch.Dispose();
    }

    private string[] Terms(string script) => [.. Found(_engine.Run(script).AssertClean()).Select(t => t.Text)];

    private static Term[] Found(Outcome outcome) => [.. outcome.Output.Select(o => Term.Of(o.BaseObject))];

    [Fact]
    public void A_text_gives_typed_objects_in_its_order()
    {
        var outcome = _engine.Run("'Sinus rhythm with LAFB, QTc 480 ms, on sotalol.' | Find-EcgTerm").AssertClean();
        var terms = Found(outcome);
        Assert.Equal(["Sinus rhythm", "LAFB", "QTc 480 ms", "sotalol"], terms.Select(t => t.Text));
        Assert.Equal(["Rhythm", "Finding", "Measurement", "Drug"], terms.Select(t => t.Kind));
        Assert.Equal([0, 18, 24, 39], terms.Select(t => t.Start));
        Assert.All(terms, t => Assert.InRange(t.Score, 0.65, 1));
        Assert.All(terms, t => Assert.Equal((t.Text.Length, 1, null), (t.Length, t.Count, t.Source)));
    }

    [Fact]
    public void Strings_come_from_the_pipeline_and_as_arguments_and_may_be_empty()
    {
        Assert.Equal(["Asystole", "Syncope"], Terms("'Asystole.', '', 'Syncope.' | Find-EcgTerm"));
        Assert.Equal(["Asystole", "Syncope"], Terms("Find-EcgTerm 'Asystole.', '', 'Syncope.'"));
        Assert.Equal(["Asystole"], Terms("Find-EcgTerm -Text \"Asystole $([char]0xD800)\""));
        Assert.Empty(Terms("Find-EcgTerm ''"));
        Assert.Equal(12, Found(_engine.Run("Find-EcgTerm \"caf$([char]0xE9) $([char]::ConvertFromUtf32(0x1F600)) and asystole\"").AssertClean())[0].Start);
    }

    [Fact]
    public void Top_merges_and_ranks_over_all_that_comes()
    {
        var outcome = _engine.Run("'Asystole, then asystole again.', 'Syncope and ASYSTOLE. Syncope.', 'Aortic stenosis.' | Find-EcgTerm -Top 2").AssertClean();
        var terms = Found(outcome);
        Assert.Equal(["asystole", "syncope"], terms.Select(t => t.Text.ToLowerInvariant()));
        Assert.Equal([3, 2], terms.Select(t => t.Count));
    }

    [Fact]
    public void Files_are_read_by_wildcard_literally_and_from_a_listing()
    {
        File.WriteAllText(_scratch["a.txt"], "Atrial flutter.");
        File.WriteAllText(_scratch["b.md"], "* **Atrial flutter**\n");
        File.WriteAllText(_scratch["c.HTML"], "<p>Atrial <i>flutter</i><script>asystole</script>");
        File.WriteAllText(_scratch["d[1].txt"], "Asystole.");
        File.WriteAllBytes(_scratch["e.png"], [1, 2, 3]);
        Assert.Equal(["Atrial flutter", "Atrial flutter", "Atrial flutter", "Asystole"], Terms("Find-EcgTerm -Path $folder/*"));
        Assert.Equal(["Asystole"], Terms("Find-EcgTerm -LiteralPath \"$folder/d[1].txt\""));
        Assert.Equal(["Atrial flutter", "Asystole"], Terms("$folder | ForEach-Object { [IO.FileInfo]\"$_/a.txt\"; [IO.FileInfo]\"$_/d[1].txt\" } | Find-EcgTerm"));
        Assert.Equal(_scratch["a.txt"], Found(_engine.Run("Find-EcgTerm -Path $folder/a.txt"))[0].Source);
    }

    [Theory]
    [InlineData("none.txt", "FileNotFound")]
    [InlineData("none*.txt", "FileNotFound")]
    [InlineData("picture.png", "FormatUnknown")]
    [InlineData("zeros.txt", "FormatUnknown")]
    public void A_bad_file_is_an_error_of_its_own(string name, string id)
    {
        File.WriteAllText(_scratch["good.txt"], "Asystole.");
        File.WriteAllBytes(_scratch["picture.png"], [1, 2, 3]);
        File.WriteAllBytes(_scratch["zeros.txt"], new byte[10]);
        var outcome = _engine.Run($"Find-EcgTerm -Path $folder/{name}, $folder/good.txt");
        var error = Assert.Single(outcome.Errors);
        Assert.StartsWith(id, error.FullyQualifiedErrorId);
        Assert.Contains(name, error.Exception.Message);
        Assert.Equal("Asystole", Assert.Single(Found(outcome)).Text);
    }

    [Fact]
    public void A_file_of_ten_megabytes_is_read_and_one_of_forty_refused()
    {
        File.WriteAllText(_scratch["big.txt"], string.Concat(Enumerable.Repeat("The dough rests in a cool room.\n", 320_000)) + "Asystole.");
        using (var file = File.Create(_scratch["huge.txt"]))
            file.SetLength(40 << 20);
        Assert.Equal(["Asystole"], Terms("Find-EcgTerm -Path $folder/big.txt -Top 5"));
        var error = Assert.Single(_engine.Run("Find-EcgTerm -Path $folder/huge.txt").Errors);
        Assert.StartsWith("RecordTooLarge", error.FullyQualifiedErrorId);
        Assert.Contains("huge.txt: expected at most 32 MB of text, found 41.9 MB", error.Exception.Message);
    }

    [Fact]
    public void Pages_are_fetched_with_their_charset_and_through_five_redirects()
    {
        using var server = new PageServer();
        var term = Assert.Single(Found(_engine.Run($"Find-EcgTerm -Uri {server["page"]}").AssertClean()));
        Assert.Equal(("atrial flutter", 9, server["page"]), (term.Text, term.Start, term.Source));
        Assert.Equal(["Asystole"], Terms($"Find-EcgTerm -Uri {server["text"]}"));
        Assert.Equal(["atrial flutter"], Terms($"Find-EcgTerm -Uri {server["moved/4"]}"));
    }

    [Theory]
    [InlineData("moved/5", "FileUnreadable", "5 redirects")]
    [InlineData("loop", "FileUnreadable", "5 redirects")]
    [InlineData("file", "FileUnreadable", "redirects")]
    [InlineData("missing", "FileNotFound", "404")]
    [InlineData("image", "FormatUnknown", "image/png")]
    [InlineData("endless", "RecordTooLarge", "5 MB")]
    [InlineData("slow", "FileUnreadable", "within 1 s")]
    [InlineData("silent", "FileUnreadable", "within 1 s")]
    public void A_bad_page_is_an_error_of_its_own(string path, string id, string words)
    {
        using var server = new PageServer();
        // Five megabytes take a loaded machine more than a second.
        var seconds = path is "slow" or "silent" ? 1 : 60;
        var outcome = _engine.Run($"Find-EcgTerm -TimeoutSec {seconds} -Uri {server[path]}, {server["page"]}");
        var error = Assert.Single(outcome.Errors);
        Assert.StartsWith(id, error.FullyQualifiedErrorId);
        Assert.Contains(words, error.Exception.Message);
        Assert.Contains(server[path], error.Exception.Message);
        Assert.Equal("atrial flutter", Assert.Single(Found(outcome)).Text);
    }

    [Theory]
    [InlineData("file:///etc/hostname")]
    [InlineData("ftp://127.0.0.1/x")]
    [InlineData("relative/page")]
    public void Only_http_is_fetched(string address) =>
        Assert.StartsWith("ArgumentInvalid", Assert.Single(_engine.Run($"Find-EcgTerm -Uri {address}").Errors).FullyQualifiedErrorId);

    [Fact]
    public void Nobody_answers()
    {
        string address;
        using (var server = new PageServer())
            address = server["page"];
        Assert.StartsWith("FileUnreadable", Assert.Single(_engine.Run($"Find-EcgTerm -Uri {address}").Errors).FullyQualifiedErrorId);
    }

    /// <summary>A found term, read by the names that scripts rely on.</summary>
    private sealed record Term(string Text, string Kind, double Score, int Start, int Length, int Count, string? Source)
    {
        public static Term Of(dynamic found) =>
            new((string)found.Text, (string)found.Kind.ToString(), (double)found.Score, (int)found.Start, (int)found.Length, (int)found.Count, (string?)found.Source);
    }
}
