// Reads tables of comma-separated values (RFC 4180), as far as a column is looked up in them.
using System.Text;

namespace EcgGen.Datasets;

internal static class CsvRows
{
    /// <summary>All rows, the head first. Fields are parted by commas, or by semicolons or tabs if the first line has more of them.</summary>
    /// <exception cref="EcgException">FileNotFound, FileUnreadable.</exception>
    public static List<string[]> Read(string path)
    {
        string text;
        try
        {
            text = File.ReadAllText(path);
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new EcgException(ErrorId.FileNotFound, $"{path}: no such file.", e);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new EcgException(ErrorId.FileUnreadable, $"{path}: the file can't be read: {e.Message}", e);
        }
        var first = text.AsSpan(0, text.IndexOf('\n') is var n and >= 0 ? n : text.Length);
        char comma = ',';
        foreach (char other in ";\t")
        {
            if (first.Count(other) > first.Count(comma))
                comma = other;
        }
        return Parse(text, comma);
    }

    private static List<string[]> Parse(string text, char comma)
    {
        var rows = new List<string[]>();
        var row = new List<string>();
        var field = new StringBuilder();
        bool quoted = false;
        for (int i = 0; i < text.Length; i++)
        {
            char c = text[i];
            if (quoted && c == '"' && i + 1 < text.Length && text[i + 1] == '"')
                field.Append(text[++i]);
            else if (c == '"' && (quoted || field.Length == 0))
                quoted = !quoted;
            else if (quoted || (c != comma && c is not ('\n' or '\r')))
                field.Append(c);
            else if (c == comma)
                EndField();
            else if (c == '\n')
                EndRow();
        }
        if (field.Length > 0 || row.Count > 0)
            EndRow();
        return rows;

        void EndField()
        {
            row.Add(field.ToString().Trim());
            field.Clear();
        }

        void EndRow()
        {
            EndField();
            if (row.Count > 1 || row[0].Length > 0)
                rows.Add([.. row]);
            row.Clear();
        }
    }
}
