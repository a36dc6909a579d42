// Every format goes through the same door: whole files or none, the format in the JSON, the same bytes again.
using EcgGen.Core.Encoders;
using EcgGen.Core.Raster;

namespace EcgGen.Core.Tests;

public sealed class ImageExporterTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("ecggen-").FullName;

    public void Dispose() => Directory.Delete(_folder, true);

    public static TheoryData<ImageFormat> Formats => [.. Enum.GetValues<ImageFormat>()];

    [Theory]
    [MemberData(nameof(Formats))]
    public void The_same_recipe_gives_the_same_files_and_replays_in_its_format(ImageFormat format)
    {
        var signal = Page.Synthetic(seconds: 3, rate: 100);
        var request = new ExportRequest { Image = Page.Request(signal, new PaperStage { Dpi = 72 }), Format = format, Path = Path.Combine(_folder, "a.bin"), Truth = true };
        var report = ImageExporter.Export(request, signal, default);
        Assert.Equal(new FileInfo(report.Files[0]).Length, report.ImageBytes);
        var stored = RecipeResolver.ReadFile(report.Files[1]);
        Assert.Equal(("a.bin", format), (stored.File, stored.Format));

        var again = ImageExporter.Export(request with { Image = request.Image with { Recipe = stored.Recipe }, Path = Path.Combine(_folder, "b.bin") }, signal, default);
        Assert.Equal(File.ReadAllBytes(report.Files[0]), File.ReadAllBytes(again.Files[0]));
    }

    [Theory]
    [MemberData(nameof(Formats))]
    public void A_cancelled_export_leaves_nothing(ImageFormat format)
    {
        var signal = Page.Synthetic(seconds: 3, rate: 100);
        var request = new ExportRequest { Image = Page.Request(signal), Format = format, Path = Path.Combine(_folder, "a.bin") };
        Assert.Throws<OperationCanceledException>(() => ImageExporter.Export(request, signal, new CancellationToken(true)));
        Assert.Empty(Directory.GetFileSystemEntries(_folder));
    }

    [Fact]
    public void A_page_beyond_a_formats_size_is_an_error_of_the_file()
    {
        var signal = Page.Synthetic(seconds: 2, rate: 100);
        using var large = new PixelBuffer(16_400, 10);
        var scene = Page.Compose(signal);
        Assert.Throws<ArgumentException>(() => ImageEncoder.Encode(scene, large, ImageFormat.Webp, Stream.Null, default));
    }
}
