// What a parameter of a profile can be: a constant, a list or table of values, or a distribution. Each draws by a key of its own.
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace EcgGen.Core.Profiles;

/// <summary>A value that is drawn for each image.</summary>
internal abstract class ProfileValue
{
    /// <summary>How many choices one within another lead to its parts at most: so many pairs of probes see everything it can draw.</summary>
    public virtual long Span => 1;

    /// <summary>Every value it can draw, as text; null if they can't be listed.</summary>
    public virtual IEnumerable<string>? Possible => null;

    /// <summary>Draws it; null leaves the parameter open.</summary>
    /// <param name="draw">The draw of one image.</param>
    /// <param name="purpose">What keys its numbers, such as "crease.strength".</param>
    /// <param name="step">Which options a probe takes; 0 in a real draw.</param>
    public abstract JsonNode? Draw(ProfileDraw draw, string purpose, long step);

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
    public override IEnumerable<string>? Possible => Text(value) is { } text ? [text] : [];

    public override JsonNode? Draw(ProfileDraw draw, string purpose, long step) => value?.DeepClone();
}

/// <summary>A list whose elements are drawn.</summary>
internal sealed class ListValue(IReadOnlyList<ProfileValue> items) : ProfileValue
{
    public override long Span => items.Select(i => i.Span).DefaultIfEmpty(1).Max();

    public override JsonNode Draw(ProfileDraw draw, string purpose, long step) =>
        new JsonArray([.. items.Select((item, i) => item.Draw(draw, $"{purpose}[{i}]", step))]);
}

/// <summary>A table whose values are drawn.</summary>
internal sealed class TableValue(IReadOnlyList<KeyValuePair<string, ProfileValue>> members) : ProfileValue
{
    public override long Span => members.Select(m => m.Value.Span).DefaultIfEmpty(1).Max();

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
