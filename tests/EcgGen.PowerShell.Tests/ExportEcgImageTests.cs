// Export-EcgImage: names, formats, safety, order, errors per item.
using System.Text.Json;

namespace EcgGen.PowerShell.Tests;

public sealed class ExportEcgImageTests : IDisposable
{
    private readonly Engine _engine = new();
    private readonly Scratch _scratch = new();

    public ExportEcgImageTests()
    {
        _engine.Set("out", _scratch["out"]);
        _engine.Run("$pages = @(New-EcgRecord -Count 3 -Duration 3 | New-EcgPaper -Dpi 60)").AssertClean();
    }

    public void Dispose()
    {
        _engine.Dispose();
        _scratch.Dispose();
    }

    private string[] Files => Directory.Exists(_scratch["out"])
        ? [.. Directory.GetFiles(_scratch["out"], "*", SearchOption.AllDirectories).Select(f => Path.GetRelativePath(_scratch["out"], f)).Order(StringComparer.Ordinal)]
        : [];

    [Fact]
    public void Writes_an_image_and_its_json_per_item_into_a_new_folder()
    {
        Assert.Empty(_engine.Run("$pages | Export-EcgImage $out/a/b").AssertClean().Output);
        Assert.Equal(["a/b/synthetic_0_000.json", "a/b/synthetic_0_000.png", "a/b/synthetic_0_001.json", "a/b/synthetic_0_001.png", "a/b/synthetic_0_002.json", "a/b/synthetic_0_002.png"], Files);
    }

    [Fact]
    public void Json_holds_recipe_and_record_and_with_Truth_all_the_rest()
    {
        _engine.Run("$pages[0] | Export-EcgImage $out/plain.png; $pages[0] | Export-EcgImage $out/full.png -Truth").AssertClean();
        string[] Names(string file) => [.. JsonDocument.Parse(File.ReadAllBytes(_scratch["out/" + file])).RootElement.EnumerateObject().Select(p => p.Name)];
        Assert.Equal(["image", "recipe", "record"], Names("plain.json"));
        Assert.Equal(["image", "homography", "leads", "pulses", "separators", "texts", "handwriting", "marks", "grid", "recipe", "record"], Names("full.json"));
    }

    [Theory]
    [InlineData("$out/{Record}_{Variant:000}.png", "synthetic_0_000_000.png synthetic_0_001_000.png synthetic_0_002_000.png")]
    [InlineData("$out/{Index:00}-{seed}.jpg", "00-0.jpg 01-0.jpg 02-0.jpg")]
    [InlineData("$out/x{Index}.JPEG", "x0.JPEG x1.JPEG x2.JPEG")]
    [InlineData("$out/{Name}", "synthetic_0_000.png synthetic_0_001.png synthetic_0_002.png")]
    [InlineData("$out/{Index}/page.png", "0/page.png 1/page.png 2/page.png")]
    public void Names_files_by_pattern(string pattern, string expected)
    {
        var outcome = _engine.Run($"$pages | Export-EcgImage \"{pattern}\" -PassThru").AssertClean();
        Assert.Equal(expected.Split(' '), outcome.Output.Select(f => Path.GetRelativePath(_scratch["out"], ((FileInfo)f.BaseObject).FullName)));
        Assert.All(outcome.Output, f => Assert.True(((FileInfo)f.BaseObject).Length > 1000));
    }

    [Fact]
    public void Format_decides_where_the_name_does_not()
    {
        _engine.Run("$pages[0] | Export-EcgImage $out -Format Jpeg").AssertClean();
        Assert.Contains("synthetic_0_000.jpg", Files);
        Assert.Equal(new byte[] { 0xFF, 0xD8, 0xFF }, File.ReadAllBytes(_scratch["out/synthetic_0_000.jpg"])[..3]);
        _engine.Run("$pages[0] | Export-EcgImage $out/a.png -Format Jpeg").AssertError("ArgumentInvalid", "a.png");
    }

    [Theory]
    [InlineData("a.webp", null, "RIFF", "Webp")]
    [InlineData("a.webp", "WebpLossless", "RIFF", "WebpLossless")]
    [InlineData("a.tif", null, "II*", "Tiff")]
    [InlineData("a.TIFF", "TiffGray", "II*", "TiffGray")]
    [InlineData("a.tiff", "TiffBilevel", "II*", "TiffBilevel")]
    [InlineData("a.pdf", null, "%PDF-1.7", "Pdf")]
    [InlineData("a.svg", "Svg", "<?xml", "Svg")]
    public void Writes_every_format(string name, string? format, string start, string stored)
    {
        _engine.Run($"$pages[0] | Export-EcgImage $out/{name} {(format is null ? "" : "-Format " + format)}").AssertClean();
        Assert.Equal(["a.json", name], Files.OrderBy(f => !f.EndsWith("json", StringComparison.Ordinal)));
        Assert.Equal(start, System.Text.Encoding.ASCII.GetString(File.ReadAllBytes(_scratch["out/" + name])[..start.Length]));
        Assert.Equal(stored, JsonDocument.Parse(File.ReadAllBytes(_scratch["out/a.json"])).RootElement.GetProperty("image").GetProperty("format").GetString());
    }

    [Theory]
    [InlineData("Webp", "webp")]
    [InlineData("WebpLossless", "webp")]
    [InlineData("Tiff", "tif")]
    [InlineData("TiffGray", "tif")]
    [InlineData("TiffBilevel", "tif")]
    [InlineData("Pdf", "pdf")]
    [InlineData("Svg", "svg")]
    public void Formats_have_their_endings_and_come_back_from_recipes(string format, string ending)
    {
        _engine.Run($"$pages | Export-EcgImage $out/one -Format {format}; Import-EcgRecipe $out/one/*.json | Export-EcgImage $out/two").AssertClean();
        Assert.Contains("one/synthetic_0_002." + ending, Files);
        Assert.Equal(_scratch.Hashes("out/one").Values.Order(StringComparer.Ordinal), _scratch.Hashes("out/two").Values.Order(StringComparer.Ordinal));
        _engine.Run("Import-EcgRecipe $out/one/*.json | Export-EcgImage $out/three -Format Png").AssertClean();
        Assert.Contains("three/synthetic_0_002.png", Files);
        _engine.Run($"$pages[0] | Export-EcgImage $out/a.png -Format {format}").AssertError("ArgumentInvalid", "a.png");
        _engine.Run($"$pages[0] | Export-EcgImage $out/a.{ending} -Format Jpeg").AssertError("ArgumentInvalid", ".jpg");
    }

    [Fact]
    public void A_pattern_with_a_format_may_stand_first_in_a_relative_path()
    {
        Directory.CreateDirectory(_scratch["out"]);
        _engine.Run("$null = $ExecutionContext.SessionState.Path.SetLocation($out); $pages[0] | Export-EcgImage '{Variant:000}_{Name}.png'").AssertClean();
        Assert.Equal(["000_synthetic_0_000.json", "000_synthetic_0_000.png"], Files);
    }

    [Theory]
    [InlineData("variable:foo")]
    [InlineData("nodrive:/x")]
    [InlineData("page.bmp")]
    [InlineData("{Name}.gif")]
    public void Targets_that_are_no_image_files_are_refused(string path)
    {
        var before = Directory.GetFileSystemEntries(Environment.CurrentDirectory);
        _engine.Run($"$pages[0] | Export-EcgImage '{path}'").AssertError("ArgumentInvalid", path);
        Assert.Equal(before, Directory.GetFileSystemEntries(Environment.CurrentDirectory));
    }

    [Fact]
    public void PassThru_gives_items_that_other_cmdlets_can_take_by_path()
    {
        var file = Assert.Single(_engine.Run("New-EcgRecord -Signal @(1..99) -Name 'a[1]' -SamplingRate 50 | New-EcgPaper -Dpi 50 | Export-EcgImage $out -PassThru").AssertClean().Output);
        Assert.EndsWith("a[1].png", (string)file.Properties["PSPath"].Value, StringComparison.Ordinal);
    }

    [Fact]
    public void WhatIf_leaves_nothing()
    {
        _engine.Run("$pages | Export-EcgImage $out -Truth -WhatIf").AssertClean();
        Assert.False(Directory.Exists(_scratch["out"]));
        Assert.Contains("synthetic_0_002.png", _engine.ConsoleText);
    }

    [Fact]
    public void Refuses_to_overwrite_without_Force()
    {
        _engine.Run("$pages | Export-EcgImage $out").AssertClean();
        var before = _scratch.Hashes();
        var outcome = _engine.Run("New-EcgRecord -Count 4 -Duration 3 | New-EcgPaper -Dpi 60 -Seed 9 | Export-EcgImage $out -PassThru");
        Assert.Equal(Enumerable.Repeat("FileExists", 3), outcome.ErrorIds);
        Assert.Equal("synthetic_0_003.png", ((FileInfo)Assert.Single(outcome.Output).BaseObject).Name);
        foreach (var (file, hash) in before)
            Assert.Equal(hash, _scratch.Hashes()[file]);

        _engine.Run("New-EcgRecord -Count 3 -Duration 3 | New-EcgPaper -Dpi 60 -Seed 9 | Export-EcgImage $out -Force").AssertClean();
        Assert.DoesNotContain(before, f => _scratch.Hashes()[f.Key] == f.Value);
    }

    [Fact]
    public void Also_a_json_alone_is_not_overwritten()
    {
        Directory.CreateDirectory(_scratch["out"]);
        File.WriteAllText(_scratch["out/synthetic_0_000.json"], "mine");
        _engine.Run("$pages[0] | Export-EcgImage $out").AssertError("FileExists", "synthetic_0_000.json");
        Assert.Equal(["synthetic_0_000.json"], Files);
    }

    [Fact]
    public void Two_images_for_one_file_are_an_error_for_the_second()
    {
        var outcome = _engine.Run("$pages | Export-EcgImage $out/same.png -Force");
        Assert.Equal(["DuplicateOutput", "DuplicateOutput"], outcome.ErrorIds);
        Assert.Equal(["same.json", "same.png"], Files);
    }

    [Theory]
    [InlineData("$out/{Nonsense}.png", "Nonsense")]
    [InlineData("$out/{Variant:QQ", "{")]
    [InlineData("$out/{Record:000}.png", "Record")]
    public void Says_what_is_wrong_with_a_pattern(string pattern, string named) =>
        _engine.Run($"$pages[0] | Export-EcgImage '{pattern.Replace("$out", _scratch["out"])}'").AssertError("ArgumentInvalid", named);

    [Fact]
    public void A_hostile_record_name_stays_in_the_folder()
    {
        _engine.Run("New-EcgRecord -Signal @(1..50) -Name '../../etc/passwd' -SamplingRate 50 | New-EcgPaper -Dpi 50 | Export-EcgImage $out").AssertClean();
        Assert.Contains(Files, f => f.EndsWith("passwd.png", StringComparison.Ordinal));
        Assert.All(Files, f => Assert.DoesNotContain('/', f));
    }

    [Fact]
    public void A_path_below_a_file_gives_one_error_per_item()
    {
        File.WriteAllText(_scratch["file"], "");
        var outcome = _engine.Run($"$pages | Export-EcgImage '{_scratch["file"]}/pages/{{Name}}.png'");
        Assert.Equal(Enumerable.Repeat("FileUnwritable", 3), outcome.ErrorIds);
        Assert.All(outcome.Errors, e => Assert.Contains("pages/synthetic_0_00", e.ToString()));
        Assert.Equal("", File.ReadAllText(_scratch["file"]));
    }

    [Fact]
    public void Changed_samples_are_refused()
    {
        _engine.Run("$r = New-EcgRecord; $p = $r | New-EcgPaper; $r.Leads[0].Samples[3] = 5; $p | Export-EcgImage $out").AssertError("RecordChanged", "samples");
        Assert.Empty(Files);
    }

    [Fact]
    public void Verbose_names_stages_and_seeds()
    {
        var verbose = _engine.Run("$pages[1] | Export-EcgImage $out -Verbose").AssertClean().Verbose;
        Assert.Contains(verbose, v => v.Contains("paper") && v.Contains("seed 0") && v.Contains("synthetic_0_001.png"));
    }

    [Fact]
    public void Progress_tells_rate_and_remaining_time_when_the_count_is_known()
    {
        var known = _engine.Run("$many = @(New-EcgRecord -Count 60 -Duration 3 | New-EcgPaper -Dpi 150); Export-EcgImage -InputObject $many $out/known").AssertClean().Progress;
        Assert.Contains(known, p => p.StatusDescription.Contains(" of 60 images") && p.SecondsRemaining >= 0 && p.PercentComplete > 0);
        Assert.Equal(System.Management.Automation.ProgressRecordType.Completed, known[^1].RecordType);
        var unknown = _engine.Run("$many | Export-EcgImage $out/unknown").AssertClean().Progress;
        Assert.Contains(unknown, p => p.StatusDescription.Contains("per second") && p.SecondsRemaining == -1);
    }

    [Fact]
    public void A_pipeline_that_ends_early_leaves_no_partial_file()
    {
        var outcome = _engine.Run("New-EcgRecord -Count 500 -Duration 3 | New-EcgPaper -Dpi 60 | Export-EcgImage $out -PassThru -ThrottleLimit 4 | & { process { $_; break } }");
        Assert.Null(outcome.Terminating);
        AssertOnlyWholeFiles();
        Assert.True(Files.Length < 400);
    }

    private void AssertOnlyWholeFiles()
    {
        Assert.DoesNotContain(Files, f => f.EndsWith(".tmp", StringComparison.Ordinal));
        foreach (var json in Files.Where(f => f.EndsWith(".json", StringComparison.Ordinal)))
            Assert.Contains(Path.ChangeExtension(json, ".png"), Files);
        foreach (var png in Files.Where(f => f.EndsWith(".png", StringComparison.Ordinal)))
            Assert.Equal("IEND"u8.ToArray(), File.ReadAllBytes(_scratch["out/" + png])[^8..^4]);
    }

    [Fact]
    public async Task Stop_ends_within_a_second_and_leaves_no_partial_file()
    {
        using var shell = _engine.Create("New-EcgRecord -Count 5000 -Duration 10 | New-EcgPaper -Dpi 300 | Export-EcgImage $out -Truth");
        var running = shell.BeginInvoke();
        while (!running.IsCompleted && Files.Count(f => f.EndsWith(".png", StringComparison.Ordinal)) < 3)
            await Task.Delay(20);
        Assert.False(running.IsCompleted);
        var stop = Task.Run(shell.Stop);
        Assert.Same(stop, await Task.WhenAny(stop, Task.Delay(1000)));
        Assert.Equal(System.Management.Automation.PSInvocationState.Stopped, shell.InvocationStateInfo.State);
        var left = _scratch.Hashes("out");
        AssertOnlyWholeFiles();
        await Task.Delay(300);
        Assert.Equal(left, _scratch.Hashes("out"));
    }
}
