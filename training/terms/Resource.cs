// The files of this folder, and choices from them.
namespace EcgGen.TermTraining;

internal static class Resource
{
    public static IEnumerable<string> Lines(string name)
    {
        using var reader = new StreamReader(typeof(Resource).Assembly.GetManifestResourceStream(name)!);
        return [.. reader.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries).Where(l => l[0] != '#')];
    }

    /// <summary>Lines of a name, a colon and words.</summary>
    public static Dictionary<string, string[]> Words(string name) =>
        Lines(name).Select(l => l.Split(": ", 2)).ToDictionary(l => l[0], l => l[1].Split(' ', StringSplitOptions.RemoveEmptyEntries));

    public static T Pick<T>(this Random random, IReadOnlyList<T> from) => from[random.Next(from.Count)];

    public static bool Chance(this Random random, double share) => random.NextDouble() < share;
}
