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
        var stage = _engine.Run("($page | Add-EcgCrumple 0.5 -FacetSize 20 -LightAngle 45).Stages[1]").Single;
        Assert.Equal((0.5, 20.0, 45.0), ((double)stage.Strength, (double)stage.FacetSize, (double)stage.LightAngle));
        var drawn = _engine.Run("($page | Add-EcgCrumple).Stages[1]").Single;
        Assert.InRange((double)drawn.Strength, 0.4, 1);
        Assert.InRange((double)drawn.FacetSize, 18, 40);
        Assert.InRange((double)drawn.LightAngle, 0, 360);
    }

    [Fact]
    public void Crumples_by_strength()
    {
        Assert.Equal(Pixels("$page"), Pixels("$page | Add-EcgCrumple 0"));
        Assert.NotEqual(Pixels("$page | Add-EcgCrumple 0.5 -LightAngle 0"), Pixels("$page | Add-EcgCrumple 1 -LightAngle 0"));
    }
}
