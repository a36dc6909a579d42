// Parses DICOM files (part 10): the meta information, then the data set in whichever of the uncompressed syntaxes it names.
namespace EcgGen.Core.Records.Dicom;

/// <summary>
/// Reads elements: implicit and explicit value representations, both byte orders, sequences and items of defined and undefined
/// length (DICOM PS3.5, 7 and annex A). No value is copied.
/// </summary>
internal sealed class DicomParser
{
    private const int PreambleBytes = 128, MaxDepth = 16, MaxItems = 1 << 16, MaxElements = 1 << 20;
    private const uint Undefined = 0xFFFFFFFF, Item = 0xFFFEE000, ItemEnd = 0xFFFEE00D, SequenceEnd = 0xFFFEE0DD;
    private const uint TransferSyntax = 0x00020010, CharacterSet = 0x00080005;

    private readonly DicomSource _source;
    private bool _isExplicit = true;
    private int _items, _elements;

    private DicomParser(DicomSource source) => _source = source;

    /// <summary>Whether bytes are the start of a DICOM file.</summary>
    public static bool IsStart(ReadOnlySpan<byte> bytes) => bytes.Length >= PreambleBytes + 4 && bytes[PreambleBytes..].StartsWith("DICM"u8);

    /// <summary>Parses a file.</summary>
    /// <param name="file">The file.</param>
    /// <param name="isBigEndian">Whether numbers have their highest byte first.</param>
    /// <exception cref="EcgException">HeaderInvalid.</exception>
    public static DicomDataset Parse(WholeFile file, out bool isBigEndian)
    {
        if (!IsStart(file.Bytes))
            throw new EcgException(ErrorId.HeaderInvalid, $"{file.Name}: preamble: expected DICM at byte {PreambleBytes}.");
        var source = new DicomSource(file.Name, file.Bytes);
        var parser = new DicomParser(source);
        var meta = new DicomDataset(source);
        int at = parser.Elements(meta, PreambleBytes + 4, file.Bytes.Length, 0, isMeta: true);
        var syntax = meta.Text(TransferSyntax);
        switch (syntax)
        {
            case "1.2.840.10008.1.2":
                parser._isExplicit = false;
                break;
            case "1.2.840.10008.1.2.1":
                break;
            case "1.2.840.10008.1.2.2":
                source.IsBigEndian = true;
                break;
            default:
                throw source.Invalid(TransferSyntax, "transfer syntax", "1.2.840.10008.1.2, …1.2.1 or …1.2.2, which are not compressed",
                    syntax == "1.2.840.10008.1.2.1.99" ? "deflated, 1.2.840.10008.1.2.1.99" : syntax);
        }
        var data = new DicomDataset(source);
        parser.Elements(data, at, file.Bytes.Length, 0, isMeta: false);
        isBigEndian = source.IsBigEndian;
        source.IsUtf8 = data.Text(CharacterSet)?.Contains("ISO_IR 192", StringComparison.Ordinal) == true;
        return data;
    }

    // Reads elements up to a place, the end of the meta information, or the mark that ends an item; tells where it stopped.
    private int Elements(DicomDataset target, int at, int end, int depth, bool isMeta)
    {
        while (at + 8 <= end)
        {
            uint tag = TagAt(at);
            if (isMeta && tag >> 16 != 2)
                return at;
            if (tag == ItemEnd)
                return at + 8;
            if (++_elements > MaxElements)
                throw _source.Invalid(tag, "elements", $"at most {MaxElements}", "more");
            var (start, length, isSequence, isUnknown) = Head(tag, at, end);
            if (isSequence)
            {
                // What nobody knew when it was written has kept the implicit syntax (PS3.5, 6.2.2).
                bool isExplicit = _isExplicit;
                _isExplicit &= !isUnknown;
                at = Sequence(target, tag, start, length, end, depth + 1);
                _isExplicit = isExplicit;
                continue;
            }
            if (length > (uint)(end - start))
                throw _source.Invalid(tag, "length", $"at most {end - start} bytes", $"{length}");
            target.Add(tag, start, (int)length);
            at = start + (int)length;
        }
        return end;
    }

    private uint TagAt(int at) => (uint)_source.UInt16(_source.Bytes.AsSpan(at)) << 16 | _source.UInt16(_source.Bytes.AsSpan(at + 2));

    private (int Start, uint Length, bool IsSequence, bool IsUnknown) Head(uint tag, int at, int end)
    {
        var bytes = _source.Bytes.AsSpan();
        if (!_isExplicit)
        {
            uint length = _source.UInt32(bytes[(at + 4)..]);
            return (at + 8, length, length == Undefined || IsWaveformSequence(tag), false);
        }
        var representation = bytes.Slice(at + 4, 2);
        bool isSequence = representation.SequenceEqual("SQ"u8);
        if (!isSequence && !IsLong(representation))
            return (at + 8, _source.UInt16(bytes[(at + 6)..]), false, false);
        if (at + 12 > end)
            throw _source.Invalid(tag, "length", "4 bytes", $"{end - at - 8}");
        uint longLength = _source.UInt32(bytes[(at + 8)..]);
        return (at + 12, longLength, isSequence || longLength == Undefined, representation.SequenceEqual("UN"u8));
    }

    // Those whose length has four bytes, behind two that are reserved.
    private static bool IsLong(ReadOnlySpan<byte> representation) =>
        "OB OD OF OL OV OW SV UC UN UR UT UV "u8.IndexOf(representation) is >= 0 and var i && i % 3 == 0;

    // What implicit syntax does not tell: which elements of a defined length are sequences. These are the ones that matter here.
    private static bool IsWaveformSequence(uint tag) => tag is DicomWaveform.WaveformSequence or DicomWaveform.ChannelDefinitions
        or DicomWaveform.ChannelSource or DicomWaveform.SensitivityUnits;

    private int Sequence(DicomDataset target, uint tag, int at, uint length, int end, int depth)
    {
        if (depth > MaxDepth)
            throw _source.Invalid(tag, "sequence", $"at most {MaxDepth} levels", "more");
        if (length != Undefined && length > (uint)(end - at))
            throw _source.Invalid(tag, "length", $"at most {end - at} bytes", $"{length}");
        int sequenceEnd = length == Undefined ? end : at + (int)length;
        var items = new List<DicomDataset>();
        target.Add(tag, items);
        while (at + 8 <= sequenceEnd)
        {
            uint mark = TagAt(at), itemLength = _source.UInt32(_source.Bytes.AsSpan(at + 4));
            at += 8;
            if (mark == SequenceEnd)
                return at;
            if (mark != Item)
                throw _source.Invalid(tag, "sequence", "an item", $"{mark >> 16:X4},{mark & 0xFFFF:X4}");
            if (itemLength != Undefined && itemLength > (uint)(sequenceEnd - at))
                throw _source.Invalid(tag, "item's length", $"at most {sequenceEnd - at} bytes", $"{itemLength}");
            if (++_items > MaxItems)
                throw _source.Invalid(tag, "sequence", $"at most {MaxItems} items", "more");
            var item = new DicomDataset(_source);
            items.Add(item);
            int itemEnd = itemLength == Undefined ? sequenceEnd : at + (int)itemLength;
            int stopped = Elements(item, at, itemEnd, depth, isMeta: false);
            at = itemLength == Undefined ? stopped : itemEnd;
        }
        return sequenceEnd;
    }
}
