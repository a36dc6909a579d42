// A data set's folder made by hand: lines of a manifest, with whatever a test puts into them.
using System.Text.Json;
using System.Text.Json.Nodes;

namespace EcgGen.PowerShell.Tests;

/// <summary>A data set in the making.</summary>
/// <param name="folder">Its folder.</param>
internal sealed class DatasetOnDisk(string folder)
{
    // 3 x 2 pixels, the smallest file that is worth a thumbnail.
    private static readonly byte[] s_dot = Convert.FromBase64String("iVBORw0KGgoAAAANSUhEUgAAAAMAAAACCAIAAAASFvFNAAAAF0lEQVR4nGMQERE5YQMEJxg+fPgAYQEARUwIDRFvcV0AAAAASUVORK5CYII=");

    private readonly List<string> _lines = [];

    public string Folder { get; } = Directory.CreateDirectory(folder).FullName;

    public string this[string name] => Path.Combine(Folder, name);

    /// <summary>Adds an image; files are given as kind and path.</summary>
    public void Add(string id, string record = "r", string split = "train", string? condition = null, string? vendor = null, string[]? stages = null,
        int width = 3, int height = 2, params (string Kind, string Path)[] files)
    {
        var recipe = new JsonObject { ["sha256"] = "", ["layout"] = "3x4+1", ["stages"] = JsonSerializer.SerializeToNode(stages ?? ["paper"]) };
        if (condition is not null)
            recipe["condition"] = condition;
        if (vendor is not null)
            recipe["vendor"] = vendor;
        _lines.Add(new JsonObject
        {
            ["id"] = id,
            ["index"] = _lines.Count,
            ["variant"] = 0,
            ["split"] = split,
            ["record"] = new JsonObject { ["name"] = record, ["sha256"] = "" },
            ["width"] = width,
            ["height"] = height,
            ["recipe"] = recipe,
            ["files"] = new JsonArray([.. files.Select(f => new JsonObject { ["kind"] = f.Kind, ["path"] = f.Path, ["sha256"] = "", ["bytes"] = 0 })]),
        }.ToJsonString());
    }

    /// <summary>Adds a line as it is.</summary>
    public void AddLine(string line) => _lines.Add(line);

    /// <summary>Writes an image of a few pixels.</summary>
    public void AddDot(string name)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(this[name])!);
        File.WriteAllBytes(this[name], s_dot);
    }

    /// <summary>Writes the manifest.</summary>
    public void Save() => File.WriteAllLines(this["manifest.jsonl"], _lines);
}
