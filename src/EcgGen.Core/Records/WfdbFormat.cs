// How WFDB signal files pack samples into bytes: one entry per format of signal(5).
namespace EcgGen.Core.Records;

/// <summary>Unpacks samples.</summary>
/// <param name="bytes">Bytes from the beginning of a block.</param>
/// <param name="first">Index of the first sample to unpack, counted from there.</param>
/// <param name="samples">Receives the samples, as the converter gave them.</param>
internal delegate void SampleDecoder(ReadOnlySpan<byte> bytes, int first, Span<int> samples);

/// <summary>A sample format: blocks of a few samples in a few bytes; or FLAC, which has no such blocks.</summary>
internal sealed class WfdbFormat
{
    /// <summary>The number that headers give to a signal without a file, which is missing all along.</summary>
    public const int Null = 0;

    private static readonly WfdbFormat[] s_all =
    [
        new() { Code = 8, Tail = [0], BlockBytes = 1, Decode = WfdbUnpack.Format8, IsDifference = true },
        new() { Code = 16, Tail = [0], BlockBytes = 2, Decode = WfdbUnpack.Format16, Missing = -1 << 15 },
        new() { Code = 24, Tail = [0], BlockBytes = 3, Decode = WfdbUnpack.Format24, Missing = -1 << 23 },
        new() { Code = 32, Tail = [0], BlockBytes = 4, Decode = WfdbUnpack.Format32, Missing = -1 << 31 },
        new() { Code = 61, Tail = [0], BlockBytes = 2, Decode = WfdbUnpack.Format61, Missing = -1 << 15 },
        new() { Code = 80, Tail = [0], BlockBytes = 1, Decode = WfdbUnpack.Format80, Missing = -1 << 7 },
        new() { Code = 160, Tail = [0], BlockBytes = 2, Decode = WfdbUnpack.Format160, Missing = -1 << 15 },
        new() { Code = 212, Tail = [0, 2], BlockBytes = 3, Decode = WfdbUnpack.Format212, Missing = -1 << 11 },
        new() { Code = 310, Tail = [0, 2, 4], BlockBytes = 4, Decode = WfdbUnpack.Format310, Missing = -1 << 9 },
        new() { Code = 311, Tail = [0, 2, 3], BlockBytes = 4, Decode = WfdbUnpack.Format311, Missing = -1 << 9 },
        new() { Code = 508, FlacBits = 8, Missing = -1 << 7 },
        new() { Code = 516, FlacBits = 16, Missing = -1 << 15 },
        new() { Code = 524, FlacBits = 24, Missing = -1 << 23 },
    ];

    /// <summary>The numbers of the formats that can be read, for messages.</summary>
    public static string Known { get; } = string.Join(", ", s_all.Select(f => f.Code));

    /// <summary>Its number in headers.</summary>
    public required int Code { get; init; }

    /// <summary>The value that stands for a missing sample; null if the format has none.</summary>
    public int? Missing { get; init; }

    /// <summary>Whether what is stored is each sample's difference to the one before it in its signal.</summary>
    public bool IsDifference { get; init; }

    /// <summary>The most bits a sample may have in a FLAC stream; 0 if this format is none.</summary>
    public int FlacBits { get; init; }

    /// <summary>Unpacks samples; does nothing in formats that are FLAC streams.</summary>
    public SampleDecoder Decode { get; private init; } = (_, _, _) => { };

    /// <summary>Samples in a block.</summary>
    public int BlockSamples => Tail.Length;

    // Bytes in a block, and the bytes that 0, 1 … samples of a last, broken block take.
    private int BlockBytes { get; init; } = 1;

    private int[] Tail { get; init; } = [0];

    /// <summary>The format of this number, or null.</summary>
    public static WfdbFormat? Find(int code) => Array.Find(s_all, f => f.Code == code);

    /// <summary>The bytes that hold so many samples.</summary>
    public Int128 BytesFor(Int128 samples) => samples / BlockSamples * BlockBytes + Tail[(int)(samples % BlockSamples)];

    /// <summary>The samples that so many bytes hold.</summary>
    public long SamplesIn(long bytes) =>
        bytes / BlockBytes * BlockSamples + Array.FindLastIndex(Tail, t => t <= bytes % BlockBytes);
}
