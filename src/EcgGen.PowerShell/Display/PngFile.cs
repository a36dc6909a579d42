// A picture as a PNG file: what two of the terminals' protocols and every viewer take.
using System.Buffers.Binary;
using System.IO.Compression;

namespace EcgGen.Display;

internal static class PngFile
{
    private const byte RgbColor = 2, Up = 2;

    private static readonly uint[] s_crc = [.. Enumerable.Range(0, 256).Select(n => Enumerable.Range(0, 8).Aggregate((uint)n, (c, _) => (c & 1) != 0 ? 0xEDB88320 ^ (c >> 1) : c >> 1))];

    public static byte[] Encode(Picture picture)
    {
        using var file = new MemoryStream();
        file.Write([0x89, (byte)'P', (byte)'N', (byte)'G', 13, 10, 26, 10]);
        var header = new byte[13];
        BinaryPrimitives.WriteInt32BigEndian(header, picture.Width);
        BinaryPrimitives.WriteInt32BigEndian(header.AsSpan(4), picture.Height);
        (header[8], header[9]) = (8, RgbColor);
        Chunk(file, "IHDR"u8, header);
        Chunk(file, "IDAT"u8, Compress(picture));
        Chunk(file, "IEND"u8, []);
        return file.ToArray();
    }

    private static byte[] Compress(Picture picture)
    {
        int stride = 3 * picture.Width;
        using var data = new MemoryStream();
        using (var zlib = new ZLibStream(data, CompressionLevel.Fastest))
        {
            var line = new byte[1 + stride];
            line[0] = Up;
            for (int y = 0; y < picture.Height; y++)
            {
                var row = picture.Pixels.AsSpan(y * stride, stride);
                for (int i = 0; i < stride; i++)
                    line[1 + i] = (byte)(row[i] - (y > 0 ? picture.Pixels[(y - 1) * stride + i] : 0));
                zlib.Write(line);
            }
        }
        return data.ToArray();
    }

    private static void Chunk(MemoryStream file, ReadOnlySpan<byte> type, ReadOnlySpan<byte> data)
    {
        Span<byte> number = stackalloc byte[4];
        BinaryPrimitives.WriteInt32BigEndian(number, data.Length);
        file.Write(number);
        file.Write(type);
        file.Write(data);
        BinaryPrimitives.WriteUInt32BigEndian(number, ~Crc(Crc(uint.MaxValue, type), data));
        file.Write(number);
    }

    private static uint Crc(uint crc, ReadOnlySpan<byte> data)
    {
        foreach (byte b in data)
            crc = s_crc[(byte)(crc ^ b)] ^ (crc >> 8);
        return crc;
    }
}
