// Writes SCP-ECG files for tests, section by section as EN 1064 tells, independently of the reader.
using System.Text;

namespace EcgGen.Core.Tests.Records;

/// <summary>A file in the making: samples by lead, and how to store them.</summary>
internal sealed class ScpFixture
{
    /// <summary>The default table of C.2.7.4: bits of prefix and whole, mode, value, base code.</summary>
    public static readonly (int Prefix, int Whole, int Mode, int Value, uint Code)[] DefaultTable =
    [
        (1, 1, 1, 0, 0), (3, 3, 1, 1, 1), (3, 3, 1, -1, 5), (4, 4, 1, 2, 3), (4, 4, 1, -2, 11), (5, 5, 1, 3, 7), (5, 5, 1, -3, 23),
        (6, 6, 1, 4, 15), (6, 6, 1, -4, 47), (7, 7, 1, 5, 31), (7, 7, 1, -5, 95), (8, 8, 1, 6, 63), (8, 8, 1, -6, 191), (9, 9, 1, 7, 127),
        (9, 9, 1, -7, 383), (10, 10, 1, 8, 255), (10, 10, 1, -8, 767), (10, 18, 1, 0, 511), (10, 26, 1, 0, 1023),
    ];

    public int[][] Samples { get; init; } = [];
    public byte[] LeadNumbers { get; init; } = [1, 2, 3, 4, 5, 6, 7, 8];
    public int[]? Starts { get; init; }
    public int? ToldSamples { get; init; }
    public int Nanovolts { get; init; } = 5000;
    public int Microseconds { get; init; } = 2000;
    public int Order { get; init; }

    /// <summary>Tables to encode by and to store; null stores 16-bit numbers, an empty list the number of the default table.</summary>
    public List<(int Prefix, int Whole, int Mode, int Value, uint Code)[]>? Tables { get; init; }

    public List<(int Tag, byte[] Value)> Tags { get; init; } = [];
    public byte[] Section4 { get; init; } = [];
    public int[][]? Beat { get; init; }
    public int BeatMicroseconds { get; init; } = 2000;
    public int BeatNanovolts { get; init; } = 5000;
    public bool IsSubtracted { get; init; }
    public bool IsBimodal { get; init; }

    public byte[] Write()
    {
        var sections = new SortedDictionary<int, byte[]>
        {
            [1] = [.. Tags.SelectMany(t => (byte[])[(byte)t.Tag, .. Number(t.Value.Length, 2), .. t.Value]), 255, 0, 0],
            [3] = [(byte)Samples.Length, (byte)(IsSubtracted ? 1 : 0), .. Samples.SelectMany((s, i) => Lead(i, s.Length))],
            [6] = Signal(Samples, Nanovolts, Microseconds, IsBimodal),
        };
        if (Tables is not null)
            sections[2] = Tables.Count == 0 ? Number(19_999, 2) : [.. Number(Tables.Count, 2), .. Tables.SelectMany(Table)];
        if (Section4.Length > 0)
            sections[4] = Section4;
        if (Beat is not null)
            sections[5] = Signal(Beat, BeatNanovolts, BeatMicroseconds, false);

        int at = 6 + 16 + 12 * 10;
        var pointers = new List<byte>();
        var body = new List<byte>();
        for (int number = 0; number < 12; number++)
        {
            bool isThere = sections.TryGetValue(number, out var data);
            var whole = isThere ? Section(number, data!) : [];
            int length = number == 0 ? 16 + 12 * 10 : whole.Length;
            pointers.AddRange([.. Number(number, 2), .. Number(length, 4), .. Number(number == 0 ? 7 : isThere ? at + 1 : 0, 4)]);
            body.AddRange(whole);
            at += whole.Length;
        }
        byte[] rest = [.. Number(at, 4), .. Section(0, [.. pointers]), .. body];
        return [.. Number(Crc(rest), 2), .. rest];
    }

    /// <summary>Section 4: length of the beat in ms, its fiducial point, subtraction zones, protected areas.</summary>
    public static byte[] Beats(int milliseconds, int fiducial, (int Type, int Start, int Fiducial, int End)[] subtracted, params (int Start, int End)[] kept) =>
        [.. Number(milliseconds, 2), .. Number(fiducial, 2), .. Number(subtracted.Length, 2),
            .. subtracted.SelectMany(z => (byte[])[.. Number(z.Type, 2), .. Number(z.Start, 4), .. Number(z.Fiducial, 4), .. Number(z.End, 4)]),
            .. kept.SelectMany(z => (byte[])[.. Number(z.Start, 4), .. Number(z.End, 4)])];

    public static byte[] Text(string text) => [.. Encoding.Latin1.GetBytes(text), 0];

    public static byte[] Number(long value, int bytes) => [.. Enumerable.Range(0, bytes).Select(i => (byte)(value >> (8 * i)))];

    /// <summary>The checksum bit by bit.</summary>
    public static int Crc(IEnumerable<byte> bytes)
    {
        int crc = 0xFFFF;
        foreach (byte b in bytes)
        {
            crc ^= b << 8;
            for (int i = 0; i < 8; i++)
                crc = ((crc & 0x8000) != 0 ? crc << 1 ^ 0x1021 : crc << 1) & 0xFFFF;
        }
        return crc;
    }

    private static byte[] Section(int number, byte[] data)
    {
        byte[] even = data.Length % 2 == 0 ? data : [.. data, 0];
        byte[] rest = [.. Number(number, 2), .. Number(16 + even.Length, 4), 20, 20, .. number == 0 ? "SCPECG"u8 : [0, 0, 0, 0, 0, 0], .. even];
        return [.. Number(Crc(rest), 2), .. rest];
    }

    private byte[] Lead(int i, int samples)
    {
        int start = Starts?[i] ?? 1;
        return [.. Number(start, 4), .. Number(start + (ToldSamples ?? samples) - 1, 4), LeadNumbers[i]];
    }

    private static byte[] Table((int Prefix, int Whole, int Mode, int Value, uint Code)[] table) => [.. Number(table.Length, 2),
        .. table.SelectMany(c => (byte[])[(byte)c.Prefix, (byte)c.Whole, (byte)c.Mode, .. Number(c.Value, 2), .. Number(c.Code, 4)])];

    private byte[] Signal(int[][] leads, int nanovolts, int microseconds, bool isBimodal)
    {
        var data = leads.Select(l => Encode(Differences(l))).Select(b => b.Length % 2 == 0 ? b : [.. b, 0]).ToList();
        return [.. Number(nanovolts, 2), .. Number(microseconds, 2), (byte)Order, (byte)(isBimodal ? 1 : 0),
            .. data.SelectMany(d => Number(d.Length, 2)), .. data.SelectMany(d => d)];
    }

    private int[] Differences(int[] x) => [.. x.Select((v, i) => (int)(short)(i < Order ? v
        : Order == 0 ? v : Order == 1 ? v - x[i - 1] : v - 2 * x[i - 1] + x[i - 2]))];

    private byte[] Encode(int[] values)
    {
        if (Tables is null)
            return WfdbFixture.Pack16(values);
        var tables = Tables.Count == 0 ? [DefaultTable] : Tables;
        var bits = new List<bool>();
        int table = 0;
        foreach (int value in values)
        {
            // With several tables, every value switches to the next one if there is a code for that.
            int next = Array.FindIndex(tables[table], c => c.Mode == 0);
            if (next >= 0)
            {
                Append(bits, tables[table][next], 0);
                table = tables[table][next].Value - 1;
            }
            var code = tables[table].First(c => c.Mode != 0 && (c.Whole == c.Prefix ? c.Value == value : Fits(value - c.Value, c.Whole - c.Prefix)));
            Append(bits, code, value - code.Value);
        }
        var bytes = new byte[(bits.Count + 7) / 8];
        for (int i = 0; i < bits.Count; i++)
            bytes[i / 8] |= (byte)(bits[i] ? 0x80 >> i % 8 : 0);
        return bytes;
    }

    private static bool Fits(int value, int bits) => value >= -(1 << (bits - 1)) && value < 1 << (bits - 1);

    private static void Append(List<bool> bits, (int Prefix, int Whole, int Mode, int Value, uint Code) code, int rest)
    {
        for (int i = 0; i < code.Prefix; i++)
            bits.Add((code.Code >> i & 1) != 0);
        for (int i = code.Whole - code.Prefix - 1; i >= 0; i--)
            bits.Add((rest >> i & 1) != 0);
    }
}
