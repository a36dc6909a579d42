// A table of text, read into columns: header lines, units, comments, and numbers row by row.
using System.Globalization;
using System.Runtime.InteropServices;

namespace EcgGen.Core.Records;

/// <summary>A table as a CSV or TSV file holds it.</summary>
internal sealed class CsvTable
{
    private const int MaxColumns = 4096;
    private readonly string _file;
    private readonly DelimitedText _format;

    private CsvTable(string file, DelimitedText format) => (_file, _format) = (file, format);

    /// <summary>The columns, in the order of the file.</summary>
    public List<CsvColumn> Columns { get; } = [];

    /// <summary>Whether the first line named the columns.</summary>
    public bool HasHeader { get; private set; }

    /// <summary>Comment lines, and lines before the header, without their mark.</summary>
    public List<string> Comments { get; } = [];

    /// <summary>Reads a table.</summary>
    /// <param name="file">The file's name, for messages.</param>
    /// <param name="text">The text.</param>
    /// <param name="cancellation">Polled every 1000 lines.</param>
    /// <exception cref="EcgException">SignalInvalid, RecordTooLarge.</exception>
    public static CsvTable Parse(string file, string text, CancellationToken cancellation)
    {
        var (format, _) = DelimitedText.Detect(text);
        if (format.Columns > MaxColumns)
            throw new EcgException(ErrorId.RecordTooLarge, $"{file}: number of columns: {format.Columns} are more than {MaxColumns}.");
        var table = new CsvTable(file, format);
        int number = 0;
        foreach (var line in text.AsSpan().EnumerateLines())
        {
            if (++number % 1000 == 0)
                cancellation.ThrowIfCancellationRequested();
            if (line.Length > CsvReader.MaxLineChars)
                throw new EcgException(ErrorId.RecordTooLarge, $"{file}, line {number}: expected at most {CsvReader.MaxLineChars} characters, found {line.Length}.");
            if (DelimitedText.IsComment(line))
                table.Comments.Add(line.TrimStart()[1..].Trim().ToString());
            else if (!line.IsWhiteSpace() && !table.TakeHeader(line, number))
                table.AddRow(line, number);
        }
        return table;
    }

    // Whether a line stands before the numbers: a title, the names of the columns, or their units.
    private bool TakeHeader(ReadOnlySpan<char> line, int number)
    {
        if (Columns.Count > 0)
            return HasHeader && Columns[0].Values.Count == 0 && TakeUnits(line);
        var cells = CellsOf(line);
        bool hasWords = cells.Any(IsWord), hasLeads = cells.Any(IsLeadName);
        if (hasWords && cells.Count != _format.Columns && IsWord(cells[0]))
        {
            if (hasLeads)
                throw WrongCount(number, _format.Columns, cells.Count);
            Comments.Add(line.Trim().ToString());
            return true;
        }
        // Some programs write the header as a comment.
        if (!hasWords && Comments.Count > 0 && CellsOf(Comments[^1]) is var names && names.Count == _format.Columns && names.Any(IsLeadName))
        {
            cells = names;
            HasHeader = true;
        }
        HasHeader |= hasWords;
        for (int i = 0; i < _format.Columns; i++)
            Columns.Add(new CsvColumn(HasHeader && i < cells.Count ? cells[i] : ""));
        return hasWords;
    }

    private bool TakeUnits(ReadOnlySpan<char> line)
    {
        var cells = CellsOf(line);
        if (cells.Count != Columns.Count || !CsvColumn.AreUnits(cells))
            return false;
        foreach (var (column, unit) in Columns.Zip(cells))
            column.Unit = unit.Length > 0 ? CsvColumn.Bare(unit) : column.Unit;
        return true;
    }

    private List<string> CellsOf(ReadOnlySpan<char> line)
    {
        var cells = new List<string>();
        for (var rest = _format.Cells(line); rest.Next(out var cell) && cells.Count < MaxColumns;)
            cells.Add(cell.Trim().ToString().Replace("\"\"", "\"", StringComparison.Ordinal));
        return cells;
    }

    private bool IsWord(string cell) => _format.Parse(cell) is null && !DelimitedText.IsMissing(cell);

    private static bool IsLeadName(string cell) => LeadSets.IsOfTwelve(new CsvColumn(cell).Name);

    private void AddRow(ReadOnlySpan<char> line, int number)
    {
        var columns = CollectionsMarshal.AsSpan(Columns);
        int found = 0;
        for (var cells = _format.Cells(line); cells.Next(out var cell); found++)
        {
            if (found >= columns.Length)
            {
                if (!cell.IsWhiteSpace())
                    throw WrongCount(number, columns.Length, _format.Count(line));
                continue;
            }
            var column = columns[found];
            var value = _format.Parse(cell);
            if (value is not null)
            {
                column.Numbers++;
                column.IsClock |= cell.Contains(':');
            }
            else if (!DelimitedText.IsMissing(cell))
            {
                column.Text ??= (cell[..Math.Min(cell.Length, 100)].ToString(), number);
            }
            column.Values.Add(value ?? double.NaN);
        }
        if (found < columns.Length)
            throw WrongCount(number, columns.Length, found);
        RecordCut.CheckSize(_file, (Int128)columns.Length * columns[0].Values.Count);
    }

    private EcgException WrongCount(int line, int expected, int found) => new(ErrorId.SignalInvalid,
        string.Create(CultureInfo.InvariantCulture, $"{_file}, line {line}: expected {expected} columns, found {found}."));
}
