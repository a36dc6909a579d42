// What a file format is to the rest of EcgGen: one reader, one file, listed in RecordFormats.
namespace EcgGen.Core.Records;

/// <summary>Reads one file format. Readers take hostile input: bounded memory and time, no trust in any length.</summary>
public interface IRecordReader
{
    /// <summary>The format's name in lower case, such as "wfdb": what -Format and recipes say.</summary>
    string Format { get; }

    /// <summary>Extensions, with the dot, of the one file per record that a search through a folder should take.</summary>
    IReadOnlyList<string> Extensions { get; }

    /// <summary>Extensions of files that belong to a record whose own file, of the first of <see cref="Extensions"/>, lies beside them.</summary>
    IReadOnlyList<string> CompanionExtensions => [];

    /// <summary>Whether this reader can open the file, judged by its content first and its name second.</summary>
    bool CanRead(string path);

    /// <summary>Reads a record as the file tells it: no lead selection, no privacy, no hashing; that is the importer's.</summary>
    /// <param name="path">Any file of the record.</param>
    /// <param name="options">The cut, and what the user tells of a file that does not tell it.</param>
    /// <param name="cancellation">Polled at least every 100 ms of work.</param>
    /// <exception cref="EcgException">The file can't be read; the message names file, field and what was expected.</exception>
    RawRecord Read(string path, ReadOptions options, CancellationToken cancellation);
}

/// <summary>What to read of a file.</summary>
public sealed record ReadOptions
{
    /// <summary>Where to start, in seconds.</summary>
    public double Start { get; init; }

    /// <summary>How long to read, in seconds; infinity for all.</summary>
    public double Duration { get; init; } = double.PositiveInfinity;

    /// <summary>Hz, for files that do not tell; null where the user does not tell either.</summary>
    public double? SamplingRate { get; init; }

    /// <summary>The unit of the values ("mV", "uV", "V"), for files that do not tell; null where the user does not tell either.</summary>
    public string? Unit { get; init; }
}

/// <summary>A lead as a file has it.</summary>
/// <param name="Name">The file's name for it.</param>
/// <param name="Samples">Samples in mV; NaN where missing.</param>
/// <param name="UnitsPerMillivolt">The gain that turned stored units into mV, so that the user can put another one; null if units are not linear in mV.</param>
public sealed record RawLead(string Name, double[] Samples, double? UnitsPerMillivolt = null);

/// <summary>What a reader found in a file, identity included.</summary>
public sealed record RawRecord
{
    /// <summary>The record's name.</summary>
    public required string Name { get; init; }

    /// <summary>Hz.</summary>
    public required double SamplingRate { get; init; }

    /// <summary>The leads, all of one length.</summary>
    public required IReadOnlyList<RawLead> Leads { get; init; }

    /// <summary>
    /// Whether the format stores only independent leads, so that the importer adds III, aVR, aVL and aVF where I and II are there
    /// and they are not.
    /// </summary>
    public bool DeriveLimbLeads { get; init; }

    /// <summary>The files that were read, by full path, the one to open first, with the sha256 of the bytes as read.</summary>
    public required IReadOnlyList<(string Path, string Sha256)> Files { get; init; }

    /// <summary>All comments, without the leading mark.</summary>
    public IReadOnlyList<string> Comments { get; init; } = [];

    /// <summary>Date and time as the file writes them, or null.</summary>
    public string? RecordedAt { get; init; }

    /// <summary>Anything to tell the user.</summary>
    public IReadOnlyList<string> Warnings { get; init; } = [];
}
