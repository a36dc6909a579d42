// The part of the paper stage that says what paper and printed grid look like.
namespace EcgGen;

public sealed partial record PaperStage
{
    /// <summary>The paper's colour.</summary>
    public Rgb? PaperColor { get; init; }

    /// <summary>The colour of the coarse (5 mm) grid lines.</summary>
    public Rgb? GridColor { get; init; }

    /// <summary>The colour of the fine (1 mm) grid lines.</summary>
    public Rgb? FineGridColor { get; init; }

    /// <summary>Width of the coarse grid lines in mm, 0.05–1.</summary>
    public double? CoarseLineWidth { get; init; }

    /// <summary>Width of the fine grid lines in mm, 0.05–0.5.</summary>
    public double? FineLineWidth { get; init; }
}
