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
        Assert.Equal(14, blocks.Length);
        _engine.Run($"$null = $ExecutionContext.SessionState.Path.SetLocation('{_scratch.Folder}')").AssertClean();
        foreach (var block in blocks)
            _engine.Run(block.Replace("-Count 50", "-Count 3").Replace("-Dpi 300", "-Dpi 80").Replace("phone-photo -Variant (0..9)", "phone-photo -Variant 0, 1").Replace("-Count 12 ", "-Count 2 ")).AssertClean();

        Assert.True(blocks.Single(b => b.Contains("New-EcgDataset", StringComparison.Ordinal)).TrimEnd().Split('\n').Length < 20);
        Assert.Equal(3 * 2 * 3 + 4, _scratch.Hashes("dataset").Keys.Count(f => !f.StartsWith("gallery", StringComparison.Ordinal)));
        Assert.Equal(6, _scratch.Hashes("dataset/gallery/thumbs").Count);
        Assert.Equal(4, _scratch.Hashes("pages").Count);
        Assert.Equal(6, _scratch.Hashes("a4").Count);
        Assert.Equal(20, _scratch.Hashes("looks").Count);
        Assert.Equal(20, _scratch.Hashes("carts").Count);
        Assert.Equal(20, _scratch.Hashes("stained").Count);
        Assert.Equal(12, _scratch.Hashes("photos").Count);
        Assert.Equal(20, _scratch.Hashes("noted").Count);
        Assert.Equal(20, _scratch.Hashes("conditions").Count);
        Assert.Equal(4, _scratch.Hashes("profile").Count);
        Assert.Equal(2, _scratch.Hashes("look/thumbs").Count);
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
    public void The_galleries_of_the_document_on_them_are_written()
    {
        var set = new DatasetOnDisk(_scratch["my-set"]);
        set.AddDot("a.png");
        set.Add("a", files: [("image", "a.png")]);
        set.Save();
        RunInScratch(PowerShellBlock().Match(Document("gallery.md")).Groups[1].Value.Replace("-Count 12 ", "-Count 2 ").Replace("New-EcgPaper", "New-EcgPaper -Dpi 80").Replace(" | Invoke-Item", ""));
        foreach (var page in (string[])["look", "my-set/gallery"])
            Assert.True(File.Exists(_scratch[page + "/index.html"]));
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
    public void The_images_of_the_document_on_profiles_are_drawn_with_the_profile_that_stands_in_it()
    {
        var document = Document("profiles.md");
        File.WriteAllText(_scratch["my-archive.psd1"], ProfileBlock().Match(document).Groups[1].Value.Replace("= 150", "= 60"));
        RunInScratch(PowerShellBlock().Match(document).Groups[1].Value.Replace("-Count 3", "").Replace("0..4", "0..1"));
        Assert.Equal((2, 4, 4), (_scratch.Hashes("carts").Count, _scratch.Hashes("photos").Count, _scratch.Hashes("archive").Count));
    }

    [Fact]
    public void The_examples_run()
    {
        var script = Path.Combine(Locations.Repository, "examples", "pages-of-a-folder.ps1");
        Assert.Equal("2 pages are in " + _scratch["out"], _engine.Run($"& '{script}' '{_scratch["records"]}' '{_scratch["out"]}'").Single);
        Assert.Equal(4, _scratch.Hashes("out").Count);
    }

    [Fact]
    public void The_data_sets_of_the_document_on_data_sets_are_built()
    {
        File.WriteAllText(_scratch["small.psd1"], "@{ Stages = @(@{ Kind = 'paper'; Dpi = 60 }) }");
        File.WriteAllText(_scratch["people.csv"], "patient_id,filename\n7,records/patient1\n8,records/more/patient2\n");
        var blocks = PowerShellBlock().Matches(Document("datasets.md"));
        Assert.Equal(4, blocks.Count);
        foreach (Match block in blocks)
            RunInScratch(block.Groups[1].Value.Replace("-Profile challenge", "-Profile ./small.psd1"));
        foreach (var set in (string[])["dataset", "tars", "merged"])
            Assert.True(_engine.Run($"Test-EcgDataset {set}").Single.Valid);
    }

    [Fact]
    public void The_example_of_a_test_for_data_sets_asks_for_what_the_report_has()
    {
        var script = System.Management.Automation.Language.Parser.ParseFile(Path.Combine(Locations.Repository, "examples", "Dataset.Tests.ps1"), out _, out var errors);
        Assert.Empty(errors);
        var asked = script.FindAll(a => a is System.Management.Automation.Language.MemberExpressionAst m && m.Expression.Extent.Text == "$report", searchNestedScriptBlocks: true)
            .Select(a => ((System.Management.Automation.Language.MemberExpressionAst)a).Member.Extent.Text).Distinct().ToList();
        Assert.True(asked.Count > 8);
        RunInScratch("$null = New-EcgDataset records checked -Profile clean");
        var has = ((object)_engine.Run("Test-EcgDataset checked").Single).GetType().GetProperties().Select(p => p.Name);
        Assert.All(asked, name => Assert.Contains(name, has));
    }

    [Fact]
    public void The_shards_of_the_example_for_Kubernetes_make_a_data_set()
    {
        var yaml = File.ReadAllText(Path.Combine(Locations.Repository, "examples", "kubernetes-dataset.yaml"));
        var command = Regex.Match(yaml, @"\$shard = (.+)").Groups[1].Value.Replace("/data/", _scratch.Folder + "/").Replace("-Profile challenge", "-Profile clean");
        int count = int.Parse(Regex.Match(yaml, @"completions: (\d+)").Groups[1].Value, null);
        Assert.Contains($"-ShardCount {count}", command);
        for (int i = 0; i < count; i++)
            _engine.Run($"$env:JOB_COMPLETION_INDEX = '{i}'; {command}").AssertClean();
        _engine.Run($"Merge-EcgDataset {_scratch["shards"]} {_scratch["dataset"]} -Move").AssertClean();
        Assert.Equal((8, true), ((int)_engine.Run($"Test-EcgDataset {_scratch["dataset"]}").Single.Images, true));
    }

    private static string Document(string name) => File.ReadAllText(Path.Combine(Locations.Repository, "docs", name));

    private Outcome RunInScratch(string script)
    {
        _engine.Run($"$null = $ExecutionContext.SessionState.Path.SetLocation('{_scratch.Folder}')").AssertClean();
        return _engine.Run(script).AssertClean();
    }

    [GeneratedRegex("```json\n(.*?)```", RegexOptions.Singleline)]
    private static partial Regex JsonBlock();

    [GeneratedRegex("```psd1\n(.*?)```", RegexOptions.Singleline)]
    private static partial Regex ProfileBlock();

    [GeneratedRegex("```powershell\n(.*?)```", RegexOptions.Singleline)]
    private static partial Regex PowerShellBlock();
}
