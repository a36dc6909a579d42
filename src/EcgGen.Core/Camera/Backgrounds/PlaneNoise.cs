// Smooth noise at eight places of a plane at once.
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace EcgGen.Core.Camera;

/// <summary>Random values at whole coordinates, smoothly joined; what lies at a place depends on the seed and the place alone.</summary>
/// <param name="seed">The seed.</param>
internal readonly struct PlaneNoise(int seed)
{
    private const float Unit = 1 / 2147483648f;

    /// <summary>The noise, −1 to 1.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Vector256<float> At(Vector256<float> x, Vector256<float> y)
    {
        var (column, row) = (Vector256.Floor(x), Vector256.Floor(y));
        var (u, v) = (Smooth(x - column), Smooth(y - row));
        var left = Vector256.ConvertToInt32Native(column) * ColumnPrime;
        var top = Vector256.ConvertToInt32Native(row) * RowPrime + Vector256.Create(seed);
        var (right, bottom) = (left + Vector256.Create(ColumnPrime), top + Vector256.Create(RowPrime));
        var a = Value(left ^ top);
        var b = Value(right ^ top);
        var c = Value(left ^ bottom);
        var d = Value(right ^ bottom);
        var above = a + (b - a) * u;
        return above + (c + (d - c) * u - above) * v;
    }

    /// <summary>The noise, and how it changes with x and with y.</summary>
    public (Vector256<float> Value, Vector256<float> Dx, Vector256<float> Dy) WithSlope(Vector256<float> x, Vector256<float> y)
    {
        var (column, row) = (Vector256.Floor(x), Vector256.Floor(y));
        var (s, t) = (x - column, y - row);
        var (u, v) = (Smooth(s), Smooth(t));
        var (du, dv) = (s * (Vector256<float>.One - s) * 6f, t * (Vector256<float>.One - t) * 6f);
        var one = Vector256<float>.One;
        var (a, b, c, d) = (Of(column, row), Of(column + one, row), Of(column, row + one), Of(column + one, row + one));
        var (above, below) = (a + (b - a) * u, c + (d - c) * u);
        return (above + (below - above) * v, (b - a + (d - c - b + a) * v) * du, (below - above) * dv);
    }

    /// <summary>A value for each pair of whole numbers, −1 to 1, evenly distributed.</summary>
    public Vector256<float> Of(Vector256<float> column, Vector256<float> row) =>
        Value((Vector256.ConvertToInt32Native(column) * ColumnPrime) ^ (Vector256.ConvertToInt32Native(row) * RowPrime + Vector256.Create(seed)));

    private const int ColumnPrime = unchecked((int)0x9E3779B1), RowPrime = unchecked((int)0x85EBCA77);

    /// <summary>Scatters bits; the highest, which count, depend on all.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<float> Value(Vector256<int> key)
    {
        key ^= key >>> 15;
        key *= 0x2C1B3C6D;
        key ^= key >>> 13;
        key *= 0x297A2D39;
        return Vector256.ConvertToSingle(key) * Unit;
    }

    private static Vector256<float> Smooth(Vector256<float> t) => t * t * (Vector256.Create(3f) - t - t);
}
