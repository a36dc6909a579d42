// What pens do to a page: where their ink goes, how thick it is, what is missing of it.
using EcgGen.Core.Ink;
using EcgGen.Core.Raster;

namespace EcgGen.Core.Tests.Ink;

public class PenInkTests
{
    private static readonly SignalView s_signal = Page.Synthetic();

    [Fact]
    public void A_laser_draws_the_samples_themselves_with_a_round_pen()
    {
        var scene = Page.Compose(s_signal, seed: 2);
        using var found = new CoverageMask();
        using var expected = new CoverageMask();
        using var ink = scene.Rasterizer();
        foreach (var trace in scene.Ink.OfType<TraceInk>())
        {
            Assert.Equal(Meant(scene, trace), trace.Points);
            ink.Draw(trace, found);
            new TraceRasterizer().Draw(Array.ConvertAll(trace.Points, p => new Point2(p.X * scene.Flat.Scale, p.Y * scene.Flat.Scale)),
                scene.Plan.Paper.PenWidth!.Value / 2 * scene.Flat.Scale, scene.ToPixels(scene.Plan.GridArea), expected);
            Assert.Equal(expected.Bounds, found.Bounds);
            Assert.True(expected.All.SequenceEqual(found.All));
        }
    }

    [Theory]
    [InlineData(PenKind.Thermal, 8)]
    [InlineData(PenKind.InkJet, 11.81)]
    public void A_head_draws_on_its_dots_at_most_half_a_dot_away(PenKind pen, double dots)
    {
        var scene = Page.Compose(s_signal, new PaperStage { Pen = pen }, 4);
        foreach (var trace in scene.Ink.OfType<TraceInk>())
        {
            double thickness = trace.Width * dots;
            Assert.Equal(Math.Round(thickness), thickness, 6);
            var meant = Meant(scene, trace);
            for (int i = 0; i < meant.Length; i++)
            {
                double edge = (trace.Points[i].Y - trace.Width / 2) * dots;
                Assert.Equal(Math.Round(edge), edge, 6);
                Assert.True(Math.Abs(trace.Points[i].Y - meant[i].Y) <= 0.5 / dots + 1e-9);
                Assert.Equal(meant[i].X, trace.Points[i].X);
            }
        }
    }

    [Fact]
    public void A_recorder_swings_along_arcs_and_thins_where_it_is_fast()
    {
        var scene = Page.Compose(s_signal, new PaperStage { Pen = PenKind.Recorder, TraceSmoothing = 0, StylusArm = 100, PenThinning = 0.5 }, 4);
        double width = scene.Plan.Paper.PenWidth!.Value, farthest = 0;
        foreach (var trace in scene.Ink.OfType<TraceInk>())
        {
            var meant = Meant(scene, trace);
            for (int i = 0; i < meant.Length; i++)
            {
                double dx = trace.Points[i].X - meant[i].X - 100, dy = trace.Points[i].Y - trace.Lead.BaselineY;
                Assert.Equal(100, Math.Sqrt(dx * dx + dy * dy), 9);
                Assert.Equal(meant[i].Y, trace.Points[i].Y);
                farthest = Math.Max(farthest, dx + 100);
                if (i + 1 == meant.Length)
                    continue;
                double slope = Math.Abs(meant[i + 1].Y - meant[i].Y) / (meant[i + 1].X - meant[i].X);
                Assert.InRange(trace.Widths![i], width * 0.5, width);
                if (slope < 0.4)
                    Assert.InRange(trace.Widths[i], width * 0.99, width);
                if (slope > 12)
                    Assert.InRange(trace.Widths[i], width * 0.5, width * 0.56);
            }
        }
        Assert.True(farthest > 0.4, $"only {farthest} mm of arc");
        // A pulse's upright strokes are as fast as a stylus can be.
        Assert.All(scene.Ink.OfType<PulseInk>(), p => Assert.Equal(width * 0.5, p.Widths![1], 9));
    }

    [Fact]
    public void Smoothing_keeps_slopes_and_gaps_and_lowers_peaks()
    {
        var ramp = Enumerable.Range(0, 1000).Select(i => i is >= 400 and < 420 ? double.NaN : 0.001 * i).ToArray();
        var peaks = Enumerable.Range(0, 1000).Select(i => i % 100 == 50 ? 1.0 : 0).ToArray();
        var scene = Page.Compose(Page.FromArrays(500, ("I", ramp), ("II", peaks)), new PaperStage { TraceSmoothing = 4 });
        var traces = scene.Ink.OfType<TraceInk>().ToArray();
        var meant = Meant(scene, traces[0], name => name == "I" ? ramp : peaks);
        for (int i = 0; i < meant.Length; i++)
        {
            Assert.Equal(double.IsNaN(meant[i].Y), double.IsNaN(traces[0].Points[i].Y));
            if (!double.IsNaN(meant[i].Y))
                Assert.Equal(meant[i].Y, traces[0].Points[i].Y, 9);
        }
        // A Gaussian of 4 ms at 500 Hz has a standard deviation of 2 samples: 1 / (2 √(2π)) of the peak is left.
        double baseline = traces[1].Lead.BaselineY;
        Assert.Equal(0.19947 * 10, baseline - traces[1].Points[150].Y, 0.01);
    }

    [Fact]
    public void One_lead_can_be_thicker_everywhere_it_stands()
    {
        var scene = Page.Compose(s_signal, new PaperStage { ThickLead = "ii" }, 6);
        var paper = scene.Plan.Paper;
        Assert.InRange(paper.ThickLeadFactor!.Value, 1.5, 2.2);
        Assert.All(scene.Ink.OfType<TraceInk>(), t => Assert.Equal(paper.PenWidth!.Value * (t.Lead.Name == "II" ? paper.ThickLeadFactor.Value : 1), t.Width, 9));
        Assert.Equal(2, scene.Ink.OfType<TraceInk>().Count(t => t.Width > paper.PenWidth));
        var any = Enumerable.Range(0, 40).Select(seed => Page.Compose(s_signal, new PaperStage { ThickLead = "any" }, seed).Plan.Paper.ThickLead!).Distinct().ToArray();
        Assert.True(any.Length >= 8 && any.All(s_signal.Info.Leads.Contains));
    }

    [Fact]
    public void Dead_dots_are_as_many_as_asked_for_and_leave_light_lines()
    {
        double dead = 0, dots = 0;
        for (int seed = 0; seed < 30; seed++)
        {
            var paper = Page.Compose(s_signal, new PaperStage { Pen = PenKind.Thermal, PenDropouts = 0.05 }, seed).Plan.Paper;
            dead += InkWear.DeadDots(paper, 210).Count;
            dots += 210 * 8;
        }
        Assert.Equal(0.05, dead / dots, 0.003);

        var scene = Page.Compose(s_signal, new PaperStage { Pen = PenKind.Thermal, PenDropouts = 0.05, PenFading = 0, Dpi = 203 }, 3);
        using var mask = Filled(scene, ofSheet: false);
        var lost = InkWear.DeadDots(scene.Plan.Paper, scene.Plan.Sheet.Height).ToDictionary(d => d.Dot, d => d.Loss);
        // At 203 dpi a dot is nearly a pixel: what is missing in all is what the dead dots' area had.
        double missing = 0, expected = lost.Where(d => d.Key / 8.0 is > 50 and < 149.8).Sum(d => d.Value) * scene.Flat.Scale / 8;
        for (int y = mask.Y; y < mask.Y + mask.Height; y++)
        {
            var row = mask.Row(y);
            missing += 1 - row[row.Length / 2] / 255.0;
            Assert.Equal(row[5], row[^5]);
        }
        Assert.Equal(expected, missing, 0.05 * expected + 0.1);
        using var preprinted = Filled(scene, ofSheet: true);
        Assert.True(preprinted.All.IndexOfAnyExcept((byte)255) < 0);
    }

    [Fact]
    public void Ink_fades_from_one_side_to_the_other_and_never_more_than_asked_for()
    {
        int toTheRight = 0;
        for (int seed = 0; seed < 20; seed++)
        {
            var scene = Page.Compose(s_signal, new PaperStage { PenFading = 0.4, Dpi = 80 }, seed);
            using var mask = Filled(scene, ofSheet: false);
            var row = mask.Row(mask.Y + 20).ToArray();
            double Loss(int part) => 1 - row.Skip(part * row.Length / 4).Take(row.Length / 4).Average(c => (double)c) / 255;
            Assert.True(row.Min() >= 255 * 0.6 - 1);
            Assert.True(Math.Max(Loss(0), Loss(3)) > 0.2 && Math.Min(Loss(0), Loss(3)) < 0.15, $"seed {seed}: {Loss(0):0.00} … {Loss(3):0.00}");
            toTheRight += Loss(3) > Loss(0) ? 1 : 0;
        }
        Assert.InRange(toTheRight, 3, 17);
    }

    [Theory]
    [InlineData(PenKind.Laser)]
    [InlineData(PenKind.Thermal)]
    [InlineData(PenKind.Recorder)]
    [InlineData(PenKind.InkJet)]
    public void The_same_recipe_gives_the_same_bytes(PenKind pen)
    {
        var paper = new PaperStage { Pen = pen, GridStyle = GridStyle.LinesAndDots, PaperTexture = 0.7, Edge = PaperEdge.Perforated, Logo = true, Border = true, Dpi = 100 };
        byte[] Draw(PaperStage stage)
        {
            using var image = Renderer.Draw(Page.Compose(s_signal, stage, 5), default);
            return image.All.ToArray();
        }
        var first = Draw(paper);
        Assert.Equal(first, Draw(paper));
        // Resolved, the stage says it all: another seed changes nothing any more.
        var resolved = Page.Compose(s_signal, paper, 5).Plan.Paper;
        using var replayed = Renderer.Draw(Page.Compose(s_signal, resolved, 99), default);
        Assert.Equal(first, replayed.All.ToArray());
    }

    /// <summary>Coverage of a rectangle of 100 × 100 mm.</summary>
    private static CoverageMask Filled(PageScene scene, bool ofSheet)
    {
        var mask = new CoverageMask();
        using var ink = scene.Rasterizer();
        double left = ofSheet ? 50 : scene.Plan.GridArea.X, right = ofSheet ? 150 : scene.Plan.GridArea.Right;
        ink.Draw(new PrintInk(new Rgb(0, 0, 0), "test", [new(left - 1, 50), new(right + 1, 50), new(right + 1, 150), new(left - 1, 150)], [4]) { OfSheet = ofSheet }, mask);
        var inner = new CoverageMask();
        // Without the outermost pixels, which are covered in part.
        inner.Reset(new PixelRect(mask.X + 1, mask.Y + 1, mask.Width - 2, mask.Height - 2));
        for (int y = inner.Y; y < inner.Y + inner.Height; y++)
            mask.Row(y)[1..^1].CopyTo(inner.Row(y));
        mask.Dispose();
        return inner;
    }

    private static Point2[] Meant(PageScene scene, TraceInk trace, Func<string, double[]>? samples = null)
    {
        var mV = samples is null ? s_signal[trace.Lead.Name].Span : samples(trace.Lead.Name);
        var points = new Point2[trace.Lead.SampleCount];
        for (int i = 0; i < points.Length; i++)
        {
            double value = mV[trace.Lead.FirstSample + i];
            points[i] = double.IsNaN(value) ? new(double.NaN, double.NaN) : new(trace.Lead.X + i * trace.Lead.SampleStep, trace.Lead.BaselineY - value * scene.Plan.Paper.Gain!.Value);
        }
        return points;
    }
}
