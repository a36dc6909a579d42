// Add-EcgPrintedText and -Vendor, as users call them.
namespace EcgGen.PowerShell.Tests;

public sealed class AddEcgPrintedTextTests : IDisposable
{
    private readonly Engine _engine = new();
    private readonly Scratch _scratch = new();

    public void Dispose()
    {
        _engine.Dispose();
        _scratch.Dispose();
    }

    private string[] Texts(string script, string kind) =>
        [.. ((IEnumerable<dynamic>)_engine.Run(script + " | Get-EcgGroundTruth").Single.Texts).Where(t => t.Kind == kind).Select(t => (string)t.Text)];

    [Fact]
    public void Prints_the_header_of_the_pages_vendor_or_of_another_one()
    {
        Assert.Equal("Larch", _engine.Run("(New-EcgRecord | New-EcgPaper -Vendor larch | Add-EcgPrintedText).Stages[1].Template").Single);
        Assert.Equal("Maple", _engine.Run("(New-EcgRecord | New-EcgPaper -Vendor larch | Add-EcgPrintedText maple).Stages[1].Template").Single);
        Assert.Equal("Plain", _engine.Run("(New-EcgRecord | New-EcgPaper | Add-EcgPrintedText).Stages[1].Template").Single);
        Assert.Equal("Courier Prime", _engine.Run("(New-EcgRecord | New-EcgPaper -Vendor Larch).Stages[0].LeadNameFont").Single);
        Assert.NotEqual("Any", _engine.Run("(New-EcgRecord | New-EcgPaper -Vendor Any | Add-EcgPrintedText Any).Stages[1].Template").Single);
    }

    [Fact]
    public void Fields_are_texts_numbers_and_lists()
    {
        var header = Texts("New-EcgRecord | New-EcgPaper | Add-EcgPrintedText -Overlap Allow -Field @{ name = 'No Body'; Diagnosis = 'First line', 'Second line'; HR = 61 }", "header");
        Assert.Contains("No Body", header);
        Assert.Equal(["First line", "Second line"], Texts("New-EcgRecord | New-EcgPaper | Add-EcgPrintedText -Overlap Allow -Field @{ Diagnosis = 'First line', 'Second line' }", "interpretation"));
        Assert.Contains("61", Texts("New-EcgRecord | New-EcgPaper | Add-EcgPrintedText -Overlap Allow -Field @{ HR = 61 }", "measurement"));
    }

    [Fact]
    public void A_file_of_ones_own_gives_look_and_text_and_is_not_needed_again()
    {
        File.WriteAllText(_scratch["own.json"], """{ "name": "Own", "paper": { "leadNameFont": "VT323" }, "text": [ { "kind": "text", "text": "Ward {Ward}" } ] }""");
        _engine.Run($"$null = $ExecutionContext.SessionState.Path.SetLocation('{_scratch.Folder}')").AssertClean();
        var script = "New-EcgRecord | New-EcgPaper -Vendor ./own.json | Add-EcgPrintedText -Field @{ Ward = '4B' }";
        Assert.Equal(["Ward 4B"], Texts(script, "header"));
        _engine.Run(script + " | Export-EcgImage first -Truth").AssertClean();
        File.Delete(_scratch["own.json"]);
        _engine.Run("Import-EcgRecipe first/*.json | Export-EcgImage second -Truth").AssertClean();
        Assert.Equal(_scratch.Hashes("first"), _scratch.Hashes("second"));
        Assert.DoesNotContain(_scratch.Folder, File.ReadAllText(Directory.GetFiles(_scratch["first"], "*.json")[0]));
    }

    [Fact]
    public void The_looks_in_the_modules_folder_are_those_that_are_bundled()
    {
        foreach (var file in Directory.GetFiles(Path.Combine(Locations.Module, "vendors")))
        {
            var name = Path.GetFileNameWithoutExtension(file);
            string Page(string vendor) => (string)_engine.Run($"[Convert]::ToHexString([Security.Cryptography.SHA256]::HashData((New-EcgRecord | New-EcgPaper -Dpi 50 -Vendor '{vendor}' | Add-EcgPrintedText -Overlap Allow).Render().Pixels))").Single;
            Assert.Equal(Page(name), Page(file));
        }
    }

    [Theory]
    [InlineData("New-EcgPaper -Vendor Nobody", "RecipeInvalid", "Alder")]
    [InlineData("New-EcgPaper -Vendor ./none.json", "FileNotFound", "none.json")]
    [InlineData("New-EcgPaper | Add-EcgPrintedText Nobody", "RecipeInvalid", "Nobody")]
    [InlineData("New-EcgPaper | Add-EcgPrintedText ./none.json", "FileNotFound", "none.json")]
    public void Errors_name_what_is_wrong(string command, string id, string named) => _engine.Run("New-EcgRecord | " + command).AssertError(id, named);
}
