// The parameters of cmdlets that build data sets: everything that decides what a data set is.
using System.Collections;
using System.Management.Automation;
using System.Text.RegularExpressions;
using EcgGen.Binding;
using EcgGen.Completion;
using EcgGen.Datasets;
using EcgGen.Profiles;

namespace EcgGen.Pipeline;

/// <summary>A cmdlet that builds a data set, here or elsewhere.</summary>
public abstract partial class DatasetCommand : EcgCommand
{
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

    /// <summary>What the parameters ask for.</summary>
    /// <param name="shard">The part of it to build; null for all.</param>
    /// <exception cref="EcgException">The parameters, or the profile, the records or the table that they name, are wrong.</exception>
    private protected DatasetPlan Plan(DatasetShard? shard)
    {
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
            Shard = shard,
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

    [GeneratedRegex("^[A-Za-z0-9][A-Za-z0-9_-]*$")]
    private static partial Regex PartName();
}
