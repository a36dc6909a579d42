// The folder of a WFDB record: opens the files that headers name, and keeps count of what was read.
namespace EcgGen.Core.Records;

/// <summary>Reads files of one folder, and hashes each of them once.</summary>
/// <param name="path">The folder.</param>
/// <param name="options">What the user tells of the record.</param>
/// <param name="cancellation">Polled while reading.</param>
internal sealed class WfdbFolder(string path, ReadOptions options, CancellationToken cancellation)
{
    private readonly HashSet<string> _hashed = new(StringComparer.Ordinal);

    /// <summary>The files that were read, by full path, in the order of their first reading, with their sha256.</summary>
    public List<(string Path, string Sha256)> Files { get; } = [];

    /// <summary>Stops the reading.</summary>
    public CancellationToken Cancellation => cancellation;

    /// <summary>Whether there is something of this name that is no folder.</summary>
    public bool Has(string name) => File.Exists(Path.Combine(path, name));

    /// <summary>Opens a file.</summary>
    /// <param name="name">Its bare name.</param>
    /// <param name="namedBy">The name of the header that names it, or null.</param>
    /// <exception cref="EcgException">FileNotFound, FileUnreadable.</exception>
    public HostileFile Open(string name, string? namedBy) => HostileFile.Open(Path.Combine(path, name), namedBy);

    /// <summary>Reads a stretch of a file.</summary>
    /// <param name="file">The file.</param>
    /// <param name="offset">Where the stretch starts, in bytes.</param>
    /// <param name="count">Its length in bytes; offset + count is not beyond the file's length.</param>
    /// <exception cref="EcgException">FileUnreadable; RecordTooLarge beyond 2 GiB.</exception>
    public byte[] Read(HostileFile file, long offset, long count)
    {
        if (count > Array.MaxLength)
            throw new EcgException(ErrorId.RecordTooLarge, $"{file.Name}: {count} bytes at once are more than {Array.MaxLength}.");
        var bytes = GC.AllocateUninitializedArray<byte>((int)count);
        Read(file, offset, bytes);
        return bytes;
    }

    /// <summary>Reads a stretch of a file.</summary>
    /// <param name="file">The file.</param>
    /// <param name="offset">Where the stretch starts, in bytes.</param>
    /// <param name="stretch">Receives it; offset and its length are together not beyond the file's length.</param>
    /// <exception cref="EcgException">FileUnreadable.</exception>
    public void Read(HostileFile file, long offset, Span<byte> stretch)
    {
        if (!_hashed.Add(file.FullPath))
            file.ReadStretch(offset, stretch, cancellation);
        else
            Files.Add((file.FullPath, file.Read(offset, stretch, cancellation)));
    }

    /// <summary>Reads a header.</summary>
    /// <param name="name">Its file's bare name.</param>
    /// <param name="namedBy">The name of the header that names it, or null.</param>
    /// <exception cref="EcgException">FileNotFound, FileUnreadable, HeaderInvalid, RecordTooLarge.</exception>
    public WfdbHeader ReadHeader(string name, string? namedBy)
    {
        using var file = Open(name, namedBy);
        if (file.Length > WfdbHeader.MaxBytes)
        {
            throw new EcgException(ErrorId.RecordTooLarge,
                $"{file.Name}: expected a header of at most {WfdbHeader.MaxBytes} bytes, found {file.Length}.");
        }
        return WfdbHeader.Parse(file.Name, Read(file, 0, file.Length), options);
    }
}
