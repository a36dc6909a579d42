// The page in millimetres: where the grid, every lead, pulse and name go. Drawing and truth both follow it.
namespace EcgGen.Core.Sheet;

/// <summary>A resolved paper stage laid out for one record.</summary>
public sealed record SheetPlan
{
    private const double PulseSeconds = 0.2;
    private const double PulseMargin = 2.5;
    private const double HeaderHeight = 30, LowHeaderHeight = 15, FooterHeight = 10;
    private const int ManyRows = 6;
    private const double TallestRow = 40;

    /// <summary>The resolved stage.</summary>
    public required PaperStage Paper { get; init; }

    /// <summary>The sheet's size in mm.</summary>
    public required SheetRect Sheet { get; init; }

    /// <summary>The grid, which is also what the pens reach.</summary>
    public required SheetRect GridArea { get; init; }

    /// <summary>The leads, by rows.</summary>
    public required IReadOnlyList<LeadBox> Leads { get; init; }

    /// <summary>Baselines of the rows that open with a pulse, in mm from the top; empty without pulses.</summary>
    public required IReadOnlyList<double> PulseBaselines { get; init; }

    /// <summary>Where the pulse zone starts, in mm.</summary>
    public required double PulseX { get; init; }

    /// <summary>Distance of the rows in mm.</summary>
    public required double RowPitch { get; init; }

    /// <summary>Width of the pulse's plateau in mm.</summary>
    public double PulseWidth => PulseSeconds * Paper.Speed!.Value;

    /// <summary>Length of the baseline before and after the pulse in mm.</summary>
    public static double PulseLead => PulseMargin;

    /// <summary>Lays a record out on a sheet.</summary>
    /// <param name="paper">The stage, resolved.</param>
    /// <param name="record">The record.</param>
    public static SheetPlan Create(PaperStage paper, RecordInfo record)
    {
        var (sheetWidth, sheetHeight) = SheetSize.Of(paper.PaperSize!.Value);
        var grid = SheetSize.GridArea(paper.PaperSize.Value);
        var layout = LeadLayout.Create(paper.Layout!, record);
        double speed = paper.Speed!.Value;
        double leadIn = paper.CalibrationPulse!.Value ? PulseSeconds * speed + 2 * PulseMargin : 0;

        int columns = layout.Rows[0].Length;
        double columnWidth = Math.Min(layout.ColumnSeconds * speed, Math.Floor((grid.Width - leadIn - 2 * PulseMargin) / columns));
        double used = leadIn + columns * columnWidth;
        double left = grid.X + Math.Floor((grid.Width - used) / 2 / 5) * 5 + (grid.Width - used < 10 ? PulseMargin : 0);

        int rows = layout.Rows.Count + (layout.HasRhythmStrip ? 1 : 0);
        double header = rows > ManyRows ? LowHeaderHeight : HeaderHeight;
        double free = grid.Height - header - FooterHeight;
        double pitch = Math.Min(TallestRow, Math.Floor(free / rows));
        double top = grid.Y + header + Math.Floor((free - rows * pitch) / 2) + Math.Floor(pitch / 2);
        double Baseline(int row) => top + row * pitch;

        var cut = new TimeCut(record, speed);
        var leads = new List<LeadBox>();
        for (int row = 0; row < layout.Rows.Count; row++)
        {
            for (int column = 0; column < columns; column++)
            {
                if (layout.Rows[row][column] is { } name)
                    leads.Add(cut.Place(name, name, row, left + leadIn + column * columnWidth, Baseline(row), columnWidth, column, columns));
            }
        }
        if (layout.HasRhythmStrip)
            leads.Add(cut.Place(paper.RhythmLead!, paper.RhythmLead + "-rhythm", rows - 1, left + leadIn, Baseline(rows - 1), columns * columnWidth, 0, 1));

        return new SheetPlan
        {
            Paper = paper,
            Sheet = new SheetRect(0, 0, sheetWidth, sheetHeight),
            GridArea = grid,
            Leads = leads,
            PulseX = left,
            PulseBaselines = paper.CalibrationPulse.Value ? [.. Enumerable.Range(0, rows).Select(Baseline)] : [],
            RowPitch = pitch,
        };
    }

    /// <summary>Chooses each column's cut of the record.</summary>
    private readonly record struct TimeCut(RecordInfo Record, double Speed)
    {
        /// <summary>
        /// Columns follow each other in time, as on a cart. In a record too short for that their starts are spread evenly,
        /// so that every column is as full as it can be.
        /// </summary>
        public LeadBox Place(string name, string id, int row, double x, double baseline, double width, int column, int columns)
        {
            double rate = Record.SamplingRate;
            int count = (int)Math.Min(Record.SampleCount, Math.Max(1, Math.Round(width / Speed * rate)));
            double step = Math.Min(width / Speed * rate, columns > 1 ? (Record.SampleCount - count) / (double)(columns - 1) : 0);
            return new LeadBox
            {
                Id = id,
                Name = name,
                Row = row,
                FirstSample = (int)Math.Min(Math.Round(column * step), Record.SampleCount - count),
                SampleCount = count,
                X = x,
                BaselineY = baseline,
                SampleStep = Speed / rate,
            };
        }
    }
}
