// The form of the PhysioNet Challenge 2024: a WFDB record beside each image, whose header names the image.
using System.Text;

namespace EcgGen.Datasets;

/// <summary>Lists the records, as PhysioNet's collections do, in RECORDS; everything else is there already.</summary>
internal sealed class ChallengeLayout(DatasetFolder folder) : DatasetLayoutWriter(folder)
{
    private readonly DatasetFolder.NewFile _records = folder.Create("RECORDS");

    /// <inheritdoc/>
    public override ManifestEntry Place(ManifestEntry entry)
    {
        _records.Stream.Write(Encoding.UTF8.GetBytes(Path.ChangeExtension(entry.Files[0].Path, null) + "\n"));
        return entry;
    }

    /// <inheritdoc/>
    public override void End() => _records.Commit();

    /// <inheritdoc/>
    protected override void Dispose(bool disposing) => _records.Dispose();
}
