// Shards and their whole.
namespace EcgGen.PowerShell.Tests.Datasets;

public sealed class MergeTests : IDisposable
{
    private readonly DatasetFixture _data = new();

    public void Dispose() => _data.Dispose();

    private void BuildShards(int count, string options)
    {
        for (int i = 0; i < count; i++)
            _data.Build($"shards/shard-{i}", $"{options} -ShardIndex {i} -ShardCount {count}").AssertClean();
    }

    private Outcome Merge(string options = "", string shards = "$root/shards") => _data.Engine.Run($"Merge-EcgDataset {shards} $root/merged {options}");

    [Theory]
    [InlineData("Folder", 4)]
    [InlineData("WebDataset", 3)]
    [InlineData("Coco", 3)]
    [InlineData("Yolo", 2)]
    [InlineData("Challenge", 11)]
    public void Shards_make_the_same_files_as_the_whole(string layout, int count)
    {
        var options = $"-VariantCount 2 -Truth -Mask -Layout {layout}";
        _data.AddRecords(11, perPatient: 2).Build("whole", options).AssertClean();
        BuildShards(count, options);
        for (int i = 0; i < count; i++)
            _data.AssertValid($"shards/shard-{i}");
        Assert.Equal((22, 11), ((int)Merge().Single.Images, (int)_data.AssertValid("merged").Records));
        Assert.Equal(_data.Files("whole"), _data.Files("merged"));
        Assert.Equal(_data.Lines("whole/timings.jsonl").Select(l => (string)l["id"]!), _data.Lines("merged/timings.jsonl").Select(l => (string)l["id"]!));
        Assert.Contains("finished", Assert.Single(Merge().AssertClean().Warnings));
    }

    [Fact]
    public void Moved_shards_make_the_same_and_need_no_more_space()
    {
        _data.AddRecords(6).Build("whole", "-Truth").AssertClean();
        BuildShards(3, "-Truth");
        _data.Engine.Run("Merge-EcgDataset $root/shards/shard-2, $root/shards/shard-0, $root/shards/shard-1 $root/merged -Move").AssertClean();
        Assert.Equal(_data.Files("whole"), _data.Files("merged"));
        Assert.DoesNotContain(_data.Scratch.Hashes("shards").Keys, f => f.EndsWith(".png", StringComparison.Ordinal));
    }

    [Fact]
    public void Records_that_failed_in_a_shard_fail_in_the_whole()
    {
        _data.AddRecords(6);
        File.Delete(Directory.GetFiles(_data["records"], "*.dat").Order(StringComparer.Ordinal).ElementAt(4));
        Assert.Equal("DatasetIncomplete", _data.Build("whole").ErrorIds.Last());
        for (int i = 0; i < 3; i++)
            _data.Build($"shards/{i}", $"-ShardIndex {i} -ShardCount 3");
        Merge().AssertError("DatasetIncomplete", "1 of 6");
        Assert.Equal(_data.Files("whole"), _data.Files("merged"));
    }

    [Fact]
    public void More_shards_than_records_make_the_whole_too()
    {
        _data.AddRecords(2).Build("whole").AssertClean();
        BuildShards(5, "");
        Merge().AssertClean();
        Assert.Equal(_data.Files("whole"), _data.Files("merged"));
    }

    [Fact]
    public void Shards_that_do_not_make_a_whole_are_refused()
    {
        _data.AddRecords(6);
        BuildShards(3, "");
        _data.Build("other", "-Seed 1 -ShardIndex 1 -ShardCount 3").AssertClean();
        _data.Build("half", "-ShardIndex 1 -ShardCount 2").AssertClean();
        _data.Build("all").AssertClean();
        Merge("", "$root/shards/shard-0, $root/shards/shard-2").AssertError("DatasetIncomplete", "1 are missing: 1");
        Merge("", "$root/shards/shard-0, $root/other, $root/shards/shard-2").AssertError("DatasetMismatch", "seed");
        Merge("", "$root/shards/shard-0, $root/half").AssertError("DatasetMismatch", "shard 1 of 2");
        Merge("", "$root/shards, $root/all").AssertError("DatasetMismatch", "whole");
        Directory.CreateDirectory(_data["copy"]);
        foreach (var file in Directory.GetFiles(_data["shards/shard-1"]))
            File.Copy(file, _data["copy/" + Path.GetFileName(file)]);
        Merge("", "$root/shards, $root/copy").AssertError("DatasetMismatch", "twice");
        Merge("", "$root/nowhere").AssertError("FileNotFound", "nowhere");
        Merge("", "$root/records").AssertError("FileNotFound", "no shard");
        Assert.False(Directory.Exists(_data["merged"]));
    }

    [Fact]
    public void A_damaged_shard_is_noticed_and_mended_the_merge_goes_on()
    {
        _data.AddRecords(6).Build("whole").AssertClean();
        BuildShards(3, "");
        var image = Directory.GetFiles(_data["shards/shard-1"], "*.png", SearchOption.AllDirectories)[0];
        var bytes = File.ReadAllBytes(image);
        File.WriteAllBytes(image, [.. bytes[..^1], (byte)~bytes[^1]]);
        Merge().AssertError("DatasetDamaged", Path.GetFileName(image), "sha256");
        Assert.False(File.Exists(_data["merged/dataset.json"]));
        File.WriteAllBytes(image, bytes);
        var lines = File.ReadAllLines(_data["shards/shard-2/manifest.jsonl"]);
        File.WriteAllLines(_data["shards/shard-2/manifest.jsonl"], lines.Reverse());
        Merge().AssertError("DatasetDamaged", "shard-2", "record");
        File.WriteAllLines(_data["shards/shard-2/manifest.jsonl"], lines);
        Merge().AssertClean();
        Assert.Equal(_data.Files("whole"), _data.Files("merged"));
    }

    [Fact]
    public void WhatIf_joins_nothing()
    {
        _data.AddRecords(2);
        BuildShards(2, "");
        Merge("-WhatIf").AssertClean();
        Assert.False(Directory.Exists(_data["merged"]));
    }
}
