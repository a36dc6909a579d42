// The notes that are written where nobody says what to write.
using EcgGen.Core.Print;
using EcgGen.Core.Random;

namespace EcgGen.Core.Handwriting;

/// <summary>The bundled list of short notes, assets/handwriting/notes.txt: by what a page shows.</summary>
internal static class Notes
{
    private const string Any = "any", Normal = "Normal", Nothing = "none";
    private const double SlipShare = 0.08;
    private const int LeastSlip = 5, MostLetters = 6;

    private static readonly Lazy<ILookup<string, string>> s_lists = new(() =>
    {
        using var stream = typeof(Notes).Assembly.GetManifestResourceStream("handwriting/notes.txt")!;
        using var reader = new StreamReader(stream);
        var lines = reader.ReadToEnd().Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Where(l => l[0] != '#').Select(l => l.Split('|', StringSplitOptions.TrimEntries));
        return (from line in lines from shown in line[0].Split(' ') from note in line.Skip(1) select (shown, note)).ToLookup(n => n.shown, n => n.note);
    });

    /// <summary>What notes may be about: statements of the interpretation, and three words of their own.</summary>
    public static IEnumerable<string> Subjects => s_lists.Value.Select(l => l.Key);

    /// <summary>The notes that may stand on a page, with its values: those about what it shows, and those that fit any page.</summary>
    /// <param name="page">The page.</param>
    public static (IReadOnlyList<string> About, IReadOnlyList<string> Any) Of(PrintFields page)
    {
        var lists = s_lists.Value;
        var said = page.Said.Statements;
        var about = said.Count == 0 ? lists[Nothing] : said.SelectMany(s => lists[s.ToString()]);
        if (said.Count > 0 && said.All(s => StatementTexts.Of(s).Severity == Severity.Normal))
            about = about.Concat(lists[Normal]);
        // What could not be measured isn't written either.
        return ([.. about.Distinct().Select(n => page.Fill(n, "notes")).Where(n => !n.Contains(FieldValues.Unknown, StringComparison.Ordinal))], [.. lists[Any]]);
    }

    /// <summary>Draws notes for a page: the first is about what it shows.</summary>
    /// <param name="count">How many; none twice, nor two that share a word (LBBB, new LBBB?), while others are left.</param>
    /// <param name="page">The page.</param>
    /// <param name="random">Draws them.</param>
    public static List<string> Draw(int count, PrintFields page, Philox random)
    {
        var (about, any) = Of(page);
        var drawn = new List<string>(count);
        List<string> left = [.. about];
        while (drawn.Count < count)
        {
            if (left.Count == 0)
                left.AddRange([.. about, .. any]);
            var note = left[random.NextInt(left.Count)];
            drawn.Add(note);
            if (drawn.Count == 1)
                left.AddRange(any);
            left.RemoveAll(n => Words(n).Intersect(Words(note)).Any());
        }
        return drawn;
    }

    private static IEnumerable<string> Words(string note) => note.Split([' ', ',', '.', '?', '/', ':'], StringSplitOptions.RemoveEmptyEntries).Where(w => w.Length > 1).Select(w => w.ToUpperInvariant());

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
