// Reads the files of images out of tar files, in the order in which both the tar files and the manifest have them.
using System.Formats.Tar;

namespace EcgGen.Datasets;

/// <summary>One tar file of each part is open at a time.</summary>
/// <param name="folder">The data set's folder.</param>
internal sealed class TarSequence(string folder) : IDisposable
{
    private readonly Dictionary<string, (string Path, TarReader? Reader, TarEntry? Entry)> _open = new(StringComparer.Ordinal);

    /// <summary>The content of a file; null if it is not there.</summary>
    public Stream? Next(ManifestFile file)
    {
        int slash = file.Path.IndexOf('/');
        string tar = file.Path[..slash], name = file.Path[(slash + 1)..], series = tar[..tar.LastIndexOf('-')];
        var current = _open.GetValueOrDefault(series);
        if (current.Path != tar)
        {
            current.Reader?.Dispose();
            var path = Path.Combine(folder, tar);
            current = (tar, File.Exists(path) ? new TarReader(File.OpenRead(path)) : null, null);
        }
        // One that was passed over without being read is still the next.
        var entry = current.Entry ?? Advance(current.Reader);
        bool found = entry?.Name == name;
        _open[series] = (tar, current.Reader, found ? null : entry);
        return found ? entry!.DataStream ?? Stream.Null : null;
    }

    /// <summary>Closes the files.</summary>
    public void Dispose()
    {
        foreach (var (_, reader, _) in _open.Values)
            reader?.Dispose();
    }

    private static TarEntry? Advance(TarReader? reader)
    {
        try
        {
            return reader?.GetNextEntry();
        }
        catch (Exception e) when (e is InvalidDataException or IOException)
        {
            // What can't be read is as good as missing.
            return null;
        }
    }
}
