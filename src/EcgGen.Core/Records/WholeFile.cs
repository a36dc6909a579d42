// Files small enough to be held in memory at once: read and hashed in one go, or just looked at.
namespace EcgGen.Core.Records;

/// <summary>A file in memory.</summary>
/// <param name="FullPath">The full path.</param>
/// <param name="Bytes">All of it.</param>
/// <param name="Sha256">The bytes' hash, 64 hex digits.</param>
internal sealed record WholeFile(string FullPath, byte[] Bytes, string Sha256)
{
    private const int GlanceBytes = 1 << 16;

    /// <summary>The file's name without folder: what messages say.</summary>
    public string Name => Path.GetFileName(FullPath);

    /// <summary>The name that the record gets: the file's, without its extension.</summary>
    public string RecordName => Path.GetFileNameWithoutExtension(FullPath);

    /// <summary>Reads a file.</summary>
    /// <param name="path">The file.</param>
    /// <param name="limit">The most bytes to accept.</param>
    /// <param name="cancellation">Polled while reading.</param>
    /// <exception cref="EcgException">FileNotFound, FileUnreadable; RecordTooLarge beyond the limit.</exception>
    public static WholeFile Read(string path, int limit, CancellationToken cancellation)
    {
        using var file = HostileFile.Open(path);
        if (file.Length > limit)
            throw new EcgException(ErrorId.RecordTooLarge, $"{file.Name}: expected a file of at most {limit} bytes, found {file.Length}.");
        var (bytes, sha256) = file.Read(0, (int)file.Length, cancellation);
        return new WholeFile(file.FullPath, bytes, sha256);
    }

    /// <summary>The first 64 KiB of a file, or all of it if it is shorter: for readers that look before they read.</summary>
    /// <exception cref="EcgException">FileNotFound, FileUnreadable.</exception>
    public static byte[] Glance(string path)
    {
        try
        {
            using var handle = File.OpenHandle(path);
            var bytes = new byte[(int)Math.Min(GlanceBytes, RandomAccess.GetLength(handle))];
            int got = RandomAccess.Read(handle, bytes, 0);
            return got == bytes.Length ? bytes : bytes[..got];
        }
        catch (Exception e) when (HostileFile.IsFileError(e))
        {
            // The same failure again, in the words that all readers share.
            using var file = HostileFile.Open(path);
            throw new EcgException(ErrorId.FileUnreadable, $"{file.Name} can't be read: {e.Message}", e);
        }
    }
}
