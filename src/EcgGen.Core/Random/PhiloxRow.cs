// Random bits for the pixels of a row: the numbers of Philox.Block, eight blocks at a time.
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace EcgGen.Core.Random;

/// <summary>Rows of random 16-bit numbers that depend on key, stream and row alone, so that rows can be had in any order.</summary>
internal static unsafe class PhiloxRow
{
    /// <summary>Numbers that are made at a time: rows are filled up to a multiple of it.</summary>
    public const int Group = 64;

    /// <summary>The size of a buffer for <paramref name="count"/> numbers.</summary>
    public static int Padded(int count) => (count + Group - 1) / Group * Group;

    /// <summary>
    /// Fills a row. Group g holds the blocks 8 g … 8 g + 7: first the first word of each, then the second of each, and so on, every word's lower half first.
    /// </summary>
    /// <param name="key">The key.</param>
    /// <param name="stream">Which rows: the upper half of the counter's upper half.</param>
    /// <param name="row">The row: its lower half.</param>
    /// <param name="numbers">A multiple of <see cref="Group"/>.</param>
    public static void Fill(ulong key, uint stream, uint row, Span<ushort> numbers)
    {
        fixed (ushort* start = numbers)
        {
            var lane = Vector256.CreateSequence(0u, 1u);
            for (int i = 0; i < numbers.Length; i += Group)
                Blocks(key, lane + Vector256.Create((uint)(i / 8)), row, stream, (uint*)(start + i));
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)] // So that the rounds are unrolled with their keys in registers.
    private static void Blocks(ulong key, Vector256<uint> c0, uint row, uint stream, uint* to)
    {
        var c1 = Vector256<uint>.Zero;
        var c2 = Vector256.Create(row);
        var c3 = Vector256.Create(stream);
        uint k0 = (uint)key, k1 = (uint)(key >> 32);
        var m0 = Vector256.Create(0xD2511F53u);
        var m1 = Vector256.Create(0xCD9E8D57u);
        for (int round = 0; round < 10; round++)
        {
            var (high0, low0) = Multiply(c0, m0);
            var (high1, low1) = Multiply(c2, m1);
            (c0, c1, c2, c3) = (high1 ^ c1 ^ Vector256.Create(k0), low1, high0 ^ c3 ^ Vector256.Create(k1), low0);
            k0 += 0x9E3779B9;
            k1 += 0xBB67AE85;
        }
        c0.Store(to);
        c1.Store(to + 8);
        c2.Store(to + 16);
        c3.Store(to + 24);
    }

    /// <summary>Upper and lower halves of the products.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static (Vector256<uint> High, Vector256<uint> Low) Multiply(Vector256<uint> a, Vector256<uint> factor)
    {
        Vector256<ulong> even, odd;
        if (Avx2.IsSupported)
        {
            even = Avx2.Multiply(a, factor);
            odd = Avx2.Multiply((a.AsUInt64() >> 32).AsUInt32(), factor);
        }
        else
        {
            ulong scalar = factor[0];
            even = (a.AsUInt64() & Vector256.Create(0xFFFFFFFFUL)) * scalar;
            odd = (a.AsUInt64() >> 32) * scalar;
        }
        var lower = Vector256.Create(0xFFFFFFFFUL);
        return (((even >> 32) | (odd & ~lower)).AsUInt32(), ((even & lower) | (odd << 32)).AsUInt32());
    }
}
