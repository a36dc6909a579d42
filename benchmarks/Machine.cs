// What a result depends on beside the code: processor, system, runtime, and the build that is measured.
using System.Globalization;
using System.Runtime.InteropServices;

namespace EcgGen.Benchmarks;

internal static class Machine
{
    /// <summary>The packed module.</summary>
    public static string Module { get; } = Path.GetFullPath(Environment.GetEnvironmentVariable("ECGGEN_MODULE") ?? Path.Combine("out", "module", "EcgGen"));

    /// <summary>The processor's name.</summary>
    public static string Cpu { get; } = FirstValue("/proc/cpuinfo", "model name") ?? Environment.GetEnvironmentVariable("PROCESSOR_IDENTIFIER") ?? $"{RuntimeInformation.ProcessArchitecture} processor";

    /// <summary>The operating system.</summary>
    public static string System { get; } = FirstValue("/etc/os-release", "PRETTY_NAME")?.Trim('"') ?? RuntimeInformation.OSDescription;

    /// <summary>A file name for this machine's results.</summary>
    public static string Slug => string.Join('-', new string([.. Cpu.ToLowerInvariant().Select(c => char.IsAsciiLetterOrDigit(c) ? c : ' ')]).Split(' ', StringSplitOptions.RemoveEmptyEntries)) + $"-{Environment.ProcessorCount}";

    /// <summary>This process's memory in MB (10⁶ bytes): VmRSS now, or VmHWM at its highest; 0 where the system does not tell.</summary>
    public static double Megabytes(string what) =>
        FirstValue("/proc/self/status", what) is { } text ? double.Parse(text.Split(' ')[0], CultureInfo.InvariantCulture) * 1024 / 1e6 : 0;

    private static string? FirstValue(string file, string key) => !File.Exists(file) ? null : File.ReadLines(file)
        .Where(line => line.StartsWith(key, StringComparison.Ordinal)).Select(line => line[(line.IndexOfAny([':', '=']) + 1)..].Trim()).FirstOrDefault();
}
