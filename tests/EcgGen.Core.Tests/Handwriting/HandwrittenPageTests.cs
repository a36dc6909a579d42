// Pixels, masks, files and truth of written pages.
using System.Text;
using System.Text.Json;
using EcgGen.Core.Ink;
using EcgGen.Core.Raster;
using EcgGen.Core.Tests.Truth;

namespace EcgGen.Core.Tests.Handwriting;

public sealed class HandwrittenPageTests : LayeredExport
{
    private static readonly HandwritingStage s_notes = new() { Texts = ["ST elev V2", "old MI"], Size = 4, Overlap = TextOverlap.Allow, Position = new HandwritingPlace { Region = HandwritingRegion.BesideLead } };

    private PageScene Compose(params Stage[] stages) => Renderer.Compose(Page.Request(Signal, new PaperStage { Dpi = 150 }, 4, stages), Signal, TestContext.Current.CancellationToken);

    [Theory]
    [InlineData(HandwritingPen.Ballpoint)]
    [InlineData(HandwritingPen.Felt)]
    [InlineData(HandwritingPen.Pencil)]
    public void Ink_takes_light_from_what_is_under_it(HandwritingPen pen)
    {
        using var image = new PixelBuffer(64, 16);
        for (int y = 0; y < 16; y++)
        {
            for (int x = 0; x < 64; x++)
                image.Row(y).Slice(3 * x, 3).Fill((byte)(4 * x + 3));
        }
        using var mask = new CoverageMask();
        mask.Reset(new PixelRect(0, 4, 64, 8));
        mask.All.Fill(255);
        byte[] before = image.Row(8).ToArray();
        InkAbsorber.Multiply(image, mask, new Rgb(40, 60, 150), new PenTexture(pen, 3), 8);
        byte[] after = image.Row(8).ToArray();
        Assert.Equal(before, image.Row(2).ToArray());
        for (int i = 0; i < after.Length; i++)
            Assert.True(after[i] <= before[i], $"at {i}: {before[i]} became {after[i]}");
        // Black stays black, white takes the ink's colour, and lighter ground stays lighter on the whole.
        Assert.InRange(after[0], 0, 3);
        var white = Enumerable.Range(4, 8).SelectMany(y => Enumerable.Range(56, 8).Select(x => (R: image.Row(y)[3 * x], B: image.Row(y)[3 * x + 2]))).ToArray();
        Assert.True(white.Average(w => w.R) < 190 && white.Average(w => w.B) > white.Average(w => w.R) + 20, $"{white.Average(w => w.R)}, {white.Average(w => w.B)}");
        Assert.True(after.Take(32 * 3).Average(v => v) < after.Skip(32 * 3).Average(v => v));
    }

    [Fact]
    public void Only_the_pixels_in_the_truths_boxes_change_and_all_words_do_also_after_bending()
    {
        Stage[] view = [new CreaseStage { Strength = 1 }, new PerspectiveStage(), new CurlStage()];
        var scene = Compose([s_notes with { MarkKinds = Enum.GetValues<HandMarkKind>() }, .. view]);
        using var written = Renderer.Draw(scene, TestContext.Current.CancellationToken);
        using var clean = Renderer.Draw(scene with { Passes = [.. scene.Passes.Select(p => p with { Ink = [.. p.Ink.Where(i => i is not HandwritingInk)] })] }, TestContext.Current.CancellationToken);
        var truth = scene.Truth();
        Assert.Equal(["ST", "elev", "V2", "old", "MI"], truth.Handwriting!.Select(w => w.Text));
        var boxes = truth.Handwriting!.Select(w => w.Box).Concat(truth.Marks!.TakeLast(5).Select(m => m.Box)).ToArray();
        var darkened = new int[boxes.Length];
        for (int y = 0; y < written.Height; y++)
        {
            for (int x = 0; x < written.Width; x++)
            {
                int change = Math.Abs(written.Row(y)[3 * x] - clean.Row(y)[3 * x]);
                if (change < 20)
                    continue;
                Assert.Contains(boxes, b => x >= b[0] - 1.5 && y >= b[1] - 1.5 && x <= b[0] + b[2] + 0.5 && y <= b[1] + b[3] + 0.5);
                for (int i = 0; i < boxes.Length; i++)
                    darkened[i] += x >= boxes[i][0] && y >= boxes[i][1] && x <= boxes[i][0] + boxes[i][2] && y <= boxes[i][1] + boxes[i][3] ? 1 : 0;
            }
        }
        Assert.All(darkened, count => Assert.True(count > 10));
    }

    [Fact]
    public void Strokes_lie_within_quads_and_words_stand_on_their_baselines()
    {
        var scene = Compose(s_notes with { Angle = 35 }, new AffineStage { Rotation = 20 });
        foreach (var (word, ink) in scene.Truth().Handwriting!.Zip(scene.Ink.OfType<HandwritingInk>()))
        {
            Assert.Equal(ink.Text, word.Text);
            foreach (var point in ink.Points.Where(p => !double.IsNaN(p.Y)).Select(scene.Map.Forward))
            {
                for (int i = 0; i < 4; i++)
                {
                    var (a, b) = (word.Quad[i], word.Quad[(i + 1) % 4]);
                    Assert.True((b.X - a.X) * (point.Y - a.Y) - (b.Y - a.Y) * (point.X - a.X) > -0.01, $"{word.Text}: {point} is beyond side {i}");
                }
            }
            var (start, end) = (word.Baseline[0], word.Baseline[1]);
            double Distance(PixelPoint a, PixelPoint b) => Math.Sqrt(Math.Pow(a.X - b.X, 2) + Math.Pow(a.Y - b.Y, 2));
            Assert.InRange(Distance(start, end) / Distance(word.Quad[0], word.Quad[1]), 0.7, 1.01);
        }
    }

    [Fact]
    public void Truth_tells_which_samples_a_word_covers_and_flags_them()
    {
        var lead = Compose().Plan.Leads.First(l => l.Name == "V5");
        var scene = Compose(s_notes with { Texts = ["LBBB"], Size = 6, Angle = 0, Position = new HandwritingPlace { X = lead.X + 5, Y = lead.BaselineY + 4 } });
        var word = Assert.Single(scene.Truth().Handwriting!);
        var covered = Assert.IsType<CoveredSamples>(word.Covers.First(c => c.Lead == "V5"));
        var flags = scene.Truth().Leads!.First(l => l.Id == "V5").Flags.Where(f => f.Kind == SampleFlagKind.Overlapped).ToArray();
        Assert.Contains(flags, f => f.Start <= covered.Start && f.End >= covered.End);
        Assert.DoesNotContain(Compose().Truth().Leads!.First(l => l.Id == "V5").Flags, f => f.Kind == SampleFlagKind.Overlapped && f.Start <= covered.Start && f.End >= covered.End);
    }

    [Fact]
    public void Mask_planes_and_annotations_have_the_words()
    {
        var request = Request();
        Export(request with { Image = Page.Request(Signal, new PaperStage { Dpi = 120 }, 4, [s_notes]) });
        var coco = JsonDocument.Parse(Bytes("page_coco.json")).RootElement;
        var category = coco.GetProperty("categories").EnumerateArray().Single(c => c.GetProperty("name").GetString() == "handwriting").GetProperty("id").GetInt32();
        var words = coco.GetProperty("annotations").EnumerateArray().Where(a => a.GetProperty("category_id").GetInt32() == category).ToArray();
        Assert.Equal(["ST", "elev", "V2", "old", "MI"], words.Select(w => w.GetProperty("text").GetString()));
        Assert.Equal(words.Length, Encoding.ASCII.GetString(Bytes("page.txt")).Split('\n').Count(l => l.StartsWith($"{category - 1} ", StringComparison.Ordinal)));
        Assert.Contains("handwriting", NpyArray.ParseArchive(Bytes("page_planes.npz")).Keys);
        var page = JsonDocument.Parse(Bytes("page.json")).RootElement;
        Assert.True(page.GetProperty("handwritten_text").GetBoolean());
        Assert.Equal(5, page.GetProperty("handwriting").GetArrayLength());
    }

    [Fact]
    public void Vector_files_hold_the_strokes()
    {
        var scene = Compose(s_notes);
        var svg = Encoding.UTF8.GetString(VectorFiles.Bytes(scene, ImageFormat.Svg));
        Assert.All(new[] { "ST", "elev", "V2", "old", "MI" }, word => Assert.Contains($"data-text=\"{word}\"", svg));
        Assert.Contains("mix-blend-mode: multiply", svg);
        var first = scene.Ink.OfType<HandwritingInk>().First();
        Assert.Contains(FormattableString.Invariant($"{Math.Round(first.Points[0].X, 4)},{Math.Round(first.Points[0].Y, 4)} "), svg);
        // Drawn from PDF and SVG by other programs, the same page has more ink with notes than without.
        Assert.True(VectorFiles.Bytes(scene, ImageFormat.Pdf).Length > VectorFiles.Bytes(Compose(), ImageFormat.Pdf).Length + 1000);
    }
}
