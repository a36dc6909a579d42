// Smooth noise at eight places of a plane at once.
using System.Runtime.Intrinsics;

namespace EcgGen.Core.Camera;

/// <summary>Random values at whole coordinates, smoothly joined; what lies at a place depends on the seed and the place alone.</summary>
/// <param name="seed">The seed.</param>
internal readonly struct PlaneNoise(int seed)
{
    private const float Unit = 1 / 2147483648f;

    /// <summary>The noise, −1 to 1.</summary>
    public Vector256<float> At(Vector256<float> x, Vector256<float> y)
    {
        var (column, row) = (Vector256.Floor(x), Vector256.Floor(y));
        var (u, v) = (Smooth(x - column), Smooth(y - row));
        var left = Vector256.ConvertToInt32(column) * ColumnPrime;
        var top = Vector256.ConvertToInt32(row) * RowPrime + Vector256.Create(seed);
        var (right, bottom) = (left + Vector256.Create(ColumnPrime), top + Vector256.Create(RowPrime));
        var a = Value(left ^ top);
        var b = Value(right ^ top);
        var c = Value(left ^ bottom);
        var d = Value(right ^ bottom);
        var above = a + (b - a) * u;
        return above + (c + (d - c) * u - above) * v;
    }

    /// <summary>A value for each pair of whole numbers, −1 to 1, evenly distributed.</summary>
    public Vector256<float> Of(Vector256<float> column, Vector256<float> row) =>
        Value((Vector256.ConvertToInt32(column) * ColumnPrime) ^ (Vector256.ConvertToInt32(row) * RowPrime + Vector256.Create(seed)));

    private const int ColumnPrime = unchecked((int)0x9E3779B1), RowPrime = unchecked((int)0x85EBCA77);

    /// <summary>Scatters bits (the finisher of Bob Jenkins' and Austin Appleby's hashes, with Chris Wellons' constants of 2018).</summary>
    private static Vector256<float> Value(Vector256<int> key)
    {
        key ^= key >>> 16;
        key *= 0x7FEB352D;
        key ^= key >>> 15;
        key *= unchecked((int)0x846CA68B);
        key ^= key >>> 16;
        return Vector256.ConvertToSingle(key) * Unit;
    }

    private static Vector256<float> Smooth(Vector256<float> t) => t * t * (Vector256.Create(3f) - t - t);
}
