// The records of a data set: a sorted list that is the same on every machine, and what tells it from other lists.
using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using EcgGen.Pipeline;

namespace EcgGen.Datasets;

/// <summary>One record's file.</summary>
/// <param name="Path">The full path.</param>
/// <param name="Name">The path below the folder where it was found, with "/": the same on every machine.</param>
internal sealed record RecordFile(string Path, string Name);

/// <summary>All records of a data set in their order.</summary>
internal sealed class RecordList
{
    // What a header or the head of a file tells is in its beginning; to read whole files would take as long as drawing.
    private const int Beginning = 4096;

    private RecordList(IReadOnlyList<RecordFile> files, byte[] hash)
    {
        Files = files;
        Sha256 = Derive(hash, "records");
        Secret = Convert.FromHexString(Derive(hash, "patients"));
    }

    /// <summary>The files.</summary>
    public IReadOnlyList<RecordFile> Files { get; }

    /// <summary>sha256 over the names, sizes and beginnings of the files.</summary>
    public string Sha256 { get; }

    /// <summary>
    /// Keys the hashes of patients in the manifest. It follows from the records and from nothing that is written: whoever has the records knows their patients
    /// anyway, and whoever has only the images can't find out.
    /// </summary>
    public byte[] Secret { get; }

    /// <summary>Lists the records of files and folders, these with all below them.</summary>
    /// <param name="paths">Full paths.</param>
    /// <param name="stopping">Ends the search.</param>
    /// <exception cref="EcgException">FileNotFound, FileUnreadable, DuplicateOutput.</exception>
    public static RecordList Find(IEnumerable<string> paths, Func<bool> stopping)
    {
        var files = new List<RecordFile>();
        var listed = new HashSet<string>(StringComparer.Ordinal);
        foreach (var path in paths)
        {
            bool folder = Directory.Exists(path);
            if (!folder && !File.Exists(path))
                throw new EcgException(ErrorId.FileNotFound, $"{path}: no such file or folder.");
            var root = folder ? path : Path.GetDirectoryName(path)!;
            int before = files.Count;
            foreach (var file in folder ? RecordFiles.Below(path, recurse: true, null, stopping) : [path])
            {
                var owner = RecordFiles.OwnerOf(file);
                if (listed.Add(owner))
                    files.Add(new RecordFile(owner, Path.GetRelativePath(root, owner).Replace('\\', '/')));
            }
            if (files.Count == before)
                throw new EcgException(ErrorId.FileNotFound, folder ? RecordFiles.NothingFound(path, recurse: true) : $"{path}: the record is listed twice.");
        }
        return new RecordList(files, Hash(files, stopping));
    }

    private static byte[] Hash(List<RecordFile> files, Func<bool> stopping)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var beginning = new byte[Beginning];
        Span<byte> size = stackalloc byte[8];
        foreach (var file in files.TakeWhile(_ => !stopping()))
        {
            try
            {
                using var stream = new FileStream(file.Path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, bufferSize: 0);
                BinaryPrimitives.WriteInt64LittleEndian(size, stream.Length);
                hash.AppendData(Encoding.UTF8.GetBytes(file.Name + "\n"));
                hash.AppendData(size);
                hash.AppendData(beginning, 0, stream.ReadAtLeast(beginning, Beginning, throwOnEndOfStream: false));
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                // Which records can be read decides what the data set is; it is no record's own matter.
                throw new EcgException(ErrorId.FileUnreadable, $"{file.Path}: the file can't be read: {e.Message}", e);
            }
        }
        return hash.GetHashAndReset();
    }

    private static string Derive(byte[] hash, string purpose) => Convert.ToHexStringLower(HMACSHA256.HashData(hash, Encoding.UTF8.GetBytes(purpose)));
}
