// Packs samples for tests in every WFDB format, as signal(5) tells and independently of the reader.
using EcgGen.Core.Random;
using EcgGen.Core.Tests.Records.Flac;

namespace EcgGen.Core.Tests.Records;

internal static class WfdbEncoder
{
    /// <summary>The formats in which each sample stands for itself.</summary>
    public static int[] Plain { get; } = [16, 24, 32, 61, 80, 160, 212, 310, 311];

    public static int[] All { get; } = [8, .. Plain, 508, 516, 524];

    /// <summary>The value that stands for a missing sample; null in format 8.</summary>
    public static int? Missing(int format) => format == 8 ? null : -1 << (Bits(format) - 1);

    public static int Bits(int format) => format switch
    {
        8 or 80 or 508 => 8,
        310 or 311 => 10,
        212 => 12,
        24 or 524 => 24,
        32 => 32,
        _ => 16,
    };

    /// <summary>A file of signals of one length, which begin with 0 in the header where the format stores differences.</summary>
    public static byte[] Pack(int format, int[][] signals) => format switch
    {
        8 => [.. WfdbFixture.Interleave([.. signals.Select(s => s.Select((v, i) => v - (i == 0 ? 0 : s[i - 1])).ToArray())]).Select(v => (byte)v)],
        > 500 => FlacEncoder.Encode(signals, Bits(format), new FlacCoding { BlockSize = 1000, Order = 1, PartitionOrder = 2, Rice2 = format == 524 }),
        _ => Pack(format, WfdbFixture.Interleave(signals)),
    };

    /// <summary>Samples in one of the plain formats, in their order in the file.</summary>
    public static byte[] Pack(int format, int[] samples) => format switch
    {
        16 => WfdbFixture.Pack16(samples),
        24 => [.. samples.SelectMany(v => BitConverter.GetBytes(v)[..3])],
        32 => [.. samples.SelectMany(BitConverter.GetBytes)],
        61 => [.. samples.SelectMany(v => new[] { (byte)(v >> 8), (byte)v })],
        80 => [.. samples.Select(v => (byte)(v + 128))],
        160 => WfdbFixture.Pack16(samples.Select(v => v + 32768)),
        212 => WfdbFixture.Pack212(samples),
        310 => [.. samples.Chunk(3).SelectMany(Pack310)],
        311 => [.. samples.Chunk(3).SelectMany(Pack311)],
        _ => throw new ArgumentOutOfRangeException(nameof(format)),
    };

    /// <summary>Samples of the format's whole range, every value at its ends included, that missing ones have.</summary>
    public static int[][] Random(int format, int signals, int length, string purpose)
    {
        var g = new SeedKey(1, "", 0, "wfdb", format, purpose).ToGenerator();
        long low = -1L << (Bits(format) - 1), high = -low - 1;
        int value = 0;
        return [.. Enumerable.Range(0, signals).Select(_ => Enumerable.Range(0, length).Select(_ => format == 8
            ? value = Math.Clamp(value + g.NextInt(101) - 50, -127, 0)
            : (int)(g.NextInt(10) switch
            {
                0 => low,
                1 => low + 1,
                2 => high,
                3 => 0,
                _ => low + (long)(g.NextDouble() * (high - low)),
            })).ToArray())];
    }

    private static IEnumerable<byte> Pack310(int[] s)
    {
        int a = (s[0] & 0x3FF) << 1, b = s.Length > 1 ? (s[1] & 0x3FF) << 1 : 0, c = s.Length > 2 ? s[2] & 0x3FF : 0;
        return WfdbFixture.Pack16([a | (c & 31) << 11, b | c >> 5 << 11]).Take(s.Length == 1 ? 2 : 4);
    }

    private static IEnumerable<byte> Pack311(int[] s) =>
        BitConverter.GetBytes(s.Select((v, i) => (v & 0x3FF) << 10 * i).Sum()).Take(s.Length + 1);
}
