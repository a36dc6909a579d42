// One draw of a profile: keyed numbers for an image, or the ends of everything for a check.
using System.Text.Json.Nodes;
using EcgGen.Core.Random;

namespace EcgGen.Core.Profiles;

/// <summary>Draws each parameter at most once; which others are drawn makes no difference.</summary>
/// <param name="parameters">The profile's parameters by "stage.parameter".</param>
/// <param name="key">Gives the key for a purpose; null for a probe, which takes ends and options in turn.</param>
/// <param name="probe">Which probe: even ones take least numbers, odd ones greatest; every two go on to the next option of choices.</param>
internal sealed class ProfileDraw(IReadOnlyDictionary<string, ProfileValue> parameters, Func<string, SeedKey>? key, long probe = 0)
{
    // More probes than this are not made, so a longer way to all options needs no exact length.
    private const long LongestSpan = 1 << 20;

    private readonly Dictionary<string, JsonNode?> _drawn = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Whether a probe takes the greatest numbers.</summary>
    public bool AtMax => probe % 2 == 1;

    /// <summary>The numbers for a purpose; null in a probe.</summary>
    public Philox? Random(string purpose) => key?.Invoke(purpose).ToGenerator();

    /// <summary>A parameter's value in this draw; null where it is open.</summary>
    /// <param name="name">"stage.parameter".</param>
    public JsonNode? ValueOf(string name)
    {
        if (!_drawn.TryGetValue(name, out var value))
            _drawn[name] = value = parameters[name].Draw(this, name.ToLowerInvariant(), probe / 2);
        return value;
    }

    /// <summary>The product of two spans, within bounds.</summary>
    public static long Times(long first, long second) => Math.Min(first * second, LongestSpan);
}
