// Submit-EcgDataset on a real Slurm on this machine: a task that is killed and one that is requeued, and a data set as if nothing had happened.
using System.Diagnostics;
using System.Runtime.InteropServices;

namespace EcgGen.PowerShell.Tests.Datasets;

[Collection(Alone.Name)]
public sealed partial class SlurmTests : IDisposable
{
    private const int ShardCount = 8, Killed = 3, Requeued = 5, SigStop = 19;
    private const string Odd = "it's a \"set\" 100% $HOME";

    private static readonly TimeSpan s_patience = TimeSpan.FromMinutes(10);
    private static readonly string s_script = Path.Combine(Locations.Repository, "tests", "slurm-one-node.sh");

    private readonly DatasetFixture _data = new();
    private readonly string? _conf = Environment.GetEnvironmentVariable("SLURM_CONF");
    private bool _started;

    public void Dispose()
    {
        if (_started)
            ExternalTool.Run("bash", s_script, "stop", _data["slurm"]).GetAwaiter().GetResult();
        Environment.SetEnvironmentVariable("SLURM_CONF", _conf);
        _data.Dispose();
    }

    private string Shard(int index, string file) => _data[$"{Odd}.shards/{index:00000}/{file}"];

    [Fact]
    public async Task An_array_with_a_killed_and_a_requeued_task_ends_with_the_data_set_of_one_machine()
    {
        await StartSlurm();
        _data.AddRecords(48);
        _data.Engine.Set("records", _data["records"]);
        _data.Engine.Set("profile", _data["small.psd1"]);
        _data.Engine.Set("out", _data[Odd]);
        var powerShell = await PowerShell();
        _data.Engine.Set("pwsh", powerShell);
        var job = _data.Engine.Run($"Submit-EcgDataset $records $out -Profile $profile -VariantCount 4 -Truth -Layout Yolo -ShardCount {ShardCount} -Time 10 -Memory 500M -PowerShell $pwsh").Single;
        string array = job.ArrayJob, merge = job.MergeJob;

        using (var task = await TaskOf(Killed, powerShell))
            task.Kill();
        using (var task = await TaskOf(Requeued, powerShell))
        {
            // It waits, so that it can't end before Slurm takes it away.
            Assert.Equal(0, Signal(task.Id, SigStop));
            Assert.Equal(0, (await ExternalTool.Run("scontrol", "requeue", $"{array}_{Requeued}"))!.ExitCode);
        }

        await Until(async () => (await Job(merge)).Contains("JobState=COMPLETED", StringComparison.Ordinal), async () => await Job(merge) + await Job(array) + Logs());
        Assert.Contains("Restarts=1", await Job($"{array}_{Requeued}"));
        Assert.Contains("Killed", await File.ReadAllTextAsync(Assert.Single(Directory.GetFiles(_data[Odd + ".shards/logs"], $"shard-{Killed}-*.log"))));
        Assert.Contains(": valid, 192 images of 48 records", Logs());

        _data.Engine.Run("New-EcgDataset $records \"$root/whole\" -Profile $profile -VariantCount 4 -Truth -Layout Yolo").AssertClean();
        Assert.Equal(_data.Files("whole"), _data.Files(Odd));
        Assert.Equal("Finished", (string)_data.Engine.Run("Get-EcgDataset $out").Single.State.ToString());
    }

    private async Task StartSlurm()
    {
        Assert.SkipWhen(await ExternalTool.Run("slurmctld", "-V") is null, "Slurm is not installed; tests/install-debian.sh installs it.");
        Assert.SkipUnless(Environment.IsPrivilegedProcess, "Slurm's daemons need root here.");
        _started = true;
        var start = await ExternalTool.Run("bash", s_script, "start", _data["slurm"]);
        Assert.True(start!.ExitCode == 0, start.Output);
        Environment.SetEnvironmentVariable("SLURM_CONF", _data["slurm/slurm.conf"]);
    }

    /// <summary>The program that tools/pwsh.cs is once it is built.</summary>
    private static async Task<string> PowerShell()
    {
        var run = await ExternalTool.Run("dotnet", "run", Path.Combine(Locations.Repository, "tools", "pwsh.cs"), "--", "-Command", "[Environment]::ProcessPath");
        Assert.Equal(0, run!.ExitCode);
        return run.Output.Trim();
    }

    /// <summary>The process of a shard's task, once a record is done and others are not.</summary>
    private async Task<Process> TaskOf(int shard, string powerShell)
    {
        Process? found = null;
        await Until(() => Task.FromResult((found = Find()) is not null), Explain);
        await Until(() => Task.FromResult(new FileInfo(Shard(shard, ".build/journal.jsonl")) is { Exists: true, Length: > 0 }), Explain, 1);
        Assert.False(File.Exists(Shard(shard, ".build/built")) || File.Exists(Shard(shard, "dataset.json")), "The shard was built before it could be disturbed.");
        return found!;

        Process? Find() => Process.GetProcesses().FirstOrDefault(p => Words(p.Id) is [var program, .., var script, var index]
            && program == powerShell && script == _data[$"{Odd}.shards/shard.ps1"] && index == $"{shard}");

        Task<string> Explain() => Task.FromResult(Logs());
    }

    private static string[] Words(int process)
    {
        try
        {
            return File.ReadAllText($"/proc/{process}/cmdline").TrimEnd('\0').Split('\0');
        }
        catch (IOException)
        {
            return [];
        }
    }

    private static async Task<string> Job(string id) => (await ExternalTool.Run("scontrol", "show", "job", id))!.Output;

    private string Logs() => string.Concat(Directory.GetFiles(_data[Odd + ".shards/logs"]).Order(StringComparer.Ordinal).Select(f => $"{Path.GetFileName(f)}:\n{File.ReadAllText(f)}"));

    private static async Task Until(Func<Task<bool>> condition, Func<Task<string>> explain, int interval = 50)
    {
        for (long end = Environment.TickCount64 + (long)s_patience.TotalMilliseconds; !await condition(); await Task.Delay(interval))
            Assert.True(Environment.TickCount64 < end, await explain());
    }

    [LibraryImport("libc", EntryPoint = "kill")]
    private static partial int Signal(int process, int signal);
}
