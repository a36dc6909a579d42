// The place in a quilt that the next patch is for, and how well a patch fits there.
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using EcgGen.Core.Raster;

namespace EcgGen.Core.Wear.Quilting;

/// <summary>
/// What lies under a patch's left and upper overlap, in the texture's sizes: what candidates are compared with. Errors are sums of squared differences
/// over the overlap, exact.
/// </summary>
internal sealed unsafe class PatchTarget
{
    private const int Levels = 3;

    // The last lanes of a vector that count, by how many there are.
    private static readonly short[] s_mask = [.. Enumerable.Range(0, 32).Select(i => (short)(i < 16 ? -1 : 0))];

    private readonly short[][] _pixels = new short[Levels][];
    private readonly int _patch, _overlap;

    /// <summary>Targets of one size.</summary>
    public PatchTarget(int patch, int overlap)
    {
        (_patch, _overlap) = (patch, overlap);
        for (int level = 0; level < Levels; level++)
            _pixels[level] = new short[Patch(level) * Patch(level) + 32];
    }

    /// <summary>Whether there is a patch to the left.</summary>
    public bool HasLeft { get; private set; }

    /// <summary>Whether there is one above.</summary>
    public bool HasTop { get; private set; }

    /// <summary>A patch's side at a level.</summary>
    public int Patch(int level) => _patch >> level;

    /// <summary>The overlap at a level.</summary>
    public int Overlap(int level) => _overlap >> level;

    /// <summary>What lies there, row by row; only the overlap counts.</summary>
    public ReadOnlySpan<short> Pixels(int level) => _pixels[level];

    /// <summary>Takes a place of the quilt.</summary>
    public void Load(ReadOnlySpan<short> quilt, int pitch, bool left, bool top)
    {
        (HasLeft, HasTop) = (left, top);
        for (int y = 0; y < _patch; y++)
            quilt.Slice(y * pitch, top && y < _overlap ? _patch : _overlap).CopyTo(_pixels[0].AsSpan(y * _patch));
        for (int level = 1; level < Levels; level++)
        {
            short[] from = _pixels[level - 1], to = _pixels[level];
            int wide = Patch(level - 1), side = Patch(level), overlap = Overlap(level);
            for (int y = 0; y < side; y++)
            {
                int width = top && y < overlap ? side : overlap;
                var above = from.AsSpan(2 * y * wide, 2 * width);
                var below = from.AsSpan((2 * y + 1) * wide, 2 * width);
                var row = to.AsSpan(y * side, width);
                for (int x = 0; x < width; x++)
                    row[x] = (short)(above[2 * x] + above[2 * x + 1] + below[2 * x] + below[2 * x + 1] + 2 >> 2);
            }
        }
    }

    /// <summary>The error of a candidate.</summary>
    /// <param name="texture">The texture.</param>
    /// <param name="level">Which of its sizes.</param>
    /// <param name="x">The candidate's column at that size.</param>
    /// <param name="y">Its row.</param>
    public long Error(QuiltTexture texture, int level, int x, int y)
    {
        int side = Patch(level), overlap = Overlap(level), pitch = texture.Width >> level, from = 0;
        long sum = 0;
        fixed (short* samples = &texture.Level(level)[y * pitch + x], target = _pixels[level], mask = s_mask)
        {
            if (HasTop)
            {
                sum = Strip(samples, pitch, target, side, side, overlap, mask);
                from = overlap;
            }
            if (HasLeft)
                sum += Strip(samples + from * pitch, pitch, target + from * side, side, overlap, side - from, mask);
        }
        return sum;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static long Strip(short* samples, int pitch, short* target, int targetPitch, int width, int height, short* mask)
    {
        var total = Vector256<long>.Zero;
        var last = Vector256.Load(mask + 16 - ((width - 1) % 16 + 1));
        int whole = (width - 1) / 16 * 16;
        for (int row = 0; row < height; row++, samples += pitch, target += targetPitch)
        {
            var d = (Vector256.Load(samples + whole) - Vector256.Load(target + whole)) & last;
            var sum = Madd.Pairs(d, d);
            for (int x = 0; x < whole; x += 16)
            {
                d = Vector256.Load(samples + x) - Vector256.Load(target + x);
                sum += Madd.Pairs(d, d);
            }
            total += Vector256.WidenLower(sum) + Vector256.WidenUpper(sum);
        }
        return Vector256.Sum(total);
    }
}
