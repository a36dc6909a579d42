// Stains, tape, staples and missing paper: what a sheet gets on a desk, in a file or in a cellar.
using System.Text.Json.Serialization;

namespace EcgGen;

/// <summary>Stains on the sheet, and paper gone from it. Null values are chosen when the recipe is resolved.</summary>
public sealed record StainStage : WearStage
{
    /// <summary>The discriminator.</summary>
    public const string Kind = "stain";

    /// <inheritdoc/>
    [JsonIgnore]
    public override string Name => Kind;

    /// <inheritdoc/>
    public override Stage? InCleanTwin() => null;

    /// <summary>Which kinds, in turn; null for a kind drawn for each stain. A resolved stage has them in <see cref="Stains"/>.</summary>
    public IReadOnlyList<StainKind>? Kinds { get; init; }

    /// <summary>How many, 1–50; null for one of each kind that is given, or 1–3.</summary>
    public int? Count { get; init; }

    /// <summary>
    /// 0–1: how strong; 0 leaves the sheet as it is. At 1 the darkest of a coffee ring lets a fifth of the blue light through, that of a water
    /// edge a third, the edges of old paper half; mould is nearly black, a smear as dark as the ink, and tape takes a third of the blue light. Staples, holes and
    /// missing pieces are there or not; at 1 staples are rusty, and torn edges show a fibre rim of 2 mm.
    /// </summary>
    public double? Strength { get; init; }

    /// <summary>Size of each in mm, 0.5–500, as <see cref="Stain.Size"/> says it; null for one drawn for each.</summary>
    public double? Size { get; init; }

    /// <summary>What is where: set by resolving.</summary>
    public IReadOnlyList<Stain>? Stains { get; init; }
}

/// <summary>One stain.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="X">Its centre on the sheet in mm; the sheet's corner for a torn corner.</param>
/// <param name="Y">Its centre on the sheet in mm.</param>
/// <param name="Size">
/// mm: the diameter of water edges, coffee rings, mould and missing pieces; the way from the sheet's edges over which yellowing fades; the length of
/// smears, tape and staples; the diameter of a punch hole; the sides of a torn corner.
/// </param>
/// <param name="Angle">
/// Degrees counter-clockwise from the sheet's width: along smears, tape, staples and the pair of holes, across the tear of a corner towards the sheet.
/// </param>
/// <param name="Seed">Seeds its details.</param>
public sealed record Stain(StainKind Kind, double X, double Y, double Size, double Angle, int Seed)
{
    /// <inheritdoc/>
    public override string ToString() => FormattableString.Invariant($"{Kind} of {Size} mm at {X}, {Y}");
}

/// <summary>Kinds of stains.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<StainKind>))]
public enum StainKind
{
    /// <summary>Paper that was wet: brown tide lines, a washed and cockled inside.</summary>
    WaterEdge,
    /// <summary>The ring of a cup, dark at its outer edge, and drips.</summary>
    CoffeeRing,
    /// <summary>Old paper, most at its edges.</summary>
    Yellowing,
    /// <summary>Clusters of spots, green, grey and black.</summary>
    Mould,
    /// <summary>The same without colour.</summary>
    MouldGray,
    /// <summary>The page's own ink, wiped in one direction.</summary>
    InkSmear,
    /// <summary>A strip of clear tape, yellowed.</summary>
    Tape,
    /// <summary>A pair of filing holes, 80 mm apart.</summary>
    PunchHole,
    /// <summary>A staple.</summary>
    Staple,
    /// <summary>A corner torn off.</summary>
    TornCorner,
    /// <summary>A piece torn out, mostly of an edge.</summary>
    MissingPiece,
}
