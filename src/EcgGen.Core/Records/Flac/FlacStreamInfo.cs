// What stands before the frames of a FLAC stream: its signature and metadata, of which only STREAMINFO matters here.
using System.Buffers.Binary;

namespace EcgGen.Core.Records.Flac;

/// <summary>STREAMINFO (RFC 9639, section 8.2).</summary>
/// <param name="MaxBlock">The most samples per channel in a frame, 16–65535.</param>
/// <param name="Channels">1–8.</param>
/// <param name="Bits">Bits in a sample, 4–32.</param>
/// <param name="TotalSamples">Samples per channel; 0 if the writer did not know.</param>
/// <param name="Md5">MD5 of the samples, 16 bytes; empty if the writer did not know.</param>
/// <param name="Length">Bytes up to the first frame.</param>
internal sealed record FlacStreamInfo(int MaxBlock, int Channels, int Bits, long TotalSamples, byte[] Md5, int Length)
{
    private const int BlockHeaderBytes = 4, StreamInfoBytes = 34;

    /// <summary>Reads all metadata.</summary>
    /// <exception cref="FlacException">This is no FLAC stream, or a broken one.</exception>
    public static FlacStreamInfo Parse(ReadOnlySpan<byte> stream)
    {
        if (!stream.StartsWith("fLaC"u8))
            throw new FlacException("expected a stream that starts with 'fLaC'");
        int at = 4;
        FlacStreamInfo? info = null;
        for (bool isLast = false; !isLast;)
        {
            if (stream.Length - at < BlockHeaderBytes)
                throw new FlacException("the metadata end early");
            isLast = (stream[at] & 0x80) != 0;
            int type = stream[at] & 0x7F, length = stream[at + 1] << 16 | stream[at + 2] << 8 | stream[at + 3];
            at += BlockHeaderBytes;
            if (stream.Length - at < length)
                throw new FlacException("the metadata end early");
            if ((info is null) != (type == 0) || (type == 0 && length != StreamInfoBytes) || type == 127)
                throw new FlacException("expected one STREAMINFO block at the beginning");
            info ??= ParseStreamInfo(stream.Slice(at, length));
            at += length;
        }
        return info! with { Length = at };
    }

    // Sizes of blocks in 2 × 16 bits, of frames in 2 × 24 bits, then rate 20, channels − 1 3, bits − 1 5, samples 36, MD5 128 bits.
    private static FlacStreamInfo ParseStreamInfo(ReadOnlySpan<byte> block)
    {
        int minBlock = BinaryPrimitives.ReadUInt16BigEndian(block), maxBlock = BinaryPrimitives.ReadUInt16BigEndian(block[2..]);
        if (minBlock < 16 || maxBlock < minBlock)
            throw new FlacException($"expected blocks of 16–65535 samples, found {minBlock}–{maxBlock}");
        ulong facts = BinaryPrimitives.ReadUInt64BigEndian(block[10..]);
        int bits = (int)(facts >> 36 & 31) + 1;
        if (bits < 4)
            throw new FlacException($"expected 4–32 bits per sample, found {bits}");
        var md5 = block[18..];
        return new FlacStreamInfo(maxBlock, (int)(facts >> 41 & 7) + 1, bits, (long)(facts & 0xF_FFFF_FFFF),
            md5.ContainsAnyExcept((byte)0) ? md5.ToArray() : [], Length: 0);
    }
}
