// The page in millimetres: where the grid, every lead, pulse and name go. Drawing and truth both follow it.
using EcgGen.Core.Records;
using static EcgGen.Core.RecipeResolver;

namespace EcgGen.Core.Sheet;

/// <summary>A resolved paper stage laid out for one record.</summary>
public sealed record SheetPlan
{
    private const double PulseSeconds = 0.2;
    private const double PulseMargin = 2.5;
    private const double TallestRow = 40, LowestRow = 5, NarrowestPlace = 5;
    private const int ManyRows = 6;

    /// <summary>The resolved stage.</summary>
    public required PaperStage Paper { get; init; }

    /// <summary>The sheet's size in mm.</summary>
    public required SheetRect Sheet { get; init; }

    /// <summary>The grid, which is also what the pens reach.</summary>
    public required SheetRect GridArea { get; init; }

    /// <summary>The leads, by rows.</summary>
    public required IReadOnlyList<LeadBox> Leads { get; init; }

    /// <summary>The pulses of the rows that have leads; empty without pulses.</summary>
    public required IReadOnlyList<PulseBox> Pulses { get; init; }

    /// <summary>Where in a row one place ends and the next begins.</summary>
    public required IReadOnlyList<PlaceBorder> Borders { get; init; }

    /// <summary>Where the rows start, in mm: with the pulse, if it stands there.</summary>
    public required double Left { get; init; }

    /// <summary>Distance of the rows in mm.</summary>
    public required double RowPitch { get; init; }

    /// <summary>Length of the baseline before and after the pulse in mm.</summary>
    public static double PulseLead => PulseMargin;

    /// <summary>Width in mm that the pulse takes from each row.</summary>
    internal static double LeadIn(PaperStage paper) => paper.CalibrationPulse!.Value ? PulseSeconds * paper.Speed!.Value + 2 * PulseMargin : 0;

    /// <summary>Seconds that a row would show.</summary>
    internal static double Seconds(IReadOnlyList<LeadPlace> row) => row.Sum(p => p.Seconds);

    /// <summary>Lays a record out on a sheet.</summary>
    /// <param name="paper">The stage, resolved.</param>
    /// <param name="record">The record.</param>
    /// <exception cref="EcgException">RecipeInvalid: the layout does not go onto the sheet.</exception>
    public static SheetPlan Create(PaperStage paper, RecordInfo record)
    {
        var grid = SheetSize.GridArea(paper.Width!.Value, paper.Height!.Value, paper.Edge);
        var layout = LeadLayout.Create(paper, record);
        double pulse = LeadIn(paper), rowWidth = RowWidth(paper, layout, grid.Width - pulse - 2 * PulseMargin);
        double used = pulse + rowWidth;
        double left = grid.X + Math.Floor((grid.Width - used) / 2 / 5) * 5 + (grid.Width - used < 10 ? PulseMargin : 0);
        bool pulseFirst = paper.PulsePlacement == PulsePlacement.Start;
        double x = left + (pulseFirst ? pulse : 0), scale = rowWidth / layout.Rows.Max(Seconds);

        var (first, pitch) = Rows(paper, layout.Rows.Count, grid);
        var (leads, pulses, borders) = (new List<LeadBox>(), new List<PulseBox>(), new List<PlaceBorder>());
        var ids = new HashSet<string>();
        for (int row = 0; row < layout.Rows.Count; row++)
        {
            var places = layout.Rows[row];
            double baseline = first + row * pitch, at = x;
            int before = leads.Count;
            for (int i = 0; i < places.Count; i++)
            {
                double width = places[i].Seconds * scale;
                if (i > 0 && (places[i].Lead ?? places[i - 1].Lead) is not null)
                    borders.Add(new PlaceBorder(row, at, baseline));
                if (places[i].Lead is { } lead)
                {
                    var (start, count) = Cut(places[i], i, places.Count, width, paper, record);
                    leads.Add(new LeadBox
                    {
                        Id = Unique(ids, lead.Id + (places[i].IsRhythm ? "-rhythm" : "")),
                        Lead = lead,
                        Gain = Gain(lead, paper),
                        Row = row,
                        FirstSample = start,
                        SampleCount = count,
                        X = at,
                        BaselineY = baseline,
                        SampleStep = paper.Speed!.Value / record.SamplingRate,
                    });
                }
                at += width;
            }
            if (pulse > 0 && leads.Count > before)
            {
                var gains = leads.Skip(before).OrderBy(l => LeadNames.IsPrecordial(l.Name)).Select(l => l.Gain).ToArray();
                pulses.Add(new PulseBox(row, pulseFirst ? left : x + rowWidth, baseline, PulseSeconds * paper.Speed!.Value, gains[0], gains[^1]));
            }
        }
        return new SheetPlan
        {
            Paper = paper,
            Sheet = new SheetRect(0, 0, paper.Width.Value, paper.Height.Value),
            GridArea = grid,
            Leads = leads,
            Pulses = pulses,
            Borders = borders,
            Left = left,
            RowPitch = pitch,
        };
    }

    /// <summary>Width of the longest row in mm: by the speed, or for layouts with a name what the sheet has of it in whole mm per column.</summary>
    private static double RowWidth(PaperStage paper, LeadLayout layout, double free)
    {
        var longest = layout.Rows.MaxBy(Seconds)!;
        int columns = layout.Rows.Max(row => row.Count);
        double full = Seconds(longest) * paper.Speed!.Value, narrowest = layout.Rows.Min(row => row.Min(p => p.Seconds)) / Seconds(longest);
        if (full > free + 1e-6 && paper.LayoutRows is not null)
        {
            throw Invalid("layoutRows", FormattableString.Invariant(
                $"the longest row, of {Seconds(longest):0.###} s, takes {full:0.#} mm at {paper.Speed} mm/s, and the sheet of {paper.Width} mm has {Math.Max(0, free):0.#} mm for it; a wider sheet (Custom, Roll) or a slower speed has room"));
        }
        double width = full <= free + 1e-6 ? full : columns * Math.Floor(free / columns);
        if (!(width * narrowest >= NarrowestPlace))
        {
            throw Invalid("layout", FormattableString.Invariant(
                $"on a sheet of {paper.Width} × {paper.Height} mm at {paper.Speed} mm/s {paper.Layout} has {Math.Max(0, width * narrowest):0.#} mm for its narrowest place, expected at least {NarrowestPlace}"));
        }
        return width;
    }

    /// <summary>The header's space where nobody says how high it is: less where there are many rows.</summary>
    internal static double StandardHeader(int rows, SheetRect grid) => Math.Min(rows > ManyRows ? 15 : 30, Math.Floor(grid.Height * (rows > ManyRows ? 0.075 : 0.15)));

    /// <summary>Baseline of the first row and distance of the rows, in mm: below the header's and above the footer's space.</summary>
    private static (double First, double Pitch) Rows(PaperStage paper, int rows, SheetRect grid)
    {
        double free = grid.Height - paper.HeaderHeight!.Value - Math.Min(10, Math.Floor(grid.Height * 0.05));
        double pitch = Math.Min(TallestRow, Math.Floor(free / rows));
        if (!(pitch >= LowestRow))
            throw Invalid("height", FormattableString.Invariant($"a sheet of {paper.Height} mm has {Math.Max(0, free / rows):0.#} mm for each of {rows} rows, expected at least {LowestRow}"));
        return (grid.Y + paper.HeaderHeight.Value + Math.Floor((free - rows * pitch) / 2) + Math.Floor(pitch / 2), pitch);
    }

    /// <summary>
    /// A place's cut of the record. Columns of a layout with a name follow each other in time, as on a cart; in a record too short
    /// for that their starts are spread evenly, so that every column is as full as it can be.
    /// </summary>
    private static (int First, int Count) Cut(LeadPlace place, int column, int columns, double width, PaperStage paper, RecordInfo record)
    {
        double samples = width / paper.Speed!.Value * record.SamplingRate;
        int count = (int)Math.Min(record.SampleCount, Math.Max(1, Math.Round(samples)));
        if (place.Start is { } start)
        {
            int first = (int)Math.Round(start * record.SamplingRate);
            return (first, Math.Min(count, record.SampleCount - first));
        }
        if (paper.ColumnTiming == ColumnTiming.Simultaneous)
            return (0, count);
        double step = Math.Min(samples, columns > 1 ? (record.SampleCount - count) / (double)(columns - 1) : 0);
        return ((int)Math.Min(Math.Round(column * step), record.SampleCount - count), count);
    }

    private static double Gain(PageLead lead, PaperStage paper) =>
        LeadNames.IsPrecordial(lead.Name) ? paper.PrecordialGain!.Value : paper.Gain!.Value;

    private static string Unique(HashSet<string> ids, string id)
    {
        var unique = id;
        for (int n = 2; !ids.Add(unique); n++)
            unique = $"{id}-{n}";
        return unique;
    }
}

/// <summary>Where one place of a row ends and the next begins.</summary>
/// <param name="Row">The row, from 0 at the top.</param>
/// <param name="X">Where, in mm.</param>
/// <param name="BaselineY">The row's baseline, in mm.</param>
public readonly record struct PlaceBorder(int Row, double X, double BaselineY);
