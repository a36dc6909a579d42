// Takes zlib streams of a hostile file apart: never more than they say, than the file can be worth, or than memory may take.
using System.IO.Compression;
using System.Runtime.InteropServices;

namespace EcgGen.Core.Records;

/// <summary>Inflates the streams of one file.</summary>
/// <param name="file">The file's name, for messages.</param>
/// <param name="fileBytes">The file's length: all that is inflated may be 100 times as long, or 16 MiB if that is more.</param>
internal sealed class BoundedInflater(string file, long fileBytes)
{
    private const long FreeBytes = 1 << 24, MaxRatio = 100, MaxBytes = RecordCut.MaxSamples * sizeof(double);
    private const int FirstBytes = 1 << 12, StepBytes = 1 << 16;
    private long _budget = Math.Min(Math.Max(FreeBytes, MaxRatio * fileBytes), MaxBytes);

    /// <summary>Tells from a stream's first bytes how long all of it is.</summary>
    public delegate long LengthOf(ReadOnlySpan<byte> head);

    /// <summary>Inflates a stream.</summary>
    /// <param name="compressed">The stream (RFC 1950).</param>
    /// <param name="length">Gives its length.</param>
    /// <param name="headBytes">The bytes that <paramref name="length"/> needs.</param>
    /// <param name="cancellation">Polled every 64 KiB.</param>
    /// <exception cref="EcgException">RecordTooLarge; SignalInvalid if the stream is broken or of another length.</exception>
    public ReadOnlyMemory<byte> Inflate(ReadOnlyMemory<byte> compressed, LengthOf length, int headBytes, CancellationToken cancellation)
    {
        MemoryMarshal.TryGetArray(compressed, out var segment);
        using var stream = new ZLibStream(new MemoryStream(segment.Array!, segment.Offset, segment.Count, writable: false), CompressionMode.Decompress);
        try
        {
            var bytes = new byte[Math.Max(FirstBytes, headBytes)];
            int have = stream.ReadAtLeast(bytes.AsSpan(0, headBytes), headBytes);
            long total = length(bytes);
            if (total > _budget)
            {
                throw new EcgException(ErrorId.RecordTooLarge,
                    $"{file}: compressed data: {compressed.Length} bytes would become {total}, more than the {_budget} that are allowed.");
            }
            _budget -= total;
            while (have < total)
            {
                cancellation.ThrowIfCancellationRequested();
                // Memory grows with what really comes out, whatever the length promises.
                if (have == bytes.Length)
                    Array.Resize(ref bytes, (int)Math.Min(total, 2L * bytes.Length));
                int got = stream.Read(bytes.AsSpan(have, (int)Math.Min(Math.Min(total, bytes.Length) - have, StepBytes)));
                if (got == 0)
                    throw new EcgException(ErrorId.SignalInvalid, $"{file}: compressed data: expected {total} bytes, found {have}.");
                have += got;
            }
            // The check sum stands behind the last byte.
            if (stream.ReadByte() >= 0)
                throw new EcgException(ErrorId.SignalInvalid, $"{file}: compressed data: expected {total} bytes, found more.");
            return bytes.AsMemory(0, have);
        }
        catch (Exception e) when (e is InvalidDataException or EndOfStreamException)
        {
            throw new EcgException(ErrorId.SignalInvalid, $"{file}: compressed data: {e.Message}", e);
        }
    }
}
