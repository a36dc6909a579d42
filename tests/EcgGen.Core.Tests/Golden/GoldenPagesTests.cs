// What pages looked like when somebody last looked at them. ECGGEN_WRITE_GOLDEN=1 writes the pictures anew; look at them before they are committed.
using EcgGen.Core.Encoders;
using EcgGen.Core.Raster;
using EcgGen.Core.Sheet;
using EcgGen.Core.Tests.Print;
using SkiaSharp;

namespace EcgGen.Core.Tests.Golden;

public sealed class GoldenPagesTests
{
    // Another processor may round a coverage or a drawn number the other way; a line or a letter elsewhere is far beyond this.
    private const double MeanLevels = 0.25, StrayLevels = 8, StrayShare = 0.001;

    public static TheoryData<string> Vendors => Printed.Vendors;

    public static TheoryData<string> Layouts => [.. LeadLayout.Names.Where(n => !n.EndsWith("x1", StringComparison.Ordinal) || n == "12x1")];

    [Theory]
    [MemberData(nameof(Vendors))]
    public void Every_vendor_prints_as_before(string vendor) =>
        Check($"vendor-{vendor}", Printed.Compose(Printed.Signal, new PaperStage { Vendor = vendor, Dpi = 50 }, new PrintedTextStage()));

    [Theory]
    [MemberData(nameof(Layouts))]
    public void Every_layout_is_drawn_as_before(string layout) => Check($"layout-{layout}", Page.Compose(Printed.Signal, new PaperStage { Layout = layout, Dpi = 50, GridColor = new(214, 112, 108) }));

    [Fact]
    public void Cabreras_order_is_drawn_as_before() =>
        Check("layout-cabrera", Page.Compose(Printed.Signal, new PaperStage { Layout = "6x2+1", LeadOrder = LeadOrder.Cabrera, Separator = LeadSeparator.Dashes, PrecordialGain = 5, PaperSize = PaperSize.Letter, Dpi = 50 }));

    private static void Check(string name, PageScene scene)
    {
        var path = Path.Combine(Repository.Folder, "tests", "EcgGen.Core.Tests", "Golden", name + ".webp");
        using var image = Renderer.Draw(scene, default);
        if (Environment.GetEnvironmentVariable("ECGGEN_WRITE_GOLDEN") == "1")
        {
            using var file = File.Create(path);
            WebpEncoder.Encode(image, scene.Dpi, lossless: true, file, default);
        }
        using var golden = SKBitmap.Decode(path);
        Assert.True(golden is not null, $"{name}: there is no picture to compare with.");
        Assert.Equal((golden.Width, golden.Height), (image.Width, image.Height));
        var (mean, strays) = Difference(image, golden);
        Assert.True(mean <= MeanLevels && strays <= StrayShare, $"{name}: {mean:0.000} levels on average, {strays:0.00%} of the values off by more than {StrayLevels}");
    }

    private static (double Mean, double Strays) Difference(PixelBuffer image, SKBitmap golden)
    {
        double sum = 0, strays = 0;
        for (int y = 0; y < image.Height; y++)
        {
            for (int x = 0; x < image.Width; x++)
            {
                var pixel = image.Row(y).Slice(3 * x, 3);
                var old = golden.GetPixel(x, y);
                foreach (int difference in (ReadOnlySpan<int>)[Math.Abs(pixel[0] - old.Red), Math.Abs(pixel[1] - old.Green), Math.Abs(pixel[2] - old.Blue)])
                {
                    sum += difference;
                    strays += difference > StrayLevels ? 1 : 0;
                }
            }
        }
        return (sum / image.All.Length, strays / image.All.Length);
    }
}
