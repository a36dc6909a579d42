// Lays a patch over its neighbours, along the paths of least error, with one melting into the other.
namespace EcgGen.Core.Wear.Quilting;

/// <summary>Lays patches of one size; holds the memory that it takes.</summary>
internal sealed class PatchSeam
{
    // Half the width over which patches pass into each other at the cut; without, seams show as fine lines where light is even.
    private const int Soft = 3;
    private const int Whole = 256;

    private readonly int _patch, _overlap;
    private readonly BoundaryCut _cut = new();
    private readonly int[] _errors, _left, _top;

    // How much of the patch there is at each place of a line of the overlap, line by line for each place of the cut.
    private readonly int[] _parts;

    /// <summary>Seams of patches of a grid.</summary>
    public PatchSeam(PatchGrid grid)
    {
        (_patch, _overlap) = (grid.Patch, grid.Overlap);
        _errors = new int[_patch * _overlap];
        _left = new int[_patch];
        _top = new int[_patch];
        _parts = [.. Enumerable.Range(0, _overlap * _overlap).Select(i => Part(i / _overlap, i % _overlap))];
    }

    /// <summary>Lays a patch.</summary>
    /// <param name="texture">The texture.</param>
    /// <param name="source">The patch.</param>
    /// <param name="quilt">From the place where it comes to lie.</param>
    /// <param name="pitch">The quilt's rows.</param>
    /// <param name="left">Whether there is a patch to the left.</param>
    /// <param name="top">Whether there is one above.</param>
    public void Lay(QuiltTexture texture, PatchSource source, Span<short> quilt, int pitch, bool left, bool top)
    {
        var patch = texture.Samples[(source.Y * texture.Width + source.X)..];
        _left.AsSpan().Clear();
        _top.AsSpan().Clear();
        if (left)
        {
            for (int y = 0; y < _patch; y++)
            {
                var a = patch.Slice(y * texture.Width, _overlap);
                var b = quilt.Slice(y * pitch, _overlap);
                var e = _errors.AsSpan(y * _overlap, _overlap);
                for (int x = 0; x < e.Length; x++)
                    e[x] = (a[x] - b[x]) * (a[x] - b[x]);
            }
            _cut.Find(_errors, _overlap, _left);
        }
        if (top)
        {
            for (int y = 0; y < _overlap; y++)
            {
                var a = patch.Slice(y * texture.Width, _patch);
                var b = quilt.Slice(y * pitch, _patch);
                for (int x = 0, i = y; x < a.Length; x++, i += _overlap)
                    _errors[i] = (a[x] - b[x]) * (a[x] - b[x]);
            }
            _cut.Find(_errors, _overlap, _top);
        }
        for (int y = 0; y < _patch; y++)
        {
            var from = patch.Slice(y * texture.Width, _patch);
            var to = quilt.Slice(y * pitch, _patch);
            if (top && y < _overlap)
            {
                for (int x = 0; x < to.Length; x++)
                {
                    int part = _parts[_top[x] * _overlap + y];
                    if (left && x < _overlap)
                        part = part * _parts[_left[y] * _overlap + x] / Whole;
                    to[x] += (short)((from[x] - to[x]) * part / Whole);
                }
                continue;
            }
            int end = 0;
            if (left)
            {
                end = Math.Min(_overlap, _left[y] + Soft);
                for (int x = Math.Max(0, _left[y] - Soft); x < end; x++)
                    to[x] += (short)((from[x] - to[x]) * _parts[_left[y] * _overlap + x] / Whole);
            }
            from[end..].CopyTo(to[end..]);
        }
    }

    private int Part(int cut, int place)
    {
        int from = Math.Max(0, cut - Soft), to = Math.Min(_overlap, cut + Soft);
        return Math.Clamp((2 * (place - from) + 1) * Whole / (2 * (to - from)), 0, Whole);
    }
}
