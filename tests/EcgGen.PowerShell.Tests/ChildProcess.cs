// Another process with a PowerShell in it: for what one process can show only once (loading the core) or alone (its memory).
using System.Diagnostics;

namespace EcgGen.PowerShell.Tests;

/// <summary>What a script in a process of its own came to.</summary>
internal sealed record ChildProcess(int ExitCode, string[] Output, string Error)
{
    /// <summary>What makes the test program a PowerShell.</summary>
    public const string ScriptOption = "--script";

    /// <summary>Runs a script without the module; it is killed after three minutes.</summary>
    public static async Task<ChildProcess> Run(string script, params (string Name, string Value)[] environment)
    {
        using var process = await Start(script, environment);
        try
        {
            var output = process.StandardOutput.ReadToEndAsync();
            var error = process.StandardError.ReadToEndAsync();
            await process.WaitForExitAsync().WaitAsync(TimeSpan.FromMinutes(3));
            return new ChildProcess(process.ExitCode, (await output).Split('\n', StringSplitOptions.RemoveEmptyEntries), await error);
        }
        finally
        {
            if (!process.HasExited)
                process.Kill(entireProcessTree: true);
        }
    }

    /// <summary>Starts a script without the module and leaves it running.</summary>
    public static async Task<Process> Start(string script, params (string Name, string Value)[] environment)
    {
        var program = Environment.ProcessPath!;
        bool isHost = Path.GetFileNameWithoutExtension(program) == "dotnet";
        var start = new ProcessStartInfo(program, isHost ? [typeof(ChildProcess).Assembly.Location, ScriptOption] : [ScriptOption])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var (name, value) in environment)
            start.Environment[name] = value;
        var process = Process.Start(start)!;
        await process.StandardInput.WriteAsync(script);
        process.StandardInput.Close();
        return process;
    }

    /// <summary>The other side: prints output as lines, errors to standard error; 1 if there were any.</summary>
    public static int RunStandardInput()
    {
        using var engine = new Engine(import: false);
        var outcome = engine.Run(Console.In.ReadToEnd());
        foreach (var item in outcome.Output)
            Console.Out.WriteLine(item);
        foreach (var error in outcome.Errors)
            Console.Error.WriteLine(error);
        if (outcome.Terminating is { } end)
            Console.Error.WriteLine(end.Message);
        return outcome.Errors.Count > 0 || outcome.Terminating is not null ? 1 : 0;
    }
}
