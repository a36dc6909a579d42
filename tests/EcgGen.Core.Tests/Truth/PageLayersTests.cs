// Masks and planes against the page: put together again they are the image, and each lead keeps all of its ink.
using EcgGen.Core.Ink;
using EcgGen.Core.Raster;
using EcgGen.Core.Records;
using EcgGen.Core.Truth;

namespace EcgGen.Core.Tests.Truth;

public class PageLayersTests
{
    public static TheoryData<int, int, string?> Pages => new() { { 1, 200, null }, { 2, 96, "12x1" }, { 3, 300, "3x4" } };

    /// <summary>All twelve leads so tall that they run over their neighbours.</summary>
    private static PageScene Tall()
    {
        var record = EcgSynthesizer.Synthesize(new SyntheticSource { Seed = 4, Duration = 10, SamplingRate = 500, Morphology = EcgMorphology.LeftVentricularHypertrophy }, default);
        return Page.Compose(Page.View(record), new PaperStage { Gain = 20 });
    }

    private static (PageLayers Layers, PixelBuffer Image) Draw(PageScene scene)
    {
        var layers = new PageLayers(scene, mask: true, grid: true, planes: true, default);
        return (layers, Renderer.Draw(scene, default, layers));
    }

    [Theory]
    [MemberData(nameof(Pages))]
    public void Put_together_again_they_are_the_image(int seed, int dpi, string? layout) =>
        AssertComposes(Page.Compose(Page.Synthetic(seed), new PaperStage { Dpi = dpi, Layout = layout }, seed));

    [Fact]
    public void So_are_those_of_crossing_leads() => AssertComposes(Tall());

    private static void AssertComposes(PageScene scene)
    {
        var (layers, image) = Draw(scene);
        using (layers)
        using (image)
        using (var again = new PixelBuffer(scene.Width, scene.Height))
        using (var mask = new CoverageMask())
        {
            GridPainter.Paint(again, scene.Plan, scene.Flat.Scale, default);
            foreach (var (shape, plane) in layers.Planes)
            {
                mask.Reset(new PixelRect(0, 0, scene.Width, scene.Height));
                for (int y = 0; y < scene.Height; y++)
                    plane.MaxInto(y, mask.Row(y));
                InkPainter.Paint(again, mask, shape.Color);
            }
            Assert.True(image.All.SequenceEqual(again.All));
        }
    }

    [Fact]
    public void Every_lead_of_a_tall_record_keeps_the_plane_that_it_has_alone()
    {
        var scene = Tall();
        var (layers, image) = Draw(scene);
        using (layers)
        using (image)
        {
            var leads = layers.Planes.Where(p => p.Shape is TraceInk).ToArray();
            Assert.Equal(13, leads.Length);
            foreach (var (shape, plane) in leads)
            {
                var alone = new PageLayers(scene with { Ink = [shape] }, mask: false, grid: false, planes: true, default);
                using var _ = Renderer.Draw(scene with { Ink = [shape] }, default, alone);
                AssertSame(Assert.Single(alone.Planes).Plane, plane, scene);
            }
            // They do cross: else this proved nothing.
            Assert.True(leads.Count(a => leads.Any(b => !ReferenceEquals(a.Shape, b.Shape) && Crosses(a.Plane, b.Plane))) >= 8);
        }
    }

    [Theory]
    [MemberData(nameof(Pages))]
    public void The_mask_has_the_topmost_plane_of_half_coverage(int seed, int dpi, string? layout)
    {
        var scene = Page.Compose(Page.Synthetic(seed), new PaperStage { Dpi = dpi, Layout = layout }, seed);
        var (layers, image) = Draw(scene);
        using (layers)
        using (image)
        {
            var values = layers.Planes.Select(p => p.Shape is TraceInk ? (byte)(16 + layers.Planes.Where(q => q.Shape is TraceInk).ToList().IndexOf(p)) : p.Shape.Layer switch { InkLayer.Print => (byte)2, InkLayer.Pulse => (byte)4, _ => (byte)255 }).ToArray();
            var seen = new SortedSet<byte>();
            var boxes = layers.Planes.Select(p => p.Plane.Bounds()).ToArray();
            for (int y = 0; y < scene.Height; y++)
            {
                var row = layers.Mask!.Row(y);
                for (int x = 0; x < row.Length; x++)
                {
                    byte expected = layers.Grid!.Row(y)[x] >= 128 ? (byte)1 : (byte)0;
                    for (int i = 0; i < boxes.Length; i++)
                    {
                        if (x >= boxes[i].X && x < boxes[i].X + boxes[i].Width && y >= boxes[i].Y && y < boxes[i].Y + boxes[i].Height && layers.Planes[i].Plane[x, y] >= 128)
                            expected = values[i];
                    }
                    if (row[x] != expected)
                        Assert.Fail($"({x}, {y}): {row[x]} instead of {expected}");
                    seen.Add(expected);
                }
            }
            Assert.Superset(new SortedSet<byte> { 0, 1, 2, 4, 16, (byte)(15 + scene.Plan.Leads.Count) }, seen);
        }
    }

    [Theory]
    [MemberData(nameof(Pages))]
    public void Boxes_of_the_truth_hold_the_planes_ink_tightly(int seed, int dpi, string? layout)
    {
        var scene = Page.Compose(Page.Synthetic(seed), new PaperStage { Dpi = dpi, Layout = layout }, seed);
        var (layers, image) = Draw(scene);
        using (layers)
        using (image)
        {
            var truth = scene.Truth();
            var traces = layers.Planes.Where(p => p.Shape is TraceInk).Zip(truth.Leads!, (p, l) => (p.Plane, l.Box!));
            var texts = layers.Planes.Where(p => p.Shape is TextInk).Zip(truth.Texts!, (p, t) => (p.Plane, t.Box));
            foreach (var (plane, box) in traces.Concat(texts))
            {
                // Coverage of less than 1/510 leaves nothing, so ink may end a little before its box does.
                var ink = plane.Bounds();
                Assert.InRange(ink.X, box[0] - 1, box[0] + 1);
                Assert.InRange(ink.Y, box[1] - 1, box[1] + 1);
                Assert.InRange(ink.X + ink.Width, box[0] + box[2] - 1, box[0] + box[2] + 1);
                Assert.InRange(ink.Y + ink.Height, box[1] + box[3] - 1, box[1] + box[3] + 1);
            }
        }
    }

    [Fact]
    public void Grid_coverage_is_the_printed_grids()
    {
        // Grey on white: how dark a pixel is tells how much of it is covered, by a way of its own.
        var scene = Page.Compose(Page.Synthetic(seconds: 2, rate: 100), new PaperStage { PaperColor = new Rgb(255, 255, 255), GridColor = new Rgb(0, 0, 0), FineGridColor = new Rgb(0, 0, 0), CoarseLineWidth = 0.25, FineLineWidth = 0.13 });
        using var coverage = new CoverageMask();
        coverage.Reset(new PixelRect(0, 0, scene.Width, scene.Height));
        GridCoverage.Draw(scene.Plan, scene.Flat.Scale, coverage, default);
        double mm = scene.Flat.Scale;
        // The area of all lines in one whole box away from the edges, in mm²: by widths, less the crossings counted twice.
        var area = scene.Plan.GridArea;
        double covered = 0;
        int left = (int)Math.Round((area.X + 52.5) * mm), top = (int)Math.Round((area.Y + 52.5) * mm), side = (int)Math.Round(50 * mm);
        for (int y = top; y < top + side; y++)
        {
            foreach (byte c in coverage.Row(y).Slice(left, side))
                covered += c / 255.0;
        }
        double free = Math.Pow(5 - 0.25 - 4 * 0.13, 2), expected = 1 - free / 25;
        Assert.Equal(expected, covered / side / side, 0.005);
        Assert.Equal(0, coverage.Row(2)[2]);
    }

    [Fact]
    public void All_256_colours_of_the_palette_differ_and_leads_are_told_apart()
    {
        Assert.Equal(256, MaskPalette.Colors.Count);
        Assert.Distinct(MaskPalette.Colors);
        var used = MaskPalette.Colors.Take(6).Concat(MaskPalette.Colors.Skip(16).Take(15)).ToArray();
        foreach (var (a, i) in used.Select((c, i) => (c, i)))
            Assert.All(used.Skip(i + 1), b => Assert.True(Math.Abs(a.R - b.R) + Math.Abs(a.G - b.G) + Math.Abs(a.B - b.B) > 40, $"{a} {b}"));
    }

    [Fact]
    public void More_leads_than_8_bits_hold_are_refused()
    {
        Assert.Equal(255, MaskPalette.IndexOfLead(239));
        Assert.Equal(ErrorId.ArgumentInvalid, Assert.Throws<EcgException>(() => MaskPalette.IndexOfLead(240)).Id);
    }

    private static bool Crosses(CoveragePlane a, CoveragePlane b)
    {
        var (box, other) = (a.Bounds(), b.Bounds());
        for (int y = Math.Max(box.Y, other.Y); y < Math.Min(box.Y + box.Height, other.Y + other.Height); y++)
        {
            for (int x = Math.Max(box.X, other.X); x < Math.Min(box.X + box.Width, other.X + other.Width); x++)
            {
                if (a[x, y] >= 128 && b[x, y] >= 128)
                    return true;
            }
        }
        return false;
    }

    internal static void AssertSame(CoveragePlane expected, CoveragePlane actual, PageScene scene)
    {
        byte[] a = new byte[scene.Width], b = new byte[scene.Width];
        for (int y = 0; y < scene.Height; y++)
        {
            a.AsSpan().Clear();
            b.AsSpan().Clear();
            expected.MaxInto(y, a);
            actual.MaxInto(y, b);
            Assert.True(a.AsSpan().SequenceEqual(b), $"row {y}");
        }
    }
}
