// PNG files: read back by others and by our own parser; what happens when writing fails.
using System.Buffers.Binary;
using System.Numerics;
using EcgGen.Core.Encoders;
using EcgGen.Core.Raster;
using SkiaSharp;

namespace EcgGen.Core.Tests;

public class PngEncoderTests
{
    public static TheoryData<string, int, int> Images
    {
        get
        {
            var data = new TheoryData<string, int, int>();
            foreach (var kind in TestImages.Kinds)
            {
                int v = Vector<byte>.Count;
                foreach (var (w, h) in new[] { (1, 1), (1, 9), (9, 1), (3, 7), (v - 1, 4), (v, 3), (v + 1, 5), (333, 211), (30_000, 2) })
                    data.Add(kind, w, h);
            }
            return data;
        }
    }

    [Theory]
    [MemberData(nameof(Images))]
    public void Skia_reads_the_very_pixels(string kind, int width, int height)
    {
        using var image = TestImages.Make(kind, width, height);
        using var bitmap = SKBitmap.Decode(Encode(image), new SKImageInfo(width, height, SKColorType.Rgba8888, SKAlphaType.Opaque));
        var read = bitmap.GetPixelSpan();
        for (int y = 0; y < height; y++)
        {
            for (int x = 0; x < width; x++)
                Assert.Equal(image.Row(y).Slice(3 * x, 3), read.Slice(y * bitmap.RowBytes + 4 * x, 3));
        }
    }

    [Theory]
    [InlineData(200, 7874)]
    [InlineData(300, 11811)]
    [InlineData(72.5, 2854)]
    public void Chunks_are_in_order_and_hold_the_resolution(double dpi, int perMetre)
    {
        using var image = TestImages.Make("random", 333, 211);
        var chunks = PngChunks.Parse(Encode(image, dpi));
        int bodies = chunks.Count(c => c.Type == "IDAT");
        Assert.True(bodies > 1);
        Assert.Equal(["IHDR", "sRGB", "pHYs", .. Enumerable.Repeat("IDAT", bodies), "IEND"], chunks.Select(c => c.Type));
        Assert.Equal([0, 0, 333 >> 8, 333 & 255, 0, 0, 0, 211, 8, 2, 0, 0, 0], chunks[0].Data);
        Assert.Equal([0], chunks[1].Data);
        Assert.Equal(perMetre, BinaryPrimitives.ReadInt32BigEndian(chunks[2].Data));
        Assert.Equal(perMetre, BinaryPrimitives.ReadInt32BigEndian(chunks[2].Data.AsSpan(4)));
        Assert.Equal([1], chunks[2].Data[8..]);
        Assert.Empty(chunks[^1].Data);
    }

    [Fact]
    public void Equal_pixels_give_equal_bytes()
    {
        using var one = TestImages.Make("noisy page", 333, 211);
        using var other = TestImages.Make("noisy page", 333, 211);
        Assert.Equal(Encode(one), Encode(other));
    }

    [Fact]
    public void Quiet_images_are_matched_and_noisy_ones_are_not()
    {
        using var page = TestImages.Make("page", 333, 211);
        using var noisy = TestImages.Make("noisy page", 333, 211);
        Assert.InRange(Encode(page).Length, 1, page.All.Length / 10);
        Assert.InRange(Encode(noisy).Length, 1, noisy.All.Length * 8 / 10);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-200)]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    public void Senseless_resolutions_are_refused(double dpi)
    {
        using var image = TestImages.Make("white", 2, 2);
        Assert.Throws<ArgumentOutOfRangeException>(() => PngEncoder.Encode(image, dpi, Stream.Null, default));
    }

    [Theory]
    [InlineData(0)] // in the signature
    [InlineData(20)] // in the header
    [InlineData(80)] // in the first IDAT
    [InlineData(70_000)] // in the second
    [InlineData(-1)] // in the last byte
    public void A_full_disk_is_reported_as_it_is(long capacity)
    {
        using var image = TestImages.Make("random", 333, 211);
        var stream = new FailingStream(capacity < 0 ? Encode(image).Length + capacity : capacity);
        Assert.Same(stream.Error, Assert.Throws<IOException>(() => PngEncoder.Encode(image, 200, stream, default)));
        Assert.Equal(0, stream.WritesAfterFailure);
    }

    [Fact]
    public void Neither_success_nor_failure_keeps_the_pooled_memory()
    {
        using var image = TestImages.Make("random", 333, 211);
        void EncodeTwice()
        {
            PngEncoder.Encode(image, 200, Stream.Null, default);
            Assert.Throws<IOException>(() => PngEncoder.Encode(image, 200, new FailingStream(70_000), default));
        }
        EncodeTwice();
        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int i = 0; i < 10; i++)
            EncodeTwice();
        Assert.InRange((GC.GetAllocatedBytesForCurrentThread() - before) / 10, 0, 16_000);
    }

    [Fact]
    public void Cancellation_stops_it_at_once()
    {
        using var image = TestImages.Make("random", 333, 1000);
        Assert.Throws<OperationCanceledException>(() => PngEncoder.Encode(image, 200, Stream.Null, new CancellationToken(true)));
        using var source = new CancellationTokenSource();
        using var stream = new CancellingStream(source, after: 50_000);
        Assert.Throws<OperationCanceledException>(() => PngEncoder.Encode(image, 200, stream, source.Token));
        Assert.InRange(stream.Length, 50_000, 70_000);
    }

    [Theory]
    [MemberData(nameof(Images))]
    public void Pngcheck_finds_no_fault(string kind, int width, int height)
    {
        using var image = TestImages.Make(kind, width, height);
        ExternalTool.Run("pngcheck", Encode(image), "-q", "{file}");
    }

    [Fact]
    public void Libpng_reads_the_very_pixels()
    {
        using var image = TestImages.Make("noisy page", 333, 211);
        Assert.Equal([.. "P6\n333 211\n255\n"u8, .. image.All], ExternalTool.Run("pngtopnm", Encode(image), "{file}"));
    }

    [Fact]
    public void ImageMagick_sees_the_resolution()
    {
        using var image = TestImages.Make("page", 333, 211);
        var seen = ExternalTool.Run("identify", Encode(image), "-units", "PixelsPerInch",
            "-format", "%w %h %z %[fx:round(resolution.x)]", "png:{file}");
        Assert.Equal("333 211 8 200", System.Text.Encoding.ASCII.GetString(seen));
    }

    private static byte[] Encode(PixelBuffer image, double dpi = 200)
    {
        using var stream = new MemoryStream();
        PngEncoder.Encode(image, dpi, stream, default);
        return stream.ToArray();
    }
}
