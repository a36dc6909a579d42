// Reads EDF, EDF+, BDF and BDF+ files: a header of text fields, then data records of 16- or 24-bit samples.
using System.Buffers.Binary;
using System.Globalization;

namespace EcgGen.Core.Records;

/// <summary>
/// The reader of EDF and BDF files. Signals that are no voltage, that their labels call another kind than an ECG, or that have a lower
/// rate than the fastest lead are left out; gaps of discontinuous files are missing samples.
/// </summary>
public sealed class EdfReader : IRecordReader
{
    private const double CoarseMillivolts = 0.01; // twice the step that standards for electrocardiographs ask for
    private const int MaxGapRatio = 64;

    /// <inheritdoc/>
    public string Format => "edf";

    /// <inheritdoc/>
    public IReadOnlyList<string> Extensions { get; } = [".edf", ".bdf"];

    /// <inheritdoc/>
    public bool CanRead(string path) =>
        EdfHeader.IsMine(FileStart.Of(path, EdfHeader.BlockBytes)) || Extensions.Contains(Path.GetExtension(path).ToLowerInvariant());

    /// <inheritdoc/>
    public RawRecord Read(string path, ReadOptions options, CancellationToken cancellation)
    {
        using var file = HostileFile.Open(path);
        var header = EdfHeader.Read(file);
        var warnings = new List<string>();
        var leads = ChooseLeads(file.Name, header, options, warnings);
        if (leads.Count == 0)
            return Record(file, header, 1, [], HostileFile.HashOf(path), warnings);
        long recordBytes = header.RecordSamples * header.SampleBytes;
        long start = DataStart(file, header, recordBytes, warnings);
        long records = CountRecords(file, header, start, recordBytes, warnings);
        int perRecord = leads[0].Signal.SamplesPerRecord;
        double rate = Rate(file.Name, header, perRecord, options, warnings);

        bool keepsTime = header.IsDiscontinuous && header.Signals.Any(s => s.IsAnnotations);
        if (header.IsDiscontinuous && !keepsTime)
            warnings.Add($"{file.Name} is discontinuous but has no annotations that tell where its data records start; they are read as continuous.");
        var (samples, sha256) = keepsTime
            ? ReadDiscontinuous(file, header, leads, new DataRecords(start, recordBytes, records), rate, options, cancellation)
            : ReadContinuous(file, header, leads, new DataRecords(start, recordBytes, records), rate, options, cancellation);
        return Record(file, header, rate, [.. leads.Zip(samples, (l, s) => new RawLead(l.Signal.LeadName, s, l.UnitsPerMillivolt))],
            sha256, warnings);
    }

    private static RawRecord Record(HostileFile file, EdfHeader header, double rate, RawLead[] leads, string sha256, List<string> warnings) => new()
    {
        Name = Path.GetFileNameWithoutExtension(file.Name),
        SamplingRate = rate,
        Leads = leads,
        DeriveLimbLeads = LeadSets.AreEight(leads.Select(l => l.Name)),
        Files = [(file.FullPath, sha256)],
        Comments = EdfIdentity.Comments(header.Patient, header.Recording, header.Date),
        RecordedAt = $"{header.Date} {header.Time}".Trim() is { Length: > 0 } at ? at : null,
        Warnings = warnings,
    };

    private static List<Lead> ChooseLeads(string file, EdfHeader header, ReadOptions options, List<string> warnings)
    {
        var told = VoltageUnit.Told(file, options);
        var leads = new List<Lead>();
        foreach (var signal in header.Signals.Where(s => !s.IsAnnotations && !s.IsStatus))
        {
            var unit = VoltageUnit.Find(signal.Dimension) ?? (signal.Dimension.Length == 0 ? told : null);
            if (signal.IsOtherKind)
                warnings.Add($"{file}: signal '{signal.Label}' is no ECG by its label, and is left out.");
            else if (unit is null && signal.Dimension.Length == 0)
                warnings.Add($"{file}: signal '{signal.Label}' has no unit, and is left out; a unit given for the file would be taken for it.");
            else if (unit is null)
                warnings.Add($"{file}: signal '{signal.Label}' is in {signal.Dimension}, which is no voltage, and is left out.");
            else if (signal.SamplesPerRecord == 0)
                warnings.Add($"{file}: signal '{signal.Label}' has no samples, and is left out.");
            else
                leads.Add(new Lead(signal, unit.Value, signal.Range(file)));
        }
        int most = leads.Count == 0 ? 0 : leads.Max(l => l.Signal.SamplesPerRecord);
        foreach (var slow in leads.Where(l => l.Signal.SamplesPerRecord < most))
        {
            warnings.Add($"{file}: signal '{slow.Signal.Label}' has {slow.Signal.SamplesPerRecord} samples where others have {most}, " +
                "and is left out: leads are read at the highest rate.");
        }
        leads.RemoveAll(l => l.Signal.SamplesPerRecord < most);
        double step = leads.Count == 0 ? 0 : leads.Max(l => 1 / Math.Abs(l.UnitsPerMillivolt));
        if (step > CoarseMillivolts)
        {
            warnings.Add(string.Create(CultureInfo.InvariantCulture,
                $"{file}: signals have steps of {step:G3} mV; the physical range may be wrong, and a gain given for the file takes its place."));
        }
        return leads;
    }

    // Data follow the header; where its length contradicts the number of signals, the file's length decides.
    private static long DataStart(HostileFile file, EdfHeader header, long recordBytes, List<string> warnings)
    {
        long expected = EdfHeader.BlockBytes * (header.Signals.Count + 1L);
        if (header.HeaderBytes == expected)
            return expected;
        bool fits = header.HeaderBytes > expected && header.Records > 0 && file.Length - header.HeaderBytes == header.Records * recordBytes;
        long start = fits ? header.HeaderBytes : expected;
        warnings.Add($"{file.Name}: number of bytes in header: expected {expected} for {header.Signals.Count} signals, " +
            $"found {header.HeaderBytes}; the data are read from byte {start}.");
        return start;
    }

    private static long CountRecords(HostileFile file, EdfHeader header, long start, long recordBytes, List<string> warnings)
    {
        long rest = Math.Max(0, file.Length - start), there = rest / recordBytes;
        if (header.Records < 1)
            warnings.Add($"{file.Name}: number of data records: expected at least 1, found {header.Records}; the file holds {there}.");
        else if (header.Records > there)
            warnings.Add($"{file.Name}: number of data records: {header.Records} by the header, but the file holds {there}.");
        else if (rest != header.Records * recordBytes)
            warnings.Add($"{file.Name}: {rest - header.Records * recordBytes} bytes behind the last of {header.Records} data records are left out.");
        return header.Records < 1 ? there : Math.Min(there, header.Records);
    }

    private static double Rate(string file, EdfHeader header, int perRecord, ReadOptions options, List<string> warnings)
    {
        if (header.RecordSeconds == 0)
        {
            return SamplingRates.Told(file, options) ?? throw new EcgException(ErrorId.HeaderInvalid,
                $"{file}: duration of a data record: expected more than 0 s, found 0; a sampling rate given for the file would do.");
        }
        // A duration of 0.00390625 s has too many digits for its field, but 256 Hz is what was meant.
        double rate = perRecord / header.RecordSeconds, whole = Math.Round(rate);
        var (least, greatest) = header.RecordSecondsBounds;
        bool isWhole = whole >= 1 && whole * least <= perRecord && whole * greatest >= perRecord;
        return SamplingRates.Checked(file, isWhole ? whole : rate, options, warnings);
    }

    private static (double[][] Samples, string Sha256) ReadContinuous(HostileFile file, EdfHeader header, List<Lead> leads, DataRecords data,
        double rate, ReadOptions options, CancellationToken cancellation)
    {
        int perRecord = leads[0].Signal.SamplesPerRecord;
        var cut = RecordCut.Of(file.Name, data.Count * perRecord, rate, options.Start, options.Duration);
        long first = cut.First / perRecord, end = (cut.First + cut.Count + perRecord - 1) / perRecord;
        RecordCut.CheckSize(file.Name, (Int128)(end - first) * header.RecordSamples);
        var (bytes, sha256) = file.Read(data.Start + first * data.Bytes, (int)((end - first) * data.Bytes), cancellation);
        var samples = leads.Select(_ => GC.AllocateUninitializedArray<double>((int)cut.Count)).ToArray();
        for (long r = first; r < end; r++)
        {
            cancellation.ThrowIfCancellationRequested();
            Spread(bytes.AsSpan((int)((r - first) * data.Bytes), (int)data.Bytes), header.SampleBytes, leads, r * perRecord, cut, samples);
        }
        return (samples, sha256);
    }

    private static (double[][] Samples, string Sha256) ReadDiscontinuous(HostileFile file, EdfHeader header, List<Lead> leads, DataRecords data,
        double rate, ReadOptions options, CancellationToken cancellation)
    {
        int perRecord = leads[0].Signal.SamplesPerRecord;
        RecordCut.CheckSize(file.Name, (Int128)data.Count * header.RecordSamples);
        var (bytes, sha256) = file.Read(data.Start, (int)(data.Count * data.Bytes), cancellation);
        var starts = EdfTimeline.Starts(file.Name, header, bytes, (int)data.Count, perRecord, rate);
        var cut = RecordCut.Of(file.Name, starts.Length == 0 ? 0 : starts[^1] + perRecord, rate, options.Start, options.Duration);
        RecordCut.CheckSize(file.Name, (Int128)cut.Count * leads.Count);
        if (cut.Count > MaxGapRatio * data.Count * perRecord)
        {
            throw new EcgException(ErrorId.RecordTooLarge, $"{file.Name}: with its gaps the recording has {cut.Count} samples, " +
                $"more than {MaxGapRatio} times the {data.Count * perRecord} that it holds; ask for a shorter duration.");
        }
        var samples = leads.Select(_ => GC.AllocateUninitializedArray<double>((int)cut.Count)).ToArray();
        foreach (var lead in samples)
            lead.AsSpan().Fill(double.NaN);
        for (int r = 0; r < starts.Length; r++)
        {
            cancellation.ThrowIfCancellationRequested();
            Spread(bytes.AsSpan((int)(r * data.Bytes), (int)data.Bytes), header.SampleBytes, leads, starts[r], cut, samples);
        }
        return (samples, sha256);
    }

    // Gives each lead its samples of one data record, which starts at a sample of the recording.
    private static void Spread(ReadOnlySpan<byte> record, int sampleBytes, List<Lead> leads, long at, RecordCut cut, double[][] samples)
    {
        long from = Math.Max(at, cut.First), to = Math.Min(at + leads[0].Signal.SamplesPerRecord, cut.First + cut.Count);
        if (from >= to)
            return;
        for (int l = 0; l < samples.Length; l++)
        {
            var source = record.Slice((int)(leads[l].Signal.Offset + from - at) * sampleBytes, (int)(to - from) * sampleBytes);
            var target = samples[l].AsSpan((int)(from - cut.First), (int)(to - from));
            var (factor, term, divisor) = leads[l].Scale;
            if (sampleBytes == 2)
            {
                for (int i = 0; i < target.Length; i++)
                    target[i] = (BinaryPrimitives.ReadInt16LittleEndian(source[(2 * i)..]) * factor + term) / divisor;
            }
            else
            {
                for (int i = 0; i < target.Length; i++)
                    target[i] = ((source[3 * i] | source[3 * i + 1] << 8 | (sbyte)source[3 * i + 2] << 16) * factor + term) / divisor;
            }
        }
    }

    private sealed record Lead(EdfSignal Signal, VoltageUnit Unit, EdfRange Range)
    {
        public double UnitsPerMillivolt => Range.UnitsPerMillivolt(Unit);

        public (double Factor, double Term, double Divisor) Scale { get; } = Range.Scale(Unit);
    }

    /// <summary>The data records: where the first starts in the file, the bytes of one, and how many there are.</summary>
    private readonly record struct DataRecords(long Start, long Bytes, long Count);
}
