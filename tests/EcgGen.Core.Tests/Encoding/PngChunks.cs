// A minimal reader of PNG's chunks, with its own bit-by-bit CRC.
using System.Buffers.Binary;

namespace EcgGen.Core.Tests;

internal static class PngChunks
{
    public static List<(string Type, byte[] Data)> Parse(ReadOnlySpan<byte> file)
    {
        Assert.Equal([0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A], file[..8].ToArray());
        var chunks = new List<(string, byte[])>();
        for (file = file[8..]; file.Length > 0;)
        {
            int length = BinaryPrimitives.ReadInt32BigEndian(file);
            Assert.Equal(Crc(file.Slice(4, length + 4)), BinaryPrimitives.ReadUInt32BigEndian(file[(length + 8)..]));
            chunks.Add((System.Text.Encoding.ASCII.GetString(file.Slice(4, 4)), file.Slice(8, length).ToArray()));
            file = file[(length + 12)..];
        }
        return chunks;
    }

    private static uint Crc(ReadOnlySpan<byte> bytes)
    {
        uint crc = uint.MaxValue;
        foreach (byte b in bytes)
        {
            crc ^= b;
            for (int bit = 0; bit < 8; bit++)
                crc = (crc & 1) != 0 ? (crc >> 1) ^ 0xEDB88320 : crc >> 1;
        }
        return ~crc;
    }
}
