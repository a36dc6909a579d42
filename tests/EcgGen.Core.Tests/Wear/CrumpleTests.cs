// Crumpled sheets against the figures measured on real pages.
using EcgGen.Core.Raster;
using EcgGen.Core.Wear;

namespace EcgGen.Core.Tests.Wear;

public sealed class CrumpleTests
{
    private static PageScene Crumpled(int seed, double strength = 1, double angle = 130, double size = 28, int dpi = 200)
    {
        var (signal, white) = Page.White;
        return Page.Worn(signal, white with { Dpi = dpi }, seed, new CrumpleStage { FacetSize = size, Strength = strength, LightAngle = angle, Seed = seed });
    }

    private static LightPlane Light(PageScene scene)
    {
        var plane = new LightPlane(scene.Width, scene.Height);
        scene.Wear[0].Shade(() => plane, scene.Flat.Scale);
        return plane;
    }

    private static double At(LightPlane light, PageScene scene, double x, double y) =>
        light.Row((int)(y * scene.Flat.Scale))[(int)(x * scene.Flat.Scale)] / (double)LightPlane.One;

    [Fact]
    public void Facets_are_flat_steps_and_creases_stand_out_as_on_real_pages()
    {
        var steps = new List<double>();
        var within = new List<double>();
        var deviations = new List<double>();
        for (int seed = 0; seed < 4; seed++)
        {
            var scene = Crumpled(seed);
            using var light = Light(scene);
            var sheet = scene.Plan.Sheet;
            var middles = new CrumpledSurface(sheet, 28, 1, seed).Middles.Where(m => m.X > 5 && m.Y > 5 && m.X < sheet.Width - 5 && m.Y < sheet.Height - 5).ToArray();
            Assert.True(middles.Length > 60);
            for (int i = 1; i < middles.Length; i++)
            {
                var (a, b) = (middles[i - 1], middles[i]);
                if (Math.Abs(a.X - b.X) + Math.Abs(a.Y - b.Y) < 40)
                    steps.Add(Math.Abs(At(light, scene, a.X, a.Y) - At(light, scene, b.X, b.Y)));
                within.Add(Math.Abs(At(light, scene, a.X, a.Y) - At(light, scene, a.X + 1, a.Y + 1)));
            }
            double mean = 0;
            for (int y = 0; y < light.Height; y += 5)
                mean += light.Row(y).ToArray().Average(v => v / (double)LightPlane.One);
            mean /= (light.Height + 4) / 5;
            // In the light; what is turned away also has shadows.
            for (int y = 0; y < light.Height; y += 5)
                deviations.AddRange(light.Row(y).ToArray().Where((_, x) => x % 5 == 0).Select(v => v / (double)LightPlane.One / mean - 1));
        }
        double Quantile(List<double> values, double q) => values.Order().ElementAt((int)(q * (values.Count - 1)));
        // A light shows the steps that lie across it: a third of all are smaller than those that one would measure.
        Assert.InRange(Quantile(steps, 0.6), 0.03, 0.06);
        Assert.InRange(Quantile(steps, 0.8), 0.03, 0.08);
        Assert.True(Quantile(within, 0.5) < 0.006, $"within a facet light changes by {Quantile(within, 0.5):0.0000}");
        Assert.InRange(Quantile(deviations, 0.99), 0.06, 0.11);
        Assert.InRange(Quantile(deviations, 0.01), -0.16, -0.06);
    }

    [Fact]
    public void Light_from_the_other_side_lights_the_other_facets()
    {
        var scene = Crumpled(1, angle: 0);
        using var right = Light(scene);
        using var left = Light(Crumpled(1, angle: 180));
        double product = 0, one = 0, other = 0;
        for (int y = 0; y < right.Height; y += 7)
        {
            for (int x = 0; x < right.Width; x += 7)
            {
                double a = right.Row(y)[x] / (double)LightPlane.One - 0.95, b = left.Row(y)[x] / (double)LightPlane.One - 0.95;
                (product, one, other) = (product + a * b, one + a * a, other + b * b);
            }
        }
        Assert.True(product / Math.Sqrt(one * other) < -0.7);
    }

    [Fact]
    public void Light_shadows_and_places_are_those_of_one_surface()
    {
        var scene = Crumpled(2, angle: 0);
        using var light = Light(scene);
        var sheet = scene.Plan.Sheet;
        var surface = new CrumpledSurface(sheet, 28, 1, 2);
        double Height(double x, double y) => surface.Row((int)Math.Round(y / CrumpledSurface.Step))[(int)Math.Round(x / CrumpledSurface.Step)];
        int open = 0, shadowed = 0;
        double along = 0, seen = 0, high = 0;
        for (double y = 10; y < sheet.Height - 10; y += 3)
        {
            for (double x = 20; x < sheet.Width - 20; x += 3)
            {
                // A light from the right, at 45 degrees, held back by 5 %.
                double slopeX = Height(x + 0.5, y) - Height(x - 0.5, y), slopeY = Height(x, y + 0.5) - Height(x, y - 0.5);
                double lambert = (1 - slopeX) / Math.Sqrt(1 + slopeX * slopeX + slopeY * slopeY) / 1.05;
                double steepest = Enumerable.Range(2, 26).Max(i => (Height(x + i / 2.0, y) - Height(x, y)) / (i / 2.0)), found = At(light, scene, x, y);
                // A pixel's centre is up to half a pixel from the node.
                Assert.True(found < lambert + 0.02, $"{x}, {y}: {found:0.000} of {lambert:0.000}");
                if (steepest < 0)
                {
                    open++;
                    Assert.Equal(lambert, found, 0.025);
                }
                else if (steepest > 0.05)
                {
                    shadowed++;
                    Assert.True(found < lambert - 0.004, $"{x}, {y}: {found:0.000} of {lambert:0.000} behind a rise of {steepest:0.00}");
                }
                // Seen from 450 mm above the middle, high places are farther out.
                double far = x - sheet.Width / 2, expected = Height(x, y) / 450 * far, shift = scene.Map.Forward(new(x, y)).X / scene.Flat.Scale - x;
                (along, seen, high) = (along + expected * shift, seen + shift * shift, high + expected * expected);
            }
        }
        Assert.True(open > 500 && shadowed > 100, $"{open} in the light, {shadowed} in shadows");
        Assert.True(along / Math.Sqrt(seen * high) > 0.5, $"{along / Math.Sqrt(seen * high):0.00}");
    }

    [Fact]
    public void The_surface_has_no_tears()
    {
        for (int seed = 0; seed < 20; seed++)
        {
            var sheet = Crumpled(0).Plan.Sheet;
            var surface = new CrumpledSurface(sheet, 8 + 3 * seed, 1, seed);
            double steepest = 0;
            for (int row = 1; row < surface.Rows - 1; row++)
            {
                ReadOnlySpan<float> here = surface.Row(row), below = surface.Row(row + 1);
                for (int column = 1; column < surface.Columns - 1; column++)
                    steepest = Math.Max(steepest, Math.Max(Math.Abs(here[column + 1] - here[column]), Math.Abs(below[column] - here[column])) / CrumpledSurface.Step);
            }
            Assert.True(steepest < 0.5, $"seed {seed}: slope {steepest:0.00}");
        }
    }

    [Fact]
    public void Print_shifts_by_tenths_of_a_millimetre_at_every_resolution_alike()
    {
        for (int seed = 0; seed < 5; seed++)
        {
            var (scene, fine) = (Crumpled(seed), Crumpled(seed, dpi: 300));
            double largest = 0;
            for (double y = 5; y < scene.Plan.Sheet.Height; y += 10)
            {
                for (double x = 5; x < scene.Plan.Sheet.Width; x += 10)
                {
                    var (a, b) = (scene.Map.Forward(new(x, y)), fine.Map.Forward(new(x, y)));
                    double dx = a.X / scene.Flat.Scale - x, dy = a.Y / scene.Flat.Scale - y;
                    largest = Math.Max(largest, Math.Sqrt(dx * dx + dy * dy));
                    Assert.Equal(dx, b.X / fine.Flat.Scale - x, 0.02);
                    Assert.Equal(dy, b.Y / fine.Flat.Scale - y, 0.02);
                }
            }
            Assert.InRange(largest, 0.2, 1.2);
        }
    }

    [Theory]
    [InlineData("facetSize", 4.0, null)]
    [InlineData("strength", null, 1.1)]
    public void Values_out_of_range_are_refused(string field, double? size, double? strength)
    {
        var error = Assert.Throws<EcgException>(() => Page.Worn(Page.Synthetic(seconds: 2), new PaperStage(), 0, new CrumpleStage { FacetSize = size, Strength = strength }));
        Assert.Equal(ErrorId.RecipeInvalid, error.Id);
        Assert.Contains(field, error.Message);
    }
}
