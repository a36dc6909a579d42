// Paper that was wet: the water carried what was soluble to where it stopped, and left the sheet cockled.
using EcgGen.Core.Raster;

namespace EcgGen.Core.Wear.Stains;

/// <summary>A tide line with older ones inside it.</summary>
internal sealed class WaterEdge(Stain stain, double strength) : StainMark(stain, strength)
{
    private const double Red = 0.24, Green = 0.5, Blue = 1.05, Pitch = 0.9, LightPitch = 2, Grain = 0.22;

    // Cockles: the light's change on the steepest slopes, the length of their waves, and how far beyond the edge they reach.
    private const double Cockle = 0.07, CockleLength = 26, CockleReach = 9;

    private double Radius => Stain.Size / 2;

    public override void Mark(PixelBuffer sheet, double scale)
    {
        var noise = Noise(1);
        var random = Random(0);
        double second = random.Uniform(5, 13), third = second + random.Uniform(5, 14);
        var table = new StainTable(Red * Strength, Green * Strength, Blue * Strength);
        var field = new StainField(Around(1.45 * Radius), Pitch, sheet.Width, sheet.Height, scale, (x, y) =>
        {
            double depth = Depth(x, y);
            // Beyond the next nodes' reach of the edge there is nothing to know.
            if (depth < -4)
                return new StainNode(depth, 0);
            double amount = 0.72 + 0.45 * Fractal(noise, x, y, 40, 2);
            // Older lines don't follow the last one.
            if (depth > 1)
                depth += 0.55 * Math.Min(depth - 1, 9) * Fractal(noise, x + 90, y, 30, 3);
            return new StainNode(depth, Math.Max(0.1, amount));
        });
        field.Mark(sheet, d => Profile(d, second, third), -0.5, 60, Grain, table);
        Cockles(sheet, scale);
    }

    /// <summary>Light on the cockled paper, which fades out beyond the edge.</summary>
    private void Cockles(PixelBuffer sheet, double scale)
    {
        var noise = Noise(2);
        double from = Random(2).Uniform(0, 2 * Math.PI), dx = 2.5 * Math.Cos(from), dy = 2.5 * Math.Sin(from);
        var field = new StainField(Around(1.45 * Radius + CockleReach), LightPitch, sheet.Width, sheet.Height, scale, (x, y) =>
        {
            double part = Smooth((Depth(x, y) + CockleReach) / (CockleReach + 8));
            double slope = part == 0 ? 0 : Fractal(noise, x + dx, y + dy, CockleLength, 2) - Fractal(noise, x - dx, y - dy, CockleLength, 2);
            return new StainNode(0, StainTable.Unchanged * (1 + Math.Clamp(1.1 * slope, -1, 1) * part));
        });
        field.Mark(sheet, null, 0, 0, 0, StainTable.Light(Cockle * Strength));
    }

    /// <summary>mm inside the edge, about.</summary>
    private double Depth(double x, double y)
    {
        var noise = Noise(0);
        double dx = x - Stain.X, dy = y - Stain.Y, r = Math.Sqrt(dx * dx + dy * dy);
        double away = 1.05 * Radius - r;
        // Far away no noise brings it back.
        return away < -0.6 * Radius - CockleReach ? away : away + 0.42 * Radius * Fractal(noise, x, y, 1.1 * Radius, 3) + 1.6 * Fractal(noise, x + 400, y, 7, 3);
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
