// Brings a finished build into the form that the user wants, image after image; whatever interrupts it, it can be done again.
namespace EcgGen.Datasets;

/// <summary>Arranges the files of a build. This one leaves them where they are.</summary>
/// <param name="folder">The data set's folder.</param>
internal class DatasetLayoutWriter(DatasetFolder folder) : IDisposable
{
    /// <summary>The folder.</summary>
    protected DatasetFolder Folder => folder;

    /// <summary>The writer of a data set. A shard stays as it is built: what makes it one whole is done when shards are merged.</summary>
    public static DatasetLayoutWriter For(DatasetInfo info, DatasetFolder folder) => info switch
    {
        { Shard: not null } => new DatasetLayoutWriter(folder),
        { Layout: DatasetLayout.WebDataset } => new WebDatasetLayout(folder),
        { Layout: DatasetLayout.Coco } => new CocoLayout(folder, info),
        { Layout: DatasetLayout.Yolo } => new YoloLayout(folder, info),
        { Layout: DatasetLayout.Challenge } => new ChallengeLayout(folder),
        _ => new DatasetLayoutWriter(folder),
    };

    /// <summary>The files beside the image and its JSON that a layout is made of.</summary>
    public static IEnumerable<DatasetFileKind> FilesOf(DatasetLayout layout) => layout switch
    {
        DatasetLayout.Coco => [DatasetFileKind.Coco],
        DatasetLayout.Yolo => [DatasetFileKind.Yolo],
        DatasetLayout.Challenge => [DatasetFileKind.WfdbHeader, DatasetFileKind.WfdbData],
        _ => [],
    };

    /// <summary>Brings the next image's files to their place; images come in the order of the manifest.</summary>
    /// <returns>The image with its files where they are then.</returns>
    public virtual ManifestEntry Place(ManifestEntry entry) => entry;

    /// <summary>Writes what belongs to all images.</summary>
    public virtual void End()
    {
    }

    /// <summary>Frees what is open.</summary>
    public void Dispose()
    {
        Dispose(true);
        GC.SuppressFinalize(this);
    }

    /// <summary>Frees what is open.</summary>
    protected virtual void Dispose(bool disposing)
    {
    }

    /// <summary>Opens a file of the build.</summary>
    /// <exception cref="EcgException">DatasetDamaged: it is gone.</exception>
    protected FileStream Open(ManifestFile file)
    {
        try
        {
            return new FileStream(folder[file.Path], FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 1 << 16);
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new EcgException(ErrorId.DatasetDamaged, $"{folder[file.Path]}: the file is gone; remove the folder and build again.", e);
        }
    }
}
