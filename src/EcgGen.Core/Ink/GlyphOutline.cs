// A glyph's outline as polygons: the arcs of TrueType become chords.
using EcgGen.Core.Raster;
using SkiaSharp;

namespace EcgGen.Core.Ink;

/// <summary>Flattens paths into closed polygons.</summary>
/// <param name="tolerance">How far a chord may be from its arc, in the path's units.</param>
internal sealed class GlyphOutline(double tolerance)
{
    private const int MostChords = 12;

    public List<Point2> Points { get; } = [];

    public List<int> ContourEnds { get; } = [];

    public void Add(SKPath path)
    {
        using var verbs = path.CreateRawIterator();
        var p = new SKPoint[4];
        for (var verb = verbs.Next(p); verb != SKPathVerb.Done; verb = verbs.Next(p))
        {
            switch (verb)
            {
                case SKPathVerb.Move:
                    Close();
                    Points.Add(At(p[0]));
                    break;
                case SKPathVerb.Line:
                    Points.Add(At(p[1]));
                    break;
                case SKPathVerb.Quad:
                    AddArc(At(p[0]), At(p[1]), At(p[2]));
                    break;
                case SKPathVerb.Close:
                    break;
                default:
                    throw new NotSupportedException($"TrueType outlines have lines and quadratic arcs, found {verb}.");
            }
        }
        Close();
    }

    // The arc is a quarter of |a − 2c + b| off its chord at most; halving its length quarters that.
    private void AddArc(Point2 a, Point2 control, Point2 b)
    {
        double bend = Math.Sqrt(Square(a.X - 2 * control.X + b.X) + Square(a.Y - 2 * control.Y + b.Y)) / 4;
        int chords = Math.Clamp((int)Math.Ceiling(Math.Sqrt(bend / tolerance)), 1, MostChords);
        for (int i = 1; i <= chords; i++)
        {
            double t = i / (double)chords, u = 1 - t;
            Points.Add(new Point2(u * u * a.X + 2 * u * t * control.X + t * t * b.X, u * u * a.Y + 2 * u * t * control.Y + t * t * b.Y));
        }
    }

    private void Close()
    {
        if (Points.Count > (ContourEnds.Count == 0 ? 0 : ContourEnds[^1]))
            ContourEnds.Add(Points.Count);
    }

    private static double Square(double value) => value * value;

    private static Point2 At(SKPoint p) => new(p.X, p.Y);
}
