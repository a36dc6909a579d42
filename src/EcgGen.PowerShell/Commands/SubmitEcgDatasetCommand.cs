// Submit-EcgDataset: a data set by a Slurm cluster.
using System.Management.Automation;
using System.Reflection;
using System.Text;
using EcgGen.Datasets;
using EcgGen.Pipeline;

namespace EcgGen.Commands;

/// <summary>Has a Slurm cluster build a data set: a job array of shards, and a job that merges and tests them.</summary>
/// <remarks>
/// Takes the parameters of New-EcgDataset, checks them and the records here, writes job scripts into the folder PATH.shards beside the data set, and submits them with sbatch.
/// Each task of the array builds one shard there; when all have ended well, the last job merges them and tests the whole. A task that is killed, or requeued by Slurm, goes on
/// where it was. After a failure the same command submits what is not finished. Get-EcgDataset shows the progress. The folders, the module and PowerShell must be on disks that
/// all nodes see. What else sbatch should be told, such as a QOS, it takes from its own variables: SBATCH_QOS. docs/cluster.md tells more.
/// </remarks>
/// <example>
/// <code>Submit-EcgDataset records dataset -Profile phone-photo -VariantCount 10 -ShardCount 64 -ThrottleLimit 4 -Time 4:00:00 -Memory 4G</code>
/// <para>Builds ten photos of each record in 64 tasks of four processors each.</para>
/// </example>
/// <example>
/// <code>Submit-EcgDataset records dataset -Profile paper -ShardCount 8 -Partition short -Account ecg -WhatIf</code>
/// <para>Checks everything and prints the job scripts; writes and submits nothing.</para>
/// </example>
/// <example>
/// <code>Submit-EcgDataset records dataset -Profile paper -ShardCount 8 | Get-EcgDataset</code>
/// <para>Submits a data set and shows how far it is.</para>
/// </example>
[Cmdlet(VerbsLifecycle.Submit, "EcgDataset", SupportsShouldProcess = true)]
[OutputType(typeof(EcgDatasetJob))]
public sealed class SubmitEcgDatasetCommand : DatasetCommand
{
    // The parameters that New-EcgDataset takes as well.
    private static readonly PropertyInfo[] s_parameters = [.. typeof(DatasetCommand).GetProperties(BindingFlags.Public | BindingFlags.Instance | BindingFlags.DeclaredOnly)];

    /// <summary>In how many shards, each a task of the array, the data set is built.</summary>
    [Parameter(Mandatory = true)]
    [ValidateRange(1, 100000)]
    public int ShardCount { get; set; }

    /// <summary>How many images each task draws at the same time, and the processors that it asks for. Default: 1.</summary>
    [Parameter]
    [ValidateRange(1, 1024)]
    public int ThrottleLimit { get; set; } = 1;

    /// <summary>The partition. Default: the cluster's.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? Partition { get; set; }

    /// <summary>The account. Default: the user's.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? Account { get; set; }

    /// <summary>The longest time of a task, as Slurm writes it: minutes, hours:minutes:seconds, days-hours. Default: the partition's.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? Time { get; set; }

    /// <summary>The memory of a task, as Slurm writes it: 2000M, 4G. Default: the partition's.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? Memory { get; set; }

    /// <summary>The program that runs PowerShell on the nodes, and what goes before its arguments. Default: pwsh.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string[] PowerShell { get; set; } = ["pwsh"];

    /// <inheritdoc/>
    protected override void ProcessRecord() => ForItem(Path, Submit);

    private void Submit()
    {
        var folder = System.IO.Path.TrimEndingDirectorySeparator(ResolveFile(Path));
        var plan = Plan(new DatasetShard(0, ShardCount)).Info;
        if (plan.RecordCount < ShardCount)
            throw new EcgException(ErrorId.ArgumentInvalid, $"-ShardCount {ShardCount}: expected no more shards than records, of which there are {plan.RecordCount}.");
        if (DatasetIdentity.Finished(folder, plan with { Shard = null }) is not null)
        {
            WriteWarning($"{folder}: the data set is finished, and nothing was submitted.");
            return;
        }
        var shards = DatasetProgress.ShardsOf(folder);
        int[] unfinished = [.. Enumerable.Range(0, ShardCount).Where(i => !DatasetFolder.IsFinished(System.IO.Path.Combine(shards, SlurmScripts.ShardFolder(i))))];
        var files = Files(folder, shards, plan, unfinished);
        if (!ShouldProcess(Describe(shards, files), $"Submit {unfinished.Length} of {ShardCount} shards of {folder} to Slurm?", "Submit-EcgDataset"))
            return;
        try
        {
            var plans = System.IO.Path.Combine(shards, DatasetProgress.PlanFile);
            if (File.Exists(plans))
                DatasetIdentity.Require(shards, DatasetIdentity.Read(plans), plan);
            Directory.CreateDirectory(System.IO.Path.Combine(shards, SlurmScripts.LogFolder));
            foreach (var (name, text) in files)
                Write(System.IO.Path.Combine(shards, name), text);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw DatasetFolder.Unwritable(shards, e);
        }
        var array = unfinished.Length > 0 ? Slurm.Submit(System.IO.Path.Combine(shards, SlurmScripts.ArrayFile), null, WriteWarning) : null;
        WriteVerbose($"{folder}: {(array is null ? "no shard is missing" : $"job array {array} builds {unfinished.Length} of {ShardCount} shards")}.");
        WriteObject(new EcgDatasetJob(folder, shards, ShardCount, array, Slurm.Submit(System.IO.Path.Combine(shards, SlurmScripts.MergeFile), array, WriteWarning)));
    }

    private List<(string Name, string Text)> Files(string folder, string shards, DatasetInfo plan, int[] unfinished)
    {
        var module = System.IO.Path.Combine(System.IO.Path.GetDirectoryName(typeof(SubmitEcgDatasetCommand).Assembly.Location)!, "EcgGen.psd1");
        string?[] words = [shards, module, Partition, Account, Time, Memory, .. PowerShell];
        // Slurm takes a backslash in the folder of a log for a sign that placeholders in its name are meant literally.
        if (words.FirstOrDefault(w => w is not null && w.Any(c => c == '\\' || char.IsControl(c))) is { } odd)
            throw new EcgException(ErrorId.ArgumentInvalid, $"'{odd}': expected a line without backslashes and control characters: it goes into a job script.");
        var scripts = new SlurmScripts(new SlurmResources(Partition, Account, Time, Memory, ThrottleLimit), PowerShell, module, shards);
        var files = new List<(string Name, string Text)>();
        if (unfinished.Length > 0)
            files.Add((SlurmScripts.ArrayFile, scripts.Array(unfinished)));
        files.Add((SlurmScripts.ShardFile, scripts.Shard(Arguments(), ShardCount)));
        files.Add((SlurmScripts.MergeFile, scripts.Merge()));
        files.Add((SlurmScripts.FinishFile, scripts.Finish(folder)));
        files.Add((DatasetProgress.PlanFile, Encoding.UTF8.GetString(EcgJson.Write(plan, EcgJson.Indented.DatasetInfo)) + "\n"));
        return files;
    }

    /// <summary>The parameters that were given, with full paths, but for the folder.</summary>
    private SortedDictionary<string, object?> Arguments()
    {
        var arguments = new SortedDictionary<string, object?>(StringComparer.Ordinal);
        foreach (var parameter in s_parameters.Where(p => p.Name != nameof(Path) && MyInvocation.BoundParameters.ContainsKey(p.Name)))
        {
            arguments[parameter.Name] = parameter.GetValue(this) switch
            {
                SwitchParameter given => given.IsPresent,
                string[] paths when parameter.Name == nameof(RecordPath) => paths.Select(ResolveFile).ToArray(),
                string path when parameter.Name == nameof(GroupPath) => ResolveFile(path),
                string profile when parameter.Name == nameof(Profile) && profile.AsSpan().IndexOfAny("/\\.") >= 0 => ResolveFile(profile),
                var value => value,
            };
        }
        return arguments;
    }

    private static string Describe(string shards, List<(string Name, string Text)> files)
    {
        var text = new StringBuilder($"Write these files into {shards} and submit the jobs to Slurm:\n");
        foreach (var (name, content) in files.Where(f => f.Name != DatasetProgress.PlanFile))
            text.Append("\n--- ").Append(name).Append('\n').Append(content);
        return text.ToString();
    }

    private static void Write(string path, string text)
    {
        using var file = new DatasetFolder.NewFile(path);
        file.Stream.Write(Encoding.UTF8.GetBytes(text));
        file.Commit();
    }
}
