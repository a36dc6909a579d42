// The part of the paper stage that says what paper and printed grid look like.
using System.Text.Json.Serialization;

namespace EcgGen;

public sealed partial record PaperStage
{
    /// <summary>How the grid is printed.</summary>
    public GridStyle? GridStyle { get; init; }

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

/// <summary>Ways of printing a grid.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<GridStyle>))]
public enum GridStyle
{
    /// <summary>Lines every 1 and 5 mm.</summary>
    Lines,
    /// <summary>Lines every 5 mm, in each box 4 × 4 dots 1 mm apart.</summary>
    Dots,
    /// <summary>Lines every 1 and 5 mm, with dots where the fine lines cross.</summary>
    LinesAndDots,
    /// <summary>Lines whose fine ones have an ink of their own.</summary>
    TwoInks,
    /// <summary>Lines every 5 mm only.</summary>
    Coarse,
    /// <summary>Blank paper.</summary>
    None,
}
