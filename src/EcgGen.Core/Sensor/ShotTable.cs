// Noise of photons, which depends on the light: from a byte and 16 random bits to the noisy byte.
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using EcgGen.Core.Raster;

namespace EcgGen.Core.Sensor;

/// <summary>
/// A photosite that catches L × <see cref="FullWell"/> electrons on average of linear light L catches a number with a Poisson distribution. For each of the 256
/// bytes the distribution of the byte that this number gives, in parts of 65536, in Walker's form with 256 columns: the upper 8 bits choose a column, the lower 8 one of its two values
/// (Vose 1991: "A linear algorithm for generating random numbers with a given distribution", IEEE Transactions on Software Engineering 17).
/// </summary>
internal sealed class ShotTable
{
    private const int Columns = 256, Parts = 256 * Columns;

    // How much sRGB changes where linear light changes at white: the slope of 1.055 L^(1/2.4) − 0.055.
    private const double SlopeAtWhite = 1.055 / 2.4;

    // Each: how many of 256 are the first value, the first value << 16, the second << 24.
    private readonly uint[] _columns = new uint[256 * Columns];

    /// <summary>Works the distributions out.</summary>
    /// <param name="sigma">Standard deviation at white in grey levels, above 0; white itself can only become darker.</param>
    public ShotTable(double sigma)
    {
        FullWell = Math.Pow(255 * SlopeAtWhite / sigma, 2);
        var parts = new int[256];
        for (int value = 0; value < 256; value++)
        {
            ToParts(Distribution((byte)value), parts);
            Fill(parts, _columns.AsSpan(value * Columns, Columns));
        }
    }

    /// <summary>The mean number of electrons of white.</summary>
    public double FullWell { get; }

    /// <summary>Makes bytes noisy.</summary>
    /// <param name="bytes">sRGB bytes, changed in place.</param>
    /// <param name="numbers">A random number for each.</param>
    public unsafe void Apply(Span<byte> bytes, ReadOnlySpan<ushort> numbers)
    {
        fixed (uint* columns = _columns)
        fixed (ushort* number = numbers)
        fixed (byte* b = bytes)
        {
            int i = 0;
            for (; i <= bytes.Length - Vector256<byte>.Count; i += Vector256<byte>.Count)
            {
                var (low, high) = Vector256.Widen(Vector256.Load(b + i));
                Vector256.Narrow(Draw(columns, low, Vector256.Load(number + i)), Draw(columns, high, Vector256.Load(number + i + Vector256<ushort>.Count))).Store(b + i);
            }
            for (; i < bytes.Length; i++)
                b[i] = (byte)Draw(columns, Vector256.CreateScalar((ushort)b[i]), Vector256.CreateScalar(number[i]))[0];
        }
    }

    /// <summary>Sixteen bytes: those at even places in the lower halves of lanes, those at odd places in the upper ones.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)] // Millions of calls an image.
    private static unsafe Vector256<ushort> Draw(uint* columns, Vector256<ushort> values, Vector256<ushort> random)
    {
        Vector256<uint> value = values.AsUInt32(), number = random.AsUInt32();
        var even = Draw(columns, value & Vector256.Create(0xFFFFu), number & Vector256.Create(0xFFFFu));
        return (even | Draw(columns, value >> 16, number >> 16) << 16).AsUInt16();
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static unsafe Vector256<uint> Draw(uint* columns, Vector256<uint> value, Vector256<uint> random)
    {
        var column = Gather.Words(columns, value << 8 | random >> 8);
        // The first value where the lower bits are below the column's count.
        var isFirst = Vector256.LessThan((random & Vector256.Create(255u)).AsInt32(), (column & Vector256.Create(511u)).AsInt32()).AsUInt32();
        return Vector256.ConditionalSelect(isFirst, column >> 16 & Vector256.Create(255u), column >> 24);
    }

    /// <summary>The probabilities of all bytes that a byte can become.</summary>
    internal double[] Distribution(byte value)
    {
        var result = new double[256];
        double mean = LinearLight.FromSrgb(value) / 65535.0 * FullWell, reach = 7 * Math.Sqrt(mean) + 20;
        int first = (int)Math.Max(0, mean - reach), last = (int)(mean + reach), middle = (int)mean;
        if (ToByte(first) == ToByte(last))
        {
            result[value] = 1;
            return result;
        }
        // From the middle outwards, in proportion: the ratio of neighbours is mean / k.
        double sum = 0;
        double p = 1;
        for (int k = middle; k <= last; p *= mean / ++k)
            Add(k, p);
        p = middle / mean;
        for (int k = middle - 1; k >= first; p *= k-- / mean)
            Add(k, p);
        for (int i = 0; i < result.Length; i++)
            result[i] /= sum;
        return result;

        void Add(int electrons, double probability)
        {
            result[ToByte(electrons)] += probability;
            sum += probability;
        }
    }

    private byte ToByte(double electrons) => LinearLight.ToSrgb((int)Math.Min(65535, Math.Round(electrons / FullWell * 65535)));

    /// <summary>Probabilities as whole parts that sum up to all.</summary>
    private static void ToParts(double[] probabilities, int[] parts)
    {
        double sum = 0;
        int before = 0;
        for (int i = 0; i < parts.Length; i++)
        {
            sum += probabilities[i];
            int now = (int)Math.Round(sum * Parts);
            (parts[i], before) = (now - before, now);
        }
    }

    /// <summary>Cuts parts into columns of 256 with two values each.</summary>
    private static void Fill(int[] parts, Span<uint> columns)
    {
        Span<byte> small = stackalloc byte[256], large = stackalloc byte[256];
        int smalls = 0, larges = 0;
        for (int i = 0; i < 256; i++)
        {
            if (parts[i] < Columns)
                small[smalls++] = (byte)i;
            else
                large[larges++] = (byte)i;
        }
        while (smalls > 0)
        {
            // A value with too little takes the rest of its column from one that has too much.
            int little = small[--smalls], much = large[--larges];
            columns[little] = (uint)(parts[little] | little << 16 | much << 24);
            parts[much] -= Columns - parts[little];
            if (parts[much] < Columns)
                small[smalls++] = (byte)much;
            else
                large[larges++] = (byte)much;
        }
        while (larges > 0)
        {
            int whole = large[--larges];
            columns[whole] = (uint)(Columns | whole << 16 | whole << 24);
        }
    }
}
