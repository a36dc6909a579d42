// A sheet of dots whose places are known, and how to find them again in an image of it.
using EcgGen.Core.Ink;
using EcgGen.Core.Raster;
using EcgGen.Core.Truth;

namespace EcgGen.Core.Tests.Camera;

internal static class Markers
{
    // Dots as dark as traces are at least so many grey levels darker than paper.
    private const double Radius = 1.1, Pitch = 12, LeastContrast = 30;

    /// <summary>The same scene with dots instead of what is printed on it.</summary>
    public static PageScene On(PageScene scene) =>
        scene with { Ink = [.. Places(scene).Select(p => new Polygons().Disc(p.X, p.Y, Radius, 48).ToInk(new Rgb(20, 20, 20), "dot"))] };

    /// <summary>Where the dots are on the sheet.</summary>
    public static IEnumerable<Point2> Places(PageScene scene)
    {
        var area = scene.Plan.GridArea;
        for (double y = area.Y + Pitch / 2; y < area.Bottom - Pitch / 2; y += Pitch)
        {
            for (double x = area.X + Pitch / 2; x < area.Right - Pitch / 2; x += Pitch)
                yield return new Point2(x, y);
        }
    }

    /// <summary>How far, in pixels, each visible dot is from where the map says; dots that the image does not show whole don't count.</summary>
    /// <param name="scene">The scene.</param>
    /// <param name="told">Another map to hold the image against, or null for the scene's own.</param>
    public static List<double> Errors(PageScene scene, CoordinateMap? told = null) => [.. Offsets(scene, told).Select(o => Math.Sqrt(o.X * o.X + o.Y * o.Y))];

    /// <summary>From where the map says to where each dot is found; infinity where none is.</summary>
    /// <param name="scene">The scene.</param>
    /// <param name="told">Another map to hold the image against, or null for the scene's own.</param>
    public static List<PixelPoint> Offsets(PageScene scene, CoordinateMap? told = null)
    {
        using var image = Renderer.Draw(scene, default);
        var offsets = new List<PixelPoint>();
        foreach (var place in Places(scene))
        {
            Point2[] ring = Ring(place, 2 * Radius);
            PixelPoint[] paper = [.. ring.Select(scene.Map.Forward)], ink = [.. Ring(place, Radius / 2).Select(scene.Map.Forward)];
            if (paper.Any(p => !(p.X > 2 && p.X < image.Width - 2 && p.Y > 2 && p.Y < image.Height - 2)) || scene.Occluders.Any(o => ring.Any(o.Hides)))
                continue;
            var at = (told ?? scene.Map).Forward(place);
            offsets.Add(Found(image, paper, ink) is { } found ? new(found.X - at.X, found.Y - at.Y) : new(double.PositiveInfinity, double.PositiveInfinity));
        }
        return offsets;
    }

    private static Point2[] Ring(Point2 place, double radius) =>
        [.. Enumerable.Range(0, 16).Select(i => new Point2(place.X + radius * Math.Cos(i * Math.PI / 8), place.Y + radius * Math.Sin(i * Math.PI / 8)))];

    /// <summary>The middle of what is nearer to ink than to paper; null if both are nearly as light.</summary>
    /// <param name="image">The image.</param>
    /// <param name="paper">A ring around the dot. Paper's light is a plane through it, for light differs from place to place …</param>
    /// <param name="ink">A ring within the dot. … and so does the ink's.</param>
    private static PixelPoint? Found(PixelBuffer image, PixelPoint[] paper, PixelPoint[] ink)
    {
        double left = paper.Min(p => p.X), right = paper.Max(p => p.X), top = paper.Min(p => p.Y), bottom = paper.Max(p => p.Y);
        Func<double, double, double> light = Plane(image, paper), dark = Plane(image, ink);
        double sum = 0, sumX = 0, sumY = 0;
        for (int y = (int)top; y <= (int)bottom; y++)
        {
            for (int x = (int)left; x <= (int)right; x++)
            {
                double cx = x + 0.5, cy = y + 0.5, white = light(cx, cy), contrast = white - dark(cx, cy);
                if (contrast < LeastContrast)
                    return null;
                // A third of the contrast is more than noise and wear make of paper.
                double part = Math.Clamp((white - Value(image, x, y)) / contrast - 0.3, 0, 0.7);
                (sum, sumX, sumY) = (sum + part, sumX + part * cx, sumY + part * cy);
            }
        }
        return new PixelPoint(sumX / sum, sumY / sum);
    }

    /// <summary>The plane through the image's values on a ring.</summary>
    private static Func<double, double, double> Plane(PixelBuffer image, PixelPoint[] ring)
    {
        double x = ring.Average(p => p.X), y = ring.Average(p => p.Y);
        double[] values = [.. ring.Select(p => Mean(image, (int)p.X, (int)p.Y))];
        double mean = values.Average(), xx = ring.Sum(p => (p.X - x) * (p.X - x)), yy = ring.Sum(p => (p.Y - y) * (p.Y - y)), xy = ring.Sum(p => (p.X - x) * (p.Y - y));
        double xv = ring.Zip(values).Sum(p => (p.First.X - x) * p.Second), yv = ring.Zip(values).Sum(p => (p.First.Y - y) * p.Second), determinant = xx * yy - xy * xy;
        double right = (xv * yy - yv * xy) / determinant, down = (yv * xx - xv * xy) / determinant;
        return (px, py) => mean + right * (px - x) + down * (py - y);
    }

    private static double Mean(PixelBuffer image, int x, int y) => Enumerable.Range(0, 9).Average(i => Value(image, x + i % 3 - 1, y + i / 3 - 1));

    private static double Value(PixelBuffer image, int x, int y)
    {
        var pixel = image.Row(y).Slice(3 * x, 3);
        return (pixel[0] + pixel[1] + pixel[2]) / 3.0;
    }
}
