// A vendor's look as a data file: what users copy and change.
namespace EcgGen;

/// <summary>How one maker's carts print a page.</summary>
public sealed record VendorLook
{
    /// <summary>The name, which parameters take.</summary>
    public required string Name { get; init; }

    /// <summary>One line for people who choose.</summary>
    public string? Summary { get; init; }

    /// <summary>What the look says of the paper; null values stay open.</summary>
    public PaperStage? Paper { get; init; }

    /// <summary>
    /// Whether the paper came with its grid: where the user leaves it open, the seed then draws how far the grid lies beside the traces, how uneven the
    /// paper is, and whether its ends were torn off or holes punched.
    /// </summary>
    public bool PrePrinted { get; init; }

    /// <summary>What is printed, as a template.</summary>
    public IReadOnlyList<PrintItem> Text { get => field ?? []; init; } = [];

    /// <inheritdoc/>
    public override string ToString() => Name;
}
