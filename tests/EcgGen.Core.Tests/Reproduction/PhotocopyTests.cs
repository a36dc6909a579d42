// Photocopies against the figures measured on a real one, and what their parameters say.
using EcgGen.Core.Raster;
using EcgGen.Core.Tests.Wear;
using static EcgGen.Core.Tests.Reproduction.CopiedSheet;

namespace EcgGen.Core.Tests.Reproduction;

public sealed class PhotocopyTests
{
    [Fact]
    public void Grids_come_out_nearly_as_dark_as_traces_as_on_a_real_copy()
    {
        // Measured: paper 215, coarse grid 130, trace 97.
        var grids = new List<double>();
        var traces = new List<double>();
        for (int seed = 0; seed < 10; seed++)
        {
            var scene = Page.Worn(Page.Synthetic(seed, 5), new PaperStage { GridStyle = GridStyle.Lines, Dpi = 200 }, seed, new PhotocopyStage { TonerLoss = 0, Speckle = 0, EdgeLines = 0 });
            using var image = Renderer.Draw(scene, default);
            Assert.True(image.IsGrey());
            var truth = scene.Truth();
            double paper = Quantile([.. Enumerable.Range(0, image.Height).Select(y => image.Row(y)[3 * (37 * y % image.Width)])], 0.8);
            // Between nodes, so that no other line is near.
            var grid = truth.Grid!.Skip(2).SkipLast(2).SelectMany(row => row[2..^3].Select((n, i) =>
                Enumerable.Range(-2, 5).Min(d => image.Row((int)n.Y + d)[3 * (int)((n.X + row[i + 3].X) / 2)])));
            var trace = truth.Leads!.SelectMany(l => l.Points).Where((_, i) => i % 7 == 0).Select(p => image.Row((int)p.Y)[3 * (int)p.X]);
            grids.Add(Quantile([.. grid], 0.5) / paper);
            traces.Add(Quantile([.. trace], 0.5) / paper);
        }
        Assert.InRange(grids.Order().ElementAt(5), 0.45, 0.70);
        Assert.InRange(traces.Order().ElementAt(5), 0.30, 0.52);
        // They differ from copy to copy.
        Assert.True(grids.Max() - grids.Min() > 0.1);

        static double Quantile(byte[] values, double q) => values.Order().ElementAt((int)(q * (values.Length - 1)));
    }

    [Fact]
    public void Blank_paper_stays_blank_whatever_its_colour()
    {
        foreach (var color in new[] { new Rgb(255, 255, 255), new Rgb(230, 195, 191), new Rgb(90, 80, 70) })
        {
            using var sheet = Flat(300, 200, color).Copied(Clean with { Darkness = 0.2 });
            byte white = sheet.All.ToArray().Max();
            Assert.InRange(white, 236, 250);
            // But for a grain here and there.
            Assert.True(sheet.All.Count(white) > 0.998 * sheet.All.Length);
            using var dark = Flat(300, 200, color).Copied(Clean with { Darkness = 1 });
            Assert.InRange(Srgb(dark.Light(0)), 200, white - 3);
        }
    }

    [Fact]
    public void Toner_spreads_and_more_of_it_in_dark_copies_and_later_generations()
    {
        double Width(PhotocopyStage stage)
        {
            // Grey paper, so that background is gone; a black line of 0.5 mm.
            using var sheet = Flat(200, 200, new Rgb(235, 235, 235));
            for (int y = 98; y < 102; y++)
                sheet.Row(y).Fill(30);
            sheet.Copied(stage);
            double paper = LinearLight.FromSrgb(sheet.Row(10)[3]), toner = LinearLight.FromSrgb(Enumerable.Range(90, 20).Min(y => sheet.Row(y)[300]));
            double covered = 0;
            for (int y = 80; y < 120; y++)
            {
                for (int x = 0; x < 200; x++)
                    covered += Math.Max(0, paper - LinearLight.FromSrgb(sheet.Row(y)[3 * x])) / (paper - toner) / 200;
            }
            return covered / Scale200;
        }
        double light = Width(Clean with { Darkness = 0.2 }), normal = Width(Clean), dark = Width(Clean with { Darkness = 0.8 }), fourth = Width(Clean with { Generation = 4 });
        const double Original = 4 / Scale200;
        Assert.InRange(normal - Original, -0.005, 0.12);
        Assert.True(light < normal && normal < dark && normal < fourth, $"{light:0.000} {normal:0.000} {dark:0.000} {fourth:0.000} mm");
    }

    [Fact]
    public void Contrast_leaves_toner_or_paper()
    {
        double Greys(double contrast)
        {
            using var sheet = Flat(512, 60, new Rgb(250, 250, 250));
            for (int y = 0; y < 60; y++)
            {
                for (int x = 0; x < 256; x++)
                    sheet.Row(y).Slice(3 * x, 3).Fill((byte)x);
            }
            sheet.Copied(Clean with { Contrast = contrast });
            byte white = sheet.Row(30)[1500], black = sheet.Row(30)[30];
            return Enumerable.Range(0, 256).Count(x => Math.Min(white - sheet.Row(30)[3 * x], sheet.Row(30)[3 * x] - black) > 25) / 256.0;
        }
        Assert.True(Greys(0) > 0.5);
        Assert.True(Greys(1) < 0.1);
    }

    [Fact]
    public void Missing_toner_lets_paper_through_in_patches()
    {
        double before = 0;
        foreach (double loss in new[] { 0, 0.3, 0.6, 1 })
        {
            using var sheet = Black();
            sheet.Copied(Clean with { TonerLoss = loss });
            double light = sheet.Light(0, 20);
            Assert.True(light > before, $"{loss}: {light:0.000} after {before:0.000}");
            before = light;
        }
        using var worst = Black();
        worst.Copied(Clean with { TonerLoss = 1 });
        using var whole = Black().Copied(Clean);
        double[] means = StainPage.Shrink(worst.All.ToArray(), worst.Width, worst.Height, 24, 0), full = StainPage.Shrink(whole.All.ToArray(), worst.Width, worst.Height, 24, 0);
        // Somewhere all of it is gone, elsewhere nothing.
        Assert.True(means.Max() > whole.All.ToArray().Max() - 12 && means.Min() < full.Average() + 5, $"{means.Min():0} to {means.Max():0}; {full.Average():0}");

        static PixelBuffer Black()
        {
            // Black but for a frame of paper that tells the copier what paper is.
            var sheet = Flat(1000, 1000, new Rgb(250, 250, 250));
            for (int y = 0; y < 1000; y += 8)
            {
                sheet.Row(y).Fill(20);
                sheet.Row(y + 1).Fill(20);
            }
            return sheet;
        }
    }

    [Fact]
    public void Specks_and_edge_lines_are_there_if_asked_for()
    {
        int Dark(PhotocopyStage stage, int margin)
        {
            using var sheet = Flat(1000, 800, new Rgb(250, 250, 250)).Copied(stage);
            int count = 0;
            for (int y = margin; y < 800 - margin; y++)
            {
                for (int x = margin; x < 1000 - margin; x++)
                    count += sheet.Row(y)[3 * x] < 200 ? 1 : 0;
            }
            return count;
        }
        Assert.Equal(0, Dark(Clean with { Darkness = 0.3 }, 0));
        int once = Dark(Clean with { Darkness = 0.3, Speckle = 1 }, 50), thrice = Dark(Clean with { Darkness = 0.3, Speckle = 1, Generation = 3 }, 50);
        Assert.True(once > 30 && thrice > 1.5 * once, $"{once}, {thrice}");
        Assert.True(Dark(Clean with { Darkness = 0.3, EdgeLines = 1 }, 0) > 500);
        // Lines are along the edges, not elsewhere.
        Assert.Equal(0, Dark(Clean with { Darkness = 0.3, EdgeLines = 1 }, 50));
    }

    [Fact]
    public void Colour_copiers_keep_the_grids_colour()
    {
        var scene = Page.Worn(Page.Synthetic(seconds: 3), new PaperStage { Dpi = 200, GridColor = new Rgb(220, 120, 110) }, 0, Clean with { Color = true });
        using var image = Renderer.Draw(scene, default);
        Assert.False(image.IsGrey());
        Assert.True(image.Light(0) > image.Light(1) + 0.02);
    }

    [Fact]
    public void Copies_are_the_same_at_every_resolution()
    {
        double[] Copy(int dpi)
        {
            var scene = Page.Worn(Page.Synthetic(), new PaperStage { Dpi = dpi, PaperSize = PaperSize.Letter }, 1, Clean with { TonerLoss = 0.8, EdgeLines = 1, Speckle = 1, Seed = 3 });
            return StainPage.Shrink(StainPage.Pixels(scene), scene.Width, scene.Height, dpi / 20, 0);
        }
        Assert.InRange(StainPage.Correlation(Copy(200), Copy(400)), 0.9, 1);
    }
}
