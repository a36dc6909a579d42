// Disks that fill up and targets that cannot be written: whole files or none, and one error per image.
namespace EcgGen.PowerShell.Tests;

public sealed class DiskTests : IDisposable
{
    private readonly Engine _engine = new();
    private readonly Scratch _scratch = new();
    private string? _mounted;

    public DiskTests() => _engine.Run("$pages = @(New-EcgRecord -Count 5 -Duration 10 | New-EcgPaper -Dpi 200)").AssertClean();

    public void Dispose()
    {
        if (_mounted is not null)
            ExternalTool.Run("umount", _mounted).GetAwaiter().GetResult();
        _engine.Dispose();
        _scratch.Dispose();
    }

    /// <summary>A disk of so many KB, or a skip where this may not be made.</summary>
    private async Task<string> Disk(int kilobytes)
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Small disks are made with tmpfs.");
        var folder = Directory.CreateDirectory(_scratch["disk"]).FullName;
        var mount = await ExternalTool.Run("mount", "-t", "tmpfs", "-o", $"size={kilobytes}k", "tmpfs", folder);
        Assert.SkipUnless(mount?.ExitCode == 0, "No disk can be mounted here.");
        _mounted = folder;
        _engine.Set("disk", folder);
        return folder;
    }

    private void AssertOnlyWholePages()
    {
        var files = _scratch.Hashes("disk").Keys;
        Assert.All(files, f => Assert.Matches(@"^synthetic_0_00\d\.(png|json)$", f));
        foreach (var file in files)
            Assert.True(File.Exists(Path.Combine(_mounted!, Path.ChangeExtension(file, file.EndsWith("png", StringComparison.Ordinal) ? ".json" : ".png"))), file);
    }

    /// <summary>What the pages are where there is room.</summary>
    private SortedDictionary<string, string> Expected(string options = "")
    {
        _engine.Set("roomy", _scratch["roomy"]);
        _engine.Run($"$pages | Export-EcgImage $roomy {options}").AssertClean();
        return _scratch.Hashes("roomy");
    }

    [Theory]
    [InlineData(1)]
    [InlineData(4)]
    public async Task A_disk_that_fills_up_takes_some_pages_whole_and_gives_an_error_for_each_other(int threads)
    {
        var expected = Expected("-Truth");
        var page = new FileInfo(_scratch["roomy/synthetic_0_000.png"]).Length + new FileInfo(_scratch["roomy/synthetic_0_000.json"]).Length;
        await Disk((int)(page * 5 / 2 / 1024));
        var outcome = _engine.Run($"$pages | Export-EcgImage $disk -Truth -PassThru -ThrottleLimit {threads}");
        Assert.Null(outcome.Terminating);
        Assert.Equal(5, outcome.Output.Count + outcome.Errors.Count);
        Assert.All(outcome.ErrorIds, id => Assert.Equal("FileUnwritable", id));
        Assert.All(outcome.Errors, e => Assert.Contains("synthetic_0_00", e.ToString()));
        Assert.All(outcome.Errors, e => Assert.Contains("space", e.ToString()));
        Assert.InRange(outcome.Output.Count, threads == 1 ? 2 : 0, 2);
        AssertOnlyWholePages();
        Assert.Equal(2 * outcome.Output.Count, _scratch.Hashes("disk").Count);
        Assert.All(_scratch.Hashes("disk"), f => Assert.Equal(expected[f.Key], f.Value));
    }

    [Fact]
    public async Task Old_files_stay_whole_where_new_ones_do_not_fit()
    {
        await Disk(8192);
        _engine.Run("$small = @(New-EcgRecord -Count 5 -Duration 10 | New-EcgPaper -Dpi 60); $small | Export-EcgImage $disk").AssertClean();
        var before = _scratch.Hashes("disk");
        Assert.Equal(10, before.Count);
        // Only a few KB are left.
        var free = new DriveInfo(_mounted!).AvailableFreeSpace;
        File.WriteAllBytes(Path.Combine(_mounted!, "synthetic_0_009.png"), new byte[free - 40_000]);
        File.WriteAllText(Path.Combine(_mounted!, "synthetic_0_009.json"), "");
        var outcome = _engine.Run("$pages | Export-EcgImage $disk -Force -PassThru -ThrottleLimit 1");
        Assert.Equal(Enumerable.Repeat("FileUnwritable", 5), outcome.ErrorIds);
        Assert.Empty(outcome.Output);
        AssertOnlyWholePages();
        var after = _scratch.Hashes("disk");
        Assert.All(before, f => Assert.Equal(f.Value, after[f.Key]));
        Assert.Equal(12, after.Count);
    }

    [Fact]
    public async Task A_disk_without_any_room_gets_nothing()
    {
        await Disk(64);
        File.WriteAllBytes(Path.Combine(_mounted!, "synthetic_0_009.png"), new byte[new DriveInfo(_mounted!).AvailableFreeSpace]);
        File.WriteAllText(Path.Combine(_mounted!, "synthetic_0_009.json"), "");
        Assert.Equal(Enumerable.Repeat("FileUnwritable", 5), _engine.Run("$pages | Export-EcgImage $disk -Format Jpeg").ErrorIds);
        Assert.Equal(2, _scratch.Hashes("disk").Count);
    }

    [Theory]
    [InlineData("$file")]
    [InlineData("$file/below")]
    [InlineData("$file/below/{Index}.png")]
    public void A_folder_that_is_a_file_stays_what_it_is(string path)
    {
        File.WriteAllText(_scratch["taken"], "mine");
        _engine.Set("file", _scratch["taken"]);
        var outcome = _engine.Run($"$pages | Export-EcgImage \"{path}\" -Force");
        Assert.Null(outcome.Terminating);
        Assert.Equal(Enumerable.Repeat("FileUnwritable", 5), outcome.ErrorIds);
        Assert.Equal(["taken"], _scratch.Hashes().Keys);
        Assert.Equal("mine", File.ReadAllText(_scratch["taken"]));
    }

    [Fact]
    public void A_file_that_is_a_folder_stays_what_it_is()
    {
        Directory.CreateDirectory(_scratch["out/synthetic_0_001.png/inner"]);
        _engine.Set("out", _scratch["out"]);
        var outcome = _engine.Run("$pages[0..2] | Export-EcgImage \"$out/{Name}.png\" -Force -PassThru");
        Assert.Equal(["FileUnwritable"], outcome.ErrorIds);
        Assert.Equal(2, outcome.Output.Count);
        Assert.True(Directory.Exists(_scratch["out/synthetic_0_001.png/inner"]));
        Assert.Equal(4, _scratch.Hashes("out").Count);
    }

    [Fact]
    public void The_full_device_is_not_replaced_by_an_image()
    {
        Assert.SkipUnless(File.Exists("/dev/full"), "There is no /dev/full here.");
        Assert.Equal(["FileUnwritable"], _engine.Run("$pages[0] | Export-EcgImage /dev/full").ErrorIds);
        Assert.False(File.Exists("/dev/full.json"));
        using var device = new FileStream("/dev/full", FileMode.Open, FileAccess.Write, FileShare.ReadWrite, bufferSize: 0);
        Assert.Throws<IOException>(() => device.WriteByte(1));
    }
}
