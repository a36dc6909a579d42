// Add-EcgCrumple, as users call it.
namespace EcgGen.PowerShell.Tests;

public sealed class AddEcgCrumpleTests : IDisposable
{
    private readonly Engine _engine = new();

    public AddEcgCrumpleTests() => _engine.Run("$page = New-EcgRecord | New-EcgPaper -Dpi 60").AssertClean();

    public void Dispose() => _engine.Dispose();

    private string Pixels(string image) =>
        (string)_engine.Run($"[Convert]::ToHexString([Security.Cryptography.SHA256]::HashData(({image}).Render().Pixels))").Single;

    [Fact]
    public void Says_in_the_recipe_what_is_given_and_draws_the_rest()
    {
        var stage = (CrumpleStage)_engine.Run("($page | Add-EcgCrumple 0.5 -FacetSize 20 -LightAngle 45).Stages[1]").Single;
        Assert.Equal(new CrumpleStage { Strength = 0.5, FacetSize = 20, LightAngle = 45, Seed = stage.Seed }, stage);
        Assert.True((CrumpleStage)_engine.Run("($page | Add-EcgCrumple).Stages[1]").Single is { Strength: >= 0.4 and <= 1, FacetSize: >= 18 and <= 40, LightAngle: >= 0 and <= 360 });
    }

    [Fact]
    public void Crumples_by_strength()
    {
        Assert.Equal(Pixels("$page"), Pixels("$page | Add-EcgCrumple 0"));
        Assert.NotEqual(Pixels("$page | Add-EcgCrumple 0.5 -LightAngle 0"), Pixels("$page | Add-EcgCrumple 1 -LightAngle 0"));
    }
}
