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
