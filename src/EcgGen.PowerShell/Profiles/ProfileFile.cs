// Profiles as PowerShell data files: bundled ones by name, and those of users.
using System.Management.Automation;
using System.Management.Automation.Language;
using System.Security;
using System.Text.Json;
using EcgGen.Binding;

namespace EcgGen.Profiles;

/// <summary>A profile that was read and checked.</summary>
internal sealed class ProfileFile
{
    private const int MostBytes = 1 << 18;
    private const string Extension = ".psd1";

    private static readonly string s_bundled = Path.Combine(Path.GetDirectoryName(typeof(ProfileFile).Assembly.Location)!, "profiles");

    private ProfileFile(string name, ProfileRequest request) => (Name, Request) = (name, request);

    /// <summary>The profile's name: the file's, unless the file says another.</summary>
    public string Name { get; }

    /// <summary>The profile as JSON; what a data set keeps of it.</summary>
    public JsonElement Json => Request.Profile;

    /// <summary>The profile as the core takes it.</summary>
    public ProfileRequest Request { get; }

    /// <summary>The names of the bundled profiles.</summary>
    public static IReadOnlyList<string> Names => [.. Directory.GetFiles(s_bundled, "*" + Extension).Select(f => Path.GetFileNameWithoutExtension(f)).Order(StringComparer.Ordinal)];

    /// <summary>Reads and checks a profile.</summary>
    /// <param name="nameOrPath">A bundled profile's name, or a file.</param>
    /// <param name="resolve">Gives a file's full path.</param>
    /// <exception cref="EcgException">ProfileInvalid, FileNotFound, FileUnreadable; ArgumentInvalid: no profile has the name.</exception>
    public static ProfileFile Load(string nameOrPath, Func<string, string> resolve)
    {
        var name = Names.FirstOrDefault(n => n.Equals(nameOrPath, StringComparison.OrdinalIgnoreCase));
        if (name is null && nameOrPath.AsSpan().IndexOfAny("/\\.") < 0)
            throw new EcgException(ErrorId.ArgumentInvalid, $"no profile is named '{nameOrPath}'; there are {string.Join(", ", Names)}, or the path of a {Extension} file.");
        var path = name is null ? resolve(nameOrPath) : Path.Combine(s_bundled, name + Extension);
        var file = Path.GetFileName(path);
        try
        {
            var json = ProfileJson.Write(Parse(Read(path, file)), Path.GetFileNameWithoutExtension(path));
            var request = new ProfileRequest(json, Path.GetDirectoryName(path));
            EcgCore.CheckProfile(request);
            return new ProfileFile(json.GetProperty("name").GetString()!, request);
        }
        catch (EcgException e) when (e.Id == ErrorId.ProfileInvalid)
        {
            throw new EcgException(e.Id, $"{file}: {e.Message}", e);
        }
    }

    private static string Read(string path, string file)
    {
        try
        {
            if (!File.Exists(path))
                throw new EcgException(Directory.Exists(path) ? ErrorId.FileUnreadable : ErrorId.FileNotFound, $"{file} {(Directory.Exists(path) ? "is a folder; expected a profile" : "does not exist")}.");
            using var stream = File.OpenRead(path);
            if (stream.Length > MostBytes)
                throw new EcgException(ErrorId.ProfileInvalid, $"expected at most {MostBytes} bytes, found {stream.Length}.");
            using var reader = new StreamReader(stream);
            return reader.ReadToEnd();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or SecurityException or NotSupportedException)
        {
            throw new EcgException(ErrorId.FileUnreadable, $"{file} can't be read: {e.Message}", e);
        }
    }

    /// <summary>The table that a data file holds. Nothing in it is run.</summary>
    private static object Parse(string text)
    {
        try
        {
            var script = Parser.ParseInput(text, out _, out var errors);
            if (errors.Length > 0)
                throw new EcgException(ErrorId.ProfileInvalid, $"line {errors[0].Extent.StartLineNumber}: {errors[0].Message}");
            if (script is { ParamBlock: null, BeginBlock: null, ProcessBlock: null, DynamicParamBlock: null, UsingStatements.Count: 0, EndBlock.Statements: [PipelineAst { PipelineElements: [CommandExpressionAst { Expression: HashtableAst table }] }] })
                return table.SafeGetValue();
            throw new EcgException(ErrorId.ProfileInvalid, "expected data alone: one table @{ ... }.");
        }
        catch (Exception e) when (e is InvalidOperationException or ParseException or RuntimeException or InsufficientExecutionStackException)
        {
            throw new EcgException(ErrorId.ProfileInvalid, $"expected data alone, without commands and variables: {e.Message}", e);
        }
    }
}
