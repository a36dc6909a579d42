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

    /// <inheritdoc/>
    public override Stage InCleanTwin() => this;

    /// <summary>
    /// Rows × columns and rhythm strips: "3x4", "3x4+1", "3x4+3", "6x2", "6x2+1", "4x3", "2x6", "Nx1" (one strip per lead, N from
    /// 1 to 12); or "Custom", which is what <see cref="LayoutRows"/> make.
    /// </summary>
    public string? Layout { get; init; }

    /// <summary>A layout of one's own, row by row; null where the layout has a name.</summary>
    public IReadOnlyList<IReadOnlyList<LayoutCell>>? LayoutRows { get; init; }

    /// <summary>
    /// The leads that fill a named layout, down its columns; an empty name, or "-", leaves its place empty, a minus before a name
    /// turns the lead upside down.
    /// </summary>
    public IReadOnlyList<string>? Leads { get; init; }

    /// <summary>The leads of the rhythm strips; null where the layout has none.</summary>
    public IReadOnlyList<string>? RhythmLeads { get; init; }

    /// <summary>Seconds that a whole row shows if the sheet is wide enough, 0.5–300.</summary>
    public double? Duration { get; init; }

    /// <summary>The sheet.</summary>
    public PaperSize? PaperSize { get; init; }

    /// <summary>The sheet's width in mm, 50–3000: follows from the size's name, on a roll from what is printed.</summary>
    public double? Width { get; init; }

    /// <summary>The sheet's height in mm, 50–3000: follows from the size's name.</summary>
    public double? Height { get; init; }

    /// <summary>Space in mm that is kept for a header above the rows, at most half the sheet.</summary>
    public double? HeaderHeight { get; init; }

    /// <summary>Pixels per inch, 50–1200.</summary>
    public int? Dpi { get; init; }

    /// <summary>Paper speed in mm/s: 12.5, 25 or 50 in use; 5–100.</summary>
    public double? Speed { get; init; }

    /// <summary>Gain in mm/mV: 2.5, 5, 10 or 20 in use; 1–50.</summary>
    public double? Gain { get; init; }

    /// <summary>Gain of the chest leads (V1 to V9, V2R to V9R) in mm/mV; often half of the others'. 1–50.</summary>
    public double? PrecordialGain { get; init; }

    /// <summary>The order of the limb leads.</summary>
    public LeadOrder? LeadOrder { get; init; }

    /// <summary>Which part of the record each column shows.</summary>
    public ColumnTiming? ColumnTiming { get; init; }

    /// <summary>Whether each row that has leads also has a pulse of 1 mV and 0.2 s.</summary>
    public bool? CalibrationPulse { get; init; }

    /// <summary>Where in its row the pulse stands.</summary>
    public PulsePlacement? PulsePlacement { get; init; }

    /// <summary>What parts one lead from the next in a row.</summary>
    public LeadSeparator? Separator { get; init; }

    /// <summary>Whether lead names are printed.</summary>
    public bool? LeadNames { get; init; }
}

/// <summary>Sheets by name; those of one size are in landscape.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<PaperSize>))]
public enum PaperSize
{
    /// <summary>297 × 210 mm.</summary>
    A4,
    /// <summary>279.4 × 215.9 mm.</summary>
    Letter,
    /// <summary>210 × 148 mm.</summary>
    A5,
    /// <summary>A strip from a roll: as high as the roll is wide, as long as what is printed on it.</summary>
    Roll,
    /// <summary>Any width and height.</summary>
    Custom,
}

/// <summary>Orders of the limb leads.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<LeadOrder>))]
public enum LeadOrder
{
    /// <summary>I, II, III, aVR, aVL, aVF.</summary>
    Standard,
    /// <summary>aVL, I, −aVR (upside down), II, aVF, III: by their angle in the frontal plane.</summary>
    Cabrera,
}

/// <summary>What the columns of a page show.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<ColumnTiming>))]
public enum ColumnTiming
{
    /// <summary>Columns follow each other in time.</summary>
    Sequential,
    /// <summary>All columns show the same stretch of time.</summary>
    Simultaneous,
}

/// <summary>Places of the calibration pulse.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<PulsePlacement>))]
public enum PulsePlacement
{
    /// <summary>Before the first lead of its row.</summary>
    Start,
    /// <summary>After the last lead of its row.</summary>
    End,
}

/// <summary>Marks between leads.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<LeadSeparator>))]
public enum LeadSeparator
{
    /// <summary>Nothing.</summary>
    None,
    /// <summary>A short tick across the baseline.</summary>
    Tick,
    /// <summary>Two short bars, above and below the trace.</summary>
    SplitBar,
    /// <summary>A dashed line as high as its row.</summary>
    Dashes,
}
