// A photo of a screen that shows the sheet: its pixels' stripes, its white, how it is seen at an angle, and what flickers.
using EcgGen.Core.Random;
using EcgGen.Core.Raster;
using EcgGen.Core.Sheet;

namespace EcgGen.Core.Camera;

/// <summary>The stage of a screen, ready for an image.</summary>
/// <param name="stage">The stage, resolved.</param>
internal sealed class ScreenEffect(ScreenStage stage) : ImageEffect
{
    // The camera leaves this much of its range to white, so that stripes that are brighter than the mean have room.
    private const double Exposure = 0.84;

    // Linear light of 9300 K relative to 6500 K where blue stays, and of the backlight's leak.
    private static readonly double[] s_blueWhite = [0.66, 0.775, 1], s_leak = [0.85, 0.95, 1.1];
    private const double MostGlow = 1 / 12.0, MostBanding = 1 / 3.0;

    // mm from the eye to the screen, and how far from the sheet's middle it may look at it; and the exponent of the cosine at most.
    private const double Distance = 450, Aside = 130, MostFalloff = 4;

    // Pixels between places where the fall-off is worked out.
    private const int Step = 32;

    private const int One = 1 << 15;

    public override void Apply(PixelBuffer image, PageScene scene, CancellationToken cancellation)
    {
        var random = new Philox((uint)stage.Seed!.Value, 1);
        var gains = new ScreenGains(stage, scene.Map, image.Width, random.NextDouble(), random.NextDouble());
        var sheet = scene.Plan.Sheet;
        var eye = new Point2(sheet.Width / 2 + random.Uniform(-Aside, Aside) / stage.Zoom!.Value, sheet.Height / 2 + random.Uniform(-Aside, Aside) / stage.Zoom.Value);
        double period = random.Uniform(0.12, 0.45) * image.Height, phase = random.NextDouble();
        ushort[][] light = [Light(0), Light(1), Light(2)];
        bool mosaic = stage.Mosaic!.Value;
        double[] xs = new double[image.Width], ys = new double[image.Width];
        // The row above, the row itself and the one below; without a mosaic the three colours.
        short[][] seen = [ScreenGains.NewRow(image.Width), ScreenGains.NewRow(image.Width), ScreenGains.NewRow(image.Width)];
        short[][] colors = mosaic ? [ScreenGains.NewRow(image.Width), ScreenGains.NewRow(image.Width), ScreenGains.NewRow(image.Width)] : seen;
        int[] falloff = new int[image.Width], falloffBelow = new int[image.Width];
        for (int y = mosaic ? -1 : 0; y < image.Height; y++)
        {
            if (y % 64 == 0)
                cancellation.ThrowIfCancellationRequested();
            int ahead = mosaic ? y + 1 : y;
            if (ahead < image.Height)
            {
                scene.Map.InverseRow(0, ahead, xs, ys);
                Surround(image.Row(ahead), xs, ys, sheet);
                (falloff, falloffBelow) = (falloffBelow, falloff);
                FillFalloff(mosaic ? falloffBelow : falloff, xs, ys, eye);
                if (mosaic)
                    gains.See(ahead, xs, ys, seen[ahead % 3]);
                else
                    gains.See(ahead, xs, ys, seen);
            }
            else
            {
                (falloff, falloffBelow) = (falloffBelow, falloff);
            }
            if (y < 0)
                continue;
            if (mosaic)
            {
                // Beyond the image its rows go on as a mirror image.
                int above = y == 0 ? Math.Min(1, image.Height - 1) : y - 1, below = y + 1 == image.Height ? Math.Max(0, y - 1) : y + 1;
                ScreenGains.Interpolate(y, seen[above % 3], seen[y % 3], seen[below % 3], colors[0], colors[1], colors[2]);
            }
            double band = stage.Banding!.Value * MostBanding * (0.5 + 0.5 * Math.Cos(2 * Math.PI * (y / period + phase)));
            Shine(image.Row(y), colors, falloff, (int)(One * (1 - band)), light);
        }
    }

    /// <summary>Linear light, 0–65535, that the camera gets of a byte that the screen shows.</summary>
    private ushort[] Light(int channel)
    {
        double cast = stage.BlueCast!.Value, glow = stage.Glow!.Value * MostGlow, white = Exposure * (1 - cast * (1 - s_blueWhite[channel]));
        return [.. Enumerable.Range(0, 256).Select(i =>
        {
            double shown = Math.Pow(LinearLight.FromSrgb((byte)i) / 65535.0, stage.Gamma!.Value);
            return (ushort)Math.Min(65535, Math.Round(65535 * white * (shown + glow * s_leak[channel] * (1 - shown))));
        })];
    }

    /// <summary>Shows what a viewer of documents shows around the sheet.</summary>
    private void Surround(Span<byte> row, double[] xs, double[] ys, SheetRect sheet)
    {
        var color = stage.SurroundColor!.Value;
        int r = LinearLight.FromSrgb(color.R), g = LinearLight.FromSrgb(color.G), b = LinearLight.FromSrgb(color.B);
        for (int from = 0; from < xs.Length; from += Step)
        {
            int end = Math.Min(xs.Length, from + Step);
            // How large a pixel is on the sheet here.
            int next = Math.Min(from + 1, xs.Length - 1);
            double dx = xs[next] - xs[Math.Max(0, next - 1)], dy = ys[next] - ys[Math.Max(0, next - 1)], pixel = Math.Max(1e-6, Math.Sqrt(dx * dx + dy * dy));
            // Within a few tens of pixels a sheet's edge is nearly straight.
            if (Inside(from) > 2 * pixel && Inside(end - 1) > 2 * pixel)
                continue;
            for (int x = from; x < end; x++)
            {
                double inside = Inside(x) / pixel;
                if (inside >= 0.5)
                    continue;
                int part = inside > -0.5 ? (int)(255 * (0.5 - inside)) : 255;
                row[3 * x] = LinearLight.Mix(row[3 * x], r, part);
                row[3 * x + 1] = LinearLight.Mix(row[3 * x + 1], g, part);
                row[3 * x + 2] = LinearLight.Mix(row[3 * x + 2], b, part);
            }
        }

        // mm from the sheet's edge.
        double Inside(int x) => Math.Min(Math.Min(xs[x], sheet.Width - xs[x]), Math.Min(ys[x], sheet.Height - ys[x]));
    }

    private void FillFalloff(int[] row, double[] xs, double[] ys, Point2 eye)
    {
        double power = stage.Falloff!.Value * MostFalloff / 2, zoom = stage.Zoom!.Value;
        double left = At(0);
        for (int from = 0; from < row.Length; from += Step)
        {
            int last = Math.Min(row.Length - 1, from + Step);
            double right = At(last), step = (right - left) / Math.Max(1, last - from);
            for (int x = from; x < Math.Min(row.Length, from + Step); x++)
                row[x] = (int)(left + step * (x - from));
            left = right;
        }

        double At(int x)
        {
            double dx = (xs[x] - eye.X) * zoom, dy = (ys[x] - eye.Y) * zoom;
            return One * Math.Pow(Distance * Distance / (Distance * Distance + dx * dx + dy * dy), power);
        }
    }

    private static void Shine(Span<byte> row, short[][] gains, int[] falloff, int band, ushort[][] light)
    {
        short[] red = gains[0], green = gains[1], blue = gains[2];
        ushort[] redLight = light[0], greenLight = light[1], blueLight = light[2];
        for (int x = 0, i = 0; x < falloff.Length && i + 2 < row.Length; x++, i += 3)
        {
            int factor = falloff[x] * band >> 15;
            row[i] = Of(redLight[row[i]], red[x + 1], factor);
            row[i + 1] = Of(greenLight[row[i + 1]], green[x + 1], factor);
            row[i + 2] = Of(blueLight[row[i + 2]], blue[x + 1], factor);
        }

        static byte Of(int light, int gain, int factor) =>
            LinearLight.ToSrgb(Math.Min(65535, (int)((uint)(light * gain >> ScreenStripes.Shift) * (ulong)(uint)factor >> 15)));
    }
}
