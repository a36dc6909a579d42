// Light that is a formula of the place: gradients, point lights, vignettes, glare and the bands of scanners.
using EcgGen.Core.Random;

namespace EcgGen.Core.Camera;

/// <summary>Each gives the factor, or the light added, at x and y in longer sides of the frame.</summary>
internal static class FallOff
{
    /// <summary>From 1 at the side from which light comes to less by the strength at the opposite one.</summary>
    public static Func<double, double, double> Gradient(LightStage stage, FrameNodes frame)
    {
        var (dx, dy) = Direction(stage);
        double half = (Math.Abs(dx) * frame.Width + Math.Abs(dy) * frame.Height) / 2, strength = stage.Strength!.Value;
        return (x, y) => 1 - strength * (0.5 - ((x - frame.Width / 2) * dx + (y - frame.Height / 2) * dy) / half / 2);
    }

    /// <summary>The inverse square of the distance times the cosine of the incidence, over a rest of even light; 1 at the frame's brightest place.</summary>
    /// <param name="stage">The stage.</param>
    /// <param name="frame">The frame.</param>
    /// <param name="side">The frame's longer side in mm.</param>
    public static Func<double, double, double> Point(LightStage stage, FrameNodes frame, double side)
    {
        double lampX = stage.X!.Value * frame.Width, lampY = stage.Y!.Value * frame.Height, height = stage.Height!.Value / side, strength = stage.Strength!.Value;
        double Light(double x, double y)
        {
            // cos³ over the square of the height: the cosine of the incidence, and the square of the distance.
            double cosine2 = height * height / (height * height + (x - lampX) * (x - lampX) + (y - lampY) * (y - lampY));
            return 1 - strength + strength * cosine2 * Math.Sqrt(cosine2);
        }
        double brightest = Light(Math.Clamp(lampX, 0, frame.Width), Math.Clamp(lampY, 0, frame.Height));
        return (x, y) => Light(x, y) / brightest;
    }

    /// <summary>The fourth power of the field angle's cosine, which is less by the strength at the corner farthest from the centre.</summary>
    public static Func<double, double, double> Vignette(LightStage stage, FrameNodes frame)
    {
        double centreX = stage.X!.Value * frame.Width, centreY = stage.Y!.Value * frame.Height;
        double farX = Math.Max(Math.Abs(centreX), Math.Abs(frame.Width - centreX)), farY = Math.Max(Math.Abs(centreY), Math.Abs(frame.Height - centreY));
        // The square of the tangent at that corner; a lens lets a hundredth through at least.
        double tangent2 = 1 / Math.Sqrt(Math.Max(0.01, 1 - stage.Strength!.Value)) - 1, unit = tangent2 / (farX * farX + farY * farY);
        return (x, y) => Math.Pow(1 + unit * ((x - centreX) * (x - centreX) + (y - centreY) * (y - centreY)), -2);
    }

    /// <summary>A lobe of gloss: a core around the mirrored lamp and a wide skirt, uneven as paper is.</summary>
    public static Func<double, double, double> Glare(LightStage stage, FrameNodes frame)
    {
        double centreX = stage.X!.Value * frame.Width, centreY = stage.Y!.Value * frame.Height, radius = stage.Size!.Value, strength = stage.Strength!.Value;
        var (dx, dy) = Direction(stage);
        var noise = new ValueNoise((ulong)stage.Seed!.Value);
        return (x, y) =>
        {
            double along = ((x - centreX) * dx + (y - centreY) * dy) / (1.5 * radius), across = ((y - centreY) * dx - (x - centreX) * dy) / (0.75 * radius);
            // Paper is never quite flat: its waves bend the lobe.
            along += 0.35 * noise.At(x / radius + 40, y / radius);
            across += 0.35 * noise.At(x / radius, y / radius + 40) + 0.15 * noise.At(4 * x, 4 * y);
            double r2 = along * along + across * across;
            double lobe = 0.8 * Math.Exp(-0.8 * r2) + 0.2 / ((1 + r2) * (1 + r2));
            // Fades out where it can't be seen, so that the rest of the frame stays as it is.
            return strength * Math.Max(0, lobe - 0.02) / 0.98;
        };
    }

    /// <summary>Light from under the lid: falls off fast at first, and reaches farther here than there.</summary>
    public static Func<double, double, double> Leak(LightStage stage, FrameNodes frame)
    {
        var inside = Band(stage, frame, 0.45);
        double strength = stage.Strength!.Value;
        return (x, y) => strength * Math.Max(0, Math.Exp(-inside(x, y)) - 0.004) / 0.996;
    }

    /// <summary>Paper that rises from the glass: with its height the light falls.</summary>
    public static Func<double, double, double> Lifted(LightStage stage, FrameNodes frame)
    {
        var inside = Band(stage, frame, 0.12);
        double strength = stage.Strength!.Value;
        return (x, y) =>
        {
            double rise = Math.Max(0, 1 - inside(x, y) / 2.5);
            return 1 - strength * rise * rise * rise;
        };
    }

    /// <summary>How deep a place is inside the frame from one side of it, in band widths that vary along the side.</summary>
    private static Func<double, double, double> Band(LightStage stage, FrameNodes frame, double uneven)
    {
        var (dx, dy) = Direction(stage);
        double edge = (Math.Abs(dx) * frame.Width + Math.Abs(dy) * frame.Height) / 2, size = stage.Size!.Value;
        var noise = new ValueNoise((ulong)stage.Seed!.Value);
        return (x, y) =>
        {
            double fromCentreX = x - frame.Width / 2, fromCentreY = y - frame.Height / 2, along = fromCentreX * dy - fromCentreY * dx;
            double wide = size * Math.Exp(uneven * (1.2 * noise.At(2.3 * along, 0) + 0.4 * noise.At(9 * along, 7)));
            return Math.Max(0, edge - fromCentreX * dx - fromCentreY * dy) / wide;
        };
    }

    /// <summary>The stage's direction in the frame, whose y runs down.</summary>
    public static (double X, double Y) Direction(LightStage stage)
    {
        var (sin, cos) = Math.SinCos(stage.Angle!.Value * Math.PI / 180);
        return (cos, -sin);
    }
}
