// Where this repository is, for tests that check its documents.
using System.Runtime.CompilerServices;

namespace EcgGen.Core.Tests;

internal static class Repository
{
    public static string Folder { get; } = Environment.GetEnvironmentVariable("ECGGEN_ROOT") ?? Find();

    private static string Find([CallerFilePath] string here = "") => Path.GetFullPath(Path.Combine(Path.GetDirectoryName(here)!, "..", ".."));
}
