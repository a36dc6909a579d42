// What a fold does to light, ink and place, against the figures measured on real pages; and the light's fast way against its slow twin.
using EcgGen.Core.Raster;
using EcgGen.Core.Sheet;
using EcgGen.Core.Wear;

namespace EcgGen.Core.Tests.Wear;

public sealed class CreaseLightTests
{
    private static PageScene Folded(int seed, double strength = 1)
    {
        var (signal, white) = Page.White;
        return Page.Worn(signal, white, seed, new CreaseStage { Pattern = FoldPattern.Half, Strength = strength, Width = 17 });
    }

    /// <summary>Linear luminance from 30 mm before a fold across the sheet's width to 30 mm behind it, per 0.1 mm, means of 2 mm along it.</summary>
    private static List<double[]> Profiles(PageScene scene)
    {
        using var image = Renderer.Draw(scene, default);
        double mm = scene.Flat.Scale, middle = scene.Width / 2.0;
        int band = (int)(2 * mm);
        var profiles = new List<double[]>();
        for (int top = band; top + 2 * band < scene.Height; top += band)
        {
            var profile = new double[601];
            for (int i = 0; i < profile.Length; i++)
            {
                int x = (int)(middle + (i / 10.0 - 30) * mm);
                for (int y = top; y < top + band; y++)
                    profile[i] += LinearLight.FromSrgb(image.Row(y)[3 * x]) / 65535.0 / band;
            }
            profiles.Add(profile);
        }
        return profiles;
    }

    [Fact]
    public void The_luminance_across_a_fold_is_that_of_real_pages()
    {
        int pure = 0;
        for (int seed = 0; seed < 6; seed++)
        {
            foreach (var profile in Profiles(Folded(seed)))
            {
                // Where the fold has one side only; turned so that the dark side comes first.
                double At(double s) => profile[(int)Math.Round((s + 30) * 10)];
                bool first = At(-10) < At(10);
                double Side(double s) => At(first ? s : -s);
                if (Side(11.5) < 0.998)
                    continue;
                pure++;
                Assert.Equal(1, Side(-20), 0.005);
                Assert.Equal(1 - 0.07, Side(-8.5), 0.012);
                double darkest = Enumerable.Range(-20, 41).Min(i => Side(i / 10.0));
                Assert.Equal(1 - 0.14, darkest, 0.01);
                // Up by 9 % within 3 to 5 mm, then level after 7 more.
                Assert.Equal(0.09, Side(4.3) - darkest, 0.015);
                Assert.True(Side(2.5) - darkest < 0.075);
                Assert.InRange(1 - Side(7.5), 0.012, 0.04);
                Assert.Equal(1, Side(12.5), 0.006);
            }
        }
        Assert.True(pure > 100, $"{pure} places with one dark side");
    }

    [Fact]
    public void The_dark_side_flips_along_some_folds()
    {
        int flips = 0;
        for (int seed = 0; seed < 12; seed++)
        {
            var sides = Profiles(Folded(seed)).ConvertAll(p => Math.Sign(Math.Round((p[420] - p[180]) / 0.05)));
            flips += sides.Contains(1) && sides.Contains(-1) ? 1 : 0;
        }
        Assert.InRange(flips, 1, 11);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(0.5)]
    public void A_fold_shifts_print_by_up_to_a_millimetre(double strength)
    {
        for (int seed = 0; seed < 10; seed++)
        {
            var scene = Folded(seed, strength);
            double x = scene.Plan.Sheet.Width / 2, y = scene.Plan.Sheet.Height / 2, mm = scene.Flat.Scale;
            (double X, double Y) Shift(double at) => (scene.Map.Forward(new(at, y)).X / mm - at, scene.Map.Forward(new(at, y)).Y / mm - y);
            double largest = 0;
            for (double s = -40; s <= 40; s += 0.5)
                largest = Math.Max(largest, Math.Sqrt(Shift(x + s).X * Shift(x + s).X + Shift(x + s).Y * Shift(x + s).Y));
            Assert.InRange(largest, 0.19 * strength, 1 * strength);
            // A kink: towards the fold from both sides.
            Assert.True(Shift(x - 20).X > 0.1 * strength && Shift(x + 20).X < -0.1 * strength);
        }
    }

    [Theory]
    [InlineData(0.4, 1)]
    [InlineData(1.2, 0.5)]
    public void A_line_is_blurred_by_a_Gaussian_and_shifts_nothing(double sigma, double strength)
    {
        var (signal, white) = Page.White;
        var scene = Page.Worn(signal, white with { Dpi = 300 }, 0, new CreaseStage { Style = CreaseStyle.Line, Count = 1, Angle = 90, Direction = CreaseDirection.Forward, Width = sigma, Strength = strength });
        Assert.Same(scene.Flat, scene.Map);
        using var light = new LightPlane(scene.Width, scene.Height);
        scene.Wear[0].Shade(() => light, scene.Flat.Scale);
        var row = light.Row(scene.Height / 3);
        for (int x = 0; x < row.Length; x++)
        {
            double s = (x + 0.5) / scene.Flat.Scale - scene.Plan.Sheet.Width / 2;
            Assert.Equal(1 - 0.6 * strength * Math.Exp(-s * s / (2 * sigma * sigma)), row[x] / (double)LightPlane.One, 0.01);
        }
    }

    [Fact]
    public void The_ridge_loses_up_to_three_quarters_of_its_ink_and_nothing_else_does()
    {
        var scene = Folded(3);
        using var sheet = new PixelBuffer(scene.Width, scene.Height);
        sheet.Fill(default);
        scene.Wear[0].Mark(sheet, scene.Flat.Scale);
        double mm = scene.Flat.Scale, sum = 0, most = 0;
        for (int y = 0; y < sheet.Height; y++)
        {
            var row = sheet.Row(y);
            for (int x = 0; x < sheet.Width; x++)
            {
                if (Math.Abs((x + 0.5) / mm - scene.Plan.Sheet.Width / 2) > 0.7)
                    Assert.Equal(0, row[3 * x]);
            }
            double ridge = LinearLight.FromSrgb(row[3 * (sheet.Width / 2)]) / 65535.0;
            sum += ridge;
            most = Math.Max(most, ridge);
        }
        Assert.InRange(sum / sheet.Height, 0.15, 0.6);
        Assert.InRange(most, 0.6, 0.76);
    }

    [Theory]
    [InlineData(200, 130, 90)]
    [InlineData(96, 31, 20)]
    [InlineData(600, 17, 9)]
    public void Coarse_light_multiplies_as_its_slow_twin_does(double dpi, double width, double height)
    {
        double scale = dpi / 25.4;
        var coarse = new CoarseLight(new SheetRect(0, 0, width, height));
        var random = new System.Random(5);
        for (int row = 0; row < coarse.Rows; row++)
        {
            // Some rows are left alone.
            foreach (ref float factor in coarse.Row(row))
                factor = row % 9 < 4 ? 1 : (float)(0.3 + 1.4 * random.NextDouble());
        }
        using var light = new LightPlane((int)(width * scale), (int)(height * scale));
        for (int y = 0; y < light.Height; y++)
        {
            foreach (ref short factor in light.Row(y))
                factor = (short)random.Next(1000, 17000);
        }
        var before = Enumerable.Range(0, light.Height).Select(y => light.Row(y).ToArray()).ToArray();
        coarse.Multiply(light, scale, default);
        for (int y = 0; y < light.Height; y++)
        {
            for (int x = 0; x < light.Width; x++)
            {
                double u = (x + 0.5) / scale / CoarseLight.Step, v = (y + 0.5) / scale / CoarseLight.Step;
                int i = (int)u, j = (int)v;
                double top = coarse.Row(j)[i] * (1 - u + i) + coarse.Row(j)[i + 1] * (u - i), bottom = coarse.Row(j + 1)[i] * (1 - u + i) + coarse.Row(j + 1)[i + 1] * (u - i);
                Assert.Equal(before[y][x] * (top + (bottom - top) * (v - j)), light.Row(y)[x], 4.0);
            }
        }
    }
}
