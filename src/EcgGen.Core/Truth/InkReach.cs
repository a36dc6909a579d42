// Whether a shape's ink lies on a point of the sheet: exact geometry, no pixels.
using EcgGen.Core.Ink;
using EcgGen.Core.Raster;
using EcgGen.Core.Sheet;

namespace EcgGen.Core.Truth;

/// <summary>The inked region of one shape.</summary>
internal abstract class InkReach
{
    private InkReach(SheetRect box) => Box = box;

    /// <summary>A box around the ink, in mm.</summary>
    public SheetRect Box { get; }

    /// <summary>Whether ink lies on a point, the region's edge included.</summary>
    public bool Covers(Point2 p) => p.X >= Box.X && p.X <= Box.Right && p.Y >= Box.Y && p.Y <= Box.Bottom && Contains(p);

    /// <summary>The region of a shape; null if it has no ink.</summary>
    public static InkReach? Of(InkShape shape) => shape switch
    {
        HandwritingInk hand => new Hand(hand),
        StrokeInk stroke => Array.FindAll(stroke.Points, p => !double.IsNaN(p.Y)) is { Length: > 0 } drawn ? new Stroke(stroke.Points, drawn, stroke.Width / 2) : null,
        AreaInk { Points.Length: > 0 } area => new Area(area),
        _ => null,
    };

    private protected abstract bool Contains(Point2 p);

    /// <summary>What a round pen covers: all that is at most its radius away from its path.</summary>
    private sealed class Stroke(Point2[] points, Point2[] drawn, double radius) : InkReach(Around(drawn, radius))
    {
        // The x of every point; that of a gap is the one before it, so that the whole never decreases.
        private readonly double[] _x = Columns(points);

        private protected override bool Contains(Point2 p)
        {
            int i = Array.BinarySearch(_x, p.X - radius);
            i = i < 0 ? ~i : i;
            while (i > 0 && _x[i - 1] >= p.X - radius)
                i--;
            for (i = Math.Max(0, i - 1); i < points.Length && _x[i] <= p.X + radius; i++)
            {
                var a = points[i];
                var b = i + 1 < points.Length && !double.IsNaN(points[i + 1].Y) ? points[i + 1] : a;
                if (!double.IsNaN(a.Y) && SquareDistance(p, a, b) <= radius * radius)
                    return true;
            }
            return false;
        }

        private static double[] Columns(Point2[] points)
        {
            var x = new double[points.Length];
            double last = double.NegativeInfinity;
            for (int i = 0; i < x.Length; i++)
                x[i] = last = double.IsNaN(points[i].X) ? last : points[i].X;
            return x;
        }

        public static double SquareDistance(Point2 p, Point2 a, Point2 b)
        {
            double dx = b.X - a.X, dy = b.Y - a.Y, square = dx * dx + dy * dy;
            double t = square == 0 ? 0 : Math.Clamp(((p.X - a.X) * dx + (p.Y - a.Y) * dy) / square, 0, 1);
            double x = p.X - a.X - t * dx, y = p.Y - a.Y - t * dy;
            return x * x + y * y;
        }

        public static SheetRect Around(Point2[] drawn, double radius)
        {
            double left = drawn.Min(p => p.X) - radius, top = drawn.Min(p => p.Y) - radius;
            return new SheetRect(left, top, drawn.Max(p => p.X) + radius - left, drawn.Max(p => p.Y) + radius - top);
        }
    }

    /// <summary>What a pen covers that moves to and fro, with the width of each piece.</summary>
    private sealed class Hand(HandwritingInk hand) : InkReach(Stroke.Around(Array.FindAll(hand.Points, p => !double.IsNaN(p.Y)), hand.Width / 2))
    {
        private protected override bool Contains(Point2 p)
        {
            var points = hand.Points;
            for (int i = 0; i < points.Length; i++)
            {
                var a = points[i];
                bool joined = i + 1 < points.Length && !double.IsNaN(points[i + 1].Y);
                // A point alone is a dot of the whole pen.
                double radius = (joined ? hand.Widths![i] : i > 0 && !double.IsNaN(points[i - 1].Y) ? hand.Widths![i - 1] : hand.Width) / 2;
                if (!double.IsNaN(a.Y) && Stroke.SquareDistance(p, a, joined ? points[i + 1] : a) <= radius * radius)
                    return true;
            }
            return false;
        }
    }

    /// <summary>Polygons by the non-zero rule.</summary>
    private sealed class Area(AreaInk area) : InkReach(area.Box)
    {
        private protected override bool Contains(Point2 p)
        {
            int winding = 0, start = 0;
            foreach (int end in area.ContourEnds)
            {
                for (int i = start; i < end; i++)
                {
                    var (a, b) = (area.Points[i], area.Points[i + 1 < end ? i + 1 : start]);
                    if (a.Y <= p.Y == b.Y <= p.Y)
                        continue;
                    double side = (b.X - a.X) * (p.Y - a.Y) - (p.X - a.X) * (b.Y - a.Y);
                    if (b.Y > a.Y ? side > 0 : side < 0)
                        winding += b.Y > a.Y ? 1 : -1;
                }
                start = end;
            }
            return winding != 0;
        }
    }
}
