// How WFDB signal files pack samples into bytes: one entry per format of signal(5).
using System.Buffers.Binary;

namespace EcgGen.Core.Records;

/// <summary>Unpacks samples.</summary>
/// <param name="bytes">Bytes from the beginning of a block.</param>
/// <param name="first">Index of the first sample to unpack, counted from there.</param>
/// <param name="samples">Receives the samples, as the converter gave them.</param>
internal delegate void SampleDecoder(ReadOnlySpan<byte> bytes, int first, Span<int> samples);

/// <summary>A sample format: blocks of a few samples in a few bytes.</summary>
/// <param name="Code">Its number in headers.</param>
/// <param name="BlockBytes">Bytes in a block.</param>
/// <param name="BlockSamples">Samples in a block.</param>
/// <param name="Missing">The value that stands for a missing sample.</param>
/// <param name="Decode">Unpacks samples.</param>
internal sealed record WfdbFormat(int Code, int BlockBytes, int BlockSamples, int Missing, SampleDecoder Decode)
{
    private static readonly WfdbFormat[] s_all =
    [
        new(16, 2, 1, short.MinValue, Decode16),
        new(212, 3, 2, -2048, Decode212),
    ];

    /// <summary>The numbers of the formats that can be read, for messages.</summary>
    public static string Known { get; } = string.Join(", ", s_all.Select(f => f.Code));

    /// <summary>The format of this number, or null.</summary>
    public static WfdbFormat? Find(int code) => Array.Find(s_all, f => f.Code == code);

    /// <summary>The bytes that hold so many samples.</summary>
    public Int128 BytesFor(Int128 samples) => (samples * BlockBytes + BlockSamples - 1) / BlockSamples;

    /// <summary>The samples that so many bytes hold.</summary>
    public long SamplesIn(long bytes) => (long)((Int128)bytes * BlockSamples / BlockBytes);

    // 16-bit two's complement, least significant byte first.
    private static void Decode16(ReadOnlySpan<byte> bytes, int first, Span<int> samples)
    {
        bytes = bytes.Slice(first * 2, samples.Length * 2);
        for (int i = 0; i < samples.Length; i++)
            samples[i] = BinaryPrimitives.ReadInt16LittleEndian(bytes[(i * 2)..]);
    }

    // Two 12-bit samples in three bytes: the first takes byte 0 and the lower half of byte 1, the second byte 2 and its upper half.
    private static void Decode212(ReadOnlySpan<byte> bytes, int first, Span<int> samples)
    {
        bytes = bytes[(first / 2 * 3)..];
        int i = 0;
        if ((first & 1) != 0 && samples.Length > 0)
        {
            samples[i++] = Extend12(bytes[2] | (bytes[1] & 0xF0) << 4);
            bytes = bytes[3..];
        }
        for (; i + 1 < samples.Length; i += 2)
        {
            int middle = bytes[1];
            samples[i] = Extend12(bytes[0] | (middle & 0x0F) << 8);
            samples[i + 1] = Extend12(bytes[2] | (middle & 0xF0) << 4);
            bytes = bytes[3..];
        }
        if (i < samples.Length)
            samples[i] = Extend12(bytes[0] | (bytes[1] & 0x0F) << 8);
    }

    private static int Extend12(int value) => value << 20 >> 20;
}
