// Builds a data set: records through the window of threads, in their order into the journal.
using EcgGen.Binding;
using EcgGen.Pipeline;

namespace EcgGen.Datasets;

/// <summary>Draws what is not drawn yet.</summary>
/// <param name="plan">What to do.</param>
/// <param name="folder">Where.</param>
/// <param name="journal">What is done, to be continued.</param>
/// <param name="cancel">Stops the work.</param>
internal sealed class DatasetBuild(DatasetPlan plan, DatasetFolder folder, BuildJournal journal, CancelHandle cancel)
{
    private readonly List<ManifestEntry> _entries = [];
    private readonly List<DatasetTiming> _timings = [];
    private EcgException? _error;

    /// <summary>Told of every image, on the thread that builds.</summary>
    public required Action ImageDone { get; init; }

    /// <summary>Told of every record that failed: its file and why.</summary>
    public required Action<RecordFile, EcgException> RecordFailed { get; init; }

    /// <summary>Told what the user should know of a record.</summary>
    public required Action<string> Warn { get; init; }

    /// <summary>Draws all records from the journal's next one on.</summary>
    /// <param name="threads">Images at the same time.</param>
    /// <exception cref="EcgException">FileUnwritable: the disk is full or the like. What is done stays, and a later build goes on from there.</exception>
    public void Run(int threads)
    {
        using var window = new OrderedWindow<(RecordWork Work, int Variant), (ManifestEntry Entry, DatasetTiming Timing)>(
            threads, item => item.Work.Draw(folder.Path, item.Variant), cancel.Token);
        try
        {
            Run(window);
        }
        catch
        {
            // No image goes on behind a build that ended.
            cancel.Cancel();
            throw;
        }
        folder.SetBuilt();
    }

    private void Run(OrderedWindow<(RecordWork Work, int Variant), (ManifestEntry Entry, DatasetTiming Timing)> window)
    {
        for (int index = journal.Next, end = plan.Info.Range().End; index < end; index++)
        {
            var work = new RecordWork(plan, index, cancel);
            for (int variant = 0; variant < plan.Info.VariantCount; variant++)
                window.Add((work, variant), Take);
        }
        window.Drain(Take);
    }

    private void Take((RecordWork Work, int Variant) item, Task<(ManifestEntry Entry, DatasetTiming Timing)> outcome)
    {
        try
        {
            var (entry, timing) = outcome.GetAwaiter().GetResult();
            _entries.Add(entry);
            _timings.Add(timing);
        }
        catch (EcgException e) when (e.Id != ErrorId.FileUnwritable)
        {
            // A file that can't be written is no matter of the record: the next one could not be written either.
            _error ??= e;
        }
        ImageDone();
        if (item.Variant == plan.Info.VariantCount - 1)
            EndRecord(item.Work);
    }

    /// <summary>Notes a record: with all its images, or with none and the error.</summary>
    private void EndRecord(RecordWork work)
    {
        foreach (var warning in work.Warnings)
            Warn(warning);
        if (_error is { } error)
        {
            foreach (var file in _entries.SelectMany(e => e.Files))
                File.Delete(folder[file.Path]);
            journal.Append(new JournalLine(work.Index, [], [], new DatasetError(work.Index, work.File.Name, error.Id.ToString(), WithoutFolder(error.Message, work.File.Path))));
            RecordFailed(work.File, error);
        }
        else
        {
            journal.Append(new JournalLine(work.Index, [.. _entries], [.. _timings]));
        }
        _entries.Clear();
        _timings.Clear();
        _error = null;
    }

    /// <summary>What is wrong, the same on every machine: outputs hold names of files, never their folders.</summary>
    private static string WithoutFolder(string message, string path) => message.Replace(Path.GetDirectoryName(path) + Path.DirectorySeparatorChar, "");
}
