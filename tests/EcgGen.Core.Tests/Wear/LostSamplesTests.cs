// Missing paper and opaque things: what truth says is lost is gone from the image, and nothing else is.
using EcgGen.Core.Raster;
using static EcgGen.Core.Tests.Wear.StainPage;

namespace EcgGen.Core.Tests.Wear;

public class LostSamplesTests
{
    // A lid of a colour that no paper has.
    private static readonly PaperStage s_overBlue = new() { Dpi = 200, BackingColor = new Rgb(0, 0, 255), PaperColor = new Rgb(255, 255, 255), PaperSize = PaperSize.Letter };

    [Theory]
    [InlineData(StainKind.MissingPiece, false)]
    [InlineData(StainKind.MissingPiece, true)]
    [InlineData(StainKind.TornCorner, false)]
    [InlineData(StainKind.PunchHole, true)]
    public void Lost_samples_show_what_lies_behind_and_no_others_do(StainKind kind, bool folded)
    {
        int lost = 0, kept = 0;
        for (int seed = 0; seed < 3; seed++)
        {
            // Corners and holes reach the traces only where they are larger than they mostly are.
            var stage = new StainStage { Kinds = [kind], Count = 8, Strength = 0.7, Size = kind switch { StainKind.TornCorner => 95, StainKind.PunchHole => 30, _ => 40 } };
            var scene = Compose(s_overBlue, seed, folded ? [new CreaseStage { Count = 2, Angle = 70, Strength = 1 }, stage] : [stage]);
            var pixels = Pixels(scene);
            bool? Behind(PixelPoint p)
            {
                // Null at an edge, where a pixel shows both.
                bool? all = null;
                for (int y = (int)p.Y - 1; y <= (int)p.Y + 1; y++)
                {
                    for (int x = (int)p.X - 1; x <= (int)p.X + 1; x++)
                    {
                        int i = 3 * (y * scene.Width + x);
                        if (x < 0 || y < 0 || x >= scene.Width || y >= scene.Height)
                            return null;
                        int blueness = pixels[i + 2] - pixels[i];
                        if (blueness is > 25 and < 120 || (all is { } before && before != blueness >= 120))
                            return null;
                        all = blueness >= 120;
                    }
                }
                return all;
            }
            foreach (var lead in scene.Truth().Leads!)
            {
                for (int i = 0; i < lead.Points.Length; i++)
                {
                    if (lead.Flags.Any(f => f.Kind == SampleFlagKind.Clipped && i >= f.Start && i < f.End) || Behind(lead.Points[i]) is not { } behind)
                        continue;
                    bool flagged = lead.Flags.Any(f => f.Kind == SampleFlagKind.Lost && i >= f.Start && i < f.End);
                    Assert.True(flagged == behind, $"{kind}, seed {seed}: {lead.Id} {i} at {lead.Points[i]} is {(flagged ? "" : "not ")}flagged");
                    (lost, kept) = flagged ? (lost + 1, kept) : (lost, kept + 1);
                }
            }
        }
        Assert.True(lost > 100 && kept > 1000, $"{lost} lost, {kept} kept");
    }

    [Fact]
    public void Nothing_of_a_trace_is_seen_where_a_staple_occludes_it()
    {
        // Fine pixels, so that few are half wire.
        var paper = s_overBlue with { Dpi = 600 };
        var plain = Compose(paper, 1);
        var lead = plain.Plan.Leads[0];
        var stage = new StainStage { Strength = 1, Stains = [new Stain(StainKind.Staple, lead.X + 20, lead.BaselineY, 12, 10, 3)] };
        var scene = Compose(paper, 1, stage);
        byte[] with = Pixels(scene), without = Pixels(scene with { Ink = [] });
        var flags = scene.Truth().Leads![0].Flags.Where(f => f.Kind == SampleFlagKind.Occluded).ToArray();
        Assert.NotEmpty(flags);
        int hidden = 0;
        var points = scene.Truth().Leads![0].Points;
        foreach (int i in flags.SelectMany(f => Enumerable.Range(f.Start, f.End - f.Start)))
        {
            // The middle of a pixel whose neighbours are wire too: none that shows paper beside it.
            int x = (int)points[i].X, y = (int)points[i].Y;
            if (!Enumerable.Range(0, 9).All(k => scene.Occluders.Any(o => o.Hides(scene.Map.Inverse(new PixelPoint(x - 0.5 + k % 3, y - 0.5 + k / 3))))))
                continue;
            hidden++;
            Assert.Equal(without[3 * (y * scene.Width + x)], with[3 * (y * scene.Width + x)]);
        }
        Assert.True(hidden > 20, $"{hidden}");
        Assert.DoesNotContain(scene.Truth().Leads!.Skip(1).SelectMany(l => l.Flags), f => f.Kind == SampleFlagKind.Occluded);
    }

    [Fact]
    public void A_hole_has_its_diameter_and_shows_the_lid()
    {
        var stage = new StainStage { Strength = 0.5, Stains = [new Stain(StainKind.PunchHole, 12, 108, 6, 90, 3)] };
        var paper = s_overBlue with { GridStyle = GridStyle.None, Dpi = 300 };
        var scene = Compose(paper, 1, stage);
        var pixels = Pixels(scene);
        // Red that is missing, in mm²: holes are all lid but for their edges.
        double missing = 0;
        byte[] whole = Pixels(Compose(paper, 1));
        for (int i = 0; i < pixels.Length; i += 3)
            missing += (LinearLight.FromSrgb(whole[i]) - LinearLight.FromSrgb(pixels[i])) / 65535.0 / (scene.Flat.Scale * scene.Flat.Scale);
        Assert.Equal(2 * Math.PI * 9, missing, 0.5);
        int centre = 3 * ((int)((108 - 40) * scene.Flat.Scale) * scene.Width + (int)(12 * scene.Flat.Scale));
        Assert.Equal([0, 0, 255], pixels[centre..(centre + 3)]);
    }

    [Fact]
    public void Stains_that_can_be_read_through_flag_nothing()
    {
        StainKind[] clear = [StainKind.WaterEdge, StainKind.CoffeeRing, StainKind.Yellowing, StainKind.Mould, StainKind.MouldGray, StainKind.InkSmear, StainKind.Tape];
        var flags = Compose(s_overBlue, 2, new StainStage { Kinds = clear }).Truth().Leads!.SelectMany(l => l.Flags);
        Assert.DoesNotContain(flags, f => f.Kind is SampleFlagKind.Lost or SampleFlagKind.Occluded);
    }
}
