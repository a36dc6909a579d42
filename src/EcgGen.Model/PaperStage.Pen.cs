// The part of the paper stage that says what draws the traces, and in which ink.
using System.Text.Json.Serialization;

namespace EcgGen;

public sealed partial record PaperStage
{
    /// <summary>What draws the traces.</summary>
    public PenKind? Pen { get; init; }

    /// <summary>The ink of traces and print.</summary>
    public Rgb? InkColor { get; init; }

    /// <summary>Width of the pen that draws the traces in mm, 0.1–1.</summary>
    public double? PenWidth { get; init; }

    /// <summary>How much of the ink is missing where the page is palest, 0–0.6; it fades from one side to the other.</summary>
    public double? PenFading { get; init; }

    /// <summary>The part of the head's dots that are dead, 0–0.2: each leaves a light line across the page.</summary>
    public double? PenDropouts { get; init; }

    /// <summary>Dots per mm of the printer's head, across the paper's feed: 4–48, or 0 for a pen without dots.</summary>
    public double? HeadDots { get; init; }

    /// <summary>Lines per mm that the head prints along the paper's feed: 4–48, or 0 for a pen without dots.</summary>
    public double? HeadLines { get; init; }

    /// <summary>How much thinner than a level line the steepest strokes are, 0–0.8.</summary>
    public double? PenThinning { get; init; }

    /// <summary>Length in mm of the arm whose arc the stylus follows, 50–500, or 0 for a pen that moves straight up and down.</summary>
    public double? StylusArm { get; init; }

    /// <summary>Standard deviation in mm by which ink creeps into the paper, 0–0.2.</summary>
    public double? PenBleed { get; init; }

    /// <summary>Standard deviation in ms of the smoothing of traces before they are drawn, 0–40.</summary>
    public double? TraceSmoothing { get; init; }

    /// <summary>The lead that is drawn thicker than the others, "Any" for one chosen by the seed, or "None".</summary>
    public string? ThickLead { get; init; }

    /// <summary>How many times as thick it is, 1–4.</summary>
    public double? ThickLeadFactor { get; init; }
}

/// <summary>Ways of drawing traces.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<PenKind>))]
public enum PenKind
{
    /// <summary>Uniform, as from a laser printer.</summary>
    Laser,
    /// <summary>A head of heating dots: stepped verticals, dropouts, fading along the page.</summary>
    Thermal,
    /// <summary>A moving stylus: thin on steep strokes, deflected along arcs.</summary>
    Recorder,
    /// <summary>Droplets that bleed a little into the paper.</summary>
    InkJet,
}
