// The whole job in a process of its own: from files of records to files of pages, in a PowerShell pipeline.
using System.Diagnostics;

namespace EcgGen.Benchmarks;

internal static class PagesBenchmark
{
    private const int WarmUp = 60;

    /// <summary>Time per page and processor time per page in ms, and memory in MB.</summary>
    /// <param name="folder">Holds the records in a folder named records, and gets the pages.</param>
    /// <param name="files">Which of them.</param>
    /// <param name="count">How many these are.</param>
    /// <param name="throttle">-ThrottleLimit.</param>
    /// <param name="more">Cmdlets for what happens to a page, or nothing.</param>
    public static Dictionary<string, double> Measure(string folder, string files, int count, int throttle, string more)
    {
        string records = Path.Combine(folder, "records", files), pages = Path.Combine(folder, "pages");
        string paper = "New-EcgPaper -PaperSize Letter -Dpi 200" + (more.Length > 0 ? " | " + more : "");
        var export = $"Export-EcgImage '{pages}/{{Index}}.png' -ThrottleLimit {throttle} -Force -PassThru";
        using var engine = new Engine();
        engine.Run($"{Engine.ImportModule}; 1..{WarmUp} | ForEach-Object {{ Import-EcgRecord '{folder}/wfdb16.hea' }} | {paper} | {export}", _ => { });
        Thread.Sleep(1000); // The runtime recompiles what turned out hot; a job of thousands of pages doesn't feel it.

        int done = 0;
        double early = 0;
        var used = Process.GetCurrentProcess().TotalProcessorTime;
        var clock = Stopwatch.StartNew();
        engine.Run($"Import-EcgRecord '{records}' | {paper} | {export}", _ =>
        {
            if (++done == count / 3)
                early = Machine.Megabytes("VmRSS");
        });
        double elapsed = clock.Elapsed.TotalMilliseconds;
        if (done != count)
            throw new InvalidOperationException($"Expected {count} pages, found {done}.");
        var figures = new Dictionary<string, double>
        {
            ["ms"] = elapsed / count,
            ["processor ms"] = (Process.GetCurrentProcess().TotalProcessorTime - used).TotalMilliseconds / count,
            ["after a third"] = early,
            ["after all"] = Machine.Megabytes("VmRSS"),
            ["peak"] = Machine.Megabytes("VmHWM"),
        };
        Directory.Delete(pages, recursive: true);
        return figures;
    }
}
