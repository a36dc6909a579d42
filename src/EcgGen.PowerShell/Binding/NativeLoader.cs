// Finds and checks the core's shared library when the module is imported, and says in words what does not fit.
using System.Management.Automation;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics.X86;

namespace EcgGen.Binding;

/// <summary>Loads the native core once per process; it is never unloaded.</summary>
public sealed unsafe class NativeLoader : IModuleAssemblyInitializer
{
    private static readonly Lock s_gate = new();
    private static nint s_library;
    private static bool s_loaded;

    /// <summary>Called by PowerShell on Import-Module.</summary>
    public void OnImport()
    {
        lock (s_gate)
        {
            if (s_loaded)
                return;
            RequireInstructions();
            var folder = Path.Combine(Path.GetDirectoryName(typeof(NativeLoader).Assembly.Location)!, "native", RuntimeIdentifier);
            var file = Path.Combine(folder, OperatingSystem.IsWindows() ? "ecggen_core.dll" : OperatingSystem.IsMacOS() ? "libecggen_core.dylib" : "libecggen_core.so");
            if (!File.Exists(file))
                throw new DllNotFoundException($"EcgGen has no native core for {RuntimeIdentifier}: expected {file}.");
            if (s_library == 0)
            {
                // Checked before anything is called by name: an import that failed can be tried again, and fails in the same words.
                nint library = NativeLibrary.Load(file);
                uint version = NativeLibrary.TryGetExport(library, nameof(NativeMethods.ecg_abi_version), out nint call) ? ((delegate* unmanaged[Cdecl]<uint>)call)() : 0;
                if (version != NativeMethods.AbiVersion)
                    throw new InvalidOperationException($"{file}: expected interface version {NativeMethods.AbiVersion}, found {version}; module and core are of different builds.");
                NativeLibrary.SetDllImportResolver(typeof(NativeLoader).Assembly, (name, _, _) => name == NativeMethods.Library ? s_library : 0);
                s_library = library;
            }
            CoreError.Check(NativeMethods.ecg_init(folder));
            s_loaded = true;
        }
    }

    private static string RuntimeIdentifier =>
        (OperatingSystem.IsWindows() ? "win" : OperatingSystem.IsMacOS() ? "osx" : "linux") + "-" + RuntimeInformation.ProcessArchitecture.ToString().ToLowerInvariant();

    /// <summary>The x64 core is compiled for x86-64-v3; on an older CPU its first call would end the process.</summary>
    private static void RequireInstructions()
    {
        if (RuntimeInformation.ProcessArchitecture == Architecture.X64 && !(Avx2.IsSupported && Fma.IsSupported && Bmi1.IsSupported && Bmi2.IsSupported && Lzcnt.IsSupported))
            throw new PlatformNotSupportedException("EcgGen needs a CPU with AVX2, FMA, BMI and LZCNT (x86-64-v3: Intel since Haswell, AMD since Excavator).");
    }
}
