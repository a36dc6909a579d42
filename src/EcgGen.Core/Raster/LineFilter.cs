// Filters an image down and across with the same weights: rows wait in a ring until those below them are there, so no second image is needed.
using System.Buffers;
using System.Runtime.Intrinsics;

namespace EcgGen.Core.Raster;

/// <summary>Turns a filtered row into bytes.</summary>
/// <param name="before">The row as it was.</param>
/// <param name="after">The row filtered; a scratch space.</param>
/// <param name="bytes">Receives the row.</param>
internal delegate void RowEncoder(ReadOnlySpan<float> before, Span<float> after, Span<byte> bytes);

/// <summary>A sum of weighted neighbours. Beyond its edges the image goes on with its outermost pixels, so that nothing darkens there.</summary>
internal static unsafe class LineFilter
{
    private const int RowsPerPoll = 16;

    // Floats that are worked on at a time.
    private const int Block = 32;

    /// <summary>Filters an image in place.</summary>
    /// <param name="image">The image.</param>
    /// <param name="half">The weights from the middle to either side.</param>
    /// <param name="decode">What each byte counts.</param>
    /// <param name="encode">Turns sums into bytes.</param>
    /// <param name="cancellation">Polled every few rows.</param>
    public static void Run(PixelBuffer image, float[] half, float[] decode, RowEncoder encode, CancellationToken cancellation)
    {
        int width = image.Stride, reach = half.Length - 1, slots = 2 * reach + 1, margin = 3 * reach;
        int pitch = (2 * margin + width + Block - 1) / Block * Block + Block;
        // The ring, the sums down, and the sums across.
        var memory = ArrayPool<float>.Shared.Rent((slots + 2) * pitch);
        memory.AsSpan().Clear();
        try
        {
            fixed (float* ring = memory)
            {
                float* sums = ring + slots * pitch, final = sums + pitch;
                var down = new Tap[slots];
                Tap[] across = [.. Enumerable.Range(-reach, slots).Select(i => new Tap(sums + margin + 3 * i, half[Math.Abs(i)]))];
                for (int y = 0, loaded = 0; y < image.Height; y++)
                {
                    if (y % RowsPerPoll == 0)
                        cancellation.ThrowIfCancellationRequested();
                    for (; loaded <= Math.Min(y + reach, image.Height - 1); loaded++)
                        Load(image.Row(loaded), decode, ring + loaded % slots * pitch, margin);
                    for (int i = -reach; i <= reach; i++)
                        down[reach + i] = new Tap(ring + Math.Clamp(y + i, 0, image.Height - 1) % slots * pitch + margin, half[Math.Abs(i)]);
                    Sum(down, sums + margin, width);
                    Extend(sums, margin, width);
                    Sum(across, final + margin, width);
                    encode(new ReadOnlySpan<float>(ring + y % slots * pitch + margin, width), new Span<float>(final + margin, width), image.Row(y));
                }
            }
        }
        finally
        {
            ArrayPool<float>.Shared.Return(memory);
        }
    }

    private readonly struct Tap(float* from, float weight)
    {
        public readonly float* From = from;
        public readonly float Weight = weight;
    }

    private static void Load(ReadOnlySpan<byte> row, float[] decode, float* to, int margin)
    {
        fixed (byte* bytes = row)
        fixed (float* values = decode)
        {
            float* start = to + margin;
            for (int i = 0; i < row.Length; i++)
                start[i] = values[bytes[i]];
        }
        Extend(to, margin, row.Length);
    }

    /// <summary>Repeats the outermost pixels of a row in its margins.</summary>
    private static void Extend(float* row, int margin, int width)
    {
        float* left = row + margin, right = left + width - 3;
        for (int i = 0; i < margin; i++)
        {
            row[i] = left[i % 3];
            right[3 + i] = right[i % 3];
        }
    }

    private static void Sum(Tap[] taps, float* to, int width)
    {
        fixed (Tap* first = taps)
        {
            Tap* end = first + taps.Length;
            for (int i = 0; i < width; i += Block)
            {
                Vector256<float> a = default, b = default, c = default, d = default;
                for (Tap* tap = first; tap < end; tap++)
                {
                    var weight = Vector256.Create(tap->Weight);
                    float* from = tap->From + i;
                    a = Vector256.FusedMultiplyAdd(weight, Vector256.Load(from), a);
                    b = Vector256.FusedMultiplyAdd(weight, Vector256.Load(from + 8), b);
                    c = Vector256.FusedMultiplyAdd(weight, Vector256.Load(from + 16), c);
                    d = Vector256.FusedMultiplyAdd(weight, Vector256.Load(from + 24), d);
                }
                a.Store(to + i);
                b.Store(to + i + 8);
                c.Store(to + i + 16);
                d.Store(to + i + 24);
            }
        }
    }
}
