// Nothing of the core is left behind: whatever a script does, fails at or is stopped in, the count of handles comes back.
namespace EcgGen.PowerShell.Tests;

[Collection(Alone.Name)]
public sealed class HandleTests : IDisposable
{
    private readonly Engine _engine = new();
    private readonly Scratch _scratch = new();
    private readonly int _before;

    public HandleTests()
    {
        _engine.Set("root", _scratch.Folder);
        _scratch.AddRecord("records/a", seconds: 3);
        _scratch.AddRecord("records/b", seconds: 3);
        _before = NativeCore.HandleCountAfterCollection();
    }

    public void Dispose()
    {
        _engine.Dispose();
        _scratch.Dispose();
    }

    private void AssertNothingIsLeft() => Assert.Equal(_before, NativeCore.HandleCountAfterCollection());

    [Fact]
    public void After_all_cmdlets()
    {
        _engine.Run("""
            $records = @(Import-EcgRecord $root/records) + @(New-EcgRecord -Count 3 -Duration 3) + @(New-EcgRecord -Signal (1..50) -SamplingRate 50)
            $pages = @($records | New-EcgPaper -Dpi 60 -Variant 0, 1)
            $pages | Export-EcgImage $root/out -Truth -PassThru
            $truths = @($pages | Get-EcgGroundTruth)
            $rasters = @(foreach ($page in $pages) { $page.Render() })
            $again = @(Import-EcgRecipe $root/out/synthetic*.json)
            """).AssertClean();
        AssertNothingIsLeft();
    }

    [Fact]
    public void After_errors()
    {
        File.WriteAllText(_scratch["bad.hea"], "nothing");
        var outcome = _engine.Run("""
            Import-EcgRecord $root/bad.hea, $root/none.hea, Env:PATH, $root/records/a.hea
            Import-EcgRecord $root/records/a.hea -Lead V9
            Import-EcgRecipe $root/bad.hea
            New-EcgRecord | New-EcgPaper -Layout 9x9
            New-EcgRecord -Signal 'x'
            $pages = New-EcgRecord -Count 2 -Duration 3 | New-EcgPaper -Dpi 60
            $pages | Export-EcgImage $root/bad.hea/page.png
            $pages | Export-EcgImage $root/same.png
            $pages | Export-EcgImage "$root/{Nonsense}.png"
            New-EcgPaper -Dpi 1
            Export-EcgImage -InputObject $null -Path x
            """);
        Assert.True(outcome.Errors.Count >= 11);
        AssertNothingIsLeft();
    }

    [Fact]
    public void After_a_terminating_error_and_a_pipeline_that_ends_early()
    {
        Assert.NotNull(_engine.Run("New-EcgRecord -Count 50 -Duration 3 | New-EcgPaper -Dpi 60 | Export-EcgImage $root/out -PassThru | ForEach-Object { throw 'enough' }").Terminating);
        AssertNothingIsLeft();
        _engine.Run("New-EcgRecord -Count 50 -Duration 3 | New-EcgPaper -Dpi 60 | Export-EcgImage $root/early -PassThru | & { process { break } }");
        AssertNothingIsLeft();
        Assert.NotEmpty(_engine.Run("Import-EcgRecord $root/none.hea -ErrorAction Stop; New-EcgRecord").Terminating!.Message);
        AssertNothingIsLeft();
    }

    [Fact]
    public void After_completion_help_and_discovery()
    {
        _engine.Run("""
            $null = TabExpansion2 'New-EcgPaper -Layout ' 21
            $null = TabExpansion2 'Import-EcgRecord -' 18
            $null = Get-Help New-EcgPaper -Full
            $null = Get-Command -Module EcgGen -Syntax
            """).AssertClean();
        AssertNothingIsLeft();
    }

    [Fact]
    public async Task After_a_stopped_pipeline()
    {
        using (var shell = _engine.Create("New-EcgRecord -Count 5000 | New-EcgPaper -Dpi 200 | Export-EcgImage $root/stopped -Truth -ThrottleLimit 4"))
        {
            var running = shell.BeginInvoke();
            while (!running.IsCompleted && !(Directory.Exists(_scratch["stopped"]) && Directory.EnumerateFiles(_scratch["stopped"], "*.png").Any()))
                await Task.Delay(20);
            shell.Stop();
        }
        AssertNothingIsLeft();
    }
}
