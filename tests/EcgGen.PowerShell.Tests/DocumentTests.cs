// What README and examples show, run as they stand.
using System.Text.RegularExpressions;

namespace EcgGen.PowerShell.Tests;

public sealed partial class DocumentTests : IDisposable
{
    private readonly Engine _engine = new();
    private readonly Scratch _scratch = new();

    public DocumentTests()
    {
        _scratch.AddRecord("records/patient1", rate: 100);
        _scratch.AddRecord("records/more/patient2", rate: 100);
    }

    public void Dispose()
    {
        _engine.Dispose();
        _scratch.Dispose();
    }

    [Fact]
    public void The_pipelines_of_the_readme_run()
    {
        var readme = File.ReadAllText(Path.Combine(Locations.Repository, "README.md"));
        var blocks = PowerShellBlock().Matches(readme).Select(m => m.Groups[1].Value).Where(b => !b.StartsWith("Import-Module", StringComparison.Ordinal)).ToArray();
        Assert.Equal(11, blocks.Length);
        _engine.Run($"$null = $ExecutionContext.SessionState.Path.SetLocation('{_scratch.Folder}')").AssertClean();
        foreach (var block in blocks)
            _engine.Run(block.Replace("-Count 50", "-Count 3").Replace("-Dpi 300", "-Dpi 80")).AssertClean();

        Assert.Equal(4, _scratch.Hashes("pages").Count);
        Assert.Equal(6, _scratch.Hashes("a4").Count);
        Assert.Equal(20, _scratch.Hashes("looks").Count);
        Assert.Equal(20, _scratch.Hashes("carts").Count);
        Assert.Equal(20, _scratch.Hashes("stained").Count);
        Assert.Equal(12, _scratch.Hashes("photos").Count);
        Assert.Equal(20, _scratch.Hashes("noted").Count);
        Assert.Equal(20, _scratch.Hashes("conditions").Count);
        Assert.Equal(["patient1.jpg", "patient1.json", "patient2.jpg", "patient2.json"], _scratch.Hashes("jpeg").Keys);
    }

    [Fact]
    public void The_pages_of_the_document_on_layouts_are_drawn()
    {
        foreach (Match block in PowerShellBlock().Matches(Document("layouts.md")))
            RunInScratch(block.Groups[1].Value.Replace(" | Export", " -Dpi 80 | Export"));
        Assert.Equal(["cabrera.png", "chest.png", "one-row.png", "own.png", "portrait.png", "strip.png", "three.png"], _scratch.Hashes().Keys.Where(f => f.EndsWith(".png", StringComparison.Ordinal)));
    }

    [Fact]
    public void The_worn_pages_of_the_document_on_wear_are_drawn()
    {
        RunInScratch("New-EcgRecord | New-EcgPaper -Dpi 100 | Add-EcgCrumple | Export-EcgImage my-sheet.jpg");
        var blocks = PowerShellBlock().Matches(Document("wear.md"));
        Assert.Equal(4, blocks.Count);
        foreach (Match block in blocks)
            RunInScratch(block.Groups[1].Value.Replace("-PaperSize Letter", "-PaperSize Letter -Dpi 80"));
        foreach (var pages in (string[])["folded", "lines", "crumpled", "wrinkled", "mine", "stained"])
            Assert.Equal([".json", ".png"], _scratch.Hashes(pages).Keys.Where(f => !f.Contains("_mask", StringComparison.Ordinal)).Select(f => Path.GetExtension(f)).Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("geometry.md", "photos", "scans")]
    [InlineData("reproduction.md", "copied", "printed", "faxed", "shown")]
    [InlineData("light.md", "gradient", "lamp", "hand", "desk", "cloth", "board")]
    [InlineData("sensor.md", "pages")]
    public void The_pages_of_the_documents_on_camera_copies_and_sensor_are_drawn(string name, params string[] folders)
    {
        foreach (Match block in PowerShellBlock().Matches(Document(name)))
            RunInScratch(block.Groups[1].Value.Replace("-PaperSize Letter", "-PaperSize Letter -Dpi 60"));
        foreach (var folder in folders)
            Assert.Contains(_scratch.Hashes(folder).Keys, f => f.EndsWith(".png", StringComparison.Ordinal));
    }

    [Fact]
    public void The_pages_of_the_document_on_handwriting_are_drawn()
    {
        RunInScratch(PowerShellBlock().Match(Document("handwriting.md")).Groups[1].Value.Replace("New-EcgPaper", "New-EcgPaper -Dpi 80"));
        Assert.Equal((2, 3, 2), (_scratch.Hashes("noted").Count, _scratch.Hashes("marked").Count, _scratch.Hashes("placed").Count));
    }

    [Fact]
    public void The_pipelines_of_the_document_on_terms_run()
    {
        Directory.CreateDirectory(_scratch["textbook"]);
        File.WriteAllText(_scratch["textbook/waves.html"], "<p>A <i>delta wave</i> means pre-excitation.");
        File.WriteAllText(_scratch["notes.md"], "* asystole after *adenosine*\n");
        using var server = new PageServer();
        var blocks = PowerShellBlock().Matches(Document("terms.md")).Select(m => m.Groups[1].Value).ToArray();
        Assert.Equal(2, blocks.Length);
        Assert.Contains("https://example.org/atrial-flutter | Where-Object Kind -eq Drug", blocks[0]);
        // A page that is there, and what it holds.
        var found = RunInScratch(blocks[0].Replace("https://example.org/atrial-flutter", server["page"]).Replace("-eq Drug", "-eq Rhythm")).Output.Select(o => (string)((dynamic)o.BaseObject).Text);
        Assert.Equal(["LAFB", "QTc 480 ms", "Sinus rhythm", "adenosine", "asystole", "atrial flutter", "delta wave", "pre-excitation", "sotalol"], found.Order(StringComparer.Ordinal));
        RunInScratch(blocks[1].Replace("-Count 20", "-Count 2").Replace("New-EcgPaper", "New-EcgPaper -Dpi 80"));
        Assert.Equal(4, _scratch.Hashes("noted").Count);
    }

    [Fact]
    public void The_page_of_the_document_on_printed_text_is_drawn_with_the_look_that_stands_in_it()
    {
        var document = Document("printed-text.md");
        File.WriteAllText(_scratch["my-hospital.json"], JsonBlock().Match(document).Groups[1].Value);
        RunInScratch(PowerShellBlock().Match(document).Groups[1].Value.Replace("-Vendor", "-Dpi 80 -Vendor"));
        Assert.Equal(2, _scratch.Hashes("pages").Count);
    }

    [Fact]
    public void The_examples_run()
    {
        var script = Path.Combine(Locations.Repository, "examples", "pages-of-a-folder.ps1");
        Assert.Equal("2 pages are in " + _scratch["out"], _engine.Run($"& '{script}' '{_scratch["records"]}' '{_scratch["out"]}'").Single);
        Assert.Equal(4, _scratch.Hashes("out").Count);
    }

    private static string Document(string name) => File.ReadAllText(Path.Combine(Locations.Repository, "docs", name));

    private Outcome RunInScratch(string script)
    {
        _engine.Run($"$null = $ExecutionContext.SessionState.Path.SetLocation('{_scratch.Folder}')").AssertClean();
        return _engine.Run(script).AssertClean();
    }

    [GeneratedRegex("```json\n(.*?)```", RegexOptions.Singleline)]
    private static partial Regex JsonBlock();

    [GeneratedRegex("```powershell\n(.*?)```", RegexOptions.Singleline)]
    private static partial Regex PowerShellBlock();
}
