// The stage of everything that a cart or a hospital prints around the traces.
using System.Text.Json.Serialization;

namespace EcgGen;

/// <summary>Printed text, bar codes, frames and stamps by a template.</summary>
public sealed record PrintedTextStage : Stage
{
    /// <summary>The discriminator.</summary>
    public const string Kind = "printedText";

    /// <inheritdoc/>
    [JsonIgnore]
    public override StagePhase Phase => StagePhase.Sheet;

    /// <inheritdoc/>
    [JsonIgnore]
    public override string Name => Kind;

    /// <inheritdoc/>
    public override Stage InCleanTwin() => this;

    /// <summary>
    /// A vendor's name, whose text it is, or the full path of a file of one; null for that of the paper's vendor. A resolved stage keeps the name
    /// alone and never looks it up.
    /// </summary>
    public string? Template { get; init; }

    /// <summary>Values of placeholders that the user gives; empty in a resolved stage.</summary>
    public IReadOnlyDictionary<string, string>? Fields { get; init; }

    /// <summary>Whether text may touch traces; null for drawn by key, two in three avoid it.</summary>
    public TextOverlap? Overlap { get; init; }

    /// <summary>What is printed, with final strings and places: set by resolving.</summary>
    public IReadOnlyList<PrintItem>? Items { get; init; }
}

/// <summary>What happens where printed text meets traces.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<TextOverlap>))]
public enum TextOverlap
{
    /// <summary>Text stays where the template says.</summary>
    Allow,
    /// <summary>Text moves, then shrinks, then goes, until no ink of it touches a trace, a pulse or a lead name.</summary>
    Avoid,
}
