// New-EcgImage, as users call it: bundled profiles, profiles of one's own, what is refused.
namespace EcgGen.PowerShell.Tests;

public sealed class NewEcgImageTests : IDisposable
{
    private readonly Engine _engine = new();
    private readonly Scratch _scratch = new();

    public NewEcgImageTests()
    {
        _engine.Set("folder", _scratch.Folder);
        _engine.Run("$record = New-EcgRecord -Duration 3 -SamplingRate 100").AssertClean();
    }

    public void Dispose()
    {
        _engine.Dispose();
        _scratch.Dispose();
    }

    public static TheoryData<string> Bundled => ["archive-scan", "challenge", "clean", "paper", "phone-photo", "stress"];

    private string Write(string profile, string name = "mine.psd1")
    {
        File.WriteAllText(_scratch[name], profile);
        return _scratch[name];
    }

    private Outcome Draw(string profile, string more = "")
    {
        _engine.Set("profile", Write(profile));
        return _engine.Run($"$record | New-EcgImage $profile {more}");
    }

    [Fact]
    public void The_bundled_ones_are_those_that_are_tested()
    {
        Assert.Equal(Bundled.Select(p => $"{p.Data}.psd1"), Directory.GetFiles(Path.Combine(Locations.Module, "profiles")).Select(Path.GetFileName).Order(StringComparer.Ordinal));
        Assert.All(Bundled, p => Assert.Equal(File.ReadAllText(Path.Combine(Locations.Repository, "assets", "profiles", p.Data + ".psd1")), File.ReadAllText(Path.Combine(Locations.Module, "profiles", p.Data + ".psd1"))));
    }

    [Theory, MemberData(nameof(Bundled))]
    public void Bundled_profiles_draw_valid_recipes(string profile)
    {
        var images = _engine.Run($"$record | New-EcgImage {profile} -Variant (0..99)").AssertClean().Output.Select(i => (EcgImage)i.BaseObject).ToList();
        Assert.Equal(100, images.Count);
        Assert.All(images, i => Assert.Equal(profile, i.Recipe.Profile));
        Assert.Equal(Enumerable.Range(0, 100), images.Select(i => i.Variant));
        // Paper and print alone are of one kind of image; all others differ in their stages.
        Assert.InRange(images.Select(i => string.Join(' ', i.Stages)).Distinct().Count(), profile == "clean" ? 1 : 8, 100);
        Assert.Equal(images.Select(i => i.Recipe.Condition is null).Distinct(), [profile is not ("archive-scan" or "challenge")]);
    }

    [Fact]
    public void The_challenge_has_each_condition_as_often()
    {
        const int Count = 450;
        var drawn = _engine.Run($"($record | New-EcgImage challenge -Variant (0..{Count - 1})).Recipe.Condition").AssertClean().Output.GroupBy(c => c.ToString()).ToDictionary(g => g.Key, g => g.Count());
        Assert.Equal(9, drawn.Count);
        // Chi-square with 8 degrees of freedom: 26.1 is exceeded once in a thousand.
        Assert.InRange(drawn.Values.Sum(n => Math.Pow(n - Count / 9.0, 2) / (Count / 9.0)), 0, 26.1);
    }

    [Fact]
    public void The_same_seed_and_variant_give_the_same_recipe()
    {
        const string Json = "[Text.Encoding]::UTF8.GetString([EcgGen.EcgJson]::Write[EcgGen.Recipe]($_.Recipe, [EcgGen.EcgJson]::Default.Recipe))";
        string[] Drawn(string arguments) => [.. _engine.Run($"$record | New-EcgImage paper {arguments} | ForEach-Object {{ {Json} }}").AssertClean().Output.Select(o => (string)o.BaseObject)];
        Assert.Equal(Drawn("-Seed 3 -Variant 1, 2"), [.. Drawn("-Seed 3 -Variant 1"), .. Drawn("-Seed 3 -Variant 2")]);
        Assert.NotEqual(Drawn("-Seed 3 -Variant 1"), Drawn("-Seed 4 -Variant 1"));
    }

    [Fact]
    public void A_file_of_ones_own_is_drawn_exported_and_drawn_again_without_it()
    {
        var profile = "@{ Stages = @(@{ Kind = 'paper'; Dpi = 60; GridColor = @{ Choice = '#86B28C', '#8CA6CC' } }, @{ Kind = 'crease'; Count = 3 }, @{ Kind = 'blur'; Size = 0.5 }) }";
        Draw(profile, "-Variant 0, 1 | Export-EcgImage $folder/out -PassThru").AssertClean();
        var before = _scratch.Hashes("out");
        Assert.Equal(4, before.Count);
        Assert.Contains("\"profile\": \"mine\"", File.ReadAllText(Directory.GetFiles(_scratch["out"], "*.json")[0]));
        File.Delete(_scratch["mine.psd1"]);
        _engine.Run("Import-EcgRecipe $folder/out/*.json | Export-EcgImage $folder/again").AssertClean();
        Assert.Equal(before, _scratch.Hashes("again"));
    }

    [Fact]
    public void More_stages_can_follow() => Assert.Equal("colorDepth", (string)_engine.Run("($record | New-EcgImage clean | Set-EcgColorDepth).Stages[-1].Name").Single);

    [Fact]
    public void A_look_beside_the_profile_gives_paper_and_print()
    {
        File.WriteAllText(_scratch["cart.json"], """{ "name": "Cart", "paper": { "gridColor": "#123456" }, "text": [{ "kind": "text", "x": 5, "y": 3, "text": "Ward 4B" }] }""");
        var image = (EcgImage)Draw("@{ Stages = @(@{ Kind = 'paper'; Vendor = './cart.json' }, @{ Kind = 'printedText' }) }").Single;
        Assert.Equal(("Cart", new Rgb(0x12, 0x34, 0x56)), (((PaperStage)image.Stages[0]).Vendor, ((PaperStage)image.Stages[0]).GridColor));
        Assert.Equal("Ward 4B", ((TextItem)Assert.Single(((PrintedTextStage)image.Stages[1]).Items!)).Text);
        Assert.Equal("Ward 4B", (string)_engine.Run("($record | New-EcgImage $profile | Add-EcgPrintedText).Stages[-1].Items[0].Text").Single);
    }

    /// <summary>Nothing of a profile is run, and every error names the file and the place.</summary>
    [Theory]
    [InlineData("@{ Stages = @(@{ Kind = 'paper' }, @{ Kind = 'crease'; Strength = @{ Uniform = 3, 2 } }) }", "ProfileInvalid", "mine.psd1: stages[1].strength: a uniform needs min <= max, but min is 3 and max 2.")]
    [InlineData("@{ Stages = @(@{ Kind = 'paper' }, @{ Kind = 'crease'; Strength = 2 }) }", "ProfileInvalid", "mine.psd1: stages[1].strength: expected 0 to 1, found 2.")]
    [InlineData("@{ Stages = @(@{ Kind = 'paper' }, @{ Kind = 'crease'; Strenght = 1 }) }", "ProfileInvalid", "mine.psd1: stages[1].strenght: 'crease' has no such entry; it takes kind, name, probability, style,")]
    [InlineData("@{ Stages = @(@{ Kind = 'paper' }, @{ Kind = 'crease'; Strength = { 1 } }) }", "ProfileInvalid", "mine.psd1: ")]
    [InlineData("@{ Stages = @{ Kind = 'paper'; Dpi = Get-Date } }", "ProfileInvalid", "mine.psd1: ")]
    [InlineData("@{ Stages = @{ Kind = 'paper'; Vendor = $(throw 'run') } }", "ProfileInvalid", "mine.psd1: expected data alone")]
    [InlineData("@{ Stages = @{ Kind = 'paper'; Vendor = \"$env:HOME\" } }", "ProfileInvalid", "mine.psd1: expected data alone")]
    [InlineData("$x = 1; @{ Stages = @{ Kind = 'paper' } }", "ProfileInvalid", "mine.psd1: expected data alone: one table @{ ... }.")]
    [InlineData("'paper'", "ProfileInvalid", "mine.psd1: expected data alone: one table @{ ... }.")]
    [InlineData("", "ProfileInvalid", "mine.psd1: expected data alone: one table @{ ... }.")]
    [InlineData("@{ Stages = @(\n@{ Kind = 'paper' )\n}", "ProfileInvalid", "mine.psd1: line 2: ")]
    [InlineData("@{ Stages = @{ Kind = 'paper'; Dpi = 100; dpi = 200 } }", "ProfileInvalid", "mine.psd1: line 1: ")]
    public void What_is_wrong_is_told_with_file_and_place(string profile, string id, string message)
    {
        var outcome = Draw(profile);
        Assert.StartsWith(message, outcome.AssertError(id).ToString());
        Assert.Empty(outcome.Output);
    }

    [Fact]
    public void Hostile_files_are_refused()
    {
        Draw($"@{{ Summary = '{new string('x', 300_000)}' }}").AssertError("ProfileInvalid", "mine.psd1: expected at most 262144 bytes");
        Draw("@{ Stages = " + string.Concat(Enumerable.Repeat("@{ a = ", 60)) + "1" + new string('}', 60) + " }").AssertError("ProfileInvalid", "expected at most 32 tables and lists one within another");
        Draw("@{ Stages = " + string.Concat(Enumerable.Repeat("@(", 40_000)) + "1" + new string(')', 40_000) + " }").AssertError("ProfileInvalid", "mine.psd1: ");
    }

    [Fact]
    public void A_profile_that_is_not_there_is_one_error_for_all_records()
    {
        var outcome = _engine.Run("$record, $record | New-EcgImage phone");
        outcome.AssertError("ArgumentInvalid", "no profile is named 'phone'; there are archive-scan, challenge, clean, paper, phone-photo, stress, or the path of a .psd1 file");
        _engine.Run("$record, $record | New-EcgImage $folder/nowhere.psd1").AssertError("FileNotFound", "nowhere.psd1 does not exist");
        _engine.Run("$record | New-EcgImage \"$folder/\"").AssertError("FileUnreadable");
    }

    [Fact]
    public void A_record_that_does_not_fit_is_an_error_of_its_own()
    {
        _engine.Set("profile", Write("@{ Stages = @{ Kind = 'paper'; Leads = 'V6'; Layout = '1x1'; Dpi = 60 } }"));
        var outcome = _engine.Run("(New-EcgRecord -Signal (1..500) -Lead II -SamplingRate 100), $record | New-EcgImage $profile");
        Assert.Contains("V6", outcome.AssertError("LeadNotFound").ToString());
        Assert.Single(outcome.Output);
    }
}
