// YOLO as Ultralytics' programs take it: images and labels in two trees of the same form.
using System.Globalization;
using System.Text;

namespace EcgGen.Datasets;

/// <summary>Moves images to images/PART, labels to labels/PART and everything else, which would pass for images, to truth/PART; writes data.yaml.</summary>
internal sealed class YoloLayout(DatasetFolder folder, DatasetInfo info) : DatasetLayoutWriter(folder)
{
    /// <inheritdoc/>
    public override ManifestEntry Place(ManifestEntry entry) => entry with { Files = [.. entry.Files.Select(Move)] };

    /// <inheritdoc/>
    public override void End()
    {
        Folder.Write("data.yaml", stream => stream.Write(Encoding.UTF8.GetBytes(Yaml())));
        foreach (var file in Directory.EnumerateFiles(Folder.Path, ExportFiles.YoloClasses, SearchOption.AllDirectories).ToList())
            File.Delete(file);
    }

    private ManifestFile Move(ManifestFile file)
    {
        var tree = file.Kind switch
        {
            DatasetFileKind.Image => "images",
            DatasetFileKind.Yolo => "labels",
            _ => "truth",
        };
        var moved = file with { Path = $"{tree}/{file.Path}" };
        string from = Folder[file.Path], to = Folder[moved.Path];
        Directory.CreateDirectory(Path.GetDirectoryName(to)!);
        if (File.Exists(from))
            File.Move(from, to, overwrite: true);
        else
            Open(moved).Dispose();
        return moved;
    }

    private string Yaml()
    {
        var text = new StringBuilder();
        foreach (var split in info.Split.Keys)
            text.Append(CultureInfo.InvariantCulture, $"{(split is "validation" ? "val" : split)}: images/{split}\n");
        text.Append("names:\n");
        foreach (var (number, name) in ObjectClasses.Names.Index())
            text.Append(CultureInfo.InvariantCulture, $"  {number}: {name}\n");
        return text.ToString();
    }
}
