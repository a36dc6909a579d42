// One of several values, each as likely or by weights.
using System.Text.Json.Nodes;

namespace EcgGen.Core.Profiles;

/// <summary>A choice; its options may be distributions themselves.</summary>
/// <param name="options">The options.</param>
/// <param name="weights">How likely each is, in proportion; not negative, and not all 0.</param>
internal sealed class ChoiceValue(IReadOnlyList<ProfileValue> options, IReadOnlyList<double> weights) : ProfileValue
{
    private readonly int[] _likely = [.. Enumerable.Range(0, options.Count).Where(i => weights[i] > 0)];
    private readonly double _sum = weights.Sum();

    public override long Span => ProfileDraw.Times(_likely.Length, _likely.Max(i => options[i].Span));

    public override IEnumerable<string>? Possible
    {
        get
        {
            var all = _likely.Select(i => options[i].Possible).ToArray();
            return all.Contains(null) ? null : all.SelectMany(p => p!);
        }
    }

    public override JsonNode? Draw(ProfileDraw draw, string purpose, long step)
    {
        int chosen = draw.Random(purpose) is { } random ? Pick(random.NextDouble() * _sum) : _likely[step % _likely.Length];
        return options[chosen].Draw(draw, $"{purpose}.choice[{chosen}]", step / _likely.Length);
    }

    private int Pick(double at)
    {
        foreach (int i in _likely)
        {
            at -= weights[i];
            if (at < 0)
                return i;
        }
        return _likely[^1];
    }
}
