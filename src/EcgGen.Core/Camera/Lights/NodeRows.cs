// Rows of pixels between rows of nodes, bilinear.
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace EcgGen.Core.Camera;

/// <summary>Walks down an image and gives the three channels' values at each pixel, interleaved.</summary>
/// <param name="frame">The nodes.</param>
/// <param name="channels">Red, green and blue values at nodes.</param>
/// <param name="neutral">The value that changes nothing.</param>
internal sealed class NodeRows(FrameNodes frame, float[][] channels, float neutral)
{
    private readonly int[] _column = new int[frame.PixelWidth];
    private readonly float[] _right = new float[frame.PixelWidth];
    private float[] _above = new float[3 * frame.PixelWidth], _below = new float[3 * frame.PixelWidth];
    private bool _changesAbove, _changesBelow;
    private int _expanded = -2;
    private float _part;

    /// <summary>Goes to a row of pixels.</summary>
    /// <returns>Whether any value there differs from the neutral one.</returns>
    public bool MoveTo(int y)
    {
        double at = (y + 0.5) / frame.Spacing;
        int row = Math.Min((int)at, frame.Rows - 2);
        _part = (float)(at - row);
        if (row != _expanded)
        {
            if (_expanded == -2)
                Place();
            if (row == _expanded + 1)
            {
                (_above, _below, _changesAbove) = (_below, _above, _changesBelow);
            }
            else
            {
                _changesAbove = Expand(row, _above);
            }
            _changesBelow = Expand(row + 1, _below);
            _expanded = row;
        }
        return _changesAbove || _changesBelow;
    }

    /// <summary>The row's values, three per pixel.</summary>
    public void Read(Span<float> values)
    {
        int i = 0;
        ref float above = ref MemoryMarshal.GetArrayDataReference(_above), below = ref MemoryMarshal.GetArrayDataReference(_below), target = ref MemoryMarshal.GetReference(values);
        for (; i + Vector256<float>.Count <= values.Length; i += Vector256<float>.Count)
        {
            var top = Vector256.LoadUnsafe(ref above, (nuint)i);
            (top + (Vector256.LoadUnsafe(ref below, (nuint)i) - top) * _part).StoreUnsafe(ref target, (nuint)i);
        }
        for (; i < values.Length; i++)
            values[i] = _above[i] + (_below[i] - _above[i]) * _part;
    }

    private void Place()
    {
        for (int x = 0; x < _column.Length; x++)
        {
            double at = (x + 0.5) / frame.Spacing;
            _column[x] = Math.Min((int)at, frame.Columns - 2);
            _right[x] = (float)(at - _column[x]);
        }
    }

    private bool Expand(int row, float[] pixels)
    {
        bool changes = false;
        for (int channel = 0; channel < 3; channel++)
        {
            ReadOnlySpan<float> nodes = channels[channel].AsSpan(row * frame.Columns, frame.Columns);
            changes |= nodes.ContainsAnyExcept(neutral);
            for (int x = 0, i = channel; x < _column.Length; x++, i += 3)
            {
                float left = nodes[_column[x]];
                pixels[i] = left + (nodes[_column[x] + 1] - left) * _right[x];
            }
        }
        return changes;
    }
}
