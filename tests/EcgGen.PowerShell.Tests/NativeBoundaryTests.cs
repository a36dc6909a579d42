// The C interface: the header, the library and the module's binding say the same, and a C program gets what the header promises.
using System.Text.RegularExpressions;

namespace EcgGen.PowerShell.Tests;

public sealed partial class NativeBoundaryTests : IDisposable
{
    private readonly Scratch _scratch = new();

    public void Dispose() => _scratch.Dispose();

    private static string HeaderFolder => Path.Combine(Locations.Repository, "src", "EcgGen.Native");

    private static string Header { get; } = Comment().Replace(File.ReadAllText(Path.Combine(HeaderFolder, "ecggen.h")), "");

    private static string[] Declared => [.. Prototype().Matches(Header).Select(m => m.Groups[1].Value).Order(StringComparer.Ordinal)];

    [Fact]
    public void Every_declared_function_is_exported()
    {
        Assert.True(Declared.Length > 15);
        Assert.Distinct(Declared);
        Assert.All(Declared, name => Assert.True(NativeCore.Exports(name), name));
        Assert.False(NativeCore.Exports("ecg_nothing"));
    }

    [Fact]
    public async Task Every_exported_function_is_declared()
    {
        var symbols = await ExternalTool.Run("nm", "-D", "--defined-only", Locations.NativeLibrary);
        Assert.SkipWhen(symbols is null, "nm is not here.");
        var exported = symbols.Output.Split('\n').Select(line => line.Split(' ')[^1].Split('@')[0]).Where(name => name.StartsWith("ecg", StringComparison.Ordinal));
        Assert.Equal(Declared, exported.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void The_module_binds_what_is_declared()
    {
        using var engine = new Engine();
        var bound = ((IEnumerable<object>)engine.Run("""
            $module = (Get-Command New-EcgRecord).ImplementingType.Assembly
            , $module.GetType('EcgGen.Binding.NativeMethods').GetMethods([Reflection.BindingFlags]'Static, Public, DeclaredOnly').Name
            """).Single).Cast<string>();
        Assert.Equal(Declared.Except(["ecg_handle_count"]), bound.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Versions_agree()
    {
        var version = uint.Parse(Version().Match(Header).Groups[1].Value, System.Globalization.CultureInfo.InvariantCulture);
        Assert.Equal(version, NativeCore.AbiVersion);
        using var engine = new Engine();
        Assert.Equal(version, (uint)engine.Run("(Get-Command New-EcgRecord).ImplementingType.Assembly.GetType('EcgGen.Binding.NativeMethods').GetField('AbiVersion').GetRawConstantValue()").Single);
    }

    [Theory]
    [InlineData("gcc", "c", "-std=c11")]
    [InlineData("g++", "c++", "-std=c++17")]
    public async Task The_header_compiles_without_a_warning(string compiler, string language, string standard)
    {
        File.WriteAllText(_scratch["only.c"], "#include \"ecggen.h\"\n#include \"ecggen.h\"\nint main(void) { return (int)ECG_ABI_VERSION - 1; }\n");
        var compiled = await ExternalTool.Run(compiler, "-x", language, standard, "-Wall", "-Wextra", "-Wpedantic", "-Werror", "-I", HeaderFolder, "-fsyntax-only", _scratch["only.c"]);
        Assert.SkipWhen(compiled is null, $"{compiler} is not here.");
        Assert.True(compiled.ExitCode == 0, compiled.Output);
    }

    [Fact]
    public async Task A_C_program_gets_what_the_header_promises()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "The program is linked as on Linux.");
        var source = Path.Combine(Locations.Repository, "tests", "EcgGen.PowerShell.Tests", "native", "abi.c");
        var folder = Path.GetDirectoryName(Locations.NativeLibrary)!;
        var compiled = await ExternalTool.Run("gcc", "-std=c11", "-Wall", "-Wextra", "-Werror", "-I", HeaderFolder, source, Locations.NativeLibrary,
            "-Wl,-rpath," + folder, "-lm", "-o", _scratch["abi"]);
        Assert.SkipWhen(compiled is null, "gcc is not here.");
        Assert.True(compiled.ExitCode == 0, compiled.Output);
        Directory.CreateDirectory(_scratch["out"]);
        var ran = (await ExternalTool.Run(_scratch["abi"], folder, _scratch["out"]))!;
        Assert.True(ran.ExitCode == 0, $"exit code {ran.ExitCode}\n{ran.Output}");
        Assert.Equal(["page.json", "page.png", "small/page.webp"], _scratch.Hashes("out").Keys);
    }

    [GeneratedRegex(@"/\*.*?\*/", RegexOptions.Singleline)]
    private static partial Regex Comment();

    [GeneratedRegex(@"\b(ecg_\w+)\s*\(")]
    private static partial Regex Prototype();

    [GeneratedRegex(@"#define ECG_ABI_VERSION (\d+)")]
    private static partial Regex Version();
}
