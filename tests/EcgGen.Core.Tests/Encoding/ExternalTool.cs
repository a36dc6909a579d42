// Other people's programs as judges of our files; a test that needs one is skipped where it is not installed.
using System.Diagnostics;

namespace EcgGen.Core.Tests;

internal static class ExternalTool
{
    /// <summary>Runs a program on a file with these bytes ("{file}" in the arguments) and gives what it writes.</summary>
    public static byte[] Run(string name, byte[] file, params string[] arguments)
    {
        var program = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator)
            .Select(folder => Path.Combine(folder, name)).FirstOrDefault(File.Exists);
        Assert.SkipWhen(program is null, $"{name} is not installed.");
        var path = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName());
        try
        {
            File.WriteAllBytes(path, file);
            var start = new ProcessStartInfo(program!, arguments.Select(a => a.Replace("{file}", path))) { RedirectStandardOutput = true };
            using var process = Process.Start(start)!;
            using var output = new MemoryStream();
            process.StandardOutput.BaseStream.CopyTo(output);
            process.WaitForExit();
            Assert.Equal(0, process.ExitCode);
            return output.ToArray();
        }
        finally
        {
            File.Delete(path);
        }
    }
}
