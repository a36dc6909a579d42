// What a session waits for: from Import-Module to the end of the first cmdlet, in a fresh process.
using System.Diagnostics;

namespace EcgGen.Benchmarks;

internal static class StartBenchmark
{
    /// <summary>Milliseconds of the engine's own start, of Import-Module, and of the first cmdlet after it.</summary>
    public static Dictionary<string, double> Measure()
    {
        var clock = Stopwatch.StartNew();
        using var engine = new Engine();
        engine.Run("Get-Command Import-Module | ForEach-Object { $_.Name }");
        double started = clock.Elapsed.TotalMilliseconds;
        engine.Run(Engine.ImportModule);
        double imported = clock.Elapsed.TotalMilliseconds;
        engine.Run("New-EcgRecord");
        return new() { ["engine"] = started, ["import"] = imported - started, ["first"] = clock.Elapsed.TotalMilliseconds - imported };
    }
}
