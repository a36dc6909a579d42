// Export-EcgImage -Mask, -Plane, -Clean, -Coordinate, -Annotation: which files, and when none.
using System.Text.Json;

namespace EcgGen.PowerShell.Tests;

public sealed class LayeredTruthTests : IDisposable
{
    private const string Everything = "-Truth -Mask -Plane -Clean -Coordinate -Annotation Coco, Yolo, EcgImageKit";

    private readonly Engine _engine = new();
    private readonly Scratch _scratch = new();

    public LayeredTruthTests()
    {
        _engine.Set("out", _scratch["out"]);
        _engine.Run("$pages = @(New-EcgRecord -Count 2 -Duration 3 | New-EcgPaper -Dpi 60)").AssertClean();
    }

    public void Dispose()
    {
        _engine.Dispose();
        _scratch.Dispose();
    }

    private string[] Files => Directory.Exists(_scratch["out"]) ? [.. Directory.GetFiles(_scratch["out"]).Select(f => Path.GetFileName(f)!).Order(StringComparer.Ordinal)] : [];

    [Theory]
    [InlineData("-Mask", "a.json a.png a_mask.png", "mask")]
    [InlineData("-Plane", "a.json a.png a_planes.npz", "planes")]
    [InlineData("-Clean", "a.json a.png a_clean.png", "clean")]
    [InlineData("-Coordinate", "a.json a.png a_coordinates.npy a_nodes.npy", "coordinates")]
    [InlineData("-Coordinates", "a.json a.png a_coordinates.npy a_nodes.npy", "coordinates")]
    [InlineData("-Annotation Coco", "a.json a.png a_coco.json", null)]
    [InlineData("-Annotation Yolo", "a.json a.png a.txt ecggen-yolo.yaml", null)]
    [InlineData("-Annotation EcgImageKit", "a.dat a.hea a.json a.png", "lead_name")]
    public void Each_switch_writes_its_files_and_the_json_names_them(string parameters, string files, string? key)
    {
        _engine.Run($"$pages[0] | Export-EcgImage $out/a.png {parameters}").AssertClean();
        Assert.Equal(files.Split(' ').Order(StringComparer.Ordinal), Files);
        var json = JsonDocument.Parse(File.ReadAllBytes(_scratch["out/a.json"])).RootElement;
        if (key == "lead_name")
            Assert.Equal("I", json.GetProperty("leads")[0].GetProperty(key).GetString());
        else if (key is not null)
            Assert.StartsWith("a_", json.GetProperty(key).GetProperty("file").GetString()!, StringComparison.Ordinal);
    }

    [Fact]
    public void Any_file_of_them_is_replaced_only_with_Force()
    {
        _engine.Run($"$pages[0] | Export-EcgImage $out/a.png {Everything}").AssertClean();
        var files = Files;
        Assert.Equal(12, files.Length);
        foreach (var file in files.Except(["ecggen-yolo.yaml"]))
        {
            foreach (var other in files.Except([file]))
                File.Delete(_scratch["out/" + other]);
            _engine.Run($"$pages[0] | Export-EcgImage $out/a.png {Everything}").AssertError("FileExists", file);
            Assert.Equal([file], Files);
            _engine.Run($"$pages[0] | Export-EcgImage $out/a.png {Everything} -Force").AssertClean();
            Assert.Equal(files, Files);
        }
    }

    [Fact]
    public void WhatIf_leaves_nothing()
    {
        _engine.Run($"$pages | Export-EcgImage $out {Everything} -WhatIf").AssertClean();
        Assert.False(Directory.Exists(_scratch["out"]));
    }

    [Fact]
    public void A_page_that_is_named_as_anothers_mask_is_an_error()
    {
        _engine.Run("$a = New-EcgRecord -Signal @(1..50) -Name a -SamplingRate 50 | New-EcgPaper -Dpi 50; $b = New-EcgRecord -Signal @(1..50) -Name a_mask -SamplingRate 50 | New-EcgPaper -Dpi 50").AssertClean();
        _engine.Run("$a, $b | Export-EcgImage $out -Mask").AssertError("DuplicateOutput", "a_mask");
        Assert.Contains("a_mask.png", Files);
        Assert.DoesNotContain("a_mask.json", Files);
    }

    [Fact]
    public void The_same_bytes_come_whatever_the_threads_and_PassThru_gives_the_images()
    {
        var outcome = _engine.Run($"$pages | Export-EcgImage $out/one {Everything} -ThrottleLimit 1; $pages | Export-EcgImage $out/four {Everything} -ThrottleLimit 4 -PassThru").AssertClean();
        Assert.Equal(["synthetic_0_000.png", "synthetic_0_001.png"], outcome.Output.Select(f => ((FileInfo)f.BaseObject).Name));
        var one = Directory.GetFiles(_scratch["out/one"]).Order(StringComparer.Ordinal).ToArray();
        Assert.Equal(23, one.Length);
        Assert.All(one, f => Assert.Equal(File.ReadAllBytes(f), File.ReadAllBytes(Path.Combine(_scratch["out/four"], Path.GetFileName(f)))));
    }

    [Fact]
    public void Unknown_annotations_are_refused_and_known_ones_complete()
    {
        Assert.Equal("refused", _engine.Run("try { $pages[0] | Export-EcgImage $out/a.png -Annotation Voc -ErrorAction Stop } catch { 'refused' }").Single);
        Assert.Empty(Files);
        using var shell = _engine.Create("");
        const string line = "Export-EcgImage x -Annotation ";
        var known = System.Management.Automation.CommandCompletion.CompleteInput(line, line.Length, null, shell).CompletionMatches.Select(m => m.CompletionText);
        Assert.Equal(["Coco", "EcgImageKit", "Yolo"], known.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Stopping_leaves_only_whole_sets_of_files()
    {
        using var shell = _engine.Create("New-EcgRecord -Count 2000 -Duration 10 | New-EcgPaper -Dpi 200 | Export-EcgImage $out -Mask -Plane -Coordinate");
        var running = shell.BeginInvoke();
        while (!running.IsCompleted && Files.Count(f => f.EndsWith(".json", StringComparison.Ordinal)) < 2)
            await Task.Delay(20);
        Assert.False(running.IsCompleted);
        var stop = Task.Run(shell.Stop);
        Assert.Same(stop, await Task.WhenAny(stop, Task.Delay(1000)));
        Assert.DoesNotContain(Files, f => f.EndsWith(".tmp", StringComparison.Ordinal));
        foreach (var json in Files.Where(f => f.EndsWith(".json", StringComparison.Ordinal)))
            Assert.All([".png", "_mask.png", "_planes.npz", "_coordinates.npy", "_nodes.npy"], end => Assert.Contains(json.Replace(".json", end), Files));
    }
}
