// The body of a PNG file: gathers compressed bytes and writes them as IDAT chunks.
using System.Buffers;
using System.Buffers.Binary;
using System.IO.Hashing;

namespace EcgGen.Core.Encoders;

/// <summary>
/// A write-only stream that cuts what it gets into IDAT chunks of at most 64 KiB, each one write to the output. It owns
/// neither the output nor what is in it: <see cref="Complete"/> writes the last chunk, Dispose alone writes nothing.
/// </summary>
internal sealed class IdatStream(Stream output) : WriteStream
{
    private const int ChunkBytes = 64 << 10;
    private const int HeadBytes = 8;
    private const int CrcBytes = 4;
    private byte[]? _chunk = ArrayPool<byte>.Shared.Rent(ChunkBytes);
    private int _used = HeadBytes;
    private bool _abandoned;

    /// <summary>Drops what still comes, such as the end of a deflate stream whose beginning could not be written.</summary>
    public void Abandon() => _abandoned = true;

    /// <inheritdoc/>
    public override void Write(ReadOnlySpan<byte> buffer)
    {
        ObjectDisposedException.ThrowIf(_chunk is null, this);
        while (!_abandoned && buffer.Length > 0)
        {
            int n = Math.Min(buffer.Length, ChunkBytes - CrcBytes - _used);
            buffer[..n].CopyTo(_chunk.AsSpan(_used));
            buffer = buffer[n..];
            _used += n;
            if (_used == ChunkBytes - CrcBytes)
                WriteChunk(_chunk);
        }
    }

    /// <summary>Writes what is left as the last chunk.</summary>
    public void Complete()
    {
        ObjectDisposedException.ThrowIf(_chunk is null, this);
        if (_used > HeadBytes)
            WriteChunk(_chunk);
    }

    private void WriteChunk(byte[] chunk)
    {
        BinaryPrimitives.WriteInt32BigEndian(chunk, _used - HeadBytes);
        "IDAT"u8.CopyTo(chunk.AsSpan(4));
        BinaryPrimitives.WriteUInt32BigEndian(chunk.AsSpan(_used), Crc32.HashToUInt32(chunk.AsSpan(4, _used - 4)));
        output.Write(chunk, 0, _used + CrcBytes);
        _used = HeadBytes;
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (disposing && _chunk is { } chunk)
        {
            _chunk = null;
            ArrayPool<byte>.Shared.Return(chunk);
        }
        base.Dispose(disposing);
    }
}
