// What a file format is to the rest of EcgGen: one reader, one file, listed in RecordFormats.
namespace EcgGen.Core.Records;

/// <summary>Reads one file format. Readers take hostile input: bounded memory and time, no trust in any length.</summary>
public interface IRecordReader
{
    /// <summary>The format's name in lower case, such as "wfdb": what -Format and recipes say.</summary>
    string Format { get; }

    /// <summary>Extensions, with the dot, of the one file per record that a search through a folder should take.</summary>
    IReadOnlyList<string> Extensions { get; }

    /// <summary>Whether this reader can open the file, judged by its content first and its name second.</summary>
    bool CanRead(string path);

    /// <summary>Reads a record as the file tells it: no lead selection, no privacy, no hashing; that is the importer's.</summary>
    /// <param name="path">Any file of the record.</param>
    /// <param name="start">Where to start, in seconds.</param>
    /// <param name="duration">How long to read, in seconds; infinity for all.</param>
    /// <param name="cancellation">Polled at least every 100 ms of work.</param>
    /// <exception cref="EcgException">The file can't be read; the message names file, field and what was expected.</exception>
    RawRecord Read(string path, double start, double duration, CancellationToken cancellation);
}

/// <summary>What a reader found in a file, identity included.</summary>
public sealed record RawRecord
{
    /// <summary>The record's name.</summary>
    public required string Name { get; init; }

    /// <summary>Hz.</summary>
    public required double SamplingRate { get; init; }

    /// <summary>Leads as the file names them, samples in mV, all of one length.</summary>
    public required IReadOnlyList<(string Name, double[] Samples)> Leads { get; init; }

    /// <summary>The files that were read, by full path, the one to open first, with the sha256 of the bytes as read.</summary>
    public required IReadOnlyList<(string Path, string Sha256)> Files { get; init; }

    /// <summary>All comments, without the leading mark.</summary>
    public IReadOnlyList<string> Comments { get; init; } = [];

    /// <summary>Date and time as the file writes them, or null.</summary>
    public string? RecordedAt { get; init; }

    /// <summary>Anything to tell the user.</summary>
    public IReadOnlyList<string> Warnings { get; init; } = [];
}
