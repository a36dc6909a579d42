// The files of a build on a Slurm cluster: two job scripts for bash, and what they run in PowerShell.
using System.Collections;
using System.Globalization;
using System.Management.Automation.Language;
using System.Text;

namespace EcgGen.Datasets;

/// <summary>What a task asks Slurm for; null is the cluster's default.</summary>
/// <param name="Partition">The partition.</param>
/// <param name="Account">The account.</param>
/// <param name="Time">The longest time of a task.</param>
/// <param name="Memory">The memory of a task.</param>
/// <param name="Processors">Processors of a task.</param>
internal sealed record SlurmResources(string? Partition, string? Account, string? Time, string? Memory, int Processors);

/// <summary>Writes the files' texts.</summary>
/// <param name="resources">What a task asks for.</param>
/// <param name="powerShell">The program that runs PowerShell, with its first arguments.</param>
/// <param name="module">The full path of the module's manifest.</param>
/// <param name="folder">The folder of shards, scripts and logs.</param>
internal sealed class SlurmScripts(SlurmResources resources, IReadOnlyList<string> powerShell, string module, string folder)
{
    public const string ArrayFile = "array.sh", MergeFile = "merge.sh", ShardFile = "shard.ps1", FinishFile = "finish.ps1", LogFolder = "logs";

    // Shards' folders are their numbers, in the form that C# and PowerShell understand alike.
    private const string FolderFormat = "00000";

    /// <summary>The folder of one shard.</summary>
    public static string ShardFolder(int index) => index.ToString(FolderFormat, CultureInfo.InvariantCulture);

    /// <summary>The job array that builds shards.</summary>
    /// <param name="shards">Which.</param>
    public string Array(IReadOnlyList<int> shards) =>
        Job("ecggen-shards", $"#SBATCH --array={Ranges(shards)}\n", "shard-%a-%A.log", $"{Bash(Path.Combine(folder, ShardFile))} \"$SLURM_ARRAY_TASK_ID\"");

    /// <summary>The job that merges shards and tests the whole.</summary>
    public string Merge() => Job("ecggen-merge", "", "merge-%j.log", Bash(Path.Combine(folder, FinishFile)));

    /// <summary>The PowerShell script of one task of the array.</summary>
    /// <param name="arguments">The parameters of New-EcgDataset but the folder, threads and shard.</param>
    /// <param name="shardCount">How many shards there are.</param>
    public string Shard(IReadOnlyDictionary<string, object?> arguments, int shardCount)
    {
        var text = new StringBuilder($$"""
            # Builds one shard of a data set: whenever it is run, it goes on where it was. Written by Submit-EcgDataset.
            param([Parameter(Mandatory)] [int] $Index)
            $ProgressPreference = 'SilentlyContinue'
            Import-Module {{Literal(module)}}
            $dataset = @{

            """);
        foreach (var (name, value) in arguments)
            text.Append(CultureInfo.InvariantCulture, $"    {name} = {Literal(value)}\n");
        text.Append($$"""
            }
            $shard = New-EcgDataset @dataset -Path ([IO.Path]::Combine($PSScriptRoot, $Index.ToString({{Literal(FolderFormat)}}))) -ShardIndex $Index -ShardCount {{shardCount}} -ThrottleLimit {{resources.Processors}}
            # Records that could not be drawn are listed in errors.jsonl, and are no reason not to merge.
            exit [int](-not $shard)

            """);
        return text.ToString();
    }

    /// <summary>The PowerShell script of the merge.</summary>
    /// <param name="path">The data set's full path.</param>
    public string Finish(string path) => $$"""
        # Joins the shards and tests the whole. Written by Submit-EcgDataset.
        $ProgressPreference = 'SilentlyContinue'
        Import-Module {{Literal(module)}}
        $dataset = Merge-EcgDataset $PSScriptRoot {{Literal(path)}} -Move
        if (-not $dataset) { exit 1 }
        $report = Test-EcgDataset $dataset.Path -ThrottleLimit {{resources.Processors}}
        "$report"
        # 2: all is well, but for records that could not be drawn.
        if (-not $report.Valid) { exit 1 } elseif ($dataset.Errors) { exit 2 } else { exit 0 }

        """;

    private string Job(string name, string array, string log, string script)
    {
        var head = new StringBuilder("#!/bin/bash\n# Written by Submit-EcgDataset.\n");
        head.Append(CultureInfo.InvariantCulture, $"#SBATCH --job-name={name}\n").Append(array)
            .Append(CultureInfo.InvariantCulture, $"#SBATCH --ntasks=1\n#SBATCH --cpus-per-task={resources.Processors}\n");
        foreach (var (option, value) in new[] { ("partition", resources.Partition), ("account", resources.Account), ("time", resources.Time), ("mem", resources.Memory) })
        {
            if (value is not null)
                head.Append(CultureInfo.InvariantCulture, $"#SBATCH --{option}={Directive(value)}\n");
        }
        return head.Append(CultureInfo.InvariantCulture, $$"""
            #SBATCH --chdir={{Directive(folder)}}
            #SBATCH --output={{LogFolder}}/{{log}}
            #SBATCH --open-mode=append
            #SBATCH --requeue
            # What was killed goes on where it was: here, up to three times, and after Slurm has requeued the job.
            for attempt in 1 2 3; do
                srun --ntasks=1 --cpus-per-task={{resources.Processors}} {{string.Join(' ', powerShell.Select(Bash))}} -NoProfile -NonInteractive -File {{script}}
                status=$?
                [ $status -gt 128 ] || break
            done
            exit $status

            """).ToString();
    }

    /// <summary>Numbers as Slurm lists them: 0-3,7.</summary>
    private static string Ranges(IReadOnlyList<int> numbers)
    {
        var text = new StringBuilder();
        for (int i = 0; i < numbers.Count; i++)
        {
            int first = numbers[i];
            while (i + 1 < numbers.Count && numbers[i + 1] == numbers[i] + 1)
                i++;
            text.Append(CultureInfo.InvariantCulture, $"{(text.Length > 0 ? "," : "")}{first}{(numbers[i] > first ? $"-{numbers[i]}" : "")}");
        }
        return text.ToString();
    }

    /// <summary>A word as bash takes it literally.</summary>
    private static string Bash(string word) => $"'{word.Replace("'", "'\\''")}'";

    /// <summary>A value without backslashes as sbatch takes it literally in a directive.</summary>
    private static string Directive(string value) => $"\"{value.Replace("\"", "\\\"")}\"";

    /// <summary>A value as PowerShell takes it literally.</summary>
    private static string Literal(object? value) => value switch
    {
        null => "$null",
        bool b => b ? "$true" : "$false",
        string or Enum => $"'{CodeGeneration.EscapeSingleQuotedStringContent(value.ToString())}'",
        IDictionary table => $"@{{ {string.Join("; ", table.Keys.Cast<object>().Select(k => $"{Literal($"{k}")} = {Literal(table[k])}").Order(StringComparer.Ordinal))} }}",
        IEnumerable many => $"@({string.Join(", ", many.Cast<object?>().Select(Literal))})",
        IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
        var other => throw new NotSupportedException($"{other.GetType()}"),
    };
}
