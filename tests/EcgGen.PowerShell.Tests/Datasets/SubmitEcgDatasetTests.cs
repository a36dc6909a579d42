// Submit-EcgDataset up to sbatch, which is replaced here: what is written, what is submitted, and what is refused. And Get-EcgDataset.
using System.Management.Automation.Language;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace EcgGen.PowerShell.Tests.Datasets;

[Collection(Alone.Name)]
public sealed partial class SubmitEcgDatasetTests : IDisposable
{
    // Every character that bash, sbatch or PowerShell could take for its own.
    private const string Odd = "it's a \"set\" 100% $HOME `x` #1 ‘q’ ünï";

    private readonly DatasetFixture _data = new();
    private readonly string? _path = Environment.GetEnvironmentVariable("PATH");

    public SubmitEcgDatasetTests()
    {
        _data.AddRecords(12);
        _data.Engine.Set("records", _data["records"]);
        _data.Engine.Set("profile", _data["small.psd1"]);
        _data.Engine.Set("out", _data[Odd]);
    }

    public void Dispose()
    {
        Environment.SetEnvironmentVariable("PATH", _path);
        _data.Dispose();
    }

    private Outcome Submit(string options = "") => _data.Engine.Run($"$all = @{{ Profile = $profile; ShardCount = 4 }}; Submit-EcgDataset $records $out @all {options}");

    private dynamic Progress(string of = "$out") => _data.Engine.Run($"Get-EcgDataset {of}").Single;

    private string Shards(string file) => _data[Path.Combine(Odd + ".shards", file)];

    /// <summary>Builds one shard as its task would.</summary>
    private void Build(int shard) =>
        _data.Engine.Run($"New-EcgDataset $records \"$out.shards/{shard:00000}\" -Profile $profile -ShardIndex {shard} -ShardCount 4").AssertClean();

    /// <summary>Puts a program in sbatch's place, which notes its arguments; null for none.</summary>
    private void AddSbatch(string? script = "echo $(( 40 + $(wc -l < \"$ECGGEN_CALLS\") ))")
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Slurm runs on Linux.");
        var bin = Directory.CreateDirectory(_data["bin"]).FullName;
        File.Delete(Path.Combine(bin, "sbatch"));
        if (script is not null)
            _data.Scratch.AddProgram("bin/sbatch", $"ECGGEN_CALLS='{_data["calls"]}'\necho \"$@\" >> \"$ECGGEN_CALLS\"\n{script}");
        Environment.SetEnvironmentVariable("PATH", script is null ? bin : bin + ":/usr/bin:/bin");
    }

    [Fact]
    public void A_dry_run_prints_the_scripts_and_leaves_nothing()
    {
        AddSbatch("exit 1");
        Assert.Empty(Submit("-Partition short -Account 'a b' -Time 1-00 -Memory 4G -ThrottleLimit 3 -WhatIf").AssertClean().Output);
        var text = _data.Engine.ConsoleText;
        foreach (var line in new[] { "#SBATCH --array=0-3", "#SBATCH --partition=\"short\"", "#SBATCH --account=\"a b\"", "#SBATCH --time=\"1-00\"", "#SBATCH --mem=\"4G\"", "#SBATCH --cpus-per-task=3", "--- merge.sh", "--- shard.ps1", "--- finish.ps1" })
            Assert.Contains(line + "\n", text);
        Assert.False(Directory.Exists(Shards("")) || Directory.Exists(_data[Odd]) || File.Exists(_data["calls"]));
    }

    [Fact]
    public async Task The_array_is_submitted_and_the_merge_after_it()
    {
        AddSbatch();
        var job = Submit("-PowerShell 'my pwsh', 'a''b'").Single;
        Assert.Equal(((string)_data[Odd], Shards(""), 4, "41", "42"), ((string)job.Path, (string)job.ShardPath, (int)job.ShardCount, (string)job.ArrayJob, (string)job.MergeJob));
        Assert.Equal([$"--parsable {Shards("array.sh")}", $"--parsable --dependency=afterok:41 --kill-on-invalid-dep=yes {Shards("merge.sh")}"], await File.ReadAllLinesAsync(_data["calls"]));
        foreach (var script in new[] { "array.sh", "merge.sh" })
            Assert.Equal(0, (await ExternalTool.Run("bash", "-n", Shards(script)))!.ExitCode);
        // What bash would start, word for word.
        _data.Scratch.AddProgram("bin/srun", "for word; do echo \"$word\"; done");
        Environment.SetEnvironmentVariable("SLURM_ARRAY_TASK_ID", "2");
        Assert.Equal($"--ntasks=1\n--cpus-per-task=1\nmy pwsh\na'b\n-NoProfile\n-NonInteractive\n-File\n{Shards("shard.ps1")}\n2\n", (await ExternalTool.Run("bash", Shards("array.sh")))!.Output);
        Environment.SetEnvironmentVariable("SLURM_ARRAY_TASK_ID", null);
        foreach (var script in new[] { "shard.ps1", "finish.ps1" })
        {
            Parser.ParseFile(Shards(script), out _, out var errors);
            Assert.Empty(errors);
        }
    }

    [Fact]
    public async Task A_killed_task_is_begun_again_and_one_that_failed_is_not()
    {
        AddSbatch();
        Submit().AssertClean();
        foreach (var (exit, attempts) in new[] { ("kill -9 $$", 3), ("exit 1", 1), ("exit 0", 1) })
        {
            _data.Scratch.AddProgram("bin/srun", $"echo attempt\n{exit}");
            var run = await ExternalTool.Run("bash", Shards("array.sh"));
            Assert.Equal((exit switch { "exit 1" => 1, "exit 0" => 0, _ => 137 }, attempts), (run!.ExitCode, Attempt().Count(run.Output)));
        }
    }

    [Fact]
    public async Task The_scripts_build_merge_and_test_the_data_set()
    {
        AddSbatch();
        _data.Engine.Run("New-EcgDataset $records \"$root/whole\" -Profile $profile -VariantCount 2 -Seed 5 -Split @{ train = 0.5; 'test-1' = 0.5 } -Layout Coco -Truth -Mask").AssertClean();
        Submit("-VariantCount 2 -Seed 5 -Split @{ train = 0.5; 'test-1' = 0.5 } -Layout Coco -Truth -Mask").AssertClean();
        for (int i = 0; i < 4; i++)
            Assert.Equal(0, await Script("shard.ps1", $" {i}"));
        Assert.Equal(0, await Script("finish.ps1"));
        Assert.Equal(_data.Files("whole"), _data.Files(Odd));
        // Once more nothing happens.
        Assert.Equal(0, await Script("finish.ps1"));
    }

    [Fact]
    public async Task Records_that_fail_do_not_keep_the_rest_from_being_merged()
    {
        AddSbatch();
        await File.WriteAllTextAsync(Directory.GetFiles(_data["records"], "*.hea").Order(StringComparer.Ordinal).ElementAt(5), "no header");
        Submit().AssertClean();
        Assert.Equal(1, await Script("finish.ps1"));
        for (int i = 0; i < 4; i++)
            Assert.Equal(0, await Script("shard.ps1", $" {i}"));
        Assert.Equal(2, await Script("finish.ps1"));
        Assert.Equal((11L, 1, 100.0), ((long)Progress().Done, (int)Progress().Errors, (double)Progress().Percent));
    }

    [Fact]
    public void The_same_command_submits_what_is_not_finished()
    {
        AddSbatch();
        Submit().AssertClean();
        Build(1);
        Submit().AssertClean();
        Assert.Contains("#SBATCH --array=0,2-3\n", File.ReadAllText(Shards("array.sh")));
        foreach (int shard in new[] { 0, 2, 3 })
            Build(shard);
        var job = Submit().Single;
        Assert.Null((object?)job.ArrayJob);
        Assert.Equal($"--parsable {Shards("merge.sh")}", File.ReadAllLines(_data["calls"])[^1]);
        _data.Engine.Run("Merge-EcgDataset \"$out.shards\" $out -Move").AssertClean();
        var again = Submit().AssertClean();
        Assert.Empty(again.Output);
        Assert.Contains("finished", Assert.Single(again.Warnings));
    }

    [Fact]
    public void What_can_not_be_submitted_is_refused_before_anything_is()
    {
        AddSbatch();
        Submit("-ShardCount 13").AssertErrorId("ArgumentInvalid");
        Submit("-Profile nobody").AssertErrorId("ArgumentInvalid");
        Submit("-Split @{ a = 0.5 }").AssertErrorId("ArgumentInvalid");
        Submit("-Partition 'back\\slash'").AssertError("ArgumentInvalid", "back\\slash");
        Submit("-Memory \"4G`nrm\"").AssertErrorId("ArgumentInvalid");
        Assert.False(File.Exists(_data["calls"]));
        Submit().AssertClean();
        Submit("-Seed 1").AssertError("DatasetMismatch", "seed");
    }

    [Fact]
    public void Slurm_s_own_words_are_shown()
    {
        AddSbatch("echo 'sbatch: error: invalid partition specified: x' >&2; exit 1");
        Submit().AssertError("ArgumentInvalid", "invalid partition specified", "array.sh");
        AddSbatch(null);
        Submit().AssertError("FileNotFound", "sbatch", "array.sh");
        AddSbatch("echo 'sbatch: warning: hm' >&2; echo '7;east'");
        var outcome = Submit().AssertClean();
        Assert.Equal(["sbatch: warning: hm", "sbatch: warning: hm"], outcome.Warnings);
        Assert.Equal("7", (string)outcome.Single.ArrayJob);
    }

    [Fact]
    public void Progress_is_that_of_all_shards()
    {
        AddSbatch();
        Submit("-VariantCount 1").AssertClean();
        var all = Progress();
        Assert.Equal(("NotStarted", 0L, 12L, 4), ((string)all.State.ToString(), (long)all.Done, (long)all.Total, ((IEnumerable<object>)all.Shards).Count()));
        Build(0);
        Build(2);
        Begin(Shards("00003"), 3, 1);
        all = Progress();
        Assert.Equal(("Unfinished", 7L, 12L, 0), ((string)all.State.ToString(), (long)all.Done, (long)all.Total, (int)all.Errors));
        Assert.Equal(["Finished", "NotStarted", "Finished", "Unfinished"], ((IEnumerable<object>)all.Shards).Select(s => (string)((dynamic)s).State.ToString()));
        Assert.Equal(Shards("00001"), (string)all.Shards[1].Path);
        Assert.True((double)all.Rate > 0 && (double)all.Remaining > 0);
        Assert.Equal(100 * 7 / 12.0, (double)all.Percent, 1e-9);
        // The folder of shards tells the same.
        Assert.Equal(7L, (long)Progress("\"$out.shards\"").Done);
        Assert.Equal("Finished", (string)Progress("\"$out.shards/00002\"").State.ToString());
        Build(1);
        Build(3);
        Assert.Equal(("Unfinished", 12L), ((string)Progress().State.ToString(), (long)Progress().Done));
        _data.Engine.Run("Merge-EcgDataset \"$out.shards\" $out -Move").AssertClean();
        all = Progress();
        Assert.Equal(("Finished", 12L, 0), ((string)all.State.ToString(), (long)all.Done, ((IEnumerable<object>)all.Shards).Count()));
    }

    [Fact]
    public void Progress_of_a_build_on_one_machine()
    {
        _data.Engine.Run("Get-EcgDataset \"$root/nothing\"").AssertError("FileNotFound", "nothing");
        _data.Engine.Run("New-EcgDataset $records \"$root/whole\" -Profile $profile -VariantCount 2 | Get-EcgDataset").AssertClean();
        var whole = Progress("\"$root/whole\"");
        Assert.Equal(("Finished", 24L, 24L, 100.0), ((string)whole.State.ToString(), (long)whole.Done, (long)whole.Total, (double)whole.Percent));
        Assert.Null((object?)whole.Rate);
        Begin(_data["begun"], null, 2);
        var begun = Progress("\"$root/begun\"");
        Assert.Equal(("Unfinished", 2L, 24L), ((string)begun.State.ToString(), (long)begun.Done, (long)begun.Total));
        var lines = _data.Engine.Show("Get-EcgDataset \"$root/begun\"").Split('\n').Where(l => l.Trim().Length > 0).ToArray();
        Assert.Equal(3, lines.Length);
        Assert.Matches(@"^begun +Unfinished +2 +24 +8\.3 +0 ", Styling().Replace(lines[2], ""));
    }

    [Fact]
    public void The_commands_of_the_document_on_clusters_run()
    {
        AddSbatch();
        var blocks = PowerShellBlock().Matches(File.ReadAllText(Path.Combine(Locations.Repository, "docs", "cluster.md"))).Select(m => m.Groups[1].Value).ToArray();
        Assert.Equal(3, blocks.Length);
        _data.Engine.Run($"$null = $ExecutionContext.SessionState.Path.SetLocation('{_data.Scratch.Folder}')").AssertClean();
        foreach (var block in blocks)
            _data.Engine.Run(block.Replace("phone-photo", "small.psd1").Replace("64", "4").Replace("10", "1")).AssertClean();
        Assert.True(File.Exists(_data["dataset.shards/array.sh"]) && File.Exists(_data["shards/3/dataset.json"]));
    }

    /// <summary>Leaves what a build of two records has left that was killed: one done, of the other half a line.</summary>
    private void Begin(string folder, int? shard, int variants)
    {
        var options = $"-VariantCount {variants}" + (shard is { } s ? $" -ShardIndex {s} -ShardCount 4" : "");
        _data.Engine.Set("begun", folder + ".all");
        _data.Engine.Run($"New-EcgDataset $records $begun -Profile $profile {options}").AssertClean();
        var info = JsonNode.Parse(File.ReadAllText(folder + ".all/dataset.json"))!.AsObject();
        foreach (var result in new[] { "records", "images", "errors", "counts" })
            info.Remove(result);
        var entries = new JsonArray([.. File.ReadLines(folder + ".all/manifest.jsonl").Take(variants).Select(l => JsonNode.Parse(l))]);
        Directory.CreateDirectory(Path.Combine(folder, ".build"));
        File.WriteAllText(Path.Combine(folder, ".build", "build.json"), info.ToJsonString());
        File.WriteAllText(Path.Combine(folder, ".build", "session"), "0\n");
        File.WriteAllText(Path.Combine(folder, ".build", "journal.jsonl"), new JsonObject { ["index"] = 0, ["entries"] = entries, ["timings"] = new JsonArray() }.ToJsonString() + "\n{\"index\":1,");
        Directory.Delete(folder + ".all", recursive: true);
        foreach (var line in entries.SelectMany(e => e!["files"]!.AsArray()))
            Directory.CreateDirectory(Path.GetDirectoryName(Path.Combine(folder, (string)line!["path"]!))!);
    }

    /// <summary>Runs a script that was written as pwsh -File does, and gives its exit code.</summary>
    private async Task<int> Script(string file, string arguments = "")
    {
        var path = Shards(file).Replace("'", "''").Replace("‘", "‘‘").Replace("’", "’’");
        var run = await ChildProcess.Run($"& '{path}'{arguments}; \"exit $LASTEXITCODE\"");
        return int.Parse(run.Output.Last(l => l.StartsWith("exit ", StringComparison.Ordinal))[5..], System.Globalization.CultureInfo.InvariantCulture);
    }

    [GeneratedRegex("```powershell\n(.*?)```", RegexOptions.Singleline)]
    private static partial Regex PowerShellBlock();

    [GeneratedRegex("attempt")]
    private static partial Regex Attempt();

    [GeneratedRegex(@"\x1b\[[0-9;]*m")]
    private static partial Regex Styling();
}

file static class OutcomeExtensions
{
    /// <summary>Every error has this id.</summary>
    public static void AssertErrorId(this Outcome outcome, string id)
    {
        Assert.Null(outcome.Terminating);
        Assert.Equal([id], outcome.ErrorIds);
        Assert.Empty(outcome.Output);
    }
}
