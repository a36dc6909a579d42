// A decoder for FLAC streams (RFC 9639) of up to 24 bits: as far as recordings of biosignals use them.
using System.Security.Cryptography;

namespace EcgGen.Core.Records.Flac;

/// <summary>
/// Decodes a stream in memory, frame by frame from its beginning. Each frame's check sums and number are verified, so that no
/// stretch can be lost or changed unnoticed. Metadata but STREAMINFO are skipped; there is no seeking.
/// </summary>
internal sealed class FlacDecoder : IDisposable
{
    /// <summary>The most bits in a sample: a difference of two channels and all predictions fit into 32 bits then.</summary>
    public const int MaxBits = 24;

    private readonly string _name;
    private readonly byte[] _stream;
    private readonly IncrementalHash? _md5;
    private readonly int[][] _channels;
    private byte[] _hashed = [];
    private int _at;
    private long _frames;

    /// <summary>Opens a stream.</summary>
    /// <param name="name">The file's name, for messages.</param>
    /// <param name="stream">All of the file.</param>
    /// <param name="verify">Whether <see cref="IsDamaged"/> will be asked.</param>
    /// <exception cref="EcgException">SignalInvalid.</exception>
    public FlacDecoder(string name, byte[] stream, bool verify)
    {
        _name = name;
        _stream = stream;
        try
        {
            Info = FlacStreamInfo.Parse(stream);
            if (Info.Bits > MaxBits)
                throw new FlacException($"expected at most {MaxBits} bits per sample, found {Info.Bits}");
        }
        catch (FlacException e)
        {
            throw Invalid(e);
        }
        _at = Info.Length;
        _channels = new int[Info.Channels][];
        Array.Fill(_channels, []);
#pragma warning disable CA5351 // MD5 is what the format has against damage; nobody trusts it against forgery.
        if (verify && Info.Md5.Length > 0)
            _md5 = IncrementalHash.CreateHash(HashAlgorithmName.MD5);
#pragma warning restore CA5351
    }

    /// <summary>The stream's facts.</summary>
    public FlacStreamInfo Info { get; }

    /// <summary>Samples per channel in the last frame; 0 before the first and behind the last one.</summary>
    public int BlockSize { get; private set; }

    /// <summary>Samples per channel in all frames so far.</summary>
    public long Decoded { get; private set; }

    /// <summary>Whether there is no frame any more.</summary>
    public bool IsAtEnd => _at == _stream.Length || (Info.TotalSamples > 0 && Decoded >= Info.TotalSamples);

    /// <summary>The samples of the last frame in one channel.</summary>
    public ReadOnlySpan<int> Channel(int channel) => _channels[channel].AsSpan(0, BlockSize);

    /// <summary>Decodes the next frame.</summary>
    /// <returns>Whether there was one.</returns>
    /// <exception cref="EcgException">SignalInvalid: the frame is broken or is not the next one.</exception>
    public bool NextFrame()
    {
        BlockSize = 0;
        if (IsAtEnd)
            return false;
        try
        {
            Decode(_stream.AsSpan(_at));
        }
        catch (FlacException e)
        {
            throw Invalid(e);
        }
        Decoded += BlockSize;
        _frames++;
        if (_md5 is not null)
            AddToHash(_md5);
        return true;
    }

    /// <summary>
    /// Whether the samples have another MD5 than STREAMINFO tells. False too if it tells none, or if frames are left.
    /// </summary>
    public bool IsDamaged() => _md5 is not null && IsAtEnd && !_md5.GetHashAndReset().AsSpan().SequenceEqual(Info.Md5);

    /// <inheritdoc/>
    public void Dispose() => _md5?.Dispose();

    private void Decode(ReadOnlySpan<byte> rest)
    {
        var bits = new FlacBits(rest);
        var header = FlacFrameHeader.Parse(rest, ref bits, Info);
        long number = header.IsVariable ? Decoded : _frames;
        if (header.Number != number)
            throw new FlacException($"expected the frame with number {number}, found {header.Number}");
        int size = header.BlockSize;
        for (int c = 0; c < _channels.Length; c++)
        {
            if (_channels[c].Length < size)
                _channels[c] = new int[size];
            bool isSide = header.ChannelCode == FlacFrameHeader.SideRight ? c == 0 : header.ChannelCode >= FlacFrameHeader.LeftSide && c == 1;
            FlacSubframe.Decode(ref bits, isSide ? Info.Bits + 1 : Info.Bits, _channels[c].AsSpan(0, size));
        }
        bits.Align();
        int length = bits.Position;
        if (bits.Unsigned(16) != FlacChecksums.Crc16(rest[..length]))
            throw new FlacException("a frame has a wrong check sum");
        if (header.ChannelCode >= FlacFrameHeader.LeftSide)
            Correlate(header.ChannelCode, _channels[0].AsSpan(0, size), _channels[1].AsSpan(0, size));
        _at += bits.Position;
        BlockSize = size;
    }

    // Turns what a stereo frame stores into left and right (section 4.2).
    private static void Correlate(int code, Span<int> first, Span<int> second)
    {
        for (int i = 0; i < first.Length; i++)
        {
            int a = first[i], b = second[i];
            (first[i], second[i]) = code switch
            {
                FlacFrameHeader.LeftSide => (a, a - b),
                FlacFrameHeader.SideRight => (a + b, b),
                _ => ((2 * a + (b & 1) + b) >> 1, (2 * a + (b & 1) - b) >> 1), // the sum lost its lowest bit, which is the difference's
            };
        }
    }

    // The hash is that of the samples in turn, each in as many bytes as its bits need, least significant byte first.
    private void AddToHash(IncrementalHash md5)
    {
        int width = (Info.Bits + 7) / 8, stride = width * _channels.Length;
        if (_hashed.Length < BlockSize * stride)
            _hashed = new byte[BlockSize * stride];
        for (int c = 0; c < _channels.Length; c++)
        {
            var samples = Channel(c);
            for (int i = 0; i < samples.Length; i++)
            {
                for (int b = 0; b < width; b++)
                    _hashed[i * stride + c * width + b] = (byte)(samples[i] >> 8 * b);
            }
        }
        md5.AppendData(_hashed, 0, BlockSize * stride);
    }

    private EcgException Invalid(FlacException e) =>
        new(ErrorId.SignalInvalid, $"{_name}: FLAC stream, byte {_at}, sample {Decoded}: {e.Message}.", e);
}
