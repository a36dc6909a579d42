// The last steps of a build or a merge: layout, lists and dataset.json, in one pass over what was built; then the user learns of it.
using System.Management.Automation;

namespace EcgGen.Datasets;

internal static class DatasetPublisher
{
    /// <summary>Turns a build into a data set. It can be interrupted, and done again from the same lines.</summary>
    /// <param name="folder">The data set's folder, with all images.</param>
    /// <param name="info">What it is.</param>
    /// <param name="lines">All records in their order.</param>
    /// <param name="stop">Stops the work.</param>
    /// <returns>What dataset.json says.</returns>
    public static DatasetInfo Publish(DatasetFolder folder, DatasetInfo info, IEnumerable<JournalLine> lines, CancellationToken stop)
    {
        int records = 0, images = 0, failed = 0;
        var counts = new SortedDictionary<string, int>(info.Split.Keys.ToDictionary(s => s, _ => 0), StringComparer.Ordinal);
        using var manifest = folder.Create(DatasetFolder.Manifest);
        using var errors = folder.Create(DatasetFolder.Errors);
        using var timings = folder.Create(DatasetFolder.Timings);
        using (var layout = DatasetLayoutWriter.For(info, folder))
        {
            foreach (var line in lines)
            {
                stop.ThrowIfCancellationRequested();
                records += line.Error is null ? 1 : 0;
                failed += line.Error is null ? 0 : 1;
                foreach (var entry in line.Entries)
                {
                    JsonLines.Write(manifest.Stream, layout.Place(entry), EcgJson.Lines.ManifestEntry);
                    images++;
                    counts[entry.Split]++;
                }
                foreach (var timing in line.Timings)
                    JsonLines.Write(timings.Stream, timing, EcgJson.Lines.DatasetTiming);
                if (line.Error is { } error)
                    JsonLines.Write(errors.Stream, error, EcgJson.Lines.DatasetError);
            }
            layout.End();
        }
        manifest.Commit();
        errors.Commit();
        timings.Commit();
        var done = info with { Records = records, Images = images, Errors = failed, Counts = counts };
        folder.Write(DatasetFolder.Info, stream => stream.Write(EcgJson.Write(done, EcgJson.Indented.DatasetInfo)));
        folder.Finish();
        return done;
    }

    /// <summary>Gives a data set out.</summary>
    /// <exception cref="EcgException">DatasetIncomplete: some of its records failed.</exception>
    public static void Report(Cmdlet command, string folder, DatasetInfo info)
    {
        command.WriteObject(new EcgDataset(folder, info));
        if (info.Errors > 0)
            throw new EcgException(ErrorId.DatasetIncomplete, $"{folder}: {info.Errors} of {info.Errors + info.Records} records could not be drawn; {DatasetFolder.Errors} tells which and why.");
    }
}
