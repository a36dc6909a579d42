// A record inside the core: facts and samples, on their way to the caller who will own them.
namespace EcgGen.Core.Records;

/// <summary>A record with its samples in mV, one array per lead, NaN where missing.</summary>
public sealed record RecordData(RecordInfo Info, IReadOnlyList<double[]> Samples)
{
    /// <summary>A keyed hash that groups records of one patient, or null.</summary>
    public string? PatientKey { get; init; }

    /// <summary>What the user should know about the file, in words.</summary>
    public IReadOnlyList<string> Warnings { get; init; } = [];
}
