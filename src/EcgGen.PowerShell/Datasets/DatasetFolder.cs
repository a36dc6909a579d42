// A data set's folder while one process works in it: nobody else can, files appear whole, and what a killed process left is removed.
using System.Security.Cryptography;

namespace EcgGen.Datasets;

/// <summary>A locked folder.</summary>
internal sealed class DatasetFolder : IDisposable
{
    /// <summary>The list of images.</summary>
    public const string Manifest = "manifest.jsonl";

    /// <summary>The list of records that failed.</summary>
    public const string Errors = "errors.jsonl";

    /// <summary>How long each image took.</summary>
    public const string Timings = "timings.jsonl";

    /// <summary>What the data set is; its presence says that all is there.</summary>
    public const string Info = "dataset.json";

    // Beside the data set while it is not finished.
    private const string Build = ".build", LockFile = "lock", BuiltFile = "built", Done = ".done";

    private readonly FileStream _lock;

    private DatasetFolder(string path, FileStream locked)
    {
        Path = path;
        _lock = locked;
    }

    /// <summary>The full path.</summary>
    public string Path { get; }

    /// <summary>The full path of a file of a build that is not finished.</summary>
    public static string BuildFile(string folder, string name) => System.IO.Path.Combine(folder, Build, name);

    /// <summary>The full path of a file by its path in the manifest.</summary>
    public string this[string relative] => System.IO.Path.Combine(Path, relative);

    /// <summary>Whether a folder holds a data set, finished or not.</summary>
    public static bool IsBegun(string folder) => File.Exists(System.IO.Path.Combine(folder, Info)) || File.Exists(BuildFile(folder, LockFile));

    /// <summary>Whether a folder holds a finished data set.</summary>
    public static bool IsFinished(string folder)
    {
        if (!File.Exists(System.IO.Path.Combine(folder, Info)) || Directory.Exists(System.IO.Path.Combine(folder, Build)))
            return false;
        // A process was killed at its very last step.
        if (Directory.Exists(System.IO.Path.Combine(folder, Done)))
            Directory.Delete(System.IO.Path.Combine(folder, Done), recursive: true);
        return true;
    }

    /// <summary>Takes a folder that is new, empty or of an unfinished build.</summary>
    /// <exception cref="EcgException">DatasetBusy, FileExists, FileUnwritable.</exception>
    public static DatasetFolder Open(string folder)
    {
        var build = System.IO.Path.Combine(folder, Build);
        if (Directory.Exists(folder) && !Directory.Exists(build) && Directory.EnumerateFileSystemEntries(folder).Any())
            throw new EcgException(ErrorId.FileExists, $"{folder}: the folder holds other files and no unfinished data set; expected a new or empty folder.");
        try
        {
            Directory.CreateDirectory(build);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw Unwritable(build, e);
        }
        try
        {
            // The system frees the lock when the process ends, however it ends.
            var locked = new FileStream(BuildFile(folder, LockFile), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, bufferSize: 0);
            return new DatasetFolder(folder, locked);
        }
        catch (IOException e)
        {
            throw new EcgException(ErrorId.DatasetBusy, $"{folder}: another process is building this data set.", e);
        }
        catch (UnauthorizedAccessException e)
        {
            throw Unwritable(build, e);
        }
    }

    /// <summary>Removes temporary files that a killed process left.</summary>
    public void RemoveLeftovers()
    {
        var all = new EnumerationOptions { RecurseSubdirectories = true, AttributesToSkip = FileAttributes.None };
        foreach (var file in Directory.EnumerateFiles(Path, ".*.tmp", all))
            File.Delete(file);
    }

    /// <summary>Writes a file that is either there whole or not at all.</summary>
    public void Write(string relative, Action<Stream> write)
    {
        using var file = Create(relative);
        write(file.Stream);
        file.Commit();
    }

    /// <summary>Begins a file that appears when it is committed.</summary>
    public NewFile Create(string relative) => new(this[relative]);

    /// <summary>Whether all images are there, and their files perhaps on the way to where the layout has them.</summary>
    public bool IsBuilt => File.Exists(BuildFile(Path, BuiltFile));

    /// <summary>Says that all images are there.</summary>
    public void SetBuilt() => Write(BuildFile(Path, BuiltFile), _ => { });

    /// <summary>Says that the data set is finished: nothing but it is left in the folder.</summary>
    public void Finish()
    {
        var folders = Directory.GetDirectories(Path, "*", SearchOption.AllDirectories);
        foreach (var folder in folders.OrderByDescending(f => f.Length).Where(f => !Directory.EnumerateFileSystemEntries(f).Any()))
            Directory.Delete(folder);
        // All of it goes at once: half a journal would be taken for one to go on with.
        _lock.Dispose();
        Directory.Move(System.IO.Path.Combine(Path, Build), System.IO.Path.Combine(Path, Done));
        Directory.Delete(System.IO.Path.Combine(Path, Done), recursive: true);
    }

    /// <summary>Makes sure that a file is on the disk, and gives its hash and size.</summary>
    public static (string Sha256, long Bytes) Flush(string path)
    {
        using var stream = new FileStream(path, FileMode.Open, FileAccess.ReadWrite, FileShare.Read, bufferSize: 0);
        var hash = SHA256.HashData(stream);
        stream.Flush(flushToDisk: true);
        return (Convert.ToHexStringLower(hash), stream.Length);
    }

    /// <summary>What a full disk and the like are.</summary>
    public static EcgException Unwritable(string path, Exception cause) => new(ErrorId.FileUnwritable, $"{path}: the file can't be written: {cause.Message}", cause);

    /// <summary>Lets others work in the folder.</summary>
    public void Dispose() => _lock.Dispose();

    /// <summary>A file in the making.</summary>
    public sealed class NewFile : IDisposable
    {
        private readonly string _path, _temporary;

        internal NewFile(string path)
        {
            var folder = System.IO.Path.GetDirectoryName(path)!;
            Directory.CreateDirectory(folder);
            (_path, _temporary) = (path, System.IO.Path.Combine(folder, $".{System.IO.Path.GetFileName(path)}.tmp"));
            Stream = new FileStream(_temporary, FileMode.Create, FileAccess.ReadWrite, FileShare.None, bufferSize: 1 << 16);
        }

        /// <summary>Takes the content.</summary>
        public FileStream Stream { get; }

        /// <summary>Gives the file its name.</summary>
        public void Commit()
        {
            Stream.Flush(flushToDisk: true);
            Stream.Dispose();
            File.Move(_temporary, _path, overwrite: true);
        }

        /// <summary>Removes the file if it was not committed.</summary>
        public void Dispose()
        {
            Stream.Dispose();
            File.Delete(_temporary);
        }
    }
}
