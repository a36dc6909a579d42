// Add-EcgLight and Add-EcgBackground, as users call them.
namespace EcgGen.PowerShell.Tests;

public sealed class AddEcgLightTests : IDisposable
{
    private readonly Engine _engine = new();

    public AddEcgLightTests() => _engine.Run("$page = New-EcgRecord | New-EcgPaper -Dpi 60").AssertClean();

    public void Dispose() => _engine.Dispose();

    private string Pixels(string image) =>
        (string)_engine.Run($"[Convert]::ToHexString([Security.Cryptography.SHA256]::HashData(({image}).Render().Pixels))").Single;

    [Fact]
    public void Says_in_the_recipe_what_is_given_and_draws_the_rest()
    {
        var stage = _engine.Run("($page | Add-EcgLight Point -Strength 0.5 -Position 0.1, -0.2 -Height 500 -Kelvin 3000).Stages[1]").Single;
        Assert.Equal((0.5, 0.1, -0.2, 500.0, 3000.0), ((double)stage.Strength, (double)stage.X, (double)stage.Y, (double)stage.Height, (double)stage.Kelvin));
        Assert.InRange((double)stage.WhiteBalance, 0.7, 1);
        var background = _engine.Run("($page | Add-EcgBackground Desk -Color '#808080').Stages[1]").Single;
        Assert.Equal(("#808080", "Desk"), ((string)background.Color.ToString(), (string)background.Type.ToString()));
        Assert.InRange((double)background.Scale, 0.8, 1.25);
    }

    [Fact]
    public void Lights_by_strength()
    {
        Assert.Equal(Pixels("$page"), Pixels("$page | Add-EcgLight Vignette -Strength 0"));
        Assert.NotEqual(Pixels("$page | Add-EcgLight Vignette -Strength 0.2"), Pixels("$page | Add-EcgLight Vignette -Strength 0.4"));
    }

    [Fact]
    public void A_parameter_that_the_kind_does_not_have_is_an_error()
    {
        var result = _engine.Run("$page | Add-EcgLight Gradient -Softness 0.1");
        Assert.Contains("-Softness", Assert.Single(result.Errors).Exception.Message);
    }
}
