// Files that nobody vouches for: opened, read and hashed in bounded memory, with errors that name the file.
using System.Buffers;
using System.Security;
using System.Security.Cryptography;
using Microsoft.Win32.SafeHandles;

namespace EcgGen.Core.Records;

/// <summary>An open file. Memory is asked for only after the file has shown that it is long enough.</summary>
internal sealed class HostileFile : IDisposable
{
    private const int BlockBytes = 1 << 17;
    private readonly SafeFileHandle _handle;

    private HostileFile(string path, SafeFileHandle handle, long length)
    {
        FullPath = path;
        _handle = handle;
        Length = length;
    }

    /// <summary>The full path.</summary>
    public string FullPath { get; }

    /// <summary>The file's name without folder: what messages say.</summary>
    public string Name => Path.GetFileName(FullPath);

    /// <summary>Bytes in the file when it was opened.</summary>
    public long Length { get; }

    /// <summary>Opens a file for reading.</summary>
    /// <param name="path">The file.</param>
    /// <param name="namedBy">The name of the header that names this file, or null.</param>
    /// <exception cref="EcgException">FileNotFound; FileUnreadable if it is a folder, locked, or may not be read.</exception>
    public static HostileFile Open(string path, string? namedBy = null)
    {
        var name = Path.GetFileName(path) + (namedBy is null ? "" : $", which {namedBy} names,");
        SafeFileHandle? handle = null;
        try
        {
            handle = File.OpenHandle(path);
            return new HostileFile(Path.GetFullPath(path), handle, RandomAccess.GetLength(handle));
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new EcgException(ErrorId.FileNotFound, $"{name} does not exist.", e);
        }
        catch (Exception e) when (IsFileError(e))
        {
            handle?.Dispose();
            throw new EcgException(ErrorId.FileUnreadable, $"{name} can't be read: {e.Message}", e);
        }
    }

    /// <summary>The sha256 of a file, as 64 hex digits.</summary>
    /// <exception cref="EcgException">FileNotFound, FileUnreadable.</exception>
    public static string HashOf(string path)
    {
        using var file = Open(path);
        return file.Read(0, 0, default).Sha256;
    }

    /// <summary>Opens a file and reads all of it.</summary>
    /// <param name="path">The file.</param>
    /// <param name="limit">The most bytes to accept.</param>
    /// <param name="cancellation">Polled every 128 KiB.</param>
    /// <returns>The bytes, and their sha256 as 64 hex digits.</returns>
    /// <exception cref="EcgException">FileNotFound; FileUnreadable, also if the file is longer than the limit.</exception>
    public static (byte[] Bytes, string Sha256) ReadAll(string path, int limit, CancellationToken cancellation = default)
    {
        using var file = Open(path);
        if (file.Length > limit)
            throw new EcgException(ErrorId.FileUnreadable, $"{file.Name}: expected at most {limit} bytes, found {file.Length}.");
        return file.Read(0, (int)file.Length, cancellation);
    }

    /// <summary>Reads a stretch alone, without a hash: for headers that tell how much else to read.</summary>
    /// <param name="offset">Where the stretch starts, in bytes.</param>
    /// <param name="count">Its length in bytes at most; the file's end cuts it.</param>
    /// <exception cref="EcgException">FileUnreadable.</exception>
    public byte[] Peek(long offset, int count)
    {
        var bytes = new byte[(int)Math.Clamp(Length - offset, 0, count)];
        ReadStretch(Math.Min(offset, Length), bytes, default);
        return bytes;
    }

    /// <summary>Reads the whole file once: hashes all of it and keeps one stretch.</summary>
    /// <param name="offset">Where the stretch starts, in bytes.</param>
    /// <param name="count">Its length in bytes; offset + count is not beyond <see cref="Length"/>.</param>
    /// <param name="cancellation">Polled every 128 KiB.</param>
    /// <returns>The stretch, and the sha256 of all bytes as 64 hex digits.</returns>
    /// <exception cref="EcgException">FileUnreadable.</exception>
    public (byte[] Stretch, string Sha256) Read(long offset, int count, CancellationToken cancellation)
    {
        var stretch = GC.AllocateUninitializedArray<byte>(count);
        return (stretch, Read(offset, stretch, cancellation));
    }

    /// <summary>Reads the whole file once: hashes all of it and keeps one stretch.</summary>
    /// <param name="offset">Where the stretch starts, in bytes.</param>
    /// <param name="stretch">Receives it; offset and its length are together not beyond <see cref="Length"/>.</param>
    /// <param name="cancellation">Polled every 128 KiB.</param>
    /// <returns>The sha256 of all bytes as 64 hex digits.</returns>
    /// <exception cref="EcgException">FileUnreadable.</exception>
    public string Read(long offset, Span<byte> stretch, CancellationToken cancellation)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(offset);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(offset, Length - stretch.Length);
        var block = ArrayPool<byte>.Shared.Rent(BlockBytes);
        try
        {
            using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
            for (long at = 0; at < Length;)
            {
                cancellation.ThrowIfCancellationRequested();
                var target = at < offset ? Start(block, offset - at)
                    : at < offset + stretch.Length ? Start(stretch[(int)(at - offset)..], BlockBytes)
                    : Start(block, Length - at);
                int got = RandomAccess.Read(_handle, target, at);
                if (got == 0)
                    throw BecameShorter(at);
                hash.AppendData(target[..got]);
                at += got;
            }
            return Convert.ToHexStringLower(hash.GetHashAndReset());
        }
        catch (Exception e) when (IsFileError(e))
        {
            throw new EcgException(ErrorId.FileUnreadable, $"{Name} can't be read: {e.Message}", e);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(block);
        }
    }

    /// <summary>Reads one stretch and nothing else.</summary>
    /// <param name="offset">Where the stretch starts, in bytes.</param>
    /// <param name="stretch">Receives it; offset and its length are together not beyond <see cref="Length"/>.</param>
    /// <param name="cancellation">Polled every 128 KiB.</param>
    /// <exception cref="EcgException">FileUnreadable.</exception>
    public void ReadStretch(long offset, Span<byte> stretch, CancellationToken cancellation)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(offset);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(offset, Length - stretch.Length);
        try
        {
            for (int at = 0; at < stretch.Length;)
            {
                cancellation.ThrowIfCancellationRequested();
                int got = RandomAccess.Read(_handle, Start(stretch[at..], BlockBytes), offset + at);
                if (got == 0)
                    throw BecameShorter(offset + at);
                at += got;
            }
        }
        catch (Exception e) when (IsFileError(e))
        {
            throw new EcgException(ErrorId.FileUnreadable, $"{Name} can't be read: {e.Message}", e);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _handle.Dispose();

    private EcgException BecameShorter(long at) =>
        new(ErrorId.FileUnreadable, $"{Name} became shorter while it was read: {at} of {Length} bytes.");

    private static Span<byte> Start(Span<byte> span, long limit) => span[..(int)Math.Min(span.Length, limit)];

    /// <summary>Whether this is the file's fault: a path can be malformed (ArgumentException), a file a pipe (NotSupportedException).</summary>
    internal static bool IsFileError(Exception e) =>
        e is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException or SecurityException;
}
