// One place of a layout that is given as data.
namespace EcgGen;

/// <summary>A stretch of one lead in a row; null values are chosen when the recipe is resolved.</summary>
public sealed record LayoutCell
{
    /// <summary>The lead, as "V1"; with a minus before it, as "-aVR", drawn upside down. Empty or "-": the place stays empty.</summary>
    public string Lead { get => field ?? ""; init; } = "";

    /// <summary>Where in the record the cell starts, in seconds. Left out: where the cell before it ends, or 0 if columns are simultaneous.</summary>
    public double? Start { get; init; }

    /// <summary>How many seconds the cell shows. Left out: its part of the row's duration.</summary>
    public double? Duration { get; init; }

    /// <inheritdoc/>
    public override string ToString() => FormattableString.Invariant($"{(Lead.Length == 0 ? "(empty)" : Lead)} from {Start} s for {Duration} s");
}
