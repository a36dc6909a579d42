// The bits of a FLAC stream, most significant first.
using System.Buffers.Binary;
using System.Numerics;

namespace EcgGen.Core.Records.Flac;

/// <summary>Reads bits from a span; past its end it throws.</summary>
internal ref struct FlacBits(ReadOnlySpan<byte> bytes)
{
    private readonly ReadOnlySpan<byte> _bytes = bytes;
    private ulong _cache; // the next bits, left-aligned; below the _count that are taken account of there may be more
    private int _count;
    private int _next; // the first byte that is not taken account of

    /// <summary>Bytes read, the started one included.</summary>
    public readonly int Position => _next - _count / 8;

    /// <summary>An unsigned number of 0–32 bits.</summary>
    /// <exception cref="FlacException">The data end.</exception>
    public uint Unsigned(int bits)
    {
        if (bits == 0)
            return 0;
        if (_count < bits)
            Refill(bits);
        uint value = (uint)(_cache >> (64 - bits));
        _cache <<= bits;
        _count -= bits;
        return value;
    }

    /// <summary>A number in two's complement of 0–32 bits.</summary>
    /// <exception cref="FlacException">The data end.</exception>
    public int Signed(int bits) => bits == 0 ? 0 : (int)(Unsigned(bits) << (32 - bits)) >> (32 - bits);

    /// <summary>The number of zeros before the next one, which is taken too.</summary>
    /// <exception cref="FlacException">The data end, or there are more than 2³¹ zeros.</exception>
    public uint Unary()
    {
        long zeros = 0;
        while (true)
        {
            if (_count == 0)
                Refill(1);
            int leading = BitOperations.LeadingZeroCount(_cache);
            if (leading < _count)
            {
                _cache <<= leading + 1;
                _count -= leading + 1;
                zeros += leading;
                return zeros <= int.MaxValue ? (uint)zeros : throw new FlacException("a number is too large");
            }
            zeros += _count;
            _cache = 0;
            _count = 0;
        }
    }

    /// <summary>Skips what is left of a started byte.</summary>
    public void Align()
    {
        int rest = _count % 8;
        _cache <<= rest;
        _count -= rest;
    }

    private void Refill(int needed)
    {
        if (_next + 8 <= _bytes.Length)
        {
            // Takes in all that fits; the bits of a byte that does not fit whole are put there again next time, and are the same.
            _cache |= BinaryPrimitives.ReadUInt64BigEndian(_bytes[_next..]) >> _count;
            int whole = (63 - _count) / 8;
            _next += whole;
            _count += whole * 8;
            return;
        }
        for (; _count < 56 && _next < _bytes.Length; _count += 8)
            _cache |= (ulong)_bytes[_next++] << (56 - _count);
        if (_count < needed)
            throw new FlacException("the data end");
    }
}
