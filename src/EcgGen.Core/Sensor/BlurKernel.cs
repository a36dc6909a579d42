// The kernels of lost focus, of a moved camera and of many small causes.
using EcgGen.Core.Raster;

namespace EcgGen.Core.Sensor;

/// <summary>Kernels of blur.</summary>
internal static class BlurKernel
{
    // Rows of a disc's radius, at least, and of a pixel; points of a motion's pixel.
    private const int DiscRows = 64, PixelRows = 32, LinePoints = 32;

    // From this radius on nobody can tell a disc's bilinear edge from one that is two pixels sharper, and filters in half the time.
    private const double SharpFrom = 4;

    // Below this weight a Gaussian ends: a two-hundredth of a grey level.
    private const double Least = 2e-5;

    /// <summary>
    /// A Gaussian along one axis, from the middle to the side: the discrete one, e^−t Iₙ(t) with t = σ² (Lindeberg 1990: "Scale-space for discrete signals", IEEE Transactions on
    /// Pattern Analysis and Machine Intelligence 12), whose variance is σ² exactly, where a sampled one falls short of it below one pixel. Its weights on both sides sum up to 1.
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

    /// <summary>The mean of the image moved to all places of a disc, bilinear between pixels; of a large one the pixels that it covers.</summary>
    /// <param name="radius">Pixels, above 0.</param>
    public static FilterTap[] Disc(double radius)
    {
        var weights = new SortedDictionary<(int Y, int X), double>();
        if (radius >= SharpFrom)
        {
            Cover(weights, radius);
            return Whole(weights);
        }
        int perPixel = (int)Math.Max(PixelRows, Math.Ceiling(DiscRows / radius)), reach = (int)Math.Ceiling(radius);
        for (int i = -(int)(radius * perPixel + 0.5); i < radius * perPixel - 0.5; i++)
        {
            double y = (i + 0.5) / perPixel, half = Math.Sqrt(radius * radius - y * y);
            for (int x = -reach; x <= reach; x++)
                Add(weights, x, y, Below(half - x) - Below(-half - x));
        }
        return Whole(weights);

        // How much of a bilinear pixel around 0 lies left of a place.
        static double Below(double x) => x <= -1 ? 0 : x <= 0 ? (1 + x) * (1 + x) / 2 : x < 1 ? 1 - (1 - x) * (1 - x) / 2 : 1;
    }

    /// <summary>Covers columns of pixels with as much as a disc has in them: whole pixels, and a part of one at either end.</summary>
    private static void Cover(SortedDictionary<(int Y, int X), double> weights, double radius)
    {
        for (int x = -(int)(radius + 0.5); x <= (int)(radius + 0.5); x++)
        {
            double area = Left(x + 0.5) - Left(x - 0.5), end = Math.Max(0, (area - 1) / 2);
            for (int y = -(int)end; y <= (int)end; y++)
                weights[(y, x)] = Math.Min(1, area);
            weights[((int)end + 1, x)] = weights[(-(int)end - 1, x)] = end - (int)end;
        }

        // The disc's area left of a place, but for a constant.
        double Left(double x)
        {
            x = Math.Clamp(x, -radius, radius);
            return x * Math.Sqrt(radius * radius - x * x) + radius * radius * Math.Asin(x / radius);
        }
    }

    /// <summary>The mean of the image moved along a line, bilinear between pixels.</summary>
    /// <param name="length">Pixels, above 0.</param>
    /// <param name="angle">Degrees, counter-clockwise from the right.</param>
    public static FilterTap[] Motion(double length, double angle)
    {
        var weights = new SortedDictionary<(int Y, int X), double>();
        var (sin, cos) = Math.SinCos(angle * Math.PI / 180);
        int count = LinePoints * (int)Math.Ceiling(length);
        for (int i = 0; i < count; i++)
        {
            double along = ((i + 0.5) / count - 0.5) * length, x = along * cos;
            int column = (int)Math.Floor(x);
            Add(weights, column, -along * sin, 1 - (x - column));
            Add(weights, column + 1, -along * sin, x - column);
        }
        return Whole(weights);
    }

    /// <summary>Adds a weight between two rows.</summary>
    private static void Add(SortedDictionary<(int Y, int X), double> weights, int x, double y, double weight)
    {
        int row = (int)Math.Floor(y);
        weights[(row, x)] = weights.GetValueOrDefault((row, x)) + (1 - (y - row)) * weight;
        weights[(row + 1, x)] = weights.GetValueOrDefault((row + 1, x)) + (y - row) * weight;
    }

    /// <summary>The same in whole numbers, as fine as the filter takes them.</summary>
    private static FilterTap[] Whole(SortedDictionary<(int Y, int X), double> weights)
    {
        // Rounded, some hundred weights may add up to a little more.
        const double Sum = 0.99 * MovingFilter.MostSum;
        double unit = Math.Min(Sum / weights.Values.Sum(), short.MaxValue / weights.Values.Max());
        return [.. weights.Select(w => new FilterTap(w.Key.X, w.Key.Y, (int)Math.Round(w.Value * unit))).Where(t => t.Weight > 0)];
    }
}
