// What a user reads whose module, library or machine does not fit: clear words at import, the same ones at every try.
namespace EcgGen.PowerShell.Tests;

public sealed class LoaderTests : IDisposable
{
    private readonly Scratch _scratch = new();

    public void Dispose() => _scratch.Dispose();

    /// <summary>A copy of the module, for a test to break.</summary>
    private string CopyOfModule()
    {
        foreach (var file in Directory.GetFiles(Locations.Module, "*", SearchOption.AllDirectories))
        {
            var copy = Path.Combine(_scratch["EcgGen"], Path.GetRelativePath(Locations.Module, file));
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            File.Copy(file, copy);
        }
        return _scratch["EcgGen/EcgGen.psd1"];
    }

    private string CopyOfLibrary => Path.Combine(_scratch["EcgGen"], Path.GetRelativePath(Locations.Module, Locations.NativeLibrary));

    /// <summary>Two tries in a process of their own end in the same error, and no cmdlet is there.</summary>
    private static async Task AssertImportFails(string manifest, string[] named, params (string, string)[] environment)
    {
        var child = await ChildProcess.Run($$"""
            foreach ($try in 1..2) {
                try { Import-Module '{{manifest}}' -ErrorAction Stop; 'imported' } catch { $_.ToString() -replace '\s+', ' ' }
            }
            """, environment);
        Assert.Equal(2, child.Output.Length);
        Assert.Equal(child.Output[0], child.Output[1]);
        Assert.All(named, word => Assert.Contains(word, child.Output[0]));
        Assert.DoesNotContain("System.", child.Output[0]);
    }

    [Fact]
    public async Task A_whole_copy_works_from_any_folder()
    {
        var child = await ChildProcess.Run($"Import-Module '{CopyOfModule()}'; (New-EcgRecord -Duration 1 | New-EcgPaper -Dpi 50).Render().Pixels.Length");
        Assert.Equal("", child.Error);
        Assert.True(int.Parse(Assert.Single(child.Output)) > 100_000);
    }

    [Fact]
    public async Task Without_its_library()
    {
        var manifest = CopyOfModule();
        Directory.Delete(_scratch["EcgGen/native"], recursive: true);
        await AssertImportFails(manifest, ["no native core for ", Path.GetFileName(Locations.NativeLibrary)]);
    }

    [Fact]
    public async Task With_a_library_that_is_none()
    {
        var manifest = CopyOfModule();
        File.WriteAllText(CopyOfLibrary, "This is no library.");
        await AssertImportFails(manifest, [Path.GetFileName(Locations.NativeLibrary)]);
    }

    [Theory]
    [InlineData("unsigned ecg_abi_version(void) { return 99; }", "found 99")]
    [InlineData("int something_else;", "found 0")]
    public async Task With_a_library_of_another_build(string source, string found)
    {
        var manifest = CopyOfModule();
        File.WriteAllText(_scratch["other.c"], source);
        var compiled = await ExternalTool.Run("gcc", "-shared", "-fPIC", "-o", CopyOfLibrary, _scratch["other.c"]);
        Assert.SkipWhen(compiled is null, "gcc is not here.");
        Assert.True(compiled.ExitCode == 0, compiled.Output);
        await AssertImportFails(manifest, ["expected interface version 1", found, "different builds"]);
    }

    [Fact]
    public async Task On_an_old_processor()
    {
        Assert.SkipUnless(System.Runtime.Intrinsics.X86.Avx2.IsSupported, "This machine has no AVX2 to switch off.");
        await AssertImportFails(Locations.Manifest, ["needs a CPU with AVX2"], ("DOTNET_EnableAVX2", "0"));
    }
}
