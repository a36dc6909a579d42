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

    /// <summary>The colour of the fine (1 mm) grid lines, or of the dots that stand for them.</summary>
    public Rgb? FineGridColor { get; init; }

    /// <summary>Width of the coarse grid lines in mm, 0.05–1.</summary>
    public double? CoarseLineWidth { get; init; }

    /// <summary>Width of the fine grid lines, or diameter of the dots that stand for them, in mm, 0.05–0.5.</summary>
    public double? FineLineWidth { get; init; }

    /// <summary>How far the printed grid lies right of where the cart believes it, in mm, −5–5.</summary>
    public double? GridOffsetX { get; init; }

    /// <summary>How far the printed grid lies below where the cart believes it, in mm, −5–5.</summary>
    public double? GridOffsetY { get; init; }

    /// <summary>Whether the grid runs to the sheet's edges, without a margin.</summary>
    public bool? GridToEdge { get; init; }

    /// <summary>How uneven the paper is: 0 (a flat colour) to 1 (coarse and cloudy).</summary>
    public double? PaperTexture { get; init; }

    /// <summary>What is cut out of the sheet.</summary>
    public PaperEdge? Edge { get; init; }

    /// <summary>Whether a frame is printed around the grid.</summary>
    public bool? Border { get; init; }

    /// <summary>Whether the paper's (invented) maker has its mark printed in a box.</summary>
    public bool? Logo { get; init; }

    /// <summary>What is seen through holes where the sheet has no background: the colour under the sheet.</summary>
    public Rgb? BackingColor { get; init; }

    /// <summary>Decides what no other value says: where the texture lies, which dots of a head are dead, where fading begins.</summary>
    public int? LookSeed { get; init; }
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

/// <summary>Ways in which the edges of a sheet are cut.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<PaperEdge>))]
public enum PaperEdge
{
    /// <summary>Straight.</summary>
    None,
    /// <summary>Filing holes along the upper edge: two, 80 mm apart (ISO 838); on Letter three, 108 mm apart.</summary>
    Punched,
    /// <summary>Tractor holes every 12.7 mm along the upper and lower edge.</summary>
    Sprocket,
    /// <summary>Torn off at perforations left and right.</summary>
    Perforated,
}
