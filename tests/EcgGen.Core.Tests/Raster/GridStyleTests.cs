// Styles of grids: dots against discs counted point by point, what each style leaves out, and the paper's texture.
using EcgGen.Core.Raster;
using EcgGen.Core.Sheet;

namespace EcgGen.Core.Tests.Raster;

public class GridStyleTests
{
    [Theory]
    [InlineData(96, 0.26)]
    [InlineData(200, 0.2)]
    [InlineData(400, 0.18)]
    public void Dots_cover_the_area_of_their_discs(int dpi, double diameter)
    {
        var scene = Page.Compose(Page.Synthetic(), Blank(GridStyle.Dots) with { Dpi = dpi, FineLineWidth = diameter, CoarseLineWidth = 0.05, GridOffsetX = 0.31, GridOffsetY = -0.17 });
        using var image = Painted(scene);
        double mm = scene.Flat.Scale, radius = diameter / 2 * mm, total = 0, error = 0;
        var (columns, rows) = PrintedGrid.Of(scene.Plan);
        // The inside of a 5 mm box, whose 16 dots nothing else comes near.
        int left = (int)(columns.At(50) * mm) + 2, top = (int)(rows.At(40) * mm) + 2, end = (int)(columns.At(55) * mm) - 2, bottom = (int)(rows.At(45) * mm) - 2;
        for (int y = top; y < bottom; y++)
        {
            for (int x = left; x < end; x++)
            {
                double expected = 0;
                for (int row = 41; row < 45; row++)
                {
                    for (int column = 51; column < 55; column++)
                        expected += Disc(x - columns.At(column) * mm, y - rows.At(row) * mm, radius);
                }
                double found = 1 - LinearLight.FromSrgb(image.Row(y)[3 * x]) / 65535.0;
                Assert.True(Math.Abs(expected - found) < 0.05, $"({x}, {y}): expected {expected:0.000}, found {found:0.000}");
                total += found;
                error += Math.Abs(expected - found);
            }
        }
        Assert.Equal(16 * Math.PI * radius * radius, total, 0.01 * total);
        Assert.True(error / total < 0.08, $"mean error {error / total:0.000} of the ink");
    }

    [Fact]
    public void Each_style_prints_its_own_lines_and_no_others()
    {
        var dark = Enum.GetValues<GridStyle>().ToDictionary(s => s, Darkness);
        // On a coarse line; on a fine one; on a crossing of fine ones; in the middle of a 1 mm square.
        Assert.Equal([true, true, true, false], dark[GridStyle.Lines]);
        Assert.Equal([true, false, true, false], dark[GridStyle.Dots]);
        Assert.Equal([true, true, true, false], dark[GridStyle.LinesAndDots]);
        Assert.Equal([true, true, true, false], dark[GridStyle.TwoInks]);
        Assert.Equal([true, false, false, false], dark[GridStyle.Coarse]);
        Assert.Equal([false, false, false, false], dark[GridStyle.None]);

        static bool[] Darkness(GridStyle style)
        {
            var scene = Page.Compose(Page.Synthetic(), Blank(style) with { Dpi = 300 });
            using var image = Painted(scene);
            var (columns, rows) = PrintedGrid.Of(scene.Plan);
            bool Dark(double column, double row) => image.Row((int)((rows.Origin + row) * scene.Flat.Scale))[3 * (int)((columns.Origin + column) * scene.Flat.Scale)] < 200;
            return [Dark(25, 42.5), Dark(27, 42.5), Dark(27, 42), Dark(27.5, 42.5)];
        }
    }

    [Fact]
    public void Paper_without_a_grid_has_no_nodes_and_one_colour()
    {
        var scene = Page.Compose(Page.Synthetic(), new PaperStage { GridStyle = GridStyle.None, Dpi = 80, PaperColor = new Rgb(255, 255, 255) });
        using var image = Painted(scene);
        Assert.Null(scene.Truth().Grid);
        Assert.True(image.All.IndexOfAnyExcept((byte)255) < 0);
    }

    [Fact]
    public void A_grid_to_the_edge_has_lines_in_the_outermost_pixels_and_nodes_on_the_sheet()
    {
        var scene = Page.Compose(Page.Synthetic(), Blank(GridStyle.Coarse) with { Dpi = 100, GridToEdge = true, GridOffsetX = 4 });
        using var image = Painted(scene);
        var grid = scene.Truth().Grid!;
        Assert.Equal(43, grid.Count);
        Assert.Equal(59, grid[0].Length);
        foreach (var node in grid[0])
            Assert.True(image.Row(0)[3 * Math.Min((int)node.X, image.Width - 1)] < 200);
        Assert.All(grid.SelectMany(row => row), p => Assert.True(p.X >= 0 && p.X <= image.Width && p.Y >= 0 && p.Y <= image.Height));
    }

    [Fact]
    public void Texture_keeps_the_papers_colour_on_average_and_grows_with_its_strength()
    {
        double Deviation(double strength, int seed = 1)
        {
            var scene = Page.Compose(Page.Synthetic(), new PaperStage { GridStyle = GridStyle.None, PaperColor = new Rgb(230, 228, 220), PaperTexture = strength }, seed);
            using var image = Painted(scene);
            double sum = 0, squares = 0;
            for (int i = 0; i < image.All.Length; i += 3)
            {
                int level = image.All[i] - 230;
                Assert.Equal((level + 228, level + 220), (image.All[i + 1], image.All[i + 2]));
                sum += level;
                squares += level * level;
            }
            double mean = sum / (image.All.Length / 3);
            Assert.Equal(0, mean, 0.3);
            return Math.Sqrt(squares / (image.All.Length / 3) - mean * mean);
        }
        Assert.Equal(0, Deviation(0));
        double half = Deviation(0.5), full = Deviation(1);
        Assert.InRange(full, 2, 4);
        Assert.InRange(half / full, 0.4, 0.6);
        Assert.Equal(full, Deviation(1));
    }

    [Fact]
    public void Each_page_has_a_place_of_its_own_in_the_texture()
    {
        static byte[] Pixels(int seed)
        {
            using var image = Painted(Page.Compose(Page.Synthetic(), Blank(GridStyle.None) with { Dpi = 100, PaperColor = new Rgb(200, 200, 200), PaperTexture = 1 }, seed));
            return image.All.ToArray();
        }
        Assert.Equal(Pixels(1), Pixels(1));
        Assert.NotEqual(Pixels(1), Pixels(2));
    }

    private static PaperStage Blank(GridStyle style) => new()
    {
        GridStyle = style,
        PaperColor = new Rgb(255, 255, 255),
        GridColor = new Rgb(0, 0, 0),
        FineGridColor = new Rgb(0, 0, 0),
    };

    private static PixelBuffer Painted(PageScene scene)
    {
        var image = new PixelBuffer(scene.Width, scene.Height);
        GridPainter.Paint(image, scene.Plan, scene.Flat.Scale, default);
        return image;
    }

    /// <summary>The slow twin: the part of 20 × 20 points of a pixel at so much from a disc's centre that lie in the disc.</summary>
    private static double Disc(double x, double y, double radius)
    {
        const int n = 20;
        if (Math.Abs(x) > radius + 1 || Math.Abs(y) > radius + 1)
            return 0;
        int inside = 0;
        for (int i = 0; i < n * n; i++)
        {
            double dx = x + (i % n + 0.5) / n, dy = y + (i / n + 0.5) / n;
            inside += dx * dx + dy * dy <= radius * radius ? 1 : 0;
        }
        return inside / (double)(n * n);
    }
}
