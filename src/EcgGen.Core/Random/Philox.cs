// The generator behind every random choice: counter-based, so any number of a stream can be had without those before it.
using System.Runtime.CompilerServices;

namespace EcgGen.Core.Random;

/// <summary>
/// Philox4x32-10 (Salmon, Moraes, Dror and Shaw: "Parallel random numbers: as easy as 1, 2, 3", SC 2011): a 64-bit key and
/// a 128-bit counter, of which the upper half names the stream and the lower half counts blocks of four words.
/// </summary>
public sealed class Philox(ulong key, ulong stream)
{
    private ulong _block;
    private UInt128 _words;
    private int _left;
    private double _spareNormal = double.NaN;

    /// <summary>The four words of one block, whatever was drawn before: the random access that kernels use.</summary>
    internal static UInt128 Block(ulong key, ulong counterLow, ulong counterHigh)
    {
        uint c0 = (uint)counterLow, c1 = (uint)(counterLow >> 32), c2 = (uint)counterHigh, c3 = (uint)(counterHigh >> 32);
        uint k0 = (uint)key, k1 = (uint)(key >> 32);
        for (int round = 0; round < 10; round++)
        {
            ulong p0 = 0xD2511F53UL * c0, p1 = 0xCD9E8D57UL * c2;
            (c0, c1, c2, c3) = ((uint)(p1 >> 32) ^ c1 ^ k0, (uint)p1, (uint)(p0 >> 32) ^ c3 ^ k1, (uint)p0);
            k0 += 0x9E3779B9;
            k1 += 0xBB67AE85;
        }
        return new UInt128(c2 | ((ulong)c3 << 32), c0 | ((ulong)c1 << 32));
    }

    /// <summary>The next 32 bits.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public uint NextUInt32()
    {
        if (_left == 0)
        {
            _words = Block(key, _block++, stream);
            _left = 4;
        }
        uint word = (uint)_words;
        _words >>= 32;
        _left--;
        return word;
    }

    /// <summary>Uniform in [0, 1), 53 bits.</summary>
    public double NextDouble()
    {
        ulong high = NextUInt32();
        return (((high << 32) | NextUInt32()) >> 11) * (1.0 / (1UL << 53));
    }

    /// <summary>Uniform in [from, to).</summary>
    public double Uniform(double from, double to) => from + (to - from) * NextDouble();

    /// <summary>Uniform in 0 … count−1.</summary>
    public int NextInt(int count) => (int)(((ulong)NextUInt32() * (ulong)count) >> 32);

    /// <summary>Standard normal (polar form of Box and Muller's method, by Marsaglia).</summary>
    public double NextNormal()
    {
        if (!double.IsNaN(_spareNormal))
        {
            double spare = _spareNormal;
            _spareNormal = double.NaN;
            return spare;
        }
        double u, v, s;
        do
        {
            u = 2 * NextDouble() - 1;
            v = 2 * NextDouble() - 1;
            s = u * u + v * v;
        }
        while (s >= 1 || s == 0);
        double f = Math.Sqrt(-2 * Math.Log(s) / s);
        _spareNormal = v * f;
        return u * f;
    }
}
