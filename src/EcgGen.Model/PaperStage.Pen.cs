// The part of the paper stage that says what draws the traces, and in which ink.
namespace EcgGen;

public sealed partial record PaperStage
{
    /// <summary>The ink of traces and print.</summary>
    public Rgb? InkColor { get; init; }

    /// <summary>Width of the pen that draws the traces in mm, 0.1–1.</summary>
    public double? PenWidth { get; init; }
}
