// Where a patch takes over from what was there: the path of least error through their overlap.
using System.Runtime.Intrinsics;

namespace EcgGen.Core.Wear.Quilting;

/// <summary>
/// The minimum-error boundary cut of Efros and Freeman (2001), Eq. 2 of Shivashankara and Sameni: E(i, j) = e(i, j) + min(E(i−1, j−1),
/// E(i−1, j), E(i−1, j+1)), by dynamic programming.
/// </summary>
public sealed class BoundaryCut
{
    // Left and right of each line of sums: a place that no path takes, and room for vectors.
    private const int Border = 8;

    private int[] _sums = [];

    /// <summary>Finds the path.</summary>
    /// <param name="errors">Errors line by line, the sum along any path below 2³⁰.</param>
    /// <param name="width">Places in a line.</param>
    /// <param name="path">Receives for each line the place where the path crosses it; the lines' number is its length.</param>
    /// <returns>The sum of errors along the path.</returns>
    public int Find(ReadOnlySpan<int> errors, int width, Span<int> path)
    {
        int pitch = Border + (width + 7) / 8 * 8 + Border, lines = path.Length;
        if (_sums.Length < (lines + 1) * pitch)
            _sums = new int[(lines + 1) * pitch];
        const int Never = int.MaxValue / 2;
        // A line of nothing before the first.
        _sums.AsSpan(0, pitch).Clear();
        for (int line = 0; line < lines; line++)
        {
            var before = _sums.AsSpan(line * pitch, pitch);
            var sums = _sums.AsSpan((line + 1) * pitch, pitch);
            var e = errors.Slice(line * width, width);
            int j = 0;
            for (; j + 8 <= width; j += 8)
            {
                var least = Vector256.Min(Vector256.Create<int>(before[(Border + j)..]),
                    Vector256.Min(Vector256.Create<int>(before[(Border + j - 1)..]), Vector256.Create<int>(before[(Border + j + 1)..])));
                (least + Vector256.Create<int>(e[j..])).CopyTo(sums[(Border + j)..]);
            }
            for (; j < width; j++)
                sums[Border + j] = e[j] + Math.Min(before[Border + j], Math.Min(before[Border + j - 1], before[Border + j + 1]));
            sums[Border - 1] = Never;
            sums[Border + width] = Never;
        }
        var last = _sums.AsSpan(lines * pitch + Border, width);
        int at = 0;
        for (int j = 1; j < width; j++)
        {
            if (last[j] < last[at])
                at = j;
        }
        int sum = last[at];
        path[lines - 1] = at;
        for (int line = lines - 1; line > 0; line--)
        {
            var sums = _sums.AsSpan(line * pitch + Border - 1, width + 2);
            int next = at;
            if (sums[at] < sums[next + 1])
                next = at - 1;
            if (sums[at + 2] < sums[next + 1])
                next = at + 1;
            at = next;
            path[line - 1] = at;
        }
        return sum;
    }
}
