// Layouts with a name, over sheets, speeds, timings and orders: what every page must keep, and who stands where.
using EcgGen.Core.Ink;
using EcgGen.Core.Sheet;

namespace EcgGen.Core.Tests.Sheet;

public class LayoutTests
{
    private static readonly SignalView s_signal = Page.Synthetic(4, seconds: 20, rate: 100);

    private static readonly PaperStage[] s_sheets =
    [
        new() { PaperSize = PaperSize.A4 }, new() { PaperSize = PaperSize.Letter }, new() { PaperSize = PaperSize.A5 }, new() { PaperSize = PaperSize.Roll },
        new() { Width = 210, Height = 297 }, new() { Width = 413.7, Height = 171.3 },
    ];

    public static TheoryData<string> AllLayouts => [.. LeadLayout.Names];

    [Theory]
    [MemberData(nameof(AllLayouts))]
    public void Every_page_keeps_its_leads_on_the_sheet_apart_and_in_true_millimetres(string layout)
    {
        foreach (var sheet in s_sheets)
        {
            foreach (double speed in (double[])[12.5, 25, 50])
            {
                foreach (var timing in Enum.GetValues<ColumnTiming>())
                {
                    foreach (var placement in Enum.GetValues<PulsePlacement>())
                    {
                        // The order goes with the pulse: each is seen with everything else.
                        var order = placement == PulsePlacement.Start ? LeadOrder.Standard : LeadOrder.Cabrera;
                        AssertPage(sheet with { Layout = layout, Speed = speed, Gain = 5, PrecordialGain = 2.5, ColumnTiming = timing, LeadOrder = order, PulsePlacement = placement });
                    }
                }
            }
        }
    }

    private static void AssertPage(PaperStage open)
    {
        var scene = Page.Compose(s_signal, open);
        var (plan, truth) = (scene.Plan, scene.Truth());
        var (area, paper) = (plan.GridArea, plan.Paper);
        Assert.True(area.X >= 0 && area.Y >= 0 && area.Right <= plan.Sheet.Width && area.Bottom <= plan.Sheet.Height);
        Assert.Equal(plan.Leads.Count, plan.Leads.Select(l => l.Id).Distinct().Count());
        Assert.Equal(plan.Leads.Select(l => l.Row).Distinct(), plan.Pulses.Select(p => p.Row));
        int columns = plan.Leads.GroupBy(l => l.Row).Max(row => row.Count());
        foreach (var row in plan.Leads.GroupBy(l => l.Row))
        {
            var leads = row.ToArray();
            double left = leads[0].X, right = End(leads[^1]);
            var pulse = plan.Pulses.Single(p => p.Row == row.Key).Path();
            Assert.InRange(pulse[0].X, area.X, area.Right);
            Assert.InRange(pulse[^1].X, area.X, area.Right);
            Assert.True(open.PulsePlacement == PulsePlacement.Start ? pulse[^1].X <= left + 1e-9 : pulse[0].X >= right - 1e-9);
            Assert.Equal(pulse[0].Y, leads[0].BaselineY);
            for (int i = 0; i < leads.Length; i++)
            {
                Assert.InRange(leads[i].X, area.X, area.Right);
                Assert.InRange(End(leads[i]), area.X, area.Right);
                Assert.InRange(leads[i].BaselineY, area.Y + plan.RowPitch / 2 - 1, area.Bottom - plan.RowPitch / 2 + 1);
                Assert.Equal(plan.Leads.First(l => l.Row == 0).BaselineY + row.Key * plan.RowPitch, leads[i].BaselineY, 9);
                Assert.Equal(leads[0].SampleCount, leads[i].SampleCount);
                if (i == 0)
                    continue;
                Assert.True(End(leads[i - 1]) <= leads[i].X + 1e-9, "columns overlap");
                int expected = open.ColumnTiming == ColumnTiming.Simultaneous ? leads[0].FirstSample : leads[i - 1].FirstSample + leads[i - 1].SampleCount;
                Assert.InRange(leads[i].FirstSample - expected, -1, 1);
            }
            // A row shows ten seconds, or all that the sheet has room for in whole mm per column.
            double width = right - left + leads[0].SampleStep, full = 10 * open.Speed!.Value, room = area.Width - 0.2 * open.Speed!.Value - 10;
            if (full <= room || open.PaperSize == PaperSize.Roll)
                Assert.Equal(full, width, columns * leads[0].SampleStep);
            else
                Assert.InRange(width, room - columns - columns * leads[0].SampleStep, room + columns * leads[0].SampleStep);
        }
        foreach (var column in plan.Leads.Where(l => !l.Id.EndsWith("-rhythm")).GroupBy(l => Math.Round(l.X, 6)))
            Assert.Single(column.Select(l => l.FirstSample).Distinct());

        foreach (var (lead, box) in truth.Leads!.Zip(plan.Leads))
        {
            var samples = s_signal[lead.Name].Span;
            double gain = lead.Name[0] == 'V' ? 2.5 : 5, mm = scene.Flat.Scale;
            Assert.Equal((gain, box.FirstSample / 100.0), (lead.Gain, lead.StartSeconds));
            for (int i = 0; i < lead.Points.Length; i += 7)
            {
                Assert.Equal((box.X + i / 100.0 * paper.Speed!.Value) * mm, lead.Points[i].X, 6);
                Assert.Equal((box.BaselineY - samples[box.FirstSample + i] * gain * (lead.Inverted ? -1 : 1)) * mm, lead.Points[i].Y, 6);
                bool outside = box.BaselineY - samples[box.FirstSample + i] * gain * (lead.Inverted ? -1 : 1) is var y && (y < area.Y || y > area.Bottom);
                Assert.Equal(outside, lead.Flags.Any(f => f.Kind == SampleFlagKind.Clipped && f.Start <= i && i < f.End));
            }
        }
        // Resolving again changes nothing.
        Assert.Equal(RecipeResolver.ToJson(scene.Request.Recipe), RecipeResolver.ToJson(RecipeResolver.Resolve(scene.Request.Recipe, s_signal)));
    }

    private static double End(LeadBox lead) => lead.X + (lead.SampleCount - 1) * lead.SampleStep;

    [Theory]
    [InlineData("3x4", LeadOrder.Standard, "I aVR V1 V4|II aVL V2 V5|III aVF V3 V6")]
    [InlineData("3x4+1", LeadOrder.Cabrera, "aVL II V1 V4|I aVF V2 V5|-aVR III V3 V6|II-rhythm")]
    [InlineData("3x4+3", LeadOrder.Standard, "I aVR V1 V4|II aVL V2 V5|III aVF V3 V6|II-rhythm|V1-rhythm|V5-rhythm")]
    [InlineData("6x2", LeadOrder.Standard, "I V1|II V2|III V3|aVR V4|aVL V5|aVF V6")]
    [InlineData("6x2+1", LeadOrder.Cabrera, "aVL V1|I V2|-aVR V3|II V4|aVF V5|III V6|II-rhythm")]
    [InlineData("12x1", LeadOrder.Cabrera, "aVL|I|-aVR|II|aVF|III|V1|V2|V3|V4|V5|V6")]
    [InlineData("4x3", LeadOrder.Standard, "I aVL V3|II aVF V4|III V1 V5|aVR V2 V6")]
    [InlineData("2x6", LeadOrder.Standard, "I III aVL V1 V3 V5|II aVR aVF V2 V4 V6")]
    [InlineData("6x1", LeadOrder.Cabrera, "aVL|I|-aVR|II|aVF|III")]
    [InlineData("2x1", LeadOrder.Standard, "I|II")]
    public void Leads_stand_in_their_places(string layout, LeadOrder order, string rows)
    {
        var plan = Page.Compose(s_signal, new PaperStage { Layout = layout, LeadOrder = order }).Plan;
        Assert.Equal(rows.Split('|'), plan.Leads.GroupBy(l => l.Row).Select(row => string.Join(' ', row.OrderBy(l => l.X).Select(l => l.Id))));
    }

    [Fact]
    public void Cabreras_aVR_is_aVR_upside_down_and_says_so()
    {
        var truth = Page.Compose(s_signal, new PaperStage { Layout = "12x1", LeadOrder = LeadOrder.Cabrera }).Truth();
        var plain = Page.Compose(s_signal, new PaperStage { Layout = "12x1" }).Truth();
        var (inverted, upright) = (truth.Leads!.Single(l => l.Id == "-aVR"), plain.Leads!.Single(l => l.Id == "aVR"));
        Assert.Equal(("aVR", true, false), (inverted.Name, inverted.Inverted, upright.Inverted));
        for (int i = 0; i < upright.Points.Length; i++)
            Assert.Equal(upright.Baseline[0].Y - upright.Points[i].Y, inverted.Points[i].Y - inverted.Baseline[0].Y, 9);
        Assert.Equal("−aVR", truth.Texts!.Single(t => t.Lead == "-aVR").Text);
        Assert.All(truth.Leads!.Where(l => l.Id != "-aVR"), l => Assert.False(l.Inverted));
    }

    [Fact]
    public void Any_leads_fill_a_layout_down_its_columns()
    {
        string[] names = ["I", "II", "V3R", "V4R", "V7", "V8", "V9"];
        var signal = Page.FromArrays(100, [.. names.Select((n, i) => (n, Enumerable.Repeat(i * 0.1, 1200).ToArray()))]);
        var plan = Page.Compose(signal, new PaperStage { Layout = "3x4+1", Leads = ["v3r", "V4R", "-", "V7", "v8", "V9", "-II"], RhythmLeads = ["V7"], PrecordialGain = 5 }).Plan;
        Assert.Equal("V3R V7 -II|V4R V8|V9|V7-rhythm", string.Join('|', plan.Leads.GroupBy(l => l.Row).Select(row => string.Join(' ', row.Select(l => l.Id)))));
        Assert.All(plan.Leads, l => Assert.Equal(l.Name == "II" ? 10 : 5, l.Gain));
        Assert.Equal("7x1", Page.Compose(signal).Plan.Paper.Layout);
        Assert.Equal(["V9", "V7"], Page.Compose(signal, new PaperStage { Leads = ["V9", "V7"] }).Plan.Leads.Select(l => l.Id));
    }

    [Fact]
    public void A_record_with_a_lead_of_that_very_name_does_not_turn_it()
    {
        var signal = Page.FromArrays(100, ("I", new double[500]), ("-aVR", new double[500]));
        Assert.Equal([new PageLead("I", false), new PageLead("-aVR", false)], Page.Compose(signal, new PaperStage { LeadOrder = LeadOrder.Cabrera }).Plan.Leads.Select(l => l.Lead));
    }

    [Fact]
    public void Rows_without_leads_have_no_pulse()
    {
        var signal = Page.FromArrays(100, ("II", new double[1000]));
        var scene = Page.Compose(signal, new PaperStage { Layout = "3x4+1" });
        Assert.Equal([1, 3], scene.Plan.Pulses.Select(p => p.Row));
        // The empty places stay so when the recipe comes back.
        Assert.Equal(RecipeResolver.ToJson(scene.Request.Recipe), RecipeResolver.ToJson(RecipeResolver.Resolve(scene.Request.Recipe, signal)));
    }

    [Fact]
    public void Strips_take_the_leads_that_are_asked_for_and_then_the_usual_ones()
    {
        string[] Strips(SignalView signal, params string[]? leads) =>
            [.. Page.Compose(signal, new PaperStage { Layout = "3x4+3", RhythmLeads = leads }).Plan.Leads.Where(l => l.Id.EndsWith("-rhythm")).Select(l => l.Id)];
        Assert.Equal(["V2-rhythm", "II-rhythm", "V1-rhythm"], Strips(s_signal, "v2"));
        Assert.Equal(["aVF-rhythm", "V6-rhythm", "III-rhythm"], Strips(s_signal, "aVF", "V6", "III"));
        Assert.Equal(["V5-rhythm", "I-rhythm"], Strips(Page.FromArrays(100, ("I", new double[500]), ("V5", new double[500])), null));
    }

    [Fact]
    public void Two_gains_are_printed_and_the_pulse_of_a_mixed_row_is_stepped()
    {
        var scene = Page.Compose(s_signal, new PaperStage { Layout = "3x4+3", Gain = 10, PrecordialGain = 5 });
        Assert.Equal("25 mm/s   10/5 mm/mV", scene.Truth().Texts!.Single(t => t.Kind == "scale").Text);
        Assert.Equal([(10, 5), (10, 5), (10, 5), (10, 10), (5, 5), (5, 5)], scene.Plan.Pulses.Select(p => (p.Gain, p.EndGain)));
        var (steps, plain) = (scene.Plan.Pulses[0].Path(), scene.Plan.Pulses[4].Path());
        Assert.Equal([0, 0, 10, 10, 5, 5, 0, 0], steps.Select(p => Math.Round(steps[0].Y - p.Y, 9)));
        Assert.Equal([0, 2.5, 2.5, 5, 5, 7.5, 7.5, 10], steps.Select(p => Math.Round(p.X - steps[0].X, 9)));
        Assert.Equal([0, 0, 5, 5, 0, 0], plain.Select(p => Math.Round(plain[0].Y - p.Y, 9)));
    }

    [Theory]
    [InlineData(LeadSeparator.Tick, 1)]
    [InlineData(LeadSeparator.SplitBar, 2)]
    [InlineData(LeadSeparator.Dashes, 5)]
    public void Separators_stand_between_columns(LeadSeparator kind, int pieces)
    {
        var scene = Page.Compose(s_signal, new PaperStage { Layout = "3x4+1", Separator = kind });
        var marks = scene.Ink.OfType<SeparatorInk>().ToArray();
        Assert.Equal(9, marks.Length);
        Assert.Equal([0, 0, 0, 1, 1, 1, 2, 2, 2], scene.Truth().Separators!.Select(s => s.Row));
        foreach (var (mark, truth) in marks.Zip(scene.Truth().Separators!))
        {
            var next = scene.Plan.Leads.Where(l => l.Row == mark.Row).MinBy(l => Math.Abs(l.X - mark.Box.X))!;
            Assert.Equal(next.X, mark.Box.X + mark.Box.Width / 2, 9);
            Assert.Equal(next.BaselineY, mark.Box.Y + mark.Box.Height / 2, 9);
            Assert.InRange(mark.Box.Height, 3, scene.Plan.RowPitch);
            Assert.True(mark.ContourEnds.Length >= pieces && (kind == LeadSeparator.Dashes || mark.ContourEnds.Length == pieces));
            Assert.Equal(kind, truth.Kind);
            Assert.Equal(mark.Box.X * scene.Flat.Scale, truth.Box[0], 0.001);
            Assert.Equal(mark.Box.Height * scene.Flat.Scale, truth.Box[3], 0.001);
        }
        Assert.Empty(Page.Compose(s_signal).Ink.OfType<SeparatorInk>());
        Assert.Empty(Page.Compose(s_signal, new PaperStage { Layout = "12x1", Separator = kind }).Ink.OfType<SeparatorInk>());
    }

    [Fact]
    public void A_separator_stands_beside_a_lead_and_not_between_empty_places()
    {
        var plan = Page.Compose(Page.FromArrays(100, ("II", new double[1000]), ("I", new double[1000])), new PaperStage { Layout = "3x4", Separator = LeadSeparator.Tick }).Plan;
        Assert.Equal([(0, 1), (1, 1)], plan.Borders.GroupBy(b => b.Row).Select(row => (row.Key, row.Count())));
    }

    [Theory]
    [InlineData("leads", "has 3 places")]
    [InlineData("unknown lead", "V9")]
    [InlineData("no lead", "at least one name")]
    [InlineData("strips", "1 rhythm strip, found 2")]
    [InlineData("strip without place", "no rhythm strip")]
    [InlineData("strip twice", "each lead once")]
    [InlineData("duration", "0.5 to 300")]
    [InlineData("order", "Standard, Cabrera")]
    [InlineData("precordialGain", "1 to 50")]
    [InlineData("custom", "layoutRows")]
    public void What_makes_no_sense_is_refused_by_name(string what, string message)
    {
        PaperStage paper = what switch
        {
            "leads" => new() { Layout = "3x1", Leads = ["I", "II", "III", "V1"] },
            "unknown lead" => new() { Leads = ["I", "V9"] },
            "no lead" => new() { Layout = "3x4", Leads = ["", ""] },
            "strips" => new() { Layout = "6x2+1", RhythmLeads = ["I", "II"] },
            "strip without place" => new() { Layout = "6x2", RhythmLeads = ["I"] },
            "strip twice" => new() { Layout = "3x4+3", RhythmLeads = ["I", "i"] },
            "duration" => new() { Duration = 0.1 },
            "order" => new() { LeadOrder = (LeadOrder)7 },
            "precordialGain" => new() { PrecordialGain = 0.1 },
            _ => new() { Layout = "custom" },
        };
        var error = Assert.Throws<EcgException>(() => Page.Compose(s_signal, paper));
        Assert.True(error.Id is ErrorId.RecipeInvalid or ErrorId.LeadNotFound);
        Assert.Contains(message, error.Message);
    }
}
