// The soft shadow of a hand, a phone or an edge.
using EcgGen.Core.Random;

namespace EcgGen.Core.Camera;

/// <summary>
/// What stands in the light, blurred by the width of the light's source: the farther over the paper a part of it is, the more. So fingers, which are
/// thinner than the blur, throw a paler shadow than the palm, as they should.
/// </summary>
internal static class CastShadow
{
    // The width of a Gaussian edge from 10 to 90 %, in standard deviations.
    private const double EdgeWidth = 2.563;

    // Nodes beyond the frame from which shadow still reaches into it.
    private const int Beyond = 40;

    /// <summary>How deep in shadow each node is, 0–1.</summary>
    public static float[] Depth(LightStage stage, FrameNodes frame)
    {
        var (dx, dy) = FallOff.Direction(stage);
        double centreX = stage.X!.Value * frame.Width, centreY = stage.Y!.Value * frame.Height, size = stage.Shape == ShadowShape.Edge ? 1 : stage.Size!.Value;
        var random = new Philox((ulong)stage.Seed!.Value, 0x536861646F77);
        var limbs = stage.Shape switch { ShadowShape.Hand => Hand(random), ShadowShape.Phone => Holding(random), _ => [] };
        double mirror = random.NextInt(2) == 0 ? 1 : -1;
        int columns = frame.Columns + 2 * Beyond, rows = frame.Rows + 2 * Beyond;
        var sharp = new float[columns * rows];
        var height = new float[columns * rows];
        for (int row = 0; row < rows; row++)
        {
            for (int column = 0; column < columns; column++)
            {
                double x = (column - Beyond) / (double)FrameNodes.Cells - centreX, y = (row - Beyond) / (double)FrameNodes.Cells - centreY;
                double along = (x * dx + y * dy) / size, across = mirror * (y * dx - x * dy) / size;
                if (stage.Shape != ShadowShape.Hand)
                    sharp[row * columns + column] = Inside(stage.Shape == ShadowShape.Edge ? -along : Phone(along, across));
                // A hand lowers its fingertips to the paper; an edge is nearer to it at one end.
                height[row * columns + column] = (float)Math.Clamp(stage.Shape == ShadowShape.Edge ? 0.5 + across : 0.3 + 0.5 * along, 0, 1);
            }
        }
        foreach (var limb in limbs)
        {
            // Only around the limb, which is small beside the frame.
            var (ax, ay) = Node(limb.A, limb.B);
            var (cx, cy) = Node(limb.C, limb.D);
            double reach = Math.Max(limb.ThickAb, limb.ThickCd) * size * FrameNodes.Cells + 1;
            int left = Clip(Math.Min(ax, cx) - reach, columns), right = Clip(Math.Max(ax, cx) + reach + 1, columns);
            int top = Clip(Math.Min(ay, cy) - reach, rows), bottom = Clip(Math.Max(ay, cy) + reach + 1, rows);
            for (int row = top; row < bottom; row++)
            {
                for (int column = left; column < right; column++)
                {
                    double x = (column - Beyond) / (double)FrameNodes.Cells - centreX, y = (row - Beyond) / (double)FrameNodes.Cells - centreY;
                    ref float value = ref sharp[row * columns + column];
                    if (value < 1)
                        value = Math.Max(value, Inside(limb.Distance((x * dx + y * dy) / size, mirror * (y * dx - x * dy) / size)));
                }
            }
        }
        double sigma = stage.Softness!.Value / EdgeWidth * FrameNodes.Cells;
        var near = NodeBlur.Gaussian(sharp, columns, rows, 0.5 * sigma);
        var middle = NodeBlur.Gaussian(sharp, columns, rows, sigma);
        var far = NodeBlur.Gaussian(sharp, columns, rows, 2 * sigma);
        var depth = new float[frame.Columns * frame.Rows];
        for (int row = 0; row < frame.Rows; row++)
        {
            for (int column = 0; column < frame.Columns; column++)
            {
                int i = (row + Beyond) * columns + column + Beyond;
                float h = 2 * height[i];
                depth[row * frame.Columns + column] = h < 1 ? near[i] + (middle[i] - near[i]) * h : middle[i] + (far[i] - middle[i]) * (h - 1);
            }
        }
        return depth;

        float Inside(double distance) => (float)Math.Clamp(0.5 - distance * size * FrameNodes.Cells, 0, 1);

        (double Column, double Row) Node(double along, double across) =>
            ((centreX + size * (along * dx - mirror * across * dy)) * FrameNodes.Cells + Beyond, (centreY + size * (along * dy + mirror * across * dx)) * FrameNodes.Cells + Beyond);

        static int Clip(double node, int count) => (int)Math.Clamp(node, 0, count);
    }

    /// <summary>A part of an arm or a hand: a rod whose thickness changes, rounded at its ends.</summary>
    private readonly record struct Limb(double A, double B, double ThickAb, double C, double D, double ThickCd)
    {
        public double Distance(double along, double across)
        {
            double dx = C - A, dy = D - B, part = Math.Clamp(((along - A) * dx + (across - B) * dy) / (dx * dx + dy * dy), 0, 1);
            double x = along - A - part * dx, y = across - B - part * dy;
            return Math.Sqrt(x * x + y * y) - (ThickAb + (ThickCd - ThickAb) * part);
        }
    }

    /// <summary>A hand of length 1 from the wrist to the tip of the middle finger, its middle at 0, with an arm as long as needed.</summary>
    private static Limb[] Hand(Philox random)
    {
        double Shake(double by) => random.Uniform(-by, by);
        double curl = random.Uniform(0, 0.28), spread = random.Uniform(0.5, 1.1), wrist = Shake(0.25);
        List<Limb> limbs = [new(-0.02, -0.1, 0.12, 0.34, -0.02, 0.13), new(-0.02, 0.09, 0.12, 0.34, 0.03, 0.12), new(0.36, 0, 0.13, 5, 5 * wrist, 0.55)];
        ReadOnlySpan<(double Knuckle, double Across, double Length, double Lean)> fingers = [(-0.07, -0.165, 0.37, -0.16), (-0.1, -0.06, 0.42, -0.03), (-0.08, 0.045, 0.38, 0.08), (-0.03, 0.14, 0.29, 0.22)];
        foreach (var (knuckle, across, length, lean) in fingers)
        {
            double reach = length * (1 - Math.Min(0.8, curl * random.Uniform(0.6, 1.8))), tilt = lean * spread + Shake(0.05);
            // Two pieces, bent at the middle joint.
            double jointAlong = knuckle - 0.55 * reach * Math.Cos(tilt), jointAcross = across + 0.55 * reach * Math.Sin(tilt), bend = tilt + Shake(0.07) - 0.25 * tilt;
            limbs.Add(new(knuckle, across, 0.054, jointAlong, jointAcross, 0.05));
            limbs.Add(new(jointAlong, jointAcross, 0.05, jointAlong - 0.45 * reach * Math.Cos(bend), jointAcross + 0.45 * reach * Math.Sin(bend), 0.042));
        }
        double thumb = random.Uniform(0.5, 0.95);
        limbs.Add(new(0.22, -0.13, 0.085, 0.06, -0.13 - 0.19 * thumb, 0.065));
        limbs.Add(new(0.06, -0.13 - 0.19 * thumb, 0.062, -0.1, -0.15 - 0.28 * thumb, 0.048));
        return [.. limbs];
    }

    /// <summary>Two fists at the short sides of a phone, and the arms behind them.</summary>
    private static Limb[] Holding(Philox random)
    {
        double left = random.Uniform(0.3, 0.6), right = random.Uniform(0.3, 0.6);
        return
        [
            new(-0.16, -0.5, 0.055, 0.2, -0.53, 0.11), new(0.16, -0.55, 0.15, 0.62, -0.72, 0.13), new(0.6, -0.72, 0.13, 6, -0.72 - 5 * left, 0.7),
            new(-0.12, 0.5, 0.055, 0.2, 0.53, 0.11), new(0.16, 0.55, 0.15, 0.62, 0.72, 0.13), new(0.6, 0.72, 0.13, 6, 0.72 + 5 * right, 0.7),
        ];
    }

    /// <summary>The distance from a phone of length 1, held across the direction of the arms; negative inside.</summary>
    private static double Phone(double along, double across)
    {
        const double Round = 0.05;
        double x = Math.Abs(across) - 0.5 + Round, y = Math.Abs(along) - 0.245 + Round;
        return Math.Sqrt(Math.Max(x, 0) * Math.Max(x, 0) + Math.Max(y, 0) * Math.Max(y, 0)) + Math.Min(0, Math.Max(x, y)) - Round;
    }
}
