// Add-EcgCrease, as users call it.
namespace EcgGen.PowerShell.Tests;

public sealed class AddEcgCreaseTests : IDisposable
{
    private readonly Engine _engine = new();
    private readonly Scratch _scratch = new();

    public AddEcgCreaseTests() => _engine.Run("$page = New-EcgRecord | New-EcgPaper -Dpi 60").AssertClean();

    public void Dispose()
    {
        _engine.Dispose();
        _scratch.Dispose();
    }

    private string Pixels(string image) =>
        (string)_engine.Run($"[Convert]::ToHexString([Security.Cryptography.SHA256]::HashData(({image}).Render().Pixels))").Single;

    [Fact]
    public void Says_in_the_recipe_what_is_given_and_draws_the_rest()
    {
        var stage = _engine.Run("($page | Add-EcgCrease 3 -Angle 30 -Direction Both -Width 15 -Strength 0.5 -Style Fold).Stages[1]").Single;
        Assert.Equal("Fold,,3,30,Both,15,0.5", string.Join(',', new object?[] { stage.Style, stage.Pattern, stage.Count, stage.Angle, stage.Direction, stage.Width, stage.Strength }.Select(v => FormattableString.Invariant($"{v}"))));
        var drawn = _engine.Run("($page | Add-EcgCrease).Stages[1]").Single;
        Assert.InRange((double)drawn.Width, 12, 20);
        Assert.InRange((double)drawn.Strength, 0.4, 1);
        Assert.NotEqual((int)drawn.Seed, (int)_engine.Run("(New-EcgRecord | New-EcgPaper -Dpi 60 -Variant 1 | Add-EcgCrease).Stages[1]").Single.Seed);
        var folded = _engine.Run("($page | Add-EcgCrease -Pattern Thirds).Stages[1]").Single;
        Assert.Equal("Thirds", folded.Pattern.ToString());
        Assert.Null(folded.Count);
    }

    [Fact]
    public void Creases_repeat_and_strength_0_changes_nothing()
    {
        Assert.Equal(Pixels("$page"), Pixels("$page | Add-EcgCrease -Strength 0 | Add-EcgCrease -Style Line -Strength 0"));
        var once = Pixels("$page | Add-EcgCrease -Pattern Half");
        Assert.NotEqual(Pixels("$page"), once);
        Assert.NotEqual(once, Pixels("$page | Add-EcgCrease -Pattern Half | Add-EcgCrease 2 -Angle 30"));
    }

    [Fact]
    public void A_creased_page_comes_again_from_its_recipe()
    {
        _engine.Run($"$page | Add-EcgCrease | Add-EcgPrintedText | Export-EcgImage '{_scratch["first"]}' -Truth -Mask; Import-EcgRecipe '{_scratch["first"]}/*.json' | Export-EcgImage '{_scratch["second"]}' -Truth -Mask").AssertClean();
        Assert.Equal(_scratch.Hashes("first"), _scratch.Hashes("second"));
    }

    [Theory]
    [InlineData("Pdf")]
    [InlineData("Svg")]
    public void Vector_formats_are_refused_and_leave_no_file(string format)
    {
        _engine.Run($"$page | Add-EcgCrease | Export-EcgImage '{_scratch["out"]}' -Format {format}").AssertError("ArgumentInvalid", "crease");
        Assert.True(!Directory.Exists(_scratch["out"]) || Directory.GetFiles(_scratch["out"]).Length == 0);
    }
}
