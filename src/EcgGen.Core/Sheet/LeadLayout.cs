// Which lead stands where on a page: rows of places, without millimetres.
using System.Globalization;

namespace EcgGen.Core.Sheet;

/// <summary>A place in a row.</summary>
/// <param name="Lead">The lead; null where the place stays empty.</param>
/// <param name="Start">Where in the record it starts, in seconds; null where its column tells.</param>
/// <param name="Seconds">How long it is if the sheet is wide enough.</param>
/// <param name="IsRhythm">Whether it is a rhythm strip.</param>
public readonly record struct LeadPlace(PageLead? Lead, double? Start, double Seconds, bool IsRhythm = false);

/// <summary>The shape of a layout with a name.</summary>
/// <param name="Name">Such as "3x4+1".</param>
/// <param name="Rows">Rows without the strips.</param>
/// <param name="Columns">Columns.</param>
/// <param name="Strips">Rhythm strips over the whole width below the rows.</param>
public sealed record LayoutShape(string Name, int Rows, int Columns, int Strips = 0)
{
    /// <summary>Whether it is a column of strips for whatever leads the record has.</summary>
    public bool IsStrips => Columns == 1;
}

/// <summary>A resolved arrangement of leads.</summary>
/// <param name="Rows">Per row, its places from left to right.</param>
public sealed record LeadLayout(IReadOnlyList<IReadOnlyList<LeadPlace>> Rows)
{
    /// <summary>Seconds that a whole row shows, by the standard.</summary>
    public const double RowSeconds = 10;

    /// <summary>The name of a layout that is given as data.</summary>
    public const string Custom = "Custom";

    private static readonly LayoutShape[] Shapes =
    [
        new("3x4", 3, 4), new("3x4+1", 3, 4, 1), new("3x4+3", 3, 4, 3), new("6x2", 6, 2), new("6x2+1", 6, 2, 1), new("4x3", 4, 3), new("2x6", 2, 6),
        .. Enumerable.Range(1, 12).Select(n => new LayoutShape($"{n}x1", n, 1)),
    ];

    /// <summary>The names that -Layout takes.</summary>
    public static IReadOnlyList<string> Names { get; } = [.. Shapes.Select(s => s.Name)];

    /// <summary>The layout of a name, in any case.</summary>
    /// <exception cref="EcgException">RecipeInvalid: no layout has this name.</exception>
    public static LayoutShape Shape(string name) => Shapes.FirstOrDefault(s => s.Name.Equals(name, StringComparison.OrdinalIgnoreCase))
        ?? throw new EcgException(ErrorId.RecipeInvalid, $"layout: no layout is named '{name}'; there are {string.Join(", ", Names)}.");

    /// <summary>The layout where the user named none: the standard page, or strips if there are too few leads for it.</summary>
    /// <param name="record">The record.</param>
    /// <param name="leads">The leads that the user wants, or null.</param>
    public static string Choose(RecordInfo record, IReadOnlyList<string>? leads)
    {
        int standard = leads?.Count ?? record.Leads.Count(LeadOrders.Standard.Contains);
        return standard >= 8 ? "3x4+1" : string.Create(CultureInfo.InvariantCulture, $"{Math.Clamp(leads?.Count ?? record.Leads.Count, 1, 12)}x1");
    }

    /// <summary>Places a record's leads.</summary>
    /// <param name="paper">The stage, its layout resolved.</param>
    /// <param name="record">The record.</param>
    public static LeadLayout Create(PaperStage paper, RecordInfo record)
    {
        PageLead? At(IReadOnlyList<string> leads, int i) => i < leads.Count && leads[i].Length > 0 ? PageLead.Require(leads[i], record, "leads") : null;
        if (paper.LayoutRows is { } rows)
            return new LeadLayout([.. rows.Select(row => row.Select(c => new LeadPlace(At([c.Lead], 0), c.Start, c.Duration!.Value)).ToArray())]);

        var shape = Shape(paper.Layout!);
        var leads = paper.Leads!;
        double seconds = paper.Duration!.Value;
        int height = shape.IsStrips ? leads.Count : shape.Rows;
        var body = Enumerable.Range(0, height).Select(row =>
            Enumerable.Range(0, shape.Columns).Select(column => new LeadPlace(At(leads, column * shape.Rows + row), null, seconds / shape.Columns)).ToArray());
        var strips = (paper.RhythmLeads ?? []).Select(l => new[] { new LeadPlace(At([l], 0), null, seconds, IsRhythm: true) });
        return new LeadLayout([.. body, .. strips]);
    }
}
