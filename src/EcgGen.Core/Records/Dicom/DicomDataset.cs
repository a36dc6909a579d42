// DICOM elements: tags, values and nested sequences, as far as waveforms need them.
using System.Buffers.Binary;
using System.Globalization;
using System.Text;

namespace EcgGen.Core.Records.Dicom;

/// <summary>The elements of a data set or of an item of a sequence, by tag (group in the upper 16 bits).</summary>
internal sealed class DicomDataset(DicomSource source)
{
    private const int LongestText = 4096;
    private readonly Dictionary<uint, (int Start, int Length)> _values = [];
    private readonly Dictionary<uint, List<DicomDataset>> _sequences = [];

    /// <summary>Keeps where a value stands; the first of two of one tag counts.</summary>
    public void Add(uint tag, int start, int length) => _values.TryAdd(tag, (start, length));

    /// <summary>Keeps a sequence; the first of two of one tag counts.</summary>
    public void Add(uint tag, List<DicomDataset> items) => _sequences.TryAdd(tag, items);

    /// <summary>The bytes of a value; empty if it is not there.</summary>
    public ReadOnlySpan<byte> Bytes(uint tag) => _values.TryGetValue(tag, out var place) ? source.Bytes.AsSpan(place.Start, place.Length) : default;

    /// <summary>The items of a sequence; empty if it is not there.</summary>
    public IReadOnlyList<DicomDataset> Items(uint tag) => _sequences.TryGetValue(tag, out var items) ? items : [];

    /// <summary>A text without padding; null if it is not there or blank.</summary>
    public string? Text(uint tag)
    {
        var bytes = Bytes(tag);
        var text = (source.IsUtf8 ? Encoding.UTF8 : Encoding.Latin1).GetString(bytes[..Math.Min(bytes.Length, LongestText)]).Trim(' ', '\0');
        return text.Length == 0 ? null : text;
    }

    /// <summary>A number written as text.</summary>
    /// <param name="tag">The element.</param>
    /// <param name="name">Its name, for messages.</param>
    /// <param name="otherwise">What an element that is not there means, or null if it must be there.</param>
    /// <exception cref="EcgException">HeaderInvalid.</exception>
    public double Decimal(uint tag, string name, double? otherwise = null)
    {
        var text = Text(tag);
        if (text is null && otherwise is { } value)
            return value;
        return double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out value) && double.IsFinite(value)
            ? value
            : throw source.Invalid(tag, name, "a number", text);
    }

    /// <summary>An unsigned number of two or four bytes.</summary>
    /// <param name="tag">The element.</param>
    /// <param name="name">Its name, for messages.</param>
    /// <exception cref="EcgException">HeaderInvalid.</exception>
    public long Unsigned(uint tag, string name)
    {
        var bytes = Bytes(tag);
        return bytes.Length switch
        {
            2 => source.UInt16(bytes),
            4 => source.UInt32(bytes),
            _ => throw source.Invalid(tag, name, "2 or 4 bytes", $"{bytes.Length}"),
        };
    }

    /// <summary>Makes the error for an element.</summary>
    public EcgException Invalid(uint tag, string name, string expected, string? found) => source.Invalid(tag, name, expected, found);
}

/// <summary>The bytes that elements stand in, and how to read them.</summary>
internal sealed class DicomSource(string name, byte[] bytes)
{
    /// <summary>The file's name, for messages.</summary>
    public string Name { get; } = name;

    /// <summary>All bytes of the file.</summary>
    public byte[] Bytes { get; } = bytes;

    /// <summary>Whether numbers have their highest byte first.</summary>
    public bool IsBigEndian { get; set; }

    /// <summary>Whether texts are UTF-8; Latin-1 otherwise.</summary>
    public bool IsUtf8 { get; set; }

    /// <summary>Two bytes as a number.</summary>
    public ushort UInt16(ReadOnlySpan<byte> bytes) =>
        IsBigEndian ? BinaryPrimitives.ReadUInt16BigEndian(bytes) : BinaryPrimitives.ReadUInt16LittleEndian(bytes);

    /// <summary>Four bytes as a number.</summary>
    public uint UInt32(ReadOnlySpan<byte> bytes) =>
        IsBigEndian ? BinaryPrimitives.ReadUInt32BigEndian(bytes) : BinaryPrimitives.ReadUInt32LittleEndian(bytes);

    /// <summary>Makes the error for an element.</summary>
    public EcgException Invalid(uint tag, string name, string expected, string? found)
    {
        found = string.IsNullOrEmpty(found) ? "nothing" : found.Length <= 40 ? $"'{found}'" : $"'{found[..40]}…'";
        return new EcgException(ErrorId.HeaderInvalid, $"{Name}: {name} ({tag >> 16:X4},{tag & 0xFFFF:X4}): expected {expected}, found {found}.");
    }
}
