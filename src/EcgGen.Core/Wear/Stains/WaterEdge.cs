// Paper that was wet: the water carried what was soluble to where it stopped, and left the sheet cockled.
using EcgGen.Core.Raster;
using EcgGen.Core.Sheet;

namespace EcgGen.Core.Wear.Stains;

/// <summary>A tide line with older ones inside it.</summary>
internal sealed class WaterEdge(Stain stain, double strength) : StainMark(stain, strength)
{
    private const double Red = 0.24, Green = 0.5, Blue = 1.05, Pitch = 0.9, LightPitch = 2, Grain = 0.22;

    // Cockles: the light's change on the steepest slopes, the length of their waves, and how far beyond the edge they reach.
    private const double Cockle = 0.07, CockleLength = 26, CockleReach = 9;

    private double Radius => Stain.Size / 2;

    public override void Mark(PixelBuffer sheet, double scale, CancellationToken cancellation)
    {
        var random = Random(0);
        double second = random.Uniform(5, 13), third = second + random.Uniform(5, 14);
        var table = new StainTable(Red * Strength, Green * Strength, Blue * Strength);
        var grid = new NodeGrid(Around(1.45 * Radius), Pitch, sheet.Width, sheet.Height, scale);
        var light = new NodeGrid(Around(1.45 * Radius + CockleReach), LightPitch, sheet.Width, sheet.Height, scale);
        var outline = new Outline(this, light.Box);
        FractalNoise unevenness = Fractal(1, 40, 2, grid.Box), drift = Fractal(1, 30, 3, grid.Box with { X = grid.Box.X + 90 });
        var field = new StainField(grid, (x, y) =>
        {
            double depth = outline.Depth(x, y);
            // Beyond the next nodes' reach of the edge there is nothing to know.
            if (depth < -4)
                return new StainNode(depth, 0);
            double amount = 0.72 + 0.45 * unevenness.At(x, y);
            // Older lines don't follow the last one.
            if (depth > 1)
                depth += 0.55 * Math.Min(depth - 1, 9) * drift.At(x + 90, y);
            return new StainNode(depth, Math.Max(0.1, amount));
        });
        field.Mark(sheet, d => Profile(d, second, third), -0.5, 60, Grain, table, cancellation);
        Cockles(light, outline).Mark(sheet, cancellation);
    }

    /// <summary>Light on the cockled paper, which fades out beyond the edge.</summary>
    private StainWash Cockles(NodeGrid grid, Outline outline)
    {
        var waves = Fractal(2, CockleLength, 2, grid.Box);
        double from = Random(2).Uniform(0, 2 * Math.PI), dx = 2.5 * Math.Cos(from), dy = 2.5 * Math.Sin(from);
        return new StainWash(grid, (x, y) =>
        {
            double part = Smooth((outline.Depth(x, y) + CockleReach) / (CockleReach + 8));
            double slope = part == 0 ? 0 : waves.At(x + dx, y + dy) - waves.At(x - dx, y - dy);
            double factor = 1 + Cockle * Strength * Math.Clamp(1.1 * slope, -1, 1) * part;
            return (factor, factor, factor);
        });
    }

    /// <summary>How far the water came.</summary>
    private sealed class Outline(WaterEdge water, SheetRect box)
    {
        private readonly FractalNoise _shape = water.Fractal(0, 1.1 * water.Radius, 3, box), _edge = water.Fractal(0, 7, 3, box with { X = box.X + 400 });

        /// <summary>mm inside the edge, about.</summary>
        public double Depth(double x, double y)
        {
            double dx = x - water.Stain.X, dy = y - water.Stain.Y, away = 1.05 * water.Radius - Math.Sqrt(dx * dx + dy * dy);
            // Far away no noise brings it back.
            if (away < -0.6 * water.Radius - CockleReach)
                return away;
            double depth = away + 0.42 * water.Radius * _shape.At(x, y);
            return depth < -CockleReach - 2 ? depth : depth + 1.6 * _edge.At(x + 400, y);
        }
    }

    private static double Profile(double depth, double second, double third)
    {
        double Line(double at, double peak, double sharp, double tail)
        {
            double d = depth - at;
            return d < -sharp ? 0 : peak * Smooth((d + sharp) / (1.6 * sharp)) * Math.Exp(-Math.Max(0, d - 0.3) / tail);
        }
        double wet = 0.10 * Smooth(depth / 2) * (0.45 + 0.55 * Math.Exp(-depth / 14));
        return Line(0, 0.65, 0.22, 0.8) + Line(0, 0.35, 0.22, 3.2) + Line(second, 0.28, 0.8, 2) + Line(third, 0.18, 1.1, 2.5) + wet;
    }
}
