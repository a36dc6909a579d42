// Several files that appear together: written under temporary names, renamed at the end, removed if anything fails.
namespace EcgGen.Core;

/// <summary>A set of files in the making.</summary>
/// <param name="replace">Whether existing files may be replaced.</param>
internal sealed class FileBatch(bool replace) : IDisposable
{
    private static int s_count;

    private readonly List<(string Temporary, string Final, bool Shared)> _files = [];

    /// <summary>Writes a file; returns its size in bytes.</summary>
    public long Add(string path, Action<Stream> write) => Add(path, write, shared: false);

    /// <summary>Writes a file whose name tells its content, so that whoever made it first made it right.</summary>
    /// <param name="path">The file.</param>
    /// <param name="write">Writes it.</param>
    /// <param name="evenIfThere">Whether to replace one that is there.</param>
    public void AddShared(string path, Action<Stream> write, bool evenIfThere = false)
    {
        if (evenIfThere || !File.Exists(path))
            Add(path, write, shared: true);
    }

    /// <summary>Gives the files their names, the first one last, for its presence says that all is there.</summary>
    /// <exception cref="IOException">A name can't be given; of the files that were not there before none is left.</exception>
    public List<string> Commit()
    {
        // The likeliest reason why a rename fails, before the first one replaces a file.
        if (_files.Find(f => Directory.Exists(f.Final)).Final is { } folder)
            throw new IOException($"'{folder}' is a folder.");
        var done = new List<string>();
        try
        {
            for (int i = _files.Count - 1; i >= 0; i--)
            {
                var (temporary, final, shared) = _files[i];
                bool isNew = !shared && !File.Exists(final);
                File.Move(temporary, final, replace || shared);
                if (isNew)
                    done.Add(final);
            }
        }
        catch
        {
            done.ForEach(File.Delete);
            throw;
        }
        var names = _files.ConvertAll(f => f.Final);
        _files.Clear();
        return names;
    }

    /// <summary>Removes what was not committed.</summary>
    public void Dispose()
    {
        foreach (var (temporary, _, _) in _files)
        {
            try
            {
                File.Delete(temporary);
            }
            catch (IOException)
            {
                // The error that brought us here is the one to report.
            }
        }
    }

    private long Add(string path, Action<Stream> write, bool shared)
    {
        var temporary = Path.Combine(Path.GetDirectoryName(path)!, $".{Path.GetFileName(path)}.{Environment.ProcessId}-{Interlocked.Increment(ref s_count)}.tmp");
        using var stream = new FileStream(temporary, FileMode.CreateNew, FileAccess.Write, FileShare.None, bufferSize: 1 << 16);
        _files.Add((temporary, path, shared));
        write(stream);
        stream.Flush();
        return stream.Length;
    }
}
