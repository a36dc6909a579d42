// The system's own image viewer.
using System.ComponentModel;
using System.Diagnostics;

namespace EcgGen.Display;

internal static class Viewer
{
    // A viewer that can't be started says so at once; one that runs may well run in the foreground.
    private const int Patience = 2000;

    /// <summary>Opens a picture. Its file is in the folder for temporary files, and stays, for nobody says when the viewer has read it.</summary>
    /// <param name="name">The image's name, for the viewer's title.</param>
    /// <param name="png">The file's content.</param>
    /// <returns>The file's path.</returns>
    /// <exception cref="EcgException">FileUnwritable: there is no room; FileNotFound: there is no viewer.</exception>
    public static string Open(string name, byte[] png)
    {
        string? folder = null;
        try
        {
            folder = Directory.CreateTempSubdirectory("ecggen-").FullName;
            var path = Path.Combine(folder, string.Concat(name.Split(Path.GetInvalidFileNameChars())) + ".png");
            File.WriteAllBytes(path, png);
            Start(path);
            return path;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or EcgException)
        {
            if (folder is not null)
                Directory.Delete(folder, recursive: true);
            throw e as EcgException ?? new EcgException(ErrorId.FileUnwritable, $"{name}: the temporary file for the viewer can't be written: {e.Message}", e);
        }
    }

    private static void Start(string path)
    {
        var program = OperatingSystem.IsMacOS() ? "open" : "xdg-open";
        // On Windows the shell starts what the user has chosen for such files.
        var start = OperatingSystem.IsWindows() ? new ProcessStartInfo(path) { UseShellExecute = true } : new ProcessStartInfo(program, [path]) { RedirectStandardError = true, RedirectStandardOutput = true };
        try
        {
            using var process = Process.Start(start);
            if (!OperatingSystem.IsWindows() && process!.WaitForExit(Patience) && process.ExitCode != 0)
                throw new EcgException(ErrorId.FileNotFound, $"{program} found no viewer for PNG files: {process.StandardError.ReadToEnd().Trim()}");
        }
        catch (Win32Exception e)
        {
            throw new EcgException(ErrorId.FileNotFound, $"{(OperatingSystem.IsWindows() ? "The viewer of PNG files" : program)} can't be started: {e.Message}. Export-EcgImage writes a file.", e);
        }
    }
}
