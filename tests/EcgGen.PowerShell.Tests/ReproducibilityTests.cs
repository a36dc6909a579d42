// The same recipe gives the same bytes: whatever the threads, order, run or process; other seeds give others.
namespace EcgGen.PowerShell.Tests;

public sealed class ReproducibilityTests : IDisposable
{
    private readonly Engine _engine = new();
    private readonly Scratch _scratch = new();

    public ReproducibilityTests() => _engine.Set("root", _scratch.Folder);

    public void Dispose()
    {
        _engine.Dispose();
        _scratch.Dispose();
    }

    [Fact]
    public void Bytes_do_not_depend_on_threads_order_or_run()
    {
        for (int i = 0; i < 6; i++)
            _scratch.AddRecord($"records/r{i}", seconds: 10 + i);
        _engine.Run("""
            $records = @(Import-EcgRecord $root/records) + @(New-EcgRecord -Count 6)
            $records | New-EcgPaper -Variant 0, 1 -Seed 5 -Dpi 90 | Export-EcgImage $root/one -Truth -ThrottleLimit 1
            $records | New-EcgPaper -Variant 0, 1 -Seed 5 -Dpi 90 | Export-EcgImage $root/eight -Truth -ThrottleLimit 8
            $shuffled = 7, 2, 11, 0, 5, 9, 1, 10, 3, 8, 6, 4 | ForEach-Object { $records[$_] }
            $shuffled | New-EcgPaper -Variant 1, 0 -Seed 5 -Dpi 90 | Export-EcgImage $root/shuffled -Truth -ThrottleLimit 3
            """).AssertClean();
        using (var again = new Engine())
        {
            again.Set("root", _scratch.Folder);
            again.Run("@(Import-EcgRecord $root/records) + @(New-EcgRecord -Count 6) | New-EcgPaper -Variant 0, 1 -Seed 5 -Dpi 90 | Export-EcgImage $root/again -Truth").AssertClean();
        }
        var expected = _scratch.Hashes("one");
        Assert.Equal(48, expected.Count);
        Assert.Equal(expected, _scratch.Hashes("eight"));
        Assert.Equal(expected, _scratch.Hashes("shuffled"));
        Assert.Equal(expected, _scratch.Hashes("again"));
    }

    [Fact]
    public void Another_seed_or_variant_gives_another_image()
    {
        _engine.Run("""
            $record = New-EcgRecord
            $record | New-EcgPaper -Dpi 60 | Export-EcgImage $root/a.png
            $record | New-EcgPaper -Dpi 60 -Seed 1 | Export-EcgImage $root/b.png
            $record | New-EcgPaper -Dpi 60 -Variant 1 | Export-EcgImage $root/c.png
            New-EcgRecord -Seed 1 | New-EcgPaper -Dpi 60 | Export-EcgImage $root/d.png
            """).AssertClean();
        Assert.Equal(4, _scratch.Hashes().Where(f => f.Key.EndsWith(".png", StringComparison.Ordinal)).Select(f => f.Value).Distinct().Count());
    }

    [Theory]
    [InlineData("png")]
    [InlineData("jpg")]
    public void A_stored_recipe_makes_the_same_files_again(string extension)
    {
        _scratch.AddRecord("records/real");
        _engine.Set("ext", extension);
        _engine.Run("""
            Import-EcgRecord $root/records/real.hea -Start 1 -Duration 8 -Lead V1, II, I, III, aVR, aVL, aVF, V2, V3, V4, V5, V6 | New-EcgPaper -Dpi 90 -Seed 2 -Variant 3 -RhythmLead V1 | Export-EcgImage "$root/first/{Name}.$ext" -Truth
            New-EcgRecord -Seed 4 -HeartRate 80 | New-EcgPaper -Dpi 90 | Export-EcgImage "$root/first/{Name}.$ext" -Truth
            New-EcgRecord -Signal @(@(1..500), @(1..500)) -Lead I, V2 -SamplingRate 100 -Name mine | New-EcgPaper -Dpi 90 | Export-EcgImage "$root/first/{Name}.$ext" -Truth
            Import-EcgRecipe $root/first/real_003.json -RecordPath $root/records | Export-EcgImage $root/second -Truth
            Import-EcgRecipe $root/first/synthetic*.json, $root/first/mine.json | Export-EcgImage $root/second -Truth
            """).AssertClean();
        Assert.Equal(7, _scratch.Hashes("first").Count);
        Assert.Equal(_scratch.Hashes("first"), _scratch.Hashes("second"));
    }

    [Fact]
    public void Changes_and_noise_are_part_of_the_recipe()
    {
        _scratch.AddRecord("records/real");
        _scratch.AddRecord("records/noise", rate: 360);
        _engine.Run("""
            Import-EcgRecord $root/records/real.hea | Edit-EcgRecord -SwapElectrode RA/LA -SamplingRate 250 -InvertLead V1 |
                Add-EcgSignalNoise -Muscle 0.02 -NoiseRecord $root/records/noise.hea -Snr 15 -Seed 3 | New-EcgPaper -Dpi 90 | Export-EcgImage $root/first -Truth
            Import-EcgRecipe $root/first -RecordPath $root/records | Export-EcgImage $root/second -Truth
            """).AssertClean();
        Assert.Equal(2, _scratch.Hashes("first").Count);
        Assert.Equal(_scratch.Hashes("first"), _scratch.Hashes("second"));
    }

    [Theory]
    [InlineData("$root/records, $root/elsewhere")]
    [InlineData("$root/elsewhere/sub/noise.hea, $root/records/real.hea")]
    [InlineData("$root/decoy, $root/records, $root/elsewhere")]
    public void A_recipe_finds_record_and_noise_in_several_places(string places)
    {
        _scratch.AddRecord("records/real");
        _scratch.AddRecord("elsewhere/sub/noise", rate: 360);
        _scratch.AddRecord("decoy/real", rate: 250); // of the same name, but another record
        _engine.Run("""
            Import-EcgRecord $root/records/real.hea | Add-EcgSignalNoise -NoiseRecord $root/elsewhere/sub/noise.hea -Snr 15 -Seed 3 |
                New-EcgPaper -Dpi 60 | Export-EcgImage $root/first
            """).AssertClean();
        _engine.Run($"Import-EcgRecipe $root/first -RecordPath {places} | Export-EcgImage $root/second").AssertClean();
        Assert.Equal(2, _scratch.Hashes("first").Count);
        Assert.Equal(_scratch.Hashes("first"), _scratch.Hashes("second"));
        _engine.Run("Import-EcgRecipe $root/first -RecordPath $root/records").AssertError("FileNotFound", "noise.hea");
        _engine.Run("Import-EcgRecipe $root/first -RecordPath $root/decoy, $root/elsewhere").AssertError("SourceMismatch", "real");
    }

    [Fact]
    public void Recipes_are_found_by_folder_and_wildcard()
    {
        _engine.Run("New-EcgRecord -Count 2 | New-EcgPaper -Dpi 50 | Export-EcgImage $root/p").AssertClean();
        Assert.Equal(2, _engine.Run("Import-EcgRecipe $root/p").AssertClean().Output.Count);
        Assert.Equal(2, _engine.Run("Import-EcgRecipe $root/p/*").AssertClean().Output.Count);
    }

    [Fact]
    public void A_recipe_refuses_another_record()
    {
        _scratch.AddRecord("records/real");
        _engine.Run("Import-EcgRecord $root/records/real.hea | New-EcgPaper -Dpi 60 | Export-EcgImage $root/out").AssertClean();
        using (var data = File.OpenWrite(_scratch["records/real.dat"]))
            data.WriteByte(77);
        _engine.Run("Import-EcgRecipe $root/out/real.json -RecordPath $root/records").AssertError("SourceMismatch", "real.dat");
        _engine.Run("Import-EcgRecipe $root/out/real.json").AssertError("FileNotFound", "real.hea");
        File.WriteAllText(_scratch["out/text.json"], "{\"version\": 1, \"stages\": 5}");
        _engine.Run("Import-EcgRecipe $root/out/text.json").AssertError("RecipeInvalid", "text.json");
    }

    [Fact]
    public void A_recipe_of_another_build_warns()
    {
        _engine.Run("New-EcgRecord | New-EcgPaper -Dpi 60 | Export-EcgImage $root/a.png").AssertClean();
        var json = File.ReadAllText(_scratch["a.json"]);
        File.WriteAllText(_scratch["b.json"], json.Replace("\"instructionSet\": \"x86-64-v3\"", "\"instructionSet\": \"other\""));
        Assert.Contains("other", Assert.Single(_engine.Run("Import-EcgRecipe $root/b.json").AssertClean().Warnings));
        Assert.Empty(_engine.Run("Import-EcgRecipe $root/a.json").AssertClean().Warnings);
    }

    [Fact]
    public void Outputs_never_tell_a_path_or_an_identity()
    {
        _scratch.AddRecord("records/real", comments: "#Age: 50\n#Name: Erika Mustermann\n#Patient ID: 4711\n");
        _engine.Run("Import-EcgRecord $root/records/real.hea | New-EcgPaper -Dpi 60 | Export-EcgImage $root/out -Truth").AssertClean();
        var json = File.ReadAllText(_scratch["out/real.json"]);
        Assert.Contains("real.dat", json);
        Assert.DoesNotContain(_scratch.Folder, json);
        Assert.DoesNotContain("Mustermann", json);
        Assert.DoesNotContain("patientKey", json, StringComparison.OrdinalIgnoreCase);
    }
}
