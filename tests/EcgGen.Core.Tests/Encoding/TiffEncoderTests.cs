// TIFF files: read back by libtiff, which knows none of our code; Group 4 for runs of every length.
using System.Buffers.Binary;
using BitMiracle.LibTiff.Classic;
using EcgGen.Core.Encoders;
using EcgGen.Core.Random;
using EcgGen.Core.Raster;

namespace EcgGen.Core.Tests;

public class TiffEncoderTests
{
    public static TheoryData<string, int, int> Images
    {
        get
        {
            var data = new TheoryData<string, int, int>();
            foreach (var kind in TestImages.Kinds)
            {
                foreach (var (w, h) in new[] { (1, 1), (1, 9), (9, 1), (3, 7), (8, 8), (333, 211), (30_000, 40) })
                    data.Add(kind, w, h);
            }
            return data;
        }
    }

    [Theory]
    [MemberData(nameof(Images))]
    public void LibTiff_reads_the_very_pixels(string kind, int width, int height)
    {
        using var image = TestImages.Make(kind, width, height);
        var gray = image.All.ToArray().Chunk(3).Select(p => Gray(p[0], p[1], p[2])).ToArray();
        Assert.Equal(image.All.ToArray(), Decode(image, TiffKind.Rgb));
        Assert.Equal(gray, Decode(image, TiffKind.Gray));
        Assert.Equal(gray.Select(g => g < 128 ? (byte)0 : (byte)255), Decode(image, TiffKind.Bilevel));
    }

    [Fact]
    public void Runs_of_every_length_are_coded()
    {
        // Black and white runs of 1 to 2700 pixels, and rows that have little to do with the one above.
        const int width = 6000;
        using var image = new PixelBuffer(width, 2701);
        for (int y = 0; y < image.Height; y++)
        {
            int run = y + 1;
            for (int x = 0; x < width; x++)
                image.Row(y).Slice(3 * x, 3).Fill(x / run % 2 == y % 2 ? (byte)255 : (byte)0);
        }
        Assert.Equal(image.All.ToArray().Where((_, i) => i % 3 == 0), Decode(image, TiffKind.Bilevel));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(7)]
    [InlineData(40)]
    public void Rows_that_differ_a_little_from_the_one_above_are_coded(int range)
    {
        // Edges that wander: all vertical modes, passes and horizontal modes beside each other.
        using var image = new PixelBuffer(500, 300);
        var random = new Philox(5, (ulong)range);
        int[] edges = [.. Enumerable.Range(1, 40).Select(i => i * 12)];
        for (int y = 0; y < image.Height; y++)
        {
            for (int i = 0; i < edges.Length; i++)
                edges[i] = Math.Clamp(edges[i] + random.NextInt(2 * range + 1) - range, 0, 500);
            for (int x = 0; x < 500; x++)
                image.Row(y).Slice(3 * x, 3).Fill(edges.Count(e => e <= x) % 2 == 0 ? (byte)255 : (byte)0);
        }
        Assert.Equal(image.All.ToArray().Where((_, i) => i % 3 == 0), Decode(image, TiffKind.Bilevel));
    }

    [Theory]
    [InlineData(TiffKind.Rgb, "200 200 sRGB 8 Zip")]
    [InlineData(TiffKind.Gray, "200 200 Gray 8 Zip")]
    [InlineData(TiffKind.Bilevel, "200 200 Gray 1 Group4")]
    public void ImageMagick_sees_resolution_and_kind(TiffKind kind, string expected)
    {
        using var image = TestImages.Make("page", 333, 211);
        Assert.Equal(expected, System.Text.Encoding.ASCII.GetString(ExternalTool.Run("identify", Encode(image, kind), "-units", "PixelsPerInch", "-format", "%x %y %[colorspace] %z %C", "tiff:{file}")));
    }

    [Fact]
    public void Tiffinfo_has_nothing_to_warn_of()
    {
        using var image = TestImages.Make("noisy page", 333, 211);
        foreach (var kind in Enum.GetValues<TiffKind>())
            Assert.Contains("Resolution: 200, 200 pixels/inch", System.Text.Encoding.ASCII.GetString(ExternalTool.Run("tiffinfo", Encode(image, kind), "-D", "{file}")));
    }

    [Fact]
    public void A_clean_page_in_black_and_white_is_small_and_equal_pixels_give_equal_bytes()
    {
        using var page = TestImages.Make("page", 2000, 1000);
        foreach (var kind in Enum.GetValues<TiffKind>())
            Assert.Equal(Encode(page, kind), Encode(page, kind));
        Assert.InRange(Encode(page, TiffKind.Bilevel).Length, 100, 10_000);
    }

    [Fact]
    public void Resolutions_are_rationals_and_senseless_ones_are_refused()
    {
        using var image = TestImages.Make("white", 2, 2);
        using var tiff = Open(Encode(image, TiffKind.Rgb, 72.5));
        Assert.Equal(72.5f, tiff.GetField(TiffTag.XRESOLUTION)[0].ToFloat());
        foreach (double dpi in new[] { 0, -200, double.NaN, 1e9 })
            Assert.Throws<ArgumentOutOfRangeException>(() => TiffEncoder.Encode(image, dpi, TiffKind.Rgb, Stream.Null, default));
    }

    [Fact]
    public void Offsets_are_even_and_values_within_the_file()
    {
        var directory = new TiffDirectory();
        directory.SetResolution(300);
        directory.SetShort(258, 8, 8, 8);
        directory.SetLong(273, [1, 2]);
        var bytes = directory.ToBytes();
        Assert.Equal(directory.Size, bytes.Length);
        Assert.Equal(0, bytes.Length % 2);
        int entries = BinaryPrimitives.ReadUInt16LittleEndian(bytes.AsSpan(8));
        var tags = Enumerable.Range(0, entries).Select(i => BinaryPrimitives.ReadUInt16LittleEndian(bytes.AsSpan(10 + 12 * i))).ToArray();
        Assert.Equal([258, 273, 282, 283, 296], tags.Select(t => (int)t));
    }

    [Fact]
    public void Cancellation_and_a_full_disk_are_reported_as_they_are()
    {
        using var image = TestImages.Make("noisy page", 333, 211);
        var full = new FailingStream(100);
        foreach (var kind in Enum.GetValues<TiffKind>())
        {
            using var stream = new MemoryStream();
            Assert.Throws<OperationCanceledException>(() => TiffEncoder.Encode(image, 200, kind, stream, new CancellationToken(true)));
            Assert.Equal(0, stream.Length);
            Assert.Same(full.Error, Assert.Throws<IOException>(() => TiffEncoder.Encode(image, 200, kind, full, default)));
        }
    }

    // The definition of BT.601, rounded, up to the fixed point's last bit.
    private static byte Gray(byte r, byte g, byte b) => (byte)((19595 * r + 38470 * g + 7471 * b + 32768) / 65536);

    [Fact]
    public void Grey_is_the_luma_of_BT601()
    {
        var random = new Philox(1, 2);
        var gray = new byte[1];
        for (int i = 0; i < 1000; i++)
        {
            var (r, g, b) = ((byte)random.NextInt(256), (byte)random.NextInt(256), (byte)random.NextInt(256));
            Luma.Of([r, g, b], gray);
            Assert.InRange(gray[0] - (0.299 * r + 0.587 * g + 0.114 * b), -0.503, 0.503);
        }
    }

    /// <summary>All bytes of all rows, from the top; bits as 0 and 255.</summary>
    private static byte[] Decode(PixelBuffer image, TiffKind kind)
    {
        using var tiff = Open(Encode(image, kind));
        Assert.Equal((image.Width, image.Height), (tiff.GetField(TiffTag.IMAGEWIDTH)[0].ToInt(), tiff.GetField(TiffTag.IMAGELENGTH)[0].ToInt()));
        var row = new byte[tiff.ScanlineSize()];
        var all = new List<byte>();
        for (int y = 0; y < image.Height; y++)
        {
            Assert.True(tiff.ReadScanline(row, y));
            // White is zero in bilevel files.
            all.AddRange(kind == TiffKind.Bilevel ? Enumerable.Range(0, image.Width).Select(x => (row[x / 8] >> (7 - x % 8) & 1) == 0 ? (byte)255 : (byte)0) : row);
        }
        return [.. all];
    }

    private static Tiff Open(byte[] file) => Tiff.ClientOpen("memory", "r", new MemoryStream(file), new TiffStream());

    private static byte[] Encode(PixelBuffer image, TiffKind kind, double dpi = 200)
    {
        using var stream = new MemoryStream();
        TiffEncoder.Encode(image, dpi, kind, stream, default);
        return stream.ToArray();
    }
}
