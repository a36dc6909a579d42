// A gallery's folder: it grows under a temporary name, and takes its own when all is there.
using System.Reflection;
using System.Text.Json;
using EcgGen.Binding;

namespace EcgGen.Gallery;

/// <summary>A gallery in the making. All members but <see cref="Prepare"/> are for one thread.</summary>
internal sealed class GalleryFolder : IDisposable
{
    /// <summary>Pixels of a thumbnail's longer side: sharp also where a pixel of the page is two of the screen.</summary>
    private const int ThumbnailSize = 400;

    private const string Page = "index.html";

    // By this a gallery is known, so that -Force never removes a folder of another kind.
    private const string Mark = "EcgGen Export-EcgGallery";

    private static readonly string[] s_parts = [Page, "gallery.css", "list.js", "layers.js", "facts.js", "viewer.js"];

    private readonly string _path;
    private readonly string _temporary;
    private readonly FileStream _entries;
    private readonly Utf8JsonWriter _json;

    /// <summary>Begins a gallery.</summary>
    /// <param name="path">The full path of the folder that it will be.</param>
    /// <param name="title">What the page is called.</param>
    /// <param name="force">Whether a gallery that is there is replaced.</param>
    /// <exception cref="EcgException">FileExists, FileUnwritable.</exception>
    public GalleryFolder(string path, string title, bool force)
    {
        _path = Path.TrimEndingDirectorySeparator(path);
        CheckTarget(force);
        _temporary = Path.Combine(Path.GetDirectoryName(_path)!, $".{Path.GetFileName(_path)}.{Environment.ProcessId}-{Guid.NewGuid():N}.tmp");
        try
        {
            Directory.CreateDirectory(_temporary);
            _entries = new FileStream(Path.Combine(_temporary, "entries.js"), FileMode.CreateNew);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw Unwritable(e);
        }
        // The writer escapes everything that could end a script or mean something in HTML.
        _entries.Write("gallery("u8);
        _json = new Utf8JsonWriter(_entries);
        _json.WriteStartObject();
        _json.WriteString("title", title);
        _json.WriteStartArray("entries");
    }

    /// <summary>How many images there are.</summary>
    public int Count { get; private set; }

    /// <summary>Where an image's own file lies while the gallery grows.</summary>
    /// <param name="number">The image's number.</param>
    /// <param name="ending">What the name ends in, such as ".png".</param>
    public string ImagePath(int number, string ending) => Numbered("images", number, ending);

    /// <summary>Makes the files of one image; on any thread.</summary>
    /// <param name="number">The image's number.</param>
    /// <param name="image">The image.</param>
    /// <param name="cancel">Stops the work.</param>
    /// <exception cref="EcgException">A file is missing or broken, or can't be written.</exception>
    public ThumbnailReport? Prepare(int number, GalleryImage image, CancelHandle cancel)
    {
        try
        {
            if (image.Files.TryGetValue(DatasetFileKind.Json, out var json))
                GalleryTruth.Write(number, json, Numbered("truth", number, ".js"));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw Unwritable(e);
        }
        // Vectors have no pixels to make smaller: browsers show SVG as it is, and PDF on a page of its own.
        if (Path.GetExtension(image.File).ToLowerInvariant() is ".svg" or ".pdf")
            return File.Exists(image.File) ? null : throw new EcgException(ErrorId.FileNotFound, $"{image.File}: there is no such file.");
        return EcgCore.Thumbnail(new ThumbnailRequest { Path = image.File, ThumbnailPath = Numbered("thumbs", number, ".webp"), Size = ThumbnailSize, ViewPath = ImagePath(number, "_view.png") }, cancel);
    }

    /// <summary>Puts an image into the list; in order.</summary>
    /// <param name="number">The image's number.</param>
    /// <param name="image">The image.</param>
    /// <param name="thumbnail">What was prepared.</param>
    /// <exception cref="EcgException">FileUnwritable.</exception>
    public void Add(int number, GalleryImage image, ThumbnailReport? thumbnail)
    {
        var (width, height) = thumbnail is null ? image.Size!.Value : (thumbnail.Width, thumbnail.Height);
        _json.WriteStartObject();
        _json.WriteNumber("n", number);
        _json.WriteString("id", image.Id);
        _json.WriteString("record", image.Record);
        foreach (var (name, value) in new[] { ("split", image.Split), ("condition", image.Condition), ("vendor", image.Vendor), ("layout", image.Layout) })
        {
            if (value is not null)
                _json.WriteString(name, value);
        }
        _json.WriteStartArray("stages");
        foreach (var stage in image.Stages)
            _json.WriteStringValue(stage);
        _json.WriteEndArray();
        _json.WriteNumber("width", width);
        _json.WriteNumber("height", height);
        _json.WriteBoolean("thumbnail", thumbnail is not null);
        _json.WriteBoolean("truth", image.Files.ContainsKey(DatasetFileKind.Json));
        _json.WriteStartObject("files");
        foreach (var (kind, path) in image.Files)
            _json.WriteString(kind.ToString().ToLowerInvariant(), FromPage(path));
        if (thumbnail?.Files.Count > 1)
            _json.WriteString("view", FromPage(thumbnail.Files[1]));
        _json.WriteEndObject();
        _json.WriteEndObject();
        Count++;
        if (_json.BytesPending > 1 << 16)
            Write(_json.Flush);
    }

    /// <summary>Ends the gallery, and gives it its name.</summary>
    /// <returns>The full path of the page.</returns>
    /// <exception cref="EcgException">FileUnwritable.</exception>
    public string Commit()
    {
        _json.WriteEndArray();
        _json.WriteEndObject();
        Write(() =>
        {
            _json.Flush();
            _entries.Write(");\n"u8);
            _entries.Dispose();
            foreach (var part in s_parts)
            {
                using var source = Assembly.GetExecutingAssembly().GetManifestResourceStream("gallery/" + part)!;
                using var file = new FileStream(Path.Combine(_temporary, part), FileMode.CreateNew);
                source.CopyTo(file);
            }
            // What is replaced is gone only when the new gallery stands in its place.
            var old = _temporary + ".old";
            bool replaces = Directory.Exists(_path);
            if (replaces)
                Directory.Move(_path, old);
            try
            {
                Directory.Move(_temporary, _path);
            }
            catch when (replaces)
            {
                Directory.Move(old, _path);
                throw;
            }
            if (replaces)
                Directory.Delete(old, recursive: true);
        });
        return Path.Combine(_path, Page);
    }

    /// <summary>Removes what was not committed.</summary>
    public void Dispose()
    {
        _json.Dispose();
        _entries.Dispose();
        try
        {
            if (Directory.Exists(_temporary))
                Directory.Delete(_temporary, recursive: true);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // The error that brought us here is the one to report.
        }
    }

    private void CheckTarget(bool force)
    {
        if (Path.GetDirectoryName(_path) is null)
            throw new EcgException(ErrorId.ArgumentInvalid, $"{_path}: expected a folder within another one.");
        if (File.Exists(_path))
            throw new EcgException(ErrorId.FileExists, $"{_path}: expected the name of a folder, found a file.");
        if (!Directory.Exists(_path) || !Directory.EnumerateFileSystemEntries(_path).Any())
            return;
        var page = Path.Combine(_path, Page);
        if (!File.Exists(page) || !File.ReadAllText(page).Contains(Mark, StringComparison.Ordinal))
            throw new EcgException(ErrorId.FileExists, $"{_path}: expected a new folder, an empty one or a gallery, found a folder of other files.");
        if (!force)
            throw new EcgException(ErrorId.FileExists, $"{_path}: there is a gallery; use -Force to replace it.");
    }

    /// <summary>A file's path as the page names it, with "/".</summary>
    private string FromPage(string path)
    {
        var relative = Path.GetRelativePath(path.StartsWith(_temporary, StringComparison.Ordinal) ? _temporary : _path, path);
        return Path.IsPathRooted(relative)
            ? throw new EcgException(ErrorId.ArgumentInvalid, $"{_path}: expected a folder on the drive of {path}, for the page names files from its own place.")
            : relative.Replace(Path.DirectorySeparatorChar, '/');
    }

    private string Numbered(string folder, int number, string ending) => Path.Combine(_temporary, folder, $"{number / 1000:000}", $"{number:000000}{ending}");

    private void Write(Action write)
    {
        try
        {
            write();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw Unwritable(e);
        }
    }

    private EcgException Unwritable(Exception e) => new(ErrorId.FileUnwritable, $"{_path}: the gallery can't be written: {e.Message}", e);
}
