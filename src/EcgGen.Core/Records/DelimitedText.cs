// Text of rows and cells, of whatever encoding, delimiter and decimal mark: found out, not told.
using System.Globalization;
using System.Text;
using System.Text.Unicode;

namespace EcgGen.Core.Records;

/// <summary>A delimited text.</summary>
/// <param name="Delimiter">Tab, semicolon or comma; a space for any white space; NUL for one cell in a line.</param>
/// <param name="Columns">Cells in a line of its body.</param>
internal readonly record struct DelimitedText(char Delimiter, int Columns)
{
    private const int ProbedLines = 30;
    private const char WhiteSpace = ' ', None = '\0';
    private static readonly NumberFormatInfo s_decimalComma = new() { NumberDecimalSeparator = ",", NumberGroupSeparator = "" };

    /// <summary>The text of a file: in UTF-16 if it starts with its mark, in UTF-8 if it is that, else in Latin-1.</summary>
    public static string Decode(ReadOnlySpan<byte> bytes)
    {
        if (bytes is [0xff, 0xfe, ..])
            return Encoding.Unicode.GetString(bytes[2..]);
        if (bytes is [0xfe, 0xff, ..])
            return Encoding.BigEndianUnicode.GetString(bytes[2..]);
        if (bytes is [0xef, 0xbb, 0xbf, ..])
            bytes = bytes[3..];
        return (Utf8.IsValid(bytes) ? Encoding.UTF8 : Encoding.Latin1).GetString(bytes);
    }

    /// <summary>Whether a line holds no cells: it is empty or a comment.</summary>
    public static bool IsBesideBody(ReadOnlySpan<char> line) => line.IsWhiteSpace() || IsComment(line);

    /// <summary>Whether a line is a comment.</summary>
    public static bool IsComment(ReadOnlySpan<char> line) => line.TrimStart() is ['#' or '%', ..];

    /// <summary>
    /// Finds the delimiter by which most cells of a text's first lines are numbers, the first two lines aside, which may be a header.
    /// </summary>
    /// <returns>The delimiter, and which share of the cells are numbers by it.</returns>
    public static (DelimitedText Found, double Share) Detect(string text)
    {
        var lines = new List<string>();
        foreach (var line in text.AsSpan().EnumerateLines())
        {
            if (lines.Count == ProbedLines)
                break;
            if (!IsBesideBody(line))
                lines.Add(line.Length > CsvReader.MaxLineChars ? "" : line.ToString());
        }
        if (lines.Count > 3)
            lines.RemoveRange(0, 2);
        (DelimitedText, double) best = (new DelimitedText(None, 1), -1);
        foreach (char delimiter in (ReadOnlySpan<char>)['\t', ';', ',', WhiteSpace, None])
        {
            // What follows the header tells how many cells a line has.
            var format = new DelimitedText(delimiter, 0);
            int columns = lines.Count == 0 ? 1 : format.Count(lines[^1]);
            if (columns < 2 && delimiter != None)
                continue;
            int cells = 0, numbers = 0;
            foreach (var line in lines)
            {
                var rest = format.Cells(line);
                while (rest.Next(out var cell))
                {
                    cells++;
                    numbers += format.Parse(cell) is not null || IsMissing(cell) ? 1 : 0;
                }
            }
            double share = cells == 0 ? 0 : (double)numbers / cells;
            if (share > best.Item2)
                best = (new DelimitedText(delimiter, columns), share);
        }
        return best;
    }

    /// <summary>The cells of a line.</summary>
    public CellReader Cells(ReadOnlySpan<char> line) => new(line, Delimiter);

    /// <summary>How many cells a line has.</summary>
    public int Count(ReadOnlySpan<char> line)
    {
        int count = 0;
        for (var cells = Cells(line); cells.Next(out _);)
            count++;
        return count;
    }

    /// <summary>Whether a cell stands for a missing number.</summary>
    public static bool IsMissing(ReadOnlySpan<char> cell) => cell.IsEmpty || cell.Length <= 9 && cell.ToString().ToLowerInvariant() is
        "nan" or "na" or "n/a" or "null" or "none" or "-" or "--" or "?" or "inf" or "+inf" or "-inf" or "infinity" or "-infinity";

    /// <summary>The number in a cell, with a decimal comma where that is no delimiter; a time of day is in seconds; else null.</summary>
    public double? Parse(ReadOnlySpan<char> cell)
    {
        const NumberStyles style = NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent;
        if (TryShort(cell, out double value))
            return value;
        if (double.TryParse(cell, style, CultureInfo.InvariantCulture, out value)
            || Delimiter != ',' && double.TryParse(cell, style, s_decimalComma, out value))
            return double.IsFinite(value) ? value : null;
        int colon = cell.LastIndexOf(':');
        return colon > 0 && Parse(cell[(colon + 1)..]) is >= 0 and < 60 and var seconds && ParseHours(cell[..colon]) is { } minutes
            ? 60 * minutes + seconds
            : null;
    }

    // Nearly every cell is a number of a few digits, for which the general way takes much longer. Both parts of the
    // quotient are exact, so it is the number nearest to the text.
    private static bool TryShort(ReadOnlySpan<char> cell, out double value)
    {
        const int mostDigits = 15;
        ReadOnlySpan<double> powers = [1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15];
        bool isNegative = cell is ['-', ..];
        var digits = isNegative ? cell[1..] : cell;
        value = 0;
        if (digits.Length is 0 or > mostDigits)
            return false;
        long number = 0;
        int point = -1;
        for (int i = 0; i < digits.Length; i++)
        {
            int digit = digits[i] - '0';
            if (digit is >= 0 and <= 9)
                number = number * 10 + digit;
            else if (digits[i] == '.' && point < 0 && digits.Length > 1)
                point = i;
            else
                return false;
        }
        value = number / powers[point < 0 ? 0 : digits.Length - 1 - point];
        value = isNegative ? -value : value;
        return true;
    }

    // "3:59" before the last colon is 3 hours and 59 minutes, "59" is 59 minutes.
    private static long? ParseHours(ReadOnlySpan<char> text)
    {
        int colon = text.IndexOf(':');
        if (!uint.TryParse(text[(colon + 1)..], NumberStyles.None, CultureInfo.InvariantCulture, out uint minutes))
            return null;
        if (colon < 0)
            return minutes;
        return uint.TryParse(text[..colon], NumberStyles.None, CultureInfo.InvariantCulture, out uint hours) ? 60L * hours + minutes : null;
    }

    /// <summary>Takes cells off a line in turn, without quotes and white space around them.</summary>
    internal ref struct CellReader(ReadOnlySpan<char> line, char delimiter)
    {
        private ReadOnlySpan<char> _rest = delimiter == WhiteSpace ? line.Trim() : line;
        private bool _ended;

        /// <summary>The next cell; false at the end of the line.</summary>
        public bool Next(out ReadOnlySpan<char> cell)
        {
            cell = default;
            if (_ended)
                return false;
            var start = _rest.TrimStart(delimiter == '\t' ? " " : " \t");
            int end;
            if (start is ['"', ..] && ClosingQuote(start) is var quote and > 0)
            {
                cell = start[1..quote];
                end = _rest.Length - start.Length + quote + 1;
                int rest = IndexOfDelimiter(_rest[end..]);
                end = rest < 0 ? -1 : end + rest;
            }
            else
            {
                end = IndexOfDelimiter(_rest);
                cell = (end < 0 ? _rest : _rest[..end]).Trim().Trim('\'');
            }
            _ended = end < 0;
            _rest = _ended ? default : _rest[(end + 1)..];
            if (delimiter == WhiteSpace)
                _rest = _rest.TrimStart();
            return true;
        }

        private readonly int IndexOfDelimiter(ReadOnlySpan<char> text) =>
            delimiter == WhiteSpace ? text.IndexOfAny(' ', '\t') : delimiter == None ? -1 : text.IndexOf(delimiter);

        // Two quotes within quotes are one, and no end.
        private static int ClosingQuote(ReadOnlySpan<char> text)
        {
            for (int i = 1; i < text.Length; i++)
            {
                if (text[i] != '"')
                    continue;
                if (i + 1 == text.Length || text[i + 1] != '"')
                    return i;
                i++;
            }
            return -1;
        }
    }
}
