// The bundled lists that invented values are drawn from; see assets/print/README.md.
using System.Collections.Concurrent;

namespace EcgGen.Core.Print;

/// <summary>Lists of words, one per line.</summary>
internal static class WordLists
{
    private static readonly ConcurrentDictionary<string, string[]> Loaded = new();

    /// <summary>A list's lines; blank ones and comments (#) are left out.</summary>
    public static string[] Lines(string name) => Loaded.GetOrAdd(name, static n =>
    {
        using var stream = typeof(WordLists).Assembly.GetManifestResourceStream($"print/{n}.txt")
            ?? throw new InvalidOperationException($"The list '{n}' is not in the library.");
        using var reader = new StreamReader(stream);
        return [.. reader.ReadToEnd().Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Where(l => l[0] != '#')];
    });
}
