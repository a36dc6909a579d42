// Checks a whole data set: every image by itself, and all of them together.
using EcgGen.Pipeline;

namespace EcgGen.Datasets;

/// <summary>A check of a data set.</summary>
/// <param name="folder">The full path of its folder.</param>
/// <param name="info">What its dataset.json says.</param>
internal sealed class DatasetCheck(string folder, DatasetInfo info)
{
    private readonly DatasetStatistics _statistics = new();
    private readonly Dictionary<string, string> _splitOf = new(StringComparer.Ordinal);
    private readonly HashSet<string> _mixed = new(StringComparer.Ordinal);
    private readonly int[] _faults = new int[Enum.GetValues<ImageFault>().Length];
    private int _images, _records, _lost, _duplicates, _lastIndex = -1, _lastVariant, _variants;
    private long _bytes;

    /// <summary>Told of each fault.</summary>
    public required Action<EcgException> Fault { get; init; }

    /// <summary>Told of each image.</summary>
    public required Action ImageDone { get; init; }

    /// <summary>Checks everything.</summary>
    /// <param name="threads">Images at the same time.</param>
    /// <param name="stop">Stops the work.</param>
    public EcgDatasetReport Run(int threads, CancellationToken stop)
    {
        using var tars = new TarSequence(folder);
        // Images in tar files are read in the order in which they lie there.
        bool packed = info is { Layout: DatasetLayout.WebDataset, Shard: null };
        var check = new ImageCheck(info, packed ? tars.Next : Open);
        using var window = new OrderedWindow<ManifestEntry, ImageFindings>(packed ? 1 : threads, check.Check, stop);
        using var failed = Errors().GetEnumerator();
        int errors = 0;
        var (index, end) = info.Range();
        bool moreErrors = failed.MoveNext();
        foreach (var entry in JsonLines.Read(Path.Combine(folder, DatasetFolder.Manifest), EcgJson.Default.ManifestEntry))
        {
            if (entry.Index != _lastIndex)
                EndRecord();
            // Records between the last one and this one must have failed.
            for (index = Math.Max(index, _lastIndex + 1); index < entry.Index && index < end; index++)
                Expect(index);
            if ((entry.Index, entry.Variant).CompareTo((_lastIndex, _lastVariant)) <= 0 && _images > 0)
                Report(ref _duplicates, $"{entry.Id}: the image is listed twice, or out of order.");
            (_lastIndex, _lastVariant) = (entry.Index, entry.Variant);
            _variants++;
            Look(entry);
            window.Add(entry, Take);
        }
        EndRecord();
        for (index = Math.Max(index, _lastIndex + 1); index < end; index++)
            Expect(index);
        window.Drain(Take);
        return new EcgDatasetReport
        {
            Path = folder,
            Images = _images,
            Records = _records,
            Errors = errors,
            Bytes = _bytes,
            Missing = _faults[(int)ImageFault.Missing],
            Damaged = _faults[(int)ImageFault.Damaged],
            InvalidTruth = _faults[(int)ImageFault.Truth],
            LostRecords = _lost,
            DuplicateImages = _duplicates,
            MixedPatients = _mixed.Count,
            Splits = _statistics.Splits,
            Stages = _statistics.Stages,
            Conditions = _statistics.Conditions,
            Layouts = _statistics.Layouts,
            Vendors = _statistics.Vendors,
            Classes = _statistics.Classes,
            SignalSnr = _statistics.SignalSnr,
            ImageSnr = _statistics.ImageSnr,
        };

        void Expect(int record)
        {
            for (; moreErrors && failed.Current.Index < record; moreErrors = failed.MoveNext())
            {
            }
            if (moreErrors && failed.Current.Index == record)
                errors++;
            else
                Report(ref _lost, $"{folder}: record {record} is neither in {DatasetFolder.Manifest} nor in {DatasetFolder.Errors}.");
        }
    }

    private IEnumerable<DatasetError> Errors() => JsonLines.Read(Path.Combine(folder, DatasetFolder.Errors), EcgJson.Default.DatasetError);

    private FileStream? Open(ManifestFile file) =>
        File.Exists(Path.Combine(folder, file.Path)) ? new FileStream(Path.Combine(folder, file.Path), FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 1 << 16, FileOptions.SequentialScan) : null;

    private void EndRecord()
    {
        if (_variants == 0)
            return;
        _records++;
        if (_variants != info.VariantCount)
            Report(ref _lost, $"{folder}: record {_lastIndex}: expected {info.VariantCount} images, found {_variants}.");
        _variants = 0;
    }

    private void Look(ManifestEntry entry)
    {
        _images++;
        _bytes += entry.Files.Sum(f => f.Bytes);
        var patient = entry.Record.Patient ?? entry.Record.Sha256;
        if (!_splitOf.TryAdd(patient, entry.Split) && _splitOf[patient] != entry.Split && _mixed.Add(patient))
            Fault(new EcgException(ErrorId.DatasetDamaged, $"{entry.Id}: patient {patient} is in {_splitOf[patient]} and in {entry.Split}."));
    }

    private void Take(ManifestEntry entry, Task<ImageFindings> outcome)
    {
        var findings = outcome.GetAwaiter().GetResult();
        foreach (var (kind, message) in findings.Faults)
            Report(ref _faults[(int)kind], $"{folder}: {message}");
        _statistics.Add(entry, findings);
        ImageDone();
    }

    private void Report(ref int count, string message)
    {
        count++;
        Fault(new EcgException(ErrorId.DatasetDamaged, message));
    }
}
