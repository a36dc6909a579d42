// A Gaussian blur of a plane of floats: three running means each way.
namespace EcgGen.Core.Camera;

/// <summary>Blurs; beyond its borders the plane goes on as it ends.</summary>
internal static class NodeBlur
{
    /// <summary>The plane, blurred.</summary>
    /// <param name="plane">Rows of values.</param>
    /// <param name="columns">Values in a row.</param>
    /// <param name="rows">Rows.</param>
    /// <param name="sigma">The standard deviation in values.</param>
    public static float[] Gaussian(float[] plane, int columns, int rows, double sigma)
    {
        // Three boxes of radius r have a variance of r (r + 1) each way; a fraction of r is weight at a box's ends.
        double radius = (Math.Sqrt(1 + 4 * sigma * sigma) - 1) / 2;
        var (from, to) = (plane, new float[plane.Length]);
        for (int pass = 0; pass < 3; pass++)
        {
            Boxes(from, to, columns, rows, radius);
            (from, to) = (to, pass == 0 ? new float[plane.Length] : from);
        }
        var turned = Transposed(from, columns, rows);
        for (int pass = 0; pass < 3; pass++)
        {
            Boxes(turned, to, rows, columns, radius);
            (turned, to) = (to, turned);
        }
        return Transposed(turned, rows, columns);
    }

    /// <summary>A running mean over 2 r + 1 values of each row.</summary>
    private static void Boxes(float[] from, float[] to, int columns, int rows, double radius)
    {
        int whole = (int)radius;
        double part = radius - whole, scale = 1 / (2 * radius + 1);
        for (int row = 0; row < rows; row++)
        {
            var source = from.AsSpan(row * columns, columns);
            var target = to.AsSpan(row * columns, columns);
            float first = source[0], last = source[^1];
            double sum = 0;
            for (int x = -whole; x <= whole; x++)
                sum += source[Math.Clamp(x, 0, columns - 1)];
            for (int x = 0; x < columns; x++)
            {
                float left = x - whole - 1 >= 0 ? source[x - whole - 1] : first, right = x + whole + 1 < columns ? source[x + whole + 1] : last;
                target[x] = (float)((sum + part * (left + right)) * scale);
                sum += right - (x - whole >= 0 ? source[x - whole] : first);
            }
        }
    }

    private static float[] Transposed(float[] plane, int columns, int rows)
    {
        var result = new float[plane.Length];
        for (int row = 0; row < rows; row++)
        {
            for (int column = 0; column < columns; column++)
                result[column * rows + row] = plane[row * columns + column];
        }
        return result;
    }
}
