// Smooth noise over a plane, the same at every resolution.
namespace EcgGen.Core.Random;

/// <summary>Random values at whole coordinates, smoothly joined; what lies at a place depends on the seed and the place alone.</summary>
/// <param name="seed">The seed.</param>
internal readonly struct ValueNoise(ulong seed)
{
    private readonly ulong _seed = Mix(seed + 0x9E3779B97F4A7C15);

    /// <summary>The noise at a place, −1 to 1.</summary>
    public float At(double x, double y)
    {
        double column = Math.Floor(x), row = Math.Floor(y);
        double u = Smooth(x - column), v = Smooth(y - row);
        int i = (int)column, j = (int)row;
        return Join(Node(i, j), Node(i + 1, j), Node(i, j + 1), Node(i + 1, j + 1), u, v);
    }

    /// <summary>The value at a node, −1 to 1, evenly distributed.</summary>
    public double Node(int i, int j) => (int)(Mix(_seed ^ ((uint)i | (ulong)(uint)j << 32)) >> 32) / 2147483648.0;

    /// <summary>The value between four nodes.</summary>
    public static float Join(double leftTop, double rightTop, double leftBottom, double rightBottom, double u, double v)
    {
        double top = leftTop + (rightTop - leftTop) * u, bottom = leftBottom + (rightBottom - leftBottom) * u;
        return (float)(top + (bottom - top) * v);
    }

    /// <summary>A step from 0 to 1 without corners.</summary>
    public static double Smooth(double t) => t * t * (3 - 2 * t);

    /// <summary>A bijection that scatters (Stafford 2011, variant 13).</summary>
    private static ulong Mix(ulong z)
    {
        z = (z ^ z >> 30) * 0xBF58476D1CE4E5B9;
        z = (z ^ z >> 27) * 0x94D049BB133111EB;
        return z ^ z >> 31;
    }
}
