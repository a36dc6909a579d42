// Stains: where they are, what they do to colours, and that they are the same at every resolution.
using EcgGen.Core.Truth;
using static EcgGen.Core.Tests.Wear.StainPage;

namespace EcgGen.Core.Tests.Wear;

public class StainTests
{
    // Paper alone, but for its traces.
    private static readonly PaperStage s_white = new() { Dpi = 100, GridStyle = GridStyle.None, PaperColor = new Rgb(255, 255, 255), PaperSize = PaperSize.Letter, BackingColor = new Rgb(120, 120, 120) };

    public static TheoryData<StainKind> Kinds => [.. Enum.GetValues<StainKind>()];

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Strength_0_leaves_the_page_as_it_is_to_the_byte(StainKind kind)
    {
        var paper = new PaperStage { Dpi = 100 };
        var stained = Compose(paper, 3, One(kind, 0));
        Assert.Equal(Pixels(Compose(paper, 3)), Pixels(stained));
        Assert.DoesNotContain(stained.Truth().Leads!.SelectMany(l => l.Flags), f => f.Kind is SampleFlagKind.Lost or SampleFlagKind.Occluded);
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void A_stain_is_seen_where_the_recipe_says_and_nowhere_else(StainKind kind)
    {
        for (int seed = 0; seed < 6; seed++)
        {
            var scene = Compose(s_white, seed, One(kind));
            var stain = Drawn(scene)[0];
            byte[] before = Pixels(Compose(s_white, seed)), after = Pixels(scene);
            // Round ones by their radius, those of a direction by their half length; holes are 40 mm from their middle.
            double reach = kind switch
            {
                StainKind.Yellowing => double.PositiveInfinity,
                StainKind.CoffeeRing => 0.8 * stain.Size + 10,
                StainKind.WaterEdge => 0.75 * stain.Size * Math.Sqrt(2) + 14,
                StainKind.Mould or StainKind.MouldGray => stain.Size / 2 + 0.5,
                StainKind.PunchHole => 40 + stain.Size,
                StainKind.Tape or StainKind.InkSmear => stain.Size / 2 + 12,
                StainKind.Staple => stain.Size / 2 + 4,
                StainKind.TornCorner => 1.8 * Math.Sqrt(2) * stain.Size + 9,
                _ => 1.1 * stain.Size + 9,
            };
            int changed = 0;
            for (int i = 0; i < before.Length; i += 3)
            {
                if (before[i] == after[i] && before[i + 1] == after[i + 1] && before[i + 2] == after[i + 2])
                    continue;
                changed++;
                double x = (i / 3 % scene.Width + 0.5) / scene.Flat.Scale - stain.X, y = (i / 3 / scene.Width + 0.5) / scene.Flat.Scale - stain.Y;
                Assert.True(Math.Sqrt(x * x + y * y) <= reach, $"{kind}, seed {seed}: {x:0.0}, {y:0.0} mm from the centre");
            }
            Assert.True(changed > 20, $"{kind}, seed {seed}: {changed} pixels changed");
        }
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Sizes_are_mm_whatever_the_resolution(StainKind kind)
    {
        // Trace and smear of half the pixels are another thing at the edge of a line; the rest is compared in pixels of 100 dpi.
        double least = kind switch { StainKind.InkSmear or StainKind.Staple => 0.9, _ => 0.97 };
        for (int seed = 0; seed < 3; seed++)
        {
            double[] Change(int dpi)
            {
                var paper = s_white with { Dpi = dpi };
                var scene = Compose(paper, seed, One(kind));
                double[] plain = Shrink(Pixels(Compose(paper, seed)), scene.Width, scene.Height, dpi / 100, 2), stained = Shrink(Pixels(scene), scene.Width, scene.Height, dpi / 100, 2);
                return [.. plain.Zip(stained, (p, s) => p - s)];
            }
            double correlation = Correlation(Change(100), Change(300));
            Assert.True(correlation > least, $"{kind}, seed {seed}: {correlation:0.000}");
        }
    }

    /// <summary>Mean colour, on white, of the fifth of the changed pixels that changed most.</summary>
    private static (double Red, double Green, double Blue) Darkest(StainKind kind)
    {
        var colors = new List<(double Red, double Green, double Blue)>();
        for (int seed = 0; seed < 8; seed++)
        {
            byte[] before = Pixels(Compose(s_white, seed)), after = Pixels(Compose(s_white, seed, One(kind)));
            for (int i = 0; i < before.Length; i += 3)
            {
                if (before[i] == 255 && after[i + 2] < 250)
                    colors.Add((after[i], after[i + 1], after[i + 2]));
            }
        }
        var most = colors.OrderBy(c => c.Blue).Take(colors.Count / 5).ToArray();
        return (most.Average(c => c.Red), most.Average(c => c.Green), most.Average(c => c.Blue));
    }

    [Fact]
    public void Colours_are_those_of_real_stains()
    {
        // Ranges around sRGB colours as scans of such paper show them.
        static void In(double value, double from, double to) => Assert.InRange(value, from, to);
        var coffee = Darkest(StainKind.CoffeeRing);
        In(coffee.Red, 190, 245);
        In(coffee.Green, 160, 230);
        In(coffee.Blue, 110, 205);
        Assert.True(coffee.Red - coffee.Blue > 30 && coffee.Red > coffee.Green && coffee.Green > coffee.Blue);
        var water = Darkest(StainKind.WaterEdge);
        In(water.Red, 225, 254);
        In(water.Blue, 170, 235);
        var old = Darkest(StainKind.Yellowing);
        In(old.Red, 230, 252);
        In(old.Green, 205, 240);
        In(old.Blue, 150, 205);
        var tape = Darkest(StainKind.Tape);
        In(tape.Red, 240, 255);
        In(tape.Blue, 195, 232);
        var mould = Darkest(StainKind.Mould);
        Assert.True(mould.Green > mould.Blue && mould.Green > mould.Red && mould.Green < 195, $"{mould}");
        var gray = Darkest(StainKind.MouldGray);
        Assert.True(Math.Abs(gray.Red - gray.Blue) <= 1 && Math.Abs(gray.Green - gray.Blue) <= 1 && gray.Green < 195, $"{gray}");
    }

    [Fact]
    public void A_coffee_ring_is_sharp_outside_and_soft_inside()
    {
        var paper = s_white with { Dpi = 300 };
        var profile = new double[200];
        for (int seed = 0; seed < 4; seed++)
        {
            var scene = Compose(paper, seed, new StainStage { Strength = 1, Stains = [new Stain(StainKind.CoffeeRing, 140, 60, 80, 0, seed)] });
            byte[] before = Pixels(Compose(paper, seed)), after = Pixels(scene);
            for (int i = 0; i < before.Length; i += 3)
            {
                double x = (i / 3 % scene.Width + 0.5) / scene.Flat.Scale - 140, y = (i / 3 / scene.Width + 0.5) / scene.Flat.Scale - 60, depth = 40 - Math.Sqrt(x * x + y * y);
                if (depth is > -5 and < 15)
                    profile[(int)((depth + 5) * 10)] += (before[i + 2] - after[i + 2]) / (2 * Math.PI * (40 - depth));
            }
        }
        int peak = Array.IndexOf(profile, profile.Max());
        Assert.InRange(peak, 42, 62);
        double half = profile[peak] / 2;
        int outside = Enumerable.Range(0, peak).Last(i => profile[i] < half), inside = Enumerable.Range(peak, 200 - peak).First(i => profile[i] < half);
        Assert.True(inside - peak > 1.5 * (peak - outside), $"half of the peak {peak - outside} steps outside, {inside - peak} inside");
        Assert.True(profile[190] < 0.2 * profile[peak]);
    }

    [Fact]
    public void A_smear_has_the_inks_colour_and_takes_nothing_from_blank_paper()
    {
        var paper = s_white with { InkColor = new Rgb(20, 40, 150), Dpi = 200 };
        var scene = Compose(paper, 1, One(StainKind.InkSmear));
        byte[] before = Pixels(Compose(paper, 1)), after = Pixels(scene);
        var smeared = Enumerable.Range(0, before.Length / 3).Select(i => 3 * i).Where(i => before[i] == 255 && after[i] < 240).ToArray();
        Assert.True(smeared.Length > 50, $"{smeared.Length}");
        Assert.All(smeared, i => Assert.True(after[i + 2] > after[i] + 5, $"{after[i]}, {after[i + 2]}"));
        var blank = new StainStage { Strength = 1, Stains = [new Stain(StainKind.InkSmear, 140, 212, 20, 0, 5)] };
        Assert.Equal(before, Pixels(Compose(paper, 1, blank)));
    }

    [Fact]
    public void The_same_recipe_gives_the_same_bytes_and_other_stages_change_no_stain()
    {
        var paper = new PaperStage { Dpi = 100 };
        var stage = new StainStage { Count = 8 };
        var scene = Compose(paper, 5, stage);
        Assert.Equal(Pixels(scene), Pixels(Compose(paper, 5, stage)));
        Assert.Equal(Drawn(scene), Drawn(Compose(paper, 5, new CreaseStage(), stage)));
        var recipe = scene.Request.Recipe;
        Assert.Equal(RecipeResolver.ToJson(recipe), RecipeResolver.ToJson(RecipeResolver.Resolve(recipe, Page.Synthetic())));
        var read = EcgJson.Read(RecipeResolver.ToJson(recipe), EcgJson.Default.Recipe);
        Assert.Equal(RecipeResolver.ToJson(recipe), RecipeResolver.ToJson(read));
        Assert.NotEqual(Drawn(scene), Drawn(Compose(paper, 6, stage)));
        Assert.Single(CleanTwin.Of(recipe).Stages);
    }

    [Fact]
    public void Kinds_take_turns_and_stand_where_such_things_happen()
    {
        Assert.Equal([StainKind.Tape, StainKind.Mould, StainKind.Tape], Drawn(Compose(s_white, 0, new StainStage { Kinds = [StainKind.Tape, StainKind.Mould], Count = 3 })).Select(s => s.Kind));
        Assert.Equal(2, Drawn(Compose(s_white, 0, new StainStage { Kinds = [StainKind.Tape, StainKind.Mould] })).Count);
        for (int seed = 0; seed < 30; seed++)
        {
            var scene = Compose(s_white, seed, new StainStage { Kinds = [StainKind.TornCorner, StainKind.Staple, StainKind.PunchHole], Size = null });
            var (sheet, drawn) = (scene.Plan.Sheet, Drawn(scene));
            Assert.True(drawn[0].X == 0 || drawn[0].X == Math.Round(sheet.Width, 1));
            Assert.True(drawn[0].Y == 0 || drawn[0].Y == Math.Round(sheet.Height, 1));
            Assert.True(Math.Min(drawn[1].X, sheet.Width - drawn[1].X) < 15 && Math.Min(drawn[1].Y, sheet.Height - drawn[1].Y) < 17);
            Assert.True(Math.Min(drawn[2].X, drawn[2].Y) is > 9 and < 15);
            Assert.Equal(6, drawn[2].Size);
        }
    }

    [Theory]
    [InlineData("count", 51, 0.5, 10)]
    [InlineData("strength", 1, 1.1, 10)]
    [InlineData("strength", 1, double.NaN, 10)]
    [InlineData("size", 1, 0.5, 0.2)]
    public void What_is_out_of_range_is_refused(string field, int count, double strength, double size)
    {
        var error = Assert.Throws<EcgException>(() => Compose(s_white, 0, new StainStage { Count = count, Strength = strength, Size = size }));
        Assert.Contains(field, error.Message);
        Assert.Throws<EcgException>(() => Compose(s_white, 0, new StainStage { Stains = [new Stain(StainKind.Tape, 0, double.NaN, 10, 0, 0)] }));
        Assert.Throws<EcgException>(() => Compose(s_white, 0, new StainStage { Kinds = [] }));
        Assert.Throws<EcgException>(() => Compose(s_white, 0, new StainStage { Kinds = [(StainKind)99] }));
    }
}
