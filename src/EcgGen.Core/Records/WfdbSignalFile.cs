// One signal file of a WFDB record: finds the frames of a cut, unpacks them and spreads them over the leads, in mV.
using System.Buffers;
using System.Numerics.Tensors;
using EcgGen.Core.Records.Flac;

namespace EcgGen.Core.Records;

/// <summary>The signals that stand in one file, and the frames they share.</summary>
internal sealed class WfdbSignalFile
{
    private const int ChunkSamples = 1 << 14; // 64 KiB of integers: fits into the second-level cache
    private const int MinFlacFrameBytes = 9; // header, one constant subframe, check sums

    private readonly string _header;
    private readonly IReadOnlyList<WfdbSignal> _signals;
    private readonly WfdbFormat _format;
    private readonly int _maxSkew;

    /// <summary>Describes a file.</summary>
    /// <param name="header">The header's name, for messages.</param>
    /// <param name="signals">The signals of this file in the header's order; at least one, all of one format and offset.</param>
    /// <exception cref="EcgException">HeaderInvalid if the format is not known, or the signals can't be a FLAC stream.</exception>
    public WfdbSignalFile(string header, IReadOnlyList<WfdbSignal> signals)
    {
        _header = header;
        _signals = signals;
        _format = WfdbFormat.Find(signals[0].Format) ?? throw new EcgException(ErrorId.HeaderInvalid,
            $"{header}: format: expected one of {WfdbFormat.Known} for {signals[0].FileName}, found {signals[0].Format}.");
        FrameSamples = signals.Sum(s => s.SamplesPerFrame);
        _maxSkew = signals.Max(s => s.Skew);
        if (_format.FlacBits > 0 && FrameSamples != signals.Count * SamplesPerFrame)
        {
            throw new EcgException(ErrorId.HeaderInvalid,
                $"{header}: samples per frame: expected one number for all signals of {Name}, which is a FLAC stream.");
        }
    }

    /// <summary>The file's bare name.</summary>
    public string Name => _signals[0].FileName;

    /// <summary>Samples in a frame, those of all signals.</summary>
    public int FrameSamples { get; }

    // Where samples start: bytes, or in a FLAC stream samples of each signal.
    private long Offset => _signals[0].ByteOffset;

    private int SamplesPerFrame => _signals[0].SamplesPerFrame;

    /// <summary>Frames that the file has room for.</summary>
    /// <exception cref="EcgException">SignalInvalid if it is a FLAC stream, but a broken one; FileUnreadable.</exception>
    public long FramesIn(HostileFile file, WfdbFolder folder)
    {
        if (_format.FlacBits == 0)
            return _format.SamplesIn(Math.Max(0, file.Length - Offset)) / FrameSamples;
        using var decoder = OpenStream(file, folder, verify: false);
        while (decoder.Info.TotalSamples == 0 && decoder.NextFrame())
            folder.Cancellation.ThrowIfCancellationRequested();
        return Math.Max(0, Math.Max(decoder.Info.TotalSamples, decoder.Decoded) - Offset) / SamplesPerFrame;
    }

    /// <summary>Reads a cut of the signals that are voltages.</summary>
    /// <param name="file">The open file.</param>
    /// <param name="folder">Where it is.</param>
    /// <param name="frames">Frames in the record.</param>
    /// <param name="cut">The frames to give.</param>
    /// <param name="warnings">Receives what the user should know.</param>
    /// <returns>Per signal its samples, as long as the cut, in mV, NaN where missing; null if it is no voltage.</returns>
    /// <exception cref="EcgException">SignalInvalid if the file is too short or broken; FileUnreadable; RecordTooLarge.</exception>
    public double[]?[] Read(HostileFile file, WfdbFolder folder, long frames, RecordCut cut, List<string> warnings)
    {
        long end = (long)Int128.Min(frames, (Int128)cut.First + cut.Count + _maxSkew); // skewed signals stand further on
        long first = cut.First;
        using var source = Open(file, folder, frames, cut.Count == frames, end, ref first);
        var targets = new double[]?[_signals.Count];
        for (int s = 0; s < targets.Length; s++)
            targets[s] = _signals[s].Millivolts is null ? null : NewLead(frames, cut, _signals[s].Skew);
        var sums = new int[_signals.Count];
        int chunkFrames = (int)Math.Min(end - first, Math.Max(1, ChunkSamples / FrameSamples));
        var chunk = ArrayPool<int>.Shared.Rent(chunkFrames * (FrameSamples + 1)); // the frames, and one signal of them
        try
        {
            for (long at = first; at < end; at += chunkFrames)
            {
                folder.Cancellation.ThrowIfCancellationRequested();
                int n = (int)Math.Min(chunkFrames, end - at);
                var samples = chunk.AsSpan(0, n * FrameSamples);
                source.Next(samples);
                Spread(samples, chunk.AsSpan(samples.Length, n), at, cut, targets, sums);
            }
        }
        finally
        {
            ArrayPool<int>.Shared.Return(chunk);
        }
        if (source.IsDamaged())
            warnings.Add($"{Name}: the samples do not have the MD5 that the FLAC stream tells.");
        for (int s = 0; s < targets.Length; s++)
            Check(_signals[s], targets[s] is not null, sums[s], isWhole: cut.Count == frames, warnings);
        return targets;
    }

    // Opens the file's samples at frame `first`, or at an earlier one from which alone they can be had.
    private WfdbSamples Open(HostileFile file, WfdbFolder folder, long frames, bool isWhole, long end, ref long first)
    {
        if (_format.FlacBits > 0)
        {
            first = 0;
            var decoder = OpenStream(file, folder, isWhole);
            // Nothing is allocated for more samples than the stream can have at the utmost.
            long most = decoder.Info.TotalSamples > 0 ? decoder.Info.TotalSamples : file.Length / MinFlacFrameBytes * decoder.Info.MaxBlock;
            Int128 samples = (Int128)frames * SamplesPerFrame + Offset;
            if (most >= samples && file.Length / MinFlacFrameBytes * decoder.Info.MaxBlock >= samples)
                return new WfdbFlacSamples(Name, decoder, SamplesPerFrame, Offset);
            decoder.Dispose();
            throw new EcgException(ErrorId.SignalInvalid,
                $"{Name}: expected a FLAC stream of {samples} samples as {_header} tells, found one of at most {most} in {file.Length} bytes.");
        }
        Int128 needed = Offset + _format.BytesFor((Int128)frames * FrameSamples);
        if (file.Length < needed)
        {
            throw new EcgException(ErrorId.SignalInvalid,
                $"{Name}: expected {needed} bytes for {frames} samples as {_header} tells, found {file.Length}.");
        }
        if (_format.IsDifference)
            first = 0;
        long blockStart = first * FrameSamples / _format.BlockSamples * _format.BlockSamples;
        var packed = new WfdbPackedSamples(_format, folder, file, Offset + (long)_format.BytesFor(blockStart),
            (long)_format.BytesFor(end * FrameSamples - blockStart), (int)(first * FrameSamples - blockStart));
        return _format.IsDifference ? new WfdbSummedSamples(packed, _signals) : packed;
    }

    private FlacDecoder OpenStream(HostileFile file, WfdbFolder folder, bool verify)
    {
        var decoder = new FlacDecoder(Name, folder.Read(file, 0, file.Length), verify);
        var info = decoder.Info;
        if (info.Channels == _signals.Count && info.Bits <= _format.FlacBits)
            return decoder;
        decoder.Dispose();
        throw new EcgException(ErrorId.SignalInvalid, $"{Name}: expected a FLAC stream of {_signals.Count} channels of at most " +
            $"{_format.FlacBits} bits as {_header} tells, found {info.Channels} of {info.Bits}.");
    }

    // A skewed signal ends before the others: the frames beyond its end stay missing.
    private static double[] NewLead(long frames, RecordCut cut, int skew)
    {
        var lead = GC.AllocateUninitializedArray<double>((int)cut.Count);
        lead.AsSpan((int)Math.Clamp(frames - skew - cut.First, 0, cut.Count)).Fill(double.NaN);
        return lead;
    }

    // Gives each signal its samples of some unpacked frames, the first of which is frame `at` of the file.
    private void Spread(ReadOnlySpan<int> samples, Span<int> values, long at, RecordCut cut, double[]?[] targets, int[] sums)
    {
        int position = 0;
        for (int s = 0; s < _signals.Count; s++)
        {
            var signal = _signals[s];
            sums[s] += Gather(samples, position, signal.SamplesPerFrame, values);
            long from = Math.Max(at, cut.First + signal.Skew), to = Math.Min(at + values.Length, cut.First + cut.Count + signal.Skew);
            if (from < to && targets[s] is { } lead && signal.Millivolts is { } unit)
            {
                var target = lead.AsSpan((int)(from - signal.Skew - cut.First), (int)(to - from));
                ToMillivolts(values.Slice((int)(from - at), target.Length), target, signal, unit);
            }
            position += signal.SamplesPerFrame;
        }
    }

    // Gives the sum of a signal's samples, and a value for each frame. Several samples in a frame become their mean, truncated
    // to a step of the converter as the WFDB libraries have it; one missing sample makes the frame missing.
    private int Gather(ReadOnlySpan<int> samples, int position, int perFrame, Span<int> values)
    {
        if (perFrame == 1)
        {
            for (int i = 0, from = position; i < values.Length; i++, from += FrameSamples)
                values[i] = samples[from];
            return TensorPrimitives.Sum<int>(values);
        }
        int total = 0;
        for (int i = 0, from = position; i < values.Length; i++, from += FrameSamples)
        {
            long sum = 0;
            var frame = samples.Slice(from, perFrame);
            foreach (int value in frame)
                sum += value;
            total += (int)sum;
            values[i] = _format.Missing is { } tag && frame.Contains(tag) ? tag : (int)(sum / perFrame);
        }
        return total;
    }

    private void ToMillivolts(ReadOnlySpan<int> values, Span<double> target, WfdbSignal signal, VoltageUnit unit)
    {
        TensorPrimitives.ConvertTruncating(values, target);
        if (signal.Baseline != 0)
            TensorPrimitives.Subtract(target, signal.Baseline, target);
        if (unit.Multiply != 1)
            TensorPrimitives.Multiply(target, unit.Multiply, target);
        TensorPrimitives.Divide(target, unit.Divide * signal.Gain, target);
        for (int at = 0, next; _format.Missing is { } tag && (next = values[at..].IndexOf(tag)) >= 0; at += next + 1)
            target[at + next] = double.NaN;
    }

    private void Check(WfdbSignal signal, bool isVoltage, int sum, bool isWhole, List<string> warnings)
    {
        if (!isVoltage)
            return;
        if (signal.IsUncalibrated)
            warnings.Add($"{_header}: signal '{signal.Description}' has no gain; {signal.Gain} per {signal.Units} is assumed.");
        // Only the whole signal has the sum that its header tells; many writers leave 0 there.
        if (isWhole && signal.Checksum != 0 && signal.Checksum != (ushort)sum)
        {
            warnings.Add($"{_header}: signal '{signal.Description}': the checksum should be {(short)signal.Checksum} " +
                $"but the samples in {Name} sum to {(short)sum}.");
        }
    }
}
