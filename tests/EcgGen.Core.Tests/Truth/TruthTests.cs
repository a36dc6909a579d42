// Ground truth as data: true millimetres, flags, boxes, identifiers.
namespace EcgGen.Core.Tests.Truth;

public class TruthTests
{
    [Theory]
    [InlineData(50)]
    [InlineData(72)]
    [InlineData(200)]
    [InlineData(300)]
    [InlineData(1200)]
    public void Everything_is_in_true_millimetres_at_any_resolution(int dpi)
    {
        var signal = Page.Synthetic(rate: 250);
        var truth = Page.Compose(signal, new PaperStage { Dpi = dpi, Speed = 25, Gain = 10 }).Truth();
        double mm = dpi / 25.4;
        Assert.Equal(((int)Math.Round(297 * mm), (int)Math.Round(210 * mm)), (truth.Image.Width, truth.Image.Height));
        foreach (var lead in truth.Leads!)
        {
            var samples = signal[lead.Name].Span;
            int first = (int)Math.Round(lead.StartSeconds * lead.SamplingRate);
            for (int i = 0; i < lead.Points.Length; i++)
            {
                Assert.Equal(lead.Points[0].X + i / 250.0 * 25 * mm, lead.Points[i].X, 6);
                Assert.Equal(lead.Baseline[0].Y - samples[first + i] * 10 * mm, lead.Points[i].Y, 6);
            }
        }
        Assert.All(truth.Grid!, row => Assert.All(Enumerable.Range(1, row.Length - 1), i => Assert.Equal(5 * mm, row[i].X - row[i - 1].X, 6)));
    }

    [Fact]
    public void The_standard_page_has_thirteen_lead_instances_in_their_places()
    {
        var truth = Page.Compose(Page.Synthetic()).Truth();
        Assert.Equal(["I", "aVR", "V1", "V4", "II", "aVL", "V2", "V5", "III", "aVF", "V3", "V6", "II-rhythm"], truth.Leads!.Select(l => l.Id));
        Assert.Equal(13, truth.Texts!.Count(t => t.Kind == "leadName"));
        Assert.Equal("25 mm/s   10 mm/mV", Assert.Single(truth.Texts!, t => t.Kind == "scale").Text);
        Assert.Equal(4, truth.Pulses!.Count);
        Assert.Equal([0, 2.5, 5, 7.5], truth.Leads!.Where(l => l.Name is "I" or "aVR" or "V1" or "V4").Select(l => l.StartSeconds));
        Assert.Equal((0, 10), (truth.Leads![^1].StartSeconds, truth.Leads[^1].DurationSeconds));
        Assert.All(truth.Texts!.Where(t => t.Kind == "leadName"), t => Assert.Equal(t.Text, truth.Leads!.Single(l => l.Id == t.Lead).Name));
    }

    [Fact]
    public void What_leaves_the_page_is_clipped_and_what_is_missing_is_null()
    {
        var wild = Enumerable.Range(0, 1000).Select(i => i switch { >= 100 and < 120 => double.NaN, >= 300 and < 350 => 40.0, >= 500 and < 510 => -40.0, _ => 0.1 }).ToArray();
        var scene = Page.Compose(Page.FromArrays(100, ("II", wild)));
        var lead = Assert.Single(scene.Truth().Leads!);
        Assert.Equal([new SampleFlag(SampleFlagKind.Missing, 100, 120), new SampleFlag(SampleFlagKind.Clipped, 300, 350), new SampleFlag(SampleFlagKind.Clipped, 500, 510)], lead.Flags);
        Assert.True(double.IsNaN(lead.Points[110].X) && double.IsNaN(lead.Points[110].Y));
        Assert.False(double.IsNaN(lead.Points[310].Y));

        // Nothing is drawn outside the printed area, and the ink's box ends there.
        var area = scene.Plan.GridArea;
        var image = Darkness.Of(scene);
        double mm = scene.Flat.Scale;
        float paper = image[2, 2];
        for (int x = 0; x < image.Width; x++)
        {
            Assert.Equal(paper, image[x, (int)((area.Y - 0.5) * mm)]);
            Assert.Equal(paper, image[x, (int)((area.Bottom + 0.5) * mm)]);
        }
        Assert.Equal(area.Y * mm, lead.Box![1], 2);
        Assert.Equal(area.Height * mm, lead.Box[3], 2);
    }

    [Fact]
    public void The_box_of_a_lead_that_leaves_the_page_ends_where_its_ink_ends()
    {
        var ramp = Enumerable.Range(0, 1000).Select(i => i * 0.1).ToArray();
        var scene = Page.Compose(Page.FromArrays(100, ("II", ramp)));
        var lead = Assert.Single(scene.Truth().Leads!);
        int last = lead.Flags.Single(f => f.Kind == SampleFlagKind.Clipped).Start - 1;
        Assert.InRange(lead.Box![0] + lead.Box[2], lead.Points[last].X, lead.Points[last + 1].X + scene.Plan.Paper.PenWidth!.Value * scene.Flat.Scale);
    }

    [Fact]
    public void Text_is_cut_to_the_page_and_tells_only_what_the_font_can_print()
    {
        var texts = Page.Compose(Page.FromArrays(100, ("漢II", new double[300]), (new string('W', 200), new double[300]))).Truth().Texts!;
        Assert.Contains(texts, t => t.Kind == "leadName" && t.Text == "II");
        Assert.All(texts, t => Assert.True(t.Box[0] + t.Box[2] <= 2339));
    }

    [Fact]
    public void A_lead_without_a_single_value_has_no_box_and_no_ink()
    {
        var scene = Page.Compose(Page.FromArrays(100, ("I", new double[500]), ("II", [.. Enumerable.Repeat(double.NaN, 500)])), new PaperStage { LeadNames = false, CalibrationPulse = false });
        var lead = scene.Truth().Leads![1];
        Assert.Null(lead.Box);
        Assert.Null(lead.Quad);
        Assert.Equal(new SampleFlag(SampleFlagKind.Missing, 0, 500), Assert.Single(lead.Flags));
        using var with = Renderer.Draw(scene, default);
        Assert.Equal(scene.Width, with.Width);
    }

    [Fact]
    public void A_tall_lead_crosses_its_neighbours_row_and_keeps_its_truth()
    {
        var tall = Enumerable.Range(0, 1000).Select(i => i == 500 ? 6.0 : 0).ToArray();
        var scene = Page.Compose(Page.FromArrays(100, ("I", new double[1000]), ("II", tall)));
        var lead = scene.Truth().Leads![1];
        Assert.Empty(lead.Flags);
        Assert.True(lead.Points[500].Y < scene.Truth().Leads![0].Points[0].Y);
        Assert.Equal(lead.Points[500].Y - scene.Plan.Paper.PenWidth!.Value / 2 * scene.Flat.Scale, lead.Box![1], 2);
    }

    [Fact]
    public void Text_ink_fills_its_box_exactly()
    {
        var scene = Page.Compose(Page.FromArrays(100, ("II", new double[1000])), new PaperStage { GridColor = new Rgb(250, 250, 250), PaperColor = new Rgb(255, 255, 255), CalibrationPulse = false });
        var image = Darkness.Of(scene);
        foreach (var text in scene.Truth().Texts!)
        {
            var (left, top, right, bottom) = (text.Box[0], text.Box[1], text.Box[0] + text.Box[2], text.Box[1] + text.Box[3]);
            var ink = from x in Enumerable.Range((int)left - 4, (int)text.Box[2] + 9)
                      from y in Enumerable.Range((int)top - 4, (int)text.Box[3] + 9)
                      where image[x, y] > 30
                      select (x, y);
            Assert.InRange(ink.Min(p => p.x), left - 1, left + 1.5);
            Assert.InRange(ink.Max(p => p.x) + 1, right - 1.5, right + 1);
            Assert.InRange(ink.Min(p => p.y), top - 1, top + 1.5);
            Assert.InRange(ink.Max(p => p.y) + 1, bottom - 1.5, bottom + 1);
        }
    }
}
