// COCO: the annotations of all images of a part in one file, joined from those of each image.
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace EcgGen.Datasets;

/// <summary>Writes annotations/instances_PART.json; images stay where they are. Memory does not grow with the number of images.</summary>
internal sealed class CocoLayout(DatasetFolder folder, DatasetInfo info) : DatasetLayoutWriter(folder)
{
    private static readonly JsonWriterOptions s_plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly SortedDictionary<string, Part> _parts = new(StringComparer.Ordinal);

    /// <inheritdoc/>
    public override ManifestEntry Place(ManifestEntry entry)
    {
        var file = entry.Files.First(f => f.Kind == DatasetFileKind.Coco);
        if (!_parts.TryGetValue(entry.Split, out var part))
            _parts[entry.Split] = part = new Part(Folder, entry.Split);
        if (part.Images is not null)
            Add(part, entry, file);
        return entry with { Files = [.. entry.Files.Where(f => f != file)] };
    }

    /// <inheritdoc/>
    public override void End()
    {
        foreach (var part in _parts.Values)
            part.Join();
        foreach (var file in Directory.EnumerateFiles(Folder.Path, "*" + ExportFiles.CocoEnding, SearchOption.AllDirectories).ToList())
            File.Delete(file);
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        foreach (var part in _parts.Values)
            part.Dispose();
    }

    private void Add(Part part, ManifestEntry entry, ManifestFile file)
    {
        using var stream = Open(file);
        using var document = JsonDocument.Parse(stream);
        long id = (long)entry.Index * info.VariantCount + entry.Variant + 1;
        Write(part.Images!.Stream, json =>
        {
            json.WriteNumber("id", id);
            json.WriteString("file_name", entry.Files[0].Path);
            json.WriteNumber("width", entry.Width);
            json.WriteNumber("height", entry.Height);
        });
        foreach (var annotation in document.RootElement.GetProperty("annotations").EnumerateArray())
        {
            part.Annotations!.Count++;
            Write(part.Annotations.Stream, json =>
            {
                json.WriteNumber("id", part.Annotations.Count);
                json.WriteNumber("image_id", id);
                foreach (var property in annotation.EnumerateObject().Where(p => p.Name is not ("id" or "image_id")))
                    property.WriteTo(json);
            });
        }
    }

    /// <summary>Appends an object to a list.</summary>
    private static void Write(FileStream list, Action<Utf8JsonWriter> write)
    {
        list.Write(list.Position == 0 ? "\n"u8 : ",\n"u8);
        using var json = new Utf8JsonWriter(list, s_plain);
        json.WriteStartObject();
        write(json);
        json.WriteEndObject();
    }

    private sealed class Part : IDisposable
    {
        private readonly DatasetFolder _folder;
        private readonly string _path;

        public Part(DatasetFolder folder, string split)
        {
            _folder = folder;
            _path = $"annotations/instances_{split}.json";
            // A build was interrupted after this.
            if (File.Exists(folder[_path]))
                return;
            Images = new Scratch(folder, $"{split}-images");
            Annotations = new Scratch(folder, $"{split}-annotations");
        }

        public Scratch? Images { get; }

        public Scratch? Annotations { get; }

        public void Join()
        {
            if (Images is null)
                return;
            _folder.Write(_path, stream =>
            {
                stream.Write("{\"images\": ["u8);
                Images.CopyTo(stream);
                stream.Write("],\n\"annotations\": ["u8);
                Annotations!.CopyTo(stream);
                stream.Write("],\n\"categories\": [\n"u8);
                stream.Write(Encoding.UTF8.GetBytes(string.Join(",\n", ObjectClasses.Names.Select((name, i) =>
                    $$"""{"id":{{i + 1}},"name":"{{name}}","supercategory":"{{ObjectClasses.GroupOf(i)}}"}"""))));
                stream.Write("\n]}\n"u8);
            });
        }

        public void Dispose()
        {
            Images?.Dispose();
            Annotations?.Dispose();
        }
    }

    /// <summary>A list in the making, in a file that goes away.</summary>
    private sealed class Scratch(DatasetFolder folder, string name) : IDisposable
    {
        public FileStream Stream { get; } = new(DatasetFolder.BuildFile(folder.Path, name), FileMode.Create, FileAccess.ReadWrite, FileShare.None, 1 << 16, FileOptions.DeleteOnClose);

        public long Count { get; set; }

        public void CopyTo(Stream to)
        {
            Stream.Position = 0;
            Stream.CopyTo(to);
        }

        public void Dispose() => Stream.Dispose();
    }
}
