// A bundled TrueType font as tables, for files that carry a part of it.
using System.Buffers.Binary;
using System.Collections.Concurrent;
using System.Text;
using SkiaSharp;

namespace EcgGen.Core.Encoders;

/// <summary>A font with quadratic outlines (OpenType's "glyf").</summary>
internal sealed class FontFile
{
    private static readonly ConcurrentDictionary<string, Lazy<FontFile>> Loaded = new();

    private readonly Dictionary<string, ReadOnlyMemory<byte>> _tables = [];
    private readonly SKFont _glyphs;

    private FontFile(string resource)
    {
        Name = Path.GetFileNameWithoutExtension(resource);
        using var stream = typeof(FontFile).Assembly.GetManifestResourceStream(resource) ?? throw Invalid(resource, "no such font is bundled");
        var file = new byte[stream.Length];
        stream.ReadExactly(file);
        for (int i = 0; i < BinaryPrimitives.ReadUInt16BigEndian(file.AsSpan(4)); i++)
        {
            var entry = file.AsSpan(12 + 16 * i, 16);
            int offset = BinaryPrimitives.ReadInt32BigEndian(entry[8..]), length = BinaryPrimitives.ReadInt32BigEndian(entry[12..]);
            _tables[System.Text.Encoding.ASCII.GetString(entry[..4])] = file.AsMemory(offset, length);
        }
        if (!_tables.ContainsKey("glyf"))
            throw Invalid(resource, "it has no TrueType outlines");
        _glyphs = new SKFont(SKTypeface.FromData(SKData.CreateCopy(file)));
        UnitsPerEm = BinaryPrimitives.ReadUInt16BigEndian(Table("head")[18..]);
    }

    /// <summary>The file's name without extension.</summary>
    public string Name { get; }

    /// <summary>Units in the font size.</summary>
    public int UnitsPerEm { get; }

    /// <summary>Height of the highest letters over the baseline, in units.</summary>
    public int Ascent => BinaryPrimitives.ReadInt16BigEndian(Table("hhea")[4..]);

    /// <summary>Depth of the lowest letters, below 0, in units.</summary>
    public int Descent => BinaryPrimitives.ReadInt16BigEndian(Table("hhea")[6..]);

    /// <summary>Around all glyphs: left, bottom, right, top, in units.</summary>
    public int[] Bounds => [.. Enumerable.Range(0, 4).Select(i => (int)BinaryPrimitives.ReadInt16BigEndian(Table("head")[(36 + 2 * i)..]))];

    /// <summary>A bundled font, read once.</summary>
    /// <exception cref="EcgException">Internal: it is not there, or has other outlines.</exception>
    public static FontFile Load(string resource) => Loaded.GetOrAdd(resource, r => new Lazy<FontFile>(() => new FontFile(r))).Value;

    /// <summary>A table; empty if the font does not have it.</summary>
    public ReadOnlySpan<byte> Table(string tag) => _tables.TryGetValue(tag, out var table) ? table.Span : default;

    /// <summary>The glyph of a character, 0 if there is none.</summary>
    public ushort Glyph(Rune rune)
    {
        lock (_glyphs)
            return _glyphs.GetGlyph(rune.Value);
    }

    /// <summary>How far a glyph moves on, in units, and the left side bearing, as in "hmtx".</summary>
    public (ushort Advance, short Bearing) Metrics(ushort glyph)
    {
        var metrics = Table("hmtx");
        int full = BinaryPrimitives.ReadUInt16BigEndian(Table("hhea")[34..]), at = 4 * Math.Min(glyph, full - 1);
        int bearing = glyph < full ? at + 2 : 4 * full + 2 * (glyph - full);
        return (BinaryPrimitives.ReadUInt16BigEndian(metrics[at..]), BinaryPrimitives.ReadInt16BigEndian(metrics[bearing..]));
    }

    /// <summary>A glyph's outline as stored; empty for a blank.</summary>
    public ReadOnlySpan<byte> Outline(ushort glyph)
    {
        var places = Table("loca");
        bool isLong = BinaryPrimitives.ReadInt16BigEndian(Table("head")[50..]) != 0;
        int At(ReadOnlySpan<byte> loca, int i) => isLong ? BinaryPrimitives.ReadInt32BigEndian(loca[(4 * i)..]) : 2 * BinaryPrimitives.ReadUInt16BigEndian(loca[(2 * i)..]);
        return Table("glyf")[At(places, glyph)..At(places, glyph + 1)];
    }

    private static EcgException Invalid(string resource, string what) => new(ErrorId.Internal, $"{resource}: {what}.");
}
