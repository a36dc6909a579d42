// Filters an image in linear light with a kernel of any shape, whose sums are carried from row to row.
using System.Buffers;
using System.Runtime.Intrinsics;

namespace EcgGen.Core.Raster;

/// <summary>One weight of a kernel.</summary>
/// <param name="X">Pixels to the right that it is from.</param>
/// <param name="Y">Pixels down that it is from.</param>
/// <param name="Weight">The weight.</param>
internal readonly record struct FilterTap(int X, int Y, int Weight);

/// <summary>
/// The mean of weighted neighbours. One row further down only the kernel's outline counts: what enters there is added to each sum, and what leaves taken away, in whole numbers, so that
/// nothing is lost on the way. Beyond its edges the image goes on with its outermost pixels, so that nothing darkens there.
/// </summary>
internal static unsafe class MovingFilter
{
    /// <summary>The most that a kernel's weights may add up to: times linear light of 15 bits that is below 2³¹.</summary>
    public const int MostSum = 65535;

    private const int RowsPerPoll = 16;

    // Values that are worked on at a time.
    private const int Block = 32;

    // Linear light of each byte in 15 bits.
    private static readonly short[] s_linear = [.. Enumerable.Range(0, 256).Select(i => (short)(LinearLight.FromSrgb((byte)i) >> 1))];

    /// <summary>Filters an image in place.</summary>
    /// <param name="image">The image.</param>
    /// <param name="kernel">The kernel: positive weights of at most 32767, which add up to <see cref="MostSum"/> at most.</param>
    /// <param name="cancellation">Polled every few rows.</param>
    public static void Run(PixelBuffer image, FilterTap[] kernel, CancellationToken cancellation)
    {
        int width = image.Stride, height = image.Height, up = 1 - kernel.Min(t => t.Y), down = kernel.Max(t => t.Y), slots = up + down + 1;
        int margin = 3 * kernel.Max(t => Math.Abs(t.X)), pitch = (2 * margin + width + Block - 1) / Block * Block + Block;
        Pair[] whole = Pairs(kernel), outline = Pairs([.. kernel, .. kernel.Select(t => new FilterTap(t.X, t.Y - 1, -t.Weight))]);
        // A ring of rows, each value of which is a pair of 16 bits: a pixel and the one below it; and the sums.
        var memory = ArrayPool<int>.Shared.Rent((slots + 1) * pitch);
        memory.AsSpan().Clear();
        var next = new short[width + Vector256<short>.Count];
        var current = new short[next.Length];
        var scale = 2f / kernel.Sum(t => t.Weight);
        try
        {
            fixed (int* ring = memory)
            {
                int* sums = ring + slots * pitch;
                Decode(image.Row(0), next);
                for (int y = 0, loaded = -up; y < height; y++)
                {
                    if (y % RowsPerPoll == 0)
                        cancellation.ThrowIfCancellationRequested();
                    for (; loaded <= y + down; loaded++)
                    {
                        next.CopyTo(current, 0);
                        if (loaded >= 0 && loaded + 1 < height)
                            Decode(image.Row(loaded + 1), next);
                        Interleave(current, next, ring + (loaded + up) % slots * pitch, margin, width);
                    }
                    var pairs = y == 0 ? whole : outline;
                    for (int i = 0; i < pairs.Length; i++)
                        pairs[i].From = ring + (y + pairs[i].Y + up) % slots * pitch + margin + 3 * pairs[i].X;
                    Add(pairs, sums, width);
                    Encode(sums, scale, image.Row(y));
                }
            }
        }
        finally
        {
            ArrayPool<int>.Shared.Return(memory);
        }
    }

    /// <summary>Two weights of a kernel, one below the other.</summary>
    private struct Pair
    {
        public int X, Y, Weights;
        public int* From;
    }

    private static Pair[] Pairs(FilterTap[] taps)
    {
        var pairs = new List<Pair>();
        foreach (var column in taps.GroupBy(t => t.X))
        {
            var weights = new SortedDictionary<int, int>();
            foreach (var tap in column)
                weights[tap.Y] = weights.GetValueOrDefault(tap.Y) + tap.Weight;
            int done = int.MinValue;
            foreach (var (y, weight) in weights)
            {
                if (weight == 0 || y <= done)
                    continue;
                done = y + 1;
                pairs.Add(new Pair { X = column.Key, Y = y, Weights = weights.GetValueOrDefault(done) << 16 | (ushort)weight });
            }
        }
        return [.. pairs];
    }

    private static void Decode(ReadOnlySpan<byte> row, short[] to)
    {
        fixed (byte* bytes = row)
        fixed (short* values = s_linear, start = to)
        {
            for (nint i = 0; i < row.Length; i++)
                start[i] = values[bytes[i]];
        }
    }

    /// <summary>Joins two rows, and repeats their outermost pixels in the margins.</summary>
    private static void Interleave(short[] above, short[] below, int* to, int margin, int width)
    {
        int* left = to + margin, right = left + width - 3;
        fixed (short* a = above, b = below)
        {
            for (int i = 0; i < width; i += Vector256<short>.Count)
            {
                var (low, high) = Vector256.Widen(Vector256.Load(a + i).AsUInt16());
                var (lowBelow, highBelow) = Vector256.Widen(Vector256.Load(b + i).AsUInt16());
                (low | lowBelow << 16).AsInt32().Store(left + i);
                (high | highBelow << 16).AsInt32().Store(left + i + Vector256<int>.Count);
            }
        }
        for (int i = 0; i < margin; i++)
        {
            to[i] = left[i % 3];
            right[3 + i] = right[i % 3];
        }
    }

    private static void Add(Pair[] pairs, int* sums, int width)
    {
        fixed (Pair* first = pairs)
        {
            Pair* end = first + pairs.Length;
            for (int i = 0; i < width; i += Block)
            {
                Vector256<int> a = Vector256.Load(sums + i), b = Vector256.Load(sums + i + 8), c = Vector256.Load(sums + i + 16), d = Vector256.Load(sums + i + 24);
                for (Pair* pair = first; pair < end; pair++)
                {
                    var weights = Vector256.Create(pair->Weights).AsInt16();
                    int* from = pair->From + i;
                    a += Madd.Pairs(weights, Vector256.Load(from).AsInt16());
                    b += Madd.Pairs(weights, Vector256.Load(from + 8).AsInt16());
                    c += Madd.Pairs(weights, Vector256.Load(from + 16).AsInt16());
                    d += Madd.Pairs(weights, Vector256.Load(from + 24).AsInt16());
                }
                a.Store(sums + i);
                b.Store(sums + i + 8);
                c.Store(sums + i + 16);
                d.Store(sums + i + 24);
            }
        }
    }

    /// <summary>Turns sums into bytes.</summary>
    private static void Encode(int* sums, float scale, Span<byte> bytes)
    {
        // 15 bits stand for two values of 16 bits: half a unit more, and half a one to round; a quarter less would not change a flat area.
        const float Middle = 1.25f;
        fixed (byte* to = bytes)
        {
            int i = 0;
            int* rounded = stackalloc int[8];
            for (; i <= bytes.Length - 8; i += 8)
            {
                Vector256.ConvertToInt32Native(Vector256.ConvertToSingle(Vector256.Load(sums + i)) * scale + Vector256.Create(Middle)).Store(rounded);
                for (int k = 0; k < 8; k++)
                    to[i + k] = LinearLight.ToSrgb(rounded[k]);
            }
            for (; i < bytes.Length; i++)
                to[i] = LinearLight.ToSrgb((int)(sums[i] * scale + Middle));
        }
    }
}
