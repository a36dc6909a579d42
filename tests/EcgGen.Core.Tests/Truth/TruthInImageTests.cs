// The promise of the whole project: what the truth says is where the image shows it. Measured in decoded PNGs.
using EcgGen.Core.Records;
using EcgGen.Core.Tests.Records;

namespace EcgGen.Core.Tests.Truth;

public class TruthInImageTests
{
    [Theory]
    [InlineData(0, 200, PaperSize.A4, null)]
    [InlineData(1, 200, PaperSize.Letter, null)]
    [InlineData(2, 150, PaperSize.A4, "12x1")]
    [InlineData(3, 300, PaperSize.Letter, "3x4")]
    [InlineData(4, 96, PaperSize.A4, null)]
    [InlineData(5, 600, PaperSize.A4, "2x1")]
    public void Synthetic_pages(int seed, int dpi, PaperSize size, string? layout) =>
        AssertTraces(Measure(Page.Compose(Page.Synthetic(seed), new PaperStage { Dpi = dpi, PaperSize = size, Layout = layout }, seed)), dpi);

    [Theory]
    [InlineData("3x4+3", PaperSize.A4, 25)]
    [InlineData("6x2", PaperSize.Letter, 25)]
    [InlineData("6x2+1", PaperSize.A4, 25)]
    [InlineData("4x3", PaperSize.Letter, 25)]
    [InlineData("2x6", PaperSize.A4, 25)]
    [InlineData("12x1", PaperSize.A4, 25)]
    [InlineData("3x4+1", PaperSize.A5, 50)]
    [InlineData("2x6", PaperSize.A5, 12.5)]
    [InlineData("1x1", PaperSize.Roll, 50)]
    [InlineData("3x1", PaperSize.Roll, 25)]
    public void Every_layout(string layout, PaperSize size, double speed)
    {
        var paper = new PaperStage { Layout = layout, PaperSize = size, Speed = speed, LeadOrder = LeadOrder.Cabrera, ColumnTiming = ColumnTiming.Simultaneous };
        AssertTraces(Measure(Page.Compose(Page.Synthetic(8), paper, 8)), 200);
        AssertTraces(Measure(Page.Compose(Page.Synthetic(9), paper with { PrecordialGain = 5, PulsePlacement = PulsePlacement.End, Separator = LeadSeparator.Tick, ColumnTiming = null }, 9)), 200);
    }

    [Fact]
    public void Layouts_given_as_data()
    {
        LayoutCell[][] rows = [[new() { Lead = "V1", Start = 3, Duration = 4 }, new() { Lead = "-aVR", Duration = 2 }], [new() { Lead = "II" }], [new(), new() { Lead = "V6", Start = 1 }]];
        AssertTraces(Measure(Page.Compose(Page.Synthetic(3), new PaperStage { LayoutRows = rows, PaperSize = PaperSize.Custom, Width = 300, Height = 160 }, 3)), 200);
    }

    [Theory]
    [InlineData(12.5, 5)]
    [InlineData(50, 20)]
    public void Other_speeds_and_gains(double speed, double gain) =>
        AssertTraces(Measure(Page.Compose(Page.Synthetic(7), new PaperStage { Speed = speed, Gain = gain }, 7)), 200);

    [Theory]
    [InlineData(PenKind.Thermal)]
    [InlineData(PenKind.Recorder)]
    [InlineData(PenKind.InkJet)]
    public void Every_pen_draws_where_truth_says(PenKind pen)
    {
        foreach (int dpi in new[] { 200, 300 })
        {
            // A dead dot takes one side of a line away; the rest of the line is where it was.
            var errors = Measure(Page.Compose(Page.Synthetic(8), new PaperStage { Pen = pen, Dpi = dpi, PenDropouts = 0, ThickLead = "II" }, 8)).Order().ToArray();
            Assert.True(errors.Length > 300, $"only {errors.Length} places to measure");
            Assert.True(errors[errors.Length / 2] < 0.25, $"{pen} at {dpi} dpi: median trace error {errors[errors.Length / 2]:0.000} px");
            Assert.True(errors[errors.Length * 95 / 100] < 0.75 * dpi / 200, $"{pen} at {dpi} dpi: 95 % trace error {errors[errors.Length * 95 / 100]:0.000} px");
        }
    }

    [Theory]
    [InlineData(GridStyle.Dots, 1.37, -0.81)]
    [InlineData(GridStyle.LinesAndDots, -2.2, 0.4)]
    [InlineData(GridStyle.TwoInks, 0.6, 2.5)]
    [InlineData(GridStyle.Coarse, -0.3, -1.9)]
    public void Nodes_follow_a_printed_grid_of_any_style(GridStyle style, double x, double y) =>
        AssertTraces(Measure(Page.Compose(Page.Synthetic(9), new PaperStage { GridStyle = style, GridOffsetX = x, GridOffsetY = y }, 9)), 200);

    [Fact]
    public void Real_records()
    {
        var headers = SharedData.Headers("wfdb12").Where((_, i) => i % 7 == 0).ToArray();
        Assert.True(headers.Length >= 10);
        var traces = new List<double>();
        foreach (var (header, i) in headers.Select((h, i) => (h, i)))
        {
            var scene = Page.Compose(Page.View(RecordImporter.Import(header, new FileSource(), "", default)), seed: i);
            traces.AddRange(Measure(scene, Path.GetFileName(header)));
        }
        AssertTraces(traces, 200);
    }

    private static void AssertTraces(List<double> errors, double dpi)
    {
        errors.Sort();
        Assert.True(errors.Count > 300, $"only {errors.Count} places to measure");
        Assert.True(errors[errors.Count / 2] < 0.1, $"median trace error {errors[errors.Count / 2]:0.000} px");
        // Where a wide pen bends, the middle of its ink is a little beside its path.
        Assert.True(errors[errors.Count * 95 / 100] < 0.25 * Math.Max(1, dpi / 300), $"95 % trace error {errors[errors.Count * 95 / 100]:0.000} px");
    }

    /// <summary>Asserts that grid and pulses are where truth says, and measures how far from it the traces are.</summary>
    private static List<double> Measure(PageScene scene, string name = "")
    {
        var truth = scene.Truth();
        var image = Darkness.Of(scene);
        var ink = image.Minus(Darkness.Of(WithoutInk(scene)));
        Assert.Equal((truth.Image.Width, truth.Image.Height), (image.Width, image.Height));

        var nodes = GridErrors(truth, image).Select(Math.Abs).Order().ToArray();
        Assert.True(nodes.Length > 50, $"{name}: only {nodes.Length} nodes to measure");
        Assert.True(nodes[nodes.Length / 2] < 0.07, $"{name}: median node error {nodes[nodes.Length / 2]:0.000} px");
        Assert.True(nodes[^1] < 0.1, $"{name}: largest node error {nodes[^1]:0.000} px");

        // A head puts foot and top each on its nearest dots.
        double dots = scene.Plan.Paper.HeadDots!.Value, dot = dots > 0 ? 1 / dots : 0;
        foreach (var pulse in truth.Pulses!)
        {
            var gains = truth.Leads!.Zip(scene.Plan.Leads).Where(l => l.Second.Row == pulse.Row).Select(l => l.First.Gain).Distinct().OrderDescending().ToArray();
            Assert.Equal(gains.Length == 1 ? 6 : 8, pulse.Points.Length);
            for (int step = 0; step < gains.Length; step++)
                Assert.Equal(gains[step], PulseHeight(scene, pulse, step, ink), 0.005 * gains[step] + dot);
        }
        foreach (var separator in truth.Separators!)
        {
            double at = separator.Box[0] + separator.Box[2] / 2;
            double? seen = Darkness.Centre((int)at - 4, (int)at + 5, x => ink[x, (int)separator.Box[1] + 2]);
            if (!truth.Leads!.SelectMany(l => l.Points).Any(p => Math.Abs(p.X - at) < 8 && Math.Abs(p.Y - separator.Box[1] - 2) < 8))
                Assert.Equal(at, seen!.Value, 0.1);
        }
        return [.. TraceErrors(scene, truth, ink).Select(Math.Abs)];
    }

    /// <summary>Vertical distances between ink and truth in every column in which one trace runs alone and not steep.</summary>
    internal static IEnumerable<double> TraceErrors(PageScene scene, EcgGroundTruth truth, Darkness ink)
    {
        double reach = scene.Plan.Paper.PenWidth!.Value / 2 * scene.Flat.Scale + 2;
        double far = 6 * reach;
        var others = truth.Leads!.SelectMany(l => l.Points).Concat(truth.Pulses!.SelectMany(Along)).Concat(truth.Texts!.SelectMany(t => Fill(t.Box)))
            .Where(p => !double.IsNaN(p.Y)).ToLookup(p => (int)p.X);
        foreach (var lead in truth.Leads!)
        {
            for (int i = 1; i < lead.Points.Length; i++)
            {
                var (a, b) = (lead.Points[i - 1], lead.Points[i]);
                // A column whose centre this piece crosses, around which the trace goes on and nothing else comes near.
                int x = (int)Math.Floor(b.X - 0.5);
                if (!(a.X < x + 0.5 && b.X >= x + 0.5) || i < 2 || i + 1 >= lead.Points.Length)
                    continue;
                double t = (x + 0.5 - a.X) / (b.X - a.X), y = a.Y + (b.Y - a.Y) * t;
                bool steep = false, near = false;
                for (int c = x - (int)reach - 1; c <= x + (int)reach + 1; c++)
                {
                    foreach (var p in others[c])
                    {
                        steep |= Math.Abs(p.Y - y) < 3 * reach && Math.Abs(p.Y - y) > Math.Abs(p.X - x - 0.5) * 0.3 + 0.5;
                        near |= Math.Abs(p.Y - y) is var d && d >= 3 * reach && d < far;
                    }
                }
                if (!steep && !near && ink.CentreOfColumn(x, (int)(y - reach), (int)(y + reach) + 1) is { } centre)
                    yield return centre - y;
            }
        }
    }

    /// <summary>Distances of the 5 mm lines from the nodes, across and along, next to each node that no ink is near and that is not hidden.</summary>
    internal static IEnumerable<double> GridErrors(EcgGroundTruth truth, Darkness image, Func<PixelPoint, bool>? hidden = null)
    {
        double mm = truth.Image.Dpi / 25.4;
        var ink = truth.Leads!.SelectMany(l => l.Points).Concat(truth.Pulses!.SelectMany(Along)).Concat(truth.Texts!.SelectMany(t => Fill(t.Box))).Where(p => !double.IsNaN(p.Y)).ToArray();
        var taken = ink.Select(p => ((int)(p.X / (5 * mm)), (int)(p.Y / (5 * mm)))).ToHashSet();
        bool Free(PixelPoint p) => Enumerable.Range(-1, 3).All(dx => Enumerable.Range(-1, 3).All(dy => !taken.Contains(((int)(p.X / (5 * mm)) + dx, (int)(p.Y / (5 * mm)) + dy))));
        int half = (int)(0.45 * mm);
        for (int row = 1; row + 1 < truth.Grid!.Count; row++)
        {
            for (int column = 1; column + 1 < truth.Grid[row].Length; column++)
            {
                if (Free(truth.Grid[row][column]) && hidden?.Invoke(truth.Grid[row][column]) != true)
                {
                    foreach (double error in Around(truth.Grid[row][column], truth.Grid[row][column + 1], truth.Grid[row + 1][column]))
                        yield return error;
                }
            }
        }

        IEnumerable<double> Around(PixelPoint node, PixelPoint right, PixelPoint down)
        {
            // Midway between two fine lines the 5 mm line is alone; where the sheet is bent it leans there.
            int beside = (int)(node.Y + 0.5 * mm), below = (int)(node.X + 0.5 * mm);
            double leanX = (down.X - node.X) / (down.Y - node.Y) * (beside + 0.5 - node.Y), leanY = (right.Y - node.Y) / (right.X - node.X) * (below + 0.5 - node.X);
            float FloorX() => Enumerable.Range(-half, 2 * half + 1).Min(d => image[(int)node.X + d, beside]);
            float FloorY() => Enumerable.Range(-half, 2 * half + 1).Min(d => image[below, (int)node.Y + d]);
            float fx = FloorX(), fy = FloorY();
            yield return Darkness.Centre((int)node.X - half, (int)node.X + half + 1, x => image[x, beside] - fx)!.Value - node.X - leanX;
            yield return Darkness.Centre((int)node.Y - half, (int)node.Y + half + 1, y => image[below, y] - fy)!.Value - node.Y - leanY;
        }
    }

    /// <summary>The pulse's height in mm in the image, by the middle of one step of its plateau and of the baseline after it.</summary>
    private static double PulseHeight(PageScene scene, PulseTruth pulse, int step, Darkness ink)
    {
        double Height(PixelPoint from, PixelPoint to)
        {
            var columns = Enumerable.Range(0, 5).Select(i => (int)(from.X + (to.X - from.X) * (0.4 + 0.05 * i)));
            return columns.Average(x => ink.CentreOfColumn(x, (int)from.Y - 6, (int)from.Y + 7)!.Value);
        }
        double pixels = Height(pulse.Points[^2], pulse.Points[^1]) - Height(pulse.Points[2 + 2 * step], pulse.Points[3 + 2 * step]);
        return pixels / scene.Flat.Scale;
    }

    /// <summary>The same sheet with nothing drawn on it, to tell ink from grid.</summary>
    internal static PageScene WithoutInk(PageScene scene)
    {
        var nothing = Page.FromArrays(100, ("II", [.. Enumerable.Repeat(double.NaN, 100)]));
        return Page.Worn(nothing, scene.Plan.Paper with
        {
            Layout = "1x1",
            LayoutRows = null,
            Leads = null,
            RhythmLeads = null,
            PaperSize = PaperSize.Custom,
            CalibrationPulse = false,
            LeadNames = false,
        }, 0, scene.Request.Recipe.Stages.OfType<WearStage>());
    }

    private static IEnumerable<PixelPoint> Along(PulseTruth pulse)
    {
        for (int i = 1; i < pulse.Points.Length; i++)
        {
            for (double t = 0; t <= 1; t += 0.005)
                yield return new PixelPoint(pulse.Points[i - 1].X + (pulse.Points[i].X - pulse.Points[i - 1].X) * t, pulse.Points[i - 1].Y + (pulse.Points[i].Y - pulse.Points[i - 1].Y) * t);
        }
    }

    private static IEnumerable<PixelPoint> Fill(double[] box)
    {
        for (double x = box[0]; x <= box[0] + box[2]; x++)
        {
            for (double y = box[1]; y <= box[1] + box[3]; y += 4)
                yield return new PixelPoint(x, y);
        }
    }
}
