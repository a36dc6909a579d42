// The header of an ISHNE Holter file: 522 bytes of binary fields, the patient among them.
using System.Buffers.Binary;
using System.Globalization;

namespace EcgGen.Core.Records;

/// <summary>
/// The header of the ISHNE Standard Output Format for Digital Holter Data 1.0 (Badilini, for the International Society for Holter and
/// Noninvasive Electrocardiology, 1998). All numbers have the least significant byte first.
/// </summary>
internal sealed class IshneHeader
{
    /// <summary>Bytes of the header, before its block of variable length.</summary>
    public const int FixedBytes = 522;

    /// <summary>The most leads of a file.</summary>
    public const int MaxLeads = 12;

    private const int ChecksumAt = 8, ChecksumFrom = 10, MaxTextBytes = 1 << 16;

    private static readonly string?[] s_leadNames =
        [null, null, "X", "Y", "Z", "I", "II", "III", "aVR", "aVL", "aVF", "V1", "V2", "V3", "V4", "V5", "V6", "ES", "AS", "AI"];

    /// <summary>The bytes that all such files start with.</summary>
    public static ReadOnlySpan<byte> Magic => "ISHNE1.0"u8;

    /// <summary>Where the samples start in the file, in bytes.</summary>
    public long SamplesAt { get; private init; }

    /// <summary>Samples as the header counts them: of one lead, or, as some writers have it, of all; less than 1 if it does not tell.</summary>
    public long SampleCount { get; private init; }

    /// <summary>Hz.</summary>
    public int SamplingRate { get; private init; }

    /// <summary>The leads: their standard names, or null, and their resolution in nV, less than 1 if the header does not tell.</summary>
    public IReadOnlyList<(string? Name, int Nanovolts)> Leads { get; private init; } = [];

    /// <summary>Whether the header has the check sum that it tells.</summary>
    public bool ChecksumFits { get; private init; }

    /// <summary>Date and time of the recording, or null.</summary>
    public string? RecordedAt { get; private init; }

    /// <summary>Patient, recorder and remarks, as comments.</summary>
    public IReadOnlyList<string> Comments { get; private init; } = [];

    /// <summary>Reads a header.</summary>
    /// <param name="file">The open file.</param>
    /// <exception cref="EcgException">HeaderInvalid.</exception>
    public static IshneHeader Read(HostileFile file)
    {
        var part = file.Peek(0, FixedBytes);
        if (!part.AsSpan().StartsWith(Magic))
            throw TextField.Invalid(file.Name, "magic", "'ISHNE1.0'", TextField.Text(part.AsSpan(0, Math.Min(part.Length, Magic.Length))));
        if (part.Length < FixedBytes)
            throw new EcgException(ErrorId.HeaderInvalid, $"{file.Name}: header: expected {FixedBytes} bytes, found {part.Length}.");
        int count = Short(156), rate = Short(272);
        long samplesAt = Long(22), variableAt = Long(18), variableBytes = Long(10);
        if (count is < 1 or > MaxLeads)
            throw Invalid("number of leads", $"1 to {MaxLeads}", count);
        if (rate < 1)
            throw Invalid("sampling rate", "more than 0 Hz", rate);
        if (samplesAt < FixedBytes || samplesAt > file.Length)
            throw Invalid("offset of the samples", $"{FixedBytes} to the file's {file.Length} bytes", samplesAt);
        var leads = new (string?, int)[count];
        for (int i = 0; i < count; i++)
        {
            int spec = Short(158 + 2 * i);
            leads[i] = (spec >= 0 && spec < s_leadNames.Length ? s_leadNames[spec] : null, Short(206 + 2 * i));
        }
        bool hasText = variableAt >= FixedBytes && variableBytes is > 0 and <= MaxTextBytes && variableAt + variableBytes <= samplesAt;
        return new IshneHeader
        {
            SamplesAt = samplesAt,
            SampleCount = Long(14),
            SamplingRate = rate,
            Leads = leads,
            ChecksumFits = Checksum(file, samplesAt) == BinaryPrimitives.ReadUInt16LittleEndian(part.AsSpan(ChecksumAt)),
            RecordedAt = Date(138) is { } date ? string.Create(CultureInfo.InvariantCulture, $"{date:yyyy-MM-dd} {Short(150):00}:{Short(152):00}:{Short(154):00}") : null,
            Comments = CommentsOf(hasText ? TextField.Text(file.Peek(variableAt, (int)variableBytes)) : ""),
        };

        int Short(int at) => BinaryPrimitives.ReadInt16LittleEndian(part.AsSpan(at));
        int Long(int at) => BinaryPrimitives.ReadInt32LittleEndian(part.AsSpan(at));
        DateOnly? Date(int at) => PatientAge.Date(Short(at + 4), Short(at + 2), Short(at)); // day, month, year
        string Text(int at, int length) => TextField.Text(part.AsSpan(at, length));
        EcgException Invalid(string field, string expected, long found) =>
            TextField.Invalid(file.Name, field, expected, found.ToString(CultureInfo.InvariantCulture));

        List<string> CommentsOf(string remarks)
        {
            var comments = new List<string>();
            Add("Patient ID", Text(108, 20));
            Add("Patient name", $"{Text(28, 40)} {Text(68, 40)}".Trim());
            Add("Sex", Short(128) switch { 1 => "Male", 2 => "Female", _ => "" });
            Add("Age", PatientAge.Years(Date(132), Date(138))?.ToString(CultureInfo.InvariantCulture) ?? "");
            Add("Date of birth", Date(132)?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) ?? "");
            Add("Recorder", Text(232, 40));
            Add("Proprietary", Text(274, 80));
            Add("Copyright", Text(354, 80));
            Add("Remarks", remarks);
            return comments;

            void Add(string key, string value)
            {
                if (value.Length > 0)
                    comments.Add($"{key}: {value}");
            }
        }
    }

    // CRC-16-CCITT over the header and its block of variable length: polynomial 0x1021, from 0xffff, highest bit first.
    private static ushort? Checksum(HostileFile file, long samplesAt)
    {
        if (samplesAt > MaxTextBytes + FixedBytes)
            return null;
        int crc = 0xffff;
        foreach (byte b in file.Peek(ChecksumFrom, (int)samplesAt - ChecksumFrom))
        {
            crc ^= b << 8;
            for (int bit = 0; bit < 8; bit++)
                crc = (crc & 0x8000) != 0 ? crc << 1 ^ 0x1021 : crc << 1;
            crc &= 0xffff;
        }
        return (ushort)crc;
    }
}
