// From JSON to a parameter's value: constants, lists, tables and the distributions.
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization.Metadata;

namespace EcgGen.Core.Profiles;

/// <summary>Reads values, each by the type that its parameter has.</summary>
/// <param name="folder">The folder from which names of files that begin with "./" count; null leaves them as they are.</param>
internal sealed class ProfileValueReader(string? folder)
{
    private static readonly string[] s_distributions = ["uniform", "logUniform", "normal", "choice", "dependsOn"];
    private static readonly JsonTypeInfo s_number = ProfileTypes.Of(typeof(double));

    private readonly List<(string Name, DependentValue Value)> _dependent = [];
    private string _reading = "";

    /// <summary>Reads a parameter.</summary>
    /// <param name="json">What the file says.</param>
    /// <param name="type">What the parameter takes; null for any plain value.</param>
    /// <param name="path">The place in the file.</param>
    /// <param name="name">"stage.parameter".</param>
    /// <exception cref="EcgException">ProfileInvalid.</exception>
    public ProfileValue Read(JsonElement json, JsonTypeInfo? type, string path, string name)
    {
        _reading = name;
        return Value(json, type, path);
    }

    /// <summary>Gives values that depend on others those others, and refuses what can't be.</summary>
    /// <exception cref="EcgException">ProfileInvalid.</exception>
    public void Link(IReadOnlyDictionary<string, ProfileValue> parameters)
    {
        foreach (var (_, value) in _dependent)
        {
            value.Source = parameters.GetValueOrDefault(value.Target)
                ?? throw ProfileError.At($"{value.Path}.dependsOn", $"the profile says nothing of '{value.Target}'; expected one of {string.Join(", ", parameters.Keys)}");
        }
        var targets = _dependent.ToLookup(d => d.Name, d => d.Value.Target, StringComparer.OrdinalIgnoreCase);
        foreach (var (name, value) in _dependent)
        {
            var seen = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
            var next = new Queue<string>([value.Target]);
            while (next.TryDequeue(out var target))
            {
                if (target.Equals(name, StringComparison.OrdinalIgnoreCase))
                    throw ProfileError.At($"{value.Path}.dependsOn", $"'{value.Target}' depends on this parameter itself");
                if (seen.Add(target))
                {
                    foreach (var further in targets[target])
                        next.Enqueue(further);
                }
            }
        }
        foreach (var (_, value) in _dependent)
            value.Check();
    }

    /// <summary>A table's entries by their names as they are written in JSON.</summary>
    /// <param name="json">The table.</param>
    /// <param name="path">Its place.</param>
    /// <param name="what">What it is, for messages.</param>
    /// <param name="allowed">The names there are, in any case; none for any.</param>
    public static Dictionary<string, JsonElement> Keys(JsonElement json, string path, string what, params IReadOnlyCollection<string> allowed)
    {
        if (json.ValueKind != JsonValueKind.Object)
            throw ProfileError.At(path, $"expected a table @{{ ... }}{(allowed.Count > 0 ? $" with {string.Join(", ", allowed)}" : "")}");
        var entries = new Dictionary<string, JsonElement>(StringComparer.OrdinalIgnoreCase);
        foreach (var property in json.EnumerateObject())
        {
            var place = path.Length == 0 ? property.Name : $"{path}.{property.Name}";
            var name = allowed.Count == 0 ? property.Name : allowed.FirstOrDefault(a => a.Equals(property.Name, StringComparison.OrdinalIgnoreCase))
                ?? throw ProfileError.At(place, $"{what} has no such entry; it takes {string.Join(", ", allowed)}");
            if (!entries.TryAdd(name, property.Value))
                throw ProfileError.At(place, "it is there twice");
        }
        return entries;
    }

    /// <summary>Which kind of several a table is.</summary>
    public static (string Name, JsonTypeInfo Type) Kind(JsonElement table, JsonTypeInfo type, string path)
    {
        var kinds = ProfileTypes.Kinds(type)!;
        var entry = table.EnumerateObject().FirstOrDefault(p => p.Name.Equals("kind", StringComparison.OrdinalIgnoreCase));
        var given = entry.Value.ValueKind == JsonValueKind.String ? entry.Value.GetString()! : "";
        var name = kinds.Keys.FirstOrDefault(k => k.Equals(given, StringComparison.OrdinalIgnoreCase))
            ?? throw ProfileError.At($"{path}.kind", $"expected one of {string.Join(", ", kinds.Keys)}, found {(entry.Value.ValueKind == JsonValueKind.Undefined ? "nothing" : ProfileTypes.Show(Node(entry.Value)))}");
        return (name, kinds[name]);
    }

    private ProfileValue Value(JsonElement json, JsonTypeInfo? type, string path)
    {
        switch (json.ValueKind)
        {
            case JsonValueKind.Null:
                return new ConstantValue(null);
            case JsonValueKind.Object when json.EnumerateObject().Any(p => s_distributions.Contains(p.Name, StringComparer.OrdinalIgnoreCase)):
                return Distribution(json, type, path);
            case JsonValueKind.Object:
                return Table(json, type, path);
            case JsonValueKind.Array when type is null or { Kind: JsonTypeInfoKind.Enumerable }:
                return new ListValue([.. json.EnumerateArray().Select((item, i) => Element(item, type, $"{path}[{i}]"))]);
            default:
                // As PowerShell does: one stands for a list of one.
                if (type is { Kind: JsonTypeInfoKind.Enumerable })
                    return new ListValue([Element(json, type, path)]);
                var node = Node(json)!;
                return new ConstantValue(type is null ? node : ProfileTypes.Fit(File(node, type), type, path));
        }
    }

    private ProfileValue Element(JsonElement json, JsonTypeInfo? list, string path) =>
        json.ValueKind == JsonValueKind.Null ? throw ProfileError.At(path, "expected a value in the list, found nothing")
        : Value(json, list is null ? null : ProfileTypes.Of(list.ElementType!), path);

    private TableValue Table(JsonElement json, JsonTypeInfo? type, string path)
    {
        if (type is null)
            throw ProfileError.At(path, $"expected a plain value or a distribution: a table with one of {string.Join(", ", s_distributions)}");
        if (type.Kind == JsonTypeInfoKind.Dictionary)
            return new TableValue([.. Keys(json, path, "it").Select(e => KeyValuePair.Create(e.Key, Value(e.Value, ProfileTypes.Of(type.ElementType!), $"{path}.{e.Key}")))]);
        if (type.Kind != JsonTypeInfoKind.Object)
            throw ProfileError.At(path, $"expected {ProfileTypes.Describe(type)}, or a distribution: a table with one of {string.Join(", ", s_distributions)}");
        var values = new List<KeyValuePair<string, ProfileValue>>();
        if (ProfileTypes.Kinds(type) is not null)
        {
            (var kind, type) = Kind(json, type, path);
            values.Add(new("kind", new ConstantValue(kind)));
        }
        var members = ProfileTypes.Members(type);
        foreach (var (name, value) in Keys(json, path, "it", values.Count == 0 ? members.Keys : ["kind", .. members.Keys]))
        {
            if (name != "kind" || values.Count == 0)
                values.Add(new(name, Value(value, ProfileTypes.Of(members[name].PropertyType), $"{path}.{name}")));
        }
        return new TableValue(values);
    }

    private ProfileValue Distribution(JsonElement json, JsonTypeInfo? type, string path)
    {
        var which = s_distributions.Where(d => json.EnumerateObject().Any(p => p.Name.Equals(d, StringComparison.OrdinalIgnoreCase))).ToArray();
        if (which.Length > 1)
            throw ProfileError.At(path, $"expected one distribution, found {string.Join(" and ", which)}");
        return which[0] switch
        {
            "choice" => Choice(Keys(json, path, "a choice", "choice", "weights"), type, path),
            "dependsOn" => Dependent(Keys(json, path, "a value that depends on another", "dependsOn", "cases", "else", "times", "plus"), type, path),
            "normal" => Normal(Keys(json, path, "a normal", "normal", "min", "max"), type, path),
            _ => Range(Keys(json, path, $"a {which[0]}", which[0])[which[0]], which[0], type, path),
        };
    }

    private static NumberValue Range(JsonElement ends, string name, JsonTypeInfo? type, string path)
    {
        var (whole, (min, max)) = (IsWhole(type, name, path), Pair(ends, type, $"{path}.{name}", "min, max"));
        if (min > max)
            throw ProfileError.At(path, FormattableString.Invariant($"a {name} needs min <= max, but min is {min} and max {max}"));
        if (name == "uniform")
            return new NumberValue.Uniform(min, max, whole);
        return min > 0 ? new NumberValue.LogUniform(min, max, whole) : throw ProfileError.At(path, FormattableString.Invariant($"a {name} needs min > 0, but min is {min}"));
    }

    private static NumberValue.Normal Normal(Dictionary<string, JsonElement> given, JsonTypeInfo? type, string path)
    {
        bool whole = IsWhole(type, "normal", path);
        var (mean, deviation) = Pair(given["normal"], s_number, $"{path}.normal", "mean, standard deviation");
        double min = Bound("min"), max = Bound("max");
        if (!(deviation > 0))
            throw ProfileError.At(path, FormattableString.Invariant($"a normal needs a standard deviation > 0, but it is {deviation}"));
        if (!(min <= mean && mean <= max))
            throw ProfileError.At(path, FormattableString.Invariant($"a normal needs min <= mean <= max, but min is {min}, the mean {mean} and max {max}"));
        if (max - min < deviation)
            throw ProfileError.At(path, FormattableString.Invariant($"a normal needs bounds at least one standard deviation ({deviation}) apart, but they are {min} and {max}"));
        return new NumberValue.Normal(mean, deviation, min, max, whole);

        double Bound(string name) => given.TryGetValue(name, out var bound)
            ? Number(bound, type ?? s_number, $"{path}.{name}") : throw ProfileError.At($"{path}.{name}", "a normal needs bounds: Min and Max");
    }

    private ChoiceValue Choice(Dictionary<string, JsonElement> given, JsonTypeInfo? type, string path)
    {
        var list = given["choice"];
        if (list.ValueKind != JsonValueKind.Array || list.GetArrayLength() == 0)
            throw ProfileError.At($"{path}.choice", "expected a list of values");
        var options = list.EnumerateArray().Select((option, i) => Value(option, type, $"{path}.choice[{i}]")).ToArray();
        if (!given.TryGetValue("weights", out var parts))
            return new ChoiceValue(options, [.. options.Select(_ => 1.0)]);
        if (parts.ValueKind != JsonValueKind.Array || parts.GetArrayLength() != options.Length)
            throw ProfileError.At($"{path}.weights", $"expected {options.Length} numbers, one for each option, found {ProfileTypes.Show(Node(parts))}");
        var weights = parts.EnumerateArray().Select((part, i) => Number(part, s_number, $"{path}.weights[{i}]")).ToArray();
        if (Array.FindIndex(weights, w => w < 0) is >= 0 and var below)
            throw ProfileError.At($"{path}.weights[{below}]", FormattableString.Invariant($"a weight can't be negative, but it is {weights[below]}"));
        return weights.Sum() is > 0 and < double.PositiveInfinity ? new ChoiceValue(options, weights) : throw ProfileError.At($"{path}.weights", "expected a sum above 0");
    }

    private DependentValue Dependent(Dictionary<string, JsonElement> given, JsonTypeInfo? type, string path)
    {
        if (given["dependsOn"] is not { ValueKind: JsonValueKind.String } name)
            throw ProfileError.At($"{path}.dependsOn", "expected another parameter as 'stage.parameter' or 'parameters.name'");
        ProfileValue? Part(string part, JsonTypeInfo? of) => given.TryGetValue(part, out var value) ? Value(value, of, $"{path}.{part}") : null;
        DependentValue read;
        if (given.TryGetValue("cases", out var cases))
        {
            if (given.ContainsKey("times") || given.ContainsKey("plus"))
                throw ProfileError.At(path, "expected cases, or times and plus, found both");
            var values = Keys(cases, $"{path}.cases", "it").ToDictionary(c => c.Key, c => Value(c.Value, type, $"{path}.cases.{c.Key}"), StringComparer.OrdinalIgnoreCase);
            if (values.Count == 0)
                throw ProfileError.At($"{path}.cases", "expected at least one");
            read = new CaseValue(name.GetString()!, values, Part("else", type), path);
        }
        else
        {
            if (given.ContainsKey("else"))
                throw ProfileError.At($"{path}.else", "expected it with cases alone");
            read = new ProportionalValue(name.GetString()!, Part("times", s_number), Part("plus", s_number), type, path);
        }
        _dependent.Add((_reading, read));
        return read;
    }

    private static bool IsWhole(JsonTypeInfo? type, string name, string path) =>
        type?.Type is { } plain && plain != typeof(double) && plain != typeof(int)
            ? throw ProfileError.At(path, $"a {name} draws numbers; expected {ProfileTypes.Describe(type)}")
            : type?.Type == typeof(int);

    private static (double First, double Second) Pair(JsonElement json, JsonTypeInfo? type, string path, string what) =>
        json.ValueKind == JsonValueKind.Array && json.GetArrayLength() == 2
            ? (Number(json[0], type ?? s_number, $"{path}[0]"), Number(json[1], type ?? s_number, $"{path}[1]"))
            : throw ProfileError.At(path, $"expected two numbers: {what}");

    private static double Number(JsonElement json, JsonTypeInfo type, string path) =>
        json.ValueKind == JsonValueKind.Number ? ProfileValue.Number(ProfileTypes.Fit(Node(json)!, type, path))
            : throw ProfileError.At(path, $"expected {ProfileTypes.Describe(type)}, found {ProfileTypes.Show(Node(json))}");

    /// <summary>A file's name that begins with "./", from the profile's folder on.</summary>
    private JsonNode File(JsonNode value, JsonTypeInfo type) =>
        folder is not null && type.Type == typeof(string) && value.GetValueKind() == JsonValueKind.String && value.GetValue<string>() is ['.', '/' or '\\', .. var rest]
            ? JsonValue.Create(Path.GetFullPath(Path.Combine(folder, rest)))! : value;

    private static JsonNode? Node(JsonElement json) => json.ValueKind == JsonValueKind.Null ? null : JsonNode.Parse(json.GetRawText());
}
