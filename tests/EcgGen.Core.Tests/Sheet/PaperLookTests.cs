// What the seed draws lies where real pages do; what is printed on or cut out of a sheet; what is refused.
using EcgGen.Core.Ink;
using EcgGen.Core.Sheet;

namespace EcgGen.Core.Tests.Sheet;

public class PaperLookTests
{
    private static readonly SignalView s_signal = Page.Synthetic(seconds: 3);

    [Fact]
    public void Colours_and_widths_are_those_of_real_pages()
    {
        foreach (var style in Enum.GetValues<GridStyle>())
        {
            foreach (var pen in Enum.GetValues<PenKind>())
            {
                for (int seed = 0; seed < 60; seed++)
                {
                    var p = Resolve(new PaperStage { GridStyle = style, Pen = pen }, seed);
                    var paper = p.PaperColor!.Value;
                    double coarse = PaperLook.Depth(p.GridColor!.Value, paper), fine = PaperLook.Depth(p.FineGridColor!.Value, paper);
                    Assert.InRange(coarse, 0.25, 0.59);
                    if (style != GridStyle.TwoInks)
                        Assert.True(fine < coarse && fine > 0.08);
                    Assert.InRange(PaperLook.Depth(p.InkColor!.Value, paper), 0.53, 0.88);
                    Assert.InRange(p.PenWidth!.Value, 0.2, 0.32);
                    Assert.InRange(p.CoarseLineWidth!.Value, 0.1, 0.3);
                    Assert.InRange(p.FineLineWidth!.Value, 0.1, style == GridStyle.Dots ? 0.3 : 0.2);
                    Assert.InRange(p.PenFading!.Value, 0, 0.2);
                    Assert.InRange(p.PenDropouts!.Value, 0, 0.01);
                }
            }
        }
    }

    [Fact]
    public void Two_inks_are_two_hues()
    {
        for (int seed = 0; seed < 100; seed++)
        {
            var p = Resolve(new PaperStage { GridStyle = GridStyle.TwoInks }, seed);
            var (a, b) = (p.GridColor!.Value, p.FineGridColor!.Value);
            Assert.True(Math.Abs(a.R - a.G - (b.R - b.G)) + Math.Abs(a.G - a.B - (b.G - b.B)) > 15, $"{a} and {b}");
        }
    }

    [Fact]
    public void A_page_without_wishes_is_plain()
    {
        var p = Resolve(new PaperStage(), 3);
        Assert.Equal((GridStyle.Lines, PenKind.Laser, PaperEdge.None), (p.GridStyle!.Value, p.Pen!.Value, p.Edge!.Value));
        Assert.Equal(0, p.GridOffsetX + p.GridOffsetY + p.PaperTexture + p.PenFading + p.PenDropouts + p.HeadDots + p.PenThinning + p.StylusArm + p.PenBleed + p.TraceSmoothing);
        Assert.False(p.Border!.Value || p.Logo!.Value || p.GridToEdge!.Value);
        Assert.Equal("None", p.ThickLead);
        Assert.DoesNotContain(Page.Compose(s_signal, seed: 3).Ink, i => i is PrintInk);
    }

    [Theory]
    [InlineData(PaperEdge.Punched, PaperSize.A4, 2)]
    [InlineData(PaperEdge.Punched, PaperSize.Letter, 3)]
    [InlineData(PaperEdge.Sprocket, PaperSize.A4, 46)]
    public void Holes_show_what_is_under_the_sheet(PaperEdge edge, PaperSize size, int holes)
    {
        var scene = Page.Compose(s_signal, new PaperStage { Edge = edge, PaperSize = size, BackingColor = new Rgb(1, 2, 3) });
        var cut = scene.Ink.OfType<HoleInk>().ToArray();
        Assert.Equal((holes, holes), (cut.Length, scene.Truth().Marks!.Count(m => m.Kind == "hole")));
        using var image = Renderer.Draw(scene, default);
        foreach (var corners in cut.Select(h => h.Points))
        {
            var pixel = image.Row((int)(corners.Average(p => p.Y) * scene.Flat.Scale)).Slice(3 * (int)(corners.Average(p => p.X) * scene.Flat.Scale), 3);
            Assert.Equal([1, 2, 3], pixel.ToArray());
        }
    }

    [Fact]
    public void Samples_in_a_hole_are_lost_and_overlap_nothing()
    {
        // A level trace through the middle of the two holes, which are 12 mm below the sheet's edge.
        static SignalView Level(double mV) => Page.FromArrays(100, ("II", [.. Enumerable.Repeat(mV, 1000)]));
        var paper = new PaperStage { Layout = "1x1", Edge = PaperEdge.Punched, Gain = 20, LeadNames = false };
        double baseline = Page.Compose(Level(0), paper).Plan.Leads[0].BaselineY;
        var scene = Page.Compose(Level((baseline - 12) / 20), paper);
        var flags = scene.Truth().Leads!.Single().Flags;
        Assert.Equal([SampleFlagKind.Lost, SampleFlagKind.Lost], flags.Select(f => f.Kind));
        // 6 mm at 25 mm/s and 100 Hz.
        Assert.All(flags, f => Assert.InRange(f.End - f.Start, 23, 25));
    }

    [Fact]
    public void Torn_ends_are_ragged_and_the_rest_of_the_sheet_is_whole()
    {
        var scene = Page.Compose(s_signal, new PaperStage { Edge = PaperEdge.Perforated, GridStyle = GridStyle.None, Dpi = 300, PaperColor = new Rgb(250, 250, 250), BackingColor = new Rgb(1, 2, 3) }, 2);
        using var image = Renderer.Draw(scene, default);
        int torn = 0;
        for (int y = 0; y < image.Height; y++)
        {
            torn += image.Row(y)[3 * 2] < 100 ? 1 : 0;
            Assert.Equal(250, image.Row(y)[3 * 10]);
            Assert.Equal(250, image.Row(y)[3 * (image.Width - 11)]);
        }
        Assert.InRange(torn / (double)image.Height, 0.5, 0.95);
    }

    [Fact]
    public void Frame_and_mark_lie_under_the_traces_and_on_the_sheet()
    {
        foreach (int seed in Enumerable.Range(0, 12))
        {
            foreach (bool toEdge in new[] { false, true })
            {
                var scene = Page.Compose(s_signal, new PaperStage { Border = true, Logo = true, GridToEdge = toEdge, GridOffsetX = 2, GridOffsetY = -2, Edge = (PaperEdge)(seed % 4) }, seed);
                var marks = scene.Ink.TakeWhile(i => i is PrintInk { Kind: "border" or "logo" }).Cast<PrintInk>().ToArray();
                Assert.Equal(4, marks.Length);
                Assert.All(marks, m => Assert.True(m.Box.X >= 0 && m.Box.Y >= 0 && m.Box.Right <= scene.Plan.Sheet.Width && m.Box.Bottom <= scene.Plan.Sheet.Height));
                var frame = marks[2].Box;
                Assert.True(marks[3].Box.X > frame.X && marks[3].Box.Right < frame.Right && marks[3].Box.Y > frame.Y && marks[3].Box.Bottom < frame.Bottom);
            }
        }
    }

    [Theory]
    [InlineData("penFading")]
    [InlineData("penDropouts")]
    [InlineData("penThinning")]
    [InlineData("headDots")]
    [InlineData("headLines")]
    [InlineData("stylusArm")]
    [InlineData("penBleed")]
    [InlineData("traceSmoothing")]
    [InlineData("thickLeadFactor")]
    [InlineData("gridOffsetX")]
    [InlineData("gridOffsetY")]
    [InlineData("paperTexture")]
    public void Values_out_of_range_are_refused_by_name(string field)
    {
        foreach (double wrong in new[] { 1000, -7, double.NaN })
        {
            var stage = field switch
            {
                "penFading" => new PaperStage { PenFading = wrong },
                "penDropouts" => new PaperStage { PenDropouts = wrong },
                "penThinning" => new PaperStage { PenThinning = wrong },
                "headDots" => new PaperStage { HeadDots = wrong, HeadLines = 8 },
                "headLines" => new PaperStage { HeadDots = 8, HeadLines = wrong },
                "stylusArm" => new PaperStage { StylusArm = wrong },
                "penBleed" => new PaperStage { PenBleed = wrong },
                "traceSmoothing" => new PaperStage { TraceSmoothing = wrong },
                "thickLeadFactor" => new PaperStage { ThickLeadFactor = wrong },
                "gridOffsetX" => new PaperStage { GridOffsetX = wrong },
                "gridOffsetY" => new PaperStage { GridOffsetY = wrong },
                _ => new PaperStage { PaperTexture = wrong },
            };
            AssertRefused(stage, ErrorId.RecipeInvalid, field + ":");
        }
    }

    [Fact]
    public void Pens_that_cannot_be_are_refused()
    {
        AssertRefused(new PaperStage { PenDropouts = 0.01 }, ErrorId.RecipeInvalid, "penDropouts");
        AssertRefused(new PaperStage { Pen = PenKind.Thermal, PenThinning = 0.3 }, ErrorId.RecipeInvalid, "penThinning");
        AssertRefused(new PaperStage { HeadDots = 8, HeadLines = 0 }, ErrorId.RecipeInvalid, "headLines");
        AssertRefused(new PaperStage { ThickLead = "V9" }, ErrorId.LeadNotFound, "V9");
    }

    private static PaperStage Resolve(PaperStage paper, int seed) => (PaperStage)RecipeResolver.Resolve(Page.Request(s_signal, paper, seed).Recipe, s_signal).Stages[0];

    private static void AssertRefused(PaperStage paper, ErrorId id, string named)
    {
        var error = Assert.Throws<EcgException>(() => Resolve(paper, 0));
        Assert.Equal(id, error.Id);
        Assert.Contains(named, error.Message);
    }
}
