// Surfaces under the sheet: what must hold of all of them, and the clip over it.
using System.Runtime.Intrinsics;
using EcgGen.Core.Camera;
using EcgGen.Core.Sheet;

namespace EcgGen.Core.Tests.Camera;

public sealed class BackgroundTests
{
    private const double Pixel = 0.127;

    private static readonly SheetRect s_sheet = new(0, 0, 279.4, 215.9);

    public static TheoryData<BackgroundKind> Kinds => [.. Enum.GetValues<BackgroundKind>()];

    private static Background Of(BackgroundStage open, int seed = 1)
    {
        var recipe = RecipeResolver.Resolve(Page.Request(Page.White.Signal, Page.White.Paper, seed, open).Recipe, Page.White.Signal);
        return Background.Of((BackgroundStage)recipe.Stages[1], s_sheet);
    }

    /// <summary>A row of pixels.</summary>
    private static byte[] Row(Background background, double x, double y, int count, double pixel = Pixel, double slope = 0.01)
    {
        var bytes = new byte[3 * count];
        background.DrawRow([.. Enumerable.Range(0, count).Select(i => x + i * pixel)], [.. Enumerable.Range(0, count).Select(i => y + i * pixel * slope)], pixel, bytes);
        return bytes;
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void A_pixel_is_the_same_whatever_is_drawn_with_it(BackgroundKind kind)
    {
        var background = Of(new BackgroundStage { Type = kind });
        foreach (double y in new[] { -25.0, -3, 0.02, 100, 218 })
        {
            var whole = Row(background, -30, y, 2700);
            var xs = Enumerable.Range(0, 2700).Select(i => -30 + i * Pixel).ToArray();
            var ys = Enumerable.Range(0, 2700).Select(i => y + i * Pixel * 0.01).ToArray();
            var random = new System.Random(2);
            var parts = new byte[whole.Length];
            for (int i = 0; i < 2700;)
            {
                int count = Math.Min(1 + random.Next(23), 2700 - i);
                background.DrawRow(xs.AsSpan(i, count), ys.AsSpan(i, count), Pixel, parts.AsSpan(3 * i, 3 * count));
                i += count;
            }
            Assert.Equal(whole, parts);
        }
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Nothing_is_too_far_away(BackgroundKind kind)
    {
        double[] far = [1e6, -1e6, 1e300, double.PositiveInfinity, double.NegativeInfinity, double.NaN, double.MaxValue, 0, 1e6, 12];
        var background = Of(new BackgroundStage { Type = kind });
        foreach (double pixel in new[] { 0, 0.1, 5, 1e9, double.PositiveInfinity })
        {
            var bytes = new byte[3 * far.Length];
            background.DrawRow(far, [.. far.Reverse()], pixel, bytes);
            background.DrawOver(far, [.. far.Reverse()], pixel, bytes);
            var again = new byte[3 * far.Length];
            background.DrawRow(far, [.. far.Reverse()], pixel, again);
            background.DrawOver(far, [.. far.Reverse()], pixel, again);
            Assert.Equal(bytes, again);
        }
        // Beyond the horizon a surface has its own colour, not black.
        var horizon = new byte[3];
        background.DrawRow([1e6], [1e6], 1000, horizon);
        Assert.True(horizon[0] + horizon[1] + horizon[2] > 60);
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Coarse_pixels_add_nothing_to_the_mean_of_fine_ones(BackgroundKind kind)
    {
        // What is too fine for a coarse pixel may be missing, so that it is off by what the means vary; aliasing would put something else there.
        const int Fine = 12, Count = 60, Rows = 12;
        var background = Of(new BackgroundStage { Type = kind, Scale = 1 });
        var (means, coarse) = (new List<double>(), new List<double>());
        for (int row = 0; row < Rows; row++)
        {
            double y = -38 + row * Fine * Pixel;
            var line = Row(background, -38 + Fine * Pixel / 2, y + Fine * Pixel / 2, Count, Fine * Pixel, 0);
            var fine = Enumerable.Range(0, Fine).Select(i => Row(background, -38 + Pixel / 2, y + (i + 0.5) * Pixel, Count * Fine, Pixel, 0)).ToArray();
            for (int i = 0; i < Count; i++)
            {
                coarse.Add(line[3 * i + 1]);
                means.Add(Enumerable.Range(0, Fine * Fine).Average(j => (double)fine[j / Fine][3 * (i * Fine + j % Fine) + 1]));
            }
        }
        double mean = means.Average(), deviation = Math.Sqrt(means.Average(m => (m - mean) * (m - mean)));
        double off = Math.Sqrt(means.Zip(coarse, (m, c) => (m - c) * (m - c)).Average());
        Assert.Equal(mean, coarse.Average(), 3.0);
        Assert.True(off < 1.05 * deviation + 1, $"off by {off:0.0} levels where the means vary by {deviation:0.0}");
    }

    [Theory]
    [InlineData(BackgroundKind.Desk)]
    [InlineData(BackgroundKind.Cloth)]
    [InlineData(BackgroundKind.ScannerLid)]
    public void The_colour_is_the_one_that_is_set(BackgroundKind kind)
    {
        for (int seed = 0; seed < 8; seed++)
        {
            var background = Of(new BackgroundStage { Type = kind, Color = new(160, 120, 90) }, seed);
            double r = 0, g = 0, b = 0;
            for (int i = 0; i < 40; i++)
            {
                var row = Row(background, 300, -200 + 15 * i, 100, 3);
                for (int j = 0; j < row.Length; j += 3)
                    (r, g, b) = (r + row[j] / 4000.0, g + row[j + 1] / 4000.0, b + row[j + 2] / 4000.0);
            }
            Assert.InRange(r, 145, 175);
            Assert.InRange(g, 107, 133);
            Assert.InRange(b, 79, 101);
        }
    }

    [Fact]
    public void Plain_is_one_colour_with_the_sheets_shadow()
    {
        var background = Of(new BackgroundStage { Type = BackgroundKind.Plain, Color = new(200, 150, 100), Shadow = 0.5 });
        Assert.Equal([200, 150, 100], Row(background, -40, -40, 1));
        // Under the sheet, seen through a hole, it is as dark as said; beside it the shadow fades.
        Assert.Equal([100, 75, 50], Row(background, 100, 100, 1));
        var away = Enumerable.Range(0, 40).Select(i => (int)Row(background, 100, s_sheet.Bottom + 0.01 + 0.5 * i, 1)[0]).ToArray();
        Assert.InRange(away[0], 100, 130);
        Assert.Equal(200, away[^1]);
        for (int i = 1; i < away.Length; i++)
            Assert.True(away[i] >= away[i - 1]);
        Assert.Equal([200, 150, 100], Row(Of(new BackgroundStage { Type = BackgroundKind.Plain, Color = new(200, 150, 100), Shadow = 0 }), 100, 100, 1));
    }

    [Fact]
    public void The_shadow_of_a_bent_sheet_is_as_much_softer_as_its_edges_are_higher()
    {
        // A part of a cylinder: its lowest line lies on the desk, its sides are lifted.
        const double Radius = 300;
        var scene = Page.Worn(Page.White.Signal, Page.White.Paper with { PaperSize = PaperSize.Letter }, 1, new CurlStage { Shape = CurlShape.Roll, Radius = Radius, Angle = 0 });
        var sheet = scene.Plan.Sheet;
        double Height(double x) => Radius * (1 - Math.Cos((x - 0.5) * sheet.Width / Radius));
        double expected = (2 * Height(0) + Enumerable.Range(0, 1000).Sum(i => 2 * Height((i + 0.5) / 1000)) / 1000) / 4;
        // Slopes approach their limit gradually, so that the sides are a little lower.
        Assert.InRange(scene.View!.Lift(sheet), 0.96 * expected, expected);
        Assert.Equal(0, Page.Worn(Page.White.Signal, Page.White.Paper, 1, new AffineStage { Rotation = 7 }).View!.Lift(s_sheet));

        var stage = (BackgroundStage)RecipeResolver.Resolve(Page.Request(Page.White.Signal, Page.White.Paper, 1, new BackgroundStage { Type = BackgroundKind.Plain, Color = new(200, 150, 100), Shadow = 0.5 }).Recipe, Page.White.Signal).Stages[1];
        int[] reach = [.. new[] { 0, expected, 2 * expected }.Select(lift => Enumerable.Range(0, 100).First(mm => Row(Background.Of(stage, s_sheet, lift), 100, s_sheet.Bottom + mm, 1)[0] >= 195))];
        Assert.True(reach[0] < reach[1] && reach[1] < reach[2], string.Join(' ', reach));
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Only_a_clipboard_hides_a_part_of_the_sheet(BackgroundKind kind)
    {
        var background = Of(new BackgroundStage { Type = kind });
        Assert.Equal(kind == BackgroundKind.Clipboard, background.Occluders.Count == 1);
        Assert.Equal(kind == BackgroundKind.Clipboard, background.Over is not null);
        byte[] white = [255, 255, 255];
        background.DrawOver([140], [-8], Pixel, white);
        Assert.Equal(kind == BackgroundKind.Clipboard, white[0] < 250);
    }

    [Fact]
    public void The_clip_hides_what_it_is_drawn_on_and_touches_nothing_beyond_its_bounds()
    {
        var background = Of(new BackgroundStage { Type = BackgroundKind.Clipboard });
        var clip = Assert.Single(background.Occluders);
        var bounds = background.Over!.Value;
        Assert.Equal(SampleFlagKind.Occluded, clip.Flag);
        Assert.True(clip.Hides(new(s_sheet.Width / 2, 4)));
        Assert.False(clip.Hides(new(s_sheet.Width / 2, 10)));
        Assert.False(clip.Hides(new(20, 4)));
        int hidden = 0;
        for (double y = bounds.Y - 10; y < bounds.Bottom + 10; y += 0.7)
        {
            for (double x = bounds.X - 10; x < bounds.Right + 10; x += 0.7)
            {
                // Metal over red stays metal; a shadow on red stays red.
                byte[] red = [255, 0, 0];
                background.DrawOver([x], [y], 0.01, red);
                bool edge = clip.Hides(new(x - 0.03, y)) != clip.Hides(new(x + 0.03, y)) || clip.Hides(new(x, y - 0.03)) != clip.Hides(new(x, y + 0.03));
                Assert.True(edge || clip.Hides(new(x, y)) == red[1] > 0, $"{x}, {y}");
                hidden += red[1] > 0 ? 1 : 0;
                if (x < bounds.X || x > bounds.Right || y < bounds.Y || y > bounds.Bottom)
                    Assert.Equal([255, 0, 0], red);
            }
        }
        Assert.True(hidden > 2000);
    }

    [Theory]
    [InlineData(BackgroundKind.Desk)]
    [InlineData(BackgroundKind.Cloth)]
    [InlineData(BackgroundKind.Paper)]
    public void Another_seed_is_another_surface(BackgroundKind kind)
    {
        var stage = new BackgroundStage { Type = kind, Color = new(128, 128, 128), Scale = 1, Angle = 0 };
        Assert.Equal(Row(Of(stage with { Seed = 4 }), -30, -20, 999), Row(Of(stage with { Seed = 4 }), -30, -20, 999));
        Assert.NotEqual(Row(Of(stage with { Seed = 4 }), -30, -20, 999), Row(Of(stage with { Seed = 5 }), -30, -20, 999));
    }

    [Fact]
    public void Noise_is_smooth_and_its_values_know_nothing_of_each_other()
    {
        var noise = new PlaneNoise(77);
        double sum = 0, squares = 0, right = 0, below = 0, across = 0;
        const int Side = 200;
        float Of(int i, int j) => noise.Of(Vector256.Create((float)i), Vector256.Create((float)j))[0];
        for (int i = 0; i < Side; i++)
        {
            for (int j = 0; j < Side; j++)
            {
                float v = Of(i - 100, j - 100);
                Assert.InRange(v, -1, 1);
                (sum, squares) = (sum + v, squares + v * v);
                (right, below, across) = (right + v * Of(i - 99, j - 100), below + v * Of(i - 100, j - 99), across + v * Of(i - 99, j - 99));
            }
        }
        // Five standard deviations of what 40,000 even and independent numbers give.
        Assert.InRange(sum / Side / Side, -0.0145, 0.0145);
        Assert.InRange(squares / Side / Side, 1 / 3.0 - 0.0075, 1 / 3.0 + 0.0075);
        Assert.All(new[] { right, below, across }, product => Assert.InRange(product / Side / Side, -0.0085, 0.0085));

        for (double t = -5; t < 5; t += 0.0371)
        {
            Vector256<float> x = Vector256.Create((float)t), y = Vector256.Create((float)(1.7 * t));
            var (value, dx, dy) = noise.WithSlope(x, y);
            Assert.Equal(noise.At(x, y)[0], value[0], 1e-5f);
            const float Step = 0.01f;
            Assert.Equal((noise.At(x + Vector256.Create(Step), y)[0] - noise.At(x - Vector256.Create(Step), y)[0]) / (2 * Step), dx[0], 0.06f);
            Assert.Equal((noise.At(x, y + Vector256.Create(Step))[0] - noise.At(x, y - Vector256.Create(Step))[0]) / (2 * Step), dy[0], 0.06f);
        }
    }

    [Fact]
    public void Values_out_of_range_are_refused()
    {
        Assert.Contains("scale", Assert.Throws<EcgException>(() => Of(new BackgroundStage { Scale = 5 })).Message);
        Assert.Contains("shadow", Assert.Throws<EcgException>(() => Of(new BackgroundStage { Shadow = -0.1 })).Message);
    }
}
