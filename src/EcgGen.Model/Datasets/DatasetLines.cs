// The lines of a data set's other lists: errors, timings, and the journal of a build that is not finished.
namespace EcgGen;

/// <summary>One line of errors.jsonl: a record that could not be drawn.</summary>
/// <param name="Index">The record's position in the whole list.</param>
/// <param name="Record">The record's file, relative to the folder where it was found.</param>
/// <param name="Error">The error's stable id.</param>
/// <param name="Message">What is wrong.</param>
public sealed record DatasetError(int Index, string Record, string Error, string Message)
{
    /// <inheritdoc/>
    public override string ToString() => $"{Record}: {Message}";
}

/// <summary>One line of timings.jsonl, in milliseconds.</summary>
/// <param name="Id">The image.</param>
/// <param name="Draw">To draw.</param>
/// <param name="Encode">To encode and write the image.</param>
/// <param name="Truth">To write everything beside it.</param>
/// <param name="Total">All, with reading the record and flushing the files to disk.</param>
public sealed record DatasetTiming(string Id, double Draw, double Encode, double Truth, double Total);

/// <summary>One line of a build's journal: a record that is done, with either its images or its error.</summary>
/// <param name="Index">The record's position in the whole list.</param>
/// <param name="Entries">The record's images.</param>
/// <param name="Timings">Their timings.</param>
/// <param name="Error">The error, or null.</param>
public sealed record JournalLine(int Index, IReadOnlyList<ManifestEntry> Entries, IReadOnlyList<DatasetTiming> Timings, DatasetError? Error = null);
