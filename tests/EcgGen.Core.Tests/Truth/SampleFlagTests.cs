// Flags of samples that other ink overlaps or that something hides.
using EcgGen.Core.Ink;
using EcgGen.Core.Raster;
using EcgGen.Core.Records;
using EcgGen.Core.Truth;

namespace EcgGen.Core.Tests.Truth;

public class SampleFlagTests
{
    [Fact]
    public void A_spike_through_the_row_above_overlaps_its_trace_and_nothing_else_does()
    {
        // Flanks of 0.5 mm a sample: II reaches over I, which is a line at 0 mV.
        var tall = Enumerable.Range(0, 1000).Select(i => Math.Max(0, 8 - Math.Abs(i - 500) * 0.05)).ToArray();
        var scene = Page.Compose(Page.FromArrays(100, ("I", new double[1000]), ("II", tall)), new PaperStage { LeadNames = false });
        var flags = scene.Truth().Leads!.Select(l => l.Flags.Where(f => f.Kind == SampleFlagKind.Overlapped).ToArray()).ToArray();
        double pitch = scene.Plan.Leads[1].BaselineY - scene.Plan.Leads[0].BaselineY, radius = scene.Plan.Paper.PenWidth!.Value / 2;
        var met = Enumerable.Range(0, 1000).Where(i => Math.Abs(tall[i] * 10 - pitch) <= radius);
        Assert.Equal(met, flags[1].SelectMany(f => Enumerable.Range(f.Start, f.End - f.Start)));
        // I is met where either flank crosses it; 0.25 mm a sample, 2 mm up for 1 mm along, so the pen is √5 / 2 radii wide on it.
        double away = (8 - pitch / 10) / 0.05, half = radius * Math.Sqrt(5) / 2 / 0.25;
        var crossed = Enumerable.Range(0, 1000).Where(i => Math.Abs(Math.Abs(i - 500) - away) <= half);
        Assert.Equal(crossed, flags[0].SelectMany(f => Enumerable.Range(f.Start, f.End - f.Start)));
    }

    [Fact]
    public void Flags_agree_with_the_planes_of_the_other_ink()
    {
        var record = EcgSynthesizer.Synthesize(new SyntheticSource { Seed = 4, Duration = 10, SamplingRate = 250, Morphology = EcgMorphology.LeftVentricularHypertrophy }, default);
        var scene = Page.Compose(Page.View(record), new PaperStage { Gain = 20, Dpi = 600 });
        using var layers = new PageLayers(scene, mask: false, grid: false, planes: true, default);
        using var _ = Renderer.Draw(scene, default, layers);
        int overlapped = 0;
        foreach (var (lead, trace) in scene.Truth().Leads!.Zip(scene.Ink.OfType<TraceInk>()))
        {
            var others = layers.Planes.Where(p => p.Shape is not PulseInk && !ReferenceEquals(p.Shape, trace)).Select(p => p.Plane).ToArray();
            for (int i = 0; i < lead.Points.Length; i++)
            {
                int x = (int)lead.Points[i].X, y = (int)lead.Points[i].Y;
                bool flagged = lead.Flags.Any(f => f.Kind == SampleFlagKind.Overlapped && i >= f.Start && i < f.End);
                overlapped += flagged ? 1 : 0;
                if (flagged)
                    Assert.Contains(others, p => p[x, y] > 0);
                else if (!lead.Flags.Any(f => f.Kind == SampleFlagKind.Clipped && i >= f.Start && i < f.End))
                    Assert.DoesNotContain(others, p => p[x, y] == 255);
            }
        }
        Assert.True(overlapped > 20, $"only {overlapped}");
    }

    [Fact]
    public void Print_on_a_trace_overlaps_it_by_the_ink_of_its_letters()
    {
        var scene = Page.Compose(Page.FromArrays(1000, ("II", new double[10000])), new PaperStage { LeadNames = false, CalibrationPulse = false });
        var lead = scene.Plan.Leads[0];
        // A ring of 4 and 2 mm radius around a point of the trace.
        Point2 centre = new(lead.X + 100, lead.BaselineY);
        Point2[] Circle(double r, int turn) => [.. Enumerable.Range(0, 720).Select(i => new Point2(centre.X + r * Math.Cos(turn * i * Math.PI / 360), centre.Y + r * Math.Sin(turn * i * Math.PI / 360)))];
        var ring = new PrintInk(new Rgb(0, 0, 0), "ring", [.. Circle(4, 1), .. Circle(2, -1)], [720, 1440]);
        var flags = (scene with { Ink = [.. scene.Ink, ring] }).Truth().Leads![0].Flags;
        Assert.All(flags, f => Assert.Equal(SampleFlagKind.Overlapped, f.Kind));
        // 25 mm/s at 1000 Hz: 40 samples a mm.
        Assert.Equal([(3840, 3921), (4080, 4161)], flags.Select(f => (f.Start, f.End)), (a, b) => Math.Abs(a.Item1 - b.Item1) <= 1 && Math.Abs(a.Item2 - b.Item2) <= 1);
    }

    [Fact]
    public void What_something_opaque_hides_is_occluded_and_keeps_its_points()
    {
        var samples = Enumerable.Range(0, 1000).Select(i => i is >= 200 and < 220 ? double.NaN : 0).ToArray();
        var scene = Page.Compose(Page.FromArrays(100, ("II", samples)), new PaperStage { LeadNames = false });
        double from = scene.Plan.Leads[0].X + 45.1, to = from + 50;
        var hidden = scene with { Occluders = [new Cover(from, to)] };
        Assert.Equal([new SampleFlag(SampleFlagKind.Occluded, 181, 200), new SampleFlag(SampleFlagKind.Missing, 200, 220), new SampleFlag(SampleFlagKind.Occluded, 220, 381)], hidden.Truth().Leads![0].Flags);
        Assert.Equal(scene.Truth().Leads![0].Points, hidden.Truth().Leads![0].Points);
    }

    private sealed class Cover(double from, double to) : IOccluder
    {
        public bool Hides(Point2 sheet) => sheet.X >= from && sheet.X <= to;

        public void Draw(CoverageMask mask, double scale, PixelRect sheet)
        {
            mask.Reset(new PixelRect((int)(from * scale), 0, (int)((to - from) * scale), sheet.Height));
            mask.All.Fill(255);
        }
    }
}
