// Runs all parts, one process after another, and writes the report.
namespace EcgGen.Benchmarks;

internal static class Everything
{
    private const int Pages = 300, ChainPages = 100, Turns = 3, Starts = 5;

    // What the ahead-of-time compiler does: no tiers, no profile, and the instructions of x86-64-v3.
    private static readonly Dictionary<string, string> s_asAheadOfTime = new()
    {
        ["DOTNET_TieredCompilation"] = "0",
        ["DOTNET_TieredPGO"] = "0",
        ["DOTNET_EnableAVX512"] = "0",
    };

    /// <summary>Measures and reports.</summary>
    /// <param name="results">The folder for the report.</param>
    public static int Run(string results)
    {
        var folder = Directory.CreateTempSubdirectory("ecggen-benchmark-").FullName;
        try
        {
            Fixtures.Write(folder, Pages);
            Say("The steps, by BenchmarkDotNet ...");
            var steps = Child.Run(s_asAheadOfTime, "steps", folder);
            Say("The library ...");
            var imports = Child.Run("imports", folder);
            var library = Child.Run("library", folder);
            Say("Import-Module ...");
            var starts = Medians([.. Enumerable.Range(0, Starts).Select(_ => Child.Run("start"))]);

            Say("Scaling ...");
            var scaling = Child.Run("scaling", folder);
            var jobs = new[] { new List<Dictionary<string, double>>(), [] };
            for (int turn = 1; turn <= Turns; turn++)
            {
                Say($"The whole job, {turn} of {Turns} ...");
                for (int throttle = 1; throttle <= jobs.Length; throttle++)
                    jobs[throttle - 1].Add(Child.Run("pages", folder, "r*.hea", $"{Pages}", $"{throttle}", ""));
            }
            Say("The whole chain ...");
            var chains = Enumerable.Range(1, 2).Select(throttle => Child.Run("pages", folder, "r00*.hea", $"{ChainPages}", $"{throttle}", Fixtures.ChainCmdlets)).ToArray();
            var report = Report.Write(new Figures(steps, imports, library, starts, scaling, Medians(jobs[0]), Medians(jobs[1]), Pages, chains[0], chains[1], ChainPages));
            Console.WriteLine(report);
            Directory.CreateDirectory(results);
            File.WriteAllText(Path.Combine(results, Machine.Slug + ".md"), report);
            return 0;
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static Dictionary<string, double> Medians(List<Dictionary<string, double>> runs) =>
        runs[0].Keys.ToDictionary(key => key, key => LibraryBenchmark.Median(runs.Select(r => r[key])));

    private static void Say(string text) => Console.WriteLine(text);
}

/// <summary>All that was measured; times in milliseconds, memory in MB.</summary>
/// <param name="Steps">By BenchmarkDotNet.</param>
/// <param name="Imports">The import from each format, through the C interface.</param>
/// <param name="Library">Pages, through the C interface.</param>
/// <param name="Starts">Import-Module.</param>
/// <param name="Scaling">By what two threads are faster than one.</param>
/// <param name="One">The whole job, one image at a time.</param>
/// <param name="Two">The whole job, two images at a time.</param>
/// <param name="Pages">Pages of the whole job.</param>
/// <param name="ChainOne">From print to sensor, one image at a time.</param>
/// <param name="ChainTwo">From print to sensor, two images at a time.</param>
/// <param name="ChainPages">Pages from print to sensor.</param>
internal sealed record Figures(
    Dictionary<string, double> Steps, Dictionary<string, double> Imports, Dictionary<string, double> Library, Dictionary<string, double> Starts,
    Dictionary<string, double> Scaling, Dictionary<string, double> One, Dictionary<string, double> Two, int Pages,
    Dictionary<string, double> ChainOne, Dictionary<string, double> ChainTwo, int ChainPages);
