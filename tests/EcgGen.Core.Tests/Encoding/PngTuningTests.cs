// The choice of filter and deflate on real pages: never much worse than the better of all four.
using System.IO.Compression;
using EcgGen.Core.Encoders;
using EcgGen.Core.Random;
using EcgGen.Core.Raster;

namespace EcgGen.Core.Tests;

public class PngTuningTests
{
    [Theory]
    [InlineData(50)]
    [InlineData(60)]
    [InlineData(72)]
    [InlineData(85)]
    [InlineData(100)]
    [InlineData(200)]
    public void Clean_pages_are_matched_at_any_resolution(int dpi)
    {
        for (int seed = 0; seed < 4; seed++)
        {
            using var page = Renderer.Draw(Page.Compose(Page.Synthetic(seed), new PaperStage { Dpi = dpi }, seed), default);
            Assert.InRange(PngTuningLength(page), 1, Best(page) * 1.25);
        }
    }

    [Theory]
    [InlineData(60)]
    [InlineData(200)]
    public void Noisy_pages_are_not(int dpi)
    {
        using var page = Renderer.Draw(Page.Compose(Page.Synthetic(1), new PaperStage { Dpi = dpi }), default);
        var random = new Philox(1, 1);
        foreach (ref byte b in page.All)
            b = (byte)Math.Clamp(b + 4 * random.NextNormal(), 0, 255);
        Assert.False(PngTuning.Choose(page).Matches);
        Assert.InRange(PngTuningLength(page), 1, Best(page) * 1.05);
    }

    private static long PngTuningLength(PixelBuffer image)
    {
        var way = PngTuning.Choose(image);
        return Length(image, way.Filter, way.Deflate);
    }

    private static long Best(PixelBuffer image) =>
        (from filter in new[] { PngFilter.None, PngFilter.Paeth }
         from strategy in new[] { ZLibCompressionStrategy.Default, ZLibCompressionStrategy.HuffmanOnly }
         let options = new ZLibCompressionOptions { CompressionLevel = 1, CompressionStrategy = strategy }
         select Length(image, filter, data => new ZLibStream(data, options, leaveOpen: true))).Min();

    private static long Length(PixelBuffer image, PngFilter filter, Func<Stream, Stream> deflate)
    {
        using var data = new MemoryStream();
        var residual = new byte[image.Stride];
        using (var zlib = deflate(data))
        {
            for (int y = 1; y < image.Height; y++)
            {
                PngFilters.Apply(filter, image.Row(y), image.Row(y - 1), residual);
                zlib.Write(residual);
            }
        }
        return data.Length;
    }
}
