// Writes DICOM files for tests, as PS3.5 and PS3.10 tell, independently of the reader: any syntax, defined or undefined lengths.
using System.Globalization;
using System.Text;

namespace EcgGen.Core.Tests.Records;

/// <summary>How to write: the transfer syntax, and whether sequences and items tell their lengths or end with marks.</summary>
internal sealed class DicomFixture(string syntax, bool isUndefined = false)
{
    public const uint WaveformSequence = 0x54000100;
    public const string ImplicitLittle = "1.2.840.10008.1.2", ExplicitLittle = "1.2.840.10008.1.2.1", ExplicitBig = "1.2.840.10008.1.2.2";

    private readonly bool _isExplicit = syntax != ImplicitLittle, _isBig = syntax == ExplicitBig;

    /// <summary>A file of preamble, meta information and data set.</summary>
    public byte[] File(params byte[][] elements)
    {
        var meta = new DicomFixture(ExplicitLittle);
        byte[][] head = [meta.Element(0x00020002, "UI", "1.2.840.10008.5.1.4.1.1.9.1.1\0"u8.ToArray()), meta.Element(0x00020010, "UI", Even(Encoding.ASCII.GetBytes(syntax), 0))];
        return [.. new byte[128], .. "DICM"u8, .. head.SelectMany(e => e), .. elements.SelectMany(e => e)];
    }

    public byte[] Element(uint tag, string representation, byte[] value)
    {
        byte[] head = [.. Number(tag >> 16, 2), .. Number(tag & 0xFFFF, 2)];
        if (!_isExplicit)
            return [.. head, .. Number(value.Length, 4), .. value];
        bool isLong = representation is "OB" or "OW" or "SQ" or "UN";
        return [.. head, .. Encoding.ASCII.GetBytes(representation), .. isLong ? [0, 0, .. Number(value.Length, 4)] : Number(value.Length, 2), .. value];
    }

    public byte[] Text(uint tag, string representation, string value) => Element(tag, representation, Even(Encoding.Latin1.GetBytes(value), 0x20));

    public byte[] Short(uint tag, int value) => Element(tag, "US", Number(value, 2));

    public byte[] Long(uint tag, long value) => Element(tag, "UL", Number(value, 4));

    public byte[] Sequence(uint tag, params byte[][] items)
    {
        byte[] head = [.. Number(tag >> 16, 2), .. Number(tag & 0xFFFF, 2)];
        byte[] body = [.. items.SelectMany(i => (byte[])[.. Mark(0xE000, isUndefined ? -1 : i.Length), .. i, .. isUndefined ? Mark(0xE00D, 0) : []])];
        if (isUndefined)
            body = [.. body, .. Mark(0xE0DD, 0)];
        byte[] length = Number(isUndefined ? -1 : body.Length, 4);
        return _isExplicit ? [.. head, .. "SQ"u8, 0, 0, .. length, .. body] : [.. head, .. length, .. body];
    }

    /// <summary>A group of a waveform; samples by channel.</summary>
    public byte[] Group(int[][] samples, byte[][] channels, string rate = "500", int bits = 16, string interpretation = "SS", string label = "RHYTHM",
        string originality = "ORIGINAL", int? padding = null, int? told = null)
    {
        byte[] data = [.. Enumerable.Range(0, samples[0].Length).SelectMany(t => samples.SelectMany(s => Number(s[t], bits / 8)))];
        return
        [
            .. Text(0x003A0004, "CS", originality), .. Short(0x003A0005, samples.Length), .. Long(0x003A0010, told ?? samples[0].Length), .. Text(0x003A001A, "DS", rate),
            .. Text(0x003A0020, "SH", label), .. Sequence(0x003A0200, channels), .. Short(0x54001004, bits), .. Text(0x54001006, "CS", interpretation),
            .. padding is { } value ? Element(0x5400100A, "OW", Even(Number(value, bits / 8), 0)) : [], .. Element(0x54001010, bits == 8 ? "OB" : "OW", Even(data, 0)),
        ];
    }

    public byte[] Channel(string scheme, string code, string meaning, string unit = "uV", double sensitivity = 2.5, double correction = 1, double baseline = 0, int skew = 0) =>
    [
        .. Text(0x003A0203, "SH", "label"),
        .. Sequence(0x003A0208, [.. Text(0x00080100, "SH", code), .. Text(0x00080102, "SH", scheme), .. Text(0x00080104, "LO", meaning)]),
        .. Text(0x003A0210, "DS", Decimal(sensitivity)),
        .. Sequence(0x003A0211, [.. Text(0x00080100, "SH", unit), .. Text(0x00080102, "SH", "UCUM"), .. Text(0x00080104, "LO", unit)]),
        .. Text(0x003A0212, "DS", Decimal(correction)), .. Text(0x003A0213, "DS", Decimal(baseline)), .. Text(0x003A0215, "DS", skew.ToString(CultureInfo.InvariantCulture)),
        .. Short(0x003A021A, 16),
    ];

    public byte[] Number(long value, int bytes)
    {
        byte[] little = [.. Enumerable.Range(0, bytes).Select(i => (byte)(value >> (8 * i)))];
        return _isBig ? [.. little.Reverse()] : little;
    }

    public static byte[] Even(byte[] value, byte pad) => value.Length % 2 == 0 ? value : [.. value, pad];

    private byte[] Mark(int element, int length) => [.. Number(0xFFFE, 2), .. Number(element, 2), .. Number(length, 4)];

    private static string Decimal(double value) => value.ToString(CultureInfo.InvariantCulture);
}
