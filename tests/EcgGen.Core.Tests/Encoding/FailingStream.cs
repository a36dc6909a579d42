// A disk that fills up: takes so many bytes and then throws.
namespace EcgGen.Core.Tests;

internal sealed class FailingStream(long capacity) : Stream
{
    public readonly IOException Error = new("No space left on device");

    public long Taken { get; private set; }

    public int WritesAfterFailure { get; private set; }

    private bool _failed;

    public override bool CanRead => false;
    public override bool CanSeek => false;
    public override bool CanWrite => true;
    public override long Length => throw new NotSupportedException();
    public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

    public override void Write(byte[] buffer, int offset, int count) => Write(buffer.AsSpan(offset, count));

    public override void Write(ReadOnlySpan<byte> buffer)
    {
        if (_failed)
            WritesAfterFailure++;
        if (Taken + buffer.Length > capacity)
        {
            _failed = true;
            throw Error;
        }
        Taken += buffer.Length;
    }

    public override void Flush()
    {
    }

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();
    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();
    public override void SetLength(long value) => throw new NotSupportedException();
}
