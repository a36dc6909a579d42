// XLI, the compression of Philips cardiographs: LZW over second differences, a chunk for each channel.
using System.Buffers.Binary;

namespace EcgGen.Core.Records.Xml;

/// <summary>
/// Unpacks XLI data, as the wiki of sierra-ecg-tools documents it. A chunk is the number of its bytes (32 bits, little-endian), two
/// bytes that are always 1, the first difference (16 bits), and LZW codes of 10 bits each, the first bit the highest. They give the
/// upper bytes of all values, then the lower bytes: two samples as they are, and a second difference less 64 for each one more.
/// </summary>
internal static class XliData
{
    private const int HeaderBytes = 8, CodeBits = 10, EndCode = (1 << CodeBits) - 1, Bias = 64;

    /// <summary>The most samples of one channel: 35 minutes at 500 Hz, where these files have 11 seconds.</summary>
    public const int MaxSamples = 1 << 20;

    /// <summary>Unpacks one channel.</summary>
    /// <param name="data">All chunks that are left; the channel's one is taken off.</param>
    /// <returns>The samples, or null if what is left is no whole chunk, holds no LZW codes, or more than <see cref="MaxSamples"/>.</returns>
    public static int[]? Unpack(ref ReadOnlySpan<byte> data)
    {
        if (data.Length < HeaderBytes)
            return null;
        int size = BinaryPrimitives.ReadInt32LittleEndian(data);
        int first = BinaryPrimitives.ReadInt16LittleEndian(data[6..]);
        if (size < 0 || size > data.Length - HeaderBytes)
            return null;
        var chunk = data.Slice(HeaderBytes, size);
        data = data[(HeaderBytes + size)..];
        return Decompress(chunk) is { } bytes ? FromDifferences(bytes, first) : null;
    }

    // Every string that LZW learns is the one before and a byte more, so it stands in the output already: where, and how long it is,
    // is all that the dictionary has to tell.
    private static List<byte>? Decompress(ReadOnlySpan<byte> chunk)
    {
        var output = new List<byte>(chunk.Length * 2);
        Span<(int Start, int Length)> learned = stackalloc (int, int)[EndCode];
        int next = 256, previous = 0, previousLength = 0;
        for (int bit = 0; bit + CodeBits <= chunk.Length * 8; bit += CodeBits)
        {
            int code = CodeAt(chunk, bit);
            if (code == EndCode)
                break;
            int start = output.Count;
            if (previousLength > 0 && next < EndCode)
                learned[next++] = (previous, previousLength + 1); // its last byte is the first of what comes now
            if (code < 256)
            {
                output.Add((byte)code);
            }
            else if (code < next)
            {
                var (from, length) = learned[code];
                for (int i = 0; i < length; i++)
                    output.Add(output[from + i]);
            }
            else
            {
                return null;
            }
            (previous, previousLength) = (start, output.Count - start);
            if (output.Count > 2 * MaxSamples)
                return null;
        }
        return output;
    }

    private static int CodeAt(ReadOnlySpan<byte> chunk, int bit)
    {
        int at = bit / 8;
        int word = chunk[at] << 16 | chunk[at + 1] << 8 | (at + 2 < chunk.Length ? chunk[at + 2] : 0);
        return word >> (24 - CodeBits - bit % 8) & EndCode;
    }

    private static int[] FromDifferences(List<byte> bytes, int first)
    {
        int count = (bytes.Count + 1) / 2;
        var samples = new int[count];
        int difference = first;
        for (int i = 0; i < count; i++)
        {
            int low = count + i < bytes.Count ? bytes[count + i] : 0;
            int value = (short)(bytes[i] << 8 | low);
            // Samples are of 16 bits; where they run over, they wrap.
            samples[i] = i < 2 ? value : (short)(2 * samples[i - 1] - samples[i - 2] - difference);
            if (i >= 2)
                difference = value - Bias;
        }
        return samples;
    }
}
