// The frame of an SCP-ECG file: its sections, found by the pointers of section 0, and their checksums.
using System.Buffers.Binary;
using System.Globalization;

namespace EcgGen.Core.Records.Scp;

/// <summary>
/// The sections of a file (EN 1064:2005, 5.1–5.3): a checksum and the length of the record, then sections, each with a head of 16
/// bytes: checksum, number, length, versions. Section 0 points to all others. All numbers are little-endian.
/// </summary>
internal sealed class ScpFile
{
    private const int HeadBytes = 16, PointerBytes = 10, FirstSection = 6, MarkAt = FirstSection + 10;
    private readonly Dictionary<int, (int Start, int Length)> _sections = [];
    private readonly byte[] _bytes;

    /// <summary>Finds the sections.</summary>
    /// <param name="file">The whole file.</param>
    /// <param name="warnings">Receives checksums that do not match, and lengths that contradict the file.</param>
    /// <exception cref="EcgException">HeaderInvalid.</exception>
    public ScpFile(WholeFile file, List<string> warnings)
    {
        Name = file.Name;
        _bytes = file.Bytes;
        if (_bytes.Length < FirstSection + HeadBytes)
            throw Invalid("record header", $"at least {FirstSection + HeadBytes} bytes", _bytes.Length);
        uint told = BinaryPrimitives.ReadUInt32LittleEndian(_bytes.AsSpan(2));
        if (told != _bytes.Length)
            warnings.Add($"{Name}: the record should have {told} bytes, but the file has {_bytes.Length}.");
        else
            Check("record", _bytes, warnings);
        AddSection(0, FirstSection, BinaryPrimitives.ReadUInt32LittleEndian(_bytes.AsSpan(FirstSection + 4)), warnings);
        var pointers = Section(0);
        for (int at = 0; at + PointerBytes <= pointers.Length; at += PointerBytes)
        {
            int number = BinaryPrimitives.ReadUInt16LittleEndian(pointers[at..]);
            uint length = BinaryPrimitives.ReadUInt32LittleEndian(pointers[(at + 2)..]), index = BinaryPrimitives.ReadUInt32LittleEndian(pointers[(at + 6)..]);
            if (length > 0 && number is > 0 and < 12)
                AddSection(number, (long)index - 1, length, warnings);
        }
    }

    /// <summary>The file's name, for messages.</summary>
    public string Name { get; }

    /// <summary>Whether bytes are the start of an SCP-ECG file, by the mark in the head of section 0.</summary>
    public static bool IsStart(ReadOnlySpan<byte> bytes) => bytes.Length > MarkAt && bytes[MarkAt..].StartsWith("SCPECG"u8);

    /// <summary>A section's data without its head; empty if the file has none.</summary>
    /// <param name="number">0–11.</param>
    public ReadOnlySpan<byte> Section(int number) => _sections.TryGetValue(number, out var place)
        ? _bytes.AsSpan(place.Start + HeadBytes, place.Length - HeadBytes)
        : default;

    /// <summary>Makes the error for a field.</summary>
    public EcgException Invalid(string field, string expected, long found) =>
        new(ErrorId.HeaderInvalid, string.Create(CultureInfo.InvariantCulture, $"{Name}: {field}: expected {expected}, found {found}."));

    private void AddSection(int number, long start, uint length, List<string> warnings)
    {
        if (length < HeadBytes || start < FirstSection || start + length > _bytes.Length)
            throw Invalid($"section {number}: pointer", $"a place within the file's {_bytes.Length} bytes, {HeadBytes} or more of them", start + length);
        var bytes = _bytes.AsSpan((int)start, (int)length);
        int found = BinaryPrimitives.ReadUInt16LittleEndian(bytes[2..]);
        if (found != number)
            throw Invalid($"section {number}: number", $"{number}", found);
        if (_sections.TryAdd(number, ((int)start, (int)length)))
            Check($"section {number}", bytes, warnings);
    }

    private void Check(string what, ReadOnlySpan<byte> bytes, List<string> warnings)
    {
        int told = BinaryPrimitives.ReadUInt16LittleEndian(bytes), sum = Checksum(bytes[2..]);
        if (told != sum)
            warnings.Add(string.Create(CultureInfo.InvariantCulture, $"{Name}: {what}: the checksum should be {told}, but the bytes give {sum}."));
    }

    /// <summary>CRC-CCITT: polynomial x¹⁶ + x¹² + x⁵ + 1, all ones to start with, the highest bit first.</summary>
    internal static ushort Checksum(ReadOnlySpan<byte> bytes)
    {
        // Eight bits at once, in the closed form that this polynomial has.
        int crc = 0xFFFF;
        foreach (byte b in bytes)
        {
            int x = (crc >> 8) ^ b;
            x ^= x >> 4;
            crc = ((crc << 8) ^ (x << 12) ^ (x << 5) ^ x) & 0xFFFF;
        }
        return (ushort)crc;
    }
}
