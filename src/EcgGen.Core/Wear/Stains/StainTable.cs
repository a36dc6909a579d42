// What a stain of so much pigment makes of a colour: looked up, since millions of pixels need it.
using EcgGen.Core.Raster;

namespace EcgGen.Core.Wear.Stains;

/// <summary>Colours by amount of pigment: light is absorbed by Lambert and Beer's law in each channel, in linear light.</summary>
internal sealed class StainTable
{
    /// <summary>Steps of amount; amount 1 is step <see cref="Unit"/>.</summary>
    public const int Levels = 128, Unit = 100;

    private readonly byte[] _bytes = new byte[Levels * 3 * 256];

    /// <summary>Makes the table of a pigment.</summary>
    /// <param name="red">Absorbance (natural logarithm) of amount 1 in red light.</param>
    /// <param name="green">In green light.</param>
    /// <param name="blue">In blue light.</param>
    /// <param name="haze">How much of the light an amount of 1 scatters back, 0–1.</param>
    public StainTable(double red, double green, double blue, double haze = 0)
    {
        double[] absorbance = [red, green, blue];
        Fill((amount, channel) =>
        {
            double scattered = haze * Math.Min(1, amount);
            return ((1 - scattered) * Math.Exp(-amount * absorbance[channel]), 65535 * scattered * Math.Exp(-0.7 * absorbance[channel]));
        });
    }

    /// <summary>Stains a pixel.</summary>
    /// <param name="pixel">Its three bytes.</param>
    /// <param name="amount">In steps; nothing happens up to 0, and no more than at the last one.</param>
    public void Apply(Span<byte> pixel, int amount)
    {
        if (amount <= 0)
            return;
        var level = _bytes.AsSpan(Math.Min(amount, Levels - 1) * 3 * 256, 3 * 256);
        pixel[2] = level[512 + pixel[2]];
        pixel[1] = level[256 + pixel[1]];
        pixel[0] = level[pixel[0]];
    }

    /// <summary>Stains a piece of a row.</summary>
    /// <param name="row">Three bytes per pixel.</param>
    /// <param name="amounts">Per pixel, in steps as above.</param>
    public unsafe void Apply(Span<byte> row, ReadOnlySpan<int> amounts)
    {
        fixed (byte* pixels = row, levels = _bytes)
        fixed (int* amount = amounts)
        {
            byte* pixel = pixels;
            for (int x = 0; x < amounts.Length; x++, pixel += 3)
            {
                int level = amount[x];
                if (level <= 0)
                    continue;
                byte* table = levels + 768 * Math.Min(level, Levels - 1);
                pixel[0] = table[pixel[0]];
                pixel[1] = table[256 + pixel[1]];
                pixel[2] = table[512 + pixel[2]];
            }
        }
    }

    private void Fill(Func<double, int, (double Factor, double Added)> color)
    {
        for (int level = 0; level < Levels; level++)
        {
            for (int channel = 0; channel < 3; channel++)
            {
                var (factor, added) = color(level / (double)Unit, channel);
                for (int value = 0; value < 256; value++)
                    _bytes[(level * 3 + channel) * 256 + value] = LinearLight.ToSrgb((int)Math.Min(65535, LinearLight.FromSrgb((byte)value) * factor + added + 0.5));
            }
        }
    }
}
