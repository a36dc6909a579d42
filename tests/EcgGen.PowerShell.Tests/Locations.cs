// Where the tests find what they test: the repository and the packed module.
using System.Runtime.CompilerServices;

namespace EcgGen.PowerShell.Tests;

internal static class Locations
{
    public static string Repository { get; } = Environment.GetEnvironmentVariable("ECGGEN_ROOT")
        ?? Path.GetFullPath(Path.Combine(SourceFolder(), "..", ".."));

    public static string Module { get; } = Environment.GetEnvironmentVariable("ECGGEN_MODULE")
        ?? Path.Combine(Repository, "out", "module", "EcgGen");

    public static string Manifest => Path.Combine(Module, "EcgGen.psd1");

    public static string NativeLibrary => Directory.GetFiles(Path.Combine(Module, "native"), "*ecggen_core.*", SearchOption.AllDirectories).Single();

    /// <summary>Real recordings, if the developer has them.</summary>
    public static string? SharedData
    {
        get
        {
            var shared = Environment.GetEnvironmentVariable("ECGGEN_SHARED") ?? Path.Combine(Repository, "..", "shared");
            var data = Path.Combine(shared, "data");
            return Directory.Exists(data) ? data : null;
        }
    }

    private static string SourceFolder([CallerFilePath] string path = "") => Path.GetDirectoryName(path)!;
}
