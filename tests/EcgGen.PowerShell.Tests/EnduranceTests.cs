// A thousand pages through one pipeline leave memory, handles, threads and the disk as they were.
using System.Globalization;

namespace EcgGen.PowerShell.Tests;

[Collection(Alone.Name)]
public sealed class EnduranceTests : IDisposable
{
    private readonly Scratch _scratch = new();

    public void Dispose() => _scratch.Dispose();

    [Fact]
    public async Task A_thousand_pages_need_no_more_than_the_first_three_hundred()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Memory and threads are read from /proc.");
        // In a process of its own, so that what is measured is this pipeline. Files go as they come.
        var child = await ChildProcess.Run($$"""
            Import-Module '{{Locations.Manifest}}'
            function Measure-Process {
                $handles = [EcgGen.PowerShell.Tests.NativeCore]::HandleCountAfterCollection()
                $resident = [IO.File]::ReadAllText('/proc/self/statm').Split(' ')[1]
                $workers = 0
                foreach ($task in [IO.Directory]::GetDirectories('/proc/self/task')) {
                    if ([IO.File]::ReadAllText("$task/comm").StartsWith('EcgGen ')) { $workers++ }
                }
                "$([long]$resident * [Environment]::SystemPageSize / 1MB) $handles $workers"
            }
            Measure-Process
            $n = 0
            New-EcgRecord -Count 1000 | New-EcgPaper -Dpi 100 | Export-EcgImage '{{_scratch["out"]}}' -PassThru -ThrottleLimit 4 | ForEach-Object {
                [IO.File]::Delete($_.FullName)
                [IO.File]::Delete([IO.Path]::ChangeExtension($_.FullName, '.json'))
                $n++
                if ($n -in 300, 1000) { Measure-Process }
            }
            Measure-Process
            $n
            """);
        Assert.Equal("", child.Error);
        Assert.Equal("1000", child.Output[^1]);
        var (before, early, late, after) = (Parse(child.Output[0]), Parse(child.Output[1]), Parse(child.Output[2]), Parse(child.Output[3]));
        TestContext.Current.TestOutputHelper?.WriteLine(string.Join("; ", child.Output));

        Assert.Equal(4, early.Workers);
        Assert.Equal(0, after.Workers);
        Assert.Equal(before.Handles, after.Handles);
        // While the pipeline runs: a token for each of the two cmdlets that work long, and a reply per worker.
        Assert.InRange(early.Handles, 2, 2 + 4);
        Assert.InRange(late.Handles, 2, 2 + 4);
        // Measured over 3,000 pages: 200 MB after 300, then up and down between 213 and 232 MB, as two garbage collectors please. A leak of
        // the pixels (2.9 MB a page), the samples (0.5 MB) or a JSON of the truth (0.6 MB) would be 350 MB and more in these 700 pages.
        Assert.InRange(late.Megabytes, 0, early.Megabytes * 1.1 + 30);
        Assert.Empty(Directory.GetFileSystemEntries(_scratch["out"]));
    }

    private static (double Megabytes, int Handles, int Workers) Parse(string line)
    {
        var parts = line.Split(' ');
        return (double.Parse(parts[0], CultureInfo.InvariantCulture), int.Parse(parts[1], CultureInfo.InvariantCulture), int.Parse(parts[2], CultureInfo.InvariantCulture));
    }
}
