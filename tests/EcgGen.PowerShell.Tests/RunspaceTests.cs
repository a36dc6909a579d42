// Several runspaces of one process at the same time: each has its own module state, and all write the same bytes.
namespace EcgGen.PowerShell.Tests;

public sealed class RunspaceTests : IDisposable
{
    private const int Pages = 5;

    private readonly Scratch _scratch = new();

    public void Dispose() => _scratch.Dispose();

    private void AssertSameFiles(IEnumerable<string> folders)
    {
        var all = folders.Select(_scratch.Hashes).ToArray();
        Assert.Equal(2 * Pages, all[0].Count);
        Assert.All(all, hashes => Assert.Equal(all[0], hashes));
    }

    [Fact]
    public async Task Four_runspaces_write_the_same_bytes()
    {
        var folders = Enumerable.Range(0, 4).Select(i => $"runspace{i}").ToArray();
        using var start = new Barrier(folders.Length);
        await Task.WhenAll(folders.Select(folder => Task.Factory.StartNew(() =>
        {
            using var engine = new Engine();
            engine.Set("out", _scratch[folder]);
            start.SignalAndWait();
            engine.Run($"New-EcgRecord -Count {Pages} | New-EcgPaper -Dpi 80 | Export-EcgImage $out -Truth").AssertClean();
        }, TaskCreationOptions.LongRunning)));
        AssertSameFiles(folders);
    }

    [Fact]
    public void ForEach_Parallel_writes_the_same_bytes()
    {
        using var engine = new Engine();
        Assert.SkipUnless((bool)engine.Run("(Get-Command ForEach-Object).Parameters.ContainsKey('Parallel')").Single, "This engine has no ForEach-Object -Parallel.");
        engine.Set("root", _scratch.Folder);
        engine.Set("manifest", Locations.Manifest);
        engine.Run($$"""
            1..4 | ForEach-Object -ThrottleLimit 4 -Parallel {
                Import-Module $using:manifest
                New-EcgRecord -Count {{Pages}} | New-EcgPaper -Dpi 80 | Export-EcgImage "$using:root/parallel$_" -Truth
            }
            """).AssertClean();
        AssertSameFiles(Enumerable.Range(1, 4).Select(i => $"parallel{i}"));
    }

    [Fact]
    public void Objects_of_one_runspace_work_in_another()
    {
        using var one = new Engine();
        using var other = new Engine();
        one.Set("out", _scratch["one"]);
        var images = one.Run($"$images = @(New-EcgRecord -Count {Pages} | New-EcgPaper -Dpi 80); $images | Export-EcgImage $out; $images").AssertClean().Output;
        other.Set("images", images);
        other.Set("out", _scratch["other"]);
        other.Run("$images | Export-EcgImage $out").AssertClean();
        AssertSameFiles(["one", "other"]);
    }

    [Fact]
    public void A_removed_and_imported_module_goes_on()
    {
        using var engine = new Engine();
        engine.Set("manifest", Locations.Manifest);
        engine.Run("$kept = New-EcgRecord | New-EcgPaper -Dpi 80; Remove-Module EcgGen; Import-Module $manifest; Import-Module $manifest -Force").AssertClean();
        engine.Set("out", _scratch["out"]);
        engine.Run("$kept, (New-EcgRecord -Seed 1 | New-EcgPaper -Dpi 80) | Export-EcgImage $out").AssertClean();
        Assert.Equal(4, _scratch.Hashes("out").Count);
    }
}
