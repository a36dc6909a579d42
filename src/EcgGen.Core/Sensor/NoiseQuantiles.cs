// Noise that does not depend on the image, as a table: 16 random bits choose a value.
namespace EcgGen.Core.Sensor;

/// <summary>
/// Quantiles of a distribution at the middles of 65536 equal parts, in units of 1/<see cref="Scale"/> grey level, rounded down: so that values which are
/// added up and rounded at the end are rounded as if only once. The tails end where one in 131072 lies beyond, for normal noise at 4.3 standard deviations.
/// </summary>
internal static class NoiseQuantiles
{
    /// <summary>Units in a grey level.</summary>
    public const int Scale = 16;

    private const int Count = 1 << 16;

    private static readonly float[] s_normal = [.. Enumerable.Range(0, Count).Select(i => (float)NormalQuantile((i + 0.5) / Count))];

    /// <summary>Normal noise.</summary>
    /// <param name="sigma">Standard deviation in grey levels.</param>
    public static short[] Gaussian(double sigma) => Array.ConvertAll(s_normal, z => (short)Math.Floor(Scale * sigma * z));

    /// <summary>Numbers with a Poisson distribution.</summary>
    /// <param name="mean">Their mean λ, up to about 700.</param>
    public static short[] Poisson(double mean)
    {
        var table = new short[Count];
        double probability = Math.Exp(-mean), below = probability;
        for (int i = 0, k = 0; i < Count; i++)
        {
            while ((i + 0.5) / Count > below)
            {
                double next = probability * mean / ++k;
                // Beyond the mean, sums that no longer grow have reached all there is.
                if (k > mean && below + next == below)
                    below = 1;
                else
                    (probability, below) = (next, below + next);
            }
            table[i] = (short)(Scale * k);
        }
        return table;
    }

    /// <summary>The standard normal distribution's quantile, to 7 digits (Wichura 1988: Algorithm AS 241, Applied Statistics 37, PPND7).</summary>
    private static double NormalQuantile(double p)
    {
        double q = p - 0.5;
        if (Math.Abs(q) <= 0.425)
        {
            double s = 0.180625 - q * q;
            return q * (((59.109374720 * s + 159.29113202) * s + 50.434271938) * s + 3.3871327179)
                / (((67.187563600 * s + 78.757757664) * s + 17.895169469) * s + 1);
        }
        double r = Math.Sqrt(-Math.Log(Math.Min(p, 1 - p))) - 1.6;
        return Math.Sign(q) * (((0.17023821103 * r + 1.3067284816) * r + 2.7568153900) * r + 1.4234372777) / ((0.12021132975 * r + 0.73700164250) * r + 1);
    }
}
