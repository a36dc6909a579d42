// JPEG files: near enough to the pixels, with their resolution wherever the encoder left its header.
using System.Runtime.Intrinsics;
using EcgGen.Core.Encoders;
using EcgGen.Core.Raster;
using SkiaSharp;

namespace EcgGen.Core.Tests;

public class JpegEncoderTests
{
    private static readonly byte[] Jfif = [0xFF, 0xE0, 0, 16, .. "JFIF\0"u8, 1, 1, 0, 0, 1, 0, 1, 0, 0];
    private static readonly byte[] JfifAt300 = [0xFF, 0xE0, 0, 16, .. "JFIF\0"u8, 1, 1, 1, 1, 44, 1, 44, 0, 0];
    private static readonly byte[] NewJfifAt300 = [0xFF, 0xE0, 0, 16, .. "JFIF\0"u8, 1, 2, 1, 1, 44, 1, 44, 0, 0];
    private static readonly byte[] Start = [0xFF, 0xD8];
    private static readonly byte[] Comment = [0xFF, 0xFE, 0, 5, 0xFF, 0xE0, 7];
    private static readonly byte[] Scan = [0xFF, 0xDA, 0, 2, 1, 2, 3, .. Jfif, 0xFF, 0xD9];

    [Theory]
    [InlineData("shade", 400, 300, 40)]
    [InlineData("shade", 3, 7, 40)]
    [InlineData("white", 1, 1, 60)]
    [InlineData("page", 400, 300, 25)] // colours of lines one pixel wide suffer from 4:2:0
    public void Skia_reads_nearly_the_same_pixels(string kind, int width, int height, double decibels)
        => Assert.InRange(SignalToNoise(kind, width, height, (r, g, b) => [r, g, b]), decibels, double.MaxValue);

    [Theory]
    [InlineData("page", 400, 300)]
    [InlineData("noisy page", 333, 211)]
    public void Lines_keep_their_brightness(string kind, int width, int height)
        => Assert.InRange(SignalToNoise(kind, width, height, (r, g, b) => [0.299 * r + 0.587 * g + 0.114 * b]), 30, double.MaxValue);

    private static double SignalToNoise(string kind, int width, int height, Func<byte, byte, byte, double[]> values)
    {
        using var image = TestImages.Make(kind, width, height);
        using var bitmap = SKBitmap.Decode(Encode(image), new SKImageInfo(width, height, SKColorType.Rgba8888, SKAlphaType.Opaque));
        Assert.Equal((width, height), (bitmap.Width, bitmap.Height));
        var squares = new List<double>();
        for (int y = 0; y < height; y++)
        {
            for (int x = 0; x < width; x++)
            {
                var put = image.Row(y).Slice(3 * x, 3);
                var got = bitmap.GetPixel(x, y);
                squares.AddRange(values(put[0], put[1], put[2]).Zip(values(got.Red, got.Green, got.Blue), (p, q) => (p - q) * (p - q)));
            }
        }
        return 10 * Math.Log10(255 * 255 / Math.Max(squares.Average(), 1e-9));
    }

    [Theory]
    [InlineData(200, 0, 200)]
    [InlineData(299.7, 1, 44)]
    public void The_file_holds_the_resolution(double dpi, byte high, byte low)
    {
        using var image = TestImages.Make("page", 40, 30);
        var file = Encode(image, dpi);
        Assert.Equal([0xFF, 0xD8, 0xFF, 0xE0, 0, 16, .. "JFIF\0"u8], file[..11]);
        Assert.Equal([1, high, low, high, low], file[13..18]);
    }

    [Fact]
    public void ImageMagick_sees_the_resolution()
    {
        using var image = TestImages.Make("page", 333, 211);
        var seen = ExternalTool.Run("identify", Encode(image), "-format", "%w %h %x %U %[jpeg:sampling-factor] %Q", "jpeg:{file}");
        Assert.Equal("333 211 200 PixelsPerInch 2x2,1x1,1x1 90", System.Text.Encoding.ASCII.GetString(seen));
    }

    [Fact]
    public void Equal_pixels_give_equal_bytes()
    {
        using var image = TestImages.Make("noisy page", 333, 211);
        Assert.Equal(Encode(image), Encode(image));
    }

    [Fact]
    public void A_header_is_changed_where_it_stands()
    {
        Assert.Equal([.. Start, .. JfifAt300, .. Scan], At300([.. Start, .. Jfif, .. Scan]));
        Assert.Equal([.. Start, .. Comment, 0xFF, .. JfifAt300, .. Scan], At300([.. Start, .. Comment, 0xFF, .. Jfif, .. Scan]));
    }

    [Fact]
    public void A_missing_header_is_put_first()
    {
        Assert.Equal([.. Start, .. NewJfifAt300, .. Comment, .. Scan], At300([.. Start, .. Comment, .. Scan]));
        byte[] jfxx = [0xFF, 0xE0, 0, 16, .. "JFXX\0"u8, 1, 1, 0, 0, 1, 0, 1, 0, 0];
        Assert.Equal([.. Start, .. NewJfifAt300, .. jfxx, .. Scan], At300([.. Start, .. jfxx, .. Scan]));
    }

    [Fact]
    public void What_is_no_JPEG_is_refused()
    {
        byte[] file = [.. Start, .. Comment, .. Jfif, .. Scan];
        for (int n = 0; n < Start.Length + Comment.Length + Jfif.Length; n++)
            Assert.Equal(ErrorId.Internal, Assert.Throws<EcgException>(() => At300(file[..n])).Id);
        Assert.Throws<EcgException>(() => At300([.. Start, 0xFF, 0xFE, 0, 1, .. Scan]));
        Assert.Throws<EcgException>(() => At300([.. Start, 1, .. Jfif, .. Scan]));
    }

    [Theory]
    [InlineData(0.4)]
    [InlineData(65_536)]
    [InlineData(double.NaN)]
    public void Senseless_resolutions_are_refused(double dpi)
    {
        using var image = TestImages.Make("white", 2, 2);
        Assert.Throws<ArgumentOutOfRangeException>(() => JpegEncoder.Encode(image, dpi, Stream.Null, default));
    }

    [Fact]
    public void Sides_beyond_the_format_are_refused()
    {
        using var image = new PixelBuffer(65_501, 1);
        Assert.Throws<ArgumentException>(() => JpegEncoder.Encode(image, 200, Stream.Null, default));
    }

    [Fact]
    public void A_full_disk_is_reported_as_it_is()
    {
        using var image = TestImages.Make("noisy page", 333, 211);
        var stream = new FailingStream(1000);
        Assert.Same(stream.Error, Assert.Throws<IOException>(() => JpegEncoder.Encode(image, 200, stream, default)));
        Assert.Equal(0, stream.WritesAfterFailure);
    }

    [Fact]
    public void A_cancelled_token_stops_it()
    {
        using var image = TestImages.Make("noisy page", 333, 211);
        using var stream = new MemoryStream();
        Assert.Throws<OperationCanceledException>(() => JpegEncoder.Encode(image, 200, stream, new CancellationToken(true)));
        Assert.Equal(0, stream.Length);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(5)]
    [InlineData(6)]
    [InlineData(7)]
    [InlineData(211)]
    public void Rows_get_an_opaque_alpha(int pixels)
    {
        var rgb = Enumerable.Range(1, 3 * pixels).Select(i => (byte)i).ToArray();
        var rgba = new byte[4 * pixels + Vector128<byte>.Count];
        RgbaRows.Expand(rgb, rgba);
        Assert.Equal(rgb.Chunk(3).SelectMany(p => p.Append((byte)255)), rgba[..(4 * pixels)]);
        Assert.All(rgba[(4 * pixels)..], b => Assert.Equal(0, b));
    }

    private static byte[] At300(byte[] file)
    {
        using var stream = new MemoryStream();
        JfifDensity.Write(file, 300, stream);
        return stream.ToArray();
    }

    private static byte[] Encode(PixelBuffer image, double dpi = 200)
    {
        using var stream = new MemoryStream();
        JpegEncoder.Encode(image, dpi, stream, default);
        return stream.ToArray();
    }
}
