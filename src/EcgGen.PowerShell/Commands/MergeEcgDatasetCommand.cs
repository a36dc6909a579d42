// Merge-EcgDataset: shards to the data set that they are parts of.
using System.Management.Automation;
using EcgGen.Datasets;
using EcgGen.Pipeline;

namespace EcgGen.Commands;

/// <summary>Joins the shards of a data set.</summary>
/// <remarks>
/// Checks that the shards are of one profile, seed and list of records, that all are there, and that no record is missing or there twice; then writes the same files
/// as New-EcgDataset without shards, byte for byte, timings apart, in the layout that the shards were built for. Interrupted, the same command goes on where it was.
/// </remarks>
/// <example>
/// <code>Merge-EcgDataset shards dataset</code>
/// <para>Joins the shards in the folders below shards.</para>
/// </example>
/// <example>
/// <code>Merge-EcgDataset shard-0, shard-1, shard-2 dataset -Move; Test-EcgDataset dataset</code>
/// <para>Joins three shards without copying their images, and tests the whole.</para>
/// </example>
[Cmdlet(VerbsData.Merge, "EcgDataset", SupportsShouldProcess = true)]
[OutputType(typeof(EcgDataset))]
public sealed class MergeEcgDatasetCommand : EcgCommand
{
    private readonly ExportProgress _progress;

    /// <summary>Makes the cmdlet.</summary>
    public MergeEcgDatasetCommand() => _progress = new ExportProgress(this, "Joining ECG images");

    /// <summary>The shards' folders, or the folder in which they are, in any order.</summary>
    [Parameter(Mandatory = true, Position = 0)]
    [ValidateNotNullOrEmpty]
    public string[] ShardPath { get; set; } = [];

    /// <summary>The data set's folder: a new or empty one, or that of a merge that was interrupted.</summary>
    [Parameter(Mandatory = true, Position = 1)]
    [ValidateNotNullOrEmpty]
    public string Path { get; set; } = "";

    /// <summary>Moves the files instead of copying and checking them: fast and without more space on one disk, but of the shards only their lists are left.</summary>
    [Parameter]
    public SwitchParameter Move { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord() => ForItem(Path, Merge);

    private void Merge()
    {
        var folder = ResolveFile(Path);
        var shards = ShardMerge.Find(ShardPath.Select(ResolveFile));
        if (DatasetIdentity.Finished(folder, shards.Info) is { } finished)
        {
            WriteWarning($"{folder}: the data set is finished, and nothing was done.");
            DatasetPublisher.Report(this, folder, finished);
            return;
        }
        if (!ShouldProcess(folder, $"Join {shards.Images} images of {shards.Paths.Count()} shards"))
            return;
        try
        {
            using var locked = DatasetFolder.Open(folder);
            locked.RemoveLeftovers();
            DatasetIdentity.Claim(locked, shards.Info);
            _progress.Begin(shards.Images);
            if (!locked.IsBuilt)
                shards.Gather(locked, Move, _progress.Step, Cancel.Token);
            DatasetPublisher.Report(this, folder, DatasetPublisher.Publish(locked, shards.Info, shards.Lines(), Cancel.Token));
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
}
