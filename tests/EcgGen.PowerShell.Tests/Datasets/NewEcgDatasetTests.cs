// Data sets: what is in the folder, what is said of it, and what is refused.
using System.Text.Json.Nodes;

namespace EcgGen.PowerShell.Tests.Datasets;

public sealed class NewEcgDatasetTests : IDisposable
{
    private readonly DatasetFixture _data = new();

    public void Dispose() => _data.Dispose();

    [Fact]
    public void A_data_set_holds_each_variant_of_each_record_and_lists_it()
    {
        var set = _data.AddRecords(6).Build("set", "-VariantCount 2 -Truth -Mask").Single;
        Assert.Equal((12, 6, 0), ((int)set.Images, (int)set.Records, (int)set.Errors));
        var lines = _data.Lines("set/manifest.jsonl");
        Assert.Equal(Enumerable.Range(0, 12).Select(i => $"{i / 2:000000}_{i % 2:00}"), lines.Select(l => (string)l["id"]!));
        foreach (var line in lines)
        {
            Assert.Equal(["image", "json", "mask"], line["files"]!.AsArray().Select(f => (string)f!["kind"]!));
            foreach (var file in line["files"]!.AsArray())
            {
                Assert.StartsWith($"{line["split"]}/000/{line["id"]}", (string)file!["path"]!);
                Assert.Equal(_data.Scratch.Hashes("set")[(string)file["path"]!], ((string)file["sha256"]!).ToUpperInvariant());
                Assert.Equal(new FileInfo(_data["set/" + file["path"]]).Length, (long)file["bytes"]!);
            }
        }
        Assert.Equal(36 + 4, _data.Scratch.Hashes("set").Count);
        Assert.Equal(lines.Select(l => (string)l["id"]!), _data.Lines("set/timings.jsonl").Select(l => (string)l["id"]!));
        Assert.Empty(_data.Lines("set/errors.jsonl"));
        var info = JsonNode.Parse(File.ReadAllText(_data["set/dataset.json"]))!;
        Assert.Equal((12, 6, "folder"), ((int)info["images"]!, (int)info["records"]!, (string)info["layout"]!));
        Assert.Equal(lines.GroupBy(l => (string)l["split"]!).ToDictionary(g => g.Key, g => g.Count()), info["counts"]!.AsObject().Where(c => (int)c.Value! > 0).ToDictionary(c => c.Key, c => (int)c.Value!));
        _data.AssertValid("set");
    }

    [Fact]
    public void Seed_and_variant_decide_the_bytes_and_threads_do_not()
    {
        _data.AddRecords(4).Build("one", "-VariantCount 2 -Truth").AssertClean();
        _data.Engine.Run(_data.Command("four", "-VariantCount 2 -Truth").Replace("-ThrottleLimit 2", "-ThrottleLimit 4")).AssertClean();
        _data.Build("other", "-VariantCount 2 -Truth -Seed 1").AssertClean();
        Assert.Equal(_data.Files("one"), _data.Files("four"));
        Assert.NotEqual(_data.Files("one"), _data.Files("other"));
        Assert.Equal(8, _data.Lines("one/manifest.jsonl").Select(l => (string)l["recipe"]!["sha256"]!).Distinct().Count());
    }

    [Fact]
    public void An_image_of_a_data_set_can_be_made_again_from_its_JSON()
    {
        _data.AddRecords(1).Build("set", "-Truth").AssertClean();
        var image = (string)_data.Lines("set/manifest.jsonl")[0]["files"]![0]!["path"]!;
        _data.Engine.Run($"Import-EcgRecipe \"$root/set/{Path.ChangeExtension(image, ".json")}\" -RecordPath $root/records | Export-EcgImage $root/again -Truth").AssertClean();
        var again = _data.Scratch.Hashes("again");
        Assert.Equal(_data.Scratch.Hashes("set")[image], again[Path.GetFileName(image)]);
        Assert.Equal(_data.Scratch.Hashes("set")[Path.ChangeExtension(image, ".json")], again[Path.ChangeExtension(Path.GetFileName(image), ".json")]);
    }

    [Fact]
    public void Patients_keep_together_and_their_numbers_are_in_no_file()
    {
        _data.AddRecords(40, perPatient: 4).Build("set").AssertClean();
        var lines = _data.Lines("set/manifest.jsonl");
        var patients = lines.GroupBy(l => (string)l["record"]!["patient"]!).ToList();
        Assert.Equal(10, patients.Count);
        Assert.All(patients, p => Assert.Single(p.Select(l => (string)l["split"]!).Distinct()));
        Assert.True(lines.Select(l => (string)l["split"]!).Distinct().Count() > 1);
        foreach (var file in Directory.GetFiles(_data["set"], "*.json*", SearchOption.AllDirectories))
            Assert.DoesNotMatch("\"400[0-9]\"|Patient ID", File.ReadAllText(file));
    }

    [Fact]
    public void Shares_of_the_split_are_those_asked_for()
    {
        // 200 patients; five standard deviations of a binomial number.
        _data.AddRecords(200).Build("set", "-Split @{ train = 0.5; hold-out = 0.3; dev = 0.2 }".Replace("hold-out", "'hold-out'")).AssertClean();
        var counts = _data.Lines("set/manifest.jsonl").GroupBy(l => (string)l["split"]!).ToDictionary(g => g.Key, g => g.Count());
        foreach (var (part, share) in new[] { ("train", 0.5), ("hold-out", 0.3), ("dev", 0.2) })
            Assert.InRange(counts[part], 200 * share - 5 * Math.Sqrt(200 * share * (1 - share)), 200 * share + 5 * Math.Sqrt(200 * share * (1 - share)));
    }

    [Fact]
    public void A_column_of_a_table_or_a_property_groups_records()
    {
        _data.AddRecords(12);
        var names = Directory.GetFiles(_data["records"], "*.hea").Order(StringComparer.Ordinal).Select(f => Path.GetFileNameWithoutExtension(f)!).ToArray();
        File.WriteAllLines(_data["people.csv"], ["ecg_id,patient_id,note,filename", .. names.Select((n, i) => $"{i},{i / 3},\"a, \"\"b\"\"\",records500/00000/{n}")]);
        _data.Build("table", "-GroupBy patient_id -GroupPath $root/people.csv").AssertClean();
        _data.Build("name", "-GroupBy Name").AssertClean();
        Assert.Equal(4, _data.Lines("table/manifest.jsonl").Select(l => (string)l["record"]!["patient"]!).Distinct().Count());
        Assert.Equal(12, _data.Lines("name/manifest.jsonl").Select(l => (string)l["record"]!["patient"]!).Distinct().Count());

        File.WriteAllLines(_data["short.csv"], ["filename,patient_id", .. names.Skip(1).Select(n => $"{n},7")]);
        _data.Build("none", "-GroupBy patient_id -GroupPath $root/short.csv").AssertError("ArgumentInvalid", "short.csv", "1 of 12", names[0]);
        _data.Build("none", "-GroupBy person -GroupPath $root/short.csv").AssertError("ArgumentInvalid", "person", "filename, patient_id");
        _data.Build("none", "-GroupBy person").AssertError("ArgumentInvalid", "person", "PatientKey");
    }

    [Fact]
    public void A_record_that_fails_is_listed_and_the_rest_goes_on()
    {
        _data.AddRecords(5);
        var headers = Directory.GetFiles(_data["records"], "*.hea").Order(StringComparer.Ordinal).ToArray();
        File.Delete(Path.ChangeExtension(headers[1], ".dat"));
        File.WriteAllText(headers[3], "nonsense");
        var outcome = _data.Build("set", "-VariantCount 2");
        Assert.Null(outcome.Terminating);
        Assert.Equal(3, outcome.Errors.Count);
        Assert.Equal("DatasetIncomplete", outcome.ErrorIds.Last());
        var errors = _data.Lines("set/errors.jsonl");
        Assert.Equal([1, 3], errors.Select(e => (int)e["index"]!));
        Assert.Equal([Path.GetFileName(headers[1]), Path.GetFileName(headers[3])], errors.Select(e => (string)e["record"]!));
        Assert.All(errors, e => Assert.DoesNotContain(_data.Scratch.Folder, e.ToJsonString()));
        Assert.Equal([0, 0, 2, 2, 4, 4], _data.Lines("set/manifest.jsonl").Select(l => (int)l["index"]!));
        Assert.Equal((true, 2), ((bool)_data.AssertValid("set").Valid, (int)_data.AssertValid("set").Errors));
        // The state says so, also when nothing is left to do.
        Assert.Equal("False", _data.Engine.Run(_data.Command("set", "-VariantCount 2 -ErrorAction SilentlyContinue -WarningAction SilentlyContinue") + " | ForEach-Object { }; $?").Output[0].ToString());
    }

    [Fact]
    public void A_finished_data_set_is_left_alone_and_another_one_is_refused()
    {
        _data.AddRecords(2).Build("set").AssertClean();
        var before = _data.Scratch.Hashes("set");
        var outcome = _data.Build("set").AssertClean();
        Assert.Contains("finished", Assert.Single(outcome.Warnings));
        Assert.Equal(2, ((dynamic)outcome.Output[0].BaseObject).Images);
        _data.Build("set", "-Seed 1").AssertError("DatasetMismatch", "seed", "0", "1");
        _data.Build("set", "-VariantCount 2").AssertError("DatasetMismatch", "variantCount");
        File.Copy(Directory.GetFiles(_data["records"], "*.hea")[0], _data["records/more.hea"]);
        _data.Build("set").AssertError("DatasetMismatch", "recordCount", "2", "3");
        Assert.Equal(before, _data.Scratch.Hashes("set"));
    }

    [Fact]
    public void A_folder_with_other_files_is_refused()
    {
        _data.AddRecords(1);
        _data.Build("records").AssertError("FileExists", "records", "other files");
        _data.Engine.Run($"New-EcgDataset '{_data["nowhere"]}' '{_data["set"]}' -Profile '{_data["small.psd1"]}'").AssertError("FileNotFound", "nowhere");
        Directory.CreateDirectory(_data["empty"]);
        _data.Build("set", records: "empty").AssertError("FileNotFound", "no record");
        Assert.False(Directory.Exists(_data["set"]));
    }

    [Theory]
    [InlineData("-Split @{ train = 0.5; test = 0.4 }", "0.9")]
    [InlineData("-Split @{ train = 1.5; test = -0.5 }", "share")]
    [InlineData("-Split @{ 'a/b' = 1 }", "a/b")]
    [InlineData("-Split @{ train = 'half'; test = 0.5 }", "half")]
    [InlineData("-ShardIndex 3 -ShardCount 3", "ShardIndex 3")]
    [InlineData("-ShardIndex 0", "ShardCount")]
    public void Options_that_do_not_fit_are_refused(string options, string inMessage)
    {
        _data.AddRecords(1).Build("set", options).AssertError("ArgumentInvalid", inMessage);
        Assert.False(Directory.Exists(_data["set"]));
    }

    [Fact]
    public void WhatIf_tells_counts_bytes_and_hours_and_leaves_nothing()
    {
        _data.AddRecords(7);
        var before = Directory.GetDirectories(Path.GetTempPath(), "ecggen-*").Length;
        _ = _data.Engine.ConsoleText;
        _data.Build("set", "-VariantCount 3 -WhatIf").AssertClean();
        Assert.Matches(@"What if: .*21 images of 7 records: about 0\.\d* ?GB in 0(\.\d+)? hours on [12] processors.*set", _data.Engine.ConsoleText);
        Assert.False(Directory.Exists(_data["set"]));
        Assert.Equal(before, Directory.GetDirectories(Path.GetTempPath(), "ecggen-*").Length);
    }
}
