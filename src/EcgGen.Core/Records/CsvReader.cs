// Reads tables of text, one lead in a column: CSV, TSV and the like, as people and programs write them.
using System.Runtime.InteropServices;

namespace EcgGen.Core.Records;

/// <summary>
/// The reader of delimited text. Delimiter, decimal mark, header, units and time column are found out; a rate and a unit given for the
/// file overrule them. Columns of words and columns in units that are no voltage are left out.
/// </summary>
public sealed class CsvReader : IRecordReader
{
    /// <summary>The longest line that is read, in characters.</summary>
    internal const int MaxLineChars = 1 << 20;

    private const int MaxBytes = 1 << 29, ProbedBytes = 1 << 12, LeastProbedLines = 3;
    private const double LeastNumbers = 0.9;

    /// <inheritdoc/>
    public string Format => "csv";

    /// <inheritdoc/>
    public IReadOnlyList<string> Extensions { get; } = [".csv", ".tsv"];

    /// <summary>Whether this is a text whose cells are numbers, or named as one.</summary>
    public bool CanRead(string path)
    {
        if (Extensions.Contains(Path.GetExtension(path).ToLowerInvariant()))
            return true;
        var start = FileStart.Of(path, ProbedBytes);
        if (start.AsSpan().ContainsAnyInRange((byte)0, (byte)8) && start is not ([0xff, 0xfe, ..] or [0xfe, 0xff, ..]))
            return false;
        var text = DelimitedText.Decode(start);
        int end = text.LastIndexOf('\n'); // the last line may be cut
        return text.AsSpan().Count('\n') >= LeastProbedLines && DelimitedText.Detect(text[..end]).Share >= LeastNumbers;
    }

    /// <inheritdoc/>
    public RawRecord Read(string path, ReadOptions options, CancellationToken cancellation)
    {
        var (bytes, sha256) = HostileFile.ReadAll(path, MaxBytes, cancellation);
        var file = Path.GetFileName(path);
        var table = CsvTable.Parse(file, DelimitedText.Decode(bytes), cancellation);
        var warnings = new List<string>();
        var leads = new List<RawLead>();
        double rate = SamplingRates.Max;
        if (table.Columns.Count > 0)
        {
            var (time, index) = CsvTime.Find(table.Columns, table.HasHeader);
            rate = CsvTime.Rate(file, time, options, warnings);
            var cut = RecordCut.Of(file, table.Columns[0].Values.Count, rate, options.Start, options.Duration);
            leads = Leads(file, table, [.. table.Columns.Where(c => c != time && c != index)], cut, options, warnings);
        }
        return new RawRecord
        {
            Name = Path.GetFileNameWithoutExtension(file),
            SamplingRate = rate,
            Leads = leads,
            DeriveLimbLeads = LeadSets.AreEight(leads.Select(l => l.Name)),
            Files = [(Path.GetFullPath(path), sha256)],
            Comments = table.Comments,
            Warnings = warnings,
        };
    }

    private static List<RawLead> Leads(string file, CsvTable table, List<CsvColumn> columns, RecordCut cut, ReadOptions options, List<string> warnings)
    {
        columns.RemoveAll(c => !IsLead(file, table, c, options, warnings));
        // A delimiter at the end of each line makes no lead; several empty columns are leads that were not recorded.
        if (columns.Count > 1 && columns[^1] is { Numbers: 0, Name: "" } && columns[^2].Numbers > 0)
            columns.RemoveAt(columns.Count - 1);
        int empty = columns.Count(c => c.Numbers == 0);
        if (empty > 0)
            warnings.Add($"{file}: {empty} of {columns.Count} leads have no number in any line.");
        var names = LeadSets.DefaultNames(columns.Count);
        VoltageUnit? assumed = null;
        var leads = new List<RawLead>();
        for (int i = 0; i < columns.Count; i++)
        {
            var unit = VoltageUnit.Told(file, options) ?? VoltageUnit.Find(columns[i].Unit) ?? (assumed ??= Assumed());
            var samples = new double[cut.Count];
            for (int s = 0; s < samples.Length; s++)
                samples[s] = LeadMatrix.ToMillivolts(columns[i].Values[(int)cut.First + s], unit);
            leads.Add(new RawLead(columns[i].Name.Length > 0 ? columns[i].Name : names[i], samples, unit.PerMillivolt));
        }
        return leads;

        // One unit for all columns that have none, so that leads with small values don't get another than the rest.
        VoltageUnit Assumed()
        {
            var values = columns.Where(c => c.Unit.Length == 0).SelectMany(c => c.Values).ToList();
            return LeadMatrix.Unit(file, CollectionsMarshal.AsSpan(values), isInteger: false, options, warnings);
        }
    }

    private static bool IsLead(string file, CsvTable table, CsvColumn column, ReadOptions options, List<string> warnings)
    {
        var name = column.Name.Length > 0 ? $"column {TextField.Quote(column.Name)}" : $"column {table.Columns.IndexOf(column) + 1}";
        if (column.Text is { } text)
        {
            if (column.Numbers > 0)
                throw new EcgException(ErrorId.SignalInvalid, $"{file}, line {text.Line}: {name}: expected a number, found {TextField.Quote(text.Text)}.");
            warnings.Add($"{file}: {name} has words in the place of numbers, and is left out.");
            return false;
        }
        if (column.Unit.Length > 0 && VoltageUnit.Find(column.Unit) is null && options.Unit is null)
        {
            warnings.Add($"{file}: {name} is in {TextField.Quote(column.Unit)}, which is no voltage, and is left out.");
            return false;
        }
        if (column.IsNamedTime && table.HasHeader || column.IsClock)
            return false; // another way to tell the time
        return true;
    }
}
