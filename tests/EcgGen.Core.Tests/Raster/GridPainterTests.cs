// Paper and grid against a slow twin that asks for every pixel how much of it each line covers.
using EcgGen.Core.Raster;
using EcgGen.Core.Sheet;

namespace EcgGen.Core.Tests.Raster;

public class GridPainterTests
{
    [Theory]
    [InlineData(50, PaperSize.A4, 0)]
    [InlineData(73, PaperSize.Letter, 1)]
    [InlineData(127, PaperSize.A4, 2)]
    public void Matches_the_area_of_every_line_in_every_pixel(int dpi, PaperSize size, int seed)
    {
        var scene = Page.Compose(Page.Synthetic(), new PaperStage { Dpi = dpi, PaperSize = size }, seed);
        using var image = new PixelBuffer(scene.Width, scene.Height);
        GridPainter.Paint(image, scene.Plan, scene.Flat.Scale, default);
        var (paper, area, mm) = (scene.Plan.Paper, scene.Plan.GridArea, scene.Flat.Scale);
        double fineHalf = paper.FineLineWidth!.Value / 2, coarseHalf = paper.CoarseLineWidth!.Value / 2;
        for (int y = 0; y < image.Height; y++)
        {
            for (int x = 0; x < image.Width; x += 1 + y % 3)
            {
                double fine = Covered(x, y, area, mm, fineHalf, coarse: false, extra: 0), coarse = Covered(x, y, area, mm, coarseHalf, coarse: true, extra: coarseHalf);
                var pixel = image.Row(y).Slice(3 * x, 3);
                AssertNear(Mixed(paper.PaperColor!.Value.R, paper.FineGridColor!.Value.R, paper.GridColor!.Value.R, fine, coarse), pixel[0], x, y);
                AssertNear(Mixed(paper.PaperColor!.Value.G, paper.FineGridColor!.Value.G, paper.GridColor!.Value.G, fine, coarse), pixel[1], x, y);
                AssertNear(Mixed(paper.PaperColor!.Value.B, paper.FineGridColor!.Value.B, paper.GridColor!.Value.B, fine, coarse), pixel[2], x, y);
            }
        }
    }

    [Fact]
    public void Paper_without_lines_keeps_its_colour_to_the_byte()
    {
        var scene = Page.Compose(Page.Synthetic(), new PaperStage { Dpi = 60, PaperColor = new Rgb(243, 241, 230) });
        using var image = Renderer.Draw(scene, default);
        Assert.Equal([243, 241, 230], image.Row(2)[6..9].ToArray());
    }

    [Fact]
    public void Every_sRGB_byte_survives_linear_light()
    {
        for (int v = 0; v < 256; v++)
        {
            Assert.Equal(v, LinearLight.ToSrgb(LinearLight.FromSrgb((byte)v)));
            Assert.Equal(v, LinearLight.Mix((byte)v, 12345, 0));
            Assert.Equal(v, LinearLight.Mix(7, LinearLight.FromSrgb((byte)v), 255));
        }
    }

    [Fact]
    public void A_cancelled_token_stops_the_painting()
    {
        var scene = Page.Compose(Page.Synthetic(), new PaperStage { Dpi = 60 });
        Assert.Throws<OperationCanceledException>(() => Renderer.Draw(scene, new CancellationToken(canceled: true)));
    }

    private static void AssertNear(double expected, byte found, int x, int y) =>
        Assert.True(Math.Abs(expected - found) <= 1.01, $"({x}, {y}): expected {expected:0.00}, found {found}");

    /// <summary>The part of a pixel under lines of one kind: 1 − the product of what the vertical and the horizontal ones leave, within their reach.</summary>
    private static double Covered(int px, int py, SheetRect area, double mm, double half, bool coarse, double extra)
    {
        double across = Lines(px, area.X, area.Width), along = Lines(py, area.Y, area.Height);
        double reachX = Overlap(px, (area.X - extra) * mm, (area.Right + extra) * mm), reachY = Overlap(py, (area.Y - extra) * mm, (area.Bottom + extra) * mm);
        return across * reachY + along * reachX - across * along;

        double Lines(int pixel, double from, double length)
        {
            double sum = 0;
            for (int i = 0; i <= Math.Round(length); i++)
            {
                if (i % 5 == 0 == coarse)
                    sum += Overlap(pixel, (from + i - half) * mm, (from + i + half) * mm);
            }
            return sum;
        }
    }

    private static double Overlap(int pixel, double from, double to) => Math.Max(0, Math.Min(pixel + 1, to) - Math.Max(pixel, from));

    private static double Mixed(byte paper, byte fineInk, byte coarseInk, double fine, double coarse)
    {
        double under = Linear(paper) + (Linear(fineInk) - Linear(paper)) * fine;
        double v = under + (Linear(coarseInk) - under) * coarse;
        return 255 * (v <= 0.0031308 ? v * 12.92 : 1.055 * Math.Pow(v, 1 / 2.4) - 0.055);
    }

    private static double Linear(byte b) => b / 255.0 is var v && v <= 0.04045 ? v / 12.92 : Math.Pow((v + 0.055) / 1.055, 2.4);
}
