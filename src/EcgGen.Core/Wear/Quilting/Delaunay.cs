// Triangles over scattered points: the facets of a crumpled sheet.
using EcgGen.Core.Raster;

namespace EcgGen.Core.Wear.Quilting;

/// <summary>Three points by index.</summary>
internal record struct Triangle(int A, int B, int C)
{
    /// <summary>The corner 0–2.</summary>
    public readonly int this[int i] => i switch { 0 => A, 1 => B, _ => C };
}

/// <summary>Delaunay's triangulation by inserting point after point (Bowyer 1981, Watson 1981).</summary>
internal static class Delaunay
{
    /// <summary>Triangulates.</summary>
    /// <param name="points">The points, no two alike.</param>
    /// <returns>Triangles, each turning the same way; those at the hull's edge may be missing.</returns>
    public static List<Triangle> Triangulate(ReadOnlySpan<Point2> points)
    {
        double far = 1;
        foreach (var p in points)
            far = Math.Max(far, Math.Max(Math.Abs(p.X), Math.Abs(p.Y)));
        far *= 40;
        int count = points.Length;
        Point2[] all = [.. points, new(-far, -far), new(far, -far), new(0, far)];
        var open = new List<Circle> { Circle.Around(all, new(count, count + 1, count + 2)) };
        var done = new List<Triangle>();
        var rim = new List<(int From, int To)>();
        // From left to right: a circle that ends left of the point can't be hit any more.
        int[] order = [.. Enumerable.Range(0, count).OrderBy(i => all[i].X)];
        foreach (int i in order)
        {
            rim.Clear();
            int kept = 0;
            for (int k = 0; k < open.Count; k++)
            {
                var circle = open[k];
                double dx = all[i].X - circle.X, dy = all[i].Y - circle.Y;
                if (dx > 0 && dx * dx > circle.Square)
                {
                    done.Add(circle.Triangle);
                }
                else if (dx * dx + dy * dy < circle.Square)
                {
                    for (int e = 0; e < 3; e++)
                        rim.Add((circle.Triangle[e], circle.Triangle[(e + 1) % 3]));
                }
                else
                {
                    open[kept++] = circle;
                }
            }
            open.RemoveRange(kept, open.Count - kept);
            foreach (var (from, to) in rim)
            {
                // An edge between two removed triangles is there in both directions.
                if (!rim.Contains((to, from)))
                    open.Add(Circle.Around(all, new(from, to, i)));
            }
        }
        done.AddRange(open.Select(c => c.Triangle));
        done.RemoveAll(t => t.A >= count || t.B >= count || t.C >= count);
        return done;
    }

    /// <summary>A triangle with the circle through its corners.</summary>
    private readonly record struct Circle(Triangle Triangle, double X, double Y, double Square)
    {
        public static Circle Around(Point2[] points, Triangle t)
        {
            Point2 a = points[t.A], b = points[t.B], c = points[t.C];
            double bx = b.X - a.X, by = b.Y - a.Y, cx = c.X - a.X, cy = c.Y - a.Y, d = 2 * (bx * cy - by * cx);
            double b2 = bx * bx + by * by, c2 = cx * cx + cy * cy;
            double ux = (cy * b2 - by * c2) / d, uy = (bx * c2 - cx * b2) / d;
            return new Circle(t, a.X + ux, a.Y + uy, ux * ux + uy * uy);
        }
    }
}
