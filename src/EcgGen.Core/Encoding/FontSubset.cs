// The part of a font that one file uses, as a font of its own: embedded, it shows the text everywhere as it was set.
using System.Buffers.Binary;
using System.Text;

namespace EcgGen.Core.Encoders;

/// <summary>Collects the glyphs that texts use, numbers them anew in the order of their first use, and writes them as a TrueType font.</summary>
/// <param name="font">The whole font.</param>
internal sealed class FontSubset(FontFile font)
{
    private const ushort WordArguments = 1, Scaled = 8, MoreComponents = 0x20, ScaledTwice = 0x40, Transformed = 0x80;
    // Kept as they are: names hold the licence, the last three are what glyphs' instructions call.
    private static readonly string[] Copied = ["OS/2", "name", "cvt ", "fpgm", "prep"];

    private readonly List<ushort> _glyphs = [0];
    private readonly Dictionary<ushort, ushort> _numbers = new() { [0] = 0 };
    private readonly SortedDictionary<int, ushort> _characters = [];

    /// <summary>The whole font.</summary>
    public FontFile Font => font;

    /// <summary>The glyphs of a text, by their new numbers; characters that the font does not have are left out, as they are in print.</summary>
    public List<ushort> Add(string text)
    {
        var glyphs = new List<ushort>();
        foreach (var rune in text.EnumerateRunes())
        {
            ushort glyph = font.Glyph(rune);
            if (glyph == 0)
                continue;
            ushort number = Number(glyph);
            _characters.TryAdd(rune.Value, number);
            glyphs.Add(number);
        }
        return glyphs;
    }

    /// <summary>How far glyphs move on, in font sizes.</summary>
    public double Advance(IEnumerable<ushort> glyphs) => glyphs.Sum(g => font.Metrics(_glyphs[g]).Advance) / (double)font.UnitsPerEm;

    /// <summary>The characters that were added and their glyphs.</summary>
    public IEnumerable<(Rune Character, ushort Glyph)> Characters => _characters.Select(c => (new Rune(c.Key), c.Value));

    /// <summary>Advances of all glyphs so far, by number, in font sizes.</summary>
    public IEnumerable<double> Advances => _glyphs.Select(g => font.Metrics(g).Advance / (double)font.UnitsPerEm);

    /// <summary>The font file.</summary>
    public byte[] ToFile()
    {
        var outlines = Outlines();
        var tables = new SortedDictionary<string, byte[]>(StringComparer.Ordinal);
        foreach (var tag in Copied)
        {
            if (!font.Table(tag).IsEmpty)
                tables[tag] = font.Table(tag).ToArray();
        }
        tables["glyf"] = [.. outlines.SelectMany(o => o)];
        tables["loca"] = new byte[4 * (outlines.Count + 1)];
        for (int i = 0, at = 0; i < outlines.Count; i++)
            BinaryPrimitives.WriteInt32BigEndian(tables["loca"].AsSpan(4 * (i + 1)), at += outlines[i].Length);
        tables["hmtx"] = new byte[4 * outlines.Count];
        for (int i = 0; i < outlines.Count; i++)
        {
            var (advance, bearing) = font.Metrics(_glyphs[i]);
            BinaryPrimitives.WriteUInt16BigEndian(tables["hmtx"].AsSpan(4 * i), advance);
            BinaryPrimitives.WriteInt16BigEndian(tables["hmtx"].AsSpan(4 * i + 2), bearing);
        }
        tables["head"] = Changed("head", (8, 0), (10, 0), (50, 1)); // no check sum yet, long offsets
        tables["hhea"] = Changed("hhea", (34, outlines.Count));
        tables["maxp"] = Changed("maxp", (4, outlines.Count));
        tables["post"] = Changed("post", (0, 3), (2, 0))[..32]; // version 3: no names of glyphs
        tables["cmap"] = CharacterMap();
        return Assemble(tables);
    }

    private ushort Number(ushort glyph)
    {
        if (!_numbers.TryGetValue(glyph, out ushort number))
        {
            _numbers[glyph] = number = (ushort)_glyphs.Count;
            _glyphs.Add(glyph);
        }
        return number;
    }

    /// <summary>Outlines by number; the parts of composed glyphs get numbers, too. Each is padded to four bytes.</summary>
    private List<byte[]> Outlines()
    {
        var outlines = new List<byte[]>();
        for (int i = 0; i < _glyphs.Count; i++)
        {
            var stored = font.Outline(_glyphs[i]);
            var outline = new byte[(stored.Length + 3) / 4 * 4];
            stored.CopyTo(outline);
            if (stored.Length > 0 && BinaryPrimitives.ReadInt16BigEndian(stored) < 0)
                RenumberComponents(outline);
            outlines.Add(outline);
        }
        return outlines;
    }

    private void RenumberComponents(byte[] outline)
    {
        ushort flags = MoreComponents;
        for (int at = 10; (flags & MoreComponents) != 0;)
        {
            flags = BinaryPrimitives.ReadUInt16BigEndian(outline.AsSpan(at));
            var part = outline.AsSpan(at + 2);
            BinaryPrimitives.WriteUInt16BigEndian(part, Number(BinaryPrimitives.ReadUInt16BigEndian(part)));
            at += 4 + ((flags & WordArguments) != 0 ? 4 : 2)
                + ((flags & Scaled) != 0 ? 2 : (flags & ScaledTwice) != 0 ? 4 : (flags & Transformed) != 0 ? 8 : 0);
        }
    }

    /// <summary>A table with some of its 16-bit values changed.</summary>
    private byte[] Changed(string tag, params ReadOnlySpan<(int Offset, int Value)> changes)
    {
        var table = font.Table(tag).ToArray();
        foreach (var (offset, value) in changes)
            BinaryPrimitives.WriteUInt16BigEndian(table.AsSpan(offset), (ushort)value);
        return table;
    }

    /// <summary>A "cmap" of format 4 with one segment per character; the few beyond 16 bits need none, for texts name glyphs in PDF.</summary>
    private byte[] CharacterMap()
    {
        var characters = _characters.Where(c => c.Key < 0xFFFF).Append(new(0xFFFF, 0)).ToArray();
        int n = characters.Length, power = 1 << (int)Math.Log2(n), length = 16 + 8 * n;
        ushort[] Column(Func<KeyValuePair<int, ushort>, int> value) => [.. characters.Select(c => (ushort)value(c))];
        ushort[] words =
        [
            0, 1, 3, 1, 0, 12, // one subtable at byte 12, for Windows, of Unicode
            4, (ushort)length, 0, (ushort)(2 * n), (ushort)(2 * power), (ushort)Math.Log2(power), (ushort)(2 * (n - power)),
            .. Column(c => c.Key), 0, .. Column(c => c.Key), .. Column(c => c.Value - c.Key), .. Column(_ => 0),
        ];
        var table = new byte[2 * words.Length];
        for (int i = 0; i < words.Length; i++)
            BinaryPrimitives.WriteUInt16BigEndian(table.AsSpan(2 * i), words[i]);
        return table;
    }

    /// <summary>The file of these tables: directory, tables at multiples of four bytes, and check sums.</summary>
    private static byte[] Assemble(SortedDictionary<string, byte[]> tables)
    {
        const uint magic = 0xB1B0AFBA;
        static int Padded(int length) => (length + 3) / 4 * 4;
        int n = tables.Count, power = 1 << (int)Math.Log2(n), at = 12 + 16 * n, head = 0;
        var file = new byte[at + tables.Values.Sum(t => Padded(t.Length))];
        BinaryPrimitives.WriteUInt32BigEndian(file, 0x00010000);
        BinaryPrimitives.WriteUInt16BigEndian(file.AsSpan(4), (ushort)n);
        BinaryPrimitives.WriteUInt16BigEndian(file.AsSpan(6), (ushort)(16 * power));
        BinaryPrimitives.WriteUInt16BigEndian(file.AsSpan(8), (ushort)Math.Log2(power));
        BinaryPrimitives.WriteUInt16BigEndian(file.AsSpan(10), (ushort)(16 * (n - power)));
        int entry = 12;
        foreach (var (tag, table) in tables)
        {
            if (tag == "head")
                head = at;
            table.CopyTo(file, at);
            System.Text.Encoding.ASCII.GetBytes(tag, file.AsSpan(entry));
            BinaryPrimitives.WriteUInt32BigEndian(file.AsSpan(entry + 4), Sum(file.AsSpan(at, Padded(table.Length))));
            BinaryPrimitives.WriteInt32BigEndian(file.AsSpan(entry + 8), at);
            BinaryPrimitives.WriteInt32BigEndian(file.AsSpan(entry + 12), table.Length);
            entry += 16;
            at += Padded(table.Length);
        }
        BinaryPrimitives.WriteUInt32BigEndian(file.AsSpan(head + 8), magic - Sum(file));
        return file;
    }

    private static uint Sum(ReadOnlySpan<byte> bytes)
    {
        uint sum = 0;
        for (int i = 0; i < bytes.Length; i += 4)
            sum += BinaryPrimitives.ReadUInt32BigEndian(bytes[i..]);
        return sum;
    }
}
