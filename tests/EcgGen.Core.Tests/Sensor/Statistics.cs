// Goodness of fit, as textbooks have it.
namespace EcgGen.Core.Tests.Sensor;

internal static class Statistics
{
    /// <summary>The standard normal distribution (Marsaglia 2004: "Evaluating the normal distribution").</summary>
    public static double NormalCdf(double x)
    {
        if (Math.Abs(x) > 8)
            return x > 0 ? 1 : 0;
        double sum = x, term = x;
        for (int i = 3; Math.Abs(term) > 1e-18 * Math.Abs(sum) && i < 1000; i += 2)
            sum += term *= x * x / i;
        return 0.5 + sum * Math.Exp(-0.5 * x * x) / Math.Sqrt(2 * Math.PI);
    }

    /// <summary>Poisson probability, by logarithms.</summary>
    public static double Poisson(double mean, int k)
    {
        double log = k * Math.Log(mean) - mean;
        for (int i = 2; i <= k; i++)
            log -= Math.Log(i);
        return Math.Exp(log);
    }

    /// <summary>
    /// Pearson's χ² of counts, as the normal deviate that it amounts to (Wilson and Hilferty 1931): above 4 by chance once in 30000 tests. Neighbouring classes of which
    /// less than 1 in 1000 is expected are taken together.
    /// </summary>
    public static double ChiSquareDeviate(IReadOnlyList<long> counts, IReadOnlyList<double> probabilities)
    {
        double all = counts.Sum(), square = 0, expected = 0, found = 0, left = 1;
        int classes = 0;
        for (int i = 0; i < counts.Count; i++)
        {
            expected += probabilities[i];
            found += counts[i];
            left -= probabilities[i];
            if (expected < 1e-3 || (left < 1e-3 && i < counts.Count - 1))
                continue;
            square += Math.Pow(found - all * expected, 2) / (all * expected);
            (expected, found, classes) = (0, 0, classes + 1);
        }
        double k = classes - 1;
        return (Math.Cbrt(square / k) - (1 - 2 / (9 * k))) / Math.Sqrt(2 / (9 * k));
    }

    /// <summary>How many standard errors the correlation of pairs is away from 0.</summary>
    public static double CorrelationDeviate(IEnumerable<(double A, double B)> pairs)
    {
        double n = 0, a = 0, b = 0, aa = 0, bb = 0, ab = 0;
        foreach (var (x, y) in pairs)
            (n, a, b, aa, bb, ab) = (n + 1, a + x, b + y, aa + x * x, bb + y * y, ab + x * y);
        double r = (ab / n - a / n * b / n) / Math.Sqrt((aa / n - a / n * a / n) * (bb / n - b / n * b / n));
        return r * Math.Sqrt(n);
    }
}
