// The colour of the light or of the white balance: one factor for each channel, in linear light.
using EcgGen.Core.Raster;

namespace EcgGen.Core.Sensor;

/// <summary>
/// Multiplies channels as von Kries adapts, in sRGB's primaries: by the colour of a black body over that of one of 6500 K, or the other way round for a white balance.
/// The luminance of greys (Rec. 709) stays as it is, unless a channel of the image's light parts would overflow and change their colour: then the whole is as much
/// darker as it must be, as a camera would expose it. Which are light is told by the value that one in a hundred pixels exceeds, for each channel.
/// </summary>
/// <param name="stage">The resolved stage.</param>
internal sealed class ColorTemperature(ColorTemperatureStage stage) : ImageEffect
{
    private const int RowsPerPoll = 64;
    private const double Red = 0.2126, Green = 0.7152, Blue = 0.0722;

    // Rows that are looked at for the exposure: one in so many.
    private const int Sampling = 8;

    // What the least of a black body's channels counts at least, of the greatest: sRGB can't show the colours below 1900 K.
    private const double Least = 0.01;

    public override void Apply(PixelBuffer image, PageScene scene, CancellationToken cancellation) => Apply(image, cancellation);

    /// <summary>Changes the colours.</summary>
    internal unsafe void Apply(PixelBuffer image, CancellationToken cancellation)
    {
        if (stage.Kelvin == ColorTemperatureStage.Neutral)
            return;
        var gains = Gains(stage.Kelvin!.Value, stage.Convention!.Value);
        double exposure = Exposure(image, gains);
        byte[] red = Table(gains[0] * exposure), green = Table(gains[1] * exposure), blue = Table(gains[2] * exposure);
        fixed (byte* r = red, g = green, b = blue)
        {
            for (int y = 0; y < image.Height; y++)
            {
                if (y % RowsPerPoll == 0)
                    cancellation.ThrowIfCancellationRequested();
                byte* p = image.Pixels + (long)y * image.Stride, end = p + image.Stride;
                for (; p < end; p += 3)
                {
                    p[0] = r[p[0]];
                    p[1] = g[p[1]];
                    p[2] = b[p[2]];
                }
            }
        }
    }

    /// <summary>The factors of red, green and blue light, which leave the luminance of greys as it is.</summary>
    internal static double[] Gains(double kelvin, ColorTemperatureConvention convention)
    {
        var (body, neutral) = (Whole(kelvin), Whole(ColorTemperatureStage.Neutral));
        double[] gains = [.. body.Zip(neutral, (b, n) => convention == ColorTemperatureConvention.Illuminant ? b / n : n / b)];
        double luminance = Red * gains[0] + Green * gains[1] + Blue * gains[2];
        return Array.ConvertAll(gains, g => g / luminance);

        static double[] Whole(double kelvin)
        {
            var (r, g, b) = PlanckianLocus.LinearRgb(kelvin);
            double least = Least * Math.Max(r, Math.Max(g, b));
            return [Math.Max(r, least), Math.Max(g, least), Math.Max(b, least)];
        }
    }

    /// <summary>The factor, at most 1, that keeps light parts from overflowing.</summary>
    private static double Exposure(PixelBuffer image, double[] gains)
    {
        var counts = new int[3 * 256];
        int pixels = 0;
        for (int y = 0; y < image.Height; y += Sampling, pixels += image.Width)
        {
            var row = image.Row(y);
            for (int i = 0; i < row.Length; i += 3)
            {
                counts[row[i]]++;
                counts[256 + row[i + 1]]++;
                counts[512 + row[i + 2]]++;
            }
        }
        double exposure = 1;
        for (int c = 0; c < 3; c++)
        {
            int value = 255;
            for (int above = counts[256 * c + value]; above * 100L <= pixels && value > 0; above += counts[256 * c + value])
                value--;
            exposure = Math.Min(exposure, 65535 / (gains[c] * Math.Max(LinearLight.FromSrgb((byte)value), 1.0)));
        }
        return exposure;
    }

    private static byte[] Table(double gain) => [.. Enumerable.Range(0, 256).Select(i => LinearLight.ToSrgb((int)Math.Min(65535, Math.Round(gain * LinearLight.FromSrgb((byte)i)))))];
}
