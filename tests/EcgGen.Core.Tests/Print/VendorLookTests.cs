// The bundled looks: complete, within every sheet, nothing printed over something else, and the user's word before the vendor's.
using EcgGen.Core.Ink;
using EcgGen.Core.Print;
using EcgGen.Core.Sheet;

namespace EcgGen.Core.Tests.Print;

public class VendorLookTests
{
    private const double Rounding = 0.02;

    public static TheoryData<string> Vendors => Printed.Vendors;

    [Fact]
    public void There_are_at_least_eight_and_every_name_and_summary_is_its_own()
    {
        var looks = VendorLooks.All.Where(v => v.Name != VendorLooks.Plain).ToArray();
        Assert.InRange(looks.Length, 8, 100);
        Assert.Distinct(looks.Select(l => l.Name), StringComparer.OrdinalIgnoreCase);
        Assert.All(looks, l => Assert.True(l.Summary!.Length > 30 && l.Paper is not null && l.Text.Count > 5, l.Name));
        Assert.Distinct(looks.Select(l => (l.Paper!.LeadNameFont, l.Paper.GridStyle, l.Paper.Separator, l.Paper.PulsePlacement)));
        // The kinds of fonts that real carts have are all there.
        var fonts = looks.SelectMany(l => l.Text.OfType<TextItem>()).Select(t => PrintFont.Find(t.Font ?? PrintFont.Default.Name)!.Kind);
        Assert.Equal(Enum.GetValues<PrintFontKind>(), fonts.Distinct().Order());
    }

    [Theory]
    [MemberData(nameof(Vendors))]
    public void Every_page_is_printed_within_the_sheet_and_says_who_and_how(string vendor)
    {
        foreach (var size in Enum.GetValues<PaperSize>().Where(s => s is PaperSize.A4 or PaperSize.Letter || s.ToString() == "A5"))
        {
            var scene = Printed.Of(vendor, size: size);
            var area = scene.Plan.GridArea;
            Assert.All(scene.Ink.OfType<AreaInk>().Where(s => s is not HoleInk), s => Assert.True(Inside(s.Box, area), $"{s} {s.Box}"));
            var kinds = scene.Truth().Texts!.Select(t => t.Kind).ToHashSet();
            Assert.Superset(new HashSet<string> { "header", "measurement", "interpretation", "scale", "leadName" }, kinds);
            Assert.Single(scene.Truth().Texts!, t => t.Kind == "scale");
            using var image = Renderer.Draw(scene, default);
            Assert.Equal(scene.Width, image.Width);
        }
    }

    [Theory]
    [MemberData(nameof(Vendors))]
    public void Nothing_is_printed_over_anything_else_on_any_sheet(string vendor)
    {
        var look = VendorLooks.Find(vendor)!;
        // A4, Letter, A5 and a roll, with ordinary values and with ones that fill all the room there is.
        foreach (var area in new SheetRect[] { new(3.5, 5, 290, 200), new(4.7, 5.45, 270, 205), new(5, 4, 200, 140), new(5, 5, 390, 200) })
        {
            foreach (bool longest in new[] { false, true })
            {
                var items = Printed.Set(look, area, longest).Where(i => i is not (FrameItem or LineItem or StampItem));
                var boxes = items.Select(i => (Item: i, Box: Printed.Box(i))).Where(b => b.Box is not null).Select(b => (b.Item, Box: b.Box!.Value)).ToArray();
                Assert.True(boxes.Length > 5);
                Assert.All(boxes, b => Assert.True(Inside(b.Box, area), $"{b.Item} {b.Box}"));
                for (int i = 0; i < boxes.Length; i++)
                {
                    for (int j = 0; j < i; j++)
                        Assert.False(Meet(boxes[i].Box, boxes[j].Box), $"{area} {longest}\n{boxes[i]}\n{boxes[j]}");
                }
            }
        }
    }

    [Fact]
    public void A_vendor_fills_what_is_open_and_what_is_given_stays()
    {
        static PaperStage Resolve(PaperStage paper, SignalView? signal = null) =>
            (PaperStage)RecipeResolver.Resolve(Page.Request(signal ?? Printed.Signal, paper).Recipe, signal ?? Printed.Signal).Stages[0];
        var larch = Resolve(new() { Vendor = "larch" });
        Assert.Equal(("Larch", "3x4", PenKind.Recorder, "Courier Prime", true), (larch.Vendor, larch.Layout, larch.Pen, larch.LeadNameFont, larch.LeadNameUpperCase));
        var changed = Resolve(new() { Vendor = "Larch", Layout = "3x4+1", Pen = PenKind.Laser, GridColor = new Rgb(1, 2, 3) });
        Assert.Equal(("3x4+1", PenKind.Laser, new Rgb(1, 2, 3), "Courier Prime"), (changed.Layout, changed.Pen, changed.GridColor, changed.LeadNameFont));
        // What no vendor says is drawn as ever.
        var plain = Resolve(new() { Pen = larch.Pen });
        Assert.Equal((plain.PenWidth, plain.PaperColor, plain.InkColor), (larch.PenWidth, larch.PaperColor, larch.InkColor));
        // A look's layout is for records that fill it.
        Assert.Equal("2x1", Resolve(new() { Vendor = "Alder" }, Page.FromArrays(100, ("I", new double[900]), ("II", new double[900]))).Layout);
        Assert.Equal(ErrorId.RecipeInvalid, Assert.Throws<EcgException>(() => Resolve(new() { Vendor = "Nobody" })).Id);
        Assert.Equal(ErrorId.RecipeInvalid, Assert.Throws<EcgException>(() => Resolve(new() { LeadNameFont = "Comic" })).Id);
    }

    [Fact]
    public void Any_is_drawn_by_the_seed()
    {
        var drawn = Enumerable.Range(0, 60).Select(seed => ((PaperStage)RecipeResolver.Resolve(Page.Request(Printed.Signal, new PaperStage { Vendor = "any" }, seed).Recipe, Printed.Signal).Stages[0]).Vendor!).ToArray();
        Assert.InRange(drawn.Distinct().Count(), 6, VendorLooks.All.Count - 1);
        Assert.DoesNotContain(VendorLooks.Plain, drawn);
        Assert.DoesNotContain(VendorLooks.Any, drawn);
    }

    [Fact]
    public void A_recipe_replays_without_the_file_that_its_look_came_from()
    {
        var path = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName() + ".json");
        File.WriteAllText(path, """{ "name": "Own", "paper": { "leadNameFont": "tinos", "gain": 5 }, "text": [ { "kind": "text", "text": "Hello {Age} {{x}}", "role": "header" } ] }""");
        var recipe = RecipeResolver.Resolve(Printed.Request(Printed.Signal, new PaperStage { Vendor = path }, new PrintedTextStage { Template = path }).Recipe, Printed.Signal);
        File.Delete(path);
        var json = RecipeResolver.ToJson(recipe);
        Assert.DoesNotContain(Path.GetTempPath(), System.Text.Encoding.UTF8.GetString(json));
        var again = RecipeResolver.Resolve(EcgJson.Read(json, EcgJson.Default.Recipe), Printed.Signal);
        Assert.Equal(json, RecipeResolver.ToJson(again));
        Assert.Equal(("Own", "Tinos", 5.0), (((PaperStage)again.Stages[0]).Vendor, ((PaperStage)again.Stages[0]).LeadNameFont, ((PaperStage)again.Stages[0]).Gain));
        Assert.StartsWith("Hello ", ((TextItem)((PrintedTextStage)again.Stages[1]).Items![0]).Text);
        Assert.EndsWith("{x}", ((TextItem)((PrintedTextStage)again.Stages[1]).Items![0]).Text);
    }

    [Theory]
    [MemberData(nameof(Vendors))]
    public void Resolving_twice_is_once_and_bytes_repeat(string vendor)
    {
        var once = RecipeResolver.Resolve(Printed.Request(Printed.Signal, new PaperStage { Vendor = vendor }, new PrintedTextStage(), 3).Recipe, Printed.Signal);
        var json = RecipeResolver.ToJson(once);
        Assert.Equal(json, RecipeResolver.ToJson(RecipeResolver.Resolve(EcgJson.Read(json, EcgJson.Default.Recipe), Printed.Signal)));
        Assert.Equal(json, RecipeResolver.ToJson(RecipeResolver.Resolve(Printed.Request(Printed.Signal, new PaperStage { Vendor = vendor }, new PrintedTextStage(), 3).Recipe, Printed.Signal)));
    }

    [Theory]
    [InlineData("")]
    [InlineData("[]")]
    [InlineData("null")]
    [InlineData("{ \"name\": \"x\", \"text\": [ null ] }")]
    [InlineData("{ \"name\": \"x\", \"text\": [ { \"kind\": \"nothing\" } ] }")]
    [InlineData("{ \"name\": \"x\", \"paper\": { \"nope\": 1 } }")]
    public void A_file_that_is_no_look_is_refused(string json)
    {
        var path = Path.GetTempFileName();
        File.WriteAllText(path, json);
        var error = Assert.Throws<EcgException>(() => VendorLooks.Find(path));
        File.Delete(path);
        Assert.True(error.Id is ErrorId.RecipeInvalid or ErrorId.FileUnreadable, error.Message);
        Assert.Contains(Path.GetFileName(path), error.Message);
        Assert.Equal(ErrorId.FileNotFound, Assert.Throws<EcgException>(() => VendorLooks.Find(path)).Id);
    }

    private static bool Inside(SheetRect box, SheetRect area) =>
        box.X >= area.X - Rounding && box.Y >= area.Y - Rounding && box.Right <= area.Right + Rounding && box.Bottom <= area.Bottom + Rounding;

    private static bool Meet(SheetRect a, SheetRect b) => a.X < b.Right && b.X < a.Right && a.Y < b.Bottom && b.Y < a.Bottom;
}
