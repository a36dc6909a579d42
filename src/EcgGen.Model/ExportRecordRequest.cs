// What callers ask the core for when a record goes to files.
namespace EcgGen;

/// <summary>The file formats that records are written to.</summary>
public enum RecordFileFormat
{
    /// <summary>WFDB with 16-bit samples.</summary>
    Wfdb16,
    /// <summary>WFDB with 12-bit samples, two in three bytes.</summary>
    Wfdb212,
    /// <summary>WFDB with 24-bit samples.</summary>
    Wfdb24,
    /// <summary>EDF+, continuous.</summary>
    EdfPlus,
}

/// <summary>Asks for a record's files; the samples come separately.</summary>
public sealed record ExportRecordRequest
{
    /// <summary>The record's facts.</summary>
    public required RecordInfo Record { get; init; }

    /// <summary>The full path of the header (.hea) or of the EDF file.</summary>
    public required string Path { get; init; }

    /// <summary>The format.</summary>
    public required RecordFileFormat Format { get; init; }

    /// <summary>Units per mV; null for 1000 (200 for 12 bits, 100,000 for 24), or what fits the highest sample.</summary>
    public double? AdcGain { get; init; }

    /// <summary>Whether existing files may be replaced.</summary>
    public bool Force { get; init; }
}

/// <summary>What was written.</summary>
/// <param name="Files">The files, by full path, the one to open first.</param>
/// <param name="Warnings">What the user should know.</param>
public sealed record ExportRecordReport(IReadOnlyList<string> Files, IReadOnlyList<string> Warnings);
