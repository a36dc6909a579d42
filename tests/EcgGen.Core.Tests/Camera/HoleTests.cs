// What is seen through holes in a sheet that lies on something, and what truth says of it.
using EcgGen.Core.Camera;
using EcgGen.Core.Ink;
using EcgGen.Core.Raster;
using EcgGen.Core.Tests.Wear;
using EcgGen.Core.Truth;

namespace EcgGen.Core.Tests.Camera;

public sealed class HoleTests
{
    private const int Reach = 3;

    private static readonly PaperStage s_paper = new() { Dpi = 100, PaperSize = PaperSize.Letter, PaperColor = new Rgb(255, 255, 255), BackingColor = new Rgb(0, 0, 255), GridToEdge = true };

    private static readonly BackgroundStage s_desk = new() { Type = BackgroundKind.Desk, Shadow = 0 };

    public static TheoryData<StainKind?, PaperEdge, string> Holes
    {
        get
        {
            var data = new TheoryData<StainKind?, PaperEdge, string>();
            foreach (var view in (string[])["flat", "folded", "tilted"])
            {
                foreach (var kind in (StainKind[])[StainKind.PunchHole, StainKind.MissingPiece, StainKind.TornCorner])
                    data.Add(kind, PaperEdge.None, view);
                data.Add(null, PaperEdge.Punched, view);
            }
            data.Add(null, PaperEdge.Sprocket, "flat");
            data.Add(null, PaperEdge.Sprocket, "folded");
            data.Add(StainKind.MissingPiece, PaperEdge.Punched, "flat");
            data.Add(StainKind.MissingPiece, PaperEdge.Punched, "tilted");
            return data;
        }
    }

    private static PageScene Compose(StainKind? kind, PaperEdge edge, string view, params Stage[] more)
    {
        Stage? wear = kind is { } k ? new StainStage { Kinds = [k], Count = 6, Strength = 0.8, Size = k switch { StainKind.TornCorner => 70, StainKind.PunchHole => 14, _ => 30 } } : null;
        Stage? fold = view == "folded" ? new CreaseStage { Count = 2, Angle = 70, Strength = 1, Width = 15, Seed = 4 } : null;
        Stage? tilt = view == "tilted" ? new PerspectiveStage { Yaw = 14, Pitch = -9, Roll = 3, Distance = 600, FocalLength = 36 } : null;
        return StainPage.Compose(s_paper with { Edge = edge }, 3, [.. ((Stage?[])[fold, wear, tilt]).OfType<Stage>(), .. more]);
    }

    /// <summary>The pixels in whose neighbourhood all is a hole.</summary>
    private static List<(int X, int Y)> Gone(PageScene scene)
    {
        var holes = scene.Occluders.Where(o => o.Flag == SampleFlagKind.Lost).ToArray();
        var at = new bool[scene.Height, scene.Width];
        var sheet = scene.Plan.Sheet;
        for (int y = 0; y < scene.Height; y++)
        {
            for (int x = 0; x < scene.Width; x++)
            {
                var p = scene.Map.Inverse(new(x + 0.5, y + 0.5));
                at[y, x] = p.X > sheet.X && p.Y > sheet.Y && p.X < sheet.Right && p.Y < sheet.Bottom && holes.Any(o => o.Hides(p));
            }
        }
        var gone = new List<(int, int)>();
        for (int y = Reach; y < scene.Height - Reach; y++)
        {
            for (int x = Reach; x < scene.Width - Reach; x++)
            {
                bool all = true;
                for (int v = y - Reach; v <= y + Reach; v++)
                {
                    for (int u = x - Reach; u <= x + Reach; u++)
                        all &= at[v, u];
                }
                if (all)
                    gone.Add((x, y));
            }
        }
        return gone;
    }

    [Theory]
    [MemberData(nameof(Holes))]
    public void Through_holes_the_surface_is_seen_as_without_the_sheet(StainKind? kind, PaperEdge edge, string view)
    {
        var scene = Compose(kind, edge, view, s_desk);
        using var layers = new PageLayers(scene, mask: true, grid: false, planes: false, default);
        using var image = Renderer.Draw(scene, default, layers);
        using var surface = new PixelBuffer(scene.Width, scene.Height);
        using var nothing = NoPaper(scene);
        new DeskPainter(scene.Background!, scene, default).DrawUnder(surface, scene.Map, nothing);

        int seen = 0;
        foreach (var (x, y) in Gone(scene))
        {
            Span<byte> found = image.Row(y).Slice(3 * x, 3), expected = surface.Row(y).Slice(3 * x, 3);
            // A torn edge has a shadow of its own.
            bool torn = kind is not null && scene.Occluders.Any(o => o is not HoleInk && NearEdge(scene, o, x, y));
            Assert.True(torn ? found[0] <= expected[0] + 1 : found.SequenceEqual(expected), $"{x}, {y}: {found[0]} {found[1]} {found[2]} instead of {expected[0]} {expected[1]} {expected[2]}");
            Assert.Equal(0, layers.Mask!.Row(y)[x]);
            seen += torn ? 0 : 1;
        }
        Assert.True(seen > 50, $"{seen} pixels");
    }

    /// <summary>Whether a place is within 3 mm of a hole's edge, more or less.</summary>
    private static bool NearEdge(PageScene scene, IOccluder hole, int x, int y)
    {
        var p = scene.Map.Inverse(new(x + 0.5, y + 0.5));
        return hole.Hides(p) && Enumerable.Range(0, 96).Any(i => !hole.Hides(new(p.X + (i / 32 + 1) * Math.Cos(i * Math.PI / 16), p.Y + (i / 32 + 1) * Math.Sin(i * Math.PI / 16))));
    }

    /// <summary>A sheet all of which is missing.</summary>
    private static PaperPlane NoPaper(PageScene scene)
    {
        var paper = new PaperPlane(scene.SheetWidth, scene.SheetHeight);
        paper.Values.AsSpan().Clear();
        paper.Holes.Add(new PixelRect(0, 0, scene.SheetWidth, scene.SheetHeight));
        return paper;
    }

    [Theory]
    [InlineData("flat")]
    [InlineData("tilted")]
    public void The_surface_in_small_holes_lies_in_a_part_of_the_sheets_shadow(string view)
    {
        var scene = Compose(null, PaperEdge.Punched, view, new BackgroundStage { Type = BackgroundKind.Plain, Color = new(200, 150, 100), Shadow = 0.5 });
        using var image = Renderer.Draw(scene, default);
        var gone = Gone(scene);
        Assert.NotEmpty(gone);
        // The wide part of the shadow, 0.3 of it, is there in all of a hole; the near one at its edge.
        Assert.All(gone, p => Assert.InRange(image.Row(p.Y)[3 * p.X], 100, 171));
        Assert.True(gone.Max(p => image.Row(p.Y)[3 * p.X]) > 140);
    }

    [Fact]
    public void No_shadow_is_left_of_a_corner_that_is_torn_off()
    {
        var plain = new BackgroundStage { Type = BackgroundKind.Plain, Color = new(200, 150, 100), Shadow = 1 };
        var torn = new StainStage { Kinds = [StainKind.TornCorner], Size = 90, Strength = 0.8, Stains = [new(StainKind.TornCorner, 0, 0, 90, 315, 3)] };
        var around = new CropStage { Fit = FrameFit.Sheet, Margin = 20 };
        var scene = StainPage.Compose(s_paper, 3, torn, plain, around);
        using var image = Renderer.Draw(scene, default);
        int inside = 0, outside = 0;
        for (int y = 0; y < scene.Height; y++)
        {
            for (int x = 0; x < scene.Width; x++)
            {
                var p = scene.Map.Inverse(new(x + 0.5, y + 0.5));
                // Farther from the paper than any shadow reaches.
                if (p.X + p.Y > 20 || p.X > 20 || p.Y > 20)
                    continue;
                Assert.Equal([200, 150, 100], image.Row(y).Slice(3 * x, 3).ToArray());
                (inside, outside) = p.X > 0 && p.Y > 0 ? (inside + 1, outside) : (inside, outside + 1);
            }
        }
        Assert.True(inside > 1000 && outside > 1000, $"{inside}, {outside}");
        // Beside the paper that is left there is a shadow.
        var edge = scene.Map.Forward(new(scene.Plan.Sheet.Right + 1, scene.Plan.Sheet.Height / 2));
        Assert.True(image.Row((int)edge.Y)[3 * (int)edge.X] < 140);
    }

    [Fact]
    public void Samples_in_holes_are_lost_and_others_are_on_paper()
    {
        var scene = Compose(StainKind.MissingPiece, PaperEdge.None, "tilted", new BackgroundStage { Type = BackgroundKind.Plain, Color = new(0, 200, 0), Shadow = 0 });
        using var image = Renderer.Draw(scene, default);
        var gone = Gone(scene).ToHashSet();
        int lost = 0, kept = 0;
        foreach (var lead in scene.Truth().Leads!)
        {
            for (int i = 0; i < lead.Points.Length; i++)
            {
                if (double.IsNaN(lead.Points[i].X) || lead.Flags.Any(f => f.Kind is SampleFlagKind.Clipped or SampleFlagKind.Cropped && i >= f.Start && i < f.End))
                    continue;
                var (x, y) = ((int)lead.Points[i].X, (int)lead.Points[i].Y);
                bool flagged = lead.Flags.Any(f => f.Kind == SampleFlagKind.Lost && i >= f.Start && i < f.End);
                var pixel = image.Row(y).Slice(3 * x, 3);
                bool green = pixel[1] > pixel[0] + 100 && pixel[1] > pixel[2] + 100;
                if (gone.Contains((x, y)))
                    Assert.True(flagged && green, $"{lead.Id} {i}");
                else if (!flagged)
                    Assert.False(green, $"{lead.Id} {i}");
                (lost, kept) = flagged ? (lost + 1, kept) : (lost, kept + 1);
            }
        }
        Assert.True(lost > 50 && kept > 1000, $"{lost} lost, {kept} kept");
    }

    [Fact]
    public void A_sheet_without_a_surface_or_a_copy_of_one_shows_its_backing()
    {
        var alone = Compose(null, PaperEdge.Punched, "flat");
        using var image = Renderer.Draw(alone, default);
        Assert.All(Gone(alone), p => Assert.Equal([0, 0, 255], image.Row(p.Y).Slice(3 * p.X, 3).ToArray()));

        // What a copier saw is ink on the copy.
        var copied = Compose(null, PaperEdge.Punched, "flat", new PhotocopyStage(), s_desk);
        using var copy = Renderer.Draw(copied, default);
        using var surface = new PixelBuffer(copied.Width, copied.Height);
        using var nothing = NoPaper(copied);
        new DeskPainter(copied.Background!, copied, default).DrawUnder(surface, copied.Map, nothing);
        var holes = Gone(copied);
        Assert.NotEmpty(holes);
        Assert.True(holes.Count(p => copy.Row(p.Y).Slice(3 * p.X, 3).SequenceEqual(surface.Row(p.Y).Slice(3 * p.X, 3))) < holes.Count / 10);
    }
}
