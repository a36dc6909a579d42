// The weights of the filter that resamples sheets.
namespace EcgGen.Core.Raster;

/// <summary>Catmull-Rom's cubic (Keys 1981, a = −1/2) at 256 phases, in units of 1/32768.</summary>
internal static class CubicKernel
{
    /// <summary>Phases per pixel.</summary>
    public const int Phases = 1 << PhaseBits;

    /// <summary>The logarithm of their number.</summary>
    public const int PhaseBits = 8;

    /// <summary>Pixels under the kernel along one axis; the first is the one before the pixel whose phase counts.</summary>
    public const int Taps = 4;

    /// <summary>For each phase four weights.</summary>
    public static short[] Weights { get; } = Create();

    /// <summary>For each phase four weights, each twice, so that a load spreads it over a vector.</summary>
    public static int[] WeightPairs { get; } = [.. Weights.Select(w => w << 16 | (ushort)w)];

    /// <summary>For each phase four weights, each once for every channel.</summary>
    public static short[] ChannelWeights { get; } = [.. Weights.SelectMany(w => Enumerable.Repeat(w, TileBuffer.Channels))];

    private static short[] Create()
    {
        var weights = new short[Phases * Taps];
        for (int phase = 0; phase < Phases; phase++)
        {
            double t = phase / (double)Phases;
            ReadOnlySpan<double> exact = [((-0.5 * t + 1) * t - 0.5) * t, (1.5 * t - 2.5) * t * t + 1, ((-1.5 * t + 2) * t + 0.5) * t, (0.5 * t - 0.5) * t * t];
            int sum = 0;
            for (int i = 0; i < Taps; i++)
                sum += weights[phase * Taps + i] = (short)Math.Min(short.MaxValue, Math.Round(exact[i] * 32768));
            // Rounding must not change the brightness: the larger of the middle weights takes the rest.
            int largest = phase * Taps + (t < 0.5 ? 1 : 2);
            weights[largest] = (short)Math.Min(short.MaxValue, weights[largest] + 32768 - sum);
        }
        return weights;
    }
}
