// New-EcgDataset: a folder of records to a data set.
using System.Collections;
using System.Management.Automation;
using System.Text.RegularExpressions;
using EcgGen.Binding;
using EcgGen.Completion;
using EcgGen.Datasets;
using EcgGen.Pipeline;
using EcgGen.Profiles;

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
public sealed partial class NewEcgDatasetCommand : EcgCommand
{
    private readonly ExportProgress _progress;

    /// <summary>Makes the cmdlet.</summary>
    public NewEcgDatasetCommand() => _progress = new ExportProgress(this);

    /// <summary>Files of records, and folders that are searched with all below them. Their order, and that of the names in each, is the data set's.</summary>
    [Parameter(Mandatory = true, Position = 0)]
    [ValidateNotNullOrEmpty]
    public string[] RecordPath { get; set; } = [];

    /// <summary>The data set's folder: a new or empty one, or that of a build that was interrupted.</summary>
    [Parameter(Mandatory = true, Position = 1)]
    [ValidateNotNullOrEmpty]
    public string Path { get; set; } = "";

    /// <summary>What the images are drawn from: a bundled profile by name, or a .psd1 file.</summary>
    [Parameter(Mandatory = true)]
    [ArgumentCompleter(typeof(ProfileCompleter))]
    [ValidateNotNullOrEmpty]
    public string Profile { get; set; } = "";

    /// <summary>How many images of each record.</summary>
    [Parameter]
    [ValidateRange(1, 10000)]
    public int VariantCount { get; set; } = 1;

    /// <summary>Seeds all that is drawn by chance, and the split.</summary>
    [Parameter]
    public int Seed { get; set; }

    /// <summary>The parts with their shares of the patients, which add up to 1. Default: train 0.8, validation 0.1, test 0.1.</summary>
    [Parameter]
    [ValidateNotNull]
    public Hashtable Split { get; set; } = new() { ["train"] = 0.8, ["validation"] = 0.1, ["test"] = 0.1 };

    /// <summary>
    /// What keeps records together in one part: a property of records, or with -GroupPath a column of that table. Where a record tells nothing, it is a group of its own.
    /// </summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string GroupBy { get; set; } = nameof(EcgRecord.PatientKey);

    /// <summary>A CSV file with a row for each record, which some column names.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? GroupPath { get; set; }

    /// <summary>
    /// Folder: a folder for each part. WebDataset: tar files. Coco: one file of COCO annotations for each part. Yolo: images and labels, and data.yaml. Challenge: a WFDB
    /// record beside each image, as in the PhysioNet Challenge 2024.
    /// </summary>
    [Parameter]
    public DatasetLayout Layout { get; set; }

    /// <summary>The format of the images.</summary>
    [Parameter]
    public ImageFormat Format { get; set; }

    /// <summary>Writes the ground truth into the JSON of each image.</summary>
    [Parameter]
    public SwitchParameter Truth { get; set; }

    /// <summary>Writes an index mask for each image.</summary>
    [Parameter]
    public SwitchParameter Mask { get; set; }

    /// <summary>Writes coverage planes for each image.</summary>
    [Parameter]
    public SwitchParameter Plane { get; set; }

    /// <summary>Writes a clean twin of each image.</summary>
    [Parameter]
    public SwitchParameter Clean { get; set; }

    /// <summary>Writes the maps between pixels and millimetres of each image.</summary>
    [Parameter]
    public SwitchParameter Coordinate { get; set; }

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
        var plan = Plan();
        if (DatasetFolder.IsFinished(folder))
        {
            ReportFinished(folder, plan.Info);
            return;
        }
        if (!ShouldProcess(folder, Describe(plan)))
            return;
        try
        {
            using var locked = DatasetFolder.Open(folder);
            locked.RemoveLeftovers();
            Report(folder, Build(plan, locked));
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
        using var journal = new BuildJournal(folder, plan.Info, plan.Range.Start);
        if (journal.Images > 0)
            WriteVerbose($"{folder.Path}: {journal.Images} of {plan.ImageCount} images are there already.");
        _progress.Begin((int)plan.ImageCount, journal.Images);
        new DatasetBuild(plan, folder, journal, Cancel)
        {
            ImageDone = _progress.Step,
            RecordFailed = (record, error) => WriteError(ToRecord(error, record.Path)),
            Warn = WriteWarning,
        }.Run(ThrottleLimit);
        return DatasetPublisher.Publish(folder, plan.Info, journal.Lines, Cancel.Token);
    }

    private void ReportFinished(string folder, DatasetInfo expected)
    {
        var info = DatasetIdentity.Read(System.IO.Path.Combine(folder, DatasetFolder.Info));
        DatasetIdentity.Require(folder, info, expected);
        WriteWarning($"{folder}: the data set is finished, and nothing was done. Test-EcgDataset tells whether its files are as they were.");
        Report(folder, info);
    }

    private void Report(string folder, DatasetInfo info)
    {
        WriteObject(new EcgDataset(folder, info));
        if (info.Errors > 0)
            throw DatasetIdentity.Incomplete(folder, info);
    }

    private DatasetPlan Plan()
    {
        if (ShardCount > 0 ? ShardIndex >= ShardCount : MyInvocation.BoundParameters.ContainsKey(nameof(ShardIndex)))
            throw new EcgException(ErrorId.ArgumentInvalid, $"-ShardIndex {ShardIndex}: expected a number below -ShardCount, found {(ShardCount > 0 ? ShardCount : "none")}.");
        var profile = ProfileFile.Load(Profile, ResolveFile);
        var records = RecordList.Find(RecordPath.Select(ResolveFile), () => Stopping);
        var groups = GroupPath is null ? new RecordGroups(GroupBy) : new RecordGroups(GroupBy, ResolveFile(GroupPath), records.Files);
        var info = new DatasetInfo
        {
            Profile = profile.Json,
            Version = EcgCore.Build.Version,
            Platform = EcgCore.Build.Platform,
            InstructionSet = EcgCore.Build.InstructionSet,
            Seed = Seed,
            VariantCount = VariantCount,
            Layout = Layout,
            Format = Format,
            Files = [.. Files()],
            Truth = Truth,
            Split = Shares(),
            GroupBy = groups.Name,
            RecordCount = records.Files.Count,
            RecordsSha256 = records.Sha256,
            Shard = ShardCount > 0 ? new DatasetShard(ShardIndex, ShardCount) : null,
        };
        return new DatasetPlan(info, records, groups, (record, variant) => EcgImage.Draw(profile, record, Seed, variant));
    }

    private IEnumerable<DatasetFileKind> Files()
    {
        var asked = new List<DatasetFileKind> { DatasetFileKind.Image, DatasetFileKind.Json };
        if (Mask)
            asked.Add(DatasetFileKind.Mask);
        if (Plane)
            asked.Add(DatasetFileKind.Planes);
        if (Clean)
            asked.Add(DatasetFileKind.Clean);
        if (Coordinate)
            asked.AddRange([DatasetFileKind.Coordinates, DatasetFileKind.Nodes]);
        return asked.Concat(DatasetLayoutWriter.FilesOf(Layout));
    }

    private SortedDictionary<string, double> Shares()
    {
        var shares = new SortedDictionary<string, double>(StringComparer.Ordinal);
        foreach (DictionaryEntry part in Split)
        {
            var name = $"{part.Key}";
            if (!PartName().IsMatch(name))
                throw new EcgException(ErrorId.ArgumentInvalid, $"-Split: '{name}': expected a name of letters, digits, '-' and '_'.");
            if (!LanguagePrimitives.TryConvertTo<double>(part.Value, out var share) || !(share is > 0 and <= 1))
                throw new EcgException(ErrorId.ArgumentInvalid, $"-Split: {name}: expected a share above 0 and up to 1, found '{part.Value}'.");
            shares[name] = share;
        }
        return Math.Abs(shares.Values.Sum() - 1) < 1e-9 ? shares
            : throw new EcgException(ErrorId.ArgumentInvalid, FormattableString.Invariant($"-Split: expected shares that add up to 1, found {shares.Values.Sum()}."));
    }

    private string Describe(DatasetPlan plan)
    {
        var work = FormattableString.Invariant($"Draw {plan.ImageCount} images of {plan.Range.End - plan.Range.Start} records");
        return IsWhatIf ? $"{work}: {DatasetEstimate.Measure(plan, ThrottleLimit, Cancel)}" : work;
    }

    private bool IsWhatIf => MyInvocation.BoundParameters.TryGetValue("WhatIf", out var given) ? LanguagePrimitives.IsTrue(given) : LanguagePrimitives.IsTrue(GetVariableValue("WhatIfPreference"));

    [GeneratedRegex("^[A-Za-z0-9][A-Za-z0-9_-]*$")]
    private static partial Regex PartName();
}
