// Ctrl-C: whatever runs ends within a second and leaves nothing half done. The waits are bounded, not measured.
using System.Management.Automation;

namespace EcgGen.PowerShell.Tests;

[Collection(Alone.Name)]
public sealed class StopTests : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(1);

    private readonly Engine _engine = new();
    private readonly Scratch _scratch = new();

    public StopTests() => _engine.Set("root", _scratch.Folder);

    public void Dispose()
    {
        _engine.Dispose();
        _scratch.Dispose();
    }

    /// <summary>Runs a script, stops it once it has begun, and gives what came out until then.</summary>
    private async Task<PSDataCollection<PSObject>> Stop(string script, Func<PSDataCollection<PSObject>, bool> hasBegun, int thenWait = 0)
    {
        using var shell = _engine.Create(script);
        var output = new PSDataCollection<PSObject>();
        var running = shell.BeginInvoke<PSObject, PSObject>(null, output);
        while (!running.IsCompleted && !hasBegun(output))
            await Task.Delay(5);
        await Task.Delay(thenWait);
        Assert.False(running.IsCompleted, "ended before it could be stopped");
        var stop = Task.Run(shell.Stop);
        Assert.Same(stop, await Task.WhenAny(stop, Task.Delay(Patience)));
        Assert.Equal(PSInvocationState.Stopped, shell.InvocationStateInfo.State);
        return output;
    }

    [Fact]
    public async Task While_a_folder_of_records_is_imported()
    {
        _scratch.AddRecord("records/r0", seconds: 60);
        for (int i = 1; i < 400; i++)
        {
            File.Copy(_scratch["records/r0.dat"], _scratch[$"records/r{i}.dat"]);
            File.WriteAllText(_scratch[$"records/r{i}.hea"], File.ReadAllText(_scratch["records/r0.hea"]).Replace("r0", $"r{i}"));
        }
        var records = await Stop("Import-EcgRecord $root/records", output => output.Count >= 2);
        Assert.InRange(records.Count, 2, 399);
        Assert.All(records, r => Assert.Equal(12, ((dynamic)r.BaseObject).Leads.Count));
        Assert.Single(_engine.Run("Import-EcgRecord $root/records/r1.hea").AssertClean().Output);
    }

    [Fact]
    public async Task While_a_record_of_hours_is_synthesised()
    {
        var records = await Stop("'begun'; New-EcgRecord -Duration 7200 -SamplingRate 500", output => output.Count == 1, thenWait: 200);
        Assert.Single(records);
    }

    [Theory]
    [InlineData("$root/out/page.png")]
    [InlineData("$root/out/page.png -Truth")]
    public async Task While_one_huge_page_is_drawn(string target)
    {
        // 14031 x 9921 pixels take seconds.
        await Stop($"$page = New-EcgRecord | New-EcgPaper -Dpi 1200; 'begun'; $page | Export-EcgImage {target}", output => output.Count == 1, thenWait: 150);
        Assert.Empty(_scratch.Hashes());
    }

    [Fact]
    public async Task While_one_huge_page_is_written()
    {
        await Stop("New-EcgRecord | New-EcgPaper -Dpi 1200 | Export-EcgImage $root/out/page.png", _ => Directory.Exists(_scratch["out"]) && Directory.EnumerateFiles(_scratch["out"]).Any());
        Assert.Empty(_scratch.Hashes());
        // The same page is drawn whole afterwards.
        _engine.Run("New-EcgRecord | New-EcgPaper -Dpi 60 | Export-EcgImage $root/out/page.png").AssertClean();
        Assert.Equal(["out/page.json", "out/page.png"], _scratch.Hashes().Keys);
    }

    [Fact]
    public async Task While_huge_JPEGs_are_encoded()
    {
        // A JPEG of this size takes seconds, and its encoder can't be interrupted.
        await Stop("$pages = New-EcgRecord | New-EcgPaper -Dpi 1200 -Variant 0, 1, 2; 'begun'; $pages | Export-EcgImage $root/out -Format Jpeg -ThrottleLimit 2", output => output.Count == 1, thenWait: 1500);
        Assert.DoesNotContain(_scratch.Hashes().Keys, f => f.EndsWith(".tmp", StringComparison.Ordinal));
    }

    [Fact]
    public async Task While_records_are_made_without_end()
    {
        var records = await Stop("New-EcgRecord -Count 2000000000 -Duration 2", output => output.Count >= 20);
        Assert.True(records.Count < 1_000_000);
    }
}
