// Counts what is written to it and keeps nothing.
namespace EcgGen.Core.Encoders;

/// <summary>A stream that only knows its length.</summary>
internal sealed class CountingStream : WriteStream
{
    private long _length;

    /// <inheritdoc/>
    public override long Length => _length;

    /// <inheritdoc/>
    public override void Write(ReadOnlySpan<byte> buffer) => _length += buffer.Length;
}
