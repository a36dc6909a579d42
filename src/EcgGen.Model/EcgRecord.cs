// A recording: leads of samples in mV and where they came from. The object users hold in the pipeline.
using System.Collections.ObjectModel;

namespace EcgGen;

/// <summary>A multi-lead ECG recording: immutable facts, and one array of samples in mV per lead.</summary>
public sealed class EcgRecord
{
    /// <summary>Joins a record's facts with its samples.</summary>
    /// <param name="info">The facts; <see cref="RecordInfo.Leads"/> names the leads in order.</param>
    /// <param name="samples">One array per lead, in mV, each <see cref="RecordInfo.SampleCount"/> long; NaN where missing.</param>
    /// <param name="patientKey">A keyed hash that groups records of one patient, or null.</param>
    /// <param name="clean">The record before noise was added, or null.</param>
    /// <exception cref="ArgumentException">The arrays do not fit the facts.</exception>
    public EcgRecord(RecordInfo info, IReadOnlyList<double[]> samples, string? patientKey = null, EcgRecord? clean = null)
    {
        ArgumentNullException.ThrowIfNull(info);
        ArgumentNullException.ThrowIfNull(samples);
        if (samples.Count != info.Leads.Count || samples.Any(s => s.Length != info.SampleCount))
            throw new ArgumentException($"Expected {info.Leads.Count} leads of {info.SampleCount} samples.", nameof(samples));
        Info = info;
        PatientKey = patientKey;
        Clean = clean;
        // A ReadOnlyCollection, for PowerShell can't index the type that a collection expression would make.
        Leads = new ReadOnlyCollection<EcgLead>([.. info.Leads.Zip(samples, (name, s) => new EcgLead(name, s, info.DerivedLeads.Contains(name)))]);
    }

    /// <summary>Everything but the samples; crosses the native boundary as JSON.</summary>
    public RecordInfo Info { get; }

    /// <summary>The record's name, for instance the file's base name.</summary>
    public string Name => Info.Name;

    /// <summary>Samples per second in every lead, in Hz.</summary>
    public double SamplingRate => Info.SamplingRate;

    /// <summary>Samples in every lead.</summary>
    public int SampleCount => Info.SampleCount;

    /// <summary>Length in seconds.</summary>
    public double Duration => SampleCount / SamplingRate;

    /// <summary>The leads, in the order of the source.</summary>
    public IReadOnlyList<EcgLead> Leads { get; }

    /// <summary>The lead of this name in any case, or null if the record has none.</summary>
    public EcgLead? this[string name] => Leads.FirstOrDefault(l => string.Equals(l.Name, name, StringComparison.OrdinalIgnoreCase));

    /// <summary>Age in years, if the source told; ages above 89 are given as 90 unless identity was kept.</summary>
    public double? Age => Info.Age;

    /// <summary>"Female", "Male" or null.</summary>
    public string? Sex => Info.Sex;

    /// <summary>A keyed hash that is equal for records of one patient, or null. Never written to any output.</summary>
    public string? PatientKey { get; }

    /// <summary>Comments of the source that identify nobody.</summary>
    public IReadOnlyList<string> Comments => Info.Comments;

    /// <summary>The beats in order of time with their waves' exact times, where they are known: in synthetic records. Else null.</summary>
    public IReadOnlyList<BeatTruth>? Beats => Info.Beats;

    /// <summary>Where the samples came from.</summary>
    public RecordSource Source => Info.Source;

    /// <summary>What was done to the source's samples, in order.</summary>
    public IReadOnlyList<SignalStage> Signal => Info.Signal;

    /// <summary>The record before noise was added; null if there is none.</summary>
    public EcgRecord? Clean { get; }

    /// <summary>The record's id: sha256 of all samples as little-endian float64, lead after lead; 64 hex digits.</summary>
    public string Sha256 => Info.Sha256;

    /// <inheritdoc/>
    public override string ToString() => Name;
}

/// <summary>One lead of a record.</summary>
/// <param name="Name">The standard name where there is one (I, aVR, V1 …), else the source's.</param>
/// <param name="Samples">Samples in mV; NaN where missing.</param>
/// <param name="IsDerived">Whether the source does not hold the lead, and it was computed from I and II.</param>
public sealed record EcgLead(string Name, double[] Samples, bool IsDerived = false)
{
    /// <inheritdoc/>
    public override string ToString() => Name;
}
