// One step that changes a record's signal before anything is drawn. Each kind is one immutable record.
using System.Text.Json.Serialization;

namespace EcgGen;

/// <summary>A step from a record to a changed record; recipes hold them between the record's source and the sheet.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "kind")]
[JsonDerivedType(typeof(SwapElectrodeStage), "swapElectrode")]
[JsonDerivedType(typeof(InvertStage), "invert")]
[JsonDerivedType(typeof(ResampleStage), "resample")]
[JsonDerivedType(typeof(CutStage), "cut")]
[JsonDerivedType(typeof(SelectLeadStage), "selectLead")]
[JsonDerivedType(typeof(NoiseStage), NoiseStage.Kind)]
public abstract record SignalStage;

/// <summary>Two electrodes that were mixed up when the patient was wired.</summary>
/// <param name="First">RA, LA, LL, RL or V1 … V6.</param>
/// <param name="Second">Another one.</param>
public sealed record SwapElectrodeStage(string First, string Second) : SignalStage
{
    /// <inheritdoc/>
    public override string ToString() => $"{First}/{Second}";
}

/// <summary>Leads turned upside down.</summary>
/// <param name="Leads">Their names.</param>
public sealed record InvertStage(IReadOnlyList<string> Leads) : SignalStage;

/// <summary>Another sampling rate, band-limited.</summary>
/// <param name="SamplingRate">Hz, 10–100,000.</param>
public sealed record ResampleStage(double SamplingRate) : SignalStage;

/// <summary>A stretch of the record.</summary>
/// <param name="Start">Seconds; null for the beginning.</param>
/// <param name="Duration">Seconds; null for all the rest.</param>
public sealed record CutStage(double? Start, double? Duration) : SignalStage;

/// <summary>Some of the leads, in another order.</summary>
/// <param name="Leads">Their names.</param>
public sealed record SelectLeadStage(IReadOnlyList<string> Leads) : SignalStage;
