// A folder of its own for one test, deleted at its end, and the import of files in it.
using EcgGen.Core.Records;

namespace EcgGen.Core.Tests.Records;

internal sealed class RecordFolder : IDisposable
{
    public RecordFolder()
    {
        // Memory where there is a file system in it: fuzz tests write tens of thousands of files.
        var root = Directory.Exists("/dev/shm") ? "/dev/shm" : Path.GetTempPath();
        FullPath = Directory.CreateDirectory(Path.Combine(root, "ecggen-" + Guid.NewGuid().ToString("N"))).FullName;
    }

    public string FullPath { get; }

    /// <summary>Writes a file and gives its path.</summary>
    public string File(string name, byte[] bytes)
    {
        var path = Path.Combine(FullPath, name);
        System.IO.File.WriteAllBytes(path, bytes);
        return path;
    }

    /// <summary>Writes a file and imports it.</summary>
    public RecordData Import(string name, byte[] bytes, FileSource? request = null) =>
        RecordImporter.Import(File(name, bytes), request ?? new FileSource(), "secret", CancellationToken.None);

    /// <summary>Writes a file whose import must fail with an error of this id, whose message names the file and says this.</summary>
    public void Throws(ErrorId id, string message, string name, byte[] bytes, FileSource? request = null)
    {
        var e = Assert.Throws<EcgException>(() => Import(name, bytes, request));
        Assert.True(id == e.Id && e.Message.Contains(message, StringComparison.Ordinal), $"expected {id}: {message}, found {e.Id}: {e.Message}");
        Assert.StartsWith(name, e.Message);
    }

    public void Dispose() => Directory.Delete(FullPath, recursive: true);
}
