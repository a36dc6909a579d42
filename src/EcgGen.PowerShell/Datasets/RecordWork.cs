// The work of one image of a data set, on whichever thread: read the record, draw, write, make sure it is on the disk.
using System.Diagnostics;
using System.Security.Cryptography;
using EcgGen.Binding;

namespace EcgGen.Datasets;

/// <summary>A record of a build with all that its images share; it is read once, by the first of them.</summary>
/// <param name="plan">The build.</param>
/// <param name="index">The record's position in the whole list.</param>
/// <param name="cancel">Stops the work.</param>
internal sealed class RecordWork(DatasetPlan plan, int index, CancelHandle cancel)
{
    // Keys the hash that splits patients, never an output: see RecordList.Secret.
    private const string SplitSecret = "EcgGen data sets";

    private readonly Lazy<(EcgRecord Record, IReadOnlyList<string> Warnings, string Split, string? Patient)> _opened = new(() =>
    {
        var file = plan.Records.Files[index];
        var (record, warnings) = EcgCore.OpenRecord(new FileSource(), [], [file.Path], cancel, SplitSecret);
        var group = plan.Groups.Of(file, record);
        return (record, warnings, plan.Split.Of(group ?? record.Sha256), group is null ? null : RecordGroups.Hide(group, plan.Records.Secret));
    });

    /// <summary>The record's position in the whole list.</summary>
    public int Index => index;

    /// <summary>The record's file.</summary>
    public RecordFile File => plan.Records.Files[index];

    /// <summary>What the user should know of the record, once it was read.</summary>
    public IReadOnlyList<string> Warnings => _opened.IsValueCreated ? _opened.Value.Warnings : [];

    /// <summary>Draws one image of the record and writes its files.</summary>
    /// <param name="folder">The data set's folder.</param>
    /// <param name="variant">Which image.</param>
    public (ManifestEntry Entry, DatasetTiming Timing) Draw(string folder, int variant)
    {
        var clock = Stopwatch.StartNew();
        var (record, _, split, patient) = _opened.Value;
        var image = plan.Draw(record, variant);
        var request = plan.Request(image, Path.Combine(folder, plan.ImagePath(split, index, variant)));
        var report = EcgCore.Export(request, record, cancel);
        var entry = new ManifestEntry
        {
            Id = DatasetPlan.Id(index, variant),
            Index = index,
            Variant = variant,
            Split = split,
            Record = new ManifestRecord(record.Name, record.Sha256, patient),
            Width = report.Width,
            Height = report.Height,
            Recipe = Describe(request.Image.Recipe),
            Files = [.. ExportFiles.Of(request).ByKind.Select(f => Flushed(folder, f.Kind, f.Path))],
        };
        return (entry, new DatasetTiming(entry.Id, Round(report.RenderMilliseconds), Round(report.EncodeMilliseconds), Round(report.TruthMilliseconds), Round(clock.Elapsed.TotalMilliseconds)));
    }

    /// <summary>A recipe in short.</summary>
    public static ManifestRecipe Describe(Recipe recipe)
    {
        var paper = (PaperStage)recipe.Stages[0];
        var hash = SHA256.HashData(EcgJson.Write(recipe, EcgJson.Default.Recipe));
        return new ManifestRecipe(Convert.ToHexStringLower(hash), recipe.Condition, paper.Layout!, paper.Vendor, [.. recipe.Stages.Select(s => s.Name)]);
    }

    private static ManifestFile Flushed(string folder, DatasetFileKind kind, string path)
    {
        try
        {
            var (hash, bytes) = DatasetFolder.Flush(path);
            return new ManifestFile(kind, Path.GetRelativePath(folder, path).Replace('\\', '/'), hash, bytes);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw DatasetFolder.Unwritable(path, e);
        }
    }

    private static double Round(double milliseconds) => Math.Round(milliseconds, 1);
}
