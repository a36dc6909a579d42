// Deflate without matches, for what has none: pictures with noise.
using System.Buffers;
using System.Buffers.Binary;

namespace EcgGen.Core.Encoders;

/// <summary>
/// A zlib stream (RFC 1950) of literals alone, in blocks with Huffman codes of their own (RFC 1951, 3.2.7): what zlib's strategy HuffmanOnly gives, at a third of the time, as there
/// is no window, no list of symbols and no second choice. Dispose ends the stream; what it is written to stays open.
/// </summary>
internal sealed unsafe class LiteralDeflate(Stream output) : WriteStream
{
    // Four codes and what is left of a byte fit into 64 bits.
    private const int LongestCode = 14;

    private const int Literals = 256, EndOfBlock = Literals, Symbols = Literals + 1;

    // A block's head is below 200 bytes.
    private const int HeadRoom = 256;

    // Smaller writes are gathered until they are worth codes of their own.
    private const int LeastBlock = 32 << 10;

    private readonly int[] _counts = new int[Symbols];
    private readonly byte[] _lengths = new byte[Symbols];
    private readonly uint[] _codes = new uint[Symbols];
    private readonly byte[] _pending = ArrayPool<byte>.Shared.Rent(LeastBlock);
    private int _pendingCount;
    private byte[] _block = [];
    private int _used;
    private ulong _bits;
    private int _bitCount;
    private Adler32 _check = new();
    private bool _started, _ended;

    /// <inheritdoc/>
    public override void Write(ReadOnlySpan<byte> buffer)
    {
        if (_pendingCount + buffer.Length >= LeastBlock && _pendingCount > 0)
        {
            WriteBlock(_pending.AsSpan(0, _pendingCount));
            _pendingCount = 0;
        }
        if (buffer.Length >= LeastBlock)
        {
            WriteBlock(buffer);
            return;
        }
        buffer.CopyTo(_pending.AsSpan(_pendingCount));
        _pendingCount += buffer.Length;
    }

    private void End()
    {
        if (_pendingCount > 0)
            WriteBlock(_pending.AsSpan(0, _pendingCount));
        Take(HeadRoom);
        // The last block: fixed codes, nothing in it.
        Put(0b011, 3 + 7);
        Put(0, -_bitCount & 7);
        BinaryPrimitives.WriteUInt32BigEndian(_block.AsSpan(_used), _check.Value);
        output.Write(_block, 0, _used + sizeof(uint));
    }

    private void WriteBlock(ReadOnlySpan<byte> buffer)
    {
        _check.Add(buffer);
        Count(buffer);
        HuffmanCode.Lengths(_counts, LongestCode, _lengths);
        HuffmanCode.Codes(_lengths, _codes);
        Take(HeadRoom + buffer.Length * LongestCode / 8);
        PutHead();
        PutLiterals(buffer);
        Put(_codes[EndOfBlock] & 0xFFFF, _lengths[EndOfBlock]);
        output.Write(_block, 0, _used);
    }

    /// <summary>Begins anew with so much memory.</summary>
    private void Take(int room)
    {
        if (_block.Length < room)
        {
            Give(_block);
            _block = ArrayPool<byte>.Shared.Rent(room);
        }
        _used = 0;
        if (_started)
            return;
        _started = true;
        Put(0x0178, 16);
    }

    private static void Give(byte[] memory)
    {
        if (memory.Length > 0)
            ArrayPool<byte>.Shared.Return(memory);
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (disposing && !_ended)
        {
            _ended = true;
            try
            {
                End();
            }
            finally
            {
                Give(_pending);
                Give(_block);
            }
        }
        base.Dispose(disposing);
    }

    /// <summary>Counts how often each byte comes among half of them, which tells enough; each counts once at least, so that it has a code.</summary>
    private void Count(ReadOnlySpan<byte> bytes)
    {
        // Four histograms, for neighbours are often equal, and an increment waits for the one before.
        int* counts = stackalloc int[4 * Literals];
        new Span<int>(counts, 4 * Literals).Clear();
        fixed (byte* start = bytes)
        {
            for (int i = 0; i + 4 <= bytes.Length; i += 8)
            {
                uint four = *(uint*)(start + i);
                counts[(byte)four]++;
                counts[Literals + (byte)(four >> 8)]++;
                counts[2 * Literals + (byte)(four >> 16)]++;
                counts[3 * Literals + (four >> 24)]++;
            }
        }
        for (int i = 0; i < Literals; i++)
            _counts[i] = 1 + counts[i] + counts[Literals + i] + counts[2 * Literals + i] + counts[3 * Literals + i];
        _counts[EndOfBlock] = 1;
    }

    private void PutHead()
    {
        // Not the last block; codes of its own; 257 literals; one distance, which no code stands for.
        Put(0b100, 3);
        Put(Symbols - 257, 5);
        Put(0, 5);
        // Lengths of codes are written with four bits each, as if all sixteen were as frequent; no runs of them (symbols 16, 17 and 18).
        Put(15, 4);
        for (int i = 0; i < 19; i++)
            Put(i < 3 ? 0u : 4u, 3);
        foreach (byte length in _lengths)
            Put(HuffmanCode.Reversed(length, 4), 4);
        Put(0, 4);
    }

    private void PutLiterals(ReadOnlySpan<byte> bytes)
    {
        ulong bits = _bits;
        int count = _bitCount, i = 0;
        fixed (byte* from = bytes, block = _block)
        fixed (uint* codes = _codes)
        {
            byte* to = block + _used;
            for (; i + 4 <= bytes.Length; i += 4)
            {
                // By twos, so that what waits for what went before is short.
                uint a = codes[from[i]], b = codes[from[i + 1]], c = codes[from[i + 2]], d = codes[from[i + 3]];
                int lengthA = (int)(a >> 16), lengthC = (int)(c >> 16);
                bits |= (a & 0xFFFF | (ulong)(b & 0xFFFF) << lengthA) << count;
                count += lengthA + (int)(b >> 16);
                bits |= (c & 0xFFFF | (ulong)(d & 0xFFFF) << lengthC) << count;
                count += lengthC + (int)(d >> 16);
                // Whole bytes are done; what follows them is written again.
                *(ulong*)to = bits;
                to += count >> 3;
                bits >>= count & ~7;
                count &= 7;
            }
            _used = (int)(to - block);
        }
        (_bits, _bitCount) = (bits, count);
        for (; i < bytes.Length; i++)
            Put(_codes[bytes[i]] & 0xFFFF, _lengths[bytes[i]]);
    }

    private void Put(uint value, int length)
    {
        _bits |= (ulong)value << _bitCount;
        for (_bitCount += length; _bitCount >= 8; _bitCount -= 8, _bits >>= 8)
            _block[_used++] = (byte)_bits;
    }
}
