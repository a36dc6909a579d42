// Errors with a stable id: the core throws them, the native boundary carries them, cmdlets report them per item.
namespace EcgGen;

/// <summary>An error whose message names the file, the field and what was expected, and whose id is stable.</summary>
public sealed class EcgException : Exception
{
    /// <summary>Makes an error.</summary>
    /// <param name="id">One of <see cref="ErrorId"/>.</param>
    /// <param name="message">What is wrong, where, and what was expected.</param>
    /// <param name="inner">The cause, if another exception told.</param>
    public EcgException(ErrorId id, string message, Exception? inner = null) : base(message, inner) => Id = id;

    /// <summary>The stable id.</summary>
    public ErrorId Id { get; }
}

/// <summary>The stable ids of all errors; PowerShell shows them as FullyQualifiedErrorId, C callers get the numbers as status.</summary>
public enum ErrorId
{
    /// <summary>A defect of EcgGen itself.</summary>
    Internal = 1,
    /// <summary>The work was cancelled.</summary>
    Cancelled = 2,
    /// <summary>An argument is out of its range or does not fit the others.</summary>
    ArgumentInvalid = 3,
    /// <summary>A file or folder does not exist.</summary>
    FileNotFound = 4,
    /// <summary>A file could not be read.</summary>
    FileUnreadable = 5,
    /// <summary>A file could not be written.</summary>
    FileUnwritable = 6,
    /// <summary>The target exists and may not be overwritten.</summary>
    FileExists = 7,
    /// <summary>Two images of one pipeline would go to the same file.</summary>
    DuplicateOutput = 8,
    /// <summary>No reader knows the file.</summary>
    FormatUnknown = 9,
    /// <summary>A header's field is missing, malformed or out of range.</summary>
    HeaderInvalid = 10,
    /// <summary>A signal file does not hold what its header says.</summary>
    SignalInvalid = 11,
    /// <summary>The record asks for more memory than EcgGen takes.</summary>
    RecordTooLarge = 12,
    /// <summary>A lead that was asked for is not in the record.</summary>
    LeadNotFound = 13,
    /// <summary>The record has no leads or no samples.</summary>
    RecordEmpty = 14,
    /// <summary>The record's samples are not those that its hash tells.</summary>
    RecordChanged = 15,
    /// <summary>A recipe is malformed, or its stages are out of order.</summary>
    RecipeInvalid = 16,
    /// <summary>A file does not have the sha256 that the recipe names.</summary>
    SourceMismatch = 17,
    /// <summary>A profile is malformed, or draws what no stage takes.</summary>
    ProfileInvalid = 18,
    /// <summary>A folder holds another data set, or shards do not belong together.</summary>
    DatasetMismatch = 19,
    /// <summary>Another process is at work in the folder.</summary>
    DatasetBusy = 20,
    /// <summary>Records of a data set could not be drawn, or shards are missing.</summary>
    DatasetIncomplete = 21,
    /// <summary>A data set's file is missing, or is not what the manifest says.</summary>
    DatasetDamaged = 22,
}

/// <summary>An error as it crosses the native boundary.</summary>
/// <param name="Id">The stable id.</param>
/// <param name="Message">What is wrong.</param>
/// <param name="Detail">The stack, for defects; else null.</param>
public sealed record ErrorInfo(ErrorId Id, string Message, string? Detail = null);
