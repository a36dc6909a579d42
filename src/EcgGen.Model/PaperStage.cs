// The first stage of every recipe: the sheet with its grid, and the traces printed on it.
using System.Text.Json.Serialization;

namespace EcgGen;

/// <summary>A standard ECG page. Null values are chosen when the recipe is resolved: sizes and scales by the standard, looks by the seed.</summary>
public sealed partial record PaperStage : Stage
{
    /// <summary>The discriminator.</summary>
    public const string Kind = "paper";

    /// <inheritdoc/>
    [JsonIgnore]
    public override StagePhase Phase => StagePhase.Sheet;

    /// <inheritdoc/>
    [JsonIgnore]
    public override string Name => Kind;

    /// <summary>"3x4", "3x4+1" (with a rhythm strip), or "Nx1" (one 10 s strip per lead, N from 1 to 12).</summary>
    public string? Layout { get; init; }

    /// <summary>The sheet.</summary>
    public PaperSize? PaperSize { get; init; }

    /// <summary>Pixels per inch, 50–1200.</summary>
    public int? Dpi { get; init; }

    /// <summary>Paper speed in mm/s: 12.5, 25 or 50 in use; 5–100.</summary>
    public double? Speed { get; init; }

    /// <summary>Gain in mm/mV: 2.5, 5, 10 or 20 in use; 1–50.</summary>
    public double? Gain { get; init; }

    /// <summary>The lead of the rhythm strip.</summary>
    public string? RhythmLead { get; init; }

    /// <summary>Whether each row starts with a pulse of 1 mV and 0.2 s.</summary>
    public bool? CalibrationPulse { get; init; }

    /// <summary>Whether lead names are printed.</summary>
    public bool? LeadNames { get; init; }
}

/// <summary>Sheets by name, in landscape.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<PaperSize>))]
public enum PaperSize
{
    /// <summary>297 × 210 mm.</summary>
    A4,
    /// <summary>279.4 × 215.9 mm.</summary>
    Letter,
}
