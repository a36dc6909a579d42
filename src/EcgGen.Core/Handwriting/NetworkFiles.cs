// The networks: the library's own, loaded when somebody first writes, and those of users' files, known by their hash.
using System.Collections.Concurrent;
using EcgGen.Core.Records;

namespace EcgGen.Core.Handwriting;

/// <summary>
/// Handwriting networks. A resolved recipe names a file by its hash; the process remembers where it lies, and reads it again where the few networks that
/// are kept don't hold it any more.
/// </summary>
internal static class NetworkFiles
{
    private const string Own = "handwriting.onnx";
    private const int LargestFile = 1 << 26, MostKept = 4;

    private static readonly Lazy<StrokeNetwork> s_own = new(LoadOwn);
    private static readonly ConcurrentDictionary<string, string> s_paths = new(StringComparer.Ordinal);
    private static readonly Lock s_lock = new();
    private static readonly List<(string Sha256, StrokeNetwork Network)> s_kept = [];

    /// <summary>A file's name and hash. Where the name is a full path the file is read, checked, and found by its hash from now on.</summary>
    /// <exception cref="EcgException">FileNotFound, FileUnreadable, SourceMismatch, RecipeInvalid.</exception>
    public static NetworkFile Resolve(NetworkFile file)
    {
        if (!Path.IsPathFullyQualified(file.Name))
        {
            return file.Sha256 is { } known ? file with { Name = Path.GetFileName(file.Name) }
                : throw RecipeResolver.Invalid("model", $"expected a full path, or the sha256 of '{file.Name}'");
        }
        var (bytes, sha256) = HostileFile.ReadAll(file.Name, LargestFile);
        var name = Path.GetFileName(file.Name);
        if (file.Sha256 is { } expected && expected != sha256)
            throw new EcgException(ErrorId.SourceMismatch, $"{name}: expected the network with sha256 {expected}, found {sha256}.");
        if (Kept(sha256) is null)
            Keep(sha256, new StrokeNetwork(bytes, name));
        s_paths[sha256] = file.Name;
        return new NetworkFile(name, sha256);
    }

    /// <summary>The network of a resolved file, or the library's own.</summary>
    /// <exception cref="EcgException">FileNotFound: the file is not known to this process; others as for resolving.</exception>
    public static StrokeNetwork Get(NetworkFile? file)
    {
        if (file is null)
            return s_own.Value;
        if (Kept(file.Sha256!) is { } kept)
            return kept;
        if (!s_paths.TryGetValue(file.Sha256!, out var path))
            throw new EcgException(ErrorId.FileNotFound, $"{file.Name}: the recipe's network (sha256 {file.Sha256}) is needed. Import-EcgRecipe looks for it beside the recipe and in -RecordPath.");
        var (bytes, sha256) = HostileFile.ReadAll(path, LargestFile);
        if (sha256 != file.Sha256)
            throw new EcgException(ErrorId.SourceMismatch, $"{file.Name}: the network was changed since the recipe was made.");
        var network = new StrokeNetwork(bytes, file.Name);
        Keep(sha256, network);
        return network;
    }

    private static StrokeNetwork? Kept(string sha256)
    {
        lock (s_lock)
            return s_kept.Find(k => k.Sha256 == sha256).Network;
    }

    private static void Keep(string sha256, StrokeNetwork network)
    {
        lock (s_lock)
        {
            s_kept.Add((sha256, network));
            // Somebody may still write with it: the session goes with its last user.
            if (s_kept.Count > MostKept)
                s_kept.RemoveAt(0);
        }
    }

    private static StrokeNetwork LoadOwn()
    {
        using var stream = typeof(NetworkFiles).Assembly.GetManifestResourceStream("handwriting/" + Own)!;
        var bytes = new byte[stream.Length];
        stream.ReadExactly(bytes);
        return new StrokeNetwork(bytes, Own);
    }
}
