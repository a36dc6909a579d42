// Text to sentences, and sentences to words, numbers and marks: one pass, a sentence at a time, so that memory does not grow with the text.
using System.Collections.Frozen;

namespace EcgGen.Core.Terms;

/// <summary>A word, a number or a mark.</summary>
/// <param name="Start">The place of its first character in the text.</param>
/// <param name="Length">Its length.</param>
public readonly record struct Token(int Start, int Length)
{
    /// <summary>The place after its last character.</summary>
    public int End => Start + Length;

    /// <summary>Its characters.</summary>
    public ReadOnlySpan<char> In(string text) => text.AsSpan(Start, Length);
}

/// <summary>Reads a text sentence by sentence.</summary>
/// <param name="text">The text.</param>
public sealed class Sentences(string text)
{
    /// <summary>Longer sentences are cut: no text makes the recogniser slow.</summary>
    public const int MaxTokens = 200;

    /// <summary>Longer words are cut, but addresses of pages.</summary>
    public const int MaxWord = 64;

    private static readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> s_abbreviations =
        "dr mr mrs ms prof st vs fig figs no nos approx ca cf resp incl ant inf lat post min max mg ml v g e p pp vol ed".Split(' ')
        .ToFrozenSet(StringComparer.OrdinalIgnoreCase).GetAlternateLookup<ReadOnlySpan<char>>();

    private readonly Token[] _tokens = new Token[MaxTokens];
    private int _at;

    /// <summary>The next sentence's tokens; empty after the last. They are overwritten by the next call.</summary>
    public ReadOnlySpan<Token> Next()
    {
        int count = 0;
        while (count < MaxTokens)
        {
            int lines = SkipBlanks();
            if (_at >= text.Length || (count > 0 && IsEnd(_tokens.AsSpan(0, count), lines)))
                break;
            int end = EndOfToken();
            _tokens[count++] = new Token(_at, end - _at);
            _at = end;
        }
        return _tokens.AsSpan(0, count);
    }

    /// <summary>Passes blanks; counts the line feeds among them.</summary>
    private int SkipBlanks()
    {
        int lines = 0;
        for (; _at < text.Length && (char.IsWhiteSpace(text[_at]) || char.IsControl(text[_at]) || text[_at] is '\u00AD' or '\u200B' or '\uFEFF'); _at++)
            lines += text[_at] == '\n' || (text[_at] == '\r' && (_at + 1 >= text.Length || text[_at + 1] != '\n')) ? 1 : 0;
        return lines;
    }

    /// <summary>Whether a sentence ends before the character at hand.</summary>
    private bool IsEnd(ReadOnlySpan<Token> tokens, int lines)
    {
        char next = text[_at];
        // A line of its own is a sentence in reports; a wrapped line of prose goes on with a small letter.
        if (lines > 1 || (lines == 1 && !char.IsLower(next)))
            return true;
        int last = tokens.Length - 1;
        if (last > 0 && text[tokens[last].Start] is ')' or '"' or '”' or '’' or '\'' or ']')
            last--;
        char mark = text[tokens[last].Start];
        if (tokens[^1].End == _at || mark is not ('.' or '!' or '?' or '…') || char.IsLower(next))
            return false;
        if (mark != '.' || last == 0 || tokens[last - 1].End != tokens[last].Start)
            return true;
        var before = tokens[last - 1].In(text);
        bool initial = before.Length == 1 && char.IsUpper(before[0]) && before[0] != 'I';
        return !initial && !s_abbreviations.Contains(before);
    }

    private int EndOfToken()
    {
        int i = _at;
        if (!IsWord(text[i]))
            return i + 1;
        int limit = Math.Min(text.Length, i + MaxWord);
        if (IsAddress(i))
        {
            while (i < text.Length && !char.IsWhiteSpace(text[i]))
                i++;
            return i;
        }
        for (; i < limit; i++)
        {
            if (IsWord(text[i]))
                continue;
            bool inner = i + 1 < limit && i > _at
                && ((text[i] is '.' or ',' && char.IsDigit(text[i - 1]) && char.IsDigit(text[i + 1])) || (text[i] is '\'' or '’' && char.IsLetter(text[i - 1]) && char.IsLetter(text[i + 1])));
            if (!inner)
                break;
        }
        return i;
    }

    /// <summary>Whether the address of a page begins here: no words are in it.</summary>
    private bool IsAddress(int at) => text[at] is 'h' or 'w' && (text.AsSpan(at).StartsWith("http://") || text.AsSpan(at).StartsWith("https://") || text.AsSpan(at).StartsWith("www."));

    private static bool IsWord(char c) => char.IsAsciiLetterOrDigit(c) || (c >= 128 && (char.IsLetterOrDigit(c) || char.GetUnicodeCategory(c) is System.Globalization.UnicodeCategory.NonSpacingMark));
}
