// The stage of everything that somebody wrote on the page by hand.
using System.Text.Json.Serialization;

namespace EcgGen;

/// <summary>Notes, marks and signatures by hand. Null values are chosen when the recipe is resolved.</summary>
public sealed record HandwritingStage : Stage
{
    /// <summary>The discriminator.</summary>
    public const string Kind = "handwriting";

    /// <inheritdoc/>
    [JsonIgnore]
    public override StagePhase Phase => StagePhase.Sheet;

    /// <inheritdoc/>
    [JsonIgnore]
    public override string Name => Kind;

    /// <inheritdoc/>
    public override Stage? InCleanTwin() => null;

    /// <summary>The notes to write, in turn; "\n" starts a new line. Null for some drawn from <see cref="Terms"/>. Not in a resolved stage.</summary>
    public IReadOnlyList<string>? Texts { get; init; }

    /// <summary>What notes are drawn from, each at most once as long as there are others; null for the library's own list. Not in a resolved stage.</summary>
    public IReadOnlyList<string>? Terms { get; init; }

    /// <summary>How many notes, 0–50; null for as many as <see cref="Texts"/> has, or 1–4.</summary>
    public int? Count { get; init; }

    /// <summary>The hands by name or number, which take turns; "Any" is drawn for each note. Null for one hand for the page. Not in a resolved stage.</summary>
    public IReadOnlyList<string>? Styles { get; init; }

    /// <summary>Where notes stand; null for drawn for each. Not in a resolved stage.</summary>
    public HandwritingPlace? Position { get; init; }

    /// <summary>Height of small letters without ascenders in mm, 0.8–15; null for 2.1–3.6. Not in a resolved stage.</summary>
    public double? Size { get; init; }

    /// <summary>Degrees clockwise, −180 to 180; null for a line that rises or falls a little. Not in a resolved stage.</summary>
    public double? Angle { get; init; }

    /// <summary>What it is written with.</summary>
    public HandwritingPen? Pen { get; init; }

    /// <summary>The ink.</summary>
    public Rgb? Color { get; init; }

    /// <summary>The pen's width in mm, 0.15–2.</summary>
    public double? Width { get; init; }

    /// <summary>How careful the hand is, 0–5: at 0 it is as loose as the network learnt, with more it becomes regular.</summary>
    public double? Bias { get; init; }

    /// <summary>Whether notes may touch traces and print.</summary>
    public TextOverlap? Overlap { get; init; }

    /// <summary>The network, if it is not the library's own.</summary>
    public NetworkFile? Model { get; init; }

    /// <summary>The hand's own habits: slant, width of letters, letterforms, ink.</summary>
    public int? Seed { get; init; }

    /// <summary>The kinds of marks to add, one of each; null for none. Not in a resolved stage.</summary>
    public IReadOnlyList<HandMarkKind>? MarkKinds { get; init; }

    /// <summary>What is written: set by resolving.</summary>
    public IReadOnlyList<HandwrittenWord>? Words { get; init; }

    /// <summary>What else is drawn: set by resolving.</summary>
    public IReadOnlyList<HandMark>? Marks { get; init; }
}

/// <summary>A place for notes: a region, a lead's surroundings, or a point; just one of them is given.</summary>
public sealed record HandwritingPlace
{
    /// <summary>A region of the sheet.</summary>
    public HandwritingRegion? Region { get; init; }

    /// <summary>The name of a lead near which to write.</summary>
    public string? Lead { get; init; }

    /// <summary>Where the first line's baseline begins, in mm from the sheet's left.</summary>
    public double? X { get; init; }

    /// <summary>Where the first line's baseline begins, in mm from the sheet's top.</summary>
    public double? Y { get; init; }

    /// <inheritdoc/>
    public override string ToString() => Region?.ToString() ?? Lead ?? FormattableString.Invariant($"{X}, {Y}");
}

/// <summary>Regions of a sheet for notes.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<HandwritingRegion>))]
public enum HandwritingRegion
{
    /// <summary>Above the first row of traces.</summary>
    Header,
    /// <summary>Below the last row of traces.</summary>
    Footer,
    /// <summary>Along the sheet's left or right edge.</summary>
    Margin,
    /// <summary>Between two rows of traces.</summary>
    BetweenRows,
    /// <summary>Beside or above some lead's trace.</summary>
    BesideLead,
    /// <summary>Anywhere on the sheet.</summary>
    Anywhere,
}

/// <summary>Pens.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<HandwritingPen>))]
public enum HandwritingPen
{
    /// <summary>A ball-point: thin, skips now and then, heavier where it presses.</summary>
    Ballpoint,
    /// <summary>A felt-tip: broad, even, bleeds a little.</summary>
    Felt,
    /// <summary>A pencil: grey, and rough as the paper.</summary>
    Pencil,
}

/// <summary>Marks that readers make.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<HandMarkKind>))]
public enum HandMarkKind
{
    /// <summary>A line under a note.</summary>
    Underline,
    /// <summary>A loop around a part of a trace.</summary>
    Circle,
    /// <summary>From a note, or from beside, to a part of a trace.</summary>
    Arrow,
    /// <summary>A tick beside a note or a lead.</summary>
    CheckMark,
    /// <summary>A scribble that nobody can read.</summary>
    Signature,
}

/// <summary>One written word.</summary>
/// <param name="Text">The string, without spaces.</param>
/// <param name="Note">Which note it belongs to, from 0.</param>
/// <param name="Style">The hand's name.</param>
/// <param name="X">Where its baseline begins on the sheet, in mm.</param>
/// <param name="Y">Where its baseline begins on the sheet, in mm.</param>
/// <param name="Size">Height of small letters in mm.</param>
/// <param name="Angle">Degrees clockwise.</param>
/// <param name="Seed">Seeds its strokes.</param>
public sealed record HandwrittenWord(string Text, int Note, string Style, double X, double Y, double Size, double Angle, int Seed)
{
    /// <inheritdoc/>
    public override string ToString() => Text;
}

/// <summary>One mark.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="X">Where it begins on the sheet in mm: the left end of lines, ticks and signatures, an arrow's tail, a loop's centre.</param>
/// <param name="Y">Where it begins on the sheet, in mm.</param>
/// <param name="Width">From there to its end in mm: an arrow's or a line's way to the right; the diameter of a loop.</param>
/// <param name="Height">From there to its end in mm: an arrow's or a line's way down; the diameter of a loop, the height of ticks and signatures.</param>
/// <param name="Seed">Seeds its wobble.</param>
public sealed record HandMark(HandMarkKind Kind, double X, double Y, double Width, double Height, int Seed)
{
    /// <inheritdoc/>
    public override string ToString() => FormattableString.Invariant($"{Kind} at {X}, {Y}");
}

/// <summary>A handwriting network from a file. Where a recipe is not resolved yet the name may be a full path, which is read; stored are its last part and the hash.</summary>
/// <param name="Name">The file's name.</param>
/// <param name="Sha256">Of its bytes.</param>
public sealed record NetworkFile(string Name, string? Sha256 = null);
