// Light against the closed forms that it says it follows, and against a slow twin.
using EcgGen.Core.Camera;
using EcgGen.Core.Raster;

namespace EcgGen.Core.Tests.Camera;

public sealed class LightTests
{
    private const int Dpi = 60;

    public static TheoryData<LightKind> Kinds => [.. Enum.GetValues<LightKind>()];

    private static PageScene Lit(params LightStage[] lights) => Renderer.Compose(Page.Request(Page.White.Signal, Page.White.Paper with { Dpi = Dpi }, 3, lights), Page.White.Signal);

    private static FrameLight Field(PageScene scene) => ((LightEffect)Assert.Single(scene.Effects)).Light(scene.Width, scene.Height, scene.Flat.Scale);

    private static LightStage Neutral(LightKind kind, double strength) => new() { Type = kind, Strength = strength, Kelvin = kind is LightKind.Vignette or LightKind.LiftedEdge ? null : 6500 };

    private static double Linear(double level)
    {
        double v = level / 255;
        return v <= 0.04045 ? v / 12.92 : Math.Pow((v + 0.055) / 1.055, 2.4);
    }

    private static double Level(double linear) => 255 * (linear <= 0.0031308 ? linear * 12.92 : 1.055 * Math.Pow(linear, 1 / 2.4) - 0.055);

    /// <summary>A white frame in a scene's light.</summary>
    private static PixelBuffer White(PageScene scene)
    {
        var image = new PixelBuffer(scene.Width, scene.Height);
        image.Fill(new(255, 255, 255));
        ImageEffects.Apply(scene.Effects, image, scene, default);
        return image;
    }

    /// <summary>Linear light around a pixel, which averages the dither.</summary>
    private static double Around(PixelBuffer image, double x, double y, int channel = 1)
    {
        double sum = 0;
        int left = Math.Clamp((int)x - 4, 0, image.Width - 9), top = Math.Clamp((int)y - 4, 0, image.Height - 9);
        for (int row = top; row < top + 9; row++)
        {
            for (int column = left; column < left + 9; column++)
                sum += Linear(image.Row(row)[3 * column + channel]);
        }
        return sum / 81;
    }

    [Fact]
    public void A_gradient_falls_evenly_to_the_set_ratio()
    {
        var scene = Lit(Neutral(LightKind.Gradient, 0.3) with { Angle = 0 });
        using var image = Renderer.Draw(scene, default);
        for (int i = 0; i <= 10; i++)
        {
            double x = 5 + i / 10.0 * (image.Width - 10);
            Assert.Equal(1 - 0.3 * (1 - x / image.Width), Around(image, x, image.Height / 2), 0.006);
        }
        var light = Field(Lit(Neutral(LightKind.Gradient, 0.46) with { Angle = 135 }));
        Assert.Equal(0.54, light.FactorAt(1, scene.Width, scene.Height) / light.FactorAt(1, 0, 0), 0.002);
    }

    [Theory]
    [InlineData(1, 0.5, 0.5, 300)]
    [InlineData(0.6, 0.1, 1.2, 450)]
    public void A_point_light_follows_the_inverse_square_and_the_cosine(double strength, double x, double y, double height)
    {
        var scene = Lit(Neutral(LightKind.Point, strength) with { X = x, Y = y, Height = height });
        var light = Field(scene);
        double lampX = x * scene.Width / scene.Flat.Scale, lampY = y * scene.Height / scene.Flat.Scale;
        double Expected(double mmX, double mmY)
        {
            double distance2 = height * height + (mmX - lampX) * (mmX - lampX) + (mmY - lampY) * (mmY - lampY), cosine = height / Math.Sqrt(distance2);
            return 1 - strength + strength * height * height / distance2 * cosine;
        }
        // The frame's brightest place is as bright as without the lamp.
        double brightest = Expected(lampX, Math.Min(lampY, scene.Height / scene.Flat.Scale));
        for (int i = 0; i < 25; i++)
        {
            double mmX = (0.05 + 0.225 * (i % 5)) * scene.Width / scene.Flat.Scale, mmY = (0.05 + 0.225 * (i / 5)) * scene.Height / scene.Flat.Scale;
            Assert.Equal(Expected(mmX, mmY) / brightest, light.FactorAt(0, mmX * scene.Flat.Scale, mmY * scene.Flat.Scale), 0.001);
        }
    }

    [Fact]
    public void A_vignette_is_the_fourth_power_of_the_cosine()
    {
        var scene = Lit(Neutral(LightKind.Vignette, 0.4));
        var light = Field(scene);
        double corner = Math.Acos(Math.Pow(0.6, 0.25));
        for (double part = 0; part <= 1; part += 0.125)
        {
            double angle = Math.Atan(part * Math.Tan(corner));
            Assert.Equal(Math.Pow(Math.Cos(angle), 4), light.FactorAt(2, scene.Width / 2.0 * (1 + part), scene.Height / 2.0 * (1 - part)), 0.002);
        }
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void White_paper_stays_neutral_in_neutral_light(LightKind kind)
    {
        using var image = White(Lit(Neutral(kind, 0.5)));
        var all = image.All;
        for (int i = 0; i < all.Length; i += 3)
            Assert.True(all[i] == all[i + 1] && all[i] == all[i + 2], $"pixel {i / 3}");
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Strength_0_changes_no_byte(LightKind kind)
    {
        var signal = Page.Synthetic();
        using var plain = Renderer.Draw(Page.Compose(signal, new PaperStage { Dpi = Dpi }), default);
        using var lit = Renderer.Draw(Renderer.Compose(Page.Request(signal, new PaperStage { Dpi = Dpi }, 0, Neutral(kind, 0)), signal), default);
        Assert.True(plain.All.SequenceEqual(lit.All));
    }

    // Published chromaticities of black bodies: CIE 1931, illuminant A's locus point and the tables of Wyszecki and Stiles.
    [Theory]
    [InlineData(2856, 0.4476, 0.4074)]
    [InlineData(4000, 0.3805, 0.3768)]
    [InlineData(10000, 0.2807, 0.2884)]
    public void Colour_is_that_of_a_black_body_and_the_camera_takes_it_back(double kelvin, double x, double y)
    {
        static double[] Rgb(double x, double y)
        {
            double bigX = x / y, z = (1 - x - y) / y;
            return [3.2404542 * bigX - 1.5371385 - 0.4985314 * z, -0.9692660 * bigX + 1.8760108 + 0.0415560 * z, 0.0556434 * bigX - 0.2040259 + 1.0572252 * z];
        }
        var (body, neutral) = (Rgb(x, y), Rgb(0.3135, 0.3237));
        double redToBlue = body[0] / neutral[0] / (body[2] / neutral[2]);
        foreach (var (balance, power) in new[] { (0.0, 1.0), (0.5, 0.5), (1.0, 0.0) })
        {
            using var image = Renderer.Draw(Lit(new LightStage { Type = LightKind.Gradient, Strength = 0, Kelvin = kelvin, WhiteBalance = balance, Angle = 0 }), default);
            double red = Around(image, 100, 100, 0), blue = Around(image, 100, 100, 2);
            Assert.Equal(1, Math.Max(red, blue), 0.005);
            Assert.Equal(1, red / blue / Math.Pow(redToBlue, power), 0.02);
        }
    }

    [Fact]
    public void A_given_colour_is_that_of_white_paper_in_it()
    {
        using var image = Renderer.Draw(Lit(new LightStage { Type = LightKind.Gradient, Strength = 0, Color = new(255, 220, 150), WhiteBalance = 0 }), default);
        Assert.Equal(255, image.Row(9)[30]);
        Assert.InRange(image.Row(9)[31], 219, 221);
        Assert.InRange(image.Row(9)[32], 149, 151);
    }

    [Fact]
    public void Lights_multiply_in_any_order_and_glare_adds()
    {
        var a = Neutral(LightKind.Gradient, 0.3) with { Angle = 40, WhiteBalance = 0 };
        var b = Neutral(LightKind.Shadow, 0.4) with { Shape = ShadowShape.Hand, X = 0.5, Y = 0.6, Angle = 260, Size = 0.6, Softness = 0.1, Seed = 1, WhiteBalance = 0 };
        var c = Neutral(LightKind.Glare, 0.5) with { X = 0.3, Y = 0.3, Angle = 0, Size = 0.1, Seed = 2, WhiteBalance = 0 };
        var (one, other, both) = (Field(Lit(a)), Field(Lit(b)), Field(Lit(a, b, c)));
        for (int i = 1; i < 10; i++)
            Assert.Equal(one.FactorAt(0, 60 * i, 45 * i) * other.FactorAt(0, 60 * i, 45 * i), both.FactorAt(0, 60 * i, 45 * i), 0.002);
        using var forth = Renderer.Draw(Lit(a, b, c), default);
        using var back = Renderer.Draw(Lit(c, b, a), default);
        Assert.True(forth.All.SequenceEqual(back.All));
    }

    [Theory]
    [InlineData(1, 1)]
    [InlineData(7, 3)]
    [InlineData(11, 40)]
    [InlineData(33, 5)]
    [InlineData(300, 200)]
    public void An_image_is_lit_as_its_slow_twin_says(int width, int height)
    {
        using var image = new PixelBuffer(width, height);
        new System.Random(1).NextBytes(image.All);
        var before = image.All.ToArray();
        var resolved = Lit(new LightStage { Type = LightKind.Point, Height = 150, Strength = 0.9, Kelvin = 3000, WhiteBalance = 0.5 },
            new LightStage { Type = LightKind.Shadow, Strength = 0.5 }, new LightStage { Type = LightKind.Glare, Strength = 0.4, X = 0.5, Y = 0.5, Size = 0.1 });
        var light = ((LightEffect)resolved.Effects[0]).Light(width, height, 2);
        light.Apply(image, default);
        for (int y = 0; y < height; y++)
        {
            for (int x = 0; x < width; x++)
            {
                for (int channel = 0; channel < 3; channel++)
                {
                    double sum = Linear(before[(y * width + x) * 3 + channel]) * light.FactorAt(channel, x + 0.5, y + 0.5) + light.AddedAt(channel, x + 0.5, y + 0.5);
                    // The dither takes a level; the foot of sRGB is met within another one, and glare carries that a little higher.
                    Assert.True(Math.Abs(Level(Math.Min(1, sum)) - image.Row(y)[3 * x + channel]) < (Level(Math.Min(1, sum)) < 24 ? 2 : 1.1), $"{x}, {y}, {channel}: {Level(sum)} and {image.Row(y)[3 * x + channel]}");
                }
            }
        }
    }

    [Fact]
    public void No_bands_are_seen_where_light_changes_slowly()
    {
        var scene = Lit(Neutral(LightKind.Gradient, 0.05) with { Angle = 20 });
        using var image = White(scene);
        var light = Field(scene);
        for (int y = 0; y + 16 <= image.Height; y += 16)
        {
            for (int x = 0; x + 16 <= image.Width; x += 16)
            {
                double mean = 0;
                for (int i = 0; i < 256; i++)
                    mean += image.Row(y + i / 16)[3 * (x + i % 16)] / 256.0;
                Assert.Equal(Level(light.FactorAt(0, x + 8, y + 8)), mean, 0.12);
            }
        }
    }

    [Theory]
    [InlineData(0.05)]
    [InlineData(0.2)]
    public void A_shadows_edge_is_as_soft_as_said_and_softer_farther_off(double softness)
    {
        var scene = Lit(Neutral(LightKind.Shadow, 0.5) with { Shape = ShadowShape.Edge, Softness = softness, X = 0.5, Y = 0.5, Angle = 0, Seed = 1 });
        var light = Field(scene);
        double Width(double y)
        {
            double At(double level) => Enumerable.Range(0, scene.Width).First(x => light.FactorAt(0, x + 0.5, y) < 1 - 0.5 * level);
            return (At(0.9) - At(0.1)) / Math.Max(scene.Width, scene.Height);
        }
        Assert.Equal(softness, Width(scene.Height / 2), 0.12 * softness);
        var ends = new[] { Width(2), Width(scene.Height - 2) }.Order().ToArray();
        Assert.InRange(ends[0], 0.5 * softness, 0.9 * softness);
        Assert.InRange(ends[1], 1.1 * softness, 2 * softness);
    }

    [Theory]
    [InlineData(ShadowShape.Hand)]
    [InlineData(ShadowShape.Phone)]
    public void A_shadow_is_as_deep_as_said_and_ends(ShadowShape shape)
    {
        for (int seed = 0; seed < 10; seed++)
        {
            var scene = Lit(Neutral(LightKind.Shadow, 0.4) with { Shape = shape, X = 0.5, Y = 0.6, Angle = 270, Size = 0.6, Softness = 0.05, Seed = seed });
            var light = Field(scene);
            var factors = Enumerable.Range(0, 400).Select(i => light.FactorAt(1, (i % 20 + 0.5) * scene.Width / 20, (i / 20 + 0.5) * scene.Height / 20)).ToArray();
            Assert.Equal(0.6, factors.Min(), 0.01);
            Assert.Equal(1, factors.Max(), 0.001);
            Assert.InRange(factors.Count(f => f < 0.8) / 400.0, 0.08, 0.6);
        }
    }

    [Fact]
    public void Glare_whitens_ink_under_it_and_nothing_far_away()
    {
        var signal = Page.Synthetic();
        var paper = new PaperStage { Dpi = Dpi };
        using var plain = Renderer.Draw(Page.Compose(signal, paper), default);
        using var lit = Renderer.Draw(Renderer.Compose(Page.Request(signal, paper, 0, new LightStage { Type = LightKind.Glare, Strength = 1, X = 0.2, Y = 0.5, Size = 0.08, Angle = 90 }), signal), default);
        int x = (int)(0.2 * lit.Width), y = lit.Height / 2;
        Assert.True(Around(lit, x, y) > 0.9);
        Assert.True(lit.Row(y)[(3 * (lit.Width - 100))..].SequenceEqual(plain.Row(y)[(3 * (plain.Width - 100))..]));
        for (int row = 0; row < lit.Height; row++)
        {
            ReadOnlySpan<byte> before = plain.Row(row), after = lit.Row(row);
            for (int i = 0; i < before.Length; i++)
                Assert.True(after[i] >= before[i]);
        }
    }

    [Theory]
    [InlineData(0, 0.999, 0.5)]
    [InlineData(90, 0.5, 0.001)]
    [InlineData(180, 0.001, 0.5)]
    [InlineData(270, 0.5, 0.999)]
    public void Scanner_bands_lie_along_their_side(double angle, double x, double y)
    {
        var scene = Lit(Neutral(LightKind.LidLeak, 0.5) with { Angle = angle, Size = 0.03 }, Neutral(LightKind.LiftedEdge, 0.6) with { Angle = angle, Size = 0.05 });
        var light = Field(scene);
        Assert.Equal(0.5, light.AddedAt(1, x * scene.Width, y * scene.Height), 0.03);
        Assert.Equal(0.4, light.FactorAt(1, x * scene.Width, y * scene.Height), 0.03);
        Assert.Equal(0, light.AddedAt(1, (1 - x) * scene.Width, (1 - y) * scene.Height), 1e-6);
        Assert.Equal(1, light.FactorAt(1, (1 - x) * scene.Width, (1 - y) * scene.Height), 1e-6);
    }

    [Fact]
    public void Light_is_the_same_at_every_resolution()
    {
        var stages = new[] { Neutral(LightKind.Shadow, 0.4), new LightStage { Type = LightKind.Point } };
        var (coarse, fine) = (Lit(stages), Renderer.Compose(Page.Request(Page.White.Signal, Page.White.Paper with { Dpi = 4 * Dpi }, 3, stages), Page.White.Signal));
        var (a, b) = (Field(coarse), Field(fine));
        for (int i = 0; i < 100; i++)
        {
            double x = (i % 10 + 0.5) / 10, y = (i / 10 + 0.5) / 10;
            Assert.Equal(a.FactorAt(1, x * coarse.Width, y * coarse.Height), b.FactorAt(1, x * fine.Width, y * fine.Height), 0.005);
        }
    }

    [Fact]
    public void What_is_drawn_is_as_on_photos()
    {
        var ratios = new List<double>();
        for (int seed = 0; seed < 60; seed++)
        {
            var scene = Renderer.Compose(Page.Request(Page.White.Signal, Page.White.Paper with { Dpi = 50 }, seed, new LightStage { Type = LightKind.Gradient }), Page.White.Signal);
            var light = Field(scene);
            var corners = new[] { (1, 1), (scene.Width - 1, 1), (1, scene.Height - 1), (scene.Width - 1, scene.Height - 1) }.Select(c => light.FactorAt(0, c.Item1, c.Item2)).ToArray();
            ratios.Add(corners.Min() / corners.Max());
            using var image = Renderer.Draw(scene, default);
            Assert.InRange(image.All[0] / (double)image.All[2], 0.95, 1.5);
        }
        Assert.InRange(ratios.Min(), 0.46, 0.75);
        Assert.InRange(ratios.Order().ElementAt(30), 0.83, 0.95);
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Resolving_twice_changes_nothing(LightKind kind)
    {
        var signal = Page.White.Signal;
        var request = Page.Request(signal, new PaperStage { Dpi = 50 }, 7, new LightStage { Type = kind }, new LightStage(), new BackgroundStage());
        var once = RecipeResolver.Resolve(request.Recipe, signal);
        Assert.Equal(RecipeResolver.ToJson(once), RecipeResolver.ToJson(RecipeResolver.Resolve(once, signal)));
        Assert.NotNull(((LightStage)once.Stages[2]).Type);
    }

    public static TheoryData<string, LightStage> Refused => new()
    {
        { "strength", new() { Strength = 1.1 } },
        { "softness", new() { Type = LightKind.Gradient, Softness = 0.1 } },
        { "size", new() { Type = LightKind.Shadow, Shape = ShadowShape.Edge, Size = 0.5 } },
        { "kelvin", new() { Type = LightKind.Point, Kelvin = 1900 } },
        { "kelvin", new() { Type = LightKind.Point, Kelvin = 3000, Color = new(255, 200, 100) } },
        { "height", new() { Type = LightKind.Point, Height = 10 } },
        { "x", new() { Type = LightKind.LidLeak, X = 0.5 } },
        { "whiteBalance", new() { Type = LightKind.Vignette, WhiteBalance = 0.5 } },
    };

    [Theory]
    [MemberData(nameof(Refused))]
    public void What_makes_no_sense_is_refused(string field, LightStage stage)
    {
        var error = Assert.Throws<EcgException>(() => Lit(stage));
        Assert.Equal(ErrorId.RecipeInvalid, error.Id);
        Assert.Contains($" {field}:", error.Message);
    }
}
