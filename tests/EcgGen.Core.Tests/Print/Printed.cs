// Pages with printed text, for tests.
using EcgGen.Core.Ink;
using EcgGen.Core.Print;
using EcgGen.Core.Random;
using EcgGen.Core.Records;
using EcgGen.Core.Sheet;

namespace EcgGen.Core.Tests.Print;

internal static class Printed
{
    public static SignalView Signal { get; } = Page.Synthetic();

    /// <summary>All bundled looks by name.</summary>
    public static TheoryData<string> Vendors => [.. VendorLooks.All.Select(v => v.Name)];

    public static ImageRequest Request(SignalView signal, PaperStage paper, PrintedTextStage text, int seed = 0)
    {
        var request = Page.Request(signal, paper, seed);
        return request with { Recipe = request.Recipe with { Stages = [paper, text] } };
    }

    public static PageScene Compose(SignalView signal, PaperStage paper, PrintedTextStage text, int seed = 0) =>
        Renderer.Compose(Request(signal, paper, text, seed), signal);

    /// <summary>A page of one vendor with its text.</summary>
    public static PageScene Of(string vendor, TextOverlap overlap = TextOverlap.Allow, int seed = 0, PaperSize? size = null) =>
        Compose(Signal, new PaperStage { Vendor = vendor, PaperSize = size }, new PrintedTextStage { Overlap = overlap }, seed);

    public static IReadOnlyList<PrintItem> Items(PageScene scene) => scene.Request.Recipe.Stages.OfType<PrintedTextStage>().Single().Items!;

    /// <summary>What a template of one's own, in a file that is gone afterwards, prints.</summary>
    public static PrintedTextStage Resolve(string items, Dictionary<string, string>? fields = null, TextOverlap overlap = TextOverlap.Allow, int seed = 0, SignalView? signal = null)
    {
        var path = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName() + ".json");
        File.WriteAllText(path, $$"""{ "name": "Own", "text": [ {{items}} ] }""");
        try
        {
            signal ??= Signal;
            var recipe = Request(signal, new PaperStage(), new PrintedTextStage { Template = path, Fields = fields, Overlap = overlap }, seed).Recipe;
            var stage = (PrintedTextStage)RecipeResolver.Resolve(recipe, signal).Stages[1];
            return stage with { Items = [.. stage.Items!.Where(i => i is not TextItem { Role: PrintStyle.ScaleRole })] };
        }
        finally
        {
            File.Delete(path);
        }
    }

    /// <summary>A look's items as they stand in some printed area, however small, with every text as long as it can be.</summary>
    public static List<PrintItem> Set(VendorLook look, SheetRect area, bool longest)
    {
        var paper = (PaperStage)RecipeResolver.Resolve(Page.Request(Signal).Recipe, Signal).Stages[0];
        var given = longest ? FieldValues.Names.ToDictionary(n => n, n => string.Join('\n', Enumerable.Repeat(string.Concat(Enumerable.Repeat("Wwxyg 123 ", 30)), 12))) : null;
        var fields = new PrintFields(Signal, paper, given, p => new SeedKey(0, "", 0, PrintedTextStage.Kind, 0, p));
        var setter = new PrintSetter(area);
        return [.. look.Text.SelectMany(item => setter.Set(item switch
        {
            // A label has as many lines as it says; a value that has more is the user's own doing.
            TextItem t => t with { Text = Lines(fields.Fill(t.Text, "text"), t), Font = t.Font ?? PrintFont.Default.Name },
            CheckBoxItem c => c with { Font = c.Font ?? PrintFont.Default.Name, Ticked = true },
            StampItem s => s with { Text = "UNCONFIRMED", Font = s.Font ?? PrintStyle.StampFont, Angle = s.Angle ?? 12 },
            BarcodeItem b => b with { Text = PrintItemCheck.BarcodeText(fields.Fill(b.Text, "barcode")) },
            QrCodeItem q => q with { Text = PrintItemCheck.CodeText(fields.Fill(q.Text, "qrCode")) },
            LogoItem l => l with { Mark = LogoMark.Beat },
            _ => item,
        })).Select(i => i with { Color = new Rgb(0, 0, 0) })];
    }

    private static string Lines(string text, TextItem item) => item.Lines is not null ? text : string.Join('\n', text.Split('\n').Take(item.Text.Split('\n').Length));

    /// <summary>The box around an item's ink.</summary>
    public static SheetRect? Box(PrintItem item)
    {
        var boxes = PrintDrawing.Shapes(item).OfType<AreaInk>().Select(s => s.Box).ToArray();
        if (boxes.Length == 0)
            return null;
        double left = boxes.Min(b => b.X), top = boxes.Min(b => b.Y);
        return new SheetRect(left, top, boxes.Max(b => b.Right) - left, boxes.Max(b => b.Bottom) - top);
    }

    /// <summary>A heart whose waves reach far beyond their rows.</summary>
    public static SignalView TallHeart(int seed) => Page.View(EcgSynthesizer.Synthesize(
        new SyntheticSource { Seed = seed, Duration = 10, SamplingRate = 500, Morphology = EcgMorphology.LeftVentricularHypertrophy, QrsAmplitude = 3 }, default));
}
