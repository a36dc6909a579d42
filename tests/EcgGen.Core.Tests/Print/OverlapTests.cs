// -Overlap: Avoid leaves no pixel to text and traces together, whatever the heart; Allow moves nothing.
using EcgGen.Core.Ink;
using EcgGen.Core.Raster;

namespace EcgGen.Core.Tests.Print;

public class OverlapTests
{
    public static TheoryData<string> Vendors => Printed.Vendors;

    [Theory]
    [MemberData(nameof(Vendors))]
    public void Avoid_keeps_text_off_every_trace(string vendor)
    {
        foreach (int seed in new[] { 1, 2 })
        {
            var heart = Printed.TallHeart(seed);
            var paper = new PaperStage { Vendor = vendor, Gain = 20 };
            var avoid = Printed.Compose(heart, paper, new PrintedTextStage { Overlap = TextOverlap.Avoid });
            Assert.Equal(0, SharedPixels(avoid));
            Assert.NotEmpty(Printed.Items(avoid));
        }
    }

    [Fact]
    public void Allow_leaves_text_where_the_template_says_and_lets_it_touch()
    {
        var paper = new PaperStage { Vendor = "Juniper", Gain = 20 };
        var tall = Printed.Compose(Printed.TallHeart(1), paper, new PrintedTextStage { Overlap = TextOverlap.Allow });
        Assert.True(SharedPixels(tall) > 100);
        var low = Printed.Compose(Printed.TallHeart(1), paper with { Gain = 1 }, new PrintedTextStage { Overlap = TextOverlap.Allow });
        Assert.Equal(Printed.Items(low).Select(i => (i.X, i.Y)), Printed.Items(tall).Select(i => (i.X, i.Y)));
    }

    [Fact]
    public void Text_that_has_room_stays_where_it_is_at_its_size()
    {
        var quiet = Page.FromArrays(100, [.. new[] { "I", "II", "III", "aVR", "aVL", "aVF", "V1", "V2", "V3", "V4", "V5", "V6" }.Select(n => (n, new double[1000]))]);
        foreach (var vendor in new[] { "Alder", "Maple", "Sorrel" })
        {
            PrintItem[] Items(TextOverlap overlap) => [.. Printed.Items(Printed.Compose(quiet, new PaperStage { Vendor = vendor }, new PrintedTextStage { Overlap = overlap }))];
            Assert.Equal(Items(TextOverlap.Allow).ToHashSet(), Items(TextOverlap.Avoid).ToHashSet());
        }
    }

    [Fact]
    public void A_group_moves_as_one_and_what_finds_no_room_is_left_out()
    {
        // A wall of ink over the left half of the page.
        var wall = Enumerable.Range(0, 1000).Select(i => i < 500 ? (i % 2 == 0 ? 30.0 : -30) : 0).ToArray();
        var signal = Page.FromArrays(100, ("II", wall));
        var stage = Printed.Resolve("""
            { "kind": "text", "x": 142, "y": 90, "text": "label", "group": "g" }, { "kind": "text", "x": 160, "y": 90, "text": "value", "group": "g" },
            { "kind": "text", "x": 60, "y": 90, "text": "walled in" }, { "kind": "text", "x": 200, "y": 60, "text": "free" }
            """, overlap: TextOverlap.Avoid, signal: signal);
        var texts = stage.Items!.OfType<TextItem>().ToDictionary(t => t.Text);
        Assert.DoesNotContain("walled in", texts.Keys);
        Assert.Contains("free", texts.Keys);
        Assert.Equal(18, texts["value"].X - texts["label"].X, 2);
        Assert.Equal(texts["value"].Y, texts["label"].Y);
        Assert.Equal((142.0, 2.8), (Math.Min(142, texts["label"].X), texts["label"].Size!.Value));
    }

    /// <summary>Pixels in which printed text and something the pens drew, or a lead's name, both have ink.</summary>
    private static int SharedPixels(PageScene scene)
    {
        var drawn = new byte[scene.Width * scene.Height];
        using var mask = new CoverageMask();
        var ink = scene.Rasterizer();
        int shared = 0;
        bool IsPage(InkShape s) => s is StrokeInk or TextInk { Kind: "leadName" };
        foreach (var shape in scene.Ink.Where(IsPage))
            ForEach(shape, i => drawn[i] = 1);
        foreach (var shape in scene.Ink.Where(s => s is TextInk or PrintInk { Kind: not ("line" or "frame") } && !IsPage(s)))
            ForEach(shape, i => shared += drawn[i]);
        return shared;

        void ForEach(InkShape shape, Action<int> pixel)
        {
            ink.Draw(shape, mask);
            for (int y = mask.Y; y < mask.Y + mask.Height; y++)
            {
                var row = mask.Row(y);
                for (int x = 0; x < row.Length; x++)
                {
                    if (row[x] > 0)
                        pixel(y * scene.Width + mask.X + x);
                }
            }
        }
    }
}
