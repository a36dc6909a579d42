// Real records for tests, where the machine has them: a folder `shared` beside the repository, or ECGGEN_SHARED.
using System.Runtime.CompilerServices;

namespace EcgGen.Core.Tests.Records;

internal static class SharedData
{
    private static readonly string? s_folder = Find();

    /// <summary>All headers below these folders that have a reference file; skips the test where there is no shared data.</summary>
    public static List<string> Headers(params string[] folders)
    {
        Assert.SkipWhen(s_folder is null, "No shared data on this machine.");
        return [.. folders.SelectMany(f => Directory.EnumerateFiles(Path.Combine(s_folder, f), "*.hea", SearchOption.AllDirectories))
            .Where(f => File.Exists(Path.ChangeExtension(f, ".ref.json"))).Order(StringComparer.Ordinal)];
    }

    public static string PathOf(params string[] parts)
    {
        Assert.SkipWhen(s_folder is null, "No shared data on this machine.");
        return Path.Combine([s_folder, .. parts]);
    }

    private static string? Find([CallerFilePath] string here = "")
    {
        var named = Environment.GetEnvironmentVariable("ECGGEN_SHARED");
        if (named is not null)
            return Path.Combine(named, "data");
        // tests/EcgGen.Core.Tests/Records/SharedData.cs, as seen from the source or from the binary's folder
        foreach (var start in new[] { Path.GetDirectoryName(here), AppContext.BaseDirectory })
        {
            for (var folder = start; !string.IsNullOrEmpty(folder); folder = Path.GetDirectoryName(folder))
            {
                var data = Path.Combine(folder, "shared", "data");
                if (Directory.Exists(data))
                    return data;
            }
        }
        return null;
    }
}
