// A record's id: the hash of its samples.
using System.Buffers.Binary;
using System.Numerics.Tensors;
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
        foreach (var lead in leads)
        {
            if (BitConverter.IsLittleEndian && !TensorPrimitives.IsNaNAny(lead.Span))
                hash.AppendData(MemoryMarshal.AsBytes(lead.Span));
            else
                AppendCanonical(hash, lead.Span);
        }
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    private static void AppendCanonical(IncrementalHash hash, ReadOnlySpan<double> samples)
    {
        Span<ulong> block = stackalloc ulong[512];
        while (samples.Length > 0)
        {
            int n = Math.Min(samples.Length, block.Length);
            for (int i = 0; i < n; i++)
            {
                ulong bits = double.IsNaN(samples[i]) ? CanonicalNaN : BitConverter.DoubleToUInt64Bits(samples[i]);
                block[i] = BitConverter.IsLittleEndian ? bits : BinaryPrimitives.ReverseEndianness(bits);
            }
            hash.AppendData(MemoryMarshal.AsBytes(block[..n]));
            samples = samples[n..];
        }
    }
}
