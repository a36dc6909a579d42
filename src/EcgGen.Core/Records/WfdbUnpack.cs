// The bits of each WFDB sample format, as signal(5) of the WFDB Applications Guide lays them out.
using System.Buffers.Binary;
using System.Numerics.Tensors;
using System.Runtime.InteropServices;

namespace EcgGen.Core.Records;

/// <summary>One <see cref="SampleDecoder"/> per format.</summary>
internal static class WfdbUnpack
{
    /// <summary>8-bit first differences.</summary>
    public static void Format8(ReadOnlySpan<byte> bytes, int first, Span<int> samples)
    {
        bytes = bytes.Slice(first, samples.Length);
        for (int i = 0; i < samples.Length; i++)
            samples[i] = (sbyte)bytes[i];
    }

    /// <summary>16-bit two's complement, least significant byte first.</summary>
    public static void Format16(ReadOnlySpan<byte> bytes, int first, Span<int> samples)
    {
        bytes = bytes.Slice(first * 2, samples.Length * 2);
        if (BitConverter.IsLittleEndian)
        {
            TensorPrimitives.ConvertTruncating(MemoryMarshal.Cast<byte, short>(bytes), samples);
            return;
        }
        for (int i = 0; i < samples.Length; i++)
            samples[i] = BinaryPrimitives.ReadInt16LittleEndian(bytes[(i * 2)..]);
    }

    /// <summary>24-bit two's complement, least significant byte first.</summary>
    public static void Format24(ReadOnlySpan<byte> bytes, int first, Span<int> samples)
    {
        bytes = bytes.Slice(first * 3, samples.Length * 3);
        for (int i = 0; i < samples.Length; i++)
            samples[i] = bytes[i * 3] | bytes[i * 3 + 1] << 8 | (sbyte)bytes[i * 3 + 2] << 16;
    }

    /// <summary>32-bit two's complement, least significant byte first.</summary>
    public static void Format32(ReadOnlySpan<byte> bytes, int first, Span<int> samples)
    {
        bytes = bytes.Slice(first * 4, samples.Length * 4);
        for (int i = 0; i < samples.Length; i++)
            samples[i] = BinaryPrimitives.ReadInt32LittleEndian(bytes[(i * 4)..]);
    }

    /// <summary>16-bit two's complement, most significant byte first.</summary>
    public static void Format61(ReadOnlySpan<byte> bytes, int first, Span<int> samples)
    {
        bytes = bytes.Slice(first * 2, samples.Length * 2);
        for (int i = 0; i < samples.Length; i++)
            samples[i] = BinaryPrimitives.ReadInt16BigEndian(bytes[(i * 2)..]);
    }

    /// <summary>8-bit offset binary.</summary>
    public static void Format80(ReadOnlySpan<byte> bytes, int first, Span<int> samples)
    {
        bytes = bytes.Slice(first, samples.Length);
        for (int i = 0; i < samples.Length; i++)
            samples[i] = bytes[i] - 128;
    }

    /// <summary>16-bit offset binary, least significant byte first.</summary>
    public static void Format160(ReadOnlySpan<byte> bytes, int first, Span<int> samples)
    {
        bytes = bytes.Slice(first * 2, samples.Length * 2);
        for (int i = 0; i < samples.Length; i++)
            samples[i] = BinaryPrimitives.ReadUInt16LittleEndian(bytes[(i * 2)..]) - 32768;
    }

    /// <summary>
    /// Two 12-bit samples in three bytes: the first takes byte 0 and the lower half of byte 1, the second byte 2 and its upper half.
    /// </summary>
    public static void Format212(ReadOnlySpan<byte> bytes, int first, Span<int> samples)
    {
        bytes = bytes[(first / 2 * 3)..];
        int i = 0;
        if ((first & 1) != 0 && samples.Length > 0)
        {
            samples[i++] = Extend12(bytes[2] | (bytes[1] & 0xF0) << 4);
            bytes = bytes[3..];
        }
        for (; i + 1 < samples.Length; i += 2)
        {
            int middle = bytes[1];
            samples[i] = Extend12(bytes[0] | (middle & 0x0F) << 8);
            samples[i + 1] = Extend12(bytes[2] | (middle & 0xF0) << 4);
            bytes = bytes[3..];
        }
        if (i < samples.Length)
            samples[i] = Extend12(bytes[0] | (bytes[1] & 0x0F) << 8);
    }

    /// <summary>
    /// Three 10-bit samples in two words of 16 bits: bits 1–10 of each are the first two, bits 11–15 of each are the lower and the
    /// upper half of the third.
    /// </summary>
    public static void Format310(ReadOnlySpan<byte> bytes, int first, Span<int> samples)
    {
        for (int i = 0; i < samples.Length; i++)
        {
            var block = bytes[((first + i) / 3 * 4)..];
            samples[i] = Extend10(((first + i) % 3) switch
            {
                0 => block[0] >> 1 | block[1] << 7,
                1 => block[2] >> 1 | block[3] << 7,
                _ => block[1] >> 3 | (block[3] & 0xF8) << 2,
            });
        }
    }

    /// <summary>Three 10-bit samples in bits 0–9, 10–19 and 20–29 of a word of 32 bits.</summary>
    public static void Format311(ReadOnlySpan<byte> bytes, int first, Span<int> samples)
    {
        for (int i = 0; i < samples.Length; i++)
        {
            var block = bytes[((first + i) / 3 * 4)..];
            samples[i] = Extend10(((first + i) % 3) switch
            {
                0 => block[0] | block[1] << 8,
                1 => block[1] >> 2 | block[2] << 6,
                _ => block[2] >> 4 | block[3] << 4,
            });
        }
    }

    private static int Extend10(int value) => value << 22 >> 22;

    private static int Extend12(int value) => value << 20 >> 20;
}
