// Writes FLAC streams for tests: every way of coding that RFC 9639 has, chosen by the test and not for size.
using System.Security.Cryptography;

namespace EcgGen.Core.Tests.Records.Flac;

/// <summary>How to code. Orders are cut down in blocks that are too short for them.</summary>
internal sealed record FlacCoding
{
    public int BlockSize { get; init; } = 64;

    /// <summary>Blocks of a half, a whole, a third … of the size in turn, numbered by sample.</summary>
    public bool Variable { get; init; }

    /// <summary>"constant" and "verbatim"; "fixed" and "lpc" with their order.</summary>
    public string Predictor { get; init; } = "fixed";

    public int Order { get; init; } = 2;

    public int Wasted { get; init; }

    public bool Rice2 { get; init; }

    public bool Escape { get; init; }

    public int PartitionOrder { get; init; }

    /// <summary>0–7 for independent channels, or 8, 9, 10 for left and side, side and right, mid and side.</summary>
    public int Stereo { get; init; }

    public bool WithMd5 { get; init; } = true;

    public bool WithTotal { get; init; } = true;

    /// <summary>Other metadata blocks, behind STREAMINFO.</summary>
    public byte[][] Metadata { get; init; } = [];
}

internal static class FlacEncoder
{
    public static byte[] Encode(int[][] channels, int bits, FlacCoding coding)
    {
        var output = new List<byte>("fLaC"u8.ToArray());
        int total = channels[0].Length;
        Block(output, 0, coding.Metadata.Length == 0, StreamInfo(channels, bits, coding));
        for (int i = 0; i < coding.Metadata.Length; i++)
            Block(output, i == 0 ? 4 : 1, i == coding.Metadata.Length - 1, coding.Metadata[i]);
        for (int at = 0, frame = 0; at < total; frame++)
        {
            int size = Math.Min(total - at, !coding.Variable ? coding.BlockSize : Math.Max(1, coding.BlockSize / (frame % 3 + 1)));
            output.AddRange(Frame([.. channels.Select(c => c[at..(at + size)])], bits, coding, coding.Variable ? at : frame));
            at += size;
        }
        return [.. output];
    }

    /// <summary>The MD5 that a stream of these samples has.</summary>
    public static byte[] Md5(int[][] channels, int bits)
    {
        var bytes = new List<byte>();
        for (int t = 0; t < channels[0].Length; t++)
        {
            foreach (var channel in channels)
                bytes.AddRange(BitConverter.GetBytes(channel[t])[..((bits + 7) / 8)]);
        }
#pragma warning disable CA5351 // it is what the format has
        return MD5.HashData([.. bytes]);
#pragma warning restore CA5351
    }

    /// <summary>CRC of so many bits, bit by bit.</summary>
    public static uint Crc(IEnumerable<byte> bytes, int width, uint polynomial)
    {
        uint crc = 0;
        foreach (byte b in bytes)
        {
            for (int bit = 7; bit >= 0; bit--)
            {
                uint top = crc >> (width - 1) ^ (uint)(b >> bit & 1);
                crc = (crc << 1 ^ (top != 0 ? polynomial : 0)) & ((1u << width) - 1);
            }
        }
        return crc;
    }

    private static void Block(List<byte> output, int type, bool isLast, byte[] content) =>
        output.AddRange([(byte)(type | (isLast ? 0x80 : 0)), (byte)(content.Length >> 16), (byte)(content.Length >> 8), (byte)content.Length, .. content]);

    private static byte[] StreamInfo(int[][] channels, int bits, FlacCoding coding)
    {
        var w = new BitWriter();
        int max = Math.Max(16, coding.BlockSize);
        w.Write(coding.Variable ? 16u : (uint)max, 16);
        w.Write((uint)max, 16);
        w.Write(0, 24);
        w.Write(0, 24);
        w.Write(96000, 20);
        w.Write((uint)channels.Length - 1, 3);
        w.Write((uint)bits - 1, 5);
        w.Write(0, 4);
        w.Write(coding.WithTotal ? (uint)channels[0].Length : 0, 32);
        return [.. w.Bytes, .. coding.WithMd5 ? Md5(channels, bits) : new byte[16]];
    }

    private static byte[] Frame(int[][] channels, int bits, FlacCoding coding, int number)
    {
        int size = channels[0].Length;
        var w = new BitWriter();
        w.Write(0x3FFE, 14);
        w.Write(0, 1);
        w.Write(coding.Variable ? 1u : 0, 1);
        w.Write(size switch { 192 => 1u, 576 => 2, 4608 => 5, 256 => 8, 4096 => 12, <= 256 => 6, _ => 7 }, 4);
        w.Write((uint)(size % 3 == 0 ? 12 : size % 3 == 1 ? 0 : 14), 4); // rates in the stream, in 8 and in 16 bits
        w.Write((uint)(coding.Stereo >= 8 ? coding.Stereo : channels.Length - 1), 4);
        w.Write(bits switch { 8 => 1u, 12 => 2, 16 => 4, 20 => 5, 24 => 6, _ => 0 }, 3);
        w.Write(0, 1);
        Utf8(w, number);
        if (size is not (192 or 576 or 4608 or 256 or 4096))
            w.Write((uint)size - 1, size <= 256 ? 8 : 16);
        w.Write(0, size % 3 == 0 ? 8 : size % 3 == 1 ? 0 : 16);
        w.Write(Crc(w.Bytes, 8, 0x07), 8);

        if (coding.Stereo >= 8)
        {
            int[] left = channels[0], right = channels[1], side = [.. left.Zip(right, (l, r) => l - r)];
            int[] mid = [.. left.Zip(right, (l, r) => (l + r) >> 1)];
            channels = coding.Stereo switch { 8 => [left, side], 9 => [side, right], _ => [mid, side] };
        }
        for (int c = 0; c < channels.Length; c++)
        {
            bool isSide = coding.Stereo == 9 ? c == 0 : coding.Stereo >= 8 && c == 1;
            Subframe(w, channels[c], isSide ? bits + 1 : bits, coding);
        }
        w.Align();
        w.Write(Crc(w.Bytes, 16, 0x8005), 16);
        return [.. w.Bytes];
    }

    private static void Utf8(BitWriter w, int number)
    {
        if (number < 0x80)
        {
            w.Write((uint)number, 8);
            return;
        }
        int more = 1; // bytes of six bits behind the first, which keeps 6 − more bits
        while (number >> (6 * more) >= 1 << (6 - more))
            more++;
        w.Write((uint)(0xFF00 >> (more + 1) & 0xFF | number >> (6 * more)), 8);
        for (int i = more - 1; i >= 0; i--)
            w.Write((uint)(0x80 | number >> (6 * i) & 0x3F), 8);
    }

    private static void Subframe(BitWriter w, int[] samples, int bits, FlacCoding coding)
    {
        bool canWaste = coding.Wasted > 0 && samples.All(s => s % (1 << coding.Wasted) == 0) && bits > coding.Wasted;
        int wasted = canWaste ? coding.Wasted : 0;
        samples = [.. samples.Select(s => s >> wasted)];
        bits -= wasted;
        int order = Math.Min(coding.Order, samples.Length);
        uint type = coding.Predictor switch
        {
            "constant" => samples.Distinct().Count() == 1 ? 0u : 1,
            "verbatim" => 1,
            "fixed" => 8u + (uint)order,
            _ => order == 0 ? 1 : 31u + (uint)order,
        };
        w.Write(type << 1 | (wasted > 0 ? 1u : 0), 8);
        if (wasted > 0)
            w.Write(1, wasted);
        if (type <= 1)
        {
            foreach (int s in type == 0 ? samples[..1] : samples)
                w.Write((uint)s, bits);
            return;
        }
        foreach (int s in samples[..order])
            w.Write((uint)s, bits);
        Residual(w, samples, order, coding, type < 32 ? Fixed(samples, order) : Linear(w, samples, order));
    }

    private static long[] Fixed(int[] samples, int order)
    {
        long[] difference = [.. samples.Select(s => (long)s)];
        for (int o = 0; o < order; o++)
        {
            for (int i = difference.Length - 1; i > o; i--)
                difference[i] -= difference[i - 1];
        }
        return difference;
    }

    // Any predictor will do; this one halves what the second difference expects.
    private static long[] Linear(BitWriter w, int[] samples, int order)
    {
        const int precision = 12, shift = 9;
        int[] weights = [.. Enumerable.Range(0, order).Select(i => i == 0 ? 900 : i == 1 ? -450 : i * 7 % 11 - 5)];
        w.Write(precision - 1, 4);
        w.Write(shift, 5);
        foreach (int weight in weights)
            w.Write((uint)weight, precision);
        return [.. samples.Select((s, i) => i < order ? 0 : s - (weights.Select((c, j) => (long)c * samples[i - 1 - j]).Sum() >> shift))];
    }

    private static void Residual(BitWriter w, int[] samples, int order, FlacCoding coding, long[] residual)
    {
        int partitionOrder = coding.PartitionOrder;
        while (samples.Length % (1 << partitionOrder) != 0 || samples.Length >> partitionOrder < order)
            partitionOrder--;
        w.Write(coding.Rice2 ? 1u : 0, 2);
        w.Write((uint)partitionOrder, 4);
        int length = samples.Length >> partitionOrder, parameterBits = coding.Rice2 ? 5 : 4;
        for (int p = 0; p < 1 << partitionOrder; p++)
        {
            long[] part = residual[(p == 0 ? order : p * length)..((p + 1) * length)];
            int width = part.Length == 0 ? 0 : part.Max(r => 64 - (int)long.LeadingZeroCount(r < 0 ? ~r : r) + (r == 0 ? 0 : 1));
            if ((coding.Escape && p % 2 == 0) || width > (coding.Rice2 ? 32 : 16))
            {
                w.Write((1u << parameterBits) - 1, parameterBits);
                w.Write((uint)width, 5);
                foreach (long r in part)
                    w.Write((uint)r, width);
                continue;
            }
            int parameter = Math.Clamp(width - 2, 0, coding.Rice2 ? 30 : 14);
            w.Write((uint)parameter, parameterBits);
            foreach (long r in part)
            {
                uint value = (uint)(r << 1 ^ r >> 63);
                for (uint zeros = value >> parameter; zeros > 0; zeros--)
                    w.Write(0, 1);
                w.Write(1, 1);
                w.Write(value, parameter);
            }
        }
    }

    private sealed class BitWriter
    {
        private int _bits;

        public List<byte> Bytes { get; } = [];

        public void Write(uint value, int bits)
        {
            for (int i = bits - 1; i >= 0; i--)
            {
                if (_bits++ % 8 == 0)
                    Bytes.Add(0);
                if (i < 32 && (value >> i & 1) != 0)
                    Bytes[^1] |= (byte)(0x80 >> (_bits - 1) % 8);
            }
        }

        public void Align() => _bits = Bytes.Count * 8;
    }
}
