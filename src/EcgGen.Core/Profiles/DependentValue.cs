// A value that depends on another parameter of the profile.
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization.Metadata;

namespace EcgGen.Core.Profiles;

/// <summary>What another parameter decides.</summary>
/// <param name="target">The other parameter, as "stage.parameter".</param>
/// <param name="path">The place in the file, for messages.</param>
internal abstract class DependentValue(string target, string path) : ProfileValue
{
    /// <summary>The other parameter, as "stage.parameter".</summary>
    public string Target => target;

    /// <summary>The place in the file.</summary>
    public string Path => path;

    /// <summary>The other parameter's value, once all are read.</summary>
    public ProfileValue Source { get; set; } = null!;

    /// <summary>Refuses what can't be, once all are read.</summary>
    /// <exception cref="EcgException">ProfileInvalid.</exception>
    public virtual void Check()
    {
    }
}

/// <summary>For each value of another parameter one of its own.</summary>
/// <param name="target">The other parameter.</param>
/// <param name="cases">The values by the other's, in any case.</param>
/// <param name="otherwise">The value for all others; null if there is none.</param>
/// <param name="path">The place in the file.</param>
internal sealed class CaseValue(string target, IReadOnlyDictionary<string, ProfileValue> cases, ProfileValue? otherwise, string path) : DependentValue(target, path)
{
    private IEnumerable<ProfileValue> All => otherwise is null ? cases.Values : cases.Values.Append(otherwise);

    public override long Span => ProfileDraw.Times(Source.Span, All.Max(v => v.Span));

    public override IEnumerable<string>? Possible
    {
        get
        {
            var all = All.Select(v => v.Possible).ToArray();
            return all.Contains(null) ? null : all.SelectMany(p => p!);
        }
    }

    public override void Check()
    {
        var possible = Source.Possible?.Distinct(StringComparer.OrdinalIgnoreCase).ToArray()
            ?? throw ProfileError.At(Path, $"cases need a parameter that takes one of a few values, and '{Target}' takes any number; expected 'times' or 'plus'");
        foreach (var name in cases.Keys)
        {
            if (!possible.Contains(name, StringComparer.OrdinalIgnoreCase))
                throw ProfileError.At($"{Path}.cases.{name}", $"'{Target}' is never that; it is one of {string.Join(", ", possible)}");
        }
        if (otherwise is null && Array.Find(possible, p => !cases.ContainsKey(p)) is { } missing)
            throw ProfileError.At($"{Path}.cases", $"'{Target}' can be '{missing}', which is no case; expected it, or 'else'");
    }

    public override JsonNode? Draw(ProfileDraw draw, string purpose, long step)
    {
        var decides = Text(draw.ValueOf(Target));
        bool known = decides is not null && cases.ContainsKey(decides);
        var chosen = known ? cases[decides!] : otherwise;
        return chosen?.Draw(draw, known ? $"{purpose}.{decides!.ToLowerInvariant()}" : $"{purpose}.else", step / Source.Span);
    }
}

/// <summary>Another parameter's value: the same, or a number in proportion to it.</summary>
/// <param name="target">The other parameter.</param>
/// <param name="times">A factor; null for 1.</param>
/// <param name="plus">What is added; null for 0.</param>
/// <param name="type">What the parameter takes; null for anything.</param>
/// <param name="path">The place in the file.</param>
internal sealed class ProportionalValue(string target, ProfileValue? times, ProfileValue? plus, JsonTypeInfo? type, string path) : DependentValue(target, path)
{
    public override long Span => new[] { Source.Span, times?.Span ?? 1, plus?.Span ?? 1 }.Max();

    public override IEnumerable<string>? Possible => (times ?? plus) is null ? Source.Possible : null;

    public override JsonNode? Draw(ProfileDraw draw, string purpose, long step)
    {
        if (draw.ValueOf(Target)?.DeepClone() is not { } value)
            return null;
        if ((times ?? plus) is not null)
        {
            if (value.GetValueKind() != JsonValueKind.Number)
                throw ProfileError.At(Path, $"'times' and 'plus' need a number, but '{Target}' is {value.ToJsonString()}");
            double product = Number(value) * Part(times, "times", 1), sum = product + Part(plus, "plus", 0);
            value = JsonValue.Create(type?.Type == typeof(int) ? Math.Round(sum) : sum);
        }
        return type is null ? value : ProfileTypes.Fit(value, type, Path);

        double Part(ProfileValue? part, string name, double without) =>
            part?.Draw(draw, $"{purpose}.{name}", step) is { } number ? Number(number) : without;
    }
}
