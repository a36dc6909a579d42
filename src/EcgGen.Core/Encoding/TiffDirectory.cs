// The table of tags of a TIFF file, which is also the form of EXIF data.
using System.Buffers.Binary;

namespace EcgGen.Core.Encoders;

/// <summary>One image file directory (TIFF 6.0, section 2), little-endian, right behind the file's header.</summary>
internal sealed class TiffDirectory
{
    private const ushort Short = 3, Long = 4, Rational = 5;
    private const int HeaderBytes = 8, EntryBytes = 12, InlineBytes = 4;
    private const uint RationalUnits = 1000;

    private readonly SortedDictionary<ushort, (ushort Type, uint[] Values)> _entries = [];

    /// <summary>Bytes of header, directory and the values that stand behind it; even, as offsets must be.</summary>
    public int Size => HeaderBytes + 2 + EntryBytes * _entries.Count + 4 + _entries.Values.Sum(e => Outside(e.Type, e.Values));

    /// <summary>Sets a tag to 16-bit values.</summary>
    public void SetShort(ushort tag, params uint[] values) => _entries[tag] = (Short, values);

    /// <summary>Sets a tag to 32-bit values.</summary>
    public void SetLong(ushort tag, uint[] values) => _entries[tag] = (Long, values);

    /// <summary>Sets XResolution, YResolution and ResolutionUnit (the inch).</summary>
    /// <param name="dpi">Pixels per inch, stored in thousandths; above 0, at most 4 million.</param>
    /// <exception cref="ArgumentOutOfRangeException">The resolution is out of range.</exception>
    public void SetResolution(double dpi)
    {
        if (!(dpi >= 0.001 && dpi <= 4e6))
            throw new ArgumentOutOfRangeException(nameof(dpi), dpi, "The resolution must be above 0 and at most 4 million dpi.");
        uint[] value = [(uint)Math.Round(dpi * RationalUnits), RationalUnits];
        _entries[282] = _entries[283] = (Rational, value);
        SetShort(296, 2);
    }

    /// <summary>The file up to the end of the directory's values.</summary>
    public byte[] ToBytes()
    {
        var file = new byte[Size];
        "II*\0"u8.CopyTo(file);
        BinaryPrimitives.WriteUInt32LittleEndian(file.AsSpan(4), HeaderBytes);
        BinaryPrimitives.WriteUInt16LittleEndian(file.AsSpan(HeaderBytes), (ushort)_entries.Count);
        int entry = HeaderBytes + 2, outside = entry + EntryBytes * _entries.Count + 4;
        foreach (var (tag, (type, values)) in _entries)
        {
            BinaryPrimitives.WriteUInt16LittleEndian(file.AsSpan(entry), tag);
            BinaryPrimitives.WriteUInt16LittleEndian(file.AsSpan(entry + 2), type);
            BinaryPrimitives.WriteInt32LittleEndian(file.AsSpan(entry + 4), type == Rational ? values.Length / 2 : values.Length);
            int bytes = Outside(type, values);
            if (bytes > 0)
                BinaryPrimitives.WriteInt32LittleEndian(file.AsSpan(entry + 8), outside);
            WriteValues(file.AsSpan(bytes > 0 ? outside : entry + 8), type, values);
            entry += EntryBytes;
            outside += bytes;
        }
        return file;
    }

    private static void WriteValues(Span<byte> to, ushort type, uint[] values)
    {
        for (int i = 0; i < values.Length; i++)
        {
            if (type == Short)
                BinaryPrimitives.WriteUInt16LittleEndian(to[(2 * i)..], (ushort)values[i]);
            else
                BinaryPrimitives.WriteUInt32LittleEndian(to[(4 * i)..], values[i]);
        }
    }

    /// <summary>Bytes that an entry's values take behind the directory: none if they fit into the entry.</summary>
    private static int Outside(ushort type, uint[] values)
    {
        int bytes = values.Length * (type == Short ? 2 : 4);
        return bytes > InlineBytes ? bytes + (bytes & 1) : 0;
    }
}
