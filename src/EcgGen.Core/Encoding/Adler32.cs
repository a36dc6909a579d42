// The check value of zlib streams.
using System.Runtime.Intrinsics;

namespace EcgGen.Core.Encoders;

/// <summary>Adler-32 (RFC 1950, 8.2): the sum of all bytes, and the sum of that sum after each byte, both modulo 65521.</summary>
internal struct Adler32()
{
    private const uint Modulus = 65521;
    private const int Lanes = 8;

    // So many bytes at a time leave the sums of sums below 2³².
    private const int Piece = 4096 * Lanes;

    private uint _sum = 1, _sums;

    /// <summary>The value for all bytes so far.</summary>
    public readonly uint Value => _sums << 16 | _sum;

    /// <summary>Adds bytes.</summary>
    public void Add(ReadOnlySpan<byte> bytes)
    {
        for (; bytes.Length >= Lanes; bytes = bytes[(Math.Min(bytes.Length, Piece) / Lanes * Lanes)..])
            AddPiece(bytes[..(Math.Min(bytes.Length, Piece) / Lanes * Lanes)]);
        foreach (byte b in bytes)
        {
            _sum = (_sum + b) % Modulus;
            _sums = (_sums + _sum) % Modulus;
        }
    }

    /// <summary>Adds whole vectors, each lane by itself: of the bytes of a vector the first counts eight times more, the last once.</summary>
    private void AddPiece(ReadOnlySpan<byte> bytes)
    {
        Vector256<uint> sum = default, sums = default;
        for (int i = 0; i < bytes.Length; i += Lanes)
        {
            var eight = Vector128.WidenLower(Vector128.CreateScalar(BitConverter.ToUInt64(bytes[i..])).AsByte());
            sums += sum;
            sum += Vector256.Create(Vector128.WidenLower(eight), Vector128.WidenUpper(eight));
        }
        ulong total = _sums + (ulong)_sum * (uint)bytes.Length;
        for (int lane = 0; lane < Lanes; lane++)
            total += (ulong)Lanes * sums[lane] + (ulong)(Lanes - lane) * sum[lane];
        _sums = (uint)(total % Modulus);
        _sum = (uint)((_sum + (ulong)Vector256.Sum(sum)) % Modulus);
    }
}
