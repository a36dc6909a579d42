// The bundled terms and notes: what is written on pages when nobody says what, and half of what the recogniser knows.
namespace EcgGen.Core.Terms;

/// <summary>A term of a list.</summary>
/// <param name="Text">The term.</param>
/// <param name="Kind">What it names.</param>
public sealed record ListedTerm(string Text, TermKind Kind);

/// <summary>The bundled lists; see assets/terms/README.md.</summary>
public static class TermList
{
    private static readonly Lazy<IReadOnlyList<ListedTerm>> s_known = new(() =>
        [.. Enum.GetValues<TermKind>().SelectMany(kind => Lines($"{kind}".ToLowerInvariant()).Select(text => new ListedTerm(text, kind)))]);

    private static readonly Lazy<IReadOnlyList<ListedTerm>> s_notes = new(() => [.. Lines("notes").Select(Note)]);

    /// <summary>All terms of the lists, and the notes.</summary>
    public static IReadOnlyList<ListedTerm> Bundled => field ??= [.. s_known.Value, .. s_notes.Value];

    /// <summary>Short notes as clinicians write them on ECGs: "QTc 480 ms", "? old MI".</summary>
    public static IReadOnlyList<ListedTerm> Notes => s_notes.Value;

    /// <summary>Terms as they stand in running text.</summary>
    internal static IReadOnlyList<ListedTerm> Known => s_known.Value;

    private static ListedTerm Note(string line)
    {
        var (kind, text) = (line[..line.IndexOf('|')].Trim(), line[(line.IndexOf('|') + 1)..].Trim());
        return new ListedTerm(text, Enum.Parse<TermKind>(kind, ignoreCase: true));
    }

    private static IEnumerable<string> Lines(string name)
    {
        using var stream = typeof(TermList).Assembly.GetManifestResourceStream($"terms/{name}.txt")
            ?? throw new InvalidOperationException($"The list '{name}' is not in the library.");
        using var reader = new StreamReader(stream);
        return [.. reader.ReadToEnd().Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Where(l => l[0] != '#')];
    }
}
