// Which lead stands where on a page: rows and columns by name, without millimetres.
using System.Globalization;

namespace EcgGen.Core.Sheet;

/// <summary>A named arrangement of leads.</summary>
/// <param name="Name">Such as "3x4+1".</param>
/// <param name="Rows">Per row, its leads from left to right; null where a place stays empty.</param>
/// <param name="ColumnSeconds">The standard length of one column in seconds.</param>
/// <param name="HasRhythmStrip">Whether a strip over the whole width follows the rows.</param>
public sealed record LeadLayout(string Name, IReadOnlyList<string?[]> Rows, double ColumnSeconds, bool HasRhythmStrip)
{
    /// <summary>Seconds that a whole row shows, by the standard.</summary>
    public const double RowSeconds = 10;

    private static readonly string[][] Standard = [["I", "aVR", "V1", "V4"], ["II", "aVL", "V2", "V5"], ["III", "aVF", "V3", "V6"]];
    private static readonly string[] RhythmPreference = ["II", "V1", "V5", "I", "V2"];

    /// <summary>The names that -Layout takes.</summary>
    public static IReadOnlyList<string> Names { get; } = ["3x4", "3x4+1", .. Enumerable.Range(1, 12).Select(n => $"{n}x1")];

    /// <summary>The layout for a record where the user named none: the standard page, or strips if too few of its leads are there.</summary>
    public static string Choose(RecordInfo record)
    {
        int standard = record.Leads.Count(l => Standard.Any(row => row.Contains(l)));
        return standard >= 8 ? "3x4+1" : string.Create(CultureInfo.InvariantCulture, $"{Math.Min(12, record.Leads.Count)}x1");
    }

    /// <summary>The lead for the rhythm strip where the user named none.</summary>
    public static string ChooseRhythmLead(RecordInfo record) =>
        RhythmPreference.FirstOrDefault(record.Leads.Contains) ?? record.Leads[0];

    /// <summary>Places a record's leads.</summary>
    /// <exception cref="EcgException">RecipeInvalid: no layout has this name. LeadNotFound: none of its leads is in the record.</exception>
    public static LeadLayout Create(string name, RecordInfo record)
    {
        if (name is "3x4" or "3x4+1")
        {
            var rows = Standard.Select(row => row.Select(l => record.Leads.Contains(l) ? l : null).ToArray()).ToArray();
            if (rows.All(row => row.All(l => l is null)))
                throw new EcgException(ErrorId.LeadNotFound, $"{record.Name}: layout {name} shows the standard leads, and the record has none of them (it has {string.Join(", ", record.Leads)}).");
            return new LeadLayout(name, rows, RowSeconds / 4, name.EndsWith("+1", StringComparison.Ordinal));
        }
        if (Names.Contains(name))
        {
            int count = int.Parse(name.AsSpan(0, name.IndexOf('x')), CultureInfo.InvariantCulture);
            return new LeadLayout(name, [.. record.Leads.Take(count).Select(l => new[] { l })], RowSeconds, false);
        }
        throw new EcgException(ErrorId.RecipeInvalid, $"layout: no layout is named '{name}'; there are {string.Join(", ", Names)}.");
    }
}
