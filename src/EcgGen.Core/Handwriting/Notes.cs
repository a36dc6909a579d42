// The notes that are written where nobody says what to write.
using EcgGen.Core.Random;

namespace EcgGen.Core.Handwriting;

/// <summary>The bundled list of short notes; see assets/handwriting/README.md.</summary>
internal static class Notes
{
    private const string Always = "any";
    private const double SlipShare = 0.08;
    private const int LeastSlip = 5, MostLetters = 6;

    private static readonly Lazy<(string[] Any, string[][] Sets)> s_lists = new(() =>
    {
        using var stream = typeof(Notes).Assembly.GetManifestResourceStream("handwriting/notes.txt")!;
        using var reader = new StreamReader(stream);
        var lines = reader.ReadToEnd().Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Where(l => l[0] != '#').Select(l => l.Split('|', StringSplitOptions.TrimEntries)).ToLookup(l => l[0] == Always);
        return ([.. lines[true].SelectMany(l => l.Skip(1))], [.. lines[false].Select(l => l.Skip(1).ToArray())]);
    });

    /// <summary>All notes.</summary>
    public static IReadOnlyList<string> All => [.. s_lists.Value.Sets.SelectMany(s => s), .. s_lists.Value.Any];

    /// <summary>Notes that can stand on one page: the first is about what the page shows.</summary>
    /// <param name="count">How many.</param>
    /// <param name="random">Draws them.</param>
    public static List<string> Draw(int count, Philox random)
    {
        var (any, sets) = s_lists.Value;
        var about = sets[random.NextInt(sets.Length)].ToList();
        var drawn = new List<string>(count);
        List<string> left = [.. about];
        while (drawn.Count < count)
        {
            if (left.Count == 0)
                left.AddRange([.. about, .. any]);
            int at = random.NextInt(left.Count);
            drawn.Add(left[at]);
            left.RemoveAt(at);
            if (drawn.Count == 1)
                left.AddRange(any);
        }
        return drawn;
    }

    /// <summary>The note as it is written: now and then a long word was begun wrongly and crossed out, then comes the word.</summary>
    /// <param name="note">The note.</param>
    /// <param name="random">Draws it.</param>
    public static string WithSlips(string note, Philox random)
    {
        string[] words = note.Split(' ');
        int at = random.NextInt(words.Length);
        bool slips = random.NextDouble() < SlipShare;
        if (!slips || words[at].Length < LeastSlip || !words[at].All(char.IsAsciiLetter))
            return note;
        int letters = 2 + random.NextInt(Math.Min(MostLetters, words[at].Length - 1) - 1);
        words[at] = $"{words[at][..letters]}{NetworkContract.Strike} {words[at]}";
        return string.Join(' ', words);
    }
}
