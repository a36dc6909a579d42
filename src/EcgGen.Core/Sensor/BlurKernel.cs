// The kernels of lost focus, of a moved camera and of many small causes.
using EcgGen.Core.Raster;

namespace EcgGen.Core.Sensor;

/// <summary>Kernels whose weights sum up to 1.</summary>
internal static class BlurKernel
{
    // Points of a disc's diameter; points of a motion's pixel.
    private const int DiscPoints = 64, LinePoints = 32;

    // Below this weight a Gaussian ends: a two-hundredth of a grey level.
    private const double Least = 2e-5;

    /// <summary>
    /// A Gaussian along one axis, from the middle to the side: the discrete one, e^−t Iₙ(t) with t = σ² (Lindeberg 1990: "Scale-space for discrete signals", IEEE Transactions on
    /// Pattern Analysis and Machine Intelligence 12), whose variance is σ² exactly, where a sampled one falls short of it below one pixel.
    /// </summary>
    /// <param name="sigma">Standard deviation in pixels, above 0.</param>
    public static float[] Gaussian(double sigma)
    {
        // Miller's backward recurrence, scaled at the end.
        double t = sigma * sigma;
        var weights = new double[(int)(12 * sigma) + 24];
        weights[^2] = 1e-200;
        for (int n = weights.Length - 2; n > 0; n--)
        {
            weights[n - 1] = weights[n + 1] + 2 * n / t * weights[n];
            if (weights[n - 1] > 1e200)
            {
                for (int i = n - 1; i < weights.Length; i++)
                    weights[i] *= 1e-300;
            }
        }
        double sum = 2 * weights.Sum() - weights[0];
        int count = Math.Max(1, Array.FindLastIndex(weights, w => w / sum > Least) + 1);
        double kept = 2 * weights.Take(count).Sum() - weights[0];
        return [.. weights.Take(count).Select(w => (float)(w / kept))];
    }

    /// <summary>Both sides of a Gaussian, across or down.</summary>
    public static FilterTap[] Line(float[] half, bool across) =>
        [.. Enumerable.Range(1 - half.Length, 2 * half.Length - 1).Select(i => new FilterTap(across ? i : 0, across ? 0 : i, half[Math.Abs(i)]))];

    /// <summary>The mean of the image moved to all places of a disc, bilinear between pixels.</summary>
    /// <param name="radius">Pixels, above 0.</param>
    public static FilterTap[] Disc(double radius)
    {
        var points = Enumerable.Range(0, DiscPoints).Select(i => (2 * i + 1.0) / DiscPoints - 1).ToArray();
        return Mean(from y in points from x in points where x * x + y * y <= 1 select (x * radius, y * radius));
    }

    /// <summary>The mean of the image moved along a line, bilinear between pixels.</summary>
    /// <param name="length">Pixels, above 0.</param>
    /// <param name="angle">Degrees, counter-clockwise from the right.</param>
    public static FilterTap[] Motion(double length, double angle)
    {
        var (sin, cos) = Math.SinCos(angle * Math.PI / 180);
        int count = LinePoints * (int)Math.Ceiling(length);
        return Mean(Enumerable.Range(0, count).Select(i => ((i + 0.5) / count - 0.5) * length).Select(s => (s * cos, -s * sin)));
    }

    private static FilterTap[] Mean(IEnumerable<(double X, double Y)> points)
    {
        var weights = new SortedDictionary<(int Y, int X), double>();
        double sum = 0;
        foreach (var (x, y) in points)
        {
            int column = (int)Math.Floor(x), row = (int)Math.Floor(y);
            double u = x - column, v = y - row;
            Add(column, row, (1 - u) * (1 - v));
            Add(column + 1, row, u * (1 - v));
            Add(column, row + 1, (1 - u) * v);
            Add(column + 1, row + 1, u * v);
        }
        return [.. weights.Where(w => w.Value / sum > 1e-6).Select(w => new FilterTap(w.Key.X, w.Key.Y, (float)(w.Value / sum)))];

        void Add(int column, int row, double weight)
        {
            weights[(row, column)] = weights.GetValueOrDefault((row, column)) + weight;
            sum += weight;
        }
    }
}
