// The height of a sheet that was crumpled and smoothed out by hand: flat facets between ridges, at several sizes.
using EcgGen.Core.Random;
using EcgGen.Core.Raster;

namespace EcgGen.Core.Wear.Quilting;

/// <summary>Facets of one size.</summary>
/// <param name="Spacing">Mean distance of the vertices in mm.</param>
/// <param name="Slope">How steep the facets are, as a standard deviation, 1 = 45°.</param>
/// <param name="Ridge">How much steeper paper gets just beside a ridge, as a part of the ridge's bend.</param>
/// <param name="Sharp">The part of the ridges that are sharp, 0–1; the others are round.</param>
internal readonly record struct Facets(double Spacing, double Slope, double Ridge, double Sharp);

/// <summary>
/// Simulates a crumpled sheet. Crumpling concentrates bending in a network of straight ridges that meet at points, and leaves
/// facets between them nearly flat (Witten, "Stress focusing in elastic sheets", Rev. Mod. Phys. 79, 2007): here triangles over
/// random points with random heights, of several sizes on top of each other, on a softly curved sheet.
/// </summary>
internal static class CrumpledSheet
{
    /// <summary>Samples per mm.</summary>
    public const int PerMm = QuiltTexture.PerMm;

    // Over how many mm beside a ridge the paper is steeper, and how wide a round ridge is.
    private const float RidgeReach = 2.2f, RoundReach = 6f;

    // How far beyond the square the points go, in mm, so that triangles cover all of it.
    private const double Margin = 60;

    /// <summary>Heights in mm, row by row.</summary>
    /// <param name="size">Samples on a side.</param>
    /// <param name="seed">The sheet's own seed.</param>
    /// <param name="levels">Its facets.</param>
    /// <param name="undulation">Slope of the soft curves, as for facets.</param>
    public static float[] Heights(int size, ulong seed, ReadOnlySpan<Facets> levels, double undulation)
    {
        var heights = new float[size * size];
        for (int i = 0; i < levels.Length; i++)
            AddFacets(heights, size, levels[i], new Philox(seed, (ulong)i));
        AddCurves(heights, size, new ValueNoise(seed ^ 0xC0C1), undulation);
        return heights;
    }

    private static void AddFacets(float[] heights, int size, Facets level, Philox random)
    {
        double side = (double)size / PerMm;
        var points = Scatter(side, level.Spacing, random);
        var z = new float[points.Length];
        for (int i = 0; i < z.Length; i++)
            z[i] = (float)(0.6 * level.Slope * level.Spacing * random.NextNormal());
        var triangles = Delaunay.Triangulate(points);
        var planes = triangles.ConvertAll(t => Plane.Through(points, z, t));
        var bends = new Dictionary<(int, int), float>();
        for (int i = 0; i < triangles.Count; i++)
        {
            for (int e = 0; e < 3; e++)
            {
                // Of the two triangles at an edge the second finds what the first left: the slope across changes by this much.
                int from = triangles[i][e], to = triangles[i][(e + 1) % 3];
                Point2 a = points[from], b = points[to];
                double dx = b.X - a.X, dy = b.Y - a.Y, length = Math.Sqrt(dx * dx + dy * dy);
                float across = (float)((planes[i].Dx * -dy + planes[i].Dy * dx) / length);
                var key = from < to ? (from, to) : (to, from);
                bends[key] = bends.TryGetValue(key, out float other) ? other + across : across;
            }
        }
        var ridges = new Dictionary<(int, int), Ridge>();
        for (int i = 0; i < triangles.Count; i++)
        {
            for (int e = 0; e < 3; e++)
            {
                int from = triangles[i][e], to = triangles[i][(e + 1) % 3];
                var key = from < to ? (from, to) : (to, from);
                if (ridges.ContainsKey(key))
                    continue;
                bool sharp = random.NextDouble() < level.Sharp;
                // Steeper beside a sharp ridge; where it is round the bend itself is taken off the crest.
                float reach = sharp ? RidgeReach * (float)random.Uniform(0.5, 1.3) : RoundReach * (float)random.Uniform(0.5, 1);
                float part = sharp ? (float)(level.Ridge * random.Uniform(0.3, 1.2)) : -0.5f;
                ridges[key] = new Ridge(-bends[key] * part * reach / 3 / 1.5f, reach);
            }
        }
        for (int i = 0; i < triangles.Count; i++)
            Draw(heights, size, points, triangles[i], planes[i], ridges);
    }

    /// <summary>Random points with some room around each.</summary>
    private static Point2[] Scatter(double side, double spacing, Philox random)
    {
        double from = -Math.Min(Margin, 2.5 * spacing), width = side - 2 * from, room = 0.45 * spacing;
        int count = (int)(width * width / (spacing * spacing)), cells = (int)(width / room) + 1;
        var taken = new List<Point2>[cells * cells];
        var points = new List<Point2>(count);
        for (int tries = 0; points.Count < count && tries < 20 * count; tries++)
        {
            var p = new Point2(from + width * random.NextDouble(), from + width * random.NextDouble());
            int column = (int)((p.X - from) / room), row = (int)((p.Y - from) / room);
            bool free = true;
            for (int y = Math.Max(0, row - 1); y <= Math.Min(cells - 1, row + 1) && free; y++)
            {
                for (int x = Math.Max(0, column - 1); x <= Math.Min(cells - 1, column + 1) && free; x++)
                    free = taken[y * cells + x] is not { } near || !near.Exists(q => (q.X - p.X) * (q.X - p.X) + (q.Y - p.Y) * (q.Y - p.Y) < room * room);
            }
            if (!free)
                continue;
            (taken[row * cells + column] ??= []).Add(p);
            points.Add(p);
        }
        return [.. points];
    }

    private static void Draw(float[] heights, int size, Point2[] points, Triangle t, Plane plane, Dictionary<(int, int), Ridge> ridges)
    {
        Span<Edge> edges = stackalloc Edge[3];
        double top = double.MaxValue, bottom = double.MinValue;
        for (int e = 0; e < 3; e++)
        {
            int from = t[e], to = t[(e + 1) % 3];
            edges[e] = Edge.Create(points[from], points[to], points[t[(e + 2) % 3]], ridges[from < to ? (from, to) : (to, from)]);
            top = Math.Min(top, points[from].Y);
            bottom = Math.Max(bottom, points[from].Y);
        }
        int first = (int)Math.Max(0, Math.Ceiling(top * PerMm - 0.5)), last = (int)Math.Min(size - 1, Math.Ceiling(bottom * PerMm - 0.5) - 1);
        for (int row = first; row <= last; row++)
        {
            double y = (row + 0.5) / PerMm, left = double.MinValue, right = double.MaxValue;
            foreach (var edge in edges)
            {
                // Inside is where the distance is positive.
                double at = -(edge.Y * y + edge.Offset) / edge.X;
                if (edge.X > 0)
                    left = Math.Max(left, at);
                else if (edge.X < 0)
                    right = Math.Min(right, at);
            }
            int from = (int)Math.Max(0, Math.Ceiling(left * PerMm - 0.5)), to = (int)Math.Min(size, Math.Ceiling(right * PerMm - 0.5));
            if (from >= to)
                continue;
            var line = heights.AsSpan(row * size + from, to - from);
            float x = (from + 0.5f) / PerMm, z = (float)(plane.Dx * x + plane.Dy * y + plane.At0), step = (float)plane.Dx / PerMm;
            for (int i = 0; i < line.Length; i++)
                line[i] += z + i * step;
            foreach (var edge in edges)
                edge.AddRidge(line, x, (float)y);
        }
    }

    /// <summary>Soft curves, wider than facets.</summary>
    private static void AddCurves(float[] heights, int size, ValueNoise noise, double slope)
    {
        // Worked out every few samples and joined by quadratic B-splines: nothing in it is finer than a centimetre.
        const int Step = 16;
        const double Long = 75, Short = 28;
        int nodes = size / Step + 3;
        var coarse = new float[nodes * nodes];
        for (int i = 0; i < coarse.Length; i++)
        {
            double x = (double)(i % nodes) * Step / PerMm, y = (double)(i / nodes) * Step / PerMm;
            coarse[i] = (float)(slope * (0.7 * Long * noise.At(x / Long, y / Long) + 0.35 * Short * noise.At(x / Short + 0.5, y / Short + 100.5)));
        }
        var weights = new float[3 * Step];
        for (int i = 0; i < Step; i++)
        {
            float t = i / (float)Step;
            (weights[3 * i], weights[3 * i + 1], weights[3 * i + 2]) = ((1 - t) * (1 - t) / 2, 0.5f + t * (1 - t), t * t / 2);
        }
        var line = new float[nodes];
        for (int row = 0; row < size; row++)
        {
            int at = row / Step * nodes, w = row % Step * 3;
            for (int i = 0; i < nodes; i++)
                line[i] = weights[w] * coarse[at + i] + weights[w + 1] * coarse[at + nodes + i] + weights[w + 2] * coarse[at + 2 * nodes + i];
            var to = heights.AsSpan(row * size, size);
            for (int x = 0; x < size; x++)
            {
                int i = x / Step, u = x % Step * 3;
                to[x] += weights[u] * line[i] + weights[u + 1] * line[i + 1] + weights[u + 2] * line[i + 2];
            }
        }
    }

    /// <summary>A plane: its height at 0, 0 and its slopes.</summary>
    private readonly record struct Plane(double At0, double Dx, double Dy)
    {
        public static Plane Through(Point2[] points, float[] z, Triangle t)
        {
            Point2 a = points[t.A], b = points[t.B], c = points[t.C];
            double bx = b.X - a.X, by = b.Y - a.Y, cx = c.X - a.X, cy = c.Y - a.Y, bz = z[t.B] - z[t.A], cz = z[t.C] - z[t.A], d = bx * cy - by * cx;
            double dx = (bz * cy - cz * by) / d, dy = (cz * bx - bz * cx) / d;
            return new Plane(z[t.A] - dx * a.X - dy * a.Y, dx, dy);
        }
    }

    /// <summary>A ridge between two facets: a bump of this height that ends at this distance.</summary>
    private readonly record struct Ridge(float Height, float Reach);

    /// <summary>A triangle's edge: distance from it inwards, X·x + Y·y + Offset, and the place along it, 0–1.</summary>
    private readonly record struct Edge(float X, float Y, float Offset, float AlongX, float AlongY, float AlongOffset, Ridge Ridge)
    {
        public static Edge Create(Point2 from, Point2 to, Point2 inside, Ridge ridge)
        {
            double dx = to.X - from.X, dy = to.Y - from.Y, square = dx * dx + dy * dy, length = Math.Sqrt(square);
            double nx = -dy / length, ny = dx / length;
            if (nx * (inside.X - from.X) + ny * (inside.Y - from.Y) < 0)
                (nx, ny) = (-nx, -ny);
            return new Edge((float)nx, (float)ny, (float)-(nx * from.X + ny * from.Y), (float)(dx / square), (float)(dy / square), (float)-((dx * from.X + dy * from.Y) / square), ridge);
        }

        public void AddRidge(Span<float> line, float x, float y)
        {
            float first = X * x + Y * y + Offset, step = X / PerMm;
            int from = 0, to = line.Length;
            // Only where it is near.
            if (step > 0)
                to = (int)Math.Clamp(MathF.Ceiling((Ridge.Reach - first) / step), 0, to);
            else if (step < 0)
                from = (int)Math.Clamp(MathF.Floor((Ridge.Reach - first) / step), 0, to);
            else if (first > Ridge.Reach)
                return;
            float along = AlongX * x + AlongY * y + AlongOffset, stepAlong = AlongX / PerMm, height = Ridge.Height, scale = 1 / Ridge.Reach;
            for (int i = from; i < to; i++)
            {
                float near = Math.Max(0, 1 - (first + i * step) * scale), t = along + i * stepAlong;
                // It fades towards both ends, where other ridges begin.
                line[i] += height * near * near * near * Math.Max(0, 4 * t * (1 - t));
            }
        }
    }
}
