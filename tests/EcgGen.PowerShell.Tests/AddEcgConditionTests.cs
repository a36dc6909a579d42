// Add-EcgCondition, as users call it.
namespace EcgGen.PowerShell.Tests;

public sealed class AddEcgConditionTests : IDisposable
{
    private readonly Engine _engine = new();
    private readonly Scratch _scratch = new();

    public AddEcgConditionTests() => _engine.Run("$page = New-EcgRecord | New-EcgPaper -Dpi 60").AssertClean();

    public void Dispose()
    {
        _engine.Dispose();
        _scratch.Dispose();
    }

    [Fact]
    public void Shows_what_was_drawn()
    {
        _engine.Run("$image = $page | Add-EcgCondition Damaged").AssertClean();
        Assert.Equal("Damaged", (string)_engine.Run("$image.Recipe.Condition").Single.ToString());
        string[] stages = [.. _engine.Run("$image.Stages.Name").AssertClean().Output.Select(s => s.ToString())];
        Assert.Equal("paper", stages[0]);
        Assert.Contains("stain", stages);
        Assert.Equal("compression", stages[^1]);
    }

    [Fact]
    public void Every_condition_gives_a_file_named_by_it_and_its_recipe_gives_it_again()
    {
        _engine.Set("out", _scratch.Folder);
        _engine.Run("foreach ($c in [Enum]::GetNames([EcgGen.ImagingCondition])) { $page | Add-EcgCondition $c | Export-EcgImage \"$out/{Condition}.png\" }").AssertClean();
        string[] names = ["Damaged", "Mould", "MouldGray", "Original", "Photo", "Scan", "ScanGray", "ScreenPhoto", "Stained"];
        Assert.Equal(names, Directory.GetFiles(_scratch.Folder, "*.png").Select(f => Path.GetFileNameWithoutExtension(f)).Order(StringComparer.Ordinal));
        _engine.Run("Import-EcgRecipe $out/*.json | Export-EcgImage $out/again").AssertClean();
        Assert.All(Directory.GetFiles(_scratch.Folder, "*.png"), f => Assert.Equal(File.ReadAllBytes(f), File.ReadAllBytes(Path.Combine(_scratch.Folder, "again", Path.GetFileName(f)))));
    }

    [Fact]
    public void Without_a_name_draws_one_by_the_seed()
    {
        var conditions = _engine.Run("(New-EcgRecord | New-EcgPaper -Dpi 60 -Variant (0..29) | Add-EcgCondition).Recipe.Condition").AssertClean().Output;
        Assert.InRange(conditions.Select(c => c.ToString()).Distinct().Count(), 6, 9);
    }

    [Fact]
    public void After_a_camera_it_is_an_error_per_item()
    {
        var result = _engine.Run("$page, ($page | Add-EcgAffine) | Add-EcgCondition Scan");
        Assert.Single(result.Output);
        Assert.Contains("cannot follow 'affine'", Assert.Single(result.Errors).Exception.Message);
    }
}
