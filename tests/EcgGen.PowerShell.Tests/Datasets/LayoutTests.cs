// Layouts, read back as those read them that they are for.
using System.Formats.Tar;
using System.Security.Cryptography;
using System.Text.Json.Nodes;

namespace EcgGen.PowerShell.Tests.Datasets;

public sealed class LayoutTests : IDisposable
{
    private readonly DatasetFixture _data = new();

    public LayoutTests() => _data.AddRecords(10);

    public void Dispose() => _data.Dispose();

    private IEnumerable<(JsonNode Line, JsonNode File)> ManifestFiles() =>
        _data.Lines("set/manifest.jsonl").SelectMany(l => l["files"]!.AsArray().Select(f => (l, f!)));

    [Fact]
    public void WebDataset_packs_the_files_of_each_image_one_after_the_other()
    {
        _data.Build("tree", "-VariantCount 2 -Truth -Mask").AssertClean();
        _data.Build("set", "-VariantCount 2 -Truth -Mask -Layout WebDataset").AssertClean();
        Assert.All(_data.Scratch.Hashes("set").Keys, f => Assert.Matches(@"^((train|validation|test)-000000\.tar|(manifest|errors|timings)\.jsonl|dataset\.json)$", f));
        var packed = new Dictionary<string, string>();
        foreach (var tar in Directory.GetFiles(_data["set"], "*.tar"))
        {
            var names = new List<string>();
            using var reader = new TarReader(File.OpenRead(tar));
            while (reader.GetNextEntry() is { } entry)
            {
                names.Add(entry.Name);
                packed[Path.GetFileName(tar) + "/" + entry.Name] = Convert.ToHexStringLower(SHA256.HashData(entry.DataStream!));
                Assert.Equal((DateTimeOffset.UnixEpoch, 0, 0), (entry.ModificationTime, entry.Uid, entry.Gid));
            }
            // The library groups what follows each other and is the same up to the first dot.
            Assert.All(names.Chunk(3), group => Assert.Equal(["json", "mask.png", "png"], group.Select(n => n[(n.IndexOf('.') + 1)..]).Order(StringComparer.Ordinal)));
            Assert.All(names.Chunk(3), group => Assert.Single(group.Select(n => n[..n.IndexOf('.')]).Distinct()));
        }
        Assert.Equal(60, packed.Count);
        Assert.Equal(packed.OrderBy(p => p.Key, StringComparer.Ordinal), ManifestFiles().ToDictionary(f => (string)f.File["path"]!, f => (string)f.File["sha256"]!).OrderBy(p => p.Key, StringComparer.Ordinal));
        var tree = _data.Lines("tree/manifest.jsonl").SelectMany(l => l["files"]!.AsArray()).Select(f => (string)f!["sha256"]!);
        Assert.Equal(tree, ManifestFiles().Select(f => (string)f.File["sha256"]!));
        _data.AssertValid("set");
    }

    [Fact]
    public void Coco_has_the_annotations_of_a_part_in_one_file()
    {
        _data.Build("set", "-VariantCount 2 -Truth -Layout Coco").AssertClean();
        Assert.DoesNotContain(_data.Scratch.Hashes("set").Keys, f => f.EndsWith("_coco.json", StringComparison.Ordinal));
        var lines = _data.Lines("set/manifest.jsonl");
        foreach (var part in lines.GroupBy(l => (string)l["split"]!))
        {
            var coco = JsonNode.Parse(File.ReadAllText(_data[$"set/annotations/instances_{part.Key}.json"]))!;
            var images = coco["images"]!.AsArray();
            Assert.Equal(part.Select(l => (string)l["files"]![0]!["path"]!), images.Select(i => (string)i!["file_name"]!));
            Assert.Equal(part.Select(l => (int)l["width"]!), images.Select(i => (int)i!["width"]!));
            var ids = images.Select(i => (long)i!["id"]!).ToHashSet();
            Assert.Equal(images.Count, ids.Count);
            var annotations = coco["annotations"]!.AsArray();
            Assert.Equal(Enumerable.Range(1, annotations.Count).Select(i => (long)i), annotations.Select(a => (long)a!["id"]!));
            Assert.Equal(ids.Order(), annotations.Select(a => (long)a!["image_id"]!).Distinct().Order());
            var categories = coco["categories"]!.AsArray().ToDictionary(c => (int)c!["id"]!, c => (string)c!["name"]!);
            Assert.All(annotations, a => Assert.Contains((int)a!["category_id"]!, categories.Keys));
            // The same image alone.
            var one = part.First();
            _data.Engine.Run($"Import-EcgRecipe \"$root/set/{Path.ChangeExtension((string)one["files"]![0]!["path"]!, ".json")}\" -RecordPath $root/records | Export-EcgImage $root/{part.Key} -Annotation Coco").AssertClean();
            var alone = JsonNode.Parse(File.ReadAllText(_data[$"{part.Key}/{one["id"]}_coco.json"]))!;
            var first = (long)images[0]!["id"]!;
            Assert.Equal(alone["annotations"]!.AsArray().Select(a => a!["segmentation"]!.ToJsonString()),
                annotations.Where(a => (long)a!["image_id"]! == first).Select(a => a!["segmentation"]!.ToJsonString()));
            Assert.Equal(alone["categories"]!.ToJsonString(), coco["categories"]!.ToJsonString());
        }
        _data.AssertValid("set");
    }

    [Fact]
    public void Yolo_has_a_label_for_each_image_in_a_tree_of_the_same_form()
    {
        _data.Build("set", "-VariantCount 2 -Truth -Mask -Layout Yolo").AssertClean();
        var files = _data.Scratch.Hashes("set").Keys;
        var images = files.Where(f => f.StartsWith("images/", StringComparison.Ordinal)).ToList();
        Assert.Equal(20, images.Count);
        Assert.Equal(images.Select(i => Path.ChangeExtension("labels" + i["images".Length..], ".txt")), files.Where(f => f.StartsWith("labels/", StringComparison.Ordinal)));
        Assert.Equal(40, files.Count(f => f.StartsWith("truth/", StringComparison.Ordinal)));
        Assert.Equal(20 + 20 + 40 + 5, files.Count);
        var yaml = File.ReadAllLines(_data["set/data.yaml"]);
        Assert.Equal(["test: images/test", "train: images/train", "val: images/validation"], yaml.TakeWhile(l => l != "names:"));
        int classes = yaml.Length - Array.IndexOf(yaml, "names:") - 1;
        foreach (var label in files.Where(f => f.StartsWith("labels/", StringComparison.Ordinal)))
        {
            Assert.All(File.ReadAllLines(_data["set/" + label]), l =>
            {
                var fields = l.Split(' ');
                Assert.Equal(5, fields.Length);
                Assert.InRange(int.Parse(fields[0], null), 0, classes - 1);
            });
        }
        _data.AssertValid("set");
    }

    [Fact]
    public void Challenge_has_a_record_for_each_image_whose_header_names_it()
    {
        _data.Build("set", "-VariantCount 2 -Truth -Layout Challenge").AssertClean();
        var records = File.ReadAllLines(_data["set/RECORDS"]);
        Assert.Equal(_data.Lines("set/manifest.jsonl").Select(l => Path.ChangeExtension((string)l["files"]![0]!["path"]!, null)), records);
        foreach (var record in records)
        {
            var header = File.ReadAllText(_data[$"set/{record}.hea"]);
            Assert.Contains($"# Image: {Path.GetFileName(record)}.png\n", header);
            Assert.Contains("# Dx: 426783006", header);
            Assert.Equal(12, ((dynamic)_data.Engine.Run($"Import-EcgRecord \"$root/set/{record}.hea\"").Single).Leads.Count);
        }
        _data.AssertValid("set");
    }
}
