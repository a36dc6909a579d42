// Markdown with its marks turned into blanks, so that places stay those of the file.
namespace EcgGen.Core.Terms;

internal static class MarkdownText
{
    // An address or a tag that is longer is none.
    private const int MaxMark = 2048;

    public static string Read(string markdown)
    {
        var text = markdown.ToCharArray();
        bool fenced = false;
        for (int line = 0; line < text.Length;)
        {
            int end = Array.IndexOf(text, '\n', line);
            end = end < 0 ? text.Length : end;
            var row = text.AsSpan(line, end - line);
            var body = row.TrimStart(" \t");
            bool fence = body.StartsWith("```") || body.StartsWith("~~~");
            if (fence || fenced)
                row.Fill(' ');
            else
                BlankMarks(row);
            fenced ^= fence;
            line = end + 1;
        }
        return new string(text);
    }

    private static void BlankMarks(Span<char> row)
    {
        int start = row.IndexOfAnyExcept("#> \t");
        row[..Math.Max(start, 0)].Replace('#', ' ');
        row[..Math.Max(start, 0)].Replace('>', ' ');
        for (int i = 0; i < row.Length; i++)
        {
            switch (row[i])
            {
                case '*' or '`' or '[':
                    row[i] = ' ';
                    break;
                case '_' when i == 0 || i + 1 == row.Length || !char.IsLetterOrDigit(row[i - 1]) || !char.IsLetterOrDigit(row[i + 1]):
                    row[i] = ' ';
                    break;
                case '!' when i + 1 < row.Length && row[i + 1] == '[':
                    row[i] = ' ';
                    break;
                case ']':
                    Blank(row, i, i + 1 < row.Length && row[i + 1] == '(' ? ')' : ']');
                    break;
                case '<' when i + 1 < row.Length && (char.IsAsciiLetter(row[i + 1]) || row[i + 1] == '/'):
                    Blank(row, i, '>');
                    break;
            }
        }
    }

    /// <summary>Blanks all up to a sign, if that comes soon.</summary>
    private static void Blank(Span<char> row, int from, char to)
    {
        int length = row[from..Math.Min(row.Length, from + MaxMark)].IndexOf(to);
        if (length >= 0)
            row.Slice(from, length + 1).Fill(' ');
    }
}
