// By what two threads are faster than one. Short runs take turns in one process, so that the machine's moods strike both alike.
using System.Diagnostics;

namespace EcgGen.Benchmarks;

internal static class ScalingBenchmark
{
    private const int Rounds = 20, Pages = 40;

    /// <summary>
    /// For the whole job and for Export-EcgImage alone: the median of the ratios of neighbours, the ratio of the lower quartiles
    /// (the less disturbed runs), and those quartiles in ms per page.
    /// </summary>
    /// <param name="folder">Holds at least 40 records in a folder named records, and gets the pages.</param>
    public static Dictionary<string, double> Measure(string folder)
    {
        var pages = Path.Combine(folder, "scaling");
        const string paper = "New-EcgPaper -PaperSize Letter -Dpi 200";
        const string records = "$files | Import-EcgRecord";
        using var engine = new Engine();
        engine.Run($"{Engine.ImportModule}; $files = @(0..{Pages - 1} | ForEach-Object {{ '{folder}/records/r{{0:0000}}.hea' -f $_ }}); $images = @({records} | {paper})");

        double Page(string source, int throttle)
        {
            var clock = Stopwatch.StartNew();
            engine.Run($"{source} | Export-EcgImage '{pages}/{{Index}}.png' -ThrottleLimit {throttle} -Force");
            return clock.Elapsed.TotalMilliseconds / Pages;
        }

        var sources = new Dictionary<string, string> { ["job"] = $"{records} | {paper}", ["export"] = "$images" };
        var runs = sources.Keys.ToDictionary(name => name, _ => new List<(double One, double Two)>());
        for (int round = -1; round < Rounds; round++)
        {
            foreach (var (name, source) in sources)
                runs[name].Add((Page(source, 1), Page(source, 2)));
            if (round >= 0)
                continue;
            foreach (var warm in runs.Values)
                warm.Clear();
            Thread.Sleep(1000); // The runtime recompiles what turned out hot; a job of thousands of pages doesn't feel it.
        }

        var figures = new Dictionary<string, double>();
        foreach (var (name, pairs) in runs)
        {
            double one = LibraryBenchmark.LowerQuartile(pairs.Select(r => r.One)), two = LibraryBenchmark.LowerQuartile(pairs.Select(r => r.Two));
            figures[name] = LibraryBenchmark.Median(pairs.Select(r => r.One / r.Two));
            figures[name + " undisturbed"] = one / two;
            figures[name + " 1"] = one;
            figures[name + " 2"] = two;
        }
        return figures;
    }
}
