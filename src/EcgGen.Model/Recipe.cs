// A recipe says everything about one image; the same recipe gives the same bytes.
namespace EcgGen;

/// <summary>How one image is made: where the record is from, the seeds, and the stages in order.</summary>
public sealed record Recipe
{
    /// <summary>The version of this structure.</summary>
    public const int CurrentVersion = 1;

    /// <summary>The structure's version; <see cref="CurrentVersion"/>.</summary>
    public int Version { get; init; } = CurrentVersion;

    /// <summary>The library that resolved the recipe; another one may give other bytes.</summary>
    public BuildInfo? Build { get; init; }

    /// <summary>The profile that the stages were drawn from; null where there was none.</summary>
    public string? Profile { get; init; }

    /// <summary>The user's seed.</summary>
    public int Seed { get; init; }

    /// <summary>Which image of this record.</summary>
    public int Variant { get; init; }

    /// <summary>Where the samples are from.</summary>
    public required RecordSource Record { get; init; }

    /// <summary>What is done to the samples before they are drawn, in order.</summary>
    public IReadOnlyList<SignalStage> Signal { get => field ?? []; init; } = [];

    /// <summary>The record's id, see <see cref="RecordInfo.Sha256"/>.</summary>
    public required string RecordSha256 { get; init; }

    /// <summary>The imaging condition from which stages were drawn; null where there was none.</summary>
    public ImagingCondition? Condition { get; init; }

    /// <summary>The stages: sheet, then camera, then sensor.</summary>
    public IReadOnlyList<Stage> Stages { get => field ?? []; init; } = [];

    /// <inheritdoc/>
    public override string ToString() => $"{string.Join(", ", Stages)} with seed {Seed}, variant {Variant}";
}

/// <summary>What besides the recipe decides an image's bytes.</summary>
/// <param name="Version">EcgGen's version.</param>
/// <param name="Platform">Such as "linux-x64".</param>
/// <param name="InstructionSet">Such as "x86-64-v3".</param>
public sealed record BuildInfo(string Version, string Platform, string InstructionSet)
{
    /// <inheritdoc/>
    public override string ToString() => $"{Version} for {Platform} ({InstructionSet})";
}
