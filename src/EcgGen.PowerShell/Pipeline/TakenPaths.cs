// The files that one pipeline writes: no two items may go to the same.
namespace EcgGen.Pipeline;

internal sealed class TakenPaths
{
    private readonly HashSet<string> _stems = new(OperatingSystem.IsWindows() || OperatingSystem.IsMacOS() ? StringComparer.OrdinalIgnoreCase : StringComparer.Ordinal);

    /// <summary>Takes the files of one item: also none that only differs in its ending from one of another item's.</summary>
    /// <param name="paths">The files.</param>
    /// <exception cref="EcgException">DuplicateOutput.</exception>
    public void Add(IEnumerable<string> paths)
    {
        foreach (var path in paths.DistinctBy(p => Path.ChangeExtension(p, null)))
            Add(path);
    }

    /// <summary>Takes a file and those beside it that have its name and another ending.</summary>
    /// <exception cref="EcgException">DuplicateOutput.</exception>
    public void Add(string path)
    {
        if (!_stems.Add(Path.ChangeExtension(path, null)))
            throw new EcgException(ErrorId.DuplicateOutput, $"{path}: another item of this pipeline goes to the same file; use placeholders such as {{Index}} in -Path.");
    }
}
