// What a parameter of a profile can be: a constant, a list or table of values, or a distribution. Each draws by a key of its own.
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace EcgGen.Core.Profiles;

/// <summary>A value that is drawn for each image.</summary>
internal abstract class ProfileValue
{
    private long _span;
    private (bool IsKnown, string[]? Values) _possible;

    /// <summary>How many choices one within another lead to its parts at most: so many pairs of probes see everything it can draw.</summary>
    public long Span => _span > 0 ? _span : _span = FindSpan();

    /// <summary>Every value it can draw, as text; null if they can't be listed.</summary>
    public IReadOnlyList<string>? Possible
    {
        get
        {
            if (!_possible.IsKnown)
                _possible = (true, FindPossible()?.Distinct(StringComparer.OrdinalIgnoreCase).ToArray());
            return _possible.Values;
        }
    }

    /// <summary>Draws it; null leaves the parameter open.</summary>
    /// <param name="draw">The draw of one image.</param>
    /// <param name="purpose">What keys its numbers, such as "crease.strength".</param>
    /// <param name="step">Which options a probe takes; 0 in a real draw.</param>
    public abstract JsonNode? Draw(ProfileDraw draw, string purpose, long step);

    /// <summary>Finds <see cref="Span"/>; asked once, for values that depend on one another would ask again and again.</summary>
    protected virtual long FindSpan() => 1;

    /// <summary>Finds <see cref="Possible"/>.</summary>
    protected virtual IEnumerable<string>? FindPossible() => null;

    /// <summary>What several values can be together.</summary>
    protected static IEnumerable<string>? PossibleOf(IEnumerable<ProfileValue> values)
    {
        var all = values.Select(v => v.Possible).ToArray();
        return all.Contains(null) ? null : all.SelectMany(p => p!);
    }

    /// <summary>A drawn value as text, for cases; null for one that is open.</summary>
    public static string? Text(JsonNode? value) => value is null ? null : value.GetValueKind() switch
    {
        JsonValueKind.String => value.GetValue<string>(),
        JsonValueKind.Number => Number(value).ToString(CultureInfo.InvariantCulture),
        _ => value.ToJsonString(),
    };

    /// <summary>A drawn number, however it is stored.</summary>
    public static double Number(JsonNode value) => value.Deserialize(EcgJson.Default.Double);
}

/// <summary>Always the same.</summary>
internal sealed class ConstantValue(JsonNode? value) : ProfileValue
{
    protected override IEnumerable<string> FindPossible() => Text(value) is { } text ? [text] : [];

    public override JsonNode? Draw(ProfileDraw draw, string purpose, long step) => value?.DeepClone();
}

/// <summary>A list whose elements are drawn.</summary>
internal sealed class ListValue(IReadOnlyList<ProfileValue> items) : ProfileValue
{
    protected override long FindSpan() => items.Select(i => i.Span).DefaultIfEmpty(1).Max();

    public override JsonNode Draw(ProfileDraw draw, string purpose, long step) =>
        new JsonArray([.. items.Select((item, i) => item.Draw(draw, $"{purpose}[{i}]", step))]);
}

/// <summary>A table whose values are drawn.</summary>
internal sealed class TableValue(IReadOnlyList<KeyValuePair<string, ProfileValue>> members) : ProfileValue
{
    protected override long FindSpan() => members.Select(m => m.Value.Span).DefaultIfEmpty(1).Max();

    public override JsonObject Draw(ProfileDraw draw, string purpose, long step)
    {
        var table = new JsonObject();
        foreach (var (name, member) in members)
        {
            if (member.Draw(draw, $"{purpose}.{name}", step) is { } value)
                table[name] = value;
        }
        return table;
    }
}
