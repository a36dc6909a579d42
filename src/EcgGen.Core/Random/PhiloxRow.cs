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

    /// <summary>Eight blocks: four with even counters and four with odd ones.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)] // So that the rounds are unrolled with their keys in registers.
    private static void Blocks(ulong key, Vector256<uint> c0, uint row, uint stream, uint* to)
    {
        var even = Rounds(key, c0.AsUInt64(), row, stream);
        var odd = Rounds(key, c0.AsUInt64() >> 32, row, stream);
        Join(even.C0, odd.C0).Store(to);
        Join(even.C1, odd.C1).Store(to + 8);
        Join(even.C2, odd.C2).Store(to + 16);
        Join(even.C3, odd.C3).Store(to + 24);
    }

    /// <summary>Four blocks; what the upper halves of lanes hold is never looked at.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static (Vector256<ulong> C0, Vector256<ulong> C1, Vector256<ulong> C2, Vector256<ulong> C3) Rounds(ulong key, Vector256<ulong> c0, uint row, uint stream)
    {
        var c1 = Vector256<ulong>.Zero;
        var c2 = Vector256.Create((ulong)row);
        var c3 = Vector256.Create((ulong)stream);
        uint k0 = (uint)key, k1 = (uint)(key >> 32);
        for (int round = 0; round < 10; round++)
        {
            var p0 = Multiply(c0, 0xD2511F53);
            var p1 = Multiply(c2, 0xCD9E8D57);
            (c0, c1, c2, c3) = ((p1 >> 32) ^ c1 ^ Vector256.Create((ulong)k0), p1, (p0 >> 32) ^ c3 ^ Vector256.Create((ulong)k1), p0);
            k0 += 0x9E3779B9;
            k1 += 0xBB67AE85;
        }
        return (c0, c1, c2, c3);
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
