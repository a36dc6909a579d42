// A record without its samples: what crosses the native boundary and stands in the JSON beside an image.
namespace EcgGen;

/// <summary>The facts of a record.</summary>
public sealed record RecordInfo
{
    /// <summary>The record's name.</summary>
    public required string Name { get; init; }

    /// <summary>Hz, greater than 0.</summary>
    public required double SamplingRate { get; init; }

    /// <summary>Samples in every lead.</summary>
    public required int SampleCount { get; init; }

    /// <summary>Lead names in the order of the samples.</summary>
    public required IReadOnlyList<string> Leads { get; init; }

    /// <summary>Those of the leads that the source does not hold and that were computed from I and II.</summary>
    public IReadOnlyList<string> DerivedLeads { get => field ?? []; init; } = [];

    /// <summary>The record's id: sha256 of the samples as little-endian float64, lead after lead, every NaN as 0x7ff8000000000000.</summary>
    public string Sha256 { get => field ?? ""; init; } = "";

    /// <summary>Years, or null.</summary>
    public double? Age { get; init; }

    /// <summary>"Female", "Male" or null.</summary>
    public string? Sex { get; init; }

    /// <summary>Date and time of the recording as the source writes them; only where identity was kept.</summary>
    public string? RecordedAt { get; init; }

    /// <summary>Comments that identify nobody; all comments where identity was kept.</summary>
    public IReadOnlyList<string> Comments { get => field ?? []; init; } = [];

    /// <summary>The beats in order of time, where they are known: in synthetic records. Else null.</summary>
    public IReadOnlyList<BeatTruth>? Beats { get; init; }

    /// <summary>Where the samples came from.</summary>
    public required RecordSource Source { get; init; }

    /// <summary>What was done to the source's samples, in order.</summary>
    public IReadOnlyList<SignalStage> Signal { get => field ?? []; init; } = [];

    /// <inheritdoc/>
    public override string ToString() => Name;
}
