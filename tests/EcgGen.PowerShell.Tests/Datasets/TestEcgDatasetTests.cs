// What Test-EcgDataset counts, and that it finds every kind of fault.
using System.Text.Json.Nodes;

namespace EcgGen.PowerShell.Tests.Datasets;

public sealed class TestEcgDatasetTests : IDisposable
{
    private readonly DatasetFixture _data = new();

    public TestEcgDatasetTests() => _data.AddRecords(8, perPatient: 2).Build("set", "-VariantCount 2 -Truth").AssertClean();

    public void Dispose() => _data.Dispose();

    private (dynamic Report, Outcome Outcome) Check(string options = "")
    {
        var outcome = _data.Engine.Run($"Test-EcgDataset $root/set {options}");
        Assert.Null(outcome.Terminating);
        Assert.All(outcome.ErrorIds, id => Assert.Equal("DatasetDamaged", id));
        return (Assert.Single(outcome.Output).BaseObject, outcome);
    }

    private string Image(int number) => _data["set/" + _data.Lines("set/manifest.jsonl")[number]["files"]![0]!["path"]];

    private void ChangeManifest(Func<List<string>, IEnumerable<string>> change)
    {
        var lines = change([.. File.ReadAllLines(_data["set/manifest.jsonl"])]).ToList();
        File.WriteAllLines(_data["set/manifest.jsonl"], lines);
    }

    /// <summary>Changes an image's JSON, and its hash in the manifest with it.</summary>
    private void ChangeTruth(Action<JsonNode> change)
    {
        var path = Path.ChangeExtension(Image(3), ".json");
        var json = JsonNode.Parse(File.ReadAllText(path))!;
        change(json);
        File.WriteAllText(path, json.ToJsonString());
        ChangeManifest(lines =>
        {
            var line = JsonNode.Parse(lines[3])!;
            line["files"]![1]!["sha256"] = Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(File.ReadAllBytes(path)));
            line["files"]![1]!["bytes"] = new FileInfo(path).Length;
            lines[3] = line.ToJsonString();
            return lines;
        });
    }

    [Fact]
    public void Counts_are_those_of_the_manifest_and_the_recipes()
    {
        var report = Check().Report;
        var lines = _data.Lines("set/manifest.jsonl");
        Assert.True(report.Valid);
        Assert.Equal((16, 8, 0), ((int)report.Images, (int)report.Records, (int)report.Errors));
        Assert.Equal(lines.SelectMany(l => l["files"]!.AsArray()).Sum(f => (long)f!["bytes"]!), (long)report.Bytes);
        void Same(object counts, IEnumerable<string> values) => Assert.Equal(
            values.GroupBy(v => v).ToDictionary(g => g.Key, g => g.Count()).OrderBy(p => p.Key, StringComparer.Ordinal), (IReadOnlyDictionary<string, int>)counts);
        Same(report.Splits, lines.Select(l => (string)l["split"]!));
        Same(report.Stages, lines.SelectMany(l => l["recipe"]!["stages"]!.AsArray().Select(s => (string)s!).Distinct()));
        Same(report.Layouts, lines.Select(l => (string)l["recipe"]!["layout"]!));
        Assert.Equal((16, 6), ((int)report.Classes["426783006"], (int)report.Classes["164889003"]));
        var recipes = lines.Select(l => JsonNode.Parse(File.ReadAllText(_data["set/" + l["files"]![1]!["path"]]))!["recipe"]!);
        var noise = recipes.SelectMany(r => r["stages"]!.AsArray()).Where(s => (string)s!["kind"]! == "imageNoise" && s["gaussian"] is not null).ToList();
        Assert.Equal(noise.Count, (int)report.ImageSnr.Count);
        Assert.Equal(20 * Math.Log10(255 / noise.Max(n => (double)n!["gaussian"]!)), (double)report.ImageSnr.Minimum, 6);
    }

    [Fact]
    public void Takes_what_New_EcgDataset_gives()
    {
        Assert.True(_data.Engine.Run($"{_data.Command("new")} | Test-EcgDataset").Single.Valid);
        _data.Engine.Run("Test-EcgDataset $root/records").AssertError("FileNotFound", "dataset.json");
    }

    [Fact]
    public void A_missing_file_and_a_changed_byte_are_found()
    {
        File.Delete(Image(2));
        var bytes = File.ReadAllBytes(Image(5));
        bytes[^20] ^= 1;
        File.WriteAllBytes(Image(5), bytes);
        var (report, outcome) = Check();
        Assert.False(report.Valid);
        Assert.Equal((1, 1), ((int)report.Missing, (int)report.Damaged));
        Assert.Equal(2, outcome.Errors.Count);
        Assert.Contains("000001_00.png", outcome.Errors[0].ToString());
        Assert.Contains("000002_01.png", outcome.Errors[1].ToString());
    }

    [Fact]
    public void Lost_records_doubled_images_and_mixed_patients_are_found()
    {
        ChangeManifest(lines =>
        {
            var line = JsonNode.Parse(lines[6])!;
            line["split"] = (string)line["split"]! == "train" ? "test" : "train";
            lines[6] = line.ToJsonString();
            return [.. lines[..2], .. lines[4..], lines[^1]];
        });
        var report = Check().Report;
        Assert.False(report.Valid);
        Assert.Equal((1, 1), ((int)report.DuplicateImages, (int)report.MixedPatients));
        // One is not there, one has an image too many.
        Assert.Equal(2, (int)report.LostRecords);
    }

    [Fact]
    public void A_record_without_an_image_is_lost_unless_it_is_listed()
    {
        ChangeManifest(lines => lines[..^2]);
        Assert.Equal((1, false), ((int)Check().Report.LostRecords, (bool)Check().Report.Valid));
        File.WriteAllText(_data["set/errors.jsonl"], """{"index":7,"record":"r.hea","error":"HeaderInvalid","message":"bad"}""" + "\n");
        Assert.Equal((0, true, 1), ((int)Check().Report.LostRecords, (bool)Check().Report.Valid, (int)Check().Report.Errors));
    }

    [Theory]
    [InlineData("points")]
    [InlineData("flags")]
    [InlineData("size")]
    [InlineData("recipe")]
    [InlineData("record")]
    [InlineData("unknown")]
    [InlineData("leads")]
    [InlineData("nothing")]
    public void Truth_that_does_not_fit_is_found(string change)
    {
        ChangeTruth(json =>
        {
            var lead = json["leads"]?[0];
            switch (change)
            {
                case "points":
                    lead!["points"]!.AsArray().RemoveAt(0);
                    lead["points"]!.AsArray().RemoveAt(0);
                    break;
                case "flags":
                    lead!["flags"] = new JsonArray(new JsonObject { ["kind"] = "clipped", ["start"] = 5, ["end"] = 1_000_000 });
                    break;
                case "size":
                    json["image"]!["width"] = 7;
                    break;
                case "recipe":
                    json["recipe"]!["stages"]![0]!["dpi"] = 61;
                    break;
                case "record":
                    json["record"]!["sha256"] = new string('0', 64);
                    break;
                case "unknown":
                    json["surplus"] = true;
                    break;
                case "leads":
                    json.AsObject().Remove("leads");
                    break;
                default:
                    break;
            }
        });
        var report = Check().Report;
        Assert.Equal((change == "nothing" ? 0 : 1, 0, 0), (Math.Min(1, (int)report.InvalidTruth), (int)report.Damaged, (int)report.Missing));
    }

    [Fact]
    public void A_torn_manifest_is_an_error_that_names_the_line()
    {
        File.WriteAllText(_data["set/manifest.jsonl"], File.ReadAllText(_data["set/manifest.jsonl"])[..^20]);
        var outcome = _data.Engine.Run("Test-EcgDataset $root/set");
        Assert.Contains("line 16", outcome.AssertError("DatasetDamaged").ToString());
    }

    [Fact]
    public void Damage_in_tar_files_is_found()
    {
        _data.Build("tars", "-Layout WebDataset -Split @{ all = 1 }").AssertClean();
        var tar = _data["tars/all-000000.tar"];
        var whole = File.ReadAllBytes(tar);
        var bytes = (byte[])whole.Clone();
        bytes[5000] ^= 1;
        File.WriteAllBytes(tar, bytes);
        dynamic Report() => Assert.Single(_data.Engine.Run("Test-EcgDataset $root/tars -ErrorAction SilentlyContinue").Output).BaseObject;
        Assert.Equal((0, 1), ((int)Report().Missing, (int)Report().Damaged));
        File.WriteAllBytes(tar, whole[..(whole.Length / 2)]);
        Assert.True((int)Report().Missing > 0);
        File.Delete(tar);
        Assert.Equal(16, (int)Report().Missing);
    }
}
