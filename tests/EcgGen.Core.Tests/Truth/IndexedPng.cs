// A minimal reader of indexed PNG files that gives the indices, which Skia does not.
using System.Buffers.Binary;
using System.IO.Compression;

namespace EcgGen.Core.Tests.Truth;

internal sealed record IndexedPng(int Width, int Height, byte[] Indices, Rgb[] Palette)
{
    public byte this[int x, int y] => Indices[y * Width + x];

    public static IndexedPng Parse(byte[] file)
    {
        var chunks = PngChunks.Parse(file);
        Assert.Equal(["IHDR", "sRGB", "pHYs", "PLTE"], chunks.Take(4).Select(c => c.Type));
        var head = chunks[0].Data;
        int width = BinaryPrimitives.ReadInt32BigEndian(head), height = BinaryPrimitives.ReadInt32BigEndian(head.AsSpan(4));
        Assert.Equal([8, 3, 0, 0, 0], head[8..]);
        byte[] body = [.. chunks.Where(c => c.Type == "IDAT").SelectMany(c => c.Data)];
        using var inflated = new ZLibStream(new MemoryStream(body), CompressionMode.Decompress);
        var indices = new byte[width * height];
        for (int y = 0; y < height; y++)
        {
            int filter = inflated.ReadByte();
            Assert.True(filter == 0 || filter == 2 && y > 0);
            inflated.ReadExactly(indices, y * width, width);
            for (int x = 0; filter == 2 && x < width; x++)
                indices[y * width + x] += indices[(y - 1) * width + x];
        }
        Assert.Equal(-1, inflated.ReadByte());
        return new IndexedPng(width, height, indices, [.. chunks[3].Data.Chunk(3).Select(c => new Rgb(c[0], c[1], c[2]))]);
    }
}
