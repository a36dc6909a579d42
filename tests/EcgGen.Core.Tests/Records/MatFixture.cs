// Writes MATLAB files for tests, element by element as the MAT-File Format tells, independently of the reader.
using System.IO.Compression;
using System.Text;

namespace EcgGen.Core.Tests.Records;

/// <summary>A writer of one byte order.</summary>
internal sealed class MatFixture(bool bigEndian = false)
{
    private static readonly Dictionary<string, int> s_types = new()
    {
        ["i1"] = 1,
        ["u1"] = 2,
        ["i2"] = 3,
        ["u2"] = 4,
        ["i4"] = 5,
        ["u4"] = 6,
        ["f4"] = 7,
        ["f8"] = 9,
        ["i8"] = 12,
        ["u8"] = 13,
    };

    private static readonly Dictionary<string, int> s_classes = new()
    {
        ["f8"] = 6,
        ["f4"] = 7,
        ["i1"] = 8,
        ["u1"] = 9,
        ["i2"] = 10,
        ["u2"] = 11,
        ["i4"] = 12,
        ["u4"] = 13,
        ["i8"] = 14,
        ["u8"] = 15,
    };

    /// <summary>A file of version 5.</summary>
    public byte[] File(params byte[][] elements)
    {
        byte[] end = bigEndian ? [1, 0, (byte)'M', (byte)'I'] : [0, 1, (byte)'I', (byte)'M'];
        return [.. Encoding.ASCII.GetBytes("MATLAB 5.0 MAT-file, made by a test".PadRight(124)), .. end, .. elements.SelectMany(e => e)];
    }

    /// <summary>A file of version 4 of one matrix, its numbers column after column.</summary>
    public byte[] File4(string name, string kind, int rows, int columns, IEnumerable<double> values)
    {
        int precision = Array.IndexOf(["f8", "f4", "i4", "i2", "u2", "u1"], kind);
        return [.. Int((bigEndian ? 1000 : 0) + 10 * precision), .. Int(rows), .. Int(columns), .. Int(0), .. Int(name.Length + 1),
            .. Encoding.ASCII.GetBytes(name + "\0"), .. values.SelectMany(v => Number(kind, v))];
    }

    /// <summary>The compressed form of an element.</summary>
    public byte[] Compressed(byte[] element, CompressionLevel level = CompressionLevel.Fastest)
    {
        var stream = new MemoryStream();
        using (var zlib = new ZLibStream(stream, level, leaveOpen: true))
            zlib.Write(element);
        return [.. Int(15), .. Int((int)stream.Length), .. stream.ToArray()];
    }

    /// <summary>A numeric matrix of a class, its numbers stored as another kind.</summary>
    public byte[] Numbers(string name, string kind, int[] sides, IEnumerable<double> values, string? stored = null, int flags = 0) =>
        Element(14, [.. Head(s_classes[kind] | flags << 8, sides, name), .. Element(s_types[stored ?? kind], [.. values.SelectMany(v => Number(stored ?? kind, v))])]);

    public byte[] Text(string name, string text) =>
        Element(14, [.. Head(4, [1, text.Length], name), .. Element(4, [.. text.SelectMany(c => Number("u2", c))])]);

    /// <summary>A struct; its fields are arrays without names.</summary>
    public byte[] Struct(string name, params (string Name, byte[] Value)[] fields) =>
        Element(14, [.. Head(2, [1, 1], name), .. Element(5, Int(32)),
            .. Element(1, [.. fields.SelectMany(f => Encoding.ASCII.GetBytes(f.Name.PadRight(32, '\0')))]), .. fields.SelectMany(f => f.Value)]);

    public byte[] Cell(string name, params byte[][] values) => Element(14, [.. Head(1, [1, values.Length], name), .. values.SelectMany(v => v)]);

    private byte[] Head(int flags, int[] sides, string name) =>
        [.. Element(6, [.. Int(flags), .. Int(0)]), .. Element(5, [.. sides.SelectMany(Int)]), .. Element(1, Encoding.ASCII.GetBytes(name))];

    // Up to 4 bytes stand within the tag, as MATLAB writes them; all else is padded to 8.
    private byte[] Element(int type, byte[] data) => data.Length is > 0 and <= 4 && type != 14
        ? [.. Int(type | data.Length << 16), .. data, .. new byte[4 - data.Length]]
        : [.. Int(type), .. Int(data.Length), .. data, .. new byte[(8 - data.Length % 8) % 8]];

    private byte[] Int(int value) => Number("i4", value);

    private byte[] Number(string kind, double value) => NpyFixture.Number((bigEndian ? ">" : "<") + kind, value);
}
