// What a build would take: measured on a few of its images, which are thrown away.
using System.Diagnostics;
using System.Globalization;
using EcgGen.Binding;

namespace EcgGen.Datasets;

internal static class DatasetEstimate
{
    private const int Samples = 12;

    /// <summary>Draws a few images, evenly spread over the records, and says how much space and time all would take.</summary>
    /// <param name="plan">The build.</param>
    /// <param name="threads">Images at the same time.</param>
    /// <param name="cancel">Stops the work.</param>
    public static string Measure(DatasetPlan plan, int threads, CancelHandle cancel)
    {
        var scratch = Directory.CreateTempSubdirectory("ecggen-").FullName;
        try
        {
            var (start, end) = plan.Info.Range();
            var (bytes, measured) = (0L, 0);
            var clock = new Stopwatch();
            // The first image is not counted: it also pays for what is loaded once.
            for (int i = 0, n = (int)Math.Min(Samples, plan.Info.ImageCount()); i <= n; i++)
            {
                int index = start + (int)((long)(end - start) * Math.Max(0, i - 1) / n);
                try
                {
                    clock.Start();
                    var (entry, _) = new RecordWork(plan, index, cancel).Draw(scratch, Math.Max(0, i - 1) % plan.Info.VariantCount);
                    bytes += i == 0 ? 0 : entry.Files.Sum(f => f.Bytes);
                    measured += i == 0 ? 0 : 1;
                }
                catch (EcgException)
                {
                    // The build will list the record.
                }
                if (i == 0)
                    clock.Reset();
            }
            if (measured == 0)
                return "none of the records that were tried can be drawn";
            double hours = clock.Elapsed.TotalHours / measured * plan.Info.ImageCount() / Math.Min(threads, Environment.ProcessorCount);
            return string.Create(CultureInfo.InvariantCulture, $"about {bytes / measured * plan.Info.ImageCount() / 1e9:0.0##} GB in {hours:0.0##} hours on {Math.Min(threads, Environment.ProcessorCount)} processors");
        }
        finally
        {
            Directory.Delete(scratch, recursive: true);
        }
    }
}
