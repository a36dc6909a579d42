// From a profile's JSON to its stages and parameters.
using System.Text.Json;

namespace EcgGen.Core.Profiles;

/// <summary>Reads one profile; what is wrong is told with its place.</summary>
/// <param name="values">Reads parameters.</param>
internal sealed class ProfileReader(ProfileValueReader values)
{
    private const int MostBytes = 1 << 20, MostStages = 100, LongestName = 40;
    private const string Parameters = "parameters";

    private readonly Dictionary<string, ProfileValue> _parameters = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Reads a profile.</summary>
    /// <param name="json">The profile.</param>
    /// <param name="folder">The folder from which names of files that begin with "./" count; null leaves them as they are.</param>
    /// <exception cref="EcgException">ProfileInvalid.</exception>
    public static Profile Read(JsonElement json, string? folder) => new ProfileReader(new ProfileValueReader(folder)).Read(json);

    private Profile Read(JsonElement json)
    {
        if (json.ValueKind == JsonValueKind.Undefined || json.GetRawText().Length > MostBytes)
            throw ProfileError.At("", $"expected a profile of at most {MostBytes} characters");
        var root = ProfileValueReader.Keys(json, "", "a profile", "name", "summary", Parameters, "stages");
        if (root.TryGetValue(Parameters, out var shared))
        {
            foreach (var (name, value) in ProfileValueReader.Keys(shared, Parameters, "parameters"))
                _parameters[$"{Parameters}.{Name(name, $"{Parameters}.{name}")}"] = values.Read(value, null, $"{Parameters}.{name}", $"{Parameters}.{name}");
        }
        if (!root.TryGetValue("stages", out var list))
            throw ProfileError.At("stages", $"expected a list of stages, the first of which is '{PaperStage.Kind}'");
        // PowerShell has no difference between a list of one and the one.
        var elements = list.ValueKind == JsonValueKind.Array ? [.. list.EnumerateArray()] : new[] { list };
        if (elements.Length is 0 or > MostStages)
            throw ProfileError.At("stages", $"expected 1 to {MostStages} stages, found {elements.Length}");
        var stages = new List<ProfileStage>();
        for (int i = 0; i < elements.Length; i++)
            stages.Add(Stage(elements[i], $"stages[{i}]", stages));
        values.Link(_parameters);
        Text(root, "summary");
        return new Profile(Text(root, "name") ?? "profile", stages, _parameters);
    }

    private ProfileStage Stage(JsonElement json, string path, List<ProfileStage> before)
    {
        if (json.ValueKind != JsonValueKind.Object)
            throw ProfileError.At(path, "expected a stage as a table with its kind, @{ Kind = ... }");
        var (kind, type) = ProfileValueReader.Kind(json, ProfileTypes.Stage, path);
        if ((kind == PaperStage.Kind) != (before.Count == 0))
            throw ProfileError.At($"{path}.kind", before.Count == 0 ? $"the first stage is '{PaperStage.Kind}', found '{kind}'" : $"'{kind}' stands once, at the beginning");
        var members = ProfileTypes.Members(type);
        var given = ProfileValueReader.Keys(json, path, $"'{kind}'", ["kind", "name", ProfileStage.Probability, .. members.Keys]);
        var name = Text(given, "name", path) is { } own ? Name(own, $"{path}.name") : kind;
        if (name.Equals(Parameters, StringComparison.OrdinalIgnoreCase))
            throw ProfileError.At($"{path}.name", $"'{Parameters}' are those of the profile");
        if (before.Find(s => s.Name.Equals(name, StringComparison.OrdinalIgnoreCase)) is { } other)
            throw ProfileError.At($"{path}.name", $"{other.Path} is named '{name}' too; each stage has a name of its own, which is its kind unless Name says another");
        var parameters = new List<string>();
        foreach (var (parameter, value) in given)
        {
            if (parameter is "kind" or "name")
                continue;
            bool presence = parameter == ProfileStage.Probability;
            if (presence && before.Count == 0)
                throw ProfileError.At($"{path}.{parameter}", $"'{PaperStage.Kind}' is always there");
            _parameters[$"{name}.{parameter}"] = values.Read(value, ProfileTypes.Of(presence ? typeof(double) : members[parameter].PropertyType), $"{path}.{parameter}", $"{name}.{parameter}");
            if (!presence)
                parameters.Add(parameter);
        }
        return new ProfileStage(name, kind, path, type, parameters, given.ContainsKey(ProfileStage.Probability));
    }

    private static string? Text(Dictionary<string, JsonElement> table, string name, string path = "")
    {
        if (!table.TryGetValue(name, out var value) || value.ValueKind == JsonValueKind.Null)
            return null;
        return value.ValueKind == JsonValueKind.String ? value.GetString() : throw ProfileError.At(path.Length == 0 ? name : $"{path}.{name}", "expected text");
    }

    /// <summary>A name that can stand before and after the dot of "stage.parameter".</summary>
    private static string Name(string name, string path) =>
        name.Length is > 0 and <= LongestName && name.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_')
            ? name : throw ProfileError.At(path, $"expected a name of 1 to {LongestName} letters, digits, '-' and '_', found '{(name.Length > LongestName ? name[..LongestName] + "..." : name)}'");
}
