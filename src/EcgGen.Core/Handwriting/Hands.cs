// What callers may know of hands before they write.
namespace EcgGen.Core.Handwriting;

/// <summary>The names that recipes take.</summary>
public static class Hands
{
    /// <summary>The hands of a network, in the order of their numbers, of which the first is 1.</summary>
    /// <param name="path">The full path of an ONNX file; null for the library's own.</param>
    /// <exception cref="EcgException">FileNotFound, FileUnreadable.</exception>
    public static IReadOnlyList<string> Names(string? path) => NetworkFiles.Get(path is null ? null : NetworkFiles.Resolve(new NetworkFile(path))).Contract.Styles;

    /// <summary>Inks that have a name, as they look on white paper.</summary>
    public static IReadOnlyList<NamedColor> Inks { get; } =
    [
        new("Blue", new Rgb(42, 60, 148)),
        new("Black", new Rgb(46, 44, 52)),
        new("Red", new Rgb(186, 44, 52)),
        new("Green", new Rgb(32, 112, 76)),
        new("Graphite", new Rgb(92, 91, 94)),
    ];
}
