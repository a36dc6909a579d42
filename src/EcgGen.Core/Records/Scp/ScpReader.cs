// Reads SCP-ECG, the standard communications protocol for computer-assisted electrocardiography (EN 1064).
using System.Buffers.Binary;
using System.Globalization;

namespace EcgGen.Core.Records.Scp;

/// <summary>
/// The reader of SCP-ECG: samples as they are or Huffman coded, first and second differences, subtraction of a reference beat, and
/// a lower rate between the beats ("bimodal compression").
/// </summary>
public sealed class ScpReader : IRecordReader
{
    private const int MaxFileBytes = 1 << 28, LeadBytes = 9, MaxFactor = 4, MaxOverlap = 4;

    /// <inheritdoc/>
    public string Format => "scp";

    /// <inheritdoc/>
    public IReadOnlyList<string> Extensions { get; } = [".scp"];

    /// <summary>Whether section 0 bears the mark SCPECG; or, as of files before version 1.3 that have none, by the extension.</summary>
    public bool CanRead(string path) => ScpFile.IsStart(WholeFile.Glance(path)) || Path.GetExtension(path).Equals(".scp", StringComparison.OrdinalIgnoreCase);

    /// <inheritdoc/>
    public RawRecord Read(string path, ReadOptions options, CancellationToken cancellation)
    {
        var whole = WholeFile.Read(path, MaxFileBytes, cancellation);
        var warnings = new List<string>();
        var file = new ScpFile(whole, warnings);
        var (definitions, isSubtracted) = ReadLeads(file);
        var rhythm = ScpSignal.Read(file, 6, definitions.Count) ?? throw file.Invalid("section 6", "the rhythm", 0);
        var signals = new Signals(file, rhythm, isSubtracted, definitions.Count);
        double rate = 1e6 / signals.Microseconds;

        var leads = new List<StoredLead>();
        var shorter = new List<(string Name, long Told, int There)>();
        long start = definitions.Count == 0 ? 0 : definitions.Min(d => d.First);
        for (int i = 0; i < definitions.Count; i++)
        {
            cancellation.ThrowIfCancellationRequested();
            var (number, first, count) = definitions[i];
            var name = ScpLeads.NameOf(number);
            var values = signals.Decode(i, first, count);
            if (values.Length != count)
                shorter.Add((name, count, values.Length));
            // Only a lead that starts within the others can be put to its place; any other start is no start.
            if (first - start > values.Length)
                throw file.Invalid($"section 3: lead {name}: starting sample", $"at most {start + values.Length}", first);
            double[] missing = [.. Enumerable.Repeat(double.NaN, (int)(first - start))];
            leads.Add(new StoredLead(name, [.. missing, .. values], rhythm.Nanovolts, 0, VoltageUnit.Nanovolt));
        }
        foreach (var group in shorter.GroupBy(s => (s.Told, s.There)))
        {
            warnings.Add(string.Create(CultureInfo.InvariantCulture, $"{file.Name}: lead {string.Join(", ", group.Select(s => s.Name))}: " +
                $"section 3 tells {group.Key.Told} samples, but section 6 has {group.Key.There}."));
        }
        if (signals.IsDecimated)
            warnings.Add($"{file.Name}: between the beats the file stores means over several samples; straight lines stand in for them.");
        var (comments, recordedAt) = ScpTags.Read(file.Section(1));
        return new RawRecord
        {
            Name = whole.RecordName,
            SamplingRate = rate,
            Leads = StoredLead.Finish(file.Name, rate, leads, options, warnings, cancellation),
            DeriveLimbLeads = true, // a file has 8 or 12
            Files = [(whole.FullPath, whole.Sha256)],
            Comments = comments,
            RecordedAt = recordedAt,
            Warnings = warnings,
        };
    }

    // Section 3: the number of leads, flags, and for each lead its first and last sample, numbered from 1, and which lead it is.
    private static (List<(int Number, long First, long Count)> Leads, bool IsSubtracted) ReadLeads(ScpFile file)
    {
        var section = file.Section(3);
        int count = section.Length < 2 ? 0 : section[0];
        if (count == 0 || section.Length < 2 + count * LeadBytes)
            throw file.Invalid("section 3: number of leads", "as many as the section has room for, and one at least", count);
        var leads = new List<(int, long, long)>();
        for (int i = 0; i < count; i++)
        {
            var lead = section.Slice(2 + i * LeadBytes, LeadBytes);
            long first = BinaryPrimitives.ReadUInt32LittleEndian(lead), last = BinaryPrimitives.ReadUInt32LittleEndian(lead[4..]);
            if (last < first)
                throw file.Invalid($"section 3: lead {i + 1}: ending sample", $"{first} or more", last);
            leads.Add((lead[8], first, last - first + 1));
        }
        return (leads, (section[1] & 1) != 0);
    }

    /// <summary>The rhythm with what it takes to decode it.</summary>
    private sealed class Signals
    {
        private readonly ScpFile _file;
        private readonly ScpHuffman? _huffman;
        private readonly ScpSignal _rhythm;
        private readonly ScpSignal? _beat; // where it was subtracted
        private readonly ScpBeats? _beats;
        private readonly int _factor = 1;

        public Signals(ScpFile file, ScpSignal rhythm, bool isSubtracted, int leads)
        {
            _file = file;
            _rhythm = rhythm;
            _huffman = ScpHuffman.Read(file);
            Microseconds = rhythm.Microseconds;
            if (!isSubtracted && !rhythm.IsBimodal)
                return;
            _beats = ScpBeats.Read(file) ?? throw file.Invalid("section 4", "the beats, for section 6 is compressed by them", 0);
            var beat = ScpSignal.Read(file, 5, leads) ?? throw file.Invalid("section 5", "the reference beat, for section 6 is compressed by it", 0);
            if (rhythm.IsBimodal)
            {
                if (rhythm.Microseconds % beat.Microseconds != 0 || rhythm.Microseconds / beat.Microseconds > MaxFactor)
                    throw file.Invalid("section 6: sample time interval", $"1–{MaxFactor} times the {beat.Microseconds} µs of section 5", rhythm.Microseconds);
                _factor = rhythm.Microseconds / beat.Microseconds;
                Microseconds = beat.Microseconds;
            }
            else if (rhythm.Microseconds != beat.Microseconds)
            {
                throw file.Invalid("section 6: sample time interval", $"the {beat.Microseconds} µs of section 5", rhythm.Microseconds);
            }
            _beat = isSubtracted ? beat : null;
        }

        /// <summary>The interval between the samples that <see cref="Decode"/> gives.</summary>
        public int Microseconds { get; }

        /// <summary>Whether some samples are made of means.</summary>
        public bool IsDecimated => _factor > 1;

        public double[] Decode(int lead, long first, long count)
        {
            var stored = _rhythm.Decode(_file, _huffman, lead, (int)Math.Min(count, int.MaxValue));
            double[] samples = IsDecimated
                ? [.. ScpSignal.Expand(stored, _beats!.Protected, _factor, first, count)]
                : [.. stored.Select(v => (double)v)];
            if (_beat is not null)
                AddBeats(samples, lead, first);
            return samples;
        }

        private void AddBeats(double[] samples, int lead, long first)
        {
            var beat = _beat!.Decode(_file, _huffman, lead, (int)(1000L * _beats!.Milliseconds / _beat.Microseconds));
            double scale = (double)_beat.Nanovolts / _rhythm.Nanovolts;
            long added = 0;
            foreach (var (type, start, fiducial, end) in _beats.Subtracted)
            {
                // The fiducial points lie on each other.
                long shift = _beats.Fiducial - 1 - fiducial;
                long from = Math.Max(Math.Max(start, first), -shift), to = Math.Min(Math.Min(end, first + samples.Length - 1), beat.Length - 1 - shift);
                if (type != 0 || to < from)
                    continue;
                // Beats follow each other; a file in which all lie on all others wants nothing but our time.
                added += to - from + 1;
                if (added > MaxOverlap * (long)samples.Length)
                    throw _file.Invalid("section 4: subtracted samples", $"at most {MaxOverlap} times {samples.Length}", added);
                for (long at = from; at <= to; at++)
                    samples[at - first] += scale * beat[at + shift];
            }
        }
    }
}
