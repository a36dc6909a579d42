// A WFDB record in several segments: one header that names others, joined in time and sorted by lead.
namespace EcgGen.Core.Records;

/// <summary>
/// Reads records in segments (header(5), "Multi-segment records"): of fixed layout, where all segments have the same signals,
/// or of variable layout, where a first segment without samples says which signals there may be. What a segment lacks, and
/// gaps between segments, are NaN. Only the segments of the cut are opened.
/// </summary>
internal sealed class WfdbSegments
{
    private const int MaxWarnings = 20;
    private const double RateTolerance = 1e-6;

    // An hour's gap at 500 Hz is free; beyond that gaps may be so many times what is stored.
    private const long FreeGap = 1 << 21;
    private const int MaxGapRatio = 64;

    private readonly WfdbFolder _folder;
    private readonly string _name;
    private readonly WfdbHeader _header;
    private readonly List<WfdbSegmentLine> _segments;
    private readonly string? _layout; // the layout's header, in a record of variable layout
    private readonly List<string> _warnings = [];

    /// <summary>Takes a record.</summary>
    /// <param name="folder">Where it is.</param>
    /// <param name="name">Its header's name.</param>
    /// <param name="header">A header with segments.</param>
    /// <exception cref="EcgException">HeaderInvalid if a segment is named twice.</exception>
    public WfdbSegments(WfdbFolder folder, string name, WfdbHeader header)
    {
        _folder = folder;
        _name = name;
        _header = header;
        _segments = header.Segments!;
        // So the work is bounded by the files there are, and not by a header that names a large one again and again.
        var seen = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        foreach (var segment in _segments)
        {
            if (!segment.IsNull && !seen.Add(segment.Name))
                throw new EcgException(ErrorId.HeaderInvalid, $"{name}: segment: expected each once, found {segment.Name} again.");
        }
        if (_segments[0] is { Count: 0, IsNull: false })
            _layout = _segments[0].Name + ".hea";
    }

    /// <summary>Reads a cut of the record.</summary>
    /// <param name="options">The cut.</param>
    /// <returns>The leads, and the comments on the record.</returns>
    /// <exception cref="EcgException">
    /// HeaderInvalid for segments that do not fit together; ArgumentInvalid for the cut; FileNotFound, FileUnreadable,
    /// SignalInvalid, RecordTooLarge.
    /// </exception>
    public (List<RawLead> Leads, List<string> Comments) Read(ReadOptions options)
    {
        var cut = RecordCut.Of(_name, CountFrames(), _header.SamplingRate, options.Start, options.Duration);
        // The layout, or else the first segment, says which leads the record has.
        var pattern = _segments.Find(segment => !segment.IsNull).Name is { } first ? ReadHeader(first + ".hea") : null;
        Joined[] leads = [.. pattern?.Signals.Select(s => new Joined(s)) ?? []];
        RecordCut.CheckSize(_name, (Int128)cut.Count * leads.Count(l => WfdbSegment.IsLead(l.Signal)));
        CheckGaps(cut, leads.Length);
        long start = 0;
        foreach (var line in _segments)
        {
            _folder.Cancellation.ThrowIfCancellationRequested();
            long from = Math.Max(start, cut.First), to = Math.Min(start + line.Count, cut.First + cut.Count);
            if (from < to && !line.IsNull)
            {
                var file = line.Name + ".hea";
                var segment = new WfdbSegment(_folder, file, ReadHeader(file));
                Join(segment, line, new RecordCut(from - start, to - from), leads, (int)(from - cut.First), (int)cut.Count);
            }
            start += line.Count;
        }
        return (Finish(leads, (int)cut.Count), _header.Comments.Count > 0 ? _header.Comments : pattern?.Comments ?? []);
    }

    /// <summary>Refuses records that are nearly all gaps: a gap costs memory and time, and nothing in the files.</summary>
    private void CheckGaps(RecordCut cut, int leads)
    {
        if (cut.Count <= FreeGap)
            return;
        Int128 stored = 0;
        long start = 0;
        foreach (var line in _segments)
        {
            if (start + line.Count > cut.First && start < cut.First + cut.Count && line is { IsNull: false, Count: > 0 })
                stored += Math.Min(line.Count, ReadHeader(line.Name + ".hea") is { SampleCount: > 0 } header ? header.SampleCount : line.Count);
            start += line.Count;
        }
        if (cut.Count > FreeGap + MaxGapRatio * stored)
        {
            throw new EcgException(ErrorId.RecordTooLarge,
                $"{_name}: number of samples: of {cut.Count} samples in {leads} leads only {stored} are stored, the rest is gaps; ask for a shorter duration.");
        }
    }

    private long CountFrames()
    {
        Int128 count = 0;
        foreach (var segment in _segments)
            count += segment.Count;
        if (count > long.MaxValue)
            throw new EcgException(ErrorId.RecordTooLarge, $"{_name}: number of samples: {count} in all segments are more than {long.MaxValue}.");
        if (_header.SampleCount != 0 && _header.SampleCount != count)
            _header.Warnings.Add($"{_name} tells {_header.SampleCount} samples, but its segments have {count}, which are taken.");
        return (long)count;
    }

    private WfdbHeader ReadHeader(string file)
    {
        var header = _folder.ReadHeader(file, _name);
        if (header.Segments is not null)
            throw new EcgException(ErrorId.HeaderInvalid, $"{file}: expected a record in one segment, for it is a segment of {_name}.");
        if (header.HasSamplingRate && Math.Abs(header.SamplingRate - _header.SamplingRate) > RateTolerance * _header.SamplingRate)
        {
            throw new EcgException(ErrorId.HeaderInvalid, FormattableString.Invariant(
                $"{file}: sampling rate: expected {_header.SamplingRate} Hz as {_name} tells, found {header.SamplingRate}."));
        }
        if (header.Signals.Count != _header.SignalCount && (_layout is null || file == _layout))
        {
            throw new EcgException(ErrorId.HeaderInvalid,
                $"{file}: number of signals: expected {_header.SignalCount} as {_name} tells, found {header.Signals.Count}.");
        }
        return header;
    }

    // Copies a cut of a segment to its place in the record.
    private void Join(WfdbSegment segment, WfdbSegmentLine line, RecordCut cut, Joined[] leads, int at, int length)
    {
        var file = line.Name + ".hea";
        if (segment.Count != line.Count)
            _warnings.Add($"{file} has {segment.Count} samples, but {_name} tells {line.Count} of it; what is missing is NaN.");
        long end = Math.Min(segment.Count, cut.First + cut.Count);
        if (end <= cut.First)
            return;
        var signals = segment.Header.Signals;
        var targets = new Joined?[signals.Count];
        for (int s = 0; s < signals.Count; s++)
            targets[s] = Find(leads, s, signals[s], file);
        var samples = segment.Read(cut with { Count = end - cut.First });
        for (int s = 0; s < signals.Count; s++)
        {
            if (samples[s] is { } part)
                targets[s]?.Put(part, at, length, signals[s]);
        }
        _warnings.AddRange(segment.Header.Warnings);
    }

    // The lead that a segment's signal is a part of; null if none.
    private Joined? Find(Joined[] leads, int index, WfdbSignal signal, string file)
    {
        var lead = _layout is null ? ByPlace(leads, index, signal, file) : Array.Find(leads, l => l.Signal.Description == signal.Description);
        if (lead is null)
            _warnings.Add($"{file}: signal '{signal.Description}' is not one of {_layout} and is left out.");
        else if (WfdbSegment.IsLead(signal) != WfdbSegment.IsLead(lead.Signal))
            _warnings.Add($"{file}: signal '{signal.Description}' is in {signal.Units}, not in {lead.Signal.Units} as elsewhere, and is left out.");
        else
            return lead;
        return null;
    }

    // In a fixed layout the first segment's signals are those of all; another name would put a lead into the place of another.
    private static Joined ByPlace(Joined[] leads, int index, WfdbSignal signal, string file)
    {
        string expected = leads[index].Signal.Description, found = signal.Description;
        if (expected.Length > 0 && found.Length > 0
            && !LeadNames.Standardise(expected).Equals(LeadNames.Standardise(found), StringComparison.OrdinalIgnoreCase))
        {
            throw new EcgException(ErrorId.HeaderInvalid,
                $"{file}: signal {index}: expected '{expected}' as in the segments before, found '{found}'.");
        }
        return leads[index];
    }

    private List<RawLead> Finish(Joined[] leads, int length)
    {
        var result = new List<RawLead>();
        foreach (var lead in leads)
        {
            if (WfdbSegment.IsLead(lead.Signal))
                result.Add(new RawLead(lead.Signal.Description, lead.Samples(length), lead.UnitsPerMillivolt));
            else
                _header.Warnings.Add($"{_name}: signal '{lead.Signal.Description}' is in {lead.Signal.Units}, which is no voltage, and is left out.");
        }
        _header.Warnings.AddRange(_warnings.Take(MaxWarnings));
        if (_warnings.Count > MaxWarnings)
            _header.Warnings.Add($"{_name}: {_warnings.Count - MaxWarnings} more warnings about its segments.");
        return result;
    }

    // A lead of the record, put together from its parts; memory is taken only when the first part is there.
    private sealed class Joined(WfdbSignal signal)
    {
        private double[]? _samples;
        private bool _isMixed;

        public WfdbSignal Signal { get; } = signal;

        // None if parts have different ones.
        public double? UnitsPerMillivolt { get; private set; } = signal.UnitsPerMillivolt;

        public void Put(double[] part, int at, int length, WfdbSignal source)
        {
            if (_samples is null)
                UnitsPerMillivolt = source.UnitsPerMillivolt;
            _isMixed |= UnitsPerMillivolt != source.UnitsPerMillivolt;
            if (_isMixed)
                UnitsPerMillivolt = null;
            part.CopyTo(Samples(length), at);
        }

        public double[] Samples(int length)
        {
            if (_samples is null)
            {
                _samples = GC.AllocateUninitializedArray<double>(length);
                _samples.AsSpan().Fill(double.NaN);
            }
            return _samples;
        }
    }
}
