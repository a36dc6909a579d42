// What every cmdlet and the manifest owe to PowerShell's conventions, over all that the module exports.
using System.Management.Automation;
using System.Management.Automation.Language;
using System.Reflection;
using System.Text.RegularExpressions;

namespace EcgGen.PowerShell.Tests;

public sealed partial class ConventionTests : IDisposable
{
    // Any whole number is a seed.
    private static readonly string[] NumbersWithoutRange = ["Seed"];

    private readonly Engine _engine = new();

    public void Dispose() => _engine.Dispose();

    /// <summary>The manifest as data.</summary>
    private static System.Collections.Hashtable Manifest { get; } = (System.Collections.Hashtable)((HashtableAst)Parser
        .ParseFile(Locations.Manifest, out _, out _).Find(a => a is HashtableAst, searchNestedScriptBlocks: true)).SafeGetValue();

    internal static IEnumerable<string> CmdletNames => ((object[])Manifest["CmdletsToExport"]!).Cast<string>();

    public static TheoryData<string> Cmdlets => [.. CmdletNames];

    private CmdletInfo Command(string name) => (CmdletInfo)_engine.Run($"Get-Command {name}").Single;

    private IEnumerable<ParameterMetadata> OwnParameters(string name) =>
        Command(name).Parameters.Values.Where(p => !Cmdlet.CommonParameters.Contains(p.Name) && !Cmdlet.OptionalCommonParameters.Contains(p.Name));

    [Theory]
    [MemberData(nameof(Cmdlets))]
    public void Verb_is_approved_and_noun_is_singular(string name)
    {
        var approved = typeof(VerbsCommon).Assembly.GetExportedTypes()
            .Where(t => t.Namespace == typeof(VerbsCommon).Namespace && t.Name.StartsWith("Verbs", StringComparison.Ordinal))
            .SelectMany(t => t.GetFields(BindingFlags.Public | BindingFlags.Static)).Where(f => f.IsLiteral).Select(f => (string)f.GetRawConstantValue()!);
        var parts = name.Split('-');
        Assert.Contains(parts[0], approved);
        Assert.Matches("^Ecg[A-Z][A-Za-z]+$", parts[1]);
        Assert.False(IsPlural(parts[1]), name);
        Assert.Equal(name.Replace("-", "") + "Command", Command(name).ImplementingType.Name);
    }

    [Theory]
    [MemberData(nameof(Cmdlets))]
    public void Output_type_is_declared(string name) => Assert.NotEmpty(Command(name).OutputType);

    [Theory]
    [MemberData(nameof(Cmdlets))]
    public void Parameters_are_PascalCase_and_singular(string name)
    {
        foreach (var parameter in OwnParameters(name))
        {
            // P, T, PR and QT are the field's own words.
            Assert.Matches("^([A-Z]{1,2}(?=[A-Z][a-z])|[A-Z][a-z0-9]+)([A-Z][a-z0-9]+)*$", parameter.Name);
            Assert.False(IsPlural(parameter.Name), parameter.Name);
        }
    }

    [Theory]
    [MemberData(nameof(Cmdlets))]
    public void Numbers_have_a_range_and_texts_say_whether_they_may_be_empty(string name)
    {
        foreach (var parameter in OwnParameters(name).Where(p => !NumbersWithoutRange.Contains(p.Name)))
        {
            var type = parameter.ParameterType.IsArray ? parameter.ParameterType.GetElementType()! : parameter.ParameterType;
            type = Nullable.GetUnderlyingType(type) ?? type;
            if (type == typeof(int) || type == typeof(long) || type == typeof(double) || type == typeof(float))
                Assert.Contains(parameter.Attributes, a => a is ValidateRangeAttribute);
            if (type == typeof(string))
                Assert.Contains(parameter.Attributes, a => a is ValidateNotNullOrEmptyAttribute or ValidateSetAttribute or AllowEmptyStringAttribute);
        }
    }

    [Theory]
    [MemberData(nameof(Cmdlets))]
    public void Writers_ask_before_and_take_Force_and_readers_do_not(string name)
    {
        // A data set goes on where it was and is never replaced.
        bool exports = name.StartsWith("Export-", StringComparison.Ordinal), writes = exports || name is "New-EcgDataset" or "Merge-EcgDataset";
        Assert.Equal(writes, Command(name).ImplementingType.GetCustomAttribute<CmdletAttribute>()!.SupportsShouldProcess);
        Assert.Equal(writes, Command(name).Parameters.ContainsKey("WhatIf"));
        Assert.Equal(exports, Command(name).Parameters.ContainsKey("Force"));
        if (exports)
            Assert.True(Command(name).Parameters.ContainsKey("PassThru"));
    }

    [Theory]
    [MemberData(nameof(Cmdlets))]
    public void Readers_of_paths_take_wildcards_and_literal_paths(string name)
    {
        var parameters = Command(name).Parameters;
        Assert.Equal(name.StartsWith("Import-", StringComparison.Ordinal) || name == "Find-EcgTerm", parameters.ContainsKey("LiteralPath"));
        if (parameters.TryGetValue("LiteralPath", out var literal))
        {
            Assert.Contains("PSPath", literal.Aliases);
            Assert.Contains(parameters["Path"].Attributes, a => a is SupportsWildcardsAttribute);
        }
    }

    [Theory]
    [MemberData(nameof(Cmdlets))]
    public void One_parameter_takes_the_pipeline_and_sets_differ_by_what_is_mandatory(string name)
    {
        foreach (var set in Command(name).ParameterSets)
            Assert.InRange(set.Parameters.Count(p => p.ValueFromPipeline), 0, 1);
        var mandatory = Command(name).ParameterSets.Select(s => string.Join(" ", s.Parameters.Where(p => p.IsMandatory).Select(p => p.Name).Order(StringComparer.Ordinal)));
        Assert.Distinct(mandatory);
    }

    [Fact]
    public void Manifest_exports_what_the_library_has_and_nothing_by_wildcard()
    {
        var module = (PSModuleInfo)_engine.Run("Get-Module EcgGen").Single;
        var inLibrary = Command(CmdletNames.First()).ImplementingType.Assembly.GetExportedTypes()
            .Select(t => t.GetCustomAttribute<CmdletAttribute>()).OfType<CmdletAttribute>().Select(a => $"{a.VerbName}-{a.NounName}");
        Assert.Equal(inLibrary.Order(StringComparer.Ordinal), CmdletNames.Order(StringComparer.Ordinal));
        Assert.Equal(CmdletNames.Order(StringComparer.Ordinal), module.ExportedCmdlets.Keys.Order(StringComparer.Ordinal));
        Assert.Equal(CmdletNames.Order(StringComparer.Ordinal), CmdletNames);
        foreach (var none in new[] { "FunctionsToExport", "AliasesToExport", "VariablesToExport" })
            Assert.Empty((object[])Manifest[none]!);
    }

    [Fact]
    public void Manifest_says_where_it_runs_and_where_it_is_from()
    {
        var data = (System.Collections.Hashtable)((System.Collections.Hashtable)Manifest["PrivateData"]!)["PSData"]!;
        Assert.Equal(["Core"], ((object[])Manifest["CompatiblePSEditions"]!).Cast<string>());
        Assert.Equal("7.6", Manifest["PowerShellVersion"]);
        Assert.True(((object[])data["Tags"]!).Length >= 5);
        Assert.All(((object[])data["Tags"]!).Cast<string>(), tag => Assert.DoesNotContain(' ', tag));
        Assert.Equal("https", new Uri((string)data["LicenseUri"]!).Scheme);
        Assert.Equal("https", new Uri((string)data["ProjectUri"]!).Scheme);
        Assert.True(((string)Manifest["Description"]!).Length > 80);
        Assert.True(Guid.TryParse((string)Manifest["GUID"]!, out _));
        Assert.Equal("EcgGen.PowerShell.dll", Manifest["RootModule"]);
        _engine.Run($"Test-ModuleManifest '{Locations.Manifest}'").AssertClean();
    }

    [Fact]
    public void There_is_one_version()
    {
        var version = VersionPrefix().Match(File.ReadAllText(Path.Combine(Locations.Repository, "Directory.Build.props"))).Groups[1].Value;
        Assert.Equal(version, Manifest["ModuleVersion"]);
        Assert.Equal(version, _engine.Run("(New-EcgRecord | New-EcgPaper).Recipe.Build.Version").Single);
        Assert.Equal(version, Command(CmdletNames.First()).ImplementingType.Assembly.GetName().Version!.ToString(3));
        Assert.Contains($"## {version}", File.ReadAllText(Path.Combine(Locations.Module, "CHANGELOG.md")));
    }

    [Fact]
    public void Module_folder_holds_what_is_needed_and_nothing_else()
    {
        var native = Path.GetRelativePath(Locations.Module, Path.GetDirectoryName(Locations.NativeLibrary)!);
        Assert.Matches("^native.(linux|win|osx)-(x64|arm64)$", native);
        string[] expected =
        [
            "CHANGELOG.md", "EcgGen.Format.ps1xml", "EcgGen.Model.dll", "EcgGen.PowerShell.dll", "EcgGen.Types.ps1xml", "EcgGen.psd1", "LICENSE",
            Path.Combine("en-US", "EcgGen.PowerShell.dll-Help.xml"), Path.Combine("en-US", "about_EcgGen.help.txt"),
            .. Directory.GetFiles(Path.Combine(Locations.Repository, "assets"), "*.*.txt", SearchOption.AllDirectories).Select(f => Path.Combine("licenses", Path.GetFileName(f))),
            .. Directory.GetFiles(Path.Combine(Locations.Repository, "assets", "vendors")).Select(f => Path.Combine("vendors", Path.GetFileName(f))),
            Path.Combine(native, Path.GetFileName(Locations.NativeLibrary)),
            Path.Combine(native, Path.ChangeExtension("libSkiaSharp", Path.GetExtension(Locations.NativeLibrary))),
            Path.Combine(native, Path.ChangeExtension("libonnxruntime", Path.GetExtension(Locations.NativeLibrary))),
        ];
        var found = Directory.GetFiles(Locations.Module, "*", SearchOption.AllDirectories).Select(f => Path.GetRelativePath(Locations.Module, f));
        Assert.Equal(expected.Order(StringComparer.Ordinal), found.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Licences_of_all_that_is_shipped_stand_beside_it()
    {
        foreach (var (part, words) in new[] { ("LiberationSans", "SIL OPEN FONT LICENSE"), ("SkiaSharp", "MIT"), ("SkiaSharp", "Skia"), ("QRCoder", "MIT"), ("AngleSharp", "MIT"), ("LibTiff", "Bit Miracle"), ("OnnxRuntime", "MIT"), ("Handwriting", "SIL OPEN FONT"), ("Handwriting", "Apache License"), ("Tinos", "SIL OPEN FONT"), ("DejaVu", "Bitstream Vera"), ("DotNet", "MIT License") })
        {
            var texts = Directory.GetFiles(Path.Combine(Locations.Module, "licenses"), part + ".*").Select(File.ReadAllText);
            Assert.Contains(texts, t => t.Contains(words, StringComparison.OrdinalIgnoreCase));
        }
    }

    [Fact]
    public void The_library_needs_no_managed_dependency_but_the_model()
    {
        var references = Command(CmdletNames.First()).ImplementingType.Assembly.GetReferencedAssemblies().Select(a => a.Name!);
        Assert.Equal(["EcgGen.Model", "System.Management.Automation"], references
            .Where(n => n != "System.Management.Automation" ? !n.StartsWith("System.", StringComparison.Ordinal) && n != "Microsoft.Win32.Primitives" : true).Order(StringComparer.Ordinal));
    }

    private static bool IsPlural(string name) => Plural().IsMatch(name);

    [GeneratedRegex("<VersionPrefix>(.+?)</VersionPrefix>")]
    private static partial Regex VersionPrefix();

    // Names such as Bias, Radius and Class end in s and are singular.
    [GeneratedRegex("[^aius]s$")]
    private static partial Regex Plural();
}
