// Add-EcgHandwriting, as users call it.
namespace EcgGen.PowerShell.Tests;

public sealed class AddEcgHandwritingTests : IDisposable
{
    private readonly Engine _engine = new();
    private readonly Scratch _scratch = new();

    public AddEcgHandwritingTests()
    {
        _engine.Run($"$null = $ExecutionContext.SessionState.Path.SetLocation('{_scratch.Folder}')").AssertClean();
        _engine.Run("$page = New-EcgRecord | New-EcgPaper -Dpi 100").AssertClean();
    }

    public void Dispose()
    {
        _engine.Dispose();
        _scratch.Dispose();
    }

    private static string Network => Path.Combine(Locations.Repository, "assets", "handwriting", "handwriting.onnx");

    [Fact]
    public void The_recipe_tells_the_words_and_replays_them_with_a_network_of_ones_own_too()
    {
        Assert.Equal("old MI LBBB", _engine.Run("($page | Add-EcgHandwriting 'old MI', LBBB).Stages[1].Words.Text -join ' '").Single);
        File.Copy(Network, _scratch["mine.onnx"]);
        _engine.Run("$page | Add-EcgHandwriting -Mark Signature | Add-EcgHandwriting 'own hand' -Model mine.onnx | Export-EcgImage first -Truth").AssertClean();
        _engine.Run("Import-EcgRecipe first/*.json -RecordPath . | Export-EcgImage second -Truth").AssertClean();
        Assert.Equal(_scratch.Hashes("first"), _scratch.Hashes("second"));
        Assert.DoesNotContain(_scratch.Folder, File.ReadAllText(Directory.GetFiles(_scratch["first"], "*.json").Single()));
    }

    [Fact]
    public void Terms_come_as_objects_as_strings_and_from_a_file()
    {
        File.WriteAllText(_scratch["terms.txt"], "# terms\nLVH\n\nLVH\n");
        Assert.Equal("LVH", _engine.Run("($page | Add-EcgHandwriting -TermPath terms.txt -Count 1).Stages[1].Words.Text").Single);
        Assert.Equal("RBBB", _engine.Run("($page | Add-EcgHandwriting -Term ([pscustomobject]@{ Text = 'RBBB' }) -Count 1).Stages[1].Words.Text").Single);
        Assert.Equal("PVC", _engine.Run("($page | Add-EcgHandwriting -Term 'PVC' -Count 1).Stages[1].Words.Text").Single);
        Assert.Contains("FileNotFound", _engine.Run("$page | Add-EcgHandwriting -TermPath nowhere.txt").Errors.Single().FullyQualifiedErrorId);
        Assert.Contains("-Term: expected at least one", _engine.Run("$page | Add-EcgHandwriting -Term @()").Errors.Single().Exception.Message);
        Assert.Contains("ArgumentInvalid", _engine.Run("$page | Add-EcgHandwriting -Term ([pscustomobject]@{ Name = 'x' })").Errors.Single().FullyQualifiedErrorId);
    }

    [Fact]
    public void Places_are_regions_leads_or_millimetres()
    {
        Assert.True((bool)_engine.Run("$w = ($page | Add-EcgHandwriting a -Position 50, 60.5 -Overlap Allow).Stages[1].Words[0]; [Math]::Abs($w.X - 50) -lt 3 -and [Math]::Abs($w.Y - 60.5) -lt 1").Single);
        _engine.Run("$null = $page | Add-EcgHandwriting a -Position header; $null = $page | Add-EcgHandwriting a -Position V3").AssertClean();
        var nowhere = _engine.Run("$page | Add-EcgHandwriting a -Position V42").Errors.Single().Exception.Message;
        Assert.StartsWith("-Position: expected one of Header", nowhere, StringComparison.Ordinal);
        Assert.Contains("aVR", nowhere);
        Assert.Contains("is no place", _engine.Run("$page | Add-EcgHandwriting a -Position 1, 2, 3").Errors.Single().Exception.Message);
    }

    [Theory]
    [InlineData("'naïve'", "-Text")]
    [InlineData("a -Style 99", "-Style")]
    [InlineData("a -Style nobody", "-Style")]
    public void Errors_name_the_parameter(string arguments, string parameter) =>
        Assert.StartsWith(parameter, _engine.Run($"$page | Add-EcgHandwriting {arguments}").Errors.Single().Exception.Message, StringComparison.Ordinal);

    [Fact]
    public void Notes_without_room_are_warned_of()
    {
        Assert.Matches("[1-9][0-9]* of 50 notes found no room", Assert.Single(_engine.Run("$null = $page | Add-EcgHandwriting ('no room for so long a note on one page' * 3) -Count 50 -Size 8 -Overlap Avoid").Warnings));
        Assert.Empty(_engine.Run("$null = $page | Add-EcgHandwriting ok").Warnings);
    }

    [Fact]
    public void A_word_is_a_row_of_a_table()
    {
        var shown = _engine.Show("($page | Add-EcgHandwriting 'old MI').Stages[1].Words");
        Assert.Contains("Size (mm)", shown);
        Assert.Equal(1, shown.Split('\n').Count(l => l.StartsWith("old ", StringComparison.Ordinal)));
    }

    [Fact]
    public void Clean_twins_are_the_page_before()
    {
        _engine.Run("$page | Add-EcgHandwriting -Count 4 | Export-EcgImage written -Clean; $page | Export-EcgImage plain").AssertClean();
        Assert.Equal(File.ReadAllBytes(Directory.GetFiles(_scratch["plain"], "*.png").Single()), File.ReadAllBytes(Directory.GetFiles(_scratch["written"], "*clean*.png").Single()));
    }

    [Fact]
    public void A_broken_network_is_an_error_that_says_so()
    {
        File.WriteAllText(_scratch["broken.onnx"], "not a network");
        var error = _engine.Run("$page | Add-EcgHandwriting a -Model broken.onnx").Errors.Single();
        Assert.Contains("FileUnreadable", error.FullyQualifiedErrorId);
        Assert.Contains("broken.onnx: expected an ONNX model", error.Exception.Message);
    }

    [Theory]
    [InlineData("-Style Nobody")]
    [InlineData("-Style 99")]
    [InlineData("-Size 0.1")]
    [InlineData("-Angle 181")]
    [InlineData("-Pen Quill")]
    [InlineData("-Bias 6")]
    [InlineData("-Count 51")]
    [InlineData("-Color Mauve")]
    [InlineData("-Mark Star")]
    [InlineData("-Text '日本'")]
    public void What_is_out_of_range_is_refused(string arguments) => Assert.NotEmpty(_engine.Run($"$page | Add-EcgHandwriting {arguments}").Errors);
}
