// From the network's mixture to where one pen goes.
using EcgGen.Core.Random;

namespace EcgGen.Core.Handwriting;

/// <summary>Samples offsets and ends of strokes.</summary>
/// <param name="contract">The network's numbers.</param>
internal sealed class PenSampler(NetworkContract contract)
{
    private const double MostCorrelation = 0.98;

    private readonly double[] _weights = new double[contract.Mixtures];

    /// <summary>Where the pen goes, in the network's unit, and whether its stroke ends there.</summary>
    /// <param name="output">The mixture: weights, means of x and y, logarithms of deviations of x and y, correlations; the logit of the stroke's end.</param>
    /// <param name="bias">How much likelier the likely becomes (Graves 2013, section 5.5).</param>
    /// <param name="random">The word's own generator.</param>
    public (double X, double Y, bool End) Next(ReadOnlySpan<float> output, double bias, Philox random)
    {
        int count = _weights.Length;
        double largest = double.NegativeInfinity, sum = 0;
        for (int i = 0; i < count; i++)
            largest = Math.Max(largest, output[i]);
        for (int i = 0; i < count; i++)
            sum += _weights[i] = Math.Exp((output[i] - largest) * (1 + bias));
        double left = random.NextDouble() * sum;
        int chosen = 0;
        while (chosen < count - 1 && (left -= _weights[chosen]) > 0)
            chosen++;
        double Deviation(int which, ReadOnlySpan<float> y) => Math.Exp(Math.Clamp(y[which * count + chosen], contract.LeastLog, contract.MostLog) - bias);
        double sx = Deviation(3, output), sy = Deviation(4, output), rho = Math.Tanh(output[5 * count + chosen]) * MostCorrelation;
        double a = random.NextNormal(), b = random.NextNormal();
        double dx = output[count + chosen] + sx * a, dy = output[2 * count + chosen] + sy * (rho * a + Math.Sqrt(1 - rho * rho) * b);
        return (dx, dy, random.NextDouble() < 1 / (1 + Math.Exp(-output[6 * count] * (1 + bias))));
    }
}
