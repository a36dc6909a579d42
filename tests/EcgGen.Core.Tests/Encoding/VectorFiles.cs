// A page as a vector file, and a picture that somebody else's program made of it against our own.
using EcgGen.Core.Encoders;
using EcgGen.Core.Ink;
using EcgGen.Core.Raster;
using SkiaSharp;

namespace EcgGen.Core.Tests;

internal static class VectorFiles
{
    public static byte[] Bytes(PageScene scene, ImageFormat format)
    {
        using var stream = new MemoryStream();
        ImageEncoder.Encode(scene, null, format, stream, default);
        return stream.ToArray();
    }

    /// <summary>A page of whole pixels: viewers stretch pages to fill their last row and column.</summary>
    public static PageScene Sheet(GridStyle grid) => Page.Compose(Page.Synthetic(5), new PaperStage { GridStyle = grid, Dpi = 254 });

    /// <summary>Compares pictures of a scene at its own resolution.</summary>
    public static void AssertLooksLike(PageScene scene, byte[] theirs)
    {
        using var ours = Renderer.Draw(scene, default);
        using var bitmap = SKBitmap.Decode(theirs, new SKImageInfo(scene.Width, scene.Height, SKColorType.Rgba8888, SKAlphaType.Unpremul));
        Assert.Equal((scene.Width, scene.Height), (bitmap.Width, bitmap.Height));
        // They mix in sRGB, we in linear light: edges differ by some tens of grey levels, but places do not.
        double apart = Difference(ours, bitmap, 0, 0);
        Assert.InRange(apart, 0, 12);
        foreach (var (dx, dy) in new[] { (1, 0), (-1, 0), (0, 1), (0, -1) })
            Assert.InRange(apart, 0, 0.6 * Difference(ours, bitmap, dx, dy));
    }

    /// <summary>Measures in a picture of a scene without a grid where the traces are.</summary>
    public static void AssertTracesInPlace(PageScene scene, byte[] theirs)
    {
        using var bitmap = SKBitmap.Decode(theirs, new SKImageInfo(scene.Width, scene.Height, SKColorType.Rgba8888, SKAlphaType.Unpremul));
        var errors = TraceErrors(scene, bitmap).Select(Math.Abs).Order().ToArray();
        Assert.True(errors.Length > 100, $"only {errors.Length} places to measure");
        Assert.InRange(errors[errors.Length / 2], 0, 0.1);
        Assert.InRange(errors[errors.Length * 95 / 100], 0, 0.25);
    }

    /// <summary>The root mean square of how far grey levels differ if one picture is moved.</summary>
    private static double Difference(PixelBuffer ours, SKBitmap theirs, int dx, int dy)
    {
        var pixels = theirs.GetPixelSpan();
        double square = 0;
        for (int y = 1; y < ours.Height - 1; y++)
        {
            var row = ours.Row(y);
            for (int x = 1; x < ours.Width - 1; x++)
            {
                var other = pixels.Slice((y + dy) * theirs.RowBytes + 4 * (x + dx), 3);
                for (int c = 0; c < 3; c++)
                    square += (row[3 * x + c] - other[c]) * (row[3 * x + c] - other[c]);
            }
        }
        return Math.Sqrt(square / (3.0 * ours.Width * ours.Height));
    }

    /// <summary>How far the middle of the ink is from a trace's path, in columns where the path is level.</summary>
    private static IEnumerable<double> TraceErrors(PageScene scene, SKBitmap picture)
    {
        double mm = scene.Flat.Scale, paper = Darkness(scene.Plan.Paper.PaperColor!.Value), reach = scene.Plan.Paper.PenWidth!.Value / 2 * mm + 1.5;
        foreach (var trace in scene.Ink.OfType<TraceInk>())
        {
            var points = trace.Points;
            for (int i = 4; i < points.Length - 4; i += 3)
            {
                double y = points[i].Y * mm, x = points[i].X * mm;
                // A steep stroke's ink in one column says little of its height.
                if (points[(i - 4)..(i + 5)].Any(p => Math.Abs(p.Y - points[i].Y) > 0.05))
                    continue;
                int from = (int)Math.Floor(y - reach), to = (int)Math.Ceiling(y + reach);
                double sum = 0, moment = 0;
                for (int row = from; row < to; row++)
                {
                    var c = picture.GetPixel((int)x, row);
                    double ink = Math.Max(0, Darkness(new Rgb(c.Red, c.Green, c.Blue)) - paper);
                    sum += ink;
                    moment += ink * (row + 0.5);
                }
                // A column of pixels shows the path around its middle.
                double t = ((int)x + 0.5 - points[i].X * mm) / ((points[i + 1].X - points[i].X) * mm);
                yield return moment / sum - (y + t * (points[i + 1].Y - points[i].Y) * mm);
            }
        }
    }

    private static double Darkness(Rgb c) => 255 - (c.R + c.G + c.B) / 3.0;
}
