// Clear tape: its glue has yellowed, dirt sticks to its sides, its ends are cut by a dispenser's teeth.
using EcgGen.Core.Random;
using EcgGen.Core.Raster;

namespace EcgGen.Core.Wear.Stains;

/// <summary>A strip of tape, through which the page is seen.</summary>
internal sealed class Tape(Stain stain, double strength) : StainMark(stain, strength)
{
    private const double Red = 0.05, Green = 0.12, Blue = 0.42, Haze = 0.09, Gloss = 0.13;
    private const double ToothLength = 1.15, ToothDepth = 0.5, LongestTooth = 3.5, PerMm = 8;

    private static readonly double[] s_widths = [12.7, 15, 19, 19];
    private static readonly Rgb s_white = new(255, 255, 252);

    public override void Mark(PixelBuffer sheet, double scale, CancellationToken cancellation)
    {
        var random = Random(0);
        double halfLength = Stain.Size / 2, halfWidth = s_widths[random.NextInt(s_widths.Length)] / 2;
        double slantA = random.Uniform(-0.06, 0.06), slantB = random.Uniform(-0.06, 0.06), glossAt = random.Uniform(-0.6, 0.6) * halfWidth;
        var noise = Noise(0);
        var axes = new Axes(Stain);
        var table = new StainTable(Red * Strength, Green * Strength, Blue * Strength, Haze * (0.4 + 0.6 * Strength));
        var box = Pixels(axes.Box(halfLength + 1, halfWidth + 1), sheet.Width, sheet.Height, scale);
        // What varies along the strip alone.
        double[] shineAt = Along(60.5, 14, halfLength), shineAmount = Along(70.5, 17, halfLength), upper = Along(40.5, 2.2, halfLength), lower = Along(50.5, 2.2, halfLength);
        for (int y = box.Y; y < box.Y + box.Height; y++)
        {
            if (y % RowsPerPoll == 0)
                cancellation.ThrowIfCancellationRequested();
            var row = sheet.Row(y);
            for (int x = box.X; x < box.X + box.Width; x++)
            {
                var (along, across) = axes.Of((x + 0.5) / scale, (y + 0.5) / scale);
                double side = halfWidth - Math.Abs(across), end = halfLength - Math.Abs(along);
                if (side * scale < -1 || end * scale < -1)
                    continue;
                if (end < LongestTooth)
                    end -= along < 0 ? Tooth(noise, across, slantA, -1) : Tooth(noise, across, slantB, 1);
                double inside = Math.Clamp(side * scale + 0.5, 0, 1) * Math.Clamp(end * scale + 0.5, 0, 1);
                if (inside <= 0)
                    continue;
                int i = (int)((along + halfLength + 1) * PerMm);
                double amount = 0.86 + 0.12 * noise.At(along / 9, across / 9 + 30);
                if (side < 2)
                    amount += Math.Exp(-side / 0.3) * (0.25 + 0.35 * (across > 0 ? lower[i] : upper[i]));
                if (end < 2)
                    amount += 0.12 * Math.Exp(-end / 0.35);
                // Where it doesn't stick there is air.
                double air = Smooth((noise.At(along / 6.5 + 80, across / 2.6) - 0.62) / 0.1);
                var pixel = row.Slice(3 * x, 3);
                table.Apply(pixel, (int)(inside * (amount - 0.3 * air) * StainTable.Unit + 0.5));
                double off = (across - glossAt - 0.8 * shineAt[i]) / 1.5, shine = Math.Abs(off) < 2.5 ? Math.Exp(-off * off) * (0.55 + 0.45 * shineAmount[i]) : 0;
                if (shine + air > 0)
                    Cover(pixel, s_white, inside * (Gloss * shine + 0.1 * air) * Strength);
            }
        }
    }

    /// <summary>Noise along the strip, from a mm before its start.</summary>
    private double[] Along(double track, double wavelength, double halfLength)
    {
        var noise = Noise(1);
        return [.. Enumerable.Range(0, (int)((2 * halfLength + 3) * PerMm)).Select(i => (double)noise.At(i / (PerMm * wavelength), track))];
    }

    /// <summary>How much shorter the strip is there than at its longest, in mm.</summary>
    private static double Tooth(in ValueNoise noise, double across, double slant, int end)
    {
        double t = (across + 100) / ToothLength, phase = Math.Abs(2 * (t - Math.Floor(t)) - 1);
        return ToothDepth * (phase + 0.35 * noise.At(across / 0.5, 20 + end)) + Math.Abs(slant) * 10 + slant * across;
    }
}
