// One signal file of a WFDB record: finds the frames of a cut, unpacks them and spreads them over the leads, in mV.
using System.Buffers;

namespace EcgGen.Core.Records;

/// <summary>The signals that stand in one file, and the frames they share.</summary>
internal sealed class WfdbSignalFile
{
    private const int ChunkSamples = 1 << 14; // 64 KiB of integers: fits into the second-level cache

    private readonly string _header;
    private readonly IReadOnlyList<WfdbSignal> _signals;
    private readonly WfdbFormat _format;
    private readonly int _maxSkew;

    /// <summary>Describes a file.</summary>
    /// <param name="header">The header's name, for messages.</param>
    /// <param name="signals">The signals of this file in the header's order; at least one, all of one format and offset.</param>
    /// <exception cref="EcgException">HeaderInvalid if the format is not known.</exception>
    public WfdbSignalFile(string header, IReadOnlyList<WfdbSignal> signals)
    {
        _header = header;
        _signals = signals;
        _format = WfdbFormat.Find(signals[0].Format) ?? throw new EcgException(ErrorId.HeaderInvalid,
            $"{header}: format: expected one of {WfdbFormat.Known} for {signals[0].FileName}, found {signals[0].Format}.");
        FrameSamples = signals.Sum(s => s.SamplesPerFrame);
        _maxSkew = signals.Max(s => s.Skew);
    }

    /// <summary>The file's bare name.</summary>
    public string Name => _signals[0].FileName;

    /// <summary>Samples in a frame, those of all signals.</summary>
    public int FrameSamples { get; }

    /// <summary>Frames that the file has room for.</summary>
    public long FramesIn(HostileFile file) => _format.SamplesIn(Math.Max(0, file.Length - _signals[0].ByteOffset)) / FrameSamples;

    /// <summary>The frames to unpack for a cut: skewed signals stand further on.</summary>
    public RecordCut WithSkew(long frames, RecordCut cut) =>
        cut with { Count = Math.Min(frames - cut.First, cut.Count + _maxSkew) };

    /// <summary>Reads a cut of the signals that are voltages; the others are left out with a warning.</summary>
    /// <param name="file">The open file.</param>
    /// <param name="frames">Frames in the record.</param>
    /// <param name="cut">The frames to give.</param>
    /// <param name="leads">Receives the leads, each as long as the cut, in mV, NaN where missing.</param>
    /// <param name="warnings">Receives what the user should know.</param>
    /// <param name="cancellation">Polled in each chunk.</param>
    /// <returns>The file's sha256.</returns>
    /// <exception cref="EcgException">SignalInvalid if the file is too short; FileUnreadable.</exception>
    public string Read(HostileFile file, long frames, RecordCut cut, List<RawLead> leads,
        List<string> warnings, CancellationToken cancellation)
    {
        Int128 needed = _signals[0].ByteOffset + _format.BytesFor((Int128)frames * FrameSamples);
        if (file.Length < needed)
        {
            throw new EcgException(ErrorId.SignalInvalid,
                $"{Name}: expected {needed} bytes for {frames} samples as {_header} tells, found {file.Length}.");
        }
        var window = WithSkew(frames, cut);
        long blockStart = window.First * FrameSamples / _format.BlockSamples * _format.BlockSamples;
        long end = (window.First + window.Count) * FrameSamples;
        var (bytes, sha256) = file.Read(_signals[0].ByteOffset + (long)_format.BytesFor(blockStart),
            window.Count == 0 ? 0 : (int)_format.BytesFor(end - blockStart), cancellation);

        var targets = new double[_signals.Count][];
        for (int s = 0; s < targets.Length; s++)
            targets[s] = _signals[s].Millivolts is null ? [] : NewLead(frames, cut, _signals[s].Skew);
        var sums = new int[_signals.Count];
        int chunkFrames = (int)Math.Min(window.Count, Math.Max(1, ChunkSamples / FrameSamples));
        var chunk = ArrayPool<int>.Shared.Rent(chunkFrames * FrameSamples);
        try
        {
            for (long at = window.First; at < window.First + window.Count; at += chunkFrames)
            {
                cancellation.ThrowIfCancellationRequested();
                int n = (int)Math.Min(chunkFrames, window.First + window.Count - at);
                var samples = chunk.AsSpan(0, n * FrameSamples);
                _format.Decode(bytes, (int)(at * FrameSamples - blockStart), samples);
                Spread(samples, at, n, cut, targets, sums);
            }
        }
        finally
        {
            ArrayPool<int>.Shared.Return(chunk);
        }
        for (int s = 0; s < targets.Length; s++)
            Finish(_signals[s], targets[s], sums[s], isWhole: cut.Count == frames, leads, warnings);
        return sha256;
    }

    // A skewed signal ends before the others: the frames beyond its end stay missing.
    private static double[] NewLead(long frames, RecordCut cut, int skew)
    {
        var lead = GC.AllocateUninitializedArray<double>((int)cut.Count);
        lead.AsSpan((int)Math.Clamp(frames - skew - cut.First, 0, cut.Count)).Fill(double.NaN);
        return lead;
    }

    // Gives each signal its samples of n unpacked frames, the first of which is frame `at` of the file.
    private void Spread(ReadOnlySpan<int> samples, long at, int n, RecordCut cut, double[][] targets, int[] sums)
    {
        int position = 0;
        for (int s = 0; s < _signals.Count; s++)
        {
            var signal = _signals[s];
            if (signal.Checksum != 0)
                sums[s] += Sum(samples, position, signal.SamplesPerFrame);
            long from = Math.Max(at, cut.First + signal.Skew), to = Math.Min(at + n, cut.First + cut.Count + signal.Skew);
            if (from < to && signal.Millivolts is (var multiply, var divide))
            {
                var target = targets[s].AsSpan((int)(from - signal.Skew - cut.First), (int)(to - from));
                var source = samples[((int)(from - at) * FrameSamples + position)..];
                ToMillivolts(source, target, signal, multiply, divide * signal.Gain);
            }
            position += signal.SamplesPerFrame;
        }
    }

    // Several samples in a frame become their mean, truncated to a step of the converter as the WFDB libraries have it;
    // one missing sample makes the frame missing.
    private void ToMillivolts(ReadOnlySpan<int> source, Span<double> target, WfdbSignal signal, double multiply, double divide)
    {
        int missing = _format.Missing, perFrame = signal.SamplesPerFrame;
        double baseline = signal.Baseline;
        if (perFrame == 1)
        {
            for (int i = 0, from = 0; i < target.Length; i++, from += FrameSamples)
            {
                int value = source[from];
                target[i] = value == missing ? double.NaN : (value - baseline) * multiply / divide;
            }
            return;
        }
        for (int i = 0, from = 0; i < target.Length; i++, from += FrameSamples)
        {
            long sum = 0;
            var frame = source.Slice(from, perFrame);
            foreach (int value in frame)
                sum += value;
            target[i] = frame.Contains(missing) ? double.NaN : (sum / perFrame - baseline) * multiply / divide;
        }
    }

    private int Sum(ReadOnlySpan<int> samples, int position, int perFrame)
    {
        int sum = 0;
        for (int from = position; from < samples.Length; from += FrameSamples)
        {
            for (int i = 0; i < perFrame; i++)
                sum += samples[from + i];
        }
        return sum;
    }

    private void Finish(WfdbSignal signal, double[] samples, int sum, bool isWhole,
        List<RawLead> leads, List<string> warnings)
    {
        if (signal.Millivolts is not { } millivolts)
        {
            warnings.Add($"{_header}: signal '{signal.Description}' is in {signal.Units}, which is no voltage, and is left out.");
            return;
        }
        if (signal.IsUncalibrated)
            warnings.Add($"{_header}: signal '{signal.Description}' has no gain; {signal.Gain} per mV is assumed.");
        // Only the whole signal has the sum that its header tells; many writers leave 0 there.
        if (isWhole && signal.Checksum != 0 && signal.Checksum != (ushort)sum)
        {
            warnings.Add($"{_header}: signal '{signal.Description}': the checksum should be {(short)signal.Checksum} " +
                $"but the samples in {Name} sum to {(short)sum}.");
        }
        leads.Add(new RawLead(signal.Description, samples, signal.Gain / millivolts.Multiply * millivolts.Divide));
    }
}
