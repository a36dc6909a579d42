// New-EcgDataset: a folder of records to a data set.
using System.Management.Automation;
using EcgGen.Datasets;
using EcgGen.Pipeline;

namespace EcgGen.Commands;

/// <summary>Builds a data set: images of all records with their truth, split by patient, and lists of what is in it.</summary>
/// <remarks>
/// Killed at any moment, the same command goes on where it was and ends with the same bytes. The folder holds the images; manifest.jsonl, a line per image with its
/// files and their hashes, in the order of the records; errors.jsonl, the records that could not be drawn, each of which is an error here too while the rest goes
/// on; timings.jsonl; and dataset.json, which is there when all is done. Patients keep together: no patient is in two parts. docs/datasets.md tells more.
/// </remarks>
/// <example>
/// <code>New-EcgDataset records dataset -Profile phone-photo -VariantCount 2 -Truth -Mask</code>
/// <para>Draws two photos of each record, with truth and masks, and splits them into train, validation and test.</para>
/// </example>
/// <example>
/// <code>New-EcgDataset ptb-xl/records500 dataset -Profile challenge -GroupBy patient_id -GroupPath ptb-xl/ptbxl_database.csv -Layout WebDataset -WhatIf</code>
/// <para>Says how many images that would be, and about how much space and time they would take. The patients are in a column of a table.</para>
/// </example>
/// <example>
/// <code>New-EcgDataset records shard-3 -Profile paper -ShardIndex 3 -ShardCount 8</code>
/// <para>Builds the fourth of eight parts, for Merge-EcgDataset to join.</para>
/// </example>
[Cmdlet(VerbsCommon.New, "EcgDataset", SupportsShouldProcess = true)]
[OutputType(typeof(EcgDataset))]
public sealed class NewEcgDatasetCommand : DatasetCommand
{
    private readonly ExportProgress _progress;

    /// <summary>Makes the cmdlet.</summary>
    public NewEcgDatasetCommand() => _progress = new ExportProgress(this);

    /// <summary>How many images are drawn at the same time. Default: the number of processors.</summary>
    [Parameter]
    [ValidateRange(1, 1024)]
    public int ThrottleLimit { get; set; } = Environment.ProcessorCount;

    /// <summary>Which shard to build, from 0.</summary>
    [Parameter]
    [ValidateRange(0, 99999)]
    public int ShardIndex { get; set; }

    /// <summary>In how many shards, contiguous ranges of records, the data set is built. Default: none; the whole is built here.</summary>
    [Parameter]
    [ValidateRange(1, 100000)]
    public int ShardCount { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord() => ForItem(Path, Build);

    private void Build()
    {
        var folder = ResolveFile(Path);
        var plan = Plan(Shard());
        if (DatasetIdentity.Finished(folder, plan.Info) is { } finished)
        {
            WriteWarning($"{folder}: the data set is finished, and nothing was done. Test-EcgDataset tells whether its files are as they were.");
            DatasetPublisher.Report(this, folder, finished);
            return;
        }
        if (!ShouldProcess(folder, Describe(plan)))
            return;
        try
        {
            using var locked = DatasetFolder.Open(folder);
            locked.RemoveLeftovers();
            DatasetPublisher.Report(this, folder, Build(plan, locked));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw DatasetFolder.Unwritable(folder, e);
        }
        finally
        {
            _progress.End();
        }
    }

    private DatasetInfo Build(DatasetPlan plan, DatasetFolder folder)
    {
        using var journal = new BuildJournal(folder, plan.Info, plan.Info.Range().Start);
        if (journal.Images > 0)
            WriteVerbose($"{folder.Path}: {journal.Images} of {plan.Info.ImageCount()} images are there already.");
        _progress.Begin((int)plan.Info.ImageCount(), journal.Images);
        new DatasetBuild(plan, folder, journal, Cancel)
        {
            ImageDone = _progress.Step,
            RecordFailed = (record, error) => WriteError(ToRecord(error, record.Path)),
            Warn = WriteWarning,
        }.Run(ThrottleLimit);
        return DatasetPublisher.Publish(folder, plan.Info, journal.Lines, Cancel.Token);
    }

    private DatasetShard? Shard()
    {
        if (ShardCount > 0 ? ShardIndex >= ShardCount : MyInvocation.BoundParameters.ContainsKey(nameof(ShardIndex)))
            throw new EcgException(ErrorId.ArgumentInvalid, $"-ShardIndex {ShardIndex}: expected a number below -ShardCount, found {(ShardCount > 0 ? ShardCount : "none")}.");
        return ShardCount > 0 ? new DatasetShard(ShardIndex, ShardCount) : null;
    }

    private string Describe(DatasetPlan plan)
    {
        var (start, end) = plan.Info.Range();
        var work = FormattableString.Invariant($"Draw {plan.Info.ImageCount()} images of {end - start} records");
        return IsWhatIf ? $"{work}: {DatasetEstimate.Measure(plan, ThrottleLimit, Cancel)}" : work;
    }

    private bool IsWhatIf => MyInvocation.BoundParameters.TryGetValue("WhatIf", out var given) ? LanguagePrimitives.IsTrue(given) : LanguagePrimitives.IsTrue(GetVariableValue("WhatIfPreference"));
}
