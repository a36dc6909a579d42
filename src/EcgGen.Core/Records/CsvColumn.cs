// One column of a table of text: its name and unit as the header has them, and its numbers.
namespace EcgGen.Core.Records;

/// <summary>A column.</summary>
/// <param name="header">The header's cell; "" where there is none.</param>
internal sealed class CsvColumn(string header)
{
    private static readonly string[] s_timeNames = ["time", "t", "s", "ms", "sec", "secs", "second", "seconds", "elapsed time", "timestamp", "timestamps", "zeit"];
    private static readonly string[] s_indexNames = ["", "index", "sample", "samples", "sample number", "sample #", "sample index", "n", "no", "nr", "#", "unnamed: 0"];

    /// <summary>The name, without its unit.</summary>
    public string Name { get; } = Split(header).Name;

    /// <summary>The unit; "" if the header tells none.</summary>
    public string Unit { get; set; } = Split(header).Unit;

    /// <summary>The numbers, NaN where missing or no number.</summary>
    public List<double> Values { get; } = [];

    /// <summary>How many of the values are numbers.</summary>
    public int Numbers { get; set; }

    /// <summary>The first cell that is neither number nor missing, and the line where it stands.</summary>
    public (string Text, int Line)? Text { get; set; }

    /// <summary>Whether its cells are times of day.</summary>
    public bool IsClock { get; set; }

    /// <summary>Whether the name says that this is the time.</summary>
    public bool IsNamedTime => s_timeNames.Contains(Name.ToLowerInvariant()) || Name.StartsWith("time_", StringComparison.OrdinalIgnoreCase);

    /// <summary>Whether the name could be that of a column that counts samples, or there is none.</summary>
    public bool IsNamedIndex => s_indexNames.Contains(Name.ToLowerInvariant());

    /// <summary>How many seconds a time in this column is worth; null if neither name nor unit tell.</summary>
    public double? SecondsPerUnit => IsClock ? 1 : (Unit.Length > 0 ? Unit : Name).ToLowerInvariant() switch
    {
        "s" or "sec" or "secs" or "second" or "seconds" => 1,
        "ms" or "msec" or "millisecond" or "milliseconds" => 1e-3,
        "us" or "\u00b5s" or "\u03bcs" or "microseconds" => 1e-6,
        _ => null,
    };

    /// <summary>Whether these header cells are units alone, as some writers put them in a line of their own.</summary>
    public static bool AreUnits(IReadOnlyList<string> cells) => cells.Any(c => c.Length > 0) && cells.All(c =>
        c.Length == 0 || VoltageUnit.Find(Bare(c)) is not null || Bare(c).ToLowerInvariant() is "s" or "sec" or "seconds" or "ms" or "us" or "hh:mm:ss.mmm" or "bpm");

    /// <summary>A unit without the brackets around it.</summary>
    public static string Bare(string unit) => unit.Trim('(', ')', '[', ']', ' ');

    // "I (mV)", "V1[uV]", "II_mV", "time_ms"
    private static (string Name, string Unit) Split(string header)
    {
        header = header.Trim();
        int open = header.LastIndexOfAny(['(', '[']);
        if (open > 0 && header[^1] is ')' or ']')
            return (header[..open].Trim(), Bare(header[open..]));
        int mark = header.LastIndexOfAny(['_', '/']);
        var suffix = header[(mark + 1)..];
        return mark > 0 && (suffix is "s" or "ms" or "us" || suffix.Length > 1 && VoltageUnit.Find(suffix) is not null)
            ? (header[..mark].Trim(), suffix)
            : (header, "");
    }
}
