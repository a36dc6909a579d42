// Compilers, mount and other programs that may not be installed.
using System.Diagnostics;

namespace EcgGen.PowerShell.Tests;

/// <summary>A program that may not be installed.</summary>
internal sealed record ExternalTool(int ExitCode, string Output)
{
    /// <summary>Runs it for at most a minute; null where it is not installed.</summary>
    public static async Task<ExternalTool?> Run(string program, params string[] arguments)
    {
        try
        {
            using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true })!;
            var output = process.StandardOutput.ReadToEndAsync();
            var error = process.StandardError.ReadToEndAsync();
            await process.WaitForExitAsync().WaitAsync(TimeSpan.FromMinutes(1));
            return new ExternalTool(process.ExitCode, await output + await error);
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return null;
        }
    }
}
