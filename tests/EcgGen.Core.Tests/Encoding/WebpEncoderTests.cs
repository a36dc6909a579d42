// WebP files: decoded by Skia and by libwebp's tools; the resolution in their EXIF data.
using System.Buffers.Binary;
using EcgGen.Core.Encoders;
using EcgGen.Core.Raster;
using SkiaSharp;

namespace EcgGen.Core.Tests;

public class WebpEncoderTests
{
    [Theory]
    [InlineData("page", 400, 300)]
    [InlineData("noisy page", 333, 211)]
    [InlineData("random", 5, 3)]
    [InlineData("white", 1, 1)]
    public void Lossless_files_hold_the_very_pixels(string kind, int width, int height)
    {
        using var image = TestImages.Make(kind, width, height);
        Assert.Equal(image.All.ToArray(), Decode(Encode(image, lossless: true), width, height));
    }

    [Theory]
    [InlineData("shade", 40)]
    [InlineData("page", 25)] // colours of lines one pixel wide suffer from 4:2:0
    public void Lossy_files_hold_nearly_the_same(string kind, double decibels)
    {
        using var image = TestImages.Make(kind, 400, 300);
        var decoded = Decode(Encode(image, lossless: false), 400, 300);
        double square = image.All.ToArray().Zip(decoded, (a, b) => (double)(a - b) * (a - b)).Average();
        Assert.InRange(10 * Math.Log10(255 * 255 / square), decibels, double.MaxValue);
    }

    [Theory]
    [InlineData(true, "VP8L")]
    [InlineData(false, "VP8 ")]
    public void Exif_data_hold_the_resolution(bool lossless, string kind)
    {
        using var image = TestImages.Make("page", 333, 211);
        var file = Encode(image, lossless);
        Assert.Equal(file.Length - 8, BinaryPrimitives.ReadInt32LittleEndian(file.AsSpan(4)));
        var chunks = new List<(string Type, byte[] Data)>();
        for (int at = 12; at < file.Length;)
        {
            int length = BinaryPrimitives.ReadInt32LittleEndian(file.AsSpan(at + 4));
            chunks.Add((System.Text.Encoding.ASCII.GetString(file, at, 4), file[(at + 8)..(at + 8 + length)]));
            at += 8 + length + length % 2;
        }
        Assert.Equal(["VP8X", kind, "EXIF"], chunks.Select(c => c.Type));
        Assert.Equal([8, 0, 0, 0, 332 & 255, 332 >> 8, 0, 210, 0, 0], chunks[0].Data);

        // A TIFF directory whose tags 282 and 283 are rationals, and 296 says inches.
        var exif = chunks[2].Data;
        Assert.Equal([.. "II*\0"u8, 8, 0, 0, 0, 3, 0], exif[..10]);
        for (int i = 0; i < 2; i++)
        {
            Assert.Equal(282 + i, BinaryPrimitives.ReadUInt16LittleEndian(exif.AsSpan(10 + 12 * i)));
            int value = BinaryPrimitives.ReadInt32LittleEndian(exif.AsSpan(18 + 12 * i));
            Assert.Equal(200.0, BinaryPrimitives.ReadInt32LittleEndian(exif.AsSpan(value)) / (double)BinaryPrimitives.ReadInt32LittleEndian(exif.AsSpan(value + 4)));
        }
        Assert.Equal([296 & 255, 296 >> 8, 3, 0, 1, 0, 0, 0, 2, 0], exif[34..44]);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Webpinfo_finds_no_fault(bool lossless)
    {
        using var image = TestImages.Make("noisy page", 333, 211);
        var seen = System.Text.Encoding.ASCII.GetString(ExternalTool.Run("webpinfo", Encode(image, lossless), "{file}"));
        Assert.Contains("No error detected", seen);
        Assert.Contains("Canvas size 333 x 211", seen);
        Assert.Contains("EXIF: 1", seen);
    }

    [Fact]
    public void Equal_pixels_give_equal_bytes()
    {
        using var image = TestImages.Make("noisy page", 333, 211);
        Assert.Equal(Encode(image, true), Encode(image, true));
        Assert.Equal(Encode(image, false), Encode(image, false));
    }

    [Fact]
    public void Sides_beyond_the_format_and_senseless_resolutions_are_refused()
    {
        using var large = new PixelBuffer(16_384, 1);
        Assert.Throws<ArgumentException>(() => WebpEncoder.Encode(large, 200, true, Stream.Null, default));
        using var small = TestImages.Make("white", 2, 2);
        Assert.Throws<ArgumentOutOfRangeException>(() => WebpEncoder.Encode(small, 0, true, Stream.Null, default));
    }

    [Fact]
    public void Cancellation_writes_nothing_and_a_full_disk_is_reported_as_it_is()
    {
        using var image = TestImages.Make("noisy page", 333, 211);
        using var stream = new MemoryStream();
        Assert.Throws<OperationCanceledException>(() => WebpEncoder.Encode(image, 200, false, stream, new CancellationToken(true)));
        Assert.Equal(0, stream.Length);
        var full = new FailingStream(1000);
        Assert.Same(full.Error, Assert.Throws<IOException>(() => WebpEncoder.Encode(image, 200, false, full, default)));
    }

    private static byte[] Decode(byte[] file, int width, int height)
    {
        using var bitmap = SKBitmap.Decode(file, new SKImageInfo(width, height, SKColorType.Rgba8888, SKAlphaType.Opaque));
        return [.. bitmap.GetPixelSpan().ToArray().Where((_, i) => i % 4 != 3)];
    }

    private static byte[] Encode(PixelBuffer image, bool lossless)
    {
        using var stream = new MemoryStream();
        WebpEncoder.Encode(image, 200, lossless, stream, default);
        return stream.ToArray();
    }
}
