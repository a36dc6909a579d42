// A record's id: the hash of its samples.
using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Security.Cryptography;

namespace EcgGen.Core.Records;

/// <summary>Computes <see cref="RecordInfo.Sha256"/>.</summary>
public static class RecordHash
{
    private const ulong CanonicalNaN = 0x7ff8000000000000;

    /// <summary>sha256 of all samples as little-endian float64, lead after lead, every NaN as 0x7ff8000000000000; lower-case hex.</summary>
    public static string Compute(IEnumerable<ReadOnlyMemory<double>> leads)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        Span<ulong> block = stackalloc ulong[512];
        foreach (var lead in leads)
        {
            for (var rest = lead.Span; rest.Length > 0;)
            {
                int n = Math.Min(rest.Length, block.Length);
                for (int i = 0; i < n; i++)
                {
                    ulong bits = double.IsNaN(rest[i]) ? CanonicalNaN : BitConverter.DoubleToUInt64Bits(rest[i]);
                    block[i] = BitConverter.IsLittleEndian ? bits : BinaryPrimitives.ReverseEndianness(bits);
                }
                hash.AppendData(MemoryMarshal.AsBytes(block[..n]));
                rest = rest[n..];
            }
        }
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }
}
