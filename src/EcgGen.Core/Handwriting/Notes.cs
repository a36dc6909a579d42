// The notes that are written where nobody says what to write.
namespace EcgGen.Core.Handwriting;

/// <summary>The bundled list of short notes; see assets/handwriting/README.md.</summary>
internal static class Notes
{
    private static readonly Lazy<string[]> s_all = new(() =>
    {
        using var stream = typeof(Notes).Assembly.GetManifestResourceStream("handwriting/notes.txt")!;
        using var reader = new StreamReader(stream);
        return [.. reader.ReadToEnd().Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Where(l => l[0] != '#')];
    });

    /// <summary>All notes.</summary>
    public static IReadOnlyList<string> All => s_all.Value;
}
