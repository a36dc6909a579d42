// The native core as the tests see it beside the module: the same library, already loaded, asked directly.
using System.Runtime.InteropServices;

namespace EcgGen.PowerShell.Tests;

/// <summary>Public, for scripts of the tests call it too.</summary>
public static unsafe class NativeCore
{
    private static readonly nint Library = NativeLibrary.Load(Locations.NativeLibrary);

    /// <summary>How many replies and tokens are live.</summary>
    public static int HandleCount => ((delegate* unmanaged[Cdecl]<int>)NativeLibrary.GetExport(Library, "ecg_handle_count"))();

    /// <summary>The version of the interface.</summary>
    public static uint AbiVersion => ((delegate* unmanaged[Cdecl]<uint>)NativeLibrary.GetExport(Library, "ecg_abi_version"))();

    /// <summary>Whether the library exports a function.</summary>
    public static bool Exports(string name) => NativeLibrary.TryGetExport(Library, name, out _);

    /// <summary>The same, after whatever nobody holds any more was finalized.</summary>
    public static int HandleCountAfterCollection()
    {
        for (int i = 0; i < 2; i++)
        {
            GC.Collect();
            GC.WaitForPendingFinalizers();
        }
        return HandleCount;
    }
}
