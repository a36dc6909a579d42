// Huffman codes as deflate has them.
namespace EcgGen.Core.Encoders;

/// <summary>Prefix codes of least length for given frequencies (Huffman 1952), canonical as in RFC 1951, 3.2.2.</summary>
internal static class HuffmanCode
{
    /// <summary>Finds how long codes are.</summary>
    /// <param name="counts">How often each symbol comes; at least two symbols do, and the sum is below 2³¹.</param>
    /// <param name="longest">The most bits that a code may have; symbols fit into so many.</param>
    /// <param name="lengths">Receives a length for each symbol, 0 for one that never comes.</param>
    public static void Lengths(ReadOnlySpan<int> counts, int longest, Span<byte> lengths)
    {
        int symbols = counts.Length;
        Span<long> leaves = stackalloc long[symbols];
        Span<int> weights = stackalloc int[2 * symbols], parents = stackalloc int[2 * symbols], depths = stackalloc int[2 * symbols];
        int used = 0;
        for (int i = 0; i < symbols; i++)
        {
            if (counts[i] > 0)
                leaves[used++] = (long)counts[i] << 32 | (uint)i;
        }
        leaves = leaves[..used];
        leaves.Sort();
        lengths.Clear();
        // Where a code comes out too long, frequencies are made more alike.
        for (int halved = 0; ; halved++)
        {
            for (int i = 0; i < used; i++)
                weights[i] = Math.Max(1, (int)(leaves[i] >> 32) >> halved);
            // Leaves and inner nodes are both sorted, so that the two lightest are the first of either.
            int root = 2 * used - 2, leaf = 0, inner = used;
            for (int node = used; node <= root; node++)
            {
                weights[node] = 0;
                for (int k = 0; k < 2; k++)
                {
                    int least = leaf < used && (inner == node || weights[leaf] <= weights[inner]) ? leaf++ : inner++;
                    weights[node] += weights[least];
                    parents[least] = node;
                }
            }
            depths[root] = 0;
            int deepest = 0;
            for (int node = root - 1; node >= 0; node--)
                deepest = Math.Max(deepest, depths[node] = depths[parents[node]] + 1);
            if (deepest <= longest)
                break;
        }
        for (int i = 0; i < used; i++)
            lengths[(int)(uint)leaves[i]] = (byte)depths[i];
    }

    /// <summary>Assigns the codes.</summary>
    /// <param name="lengths">Their lengths, below 16.</param>
    /// <param name="codes">Receives for each symbol its code, in the order in which bits are written, and from bit 16 on its length.</param>
    public static void Codes(ReadOnlySpan<byte> lengths, Span<uint> codes)
    {
        Span<uint> next = stackalloc uint[17];
        next.Clear();
        foreach (byte length in lengths)
            next[length + 1] += length > 0 ? 1u : 0;
        // The first code of each length follows the last one of the length below.
        for (int length = 1; length < next.Length; length++)
            next[length] = next[length - 1] + next[length] << 1;
        for (int i = 0; i < codes.Length; i++)
            codes[i] = lengths[i] == 0 ? 0 : Reversed(next[lengths[i]]++, lengths[i]) | (uint)lengths[i] << 16;
    }

    /// <summary>A code with its first bit lowest.</summary>
    public static uint Reversed(uint code, int length)
    {
        uint reversed = 0;
        for (int i = 0; i < length; i++, code >>= 1)
            reversed = reversed << 1 | code & 1;
        return reversed;
    }
}
