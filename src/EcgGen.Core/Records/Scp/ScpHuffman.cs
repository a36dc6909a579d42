// The Huffman coding of SCP-ECG samples: the default table or those of the file, and the differences behind it.
using System.Buffers.Binary;

namespace EcgGen.Core.Records.Scp;

/// <summary>
/// Section 2 (EN 1064:2005, 5.5 and C.2.7.4). A code is a prefix that stands for a value, or one that announces a value in the bits
/// that follow, or one that switches to another table. Each lead starts with the first table.
/// </summary>
internal sealed class ScpHuffman
{
    private const int DefaultTable = 19_999, EntryBytes = 9, MaxTables = 64, MaxPrefix = 32, MaxExtra = 16;

    private readonly List<Node>[] _tables;

    private ScpHuffman(List<Node>[] tables) => _tables = tables;

    /// <summary>Reads section 2.</summary>
    /// <param name="file">The file.</param>
    /// <returns>The coding, or null if samples are stored as they are.</returns>
    /// <exception cref="EcgException">HeaderInvalid.</exception>
    public static ScpHuffman? Read(ScpFile file)
    {
        var section = file.Section(2);
        if (section.Length < 2)
            return null;
        int count = BinaryPrimitives.ReadUInt16LittleEndian(section);
        if (count == DefaultTable)
            return new ScpHuffman([Default()]);
        if (count > MaxTables)
            throw file.Invalid("section 2: number of tables", $"{DefaultTable}, for the default, or at most {MaxTables}", count);
        section = section[2..];
        var tables = new List<Node>[count];
        for (int t = 0; t < count; t++)
        {
            int codes = section.Length < 2 ? 0 : BinaryPrimitives.ReadUInt16LittleEndian(section);
            if (codes == 0 || section.Length < 2 + codes * EntryBytes)
                throw file.Invalid($"section 2: table {t + 1}: number of codes", "as many as the section has room for, and one at least", codes);
            tables[t] = [new Node()];
            for (int c = 0; c < codes; c++)
            {
                var entry = section.Slice(2 + c * EntryBytes, EntryBytes);
                int prefix = entry[0], extra = entry[1] - entry[0], value = BinaryPrimitives.ReadInt16LittleEndian(entry[3..]);
                bool isSwitch = entry[2] == 0;
                if (prefix is 0 or > MaxPrefix || extra is < 0 or > MaxExtra)
                    throw file.Invalid($"section 2: table {t + 1}: code {c + 1}: bits", $"a prefix of 1–{MaxPrefix} and a whole of at most {MaxExtra} more", entry[1]);
                if (isSwitch && (value < 1 || value > count))
                    throw file.Invalid($"section 2: table {t + 1}: code {c + 1}: next table", $"1–{count}", value);
                Add(tables[t], prefix, BinaryPrimitives.ReadUInt32LittleEndian(entry[5..]), new Code(extra, value, isSwitch));
            }
            section = section[(2 + codes * EntryBytes)..];
        }
        return count == 0 ? null : new ScpHuffman(tables);
    }

    /// <summary>Decodes values until there are enough or the bytes end.</summary>
    /// <param name="bytes">The codes of one lead, the highest bit first.</param>
    /// <param name="count">How many values to give at most.</param>
    /// <returns>The values, or null where the bits are no code of the table.</returns>
    public List<short>? Decode(ReadOnlySpan<byte> bytes, int count)
    {
        // No code is shorter than a bit.
        var values = new List<short>((int)Math.Min(count, bytes.Length * 8L));
        var table = _tables[0];
        int bit = 0, end = bytes.Length * 8;
        while (values.Count < count)
        {
            int node = 0;
            while (table[node].Code is null)
            {
                if (bit == end)
                    return values;
                node = BitAt(bytes, bit++) ? table[node].One : table[node].Zero;
                if (node == 0)
                    // Padding of the last byte need not be a code.
                    return end - bit < 8 ? values : null;
            }
            var (extra, value, isSwitch) = table[node].Code!.Value;
            if (bit + extra > end)
                return values;
            if (isSwitch)
            {
                table = _tables[value - 1];
                bit += extra;
                continue;
            }
            int more = 0;
            for (int i = 0; i < extra; i++)
                more = more << 1 | (BitAt(bytes, bit++) ? 1 : 0);
            if (extra > 0)
                more = more << (32 - extra) >> (32 - extra); // two's complement of that many bits
            values.Add((short)(value + more));
        }
        return values;
    }

    /// <summary>Puts first or second differences together; samples are of 16 bits and wrap, as their writers' did.</summary>
    /// <param name="values">The differences; becomes the samples.</param>
    /// <param name="order">0–2; the first 0–2 values are samples as they are.</param>
    public static void Integrate(Span<short> values, int order)
    {
        for (int i = order; i < values.Length && order > 0; i++)
            values[i] = (short)(values[i] + (order == 1 ? values[i - 1] : 2 * values[i - 1] - values[i - 2]));
    }

    private static bool BitAt(ReadOnlySpan<byte> bytes, int bit) => (bytes[bit >> 3] << (bit & 7) & 0x80) != 0;

    // A zero for 0; n ones, a zero and a sign for ±n up to 8; ten ones but the last a zero for 8 bits that follow, else for 16.
    private static List<Node> Default()
    {
        List<Node> table = [new Node()];
        Add(table, 1, 0, new Code(0, 0, false));
        for (int n = 1; n <= 8; n++)
        {
            uint ones = (1u << n) - 1;
            Add(table, n + 2, ones, new Code(0, n, false));
            Add(table, n + 2, ones | 1u << (n + 1), new Code(0, -n, false));
        }
        Add(table, 10, 0x1FF, new Code(8, 0, false));
        Add(table, 10, 0x3FF, new Code(16, 0, false));
        return table;
    }

    // The base code holds the prefix's first bit as its lowest.
    private static void Add(List<Node> table, int prefix, uint bits, Code code)
    {
        int node = 0;
        for (int i = 0; i < prefix; i++)
        {
            bool one = (bits >> i & 1) != 0;
            int next = one ? table[node].One : table[node].Zero;
            if (next == 0)
            {
                next = table.Count;
                table[node] = one ? table[node] with { One = next } : table[node] with { Zero = next };
                table.Add(new Node());
            }
            node = next;
        }
        table[node] = table[node] with { Code = table[node].Code ?? code };
    }

    /// <summary>What a prefix means: so many bits that follow, the value it stands for or adds, or the table to go on with.</summary>
    private readonly record struct Code(int Extra, int Value, bool IsSwitch);

    /// <summary>A node of the tree of prefixes: where a bit leads, 0 for nowhere.</summary>
    private readonly record struct Node(int Zero, int One, Code? Code);
}
