// The samples of a WFDB signal file in turn, whatever their format: stored as they are, as differences, or as a FLAC stream.
using System.Buffers;
using EcgGen.Core.Records.Flac;

namespace EcgGen.Core.Records;

/// <summary>Gives a file's samples frame by frame: all samples of the first signal in a frame, then those of the second …</summary>
internal abstract class WfdbSamples : IDisposable
{
    /// <summary>Gives the next samples.</summary>
    /// <param name="samples">Receives them; as long as a whole number of frames.</param>
    /// <exception cref="EcgException">SignalInvalid.</exception>
    public abstract void Next(Span<int> samples);

    /// <summary>Whether all has been read and is not what was written.</summary>
    public virtual bool IsDamaged() => false;

    /// <inheritdoc/>
    public virtual void Dispose()
    {
    }
}

/// <summary>Samples that stand one by one in a file.</summary>
internal sealed class WfdbPackedSamples : WfdbSamples
{
    // A record of some seconds needs no array of its own, which would be a large object to the garbage collector.
    private const int MostPooledBytes = 1 << 20;

    private readonly WfdbFormat _format;
    private readonly byte[] _bytes;
    private readonly int _count;
    private int _next;

    /// <summary>Reads samples.</summary>
    /// <param name="format">How they are packed.</param>
    /// <param name="folder">Where the file is.</param>
    /// <param name="file">The file.</param>
    /// <param name="offset">Where a block begins, in bytes.</param>
    /// <param name="count">Bytes from there on.</param>
    /// <param name="first">Samples to skip.</param>
    /// <exception cref="EcgException">FileUnreadable; RecordTooLarge beyond 2 GiB.</exception>
    public WfdbPackedSamples(WfdbFormat format, WfdbFolder folder, HostileFile file, long offset, long count, int first)
    {
        _format = format;
        _next = first;
        _count = (int)Math.Min(count, Array.MaxLength);
        _bytes = count <= MostPooledBytes ? ArrayPool<byte>.Shared.Rent(_count) : folder.Read(file, offset, count);
        if (count <= MostPooledBytes)
            folder.Read(file, offset, _bytes.AsSpan(0, _count));
    }

    /// <inheritdoc/>
    public override void Next(Span<int> samples)
    {
        _format.Decode(_bytes.AsSpan(0, _count), _next, samples);
        _next += samples.Length;
    }

    /// <inheritdoc/>
    public override void Dispose()
    {
        if (_count <= MostPooledBytes)
            ArrayPool<byte>.Shared.Return(_bytes);
    }
}

/// <summary>Differences between neighbouring samples of each signal, from the record's first frame on.</summary>
/// <param name="differences">What the file has; disposed with this.</param>
/// <param name="signals">The signals of a frame, with the values that stand before their first differences.</param>
internal sealed class WfdbSummedSamples(WfdbSamples differences, IReadOnlyList<WfdbSignal> signals) : WfdbSamples
{
    private readonly int[] _values = [.. signals.Select(s => s.InitialValue)];

    /// <inheritdoc/>
    public override void Next(Span<int> samples)
    {
        differences.Next(samples);
        for (int i = 0; i < samples.Length;)
        {
            for (int s = 0; s < _values.Length; s++)
            {
                int value = _values[s];
                for (int end = i + signals[s].SamplesPerFrame; i < end; i++)
                    samples[i] = value += samples[i];
                _values[s] = value;
            }
        }
    }

    /// <inheritdoc/>
    public override void Dispose() => differences.Dispose();
}

/// <summary>A FLAC stream with a channel per signal.</summary>
/// <param name="name">The file's name, for messages.</param>
/// <param name="decoder">The stream at its beginning; disposed with this.</param>
/// <param name="perFrame">Samples in a frame of each signal.</param>
/// <param name="skip">Samples of each signal to skip.</param>
internal sealed class WfdbFlacSamples(string name, FlacDecoder decoder, int perFrame, long skip) : WfdbSamples
{
    private long _skip = skip;
    private int _at; // in the decoder's block

    /// <inheritdoc/>
    public override void Next(Span<int> samples)
    {
        int channels = decoder.Info.Channels, wanted = samples.Length / channels;
        for (int done = 0; done < wanted;)
        {
            if (_at == decoder.BlockSize)
            {
                _at = 0;
                if (!decoder.NextFrame())
                    throw new EcgException(ErrorId.SignalInvalid, $"{name}: the FLAC stream ends after {decoder.Decoded} samples.");
            }
            int skipped = (int)Math.Min(_skip, decoder.BlockSize - _at);
            _skip -= skipped;
            _at += skipped;
            int count = Math.Min(wanted - done, decoder.BlockSize - _at);
            for (int c = 0; c < channels; c++)
                Spread(decoder.Channel(c).Slice(_at, count), samples, done, c, channels);
            _at += count;
            done += count;
        }
    }

    /// <inheritdoc/>
    public override bool IsDamaged() => decoder.IsDamaged();

    /// <inheritdoc/>
    public override void Dispose() => decoder.Dispose();

    private void Spread(ReadOnlySpan<int> source, Span<int> samples, int first, int channel, int channels)
    {
        if (perFrame == 1)
        {
            for (int i = 0, to = first * channels + channel; i < source.Length; i++, to += channels)
                samples[to] = source[i];
            return;
        }
        for (int i = 0; i < source.Length; i++)
        {
            var (frame, k) = Math.DivRem(first + i, perFrame);
            samples[(frame * channels + channel) * perFrame + k] = source[i];
        }
    }
}
