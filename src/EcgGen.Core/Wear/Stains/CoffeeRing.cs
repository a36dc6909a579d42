// The ring of a cup: pigment dries at the outer edge first, so that it is sharp and dark there and fades inwards.
using EcgGen.Core.Random;
using EcgGen.Core.Raster;

namespace EcgGen.Core.Wear.Stains;

/// <summary>One or two rings of a cup, and drips.</summary>
internal sealed class CoffeeRing(Stain stain, double strength) : StainMark(stain, strength)
{
    private const double Red = 0.62, Green = 1.05, Blue = 1.7, Pitch = 0.5, Margin = 9, Grain = 0.3, Inside = 0.6;

    public override void Mark(PixelBuffer sheet, double scale, CancellationToken cancellation)
    {
        var random = Random(0);
        var table = new StainTable(Red * Strength, Green * Strength, Blue * Strength);
        DrawRing(sheet, scale, table, new Point2(Stain.X, Stain.Y), 1, 1, cancellation);
        // The cup was put down again.
        if (random.NextDouble() < 0.35)
        {
            double angle = random.Uniform(0, 2 * Math.PI), away = random.Uniform(0.08, 0.3) * Stain.Size;
            DrawRing(sheet, scale, table, new Point2(Stain.X + away * Math.Cos(angle), Stain.Y + away * Math.Sin(angle)), random.Uniform(0.3, 0.7), 2, cancellation);
        }
    }

    private void DrawRing(PixelBuffer sheet, double scale, StainTable table, Point2 centre, double amount, int purpose, CancellationToken cancellation)
    {
        double radius = Stain.Size / 2, reach = radius + Margin;
        var random = Random(purpose);
        double fullest = random.Uniform(0, 2 * Math.PI), evenness = random.Uniform(0.45, 0.85), tilt = random.Uniform(0, 0.4);
        var drips = Drips(random, centre, radius);
        var grid = new NodeGrid(new(centre.X - reach, centre.Y - reach, 2 * reach, 2 * reach), Pitch, sheet.Width, sheet.Height, scale);
        FractalNoise wetness = Fractal(purpose, 28, 2, grid.Box), wobbles = Fractal(purpose, 9, 3, grid.Box with { X = grid.Box.X + 300 });
        var outlines = drips.ConvertAll(d => Fractal(purpose, 2 * d.Radius, 2));
        var field = new StainField(grid, (x, y) =>
        {
            double dx = x - centre.X, dy = y - centre.Y, r = Math.Sqrt(dx * dx + dy * dy);
            // Only the ring varies along itself; the inside is nearly clean.
            if (r < radius - 14 || r > reach + 2)
                return new StainNode(radius - r, r < radius ? amount * Inside : 0);
            // Most where the cup leaned, gone in places.
            double around = dx / r * Math.Cos(fullest) + dy / r * Math.Sin(fullest);
            double wet = Math.Clamp(evenness + tilt * around + 0.75 * wetness.At(x, y), 0.04, 1.1);
            double wobble = 0.5 * wobbles.At(x + 300, y);
            double depth = radius - r + wobble, width = 0.75 + 0.5 * wet;
            double best = depth / width, strength = wet + (Inside - wet) * Smooth((depth - 5) / 5);
            for (int i = 0; i < drips.Count; i++)
            {
                var (at, size, full) = drips[i];
                double inside = size - Math.Sqrt((x - at.X) * (x - at.X) + (y - at.Y) * (y - at.Y));
                if (inside > -size - 2 && (inside += 0.25 * size * outlines[i].At(x, y + 200)) > best)
                    (best, strength) = (inside, full);
            }
            return new StainNode(best, amount * strength);
        });
        field.Mark(sheet, Profile, -0.3, 9, Grain, table, cancellation);
    }

    private static List<(Point2 At, double Radius, double Amount)> Drips(Philox random, Point2 centre, double radius)
    {
        var drips = new List<(Point2, double, double)>();
        for (int i = random.NextInt(7); i > 0; i--)
        {
            double angle = random.Uniform(0, 2 * Math.PI), size = 0.35 + 2.6 * Math.Pow(random.NextDouble(), 3), away = radius + size + random.Uniform(0, Margin - 6) + 0.5;
            drips.Add((new Point2(centre.X + away * Math.Cos(angle), centre.Y + away * Math.Sin(angle)), size, random.Uniform(0.5, 1)));
        }
        return drips;
    }

    private static double Profile(double depth)
    {
        double edge = Smooth((depth + 0.1) / 0.3), line = 0.62 * Math.Exp(-Math.Max(0, depth - 0.2) / 0.45);
        double body = 0.38 * (1 - Smooth((depth - 1.2) / 2.6)), inside = 0.035;
        return edge * (line + body + inside);
    }
}
