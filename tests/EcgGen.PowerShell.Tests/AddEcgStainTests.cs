// Add-EcgStain, as users call it.
namespace EcgGen.PowerShell.Tests;

public sealed class AddEcgStainTests : IDisposable
{
    private readonly Engine _engine = new();
    private readonly Scratch _scratch = new();

    public AddEcgStainTests() => _engine.Run("$page = New-EcgRecord | New-EcgPaper -Dpi 100").AssertClean();

    public void Dispose()
    {
        _engine.Dispose();
        _scratch.Dispose();
    }

    [Fact]
    public void The_recipe_tells_what_was_drawn_and_replays_it()
    {
        Assert.Equal("Mould, Tape, Mould", _engine.Run("($page | Add-EcgStain Mould, Tape -Count 3).Stages[1].Stains.Kind -join ', '").Single);
        _engine.Run($"$null = $ExecutionContext.SessionState.Path.SetLocation('{_scratch.Folder}')").AssertClean();
        _engine.Run("$page | Add-EcgStain -Count 4 | Export-EcgImage first -Truth; Import-EcgRecipe first/*.json | Export-EcgImage second -Truth").AssertClean();
        Assert.Equal(_scratch.Hashes("first"), _scratch.Hashes("second"));
    }

    [Fact]
    public void Samples_in_missing_paper_are_lost_and_the_clean_twin_has_them()
    {
        Assert.True((bool)_engine.Run("($page | Add-EcgStain MissingPiece -Count 20 -Size 60 | Get-EcgGroundTruth).Leads.Flags.Kind -contains 'Lost'").Single);
        _engine.Run($"$null = $ExecutionContext.SessionState.Path.SetLocation('{_scratch.Folder}')").AssertClean();
        _engine.Run("$page | Add-EcgStain MissingPiece -Count 20 -Size 60 | Export-EcgImage stained -Clean; $page | Export-EcgImage plain").AssertClean();
        var clean = Directory.GetFiles(_scratch["stained"], "*clean*.png").Single();
        Assert.Equal(File.ReadAllBytes(Directory.GetFiles(_scratch["plain"], "*.png").Single()), File.ReadAllBytes(clean));
    }

    [Theory]
    [InlineData("-Kind Jam")]
    [InlineData("-Strength 1.01")]
    [InlineData("-Count 51")]
    [InlineData("-Size 0")]
    public void What_is_out_of_range_is_refused(string arguments) => Assert.NotEmpty(_engine.Run($"$page | Add-EcgStain {arguments}").Errors);

    [Fact]
    public void A_stain_is_a_row_of_a_table()
    {
        var shown = _engine.Show("($page | Add-EcgStain Staple).Stages[1].Stains");
        Assert.Contains("Size", shown);
        Assert.Contains("Staple", shown);
    }
}
