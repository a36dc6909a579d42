// A sheet of dots whose places are known, and how to find them again in an image of it.
using EcgGen.Core.Ink;
using EcgGen.Core.Raster;
using EcgGen.Core.Truth;

namespace EcgGen.Core.Tests.Camera;

internal static class Markers
{
    private const double Radius = 1.1, Pitch = 12;

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
    public static List<double> Errors(PageScene scene, CoordinateMap? told = null)
    {
        using var image = Renderer.Draw(scene, default);
        var errors = new List<double>();
        foreach (var place in Places(scene))
        {
            var at = (told ?? scene.Map).Forward(place);
            PixelPoint[] around = [.. Enumerable.Range(0, 16).Select(i => scene.Map.Forward(new(place.X + 2 * Radius * Math.Cos(i * Math.PI / 8), place.Y + 2 * Radius * Math.Sin(i * Math.PI / 8))))];
            if (around.Any(p => !(p.X > 1 && p.X < image.Width - 1 && p.Y > 1 && p.Y < image.Height - 1)) || scene.Occluders.Any(o => o.Hides(place)))
                continue;
            errors.Add(Found(image, around) is { } found ? Math.Sqrt((found.X - at.X) * (found.X - at.X) + (found.Y - at.Y) * (found.Y - at.Y)) : double.PositiveInfinity);
        }
        return errors;
    }

    /// <summary>The middle of the darkness within a ring of paper, whose own light, a plane through it, is taken off; null if nothing is dark.</summary>
    private static PixelPoint? Found(PixelBuffer image, PixelPoint[] ring)
    {
        double left = ring.Min(p => p.X), right = ring.Max(p => p.X), top = ring.Min(p => p.Y), bottom = ring.Max(p => p.Y);
        double Value(double x, double y)
        {
            var pixel = image.Row((int)y).Slice(3 * (int)x, 3);
            return (pixel[0] + pixel[1] + pixel[2]) / 3.0;
        }
        // Paper's light on opposite sides of the ring.
        double[] light = [.. ring.Select(p => Value(p.X, p.Y))];
        double mean = light.Average(), radius = ring.Average(p => Math.Abs(p.X - (left + right) / 2)) * Math.PI / 2;
        double gradientX = ring.Zip(light).Sum(p => (p.First.X - (left + right) / 2) * p.Second) / ring.Sum(p => Math.Pow(p.X - (left + right) / 2, 2));
        double gradientY = ring.Zip(light).Sum(p => (p.First.Y - (top + bottom) / 2) * p.Second) / ring.Sum(p => Math.Pow(p.Y - (top + bottom) / 2, 2));
        double sum = 0, sumX = 0, sumY = 0;
        for (int y = (int)top; y <= (int)bottom; y++)
        {
            for (int x = (int)left; x <= (int)right; x++)
            {
                double cx = x + 0.5, cy = y + 0.5;
                double paper = mean + gradientX * (cx - (left + right) / 2) + gradientY * (cy - (top + bottom) / 2);
                // A third of the contrast is more than noise and wear make of paper.
                double dark = Math.Max(0, 0.7 * paper - Value(x, y));
                (sum, sumX, sumY) = (sum + dark, sumX + dark * cx, sumY + dark * cy);
            }
        }
        return sum > 0.1 * mean * radius * radius / 4 ? new PixelPoint(sumX / sum, sumY / sum) : null;
    }
}
