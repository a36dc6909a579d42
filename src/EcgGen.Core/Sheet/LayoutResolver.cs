// Fills what a paper stage leaves open of its layout: leads, strips, cells and their times.
using static EcgGen.Core.RecipeResolver;

namespace EcgGen.Core.Sheet;

/// <summary>Resolves layouts, named ones and those given as data.</summary>
internal static class LayoutResolver
{
    private const double ShortestCell = 0.1;

    // Sums of decimal fractions of a second.
    private const double Tolerance = 1e-6;

    /// <summary>Fills and checks the layout; order and timing are resolved already.</summary>
    /// <exception cref="EcgException">RecipeInvalid, LeadNotFound.</exception>
    public static PaperStage Resolve(PaperStage open, RecordInfo record)
    {
        if (open.Duration is { } duration)
            InRange("duration", duration, PaperLimits.MinDuration, PaperLimits.MaxDuration);
        Known("leadOrder", open.LeadOrder!.Value);
        Known("columnTiming", open.ColumnTiming!.Value);
        Known("pulsePlacement", open.PulsePlacement!.Value);
        Known("separator", open.Separator!.Value);
        return open.LayoutRows is { } rows ? FromRows(open, rows, record) : FromName(open, record);
    }

    private static bool IsEmptyPlace(string? lead) => lead is null or "" or "-";

    /// <summary>Refuses numbers that JSON may hold in place of a name.</summary>
    private static void Known<T>(string field, T value) where T : struct, Enum
    {
        if (!Enum.IsDefined(value))
            throw Invalid(field, $"expected one of {string.Join(", ", Enum.GetNames<T>())}, found {value}");
    }

    private static PaperStage FromName(PaperStage open, RecordInfo record)
    {
        if (LeadLayout.Custom.Equals(open.Layout, StringComparison.OrdinalIgnoreCase))
            throw Invalid("layoutRows", $"layout {LeadLayout.Custom} is what rows make, and there are none");
        var shape = LeadLayout.Shape(open.Layout ?? LeadLayout.Choose(record, open.Leads));
        var leads = Leads(open, shape, record);
        return open with
        {
            Layout = shape.Name,
            Duration = open.Duration ?? LeadLayout.RowSeconds,
            Leads = open.LeadOrder == LeadOrder.Cabrera ? LeadOrders.Cabrera(leads) : leads,
            RhythmLeads = Strips(open, shape, record),
        };
    }

    private static IReadOnlyList<string> Leads(PaperStage open, LayoutShape shape, RecordInfo record)
    {
        int places = shape.Rows * shape.Columns;
        if (open.Leads is { } wanted)
        {
            if (wanted.Count > places)
                throw Invalid("leads", $"layout {shape.Name} has {places} places, found {wanted.Count} leads");
            if (wanted.All(IsEmptyPlace))
                throw Invalid("leads", "expected at least one name, found none");
            return [.. wanted.Select(l => IsEmptyPlace(l) ? "" : PageLead.Require(l, record, "leads").Id)];
        }
        if (shape.IsStrips)
            return [.. record.Leads.Take(places)];
        List<string> standard = [.. LeadOrders.Of(open.LeadOrder!.Value).Select(l => PageLead.Find(l, record)?.Id ?? "")];
        if (standard.All(l => l.Length == 0))
            throw new EcgException(ErrorId.LeadNotFound, $"{record.Name}: layout {shape.Name} shows the standard leads, and the record has none of them (it has {string.Join(", ", record.Leads)}).");
        return standard;
    }

    private static List<string>? Strips(PaperStage open, LayoutShape shape, RecordInfo record)
    {
        var wanted = open.RhythmLeads ?? [];
        if (shape.Strips == 0)
            return wanted.Count == 0 ? null : throw Invalid("rhythmLeads", $"layout {shape.Name} has no rhythm strip; 3x4+1, 3x4+3 and 6x2+1 have");
        if (wanted.Count > shape.Strips)
            throw Invalid("rhythmLeads", $"layout {shape.Name} has {(shape.Strips == 1 ? "1 rhythm strip" : $"{shape.Strips} rhythm strips")}, found {wanted.Count} leads");
        List<string> strips = [.. wanted.Select(l => PageLead.Require(l ?? "", record, "rhythmLeads").Id)];
        if (strips.Distinct().Count() < strips.Count)
            throw Invalid("rhythmLeads", $"expected each lead once, found {string.Join(", ", strips)}");
        strips.AddRange(LeadOrders.ForRhythm(record).Except(strips).Take(shape.Strips - strips.Count));
        return strips;
    }

    private static PaperStage FromRows(PaperStage open, IReadOnlyList<IReadOnlyList<LayoutCell>> rows, RecordInfo record)
    {
        if (open.Layout is { } name && !name.Equals(LeadLayout.Custom, StringComparison.OrdinalIgnoreCase))
            throw Invalid("layoutRows", $"expected rows or the name of a layout, found both (layout is '{name}')");
        if (open.Leads is not null || open.RhythmLeads is not null)
            throw Invalid("layoutRows", "rows name their leads themselves; leads and rhythmLeads are for layouts with a name");
        if (open.LeadOrder == LeadOrder.Cabrera)
            throw Invalid("leadOrder", "rows have the order in which they are written; write -aVR for the inverted lead");
        InRange("layoutRows", rows.Count, 1, PaperLimits.MaxRows);
        var resolved = rows.Select((row, i) => Row(row, i, open, record)).ToArray();
        if (resolved.All(row => row.All(c => c.Lead.Length == 0)))
            throw Invalid("layoutRows", "expected at least one cell with a lead, found none");
        double longest = resolved.Max(row => row.Sum(c => c.Duration!.Value));
        if (longest > (open.Duration ?? PaperLimits.MaxDuration) + Tolerance)
            throw Invalid("layoutRows", FormattableString.Invariant($"expected rows of at most {open.Duration ?? PaperLimits.MaxDuration} s, found one of {longest:0.###} s"));
        return open with { Layout = LeadLayout.Custom, LayoutRows = resolved, Duration = open.Duration ?? Math.Max(longest, PaperLimits.MinDuration) };
    }

    private static LayoutCell[] Row(IReadOnlyList<LayoutCell> row, int index, PaperStage open, RecordInfo record)
    {
        if (row is null || row.Count == 0)
            throw Invalid($"layoutRows: row {index + 1}", "expected at least one cell, found none");
        InRange($"layoutRows: cells of row {index + 1}", row.Count, 1, PaperLimits.MaxRows);
        var cells = new LayoutCell[row.Count];
        double told = row.Sum(c => c?.Duration ?? 0), seconds = open.Duration ?? LeadLayout.RowSeconds;
        int unsaid = row.Count(c => c?.Duration is null);
        double next = 0;
        for (int i = 0; i < cells.Length; i++)
        {
            var field = $"layoutRows: row {index + 1}, cell {i + 1}";
            var cell = row[i] ?? throw Invalid(field, "expected a lead with start and duration, found nothing");
            var lead = IsEmptyPlace(cell.Lead) ? "" : PageLead.Require(cell.Lead, record, field).Id;
            if (cell.Duration is null && told >= seconds)
                throw Invalid(field, FormattableString.Invariant($"it has no duration, and the row's other cells take all of its {seconds} s"));
            double duration = cell.Duration ?? (seconds - told) / unsaid, start = cell.Start ?? next;
            InRange($"{field}: duration", duration, ShortestCell, PaperLimits.MaxDuration);
            InRange($"{field}: start", start, 0, record.SampleCount / record.SamplingRate);
            if (lead.Length > 0 && (int)Math.Round(start * record.SamplingRate) >= record.SampleCount)
                throw Invalid(field, FormattableString.Invariant($"it starts at {start} s, where the record has ended ({record.SampleCount / record.SamplingRate:0.###} s)"));
            next = open.ColumnTiming == ColumnTiming.Simultaneous ? 0 : start + duration;
            cells[i] = new LayoutCell { Lead = lead, Start = start, Duration = duration };
        }
        return cells;
    }
}
