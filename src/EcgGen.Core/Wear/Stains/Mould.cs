// Mould: colonies that began at single spores, fuzzy at their edges, in clusters where the paper was damp.
using EcgGen.Core.Raster;
using EcgGen.Core.Sheet;

namespace EcgGen.Core.Wear.Stains;

/// <summary>Clusters of spots of 0.3–4 mm.</summary>
/// <param name="stain">What the recipe says of it.</param>
/// <param name="strength">0–1.</param>
/// <param name="palette">Absorbance in red, green and blue light: of the spots, and last of the veil around them.</param>
internal sealed class Mould(Stain stain, double strength, (double Red, double Green, double Blue)[] palette) : StainMark(stain, strength)
{
    private const double LeastRadius = 0.15, MostRadius = 2, SpotsPerMm2 = 0.11, VeilPitch = 1.2;

    /// <summary>Black-green, olive and grey-brown spots in a yellowish veil.</summary>
    public static (double, double, double)[] Colors { get; } = [(3.4, 3.0, 3.6), (1.9, 1.4, 2.6), (1.5, 1.5, 2.0), (0.13, 0.14, 0.32)];

    /// <summary>Black and grey spots in a grey veil.</summary>
    public static (double, double, double)[] Grays { get; } = [(3.4, 3.4, 3.4), (1.9, 1.9, 1.9), (1.3, 1.3, 1.3), (0.16, 0.16, 0.16)];

    public override void Mark(PixelBuffer sheet, double scale, CancellationToken cancellation)
    {
        var random = Random(0);
        double radius = Stain.Size / 2;
        var centres = new (Point2 At, double Spread)[3 + random.NextInt(5)];
        for (int i = 0; i < centres.Length; i++)
        {
            double angle = random.Uniform(0, 2 * Math.PI), away = 0.6 * radius * Math.Sqrt(random.NextDouble());
            centres[i] = (new(Stain.X + away * Math.Cos(angle), Stain.Y + away * Math.Sin(angle)), radius * random.Uniform(0.08, 0.3));
        }
        Veil(sheet, scale, centres, cancellation);
        var tables = Array.ConvertAll(palette[..^1], p => new StainTable(p.Red * Strength, p.Green * Strength, p.Blue * Strength));
        int count = 6 + (int)(SpotsPerMm2 * Math.PI * radius * radius);
        for (int i = 0; i < count; i++)
        {
            var (at, spread) = centres[random.NextInt(centres.Length)];
            double x = random.NextNormal(), y = random.NextNormal(), distance = Math.Sqrt(x * x + y * y);
            // Many small ones, a few large ones, which are in the middle.
            double size = LeastRadius + (MostRadius - LeastRadius) * Math.Pow(random.NextDouble(), 3.6) * Math.Exp(-0.45 * distance);
            var spot = new Point2(at.X + spread * x, at.Y + spread * y);
            double amount = random.Uniform(0.3, 1);
            var table = tables[random.NextInt(tables.Length)];
            double dx = spot.X - Stain.X, dy = spot.Y - Stain.Y;
            cancellation.ThrowIfCancellationRequested();
            if (Math.Sqrt(dx * dx + dy * dy) + 1.95 * size <= radius)
                Spot(sheet, scale, spot, size, amount, table, i);
        }
    }

    private void Spot(PixelBuffer sheet, double scale, Point2 centre, double radius, double amount, StainTable table, int index)
    {
        double fuzz = Math.Max(0.55, 0.8 / (radius * scale)), reach = radius * (1.35 + fuzz);
        var box = Pixels(new SheetRect(centre.X - reach, centre.Y - reach, 2 * reach, 2 * reach), sheet.Width, sheet.Height, scale);
        var rag = Fractal(2, 0.35 + 0.7 * radius, radius < 0.6 ? 2 : 3, new SheetRect(31 * index - reach, -reach, 2 * reach, 2 * reach));
        for (int y = box.Y; y < box.Y + box.Height; y++)
        {
            var row = sheet.Row(y);
            double dy = (y + 0.5) / scale - centre.Y;
            for (int x = box.X; x < box.X + box.Width; x++)
            {
                double dx = (x + 0.5) / scale - centre.X, r = Math.Sqrt(dx * dx + dy * dy) / radius;
                if (r > 1.35 + fuzz)
                    continue;
                double ragged = rag.At(dx + 31 * index, dy);
                double inside = Smooth((1 + 0.55 * ragged - r) / fuzz + 0.5);
                // Colonies are darkest in the middle, and thin in places.
                double body = 0.62 + 0.3 * Math.Exp(-3 * r * r) + 0.35 * ragged;
                table.Apply(row.Slice(3 * x, 3), (int)(StainTable.Unit * amount * inside * body + 0.5));
            }
        }
    }

    private void Veil(PixelBuffer sheet, double scale, (Point2 At, double Spread)[] centres, CancellationToken cancellation)
    {
        var veil = palette[^1];
        var table = new StainTable(veil.Red * Strength, veil.Green * Strength, veil.Blue * Strength);
        double radius = Stain.Size / 2;
        var grid = new NodeGrid(Around(radius), VeilPitch, sheet.Width, sheet.Height, scale);
        var damp = Fractal(1, 9, 4, grid.Box);
        var field = new StainField(grid, (x, y) =>
        {
            double sum = 0, ex = x - Stain.X, ey = y - Stain.Y;
            foreach (var (at, spread) in centres)
            {
                double dx = x - at.X, dy = y - at.Y, reach = 1.3 * spread + 1;
                sum += Math.Exp(-(dx * dx + dy * dy) / (2 * reach * reach));
            }
            double end = Smooth((radius - Math.Sqrt(ex * ex + ey * ey)) / (0.3 * radius));
            return new StainNode(1, end * Math.Clamp(sum * (0.75 + 0.9 * damp.At(x, y)), 0, 1.2));
        });
        field.Mark(sheet, _ => 1, 0, 0, 0.4, table, cancellation);
    }
}
