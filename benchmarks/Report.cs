// The results as Markdown: what DESIGN asks, what this machine does, and what the paper reports.
using System.Globalization;
using System.Text;

namespace EcgGen.Benchmarks;

/// <summary>Writes tables of the figures.</summary>
internal static class Report
{
    /// <summary>The whole report.</summary>
    public static string Write(Figures f)
    {
        var (steps, library, start, scaling) = (f.Steps, f.Library, f.Starts, f.Scaling);
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"""
            # {Machine.Cpu}, {Environment.ProcessorCount} cores

            {Machine.System}, .NET {Environment.Version}, EcgGen {Core.RecipeResolver.Build.Version} for {Core.RecipeResolver.Build.Platform} {Core.RecipeResolver.Build.InstructionSet}, {DateTime.UtcNow:yyyy-MM-dd}.
            Written by `build.ps1 Benchmark`. Medians; one core unless said otherwise. Pages are Letter at 200 dpi, 2200 × 1700 pixels, of
            12 leads, 10 s at 500 Hz. "The paper" is its cluster / desktop, for the same step and size.


            """);

        Table(text, "Targets",
            "| step | target | here | the paper |", "|---|---|---|---|",
            Row("distortionless page", "10 ms", $"{Ms(library["page"])} ({Ms(library["page undisturbed"])})", "35 ms / 2.05 s"),
            Row("distortionless page with PNG", "40 ms", $"{Ms(library["page and png"])} ({Ms(library["page and png undisturbed"])})", "–"),
            Row("page with printed text", "20 ms", $"{Ms(library["page with print"])} ({Ms(library["page with print undisturbed"])})", "–"),
            Row("printed text", "10 ms", $"{Ms(library["print"])} ({Ms(library["print undisturbed"])})", "–"),
            Row("index mask, its file included", "15 ms", $"{Ms(library["mask"])} ({Ms(library["mask undisturbed"])})", "–"),
            Row("handwriting, five words", "20 ms", Ms(steps["Handwriting"]), "200 ms / 17.11 s"),
            Row("wrinkles (quilting) and ten creases", "40 ms", Ms(steps["Wrinkles"] + steps["Crease10"]), "100 ms / 5.99 s"),
            Row("perspective, Gaussian noise, colour temperature", "50 ms", $"{Ms(library["camera"])} ({Ms(library["camera undisturbed"])})", "65 ms / 2.03 s"),
            Row("one resampling", "25 ms", Ms(steps["Resampling"]), "–"),
            Row("PNG of the finished noisy page", "80 ms", $"{Ms(library["noisy png"])} ({Ms(library["noisy png undisturbed"])})", "–"),
            Row("page, print, creases, wrinkles, perspective, light, noise, temperature, with PNG", "190 ms", $"{Ms(library["chain"])} ({Ms(library["chain undisturbed"])})", "–"),
            Row("the same with handwriting, with PNG", "210 ms", $"{Ms(library["whole"])} ({Ms(library["whole undisturbed"])})", "420 ms / 27.19 s"),
            Row("import, WFDB 16 or 212", "1 ms", Import(f, "WFDB 16", "WFDB 212"), "–"),
            Row("import, any other format", "10 ms", Import(f, [.. RecordFiles.All.Select(r => r.Title)]), "–"),
            Row("Import-Module and the first cmdlet", "500 ms", $"{Ms(start["import"] + start["first"])} ({Ms(start["import"])} + {Ms(start["first"])})", "–"),
            Row("Export-EcgImage, -ThrottleLimit 2 against 1", "1.8 times", Times(scaling, "export"), "–"),
            Row("Import, New-EcgPaper and Export, 2 against 1", "1.8 times", Times(scaling, "job"), "–"),
            Row("memory of one image more in flight", "150 MB", Mb(f.Two["peak"] - f.One["peak"]), "–"),
            Row("the same from print to sensor", "150 MB", Mb(f.ChainTwo["peak"] - f.ChainOne["peak"]), "–"));
        text.Append("""
            In brackets: the lower quartile, which is what less disturbed runs say where others work on the machine too. Scaling is the
            median ratio of neighbours among 20 turns of 40 pages, and in brackets the ratio of lower quartiles. In the whole job, importing has a thread of its own even at -ThrottleLimit 1.


            """);

        Table(text, "Through the library, as users get it (200 calls each)",
            "| step | here |", "|---|---|",
            Row("compose and draw", Ms(library["page"])),
            Row("PNG and its file", $"{Ms(library["png"])}, {library["png bytes"] / 1000:0} kB"),
            Row("PNG of the noisy page and its file", $"{Ms(library["noisy png"])}, {library["noisy png bytes"] / 1000:0} kB"),
            Row("JPEG and its file", Ms(library["jpeg"])),
            Row("ground truth and its file", Ms(library["truth"])));

        Table(text, "Import of a record through the library, hashes of files and samples and the caller's copy included (200 calls each)",
            ["| format | here |", "|---|---|", .. RecordFiles.All.Select(r => Row(r.Title, Import(f, r.Title)))]);

        Table(text, "Step by step (BenchmarkDotNet, just-in-time compiled for the same instructions)",
            ["| step | here |", "|---|---|", .. steps.Select(step => Row(step.Key, Ms(step.Value)))]);

        Job(text, $"The whole job: {f.Pages} records through Import-EcgRecord | New-EcgPaper | Export-EcgImage, in a process of its own", f.Pages, f.One, f.Two);
        Job(text, $"From print to sensor: {f.ChainPages} records through New-EcgPaper | {Fixtures.ChainCmdlets} | Export-EcgImage", f.ChainPages, f.ChainOne, f.ChainTwo);
        text.Append(CultureInfo.InvariantCulture, $"The engine itself takes {start["engine"]:0} ms to start.\n");
        return text.ToString();
    }

    private static void Table(StringBuilder text, string title, params string[] lines) =>
        text.Append("## ").Append(title).Append("\n\n").AppendJoin('\n', lines).Append("\n\n");

    private static void Job(StringBuilder text, string title, int pages, Dictionary<string, double> one, Dictionary<string, double> two) =>
        Table(text, title, "| | -ThrottleLimit 1 | -ThrottleLimit 2 |", "|---|---|---|",
            Row("time a page", Ms(one["ms"]), Ms(two["ms"])),
            Row("pages a second", $"{1000 / one["ms"]:0.0}", $"{1000 / two["ms"]:0.0}"),
            Row("processor time a page", Ms(one["processor ms"]), Ms(two["processor ms"])),
            Row($"memory after {pages / 3} pages", Mb(one["after a third"]), Mb(two["after a third"])),
            Row($"memory after {pages} pages", Mb(one["after all"]), Mb(two["after all"])),
            Row("memory at most", Mb(one["peak"]), Mb(two["peak"])));

    private static string Row(params string[] cells) => $"| {string.Join(" | ", cells)} |";

    // The slowest of some formats.
    private static string Import(Figures f, params string[] formats) =>
        $"{Ms(formats.Max(format => f.Imports[format]))} ({Ms(formats.Max(format => f.Imports[format + " undisturbed"]))})";

    private static string Ms(double value) => value.ToString(value < 0.1 ? "0.000 ms" : "0.00 ms", CultureInfo.InvariantCulture);

    private static string Mb(double value) => string.Create(CultureInfo.InvariantCulture, $"{value:0} MB");

    private static string Times(Dictionary<string, double> scaling, string what) =>
        string.Create(CultureInfo.InvariantCulture, $"{scaling[what]:0.00} times ({scaling[what + " undisturbed"]:0.00})");
}
