// The steps as users get them: through the ahead-of-time compiled library of the packed module.
using System.Diagnostics;
using System.Runtime.InteropServices;
using EcgGen.Core;

namespace EcgGen.Benchmarks;

internal static unsafe class LibraryBenchmark
{
    private const int Images = 200;

    // What takes a quarter of a second a piece.
    private const int LongImages = 60;

    /// <summary>The import of a record from each format: medians and lower quartiles in milliseconds over 200 calls each.</summary>
    /// <param name="folder">Holds the records.</param>
    public static Dictionary<string, double> Imports(string folder)
    {
        CoreLibrary.Load();
        var figures = new Dictionary<string, double>();
        foreach (var (format, file) in RecordFiles.All)
        {
            var request = RecordFiles.Request(folder, file);
            var times = Repeat(_ =>
            {
                long start = Stopwatch.GetTimestamp();
                CoreLibrary.Open(request);
                return Stopwatch.GetElapsedTime(start).TotalMilliseconds;
            });
            figures[format] = Median(times);
            figures[format + " undisturbed"] = LowerQuartile(times);
        }
        return figures;
    }

    /// <summary>Drawing and writing a page: medians in milliseconds over 200 calls each, or 60 where a call is long.</summary>
    /// <param name="folder">Holds the records, and gets the images.</param>
    public static Dictionary<string, double> Pages(string folder)
    {
        CoreLibrary.Load();
        var figures = new Dictionary<string, double>();
        var (info, samples) = CoreLibrary.Open(RecordFiles.Request(folder, "wfdb16.hea"));
        var pins = samples.Select(s => GCHandle.Alloc(s, GCHandleType.Pinned)).ToArray();
        var leads = new double*[pins.Length];
        for (int i = 0; i < leads.Length; i++)
            leads[i] = (double*)pins[i].AddrOfPinnedObject();
        List<ExportReport> Export(ImageFormat format, bool truth, Func<int, ImageRequest>? page = null, bool mask = false, int count = Images)
        {
            // Recipes come resolved, as from the cmdlets that append their stages.
            var pages = Enumerable.Range(0, count + count / 10).Select(i => Resolved((page ?? (i => Fixtures.Page(info, i)))(i), samples)).ToArray();
            return Repeat(i => CoreLibrary.Export(new ExportRequest
            {
                Image = pages[i],
                Path = Path.Combine(folder, $"{i}.{format}"),
                Format = format,
                Truth = truth,
                Mask = mask,
                Force = true,
            }, leads), count);
        }

        var png = Export(ImageFormat.Png, truth: true);
        var jpeg = Export(ImageFormat.Jpeg, truth: false);
        figures["page"] = Median(png.Select(r => r.RenderMilliseconds));
        figures["page undisturbed"] = LowerQuartile(png.Select(r => r.RenderMilliseconds));
        figures["page and png undisturbed"] = LowerQuartile(png.Select(r => r.RenderMilliseconds + r.EncodeMilliseconds));
        figures["png"] = Median(png.Select(r => r.EncodeMilliseconds));
        figures["page and png"] = Median(png.Select(r => r.RenderMilliseconds + r.EncodeMilliseconds));
        figures["truth"] = Median(png.Select(r => r.TruthMilliseconds));
        figures["jpeg"] = Median(jpeg.Select(r => r.EncodeMilliseconds));
        var printed = Export(ImageFormat.Png, truth: false, i => Fixtures.Page(info, i, "Alder", new PrintedTextStage()));
        var blank = Export(ImageFormat.Png, truth: false, i => Fixtures.Page(info, i, "Alder"));
        figures["page with print"] = Median(printed.Select(r => r.RenderMilliseconds));
        figures["page with print undisturbed"] = LowerQuartile(printed.Select(r => r.RenderMilliseconds));
        figures["print"] = figures["page with print"] - Median(blank.Select(r => r.RenderMilliseconds));
        figures["print undisturbed"] = figures["page with print undisturbed"] - LowerQuartile(blank.Select(r => r.RenderMilliseconds));
        var masked = Export(ImageFormat.Png, truth: false, mask: true);
        var unmasked = Export(ImageFormat.Png, truth: false);
        figures["mask"] = Median(masked.Select(Whole)) - Median(unmasked.Select(Whole));
        figures["mask undisturbed"] = LowerQuartile(masked.Select(Whole)) - LowerQuartile(unmasked.Select(Whole));
        var seen = Export(ImageFormat.Png, truth: false, i => Fixtures.Page(info, i, null, Fixtures.Camera));
        figures["camera"] = Median(seen.Select(r => r.RenderMilliseconds)) - Median(unmasked.Select(r => r.RenderMilliseconds));
        figures["camera undisturbed"] = LowerQuartile(seen.Select(r => r.RenderMilliseconds)) - LowerQuartile(unmasked.Select(r => r.RenderMilliseconds));
        var chain = Export(ImageFormat.Png, truth: false, i => Fixtures.Page(info, i, "Alder", Fixtures.Chain), count: LongImages);
        figures["chain"] = Median(chain.Select(Whole));
        figures["chain undisturbed"] = LowerQuartile(chain.Select(Whole));
        var whole = Export(ImageFormat.Png, truth: false, i => Fixtures.Page(info, i, "Alder", Fixtures.Whole), count: LongImages);
        figures["whole"] = Median(whole.Select(Whole));
        figures["whole undisturbed"] = LowerQuartile(whole.Select(Whole));
        figures["noisy png"] = Median(chain.Select(r => r.EncodeMilliseconds));
        figures["noisy png undisturbed"] = LowerQuartile(chain.Select(r => r.EncodeMilliseconds));
        figures["noisy png bytes"] = Median(chain.Select(r => (double)r.ImageBytes));
        figures["png bytes"] = Median(png.Select(r => (double)r.ImageBytes));
        Array.ForEach(pins, p => p.Free());
        return figures;
    }

    private static double Whole(ExportReport report) => report.RenderMilliseconds + report.EncodeMilliseconds + report.TruthMilliseconds;

    private static ImageRequest Resolved(ImageRequest image, IReadOnlyList<double[]> samples) =>
        image with { Recipe = RecipeResolver.Resolve(image.Recipe, new SignalView(image.Record, [.. samples.Select(s => (ReadOnlyMemory<double>)s)])) };

    /// <summary>The middle value.</summary>
    public static double Median(IEnumerable<double> values)
    {
        double[] sorted = [.. values.Order()];
        return (sorted[sorted.Length / 2] + sorted[(sorted.Length - 1) / 2]) / 2;
    }

    /// <summary>What a quarter of the values stays below: the figure of a quiet machine, where others work on it too.</summary>
    public static double LowerQuartile(IEnumerable<double> values)
    {
        double[] sorted = [.. values.Order()];
        return sorted[sorted.Length / 4];
    }

    // The first tenth warms up.
    private static List<T> Repeat<T>(Func<int, T> call, int count = Images) => [.. Enumerable.Range(0, count + count / 10).Select(call).Skip(count / 10)];
}
