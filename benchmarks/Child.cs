// One part of the benchmark in a process of its own: how it is started, and how its figures come back.
using System.Diagnostics;
using System.Text.Json;

namespace EcgGen.Benchmarks;

internal static class Child
{
    private const string Mark = "FIGURES ";

    /// <summary>Called by a part at its end: says the figures and the exit code.</summary>
    public static int Answer(Dictionary<string, double> figures)
    {
        Console.WriteLine(Mark + JsonSerializer.Serialize(figures));
        return 0;
    }

    /// <summary>Runs a part and takes its figures.</summary>
    /// <param name="environment">Variables for the child, as settings of the runtime are.</param>
    /// <param name="arguments">The part and its arguments.</param>
    public static Dictionary<string, double> Run(IReadOnlyDictionary<string, string> environment, params string[] arguments)
    {
        var start = new ProcessStartInfo(Environment.ProcessPath!) { RedirectStandardOutput = true };
        if (Path.GetFileNameWithoutExtension(Environment.ProcessPath) == "dotnet")
            start.ArgumentList.Add(typeof(Child).Assembly.Location);
        foreach (var argument in arguments)
            start.ArgumentList.Add(argument);
        foreach (var (name, value) in environment)
            start.Environment[name] = value;

        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        int at = output.LastIndexOf(Mark, StringComparison.Ordinal);
        if (process.ExitCode != 0 || at < 0)
            throw new InvalidOperationException($"{string.Join(' ', arguments)} ended with exit code {process.ExitCode}:\n{output}");
        return JsonSerializer.Deserialize<Dictionary<string, double>>(output[(at + Mark.Length)..])!;
    }

    /// <summary>Runs a part with the runtime's own settings.</summary>
    public static Dictionary<string, double> Run(params string[] arguments) => Run(new Dictionary<string, string>(), arguments);
}
