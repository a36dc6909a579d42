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

    private const int Rounds = 10;

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
        // The rounds' keys.
        var keys = stackalloc Vector256<ulong>[2 * Rounds];
        for (uint i = 0, k0 = (uint)key, k1 = (uint)(key >> 32); i < Rounds; i++, k0 += 0x9E3779B9, k1 += 0xBB67AE85)
            (keys[2 * i], keys[2 * i + 1]) = (Vector256.Create((ulong)k0), Vector256.Create((ulong)k1));
        fixed (ushort* start = numbers)
        {
            var lane = Vector256.CreateSequence(0u, 1u);
            for (int i = 0; i < numbers.Length; i += Group)
                Blocks(keys, lane + Vector256.Create((uint)(i / 8)), row, stream, (uint*)(start + i));
        }
    }

    /// <summary>Eight blocks: four with even counters, four with odd ones, each word in the lower half of a lane, whose upper half holds anything.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Blocks(Vector256<ulong>* keys, Vector256<uint> counter, uint row, uint stream, uint* to)
    {
        Vector256<ulong> a0 = counter.AsUInt64(), b0 = a0 >> 32, a1 = Vector256<ulong>.Zero, b1 = a1;
        Vector256<ulong> a2 = Vector256.Create((ulong)row), b2 = a2, a3 = Vector256.Create((ulong)stream), b3 = a3;
        for (int round = 0; round < Rounds; round++)
        {
            Vector256<ulong> p = Multiply(a0, 0xD2511F53), q = Multiply(a2, 0xCD9E8D57), r = Multiply(b0, 0xD2511F53), s = Multiply(b2, 0xCD9E8D57);
            (a0, a1, a2, a3) = (q >> 32 ^ a1 ^ keys[2 * round], q, p >> 32 ^ a3 ^ keys[2 * round + 1], p);
            (b0, b1, b2, b3) = (s >> 32 ^ b1 ^ keys[2 * round], s, r >> 32 ^ b3 ^ keys[2 * round + 1], r);
        }
        Join(a0, b0).Store(to);
        Join(a1, b1).Store(to + 8);
        Join(a2, b2).Store(to + 16);
        Join(a3, b3).Store(to + 24);
    }

    /// <summary>Products of the lower halves of lanes.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<ulong> Multiply(Vector256<ulong> a, uint factor) =>
        Avx2.IsSupported ? Avx2.Multiply(a.AsUInt32(), Vector256.Create(factor)) : (a & Vector256.Create((ulong)uint.MaxValue)) * factor;

    /// <summary>The lower halves of lanes, in turn.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<uint> Join(Vector256<ulong> even, Vector256<ulong> odd) =>
        Vector256.ConditionalSelect(Vector256.Create((ulong)uint.MaxValue), even, odd << 32).AsUInt32();
}
