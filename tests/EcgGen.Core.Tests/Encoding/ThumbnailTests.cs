// Thumbnails: of every format, of the right size and colours; and files of anybody, which may be broken.
using System.Buffers.Binary;
using System.IO.Hashing;
using EcgGen.Core.Encoders;
using EcgGen.Core.Random;
using EcgGen.Core.Raster;
using EcgGen.Core.Tests.Records;
using SkiaSharp;

namespace EcgGen.Core.Tests;

public sealed class ThumbnailTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("ecggen-").FullName;

    public void Dispose() => Directory.Delete(_folder, true);

    public static TheoryData<ImageFormat> Formats => [.. Enum.GetValues<ImageFormat>().Where(f => !ImageEncoder.IsVector(f))];

    private string this[string name] => Path.Combine(_folder, name);

    private ThumbnailReport Write(string image, int size = 100) => Thumbnail.Write(new ThumbnailRequest
    {
        Path = image,
        ThumbnailPath = this["small/a.webp"],
        Size = size,
        ViewPath = this["view/a.png"],
    }, default);

    private static byte[] Encoded(ImageFormat format, PixelBuffer image)
    {
        using var file = new MemoryStream();
        ImageEncoder.Encode(Page.Compose(Page.Synthetic(seconds: 1, rate: 100)), image, format, file, default);
        return file.ToArray();
    }

    private static PixelBuffer Decoded(string path)
    {
        using var data = SKData.CreateCopy(File.ReadAllBytes(path));
        using var codec = SKCodec.Create(data);
        var image = new PixelBuffer(codec.Info.Width, codec.Info.Height);
        SkiaPixels.Decode(data, image, default);
        return image;
    }

    private static double[] Means(PixelBuffer image) =>
        [.. Enumerable.Range(0, 3).Select(c => image.All.ToArray().Where((_, i) => i % 3 == c).Average(v => (double)v))];

    [Theory]
    [MemberData(nameof(Formats))]
    public void Every_format_gives_a_small_picture_of_the_same_colours(ImageFormat format)
    {
        using var image = TestImages.Make("page", 400, 240);
        File.WriteAllBytes(this["a"], Encoded(format, image));
        var report = Write(this["a"]);
        Assert.Equal((400, 240), (report.Width, report.Height));
        using var small = Decoded(report.Files[0]);
        Assert.Equal((100, 60), (small.Width, small.Height));
        var expected = Means(image);
        if (format == ImageFormat.TiffBilevel)
            expected = [.. Enumerable.Repeat(Bilevel(image), 3)];
        else if (format == ImageFormat.TiffGray)
            expected = [.. Enumerable.Repeat(0.299 * expected[0] + 0.587 * expected[1] + 0.114 * expected[2], 3)];
        double tolerance = format is ImageFormat.Jpeg or ImageFormat.Webp ? 8 : 3; // the lossy ones have colours at half the resolution
        foreach (var (mean, wanted) in Means(small).Zip(expected))
            Assert.InRange(mean, wanted - tolerance, wanted + tolerance);
        // The trace, not two pixels thick in the small picture, is still to be seen.
        Assert.True(small.All.ToArray().Min() < 110);
    }

    [Theory]
    [MemberData(nameof(Formats))]
    public void A_copy_is_written_of_what_browsers_do_not_know(ImageFormat format)
    {
        using var image = TestImages.Make("noisy page", 90, 70);
        File.WriteAllBytes(this["a"], Encoded(format, image));
        var report = Write(this["a"]);
        bool isTiff = format is ImageFormat.Tiff or ImageFormat.TiffGray or ImageFormat.TiffBilevel;
        Assert.Equal(isTiff ? [this["small/a.webp"], this["view/a.png"]] : [this["small/a.webp"]], report.Files);
        Assert.Equal(isTiff, File.Exists(this["view/a.png"]));
        if (format == ImageFormat.Tiff)
        {
            using var copy = Decoded(this["view/a.png"]);
            Assert.Equal(image.All, copy.All);
        }
    }

    [Theory]
    [InlineData(1, 1, 1, 1)]
    [InlineData(60, 90, 60, 90)]
    [InlineData(1, 3000, 1, 100)]
    [InlineData(333, 100, 100, 30)]
    public void Nothing_is_made_larger_and_every_side_has_a_pixel(int width, int height, int smallWidth, int smallHeight)
    {
        using var image = TestImages.Make("gradient", width, height);
        File.WriteAllBytes(this["a.png"], Encoded(ImageFormat.Png, image));
        Write(this["a.png"]);
        using var small = Decoded(this["small/a.webp"]);
        Assert.Equal((smallWidth, smallHeight), (small.Width, small.Height));
    }

    [Fact]
    public void What_is_no_image_or_too_large_is_an_error_that_names_it()
    {
        using var image = TestImages.Make("page", 40, 30);
        var png = Encoded(ImageFormat.Png, image);
        var bomb = png.ToArray();
        BinaryPrimitives.WriteInt32BigEndian(bomb.AsSpan(16), 100_000);
        BinaryPrimitives.WriteInt32BigEndian(bomb.AsSpan(20), 100_000);
        BinaryPrimitives.WriteUInt32BigEndian(bomb.AsSpan(29), Crc32.HashToUInt32(bomb.AsSpan(12, 17)));
        foreach (var (bytes, id) in new (byte[]?, ErrorId)[]
        {
            (null, ErrorId.FileNotFound), ([], ErrorId.FormatUnknown), ("no image"u8.ToArray(), ErrorId.FormatUnknown), ("II*\0"u8.ToArray(), ErrorId.FileUnreadable),
            (png[..^60], ErrorId.FileUnreadable), (bomb, ErrorId.RecordTooLarge),
        })
        {
            if (bytes is not null)
                File.WriteAllBytes(this["x.png"], bytes);
            var error = Assert.Throws<EcgException>(() => Write(this["x.png"]));
            Assert.Equal(id, error.Id);
            Assert.StartsWith(this["x.png"], error.Message);
            Assert.False(Directory.Exists(this["small"]));
        }
        Assert.Equal(ErrorId.ArgumentInvalid, Assert.Throws<EcgException>(() => Write(this["x.png"], size: 0)).Id);
        Assert.Equal(ErrorId.FileUnreadable, Assert.Throws<EcgException>(() => Write(_folder)).Id);
    }

    [Theory]
    [MemberData(nameof(Formats))]
    public void Broken_files_end_in_a_picture_or_an_error_and_leave_nothing_else(ImageFormat format)
    {
        using var image = TestImages.Make("noisy page", 60, 40);
        var file = Encoded(format, image);
        int pictures = 0, errors = 0;
        for (int i = 0; i < 120; i++)
        {
            var bytes = file;
            var g = new SeedKey(i, "", 0, "thumbnail", 0, $"{format}").ToGenerator();
            for (int n = 1 + g.NextInt(3); n > 0; n--)
                bytes = Mutations.Bytes(bytes, g);
            File.WriteAllBytes(this["a"], bytes);
            try
            {
                Write(this["a"]);
                pictures++;
            }
            catch (EcgException e) when (e.Id != ErrorId.Internal && e.Message.StartsWith(this["a"], StringComparison.Ordinal))
            {
                errors++;
            }
            Assert.DoesNotContain(Directory.EnumerateFiles(_folder, "*", new EnumerationOptions { RecurseSubdirectories = true, AttributesToSkip = 0 }), f => f.EndsWith(".tmp", StringComparison.Ordinal));
        }
        Assert.True(errors > 5, $"{pictures} pictures, {errors} errors");
    }

    [Fact]
    public void Cancelled_work_leaves_nothing()
    {
        using var image = TestImages.Make("page", 40, 30);
        File.WriteAllBytes(this["a.png"], Encoded(ImageFormat.Png, image));
        Assert.Throws<OperationCanceledException>(() => Thumbnail.Write(new ThumbnailRequest { Path = this["a.png"], ThumbnailPath = this["small/a.webp"], Size = 20 }, new CancellationToken(true)));
        Assert.Equal([this["a.png"]], Directory.GetFileSystemEntries(_folder));
    }

    private static double Bilevel(PixelBuffer image) => image.All.ToArray().Chunk(3).Average(p => 0.299 * p[0] + 0.587 * p[1] + 0.114 * p[2] < 128 ? 0.0 : 255);
}
