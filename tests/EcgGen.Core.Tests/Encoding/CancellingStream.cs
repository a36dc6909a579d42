// Cancels a token once so many bytes were written: a cancellation at a known place in the middle of the work.
namespace EcgGen.Core.Tests;

internal sealed class CancellingStream(CancellationTokenSource source, long after) : MemoryStream
{
    public override void Write(ReadOnlySpan<byte> buffer) => Write(buffer.ToArray(), 0, buffer.Length);

    public override void Write(byte[] buffer, int offset, int count)
    {
        base.Write(buffer, offset, count);
        if (Length >= after)
            source.Cancel();
    }
}
