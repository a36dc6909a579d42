// Ink that creeps into the paper: a small Gaussian over a shape's coverage.
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace EcgGen.Core.Raster;

/// <summary>Blurs coverage, separably, with weights of 1/256; what a shape covers in all stays the same.</summary>
internal sealed class SoftEdge
{
    private const int WeightBits = 8, Half = 1 << (WeightBits - 1);

    private readonly ushort[] _weights;
    private byte[] _row = [];

    /// <summary>A blur.</summary>
    /// <param name="sigma">Its standard deviation in pixels, greater than 0.</param>
    public SoftEdge(double sigma)
    {
        Reach = (int)Math.Ceiling(2.5 * sigma);
        var weights = Enumerable.Range(-Reach, 2 * Reach + 1).Select(i => Math.Exp(-i * i / (2 * sigma * sigma))).ToArray();
        double sum = weights.Sum();
        _weights = Array.ConvertAll(weights, w => (ushort)Math.Round(w / sum * (1 << WeightBits)));
        // What rounding took from the sum goes to the middle.
        _weights[Reach] = (ushort)(_weights[Reach] + (1 << WeightBits) - _weights.Sum(w => w));
    }

    /// <summary>Pixels by which ink spreads.</summary>
    public int Reach { get; }

    /// <summary>Blurs a mask into another, whose bounds become the first's and the reach around them.</summary>
    public void Spread(CoverageMask sharp, PixelRect clip, CoverageMask soft)
    {
        if (sharp.Width == 0 || sharp.Height == 0)
        {
            soft.Reset(sharp.Bounds);
            return;
        }
        int left = Math.Max(clip.X, sharp.X - Reach), top = Math.Max(clip.Y, sharp.Y - Reach);
        int right = Math.Min(clip.X + clip.Width, sharp.X + sharp.Width + Reach), bottom = Math.Min(clip.Y + clip.Height, sharp.Y + sharp.Height + Reach);
        soft.Reset(new PixelRect(left, top, right - left, bottom - top));
        // The column pass's result, with the reach's empty pixels on either side for the row pass.
        int padded = sharp.Width + 4 * Reach;
        if (_row.Length < padded)
            _row = new byte[padded];
        var line = _row.AsSpan(0, padded);
        line.Clear();
        for (int y = top; y < bottom; y++)
        {
            var columns = line.Slice(2 * Reach, sharp.Width);
            AcrossRows(sharp, y, columns);
            AlongRow(line[(left - sharp.X + Reach)..], soft.Row(y));
        }
    }

    private void AcrossRows(CoverageMask sharp, int y, Span<byte> result)
    {
        int first = Math.Max(sharp.Y, y - Reach), end = Math.Min(sharp.Y + sharp.Height, y + Reach + 1);
        var all = sharp.All;
        int width = sharp.Width, x = 0;
        ref byte source = ref MemoryMarshal.GetReference(all), target = ref MemoryMarshal.GetReference(result);
        for (; x + Vector128<byte>.Count <= width; x += Vector128<byte>.Count)
        {
            var sum = Vector256.Create((ushort)Half);
            for (int row = first; row < end; row++)
                sum += Vector256.Create(_weights[row - y + Reach]) * Widened(ref source, (row - sharp.Y) * width + x);
            Narrowed(sum).StoreUnsafe(ref target, (nuint)x);
        }
        for (; x < width; x++)
        {
            int sum = Half;
            for (int row = first; row < end; row++)
                sum += _weights[row - y + Reach] * all[(row - sharp.Y) * width + x];
            result[x] = (byte)(sum >> WeightBits);
        }
    }

    private void AlongRow(ReadOnlySpan<byte> line, Span<byte> result)
    {
        int x = 0;
        ref byte source = ref MemoryMarshal.GetReference(line), target = ref MemoryMarshal.GetReference(result);
        for (; x + Vector128<byte>.Count <= result.Length; x += Vector128<byte>.Count)
        {
            var sum = Vector256.Create((ushort)Half);
            for (int i = 0; i < _weights.Length; i++)
                sum += Vector256.Create(_weights[i]) * Widened(ref source, x + i);
            Narrowed(sum).StoreUnsafe(ref target, (nuint)x);
        }
        for (; x < result.Length; x++)
        {
            int sum = Half;
            for (int i = 0; i < _weights.Length; i++)
                sum += _weights[i] * line[x + i];
            result[x] = (byte)(sum >> WeightBits);
        }
    }

    // 256 · 255 + 128 still is a ushort.
    private static Vector256<ushort> Widened(ref byte source, int at) => Vector256.WidenLower(Vector128.LoadUnsafe(ref source, (nuint)at).ToVector256Unsafe());

    private static Vector128<byte> Narrowed(Vector256<ushort> sum)
    {
        var high = sum >>> WeightBits;
        return Vector128.Narrow(high.GetLower(), high.GetUpper());
    }
}
