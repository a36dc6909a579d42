// The characters of a note as the network knows them.
using System.Text;
using static EcgGen.Core.RecipeResolver;

namespace EcgGen.Core.Handwriting;

/// <summary>Splits notes into lines of words.</summary>
internal static class NoteText
{
    private const int LongestNote = 500;

    // What looks the same in anybody's hand.
    private static readonly Dictionary<int, string> s_alike = new()
    {
        ['–'] = "-",
        ['—'] = "-",
        ['−'] = "-",
        ['‑'] = "-",
        ['’'] = "'",
        ['‘'] = "'",
        ['“'] = "\"",
        ['”'] = "\"",
        ['„'] = "\"",
        ['×'] = "x",
        ['μ'] = "µ",
        ['…'] = "...",
    };

    /// <summary>The lines of a note, each with its words.</summary>
    /// <param name="note">The note; "\n" starts a new line.</param>
    /// <param name="contract">Knows the characters.</param>
    /// <exception cref="EcgException">RecipeInvalid: the note is empty, too long, or has a character that the network does not know.</exception>
    public static string[][] Lines(string note, NetworkContract contract)
    {
        if (note.Length > LongestNote)
            throw Invalid("texts", $"expected notes of at most {LongestNote} characters, found {note.Length}");
        var text = new StringBuilder();
        foreach (var rune in note.EnumerateRunes())
        {
            if (rune.Value == '\n' || Rune.IsWhiteSpace(rune) || contract.Knows(rune))
                text.Append(rune);
            else if (s_alike.TryGetValue(rune.Value, out var alike) && alike.EnumerateRunes().All(contract.Knows))
                text.Append(alike);
            else
                throw Invalid("texts", $"the network does not write '{rune}', which is in '{note}'");
        }
        string[][] lines = [.. text.ToString().Split('\n').Select(l => l.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).Select(CrossedOut).Where(w => w.Length > 0).ToArray()).Where(l => l.Length > 0)];
        return lines.Length > 0 ? lines : throw Invalid("texts", "expected notes with at least one word, found an empty one");
    }

    /// <summary>The word with one stroke through it, at its end, if it has any.</summary>
    private static string CrossedOut(string word)
    {
        var bare = word.Replace(NetworkContract.Strike.ToString(), "");
        return bare.Length > 0 && bare.Length < word.Length ? bare + NetworkContract.Strike : bare;
    }
}
