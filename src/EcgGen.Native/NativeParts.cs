// Finds the native libraries that lie beside this one: in a shared library the base directory is the host's, not ours.
using System.Reflection;
using System.Runtime.InteropServices;
using Microsoft.ML.OnnxRuntime;
using SkiaSharp;

namespace EcgGen.Native;

internal static class NativeParts
{
    private static string? s_folder;

    /// <summary>Makes a folder the place where native parts are looked for; the first call counts.</summary>
    public static void Use(string folder)
    {
        if (Interlocked.CompareExchange(ref s_folder, folder, null) is null)
        {
            NativeLibrary.SetDllImportResolver(typeof(SKFont).Assembly, Resolve);
            NativeLibrary.SetDllImportResolver(typeof(InferenceSession).Assembly, Resolve);
        }
    }

    private static nint Resolve(string name, Assembly assembly, DllImportSearchPath? searchPath)
    {
        var stem = name.StartsWith("lib", StringComparison.Ordinal) ? name[3..] : name;
        var file = OperatingSystem.IsWindows() ? $"lib{stem}.dll" : OperatingSystem.IsMacOS() ? $"lib{stem}.dylib" : $"lib{stem}.so";
        return NativeLibrary.TryLoad(Path.Combine(s_folder!, file), out nint library) ? library : 0;
    }
}
