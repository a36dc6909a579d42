// Noise for many places that are close together: what they share is worked out once.
using System.Runtime.CompilerServices;

namespace EcgGen.Core.Random;

/// <summary>The same noise, to the bit, with the values at the nodes of a part of the plane in a table: faster there, as before elsewhere.</summary>
internal sealed class NoiseTable
{
    private readonly ValueNoise _noise;
    private readonly int _left, _top, _columns, _rows;
    private readonly double[] _nodes;

    /// <summary>Fills the table.</summary>
    /// <param name="noise">The noise.</param>
    /// <param name="left">Least x of the part.</param>
    /// <param name="top">Least y.</param>
    /// <param name="right">Largest x.</param>
    /// <param name="bottom">Largest y.</param>
    public NoiseTable(ValueNoise noise, double left, double top, double right, double bottom)
    {
        _noise = noise;
        (_left, _top) = ((int)Math.Floor(left), (int)Math.Floor(top));
        (_columns, _rows) = ((int)Math.Floor(right) - _left + 2, (int)Math.Floor(bottom) - _top + 2);
        _nodes = new double[_columns * _rows];
        for (int j = 0, at = 0; j < _rows; j++)
        {
            for (int i = 0; i < _columns; i++)
                _nodes[at++] = noise.Node(_left + i, _top + j);
        }
    }

    /// <summary>The noise at a place, −1 to 1.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public float At(double x, double y)
    {
        double column = Math.Floor(x), row = Math.Floor(y);
        int i = double.ConvertToIntegerNative<int>(column) - _left, j = double.ConvertToIntegerNative<int>(row) - _top;
        if ((uint)i >= (uint)(_columns - 1) || (uint)j >= (uint)(_rows - 1))
            return _noise.At(x, y);
        var above = _nodes.AsSpan(j * _columns + i, _columns + 2);
        return ValueNoise.Join(above[0], above[1], above[_columns], above[_columns + 1], ValueNoise.Smooth(x - column), ValueNoise.Smooth(y - row));
    }
}
