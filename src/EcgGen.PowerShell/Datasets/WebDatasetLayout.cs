// Tar files as the WebDataset library reads them: the files of an image follow each other and share the name up to the first dot.
using System.Formats.Tar;

namespace EcgGen.Datasets;

/// <summary>Packs images into PART-000000.tar, PART-000001.tar and so on; the same images give the same bytes.</summary>
internal sealed class WebDatasetLayout(DatasetFolder folder) : DatasetLayoutWriter(folder)
{
    private const int MostImages = 1000;
    private const long MostBytes = 1L << 30;
    private const int Block = 512;

    private readonly SortedDictionary<string, TarFile> _open = new(StringComparer.Ordinal);

    /// <inheritdoc/>
    public override ManifestEntry Place(ManifestEntry entry)
    {
        long size = entry.Files.Sum(f => Block + (f.Bytes + Block - 1) / Block * Block);
        if (!_open.TryGetValue(entry.Split, out var tar))
            tar = _open[entry.Split] = new TarFile(Folder, entry.Split, 0);
        else if (tar.Images == MostImages || tar.Bytes + size > MostBytes)
            tar = _open[entry.Split] = tar.Next();
        tar.Images++;
        tar.Bytes += size;
        var files = new List<ManifestFile>();
        foreach (var file in entry.Files)
        {
            var name = MemberName(entry.Id, Path.GetFileName(file.Path));
            // Where the tar file is complete already, a build was interrupted after it.
            if (tar.Writer is { } writer)
                Add(writer, name, file);
            tar.Packed.Add(Folder[file.Path]);
            files.Add(file with { Path = $"{tar.Name}/{name}" });
        }
        return entry with { Files = files };
    }

    /// <inheritdoc/>
    public override void End()
    {
        foreach (var tar in _open.Values)
            tar.Close();
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        foreach (var tar in _open.Values)
            tar.Dispose();
    }

    private void Add(TarWriter writer, string name, ManifestFile file)
    {
        using var content = Open(file);
        writer.WriteEntry(new UstarTarEntry(TarEntryType.RegularFile, name)
        {
            DataStream = content,
            Mode = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead | UnixFileMode.OtherRead,
            ModificationTime = DateTimeOffset.UnixEpoch,
        });
    }

    /// <summary>000012_03_mask.png becomes 000012_03.mask.png, so that it belongs to 000012_03.</summary>
    private static string MemberName(string id, string file) => file[id.Length] == '_' ? $"{id}.{file[(id.Length + 1)..]}" : file;

    private sealed class TarFile : IDisposable
    {
        private readonly DatasetFolder _folder;
        private readonly string _split;
        private readonly int _number;
        private readonly DatasetFolder.NewFile? _file;

        public TarFile(DatasetFolder folder, string split, int number)
        {
            (_folder, _split, _number) = (folder, split, number);
            Name = FormattableString.Invariant($"{split}-{number:000000}.tar");
            if (File.Exists(folder[Name]))
                return;
            _file = folder.Create(Name);
            Writer = new TarWriter(_file.Stream, TarEntryFormat.Ustar, leaveOpen: true);
        }

        public string Name { get; }

        public TarWriter? Writer { get; }

        public int Images { get; set; }

        public long Bytes { get; set; }

        public List<string> Packed { get; } = [];

        public TarFile Next()
        {
            Close();
            return new TarFile(_folder, _split, _number + 1);
        }

        public void Close()
        {
            Writer?.Dispose();
            _file?.Commit();
            Packed.ForEach(File.Delete);
        }

        public void Dispose()
        {
            Writer?.Dispose();
            _file?.Dispose();
        }
    }
}
