// Layers of pages of which parts are gone or hidden: no ink where there is no paper, all of it elsewhere.
using EcgGen.Core.Ink;
using EcgGen.Core.Raster;
using EcgGen.Core.Tests.Wear;
using EcgGen.Core.Truth;

namespace EcgGen.Core.Tests.Truth;

public sealed class HiddenLayersTests
{
    private static readonly PaperStage s_paper = new() { Dpi = 150, PaperSize = PaperSize.Letter, PaperColor = new Rgb(255, 255, 255), BackingColor = new Rgb(0, 0, 255) };

    private static readonly CreaseStage s_fold = new() { Count = 2, Angle = 70, Strength = 1, Width = 15, Seed = 4 };

    public static TheoryData<StainKind?, PaperEdge, bool> Holes => new()
    {
        { StainKind.MissingPiece, PaperEdge.None, false }, { StainKind.MissingPiece, PaperEdge.None, true }, { StainKind.TornCorner, PaperEdge.None, true },
        { StainKind.PunchHole, PaperEdge.Punched, false }, { null, PaperEdge.Punched, true }, { null, PaperEdge.Sprocket, false }, { StainKind.Staple, PaperEdge.None, true },
    };

    private static (PageLayers Layers, byte[] Image) Draw(PageScene scene)
    {
        var layers = new PageLayers(scene, mask: true, grid: true, planes: true, default);
        using var image = Renderer.Draw(scene, default, layers);
        return (layers, image.All.ToArray());
    }

    /// <summary>A page with something missing, printed up to its edges so that there is ink to lose, and the same page with everything there.</summary>
    private static (PageScene Worn, PageScene Whole) Pages(StainKind? kind, PaperEdge edge, bool folded)
    {
        var stains = kind is { } k ? new StainStage { Kinds = [k], Count = 6, Strength = 0.8, Size = k switch { StainKind.TornCorner => 80, StainKind.PunchHole => 25, StainKind.Staple => null, _ => 40 } } : null;
        // A wire of half a mm has pixels with nothing but wire around them at 500 dpi.
        var scene = StainPage.Compose(s_paper with { Edge = edge, GridToEdge = true, Dpi = kind == StainKind.Staple ? 500 : 150 }, 3, [.. ((Stage?[])[folded ? s_fold : null, stains]).OfType<Stage>()]);
        return (scene, scene with { Ink = [.. scene.Ink.Where(s => s is not HoleInk)], Occluders = [] });
    }

    [Theory]
    [MemberData(nameof(Holes))]
    public void Nothing_is_left_where_paper_is_gone_and_everything_elsewhere(StainKind? kind, PaperEdge edge, bool folded)
    {
        var (worn, whole) = Pages(kind, edge, folded);
        bool gone = kind != StainKind.Staple;
        using var layers = Draw(worn).Layers;
        using var all = Draw(whole).Layers;
        Assert.Equal(gone, layers.Holes.Count > 0);
        // By the places of pixels, not by anything that was drawn.
        var hiddenPixels = Hidden(worn);
        long lost = 0, left = 0;
        for (int y = 0; y < worn.Height; y++)
        {
            for (int x = 0; x < worn.Width; x++)
            {
                if (hiddenPixels[y * worn.Width + x] is not { } hidden)
                    continue;
                byte mask = layers.Mask!.Row(y)[x], expected = hidden ? (byte)0 : all.Mask!.Row(y)[x];
                Assert.True(mask == expected, $"mask at {x}, {y} is {mask} instead of {expected}");
                byte grid = layers.Grid!.Row(y)[x], expectedGrid = hidden && gone ? (byte)0 : all.Grid!.Row(y)[x];
                Assert.True(grid == expectedGrid, $"grid at {x}, {y} is {grid} instead of {expectedGrid}");
                (lost, left) = hidden ? (lost + all.Mask!.Row(y)[x], left) : (lost, left + mask);
            }
        }
        Assert.True(lost > 0 && left > 0, $"{lost} lost, {left} left");
        foreach (var ((shape, plane), (_, before)) in layers.Planes.Zip(all.Planes))
        {
            var box = before.Bounds();
            for (int y = box.Y; y < box.Y + box.Height; y++)
            {
                for (int x = box.X; x < box.X + box.Width; x++)
                {
                    if (before[x, y] == 0 || hiddenPixels[y * worn.Width + x] is not { } hidden)
                        continue;
                    int expected = hidden && gone ? 0 : before[x, y];
                    Assert.True(plane[x, y] == expected, $"{shape.Layer} at {x}, {y}: {plane[x, y]} instead of {expected}");
                }
            }
        }
    }

    /// <summary>Whether a pixel and all within three of it are hidden; null if only some of it.</summary>
    private static bool?[] Hidden(PageScene scene)
    {
        const int Reach = 3;
        var centres = new bool[scene.Width * scene.Height];
        for (int i = 0; i < centres.Length; i++)
        {
            var place = scene.Map.Inverse(new PixelPoint(i % scene.Width + 0.5, i / scene.Width + 0.5));
            centres[i] = scene.Occluders.Any(o => o.Hides(place));
        }
        var hidden = new bool?[centres.Length];
        for (int y = 0; y < scene.Height; y++)
        {
            for (int x = 0; x < scene.Width; x++)
            {
                int count = 0, all = 0;
                for (int v = Math.Max(0, y - Reach); v <= Math.Min(scene.Height - 1, y + Reach); v++)
                {
                    for (int u = Math.Max(0, x - Reach); u <= Math.Min(scene.Width - 1, x + Reach); u++, all++)
                        count += centres[v * scene.Width + u] ? 1 : 0;
                }
                hidden[y * scene.Width + x] = count == 0 ? false : count == all ? true : null;
            }
        }
        return hidden;
    }

    [Theory]
    [InlineData(PaperEdge.Punched, false)]
    [InlineData(PaperEdge.None, true)]
    public void Put_together_again_planes_are_the_image_where_paper_is_left(PaperEdge edge, bool stain)
    {
        var hole = new StainStage { Strength = 1, Stains = [new Stain(StainKind.PunchHole, 60, 80, 20, 30, 5)] };
        var scene = StainPage.Compose(s_paper with { Edge = edge }, 2, stain ? [hole] : []);
        var (layers, image) = Draw(scene);
        using (layers)
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
            mask.Reset(new PixelRect(0, 0, scene.Width, scene.Height));
            int holes = 0;
            for (int y = 0; y < scene.Height; y++)
            {
                foreach (var plane in layers.Holes)
                    plane.MaxInto(y, mask.Row(y));
                for (int x = 0; x < scene.Width; x++)
                {
                    int i = 3 * (y * scene.Width + x);
                    if (mask.Row(y)[x] == 0)
                        Assert.True(image.AsSpan(i, 3).SequenceEqual(again.Row(y).Slice(3 * x, 3)), $"{x}, {y}");
                    else
                        holes++;
                }
            }
            Assert.True(holes > 1000, $"{holes} pixels of holes");
        }
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Boxes_are_around_what_is_left(bool folded)
    {
        // Bites out of the end of a row and of its lead's name, and nothing left of another name.
        var plain = StainPage.Compose(s_paper, 3);
        var lead = plain.Plan.Leads[3];
        var name = plain.Ink.OfType<TextInk>().First(t => t.LeadId == plain.Plan.Leads[1].Id).Box;
        double end = lead.X + lead.SampleCount * lead.SampleStep;
        var stage = new StainStage { Strength = 0.5, Stains = [new(StainKind.MissingPiece, end, lead.BaselineY, 50, 0, 3), new(StainKind.MissingPiece, name.X + name.Width / 2, name.Y + name.Height / 2, 14, 0, 8)] };
        var scene = StainPage.Compose(s_paper, 3, folded ? [s_fold, stage] : [stage]);
        using var layers = Draw(scene).Layers;
        var (whole, truth) = (plain.Truth(), scene.Truth());
        foreach (var ((_, plane), box) in layers.Planes.Where(p => p.Shape is TraceInk).Zip(truth.Leads!, (p, l) => (p, l.Box!)))
        {
            var ink = plane.Bounds(64);
            Assert.InRange(ink.X, box[0] - 2, box[0] + 4);
            Assert.InRange(ink.Y, box[1] - 2, box[1] + 4);
            Assert.InRange(ink.X + ink.Width, box[0] + box[2] - 4, box[0] + box[2] + 2);
            Assert.InRange(ink.Y + ink.Height, box[1] + box[3] - 4, box[1] + box[3] + 2);
        }
        Assert.True(truth.Leads![3].Box![2] < 0.8 * whole.Leads![3].Box![2]);
        Assert.Equal(whole.Texts!.Count - 1, truth.Texts!.Count);
        Assert.DoesNotContain(truth.Texts, t => t.Lead == plain.Plan.Leads[1].Id);
        var things = AnnotatedObject.Of(layers);
        Assert.Equal(truth.Texts.Count, things.Count(t => t.Text is not null));
        Assert.DoesNotContain(things, t => t.Class == ObjectClasses.Names.ToList().IndexOf("print"));
    }

    [Fact]
    public void A_page_of_which_nothing_is_left_has_no_boxes()
    {
        var scene = StainPage.Compose(s_paper with { Edge = PaperEdge.Punched }, 1, new StainStage { Strength = 1, Stains = [new(StainKind.MissingPiece, 140, 108, 500, 0, 1)] });
        using var layers = Draw(scene).Layers;
        var truth = scene.Truth();
        Assert.All(truth.Leads!, l => Assert.Null(l.Box));
        Assert.Empty(truth.Texts!);
        Assert.Empty(truth.Pulses!);
        Assert.Empty(AnnotatedObject.Of(layers));
        Assert.All(truth.Leads!, l => Assert.Contains(l.Flags, f => f.Kind == SampleFlagKind.Lost && f.Start == 0 && f.End == l.Points.Length));
    }
}
