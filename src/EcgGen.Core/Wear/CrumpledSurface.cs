// The shape of a crumpled sheet: heights of facets, of creases between them, and of what is left of the sheet's curl.
using EcgGen.Core.Random;
using EcgGen.Core.Raster;
using EcgGen.Core.Sheet;

namespace EcgGen.Core.Wear;

/// <summary>
/// A height field in mm over a sheet, at nodes <see cref="Step"/> mm apart. Crumpled paper is flat but for a network of creases (Witten 2007,
/// Stress focusing in elastic sheets): here the triangles between the shaken points of a lattice, tilted at random, whose common sides are
/// sharp ridges and valleys.
/// </summary>
internal sealed class CrumpledSurface
{
    /// <summary>Distance of the nodes in mm.</summary>
    public const double Step = CoarseLight.Step;

    // Slopes of facets, of a crease's flanks, and of the curl, at strength 1: what gives the measured light.
    private const double FacetSlope = 0.055, CreaseSlope = 0.04, CurlSlope = 0.012;

    // How far a crease's flanks reach, in mm, and over how many mm the curl waves.
    private const double CreaseReach = 1.1, CurlLength = 90;

    private readonly float[] _heights;

    /// <summary>Makes a surface.</summary>
    /// <param name="sheet">The sheet in mm; it starts at 0, 0.</param>
    /// <param name="facetSize">Typical size of a facet in mm.</param>
    /// <param name="strength">How steep it is, 0–1.</param>
    /// <param name="seed">The seed.</param>
    public CrumpledSurface(SheetRect sheet, double facetSize, double strength, int seed)
    {
        Columns = (int)Math.Ceiling(sheet.Width / Step) + 2;
        Rows = (int)Math.Ceiling(sheet.Height / Step) + 2;
        _heights = new float[Columns * Rows];
        SetFacets(sheet, facetSize, strength, new Philox((uint)seed, 0));
        AddCurl(strength, (ulong)(uint)seed << 8 | 255);
    }

    /// <summary>Nodes in a row.</summary>
    public int Columns { get; }

    /// <summary>Rows of nodes.</summary>
    public int Rows { get; }

    /// <summary>The middles of the large facets, in mm.</summary>
    public List<Point2> Middles { get; } = [];

    /// <summary>Heights of one row's nodes.</summary>
    public ReadOnlySpan<float> Row(int row) => _heights.AsSpan(row * Columns, Columns);

    private void AddCurl(double strength, ulong seed)
    {
        var noise = new ValueNoise(seed);
        // Smooth noise of this length rises by its whole height over half of it.
        double height = CurlSlope * CurlLength / 2 * strength;
        for (int row = 0; row < Rows; row++)
        {
            // It changes little from node to node: eight at a time.
            var heights = _heights.AsSpan(row * Columns, Columns);
            float last = (float)(height * noise.At(0, row * Step / CurlLength));
            for (int column = 0; column < Columns; column += 8)
            {
                float next = (float)(height * noise.At((column + 8) * Step / CurlLength, row * Step / CurlLength));
                for (int i = 0; i < Math.Min(8, Columns - column); i++)
                    heights[column + i] += last + (next - last) * i / 8;
                last = next;
            }
        }
    }

    private void SetFacets(SheetRect sheet, double size, double strength, Philox random)
    {
        int across = (int)Math.Ceiling(sheet.Width / size) + 3, down = (int)Math.Ceiling(sheet.Height / size) + 3;
        var corners = new (double X, double Y, double Height)[across * down];
        for (int i = 0; i < corners.Length; i++)
        {
            // Two facets' heights differ by their slope over their size.
            double x = (i % across - 1 + random.Uniform(-0.32, 0.32)) * size, y = (i / across - 1 + random.Uniform(-0.32, 0.32)) * size;
            corners[i] = (x, y, random.Uniform(-1, 1) * FacetSlope * size * strength);
        }
        // Each side of a triangle is a crease, sharp or hardly to be seen, up or down; both triangles have to know.
        double Crease() => random.NextDouble() is var u && u < 0.45 ? 0 : (random.NextDouble() < 0.5 ? -1 : 1) * random.Uniform(0.3, 1) * CreaseSlope * CreaseReach * strength;
        double[] level = new double[corners.Length], upright = new double[corners.Length];
        for (int i = 0; i < corners.Length; i++)
            (level[i], upright[i]) = (Crease(), Crease());
        for (int row = 0; row + 1 < down; row++)
        {
            for (int column = 0; column + 1 < across; column++)
            {
                int a = row * across + column, b = a + 1, c = a + across, d = c + 1;
                double diagonal = Crease();
                // The shorter diagonal makes the broader triangles; of a quadrangle with a corner that points inwards only one runs inside.
                bool falling = Length(corners[a], corners[d]) < Length(corners[b], corners[c]);
                if (falling ? Math.Min(Area(corners[a], corners[b], corners[d]), Area(corners[a], corners[d], corners[c])) <= 0
                    : Math.Min(Area(corners[a], corners[b], corners[c]), Area(corners[b], corners[d], corners[c])) <= 0)
                    falling = !falling;
                if (falling)
                {
                    SetFacet(corners[a], corners[b], corners[d], upright[b], diagonal, level[a]);
                    SetFacet(corners[a], corners[d], corners[c], level[c], upright[a], diagonal);
                }
                else
                {
                    SetFacet(corners[a], corners[b], corners[c], diagonal, upright[a], level[a]);
                    SetFacet(corners[b], corners[d], corners[c], level[c], diagonal, upright[b]);
                }
            }
        }
    }

    /// <summary>Sets heights to a triangle's plane and creases at the nodes within; each crease is the one opposite of a corner.</summary>
    private void SetFacet((double X, double Y, double Height) a, (double X, double Y, double Height) b, (double X, double Y, double Height) c, double creaseA, double creaseB, double creaseC)
    {
        const double Outside = -1e-9;
        double area = Area(a, b, c);
        Middles.Add(new((a.X + b.X + c.X) / 3, (a.Y + b.Y + c.Y) / 3));
        // From a corner's weight to the distance from its opposite side.
        double highA = area / Length(b, c), highB = area / Length(c, a), highC = area / Length(a, b);
        int top = Node(Math.Min(a.Y, Math.Min(b.Y, c.Y)), Rows), bottom = Node(Math.Max(a.Y, Math.Max(b.Y, c.Y)), Rows);
        int left = Node(Math.Min(a.X, Math.Min(b.X, c.X)), Columns), right = Node(Math.Max(a.X, Math.Max(b.X, c.X)), Columns);
        double stepB = (c.Y - a.Y) * Step / area, stepC = -(b.Y - a.Y) * Step / area;
        for (int row = top; row < bottom; row++)
        {
            double y = row * Step - a.Y, x = left * Step - a.X;
            double ofB = (x * (c.Y - a.Y) - (c.X - a.X) * y) / area, ofC = ((b.X - a.X) * y - x * (b.Y - a.Y)) / area;
            var heights = _heights.AsSpan(row * Columns, Columns);
            for (int column = left; column < right; column++, ofB += stepB, ofC += stepC)
            {
                double ofA = 1 - ofB - ofC;
                // On a common side both triangles give the same height.
                if (ofA < Outside || ofB < Outside || ofC < Outside)
                    continue;
                heights[column] = (float)(a.Height * ofA + b.Height * ofB + c.Height * ofC
                    + Flank(creaseA, ofA * highA, ofB * ofC) + Flank(creaseB, ofB * highB, ofC * ofA) + Flank(creaseC, ofC * highC, ofA * ofB));
            }
        }
    }

    /// <summary>Height of a crease at a distance from it; it ends where its triangle does.</summary>
    private static double Flank(double crease, double distance, double inside)
    {
        double rest = 1 - distance / (3 * CreaseReach);
        return crease == 0 || rest <= 0 ? 0 : crease * rest * rest * rest * Math.Min(1, 8 * inside);
    }

    private static double Area((double X, double Y, double Height) a, (double X, double Y, double Height) b, (double X, double Y, double Height) c) =>
        (b.X - a.X) * (c.Y - a.Y) - (c.X - a.X) * (b.Y - a.Y);

    private static int Node(double mm, int count) => (int)Math.Clamp(Math.Ceiling(mm / Step), 0, count);

    private static double Length((double X, double Y, double Height) a, (double X, double Y, double Height) b) =>
        Math.Sqrt((a.X - b.X) * (a.X - b.X) + (a.Y - b.Y) * (a.Y - b.Y));
}
