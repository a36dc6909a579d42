// Indexed PNG files: read back by Skia and by our own parser.
using EcgGen.Core.Encoders;
using EcgGen.Core.Tests.Truth;
using SkiaSharp;

namespace EcgGen.Core.Tests;

public class PngIndexedTests
{
    [Theory]
    [InlineData(1, 1)]
    [InlineData(31, 3)]
    [InlineData(33, 64)]
    [InlineData(500, 301)]
    [InlineData(70_000, 2)]
    public void The_very_indices_and_colours_come_back(int width, int height)
    {
        var random = new System.Random(width);
        var indices = new byte[width * height];
        random.NextBytes(indices);
        indices.AsSpan(indices.Length / 2).Clear();
        Rgb[] palette = [.. Enumerable.Range(0, 256).Select(i => new Rgb((byte)i, (byte)(255 - i), (byte)(i * 7)))];
        var stream = new MemoryStream();
        PngEncoder.EncodeIndexed(width, height, y => indices.AsSpan(y * width, width), palette, 300, stream, default);
        var own = IndexedPng.Parse(stream.ToArray());
        Assert.Equal((width, height), (own.Width, own.Height));
        Assert.Equal(indices, own.Indices);
        Assert.Equal(palette, own.Palette);
        using var bitmap = SKBitmap.Decode(stream.ToArray(), new SKImageInfo(width, height, SKColorType.Rgba8888, SKAlphaType.Unpremul));
        var read = bitmap.GetPixelSpan();
        for (int i = 0; i < indices.Length; i++)
        {
            var (r, g, b) = (read[4 * i], read[4 * i + 1], read[4 * i + 2]);
            if (new Rgb(r, g, b) != palette[indices[i]])
                Assert.Fail($"pixel {i}");
        }
    }

    [Fact]
    public void What_is_out_of_range_is_refused_and_cancelling_stops_it()
    {
        PngEncoder.IndexedRow row = _ => new byte[4];
        Rgb[] two = [new(0, 0, 0), new(255, 255, 255)];
        Assert.Throws<ArgumentOutOfRangeException>(() => PngEncoder.EncodeIndexed(0, 4, row, two, 100, Stream.Null, default));
        Assert.Throws<ArgumentOutOfRangeException>(() => PngEncoder.EncodeIndexed(4, 0, row, two, 100, Stream.Null, default));
        Assert.Throws<ArgumentOutOfRangeException>(() => PngEncoder.EncodeIndexed(4, 4, row, [], 100, Stream.Null, default));
        Assert.Throws<ArgumentOutOfRangeException>(() => PngEncoder.EncodeIndexed(4, 4, row, new Rgb[257], 100, Stream.Null, default));
        Assert.Throws<ArgumentOutOfRangeException>(() => PngEncoder.EncodeIndexed(4, 4, row, two, 0, Stream.Null, default));
        Assert.Throws<OperationCanceledException>(() => PngEncoder.EncodeIndexed(4, 4, row, two, 100, Stream.Null, new CancellationToken(canceled: true)));
    }
}
