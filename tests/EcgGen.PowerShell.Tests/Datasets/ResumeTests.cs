// Builds that are killed, starved or doubled end with the same bytes as one that nothing disturbs.
using System.Diagnostics;

namespace EcgGen.PowerShell.Tests.Datasets;

[Collection(Alone.Name)]
public sealed class ResumeTests : IDisposable
{
    private readonly DatasetFixture _data = new();
    private string? _mounted;

    public void Dispose()
    {
        if (_mounted is not null)
            ExternalTool.Run("umount", _mounted).GetAwaiter().GetResult();
        _data.Dispose();
    }

    /// <summary>A script that builds a data set in a process of its own.</summary>
    private string Script(string folder, string options) => $"Import-Module '{Locations.Manifest}'; {_data.Command(folder, options)}";

    /// <summary>Kills a build, as kill -9 does, once a condition holds; false if it ended before.</summary>
    private static async Task<bool> Kill(string script, Func<bool> when)
    {
        using var process = await ChildProcess.Start(script);
        while (!process.HasExited && !when())
            await Task.Delay(1);
        bool killed = !process.HasExited;
        process.Kill();
        await process.WaitForExitAsync();
        return killed;
    }

    [Fact]
    public async Task Killed_at_ten_random_points_a_build_of_200_images_ends_as_if_nothing_had_happened()
    {
        _data.AddRecords(50);
        const string Options = "-VariantCount 4 -Truth -Mask";
        _data.Build("whole", Options).AssertClean();
        int seed = Environment.TickCount, images = 0;
        TestContext.Current.TestOutputHelper?.WriteLine($"Seed {seed}");
        var random = new Random(seed);
        for (int kill = 0; kill < 10; kill++)
        {
            // The last one well before the end, which a fast machine would reach first.
            int target = 18 * kill + random.Next(18);
            Assert.True(await Kill(Script("killed", Options), () => Images() >= target), $"ended before kill {kill}");
            Assert.True(Images() >= images, "images were lost");
            images = Images();
        }
        _data.Build("killed", Options).AssertClean();
        Assert.Equal(_data.Files("whole"), _data.Files("killed"));
        Assert.Equal(200, _data.Lines("killed/manifest.jsonl").Select(l => (string)l["id"]!).Distinct().Count());
        var report = _data.AssertValid("killed");
        Assert.Equal((200, 0, 0), ((int)report.Images, (int)report.LostRecords, (int)report.DuplicateImages));

        int Images() => Directory.Exists(_data["killed"]) ? Directory.EnumerateFiles(_data["killed"], "*_0?.png", SearchOption.AllDirectories).Count() : 0;
    }

    [Theory]
    [InlineData("WebDataset")]
    [InlineData("Coco")]
    [InlineData("Yolo")]
    [InlineData("Challenge")]
    public async Task Killed_while_the_layout_is_written_it_is_written_again(string layout)
    {
        _data.AddRecords(30);
        var options = $"-VariantCount 2 -Truth -Layout {layout}";
        _data.Build("whole", options).AssertClean();
        for (int kill = 0; kill < 3; kill++)
        {
            var clock = new Stopwatch();
            int wait = 4 * kill;
            await Kill(Script("killed", options), () =>
            {
                if (!clock.IsRunning && File.Exists(_data["killed/.build/built"]))
                    clock.Start();
                return clock.ElapsedMilliseconds > wait || File.Exists(_data["killed/dataset.json"]);
            });
        }
        Assert.True(_data.Build("killed", options).Errors.Count == 0);
        Assert.Equal(_data.Files("whole"), _data.Files("killed"));
        _data.AssertValid("killed");
    }

    [Theory]
    [InlineData("a torn line")]
    [InlineData("a line of zeros")]
    [InlineData("a file cut short")]
    [InlineData("a file gone")]
    [InlineData("a leftover")]
    public async Task What_a_power_cut_leaves_is_mended(string damage)
    {
        _data.AddRecords(20);
        const string Options = "-VariantCount 2";
        _data.Build("whole", Options).AssertClean();
        Assert.True(await Kill(Script("cut", Options), () => File.Exists(_data["cut/.build/journal.jsonl"]) && File.ReadLines(_data["cut/.build/journal.jsonl"]).Count() >= 6));
        var journal = File.ReadAllBytes(_data["cut/.build/journal.jsonl"]);
        var image = Directory.GetFiles(_data["cut"], "000003_01.png", SearchOption.AllDirectories).Single();
        switch (damage)
        {
            case "a torn line":
                File.WriteAllBytes(_data["cut/.build/journal.jsonl"], journal[..^50]);
                break;
            case "a line of zeros":
                journal.AsSpan(journal.Length / 2).Clear();
                File.WriteAllBytes(_data["cut/.build/journal.jsonl"], journal);
                break;
            case "a file cut short":
                File.WriteAllBytes(image, File.ReadAllBytes(image)[..100]);
                break;
            case "a file gone":
                File.Delete(image);
                break;
            default:
                File.WriteAllText(Path.Combine(Path.GetDirectoryName(image)!, ".000003_01.png.77-1.tmp"), "half");
                break;
        }
        _data.Build("cut", Options).AssertClean();
        Assert.Equal(_data.Files("whole"), _data.Files("cut"));
    }

    [Fact]
    public async Task A_second_process_is_refused_while_the_first_builds()
    {
        _data.AddRecords(60);
        using var first = await ChildProcess.Start(Script("set", "-VariantCount 4"));
        while (!first.HasExited && !File.Exists(_data["set/.build/journal.jsonl"]))
            await Task.Delay(1);
        Assert.False(first.HasExited);
        _data.Build("set", "-VariantCount 4").AssertError("DatasetBusy", "set", "another process");
        await first.WaitForExitAsync().WaitAsync(TimeSpan.FromMinutes(3));
        Assert.Equal(0, first.ExitCode);
        Assert.Equal(240, (int)_data.AssertValid("set").Images);
    }

    [Fact]
    public async Task A_build_that_was_begun_with_other_options_is_not_continued()
    {
        _data.AddRecords(30);
        Assert.True(await Kill(Script("set", "-VariantCount 4"), () => File.Exists(_data["set/.build/journal.jsonl"])));
        _data.Build("set", "-VariantCount 4 -Seed 2").AssertError("DatasetMismatch", "seed");
        _data.Build("set", "-VariantCount 4 -Truth").AssertError("DatasetMismatch", "truth");
        Assert.Equal(120, (int)_data.Build("set", "-VariantCount 4").Single.Images);
    }

    [Fact]
    public async Task A_stopped_build_goes_on()
    {
        _data.AddRecords(40);
        _data.Build("whole", "-VariantCount 4").AssertClean();
        using (var shell = _data.Engine.Create(_data.Command("set", "-VariantCount 4")))
        {
            var running = shell.BeginInvoke();
            while (!running.IsCompleted && !Directory.Exists(_data["set/train"]))
                await Task.Delay(1);
            shell.Stop();
        }
        Assert.True(Directory.Exists(_data["set/.build"]));
        _data.Build("set", "-VariantCount 4").AssertClean();
        Assert.Equal(_data.Files("whole"), _data.Files("set"));
    }

    [Fact]
    public async Task A_full_disk_ends_the_build_and_with_room_it_goes_on()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Small disks are made with tmpfs.");
        _data.AddRecords(20);
        _data.Build("whole", "-VariantCount 2 -Truth").AssertClean();
        long bytes = Directory.GetFiles(_data["whole"], "*", SearchOption.AllDirectories).Sum(f => new FileInfo(f).Length);
        var disk = Directory.CreateDirectory(_data["disk"]).FullName;
        var mount = await ExternalTool.Run("mount", "-t", "tmpfs", "-o", $"size={bytes * 2 / 1024}k", "tmpfs", disk);
        Assert.SkipUnless(mount?.ExitCode == 0, "No disk can be mounted here.");
        _mounted = disk;
        File.WriteAllBytes(_data["disk/ballast"], new byte[bytes * 3 / 2]);
        var error = _data.Build("disk/set", "-VariantCount 2 -Truth").AssertError("FileUnwritable", "space");
        Assert.False(File.Exists(_data["disk/set/dataset.json"]));
        File.Delete(_data["disk/ballast"]);
        _data.Build("disk/set", "-VariantCount 2 -Truth").AssertClean();
        Assert.Equal(_data.Files("whole"), _data.Files("disk/set"));
        Assert.Empty(_data.Lines("disk/set/errors.jsonl"));
    }
}
