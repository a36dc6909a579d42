// Add-EcgWrinkle, as users call it.
namespace EcgGen.PowerShell.Tests;

public sealed class AddEcgWrinkleTests : IDisposable
{
    private const string Hash = "[Convert]::ToHexString([Security.Cryptography.SHA256]::HashData(({0}).Render().Pixels))";

    private readonly Engine _engine = new();
    private readonly Scratch _scratch = new();

    public void Dispose()
    {
        _engine.Dispose();
        _scratch.Dispose();
    }

    [Fact]
    public void Wrinkles_a_page_by_texture_and_strength()
    {
        Assert.Equal("WornTop", _engine.Run("(New-EcgRecord | New-EcgPaper | Add-EcgWrinkle wornTOP -PatchSize 20 -Overlap 4).Stages[1].Texture").Single);
        string flat = Pixels("New-EcgRecord | New-EcgPaper -Dpi 60");
        Assert.Equal(flat, Pixels("New-EcgRecord | New-EcgPaper -Dpi 60 | Add-EcgWrinkle -Strength 0"));
        Assert.NotEqual(flat, Pixels("New-EcgRecord | New-EcgPaper -Dpi 60 | Add-EcgWrinkle -Strength 1"));
        Assert.NotEqual(Pixels("New-EcgRecord | New-EcgPaper -Dpi 60 | Add-EcgWrinkle"), Pixels("New-EcgRecord | New-EcgPaper -Dpi 60 | Add-EcgWrinkle | Add-EcgWrinkle"));
    }

    [Fact]
    public void A_texture_of_ones_own_is_known_by_name_and_hash_and_found_again()
    {
        var folder = Path.Combine(_scratch.Folder, "textures");
        _engine.Run($"New-EcgRecord | New-EcgPaper -Dpi 60 | Add-EcgWrinkle | Export-EcgImage '{folder}'").AssertClean();
        var texture = Directory.GetFiles(folder, "*.png").Single();
        string script = $"New-EcgRecord | New-EcgPaper -Dpi 60 | Add-EcgWrinkle -TexturePath '{texture}' -TextureSize 200 -Strength 0.5";
        var pages = Path.Combine(_scratch.Folder, "pages");

        _engine.Run(script + $" | Export-EcgImage '{pages}'").AssertClean();
        var json = Directory.GetFiles(pages, "*.json").Single();

        Assert.DoesNotContain(_scratch.Folder, File.ReadAllText(json));
        Assert.Contains(Path.GetFileName(texture), File.ReadAllText(json));
        Assert.Equal(Pixels(script), Pixels($"Import-EcgRecipe '{json}' -RecordPath '{folder}'"));
        File.AppendAllText(texture, "changed");
        Assert.StartsWith("SourceMismatch", _engine.Run($"Import-EcgRecipe '{json}' -RecordPath '{folder}'").Errors.Single().FullyQualifiedErrorId);
        File.Delete(texture);
        Assert.StartsWith("FileNotFound", _engine.Run($"Import-EcgRecipe '{json}' -RecordPath '{folder}'").Errors.Single().FullyQualifiedErrorId);
    }

    private string Pixels(string script) => (string)_engine.Run(string.Format(System.Globalization.CultureInfo.InvariantCulture, Hash, script)).Single;
}
