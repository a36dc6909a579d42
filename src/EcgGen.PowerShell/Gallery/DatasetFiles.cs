// The images of a data set, and where their files are: in its folder, or in tar files out of which a page can't show them.
using System.Formats.Tar;
using System.Text.Json;
using EcgGen.Datasets;

namespace EcgGen.Gallery;

/// <summary>A data set as a gallery reads it.</summary>
/// <param name="folder">The full path of its folder.</param>
internal sealed class DatasetFiles(string folder)
{
    private readonly Dictionary<string, Dictionary<string, (long Start, long Length)>> _tars = new(StringComparer.Ordinal);

    /// <summary>The list of images.</summary>
    private string Manifest => Path.Combine(folder, DatasetFolder.Manifest);

    /// <summary>The lines of the manifest, numbered from 1, as they are asked for.</summary>
    /// <exception cref="EcgException">FileNotFound, FileUnreadable.</exception>
    public IEnumerable<(int Number, string Line)> Lines()
    {
        if (!File.Exists(Manifest))
            throw new EcgException(ErrorId.FileNotFound, $"{Manifest}: there is no such file; expected the folder of a data set.");
        int number = 0;
        using var lines = Open(Manifest, path => File.ReadLines(path).GetEnumerator());
        while (Open(Manifest, _ => lines.MoveNext()))
            yield return (++number, lines.Current);
    }

    /// <summary>An image by its line.</summary>
    /// <param name="number">The line's number.</param>
    /// <param name="line">The line.</param>
    /// <param name="extracted">Where a file is put that lies in a tar file, by what its name ends in.</param>
    /// <exception cref="EcgException">HeaderInvalid: the line is no image; FileNotFound, FileUnreadable: a tar file does not hold what it should.</exception>
    public GalleryImage Read(int number, string line, Func<string, string> extracted)
    {
        ManifestEntry entry;
        try
        {
            entry = EcgJson.Read(System.Text.Encoding.UTF8.GetBytes(line), EcgJson.Default.ManifestEntry);
        }
        catch (JsonException e)
        {
            throw Invalid(number, $"expected an image: {e.Message}", e);
        }
        var files = new Dictionary<DatasetFileKind, string>();
        for (int i = 0; i < entry.Files.Count; i++)
        {
            var (kind, path, _, _) = entry.Files[i];
            if (path.Length == 0 || Path.IsPathRooted(path) || path.Split('/', '\\').Contains(".."))
                throw Invalid(number, $"files[{i}].path: expected a path within the data set, found '{path}'");
            if (TarIn(path) is not { } tar)
                files[kind] = Path.GetFullPath(path, folder);
            else if (Ending(kind, path) is { } ending)
                files[kind] = Extract(tar, path[(tar.Length + 1)..], extracted(ending));
        }
        return files.ContainsKey(DatasetFileKind.Image) ? GalleryImage.Of(entry, files) : throw Invalid(number, "files: expected one of kind image");
    }

    /// <summary>The tar file that a path leads into, or null.</summary>
    private static string? TarIn(string path)
    {
        int end = path.IndexOf(".tar/", StringComparison.Ordinal);
        return end < 0 ? null : path[..(end + 4)];
    }

    /// <summary>Of files in tar files the page only has those that it shows.</summary>
    private static string? Ending(DatasetFileKind kind, string path) => kind switch
    {
        DatasetFileKind.Image => Path.GetExtension(path),
        DatasetFileKind.Json => ".json",
        DatasetFileKind.Mask => "_mask.png",
        DatasetFileKind.Clean => "_clean.png",
        _ => null,
    };

    private string Extract(string tar, string member, string to) => Open(Path.Combine(folder, tar), path =>
    {
        using var stream = File.OpenRead(path);
        if (!_tars.TryGetValue(path, out var members))
            _tars[path] = members = Members(stream);
        if (!members.TryGetValue(member, out var place))
            throw new EcgException(ErrorId.FileNotFound, $"{path}: expected a file {member} in it.");
        Directory.CreateDirectory(Path.GetDirectoryName(to)!);
        using var file = new FileStream(to, FileMode.Create);
        stream.Position = place.Start;
        var buffer = new byte[1 << 16];
        for (long left = place.Length; left > 0;)
        {
            int read = stream.Read(buffer, 0, (int)Math.Min(buffer.Length, left));
            if (read == 0)
                throw new EcgException(ErrorId.FileUnreadable, $"{path}: the file ends within {member}.");
            file.Write(buffer, 0, read);
            left -= read;
        }
        return to;
    });

    private static Dictionary<string, (long Start, long Length)> Members(Stream stream)
    {
        var members = new Dictionary<string, (long, long)>(StringComparer.Ordinal);
        using var reader = new TarReader(stream, leaveOpen: true);
        while (reader.GetNextEntry() is { } entry)
            members[entry.Name] = (entry.DataOffset, entry.Length);
        return members;
    }

    private static T Open<T>(string path, Func<string, T> read)
    {
        try
        {
            return read(path);
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new EcgException(ErrorId.FileNotFound, $"{path}: there is no such file.", e);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or InvalidDataException or FormatException)
        {
            throw new EcgException(ErrorId.FileUnreadable, $"{path}: the file can't be read: {e.Message}", e);
        }
    }

    private EcgException Invalid(int number, string what, Exception? inner = null) => new(ErrorId.HeaderInvalid, $"{Manifest}: line {number}: {what}.", inner);
}
