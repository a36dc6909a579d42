// A texture to quilt from: light over a worn sheet, with its smaller copies, and how the paper is shifted.
namespace EcgGen.Core.Wear.Quilting;

/// <summary>
/// How light differs over a sample of worn paper: factors, linear and 1 on average, in integers so that all sums over them are exact.
/// Never changes once it is made, so that it can be shared.
/// </summary>
public sealed class QuiltTexture
{
    /// <summary>Samples per mm, of textures and of what is quilted from them.</summary>
    public const int PerMm = 4;

    /// <summary>The largest value; squares of differences summed over the largest patch stay below 2³¹ a row.</summary>
    internal const int Most = 1023;

    /// <summary>Samples between the smallest copy's and the texture's own.</summary>
    internal const int Coarse = 4;

    // Vectors may read past the last sample.
    private const int Padding = 128;

    private readonly short[][] _levels;

    /// <summary>Makes a texture of factors.</summary>
    /// <param name="width">Samples in a row.</param>
    /// <param name="height">Rows.</param>
    /// <param name="factors">Factors of light; their mean becomes 1.</param>
    /// <param name="shift">How the paper is shifted, or null.</param>
    public QuiltTexture(int width, int height, ReadOnlySpan<float> factors, TextureShift? shift = null)
    {
        (Width, Height, Shift) = (width, height, shift);
        double sum = 0;
        foreach (float f in factors)
            sum += f;
        float mean = (float)(sum / factors.Length), largest = 1e-6f;
        foreach (float f in factors)
            largest = Math.Max(largest, Math.Abs(f / mean - 1));
        Unit = largest / Most;
        var full = new short[width * height + Padding];
        for (int i = 0; i < factors.Length; i++)
            full[i] = (short)MathF.Round((factors[i] / mean - 1) / Unit);
        double squares = 0;
        foreach (short sample in full)
            squares += sample * sample;
        Deviation = Math.Sqrt(squares / factors.Length);
        Bright = Quantile(full.AsSpan(0, width * height), 0.95);
        var half = Halve(full, width, height);
        _levels = [full, half, Halve(half, width / 2, height / 2)];
    }

    /// <summary>Samples in a row.</summary>
    public int Width { get; }

    /// <summary>Rows.</summary>
    public int Height { get; }

    /// <summary>What one unit of the samples adds to the factor 1.</summary>
    public float Unit { get; }

    /// <summary>The samples' standard deviation.</summary>
    public double Deviation { get; }

    /// <summary>Nineteen in twenty samples are at most as large as this.</summary>
    public int Bright { get; }

    /// <summary>How the paper is shifted, where that is known.</summary>
    public TextureShift? Shift { get; }

    /// <summary>The samples, in units of <see cref="Unit"/>.</summary>
    public ReadOnlySpan<short> Samples => _levels[0];

    /// <summary>Samples of a copy: 0 the texture, 1 half as wide, 2 a quarter.</summary>
    internal short[] Level(int level) => _levels[level];

    private static int Quantile(ReadOnlySpan<short> samples, double part)
    {
        var counts = new int[2 * Most + 1];
        foreach (short sample in samples)
            counts[sample + Most]++;
        int value = 0;
        for (long left = (long)(part * samples.Length); left >= counts[value]; value++)
            left -= counts[value];
        return value - Most;
    }

    /// <summary>Means of two by two samples.</summary>
    private static short[] Halve(short[] from, int width, int height)
    {
        int w = width / 2, h = height / 2;
        var to = new short[w * h + Padding];
        for (int y = 0; y < h; y++)
        {
            var top = from.AsSpan(2 * y * width, 2 * w);
            var bottom = from.AsSpan((2 * y + 1) * width, 2 * w);
            for (int x = 0; x < w; x++)
                to[y * w + x] = (short)(top[2 * x] + top[2 * x + 1] + bottom[2 * x] + bottom[2 * x + 1] + 2 >> 2);
        }
        return to;
    }
}
