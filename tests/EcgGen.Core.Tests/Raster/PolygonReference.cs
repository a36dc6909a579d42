// The rasteriser's slow twin: cuts every contour to every pixel and takes the area of what is left.
using EcgGen.Core.Raster;

namespace EcgGen.Core.Tests;

internal static class PolygonReference
{
    /// <summary>Coverage of the pixel at (x, y): min(1, |sum of the contours' signed areas within it|).</summary>
    public static double Coverage(Point2[][] contours, int x, int y)
        => Math.Min(1, Math.Abs(contours.Sum(c => Area(Clip(c, x, y)))));

    /// <summary>The signed area by the shoelace formula.</summary>
    public static double Area(IReadOnlyList<Point2> p)
    {
        double twice = 0;
        for (int i = 0; i < p.Count; i++)
        {
            var q = p[(i + 1) % p.Count];
            twice += p[i].X * q.Y - q.X * p[i].Y;
        }
        return twice / 2;
    }

    // Sutherland and Hodgman, "Reentrant polygon clipping", CACM 17 (1974): concave contours may keep edges along the
    // pixel's border, which run to and fro and have no area.
    private static List<Point2> Clip(IReadOnlyList<Point2> contour, int x, int y)
    {
        var kept = contour.Select(p => new Point2(p.X - x, p.Y - y)).ToList();
        kept = Cut(kept, p => p.X);
        kept = Cut(kept, p => 1 - p.X);
        kept = Cut(kept, p => p.Y);
        return Cut(kept, p => 1 - p.Y);
    }

    private static List<Point2> Cut(List<Point2> contour, Func<Point2, double> inside)
    {
        var kept = new List<Point2>();
        for (int i = 0; i < contour.Count; i++)
        {
            var (a, b) = (contour[i], contour[(i + 1) % contour.Count]);
            double da = inside(a), db = inside(b);
            if (da >= 0)
                kept.Add(a);
            if (da >= 0 != db >= 0)
                kept.Add(new Point2(a.X + (b.X - a.X) * da / (da - db), a.Y + (b.Y - a.Y) * da / (da - db)));
        }
        return kept;
    }
}
