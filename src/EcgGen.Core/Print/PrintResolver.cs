// From a template to what is printed on one page: chance, values, places, and room beside the traces.
using EcgGen.Core.Ink;
using EcgGen.Core.Random;
using EcgGen.Core.Sheet;
using static EcgGen.Core.RecipeResolver;

namespace EcgGen.Core.Print;

/// <summary>Resolves stages of printed text.</summary>
internal static class PrintResolver
{
    private const int MostItems = 5000;
    private const double AvoidShare = 2.0 / 3, TickedShare = 1.0 / 3, SteepestStamp = 12;

    /// <summary>Fills and checks the stage.</summary>
    /// <param name="stage">The stage.</param>
    /// <param name="paper">The page, resolved.</param>
    /// <param name="signal">The record.</param>
    /// <param name="key">Gives the key for a purpose.</param>
    /// <exception cref="EcgException">RecipeInvalid; FileNotFound, FileUnreadable: the template's file.</exception>
    public static PrintedTextStage Resolve(PrintedTextStage stage, PaperStage paper, SignalView signal, Func<string, SeedKey> key)
    {
        if (stage.Items is not null)
            return Checked(stage);
        var name = VendorLooks.Drawn(stage.Template ?? paper.Vendor!, key);
        var template = VendorLooks.Find(name) ?? throw VendorLooks.Unknown("template", name);
        var overlap = stage.Overlap ?? (key("overlap").ToGenerator().NextDouble() < AvoidShare ? TextOverlap.Avoid : TextOverlap.Allow);

        // A page is of one person, however many stages print on it.
        var fields = new PrintFields(signal, paper, stage.Fields, purpose => key(purpose) with { Ordinal = 0 });
        var plan = SheetPlan.Create(paper, signal.Info);
        var setter = new PrintSetter(plan.GridArea);
        var groups = new List<(string? Name, List<PrintItem> Items)>();
        for (int i = 0; i < template.Text.Count; i++)
        {
            var field = $"{template.Name}: text[{i}]";
            PrintItemCheck.Check(template.Text[i], field);
            if (Final(template.Text[i], field, purpose => key($"item{i}.{purpose}").ToGenerator(), fields, paper) is not { } item)
                continue;
            int group = item.Group is null ? -1 : groups.FindIndex(g => g.Name == item.Group);
            if (group < 0)
            {
                group = groups.Count;
                groups.Add((item.Group, []));
            }
            groups[group].Items.AddRange(setter.Set(item with { Group = null, Chance = null }));
        }
        var ink = PageInk.Create(plan, lead => signal[lead]);
        // The first stage prints speed and gain in the page's place, as its template says or as the page would.
        if (key("scale").Ordinal == 0 && !template.Text.Any(i => i is TextItem { Role: PrintStyle.ScaleRole }))
            groups.AddRange(ink.Where(PrintDrawing.IsScale).Cast<TextInk>().Select(t => ((string?)null, (List<PrintItem>)[PageScale(t)])));
        ink.RemoveAll(PrintDrawing.IsScale);
        return stage with
        {
            Template = template.Name,
            Fields = null,
            Overlap = overlap,
            Items = overlap == TextOverlap.Allow ? [.. groups.SelectMany(g => g.Items)] : Avoid(groups, plan.GridArea, [.. ink, .. SheetMarks.Cut(plan)]),
        };
    }

    private static PrintedTextStage Checked(PrintedTextStage stage)
    {
        if (stage.Items!.Count > MostItems)
            throw Invalid("items", $"expected at most {MostItems}, found {stage.Items.Count}");
        for (int i = 0; i < stage.Items.Count; i++)
        {
            var field = $"items[{i}]";
            PrintItemCheck.Check(stage.Items[i] ?? throw Invalid(field, "expected an item, found null"), field);
            if (!PrintItemCheck.IsComplete(stage.Items[i]))
                throw Invalid(field, "something is open; items of a recipe say everything, with the anchor Sheet. A template's items stand in a vendor's file");
        }
        return stage with { Overlap = stage.Overlap ?? TextOverlap.Allow, Fields = null };
    }

    private static List<PrintItem> Avoid(List<(string? Name, List<PrintItem> Items)> groups, SheetRect area, List<InkShape> ink)
    {
        // Rules and frames stay where they are, and text keeps off them when it moves.
        var rules = groups.SelectMany(g => g.Items).Where(i => i is LineItem or FrameItem).ToArray();
        var avoider = new OverlapAvoider(area, ink.Concat(rules.SelectMany(PrintDrawing.Shapes)));
        return [.. rules, .. avoider.Place([.. groups.Select(g => g.Items.Where(i => i is not (LineItem or FrameItem)).ToArray())])];
    }

    private static TextItem PageScale(TextInk scale) => new()
    {
        Anchor = PageAnchor.Sheet,
        X = Math.Round(scale.Box.X, 2),
        Y = Math.Round(scale.Box.Bottom - PrintStyle.TextSize, 2),
        Color = scale.Color,
        Text = scale.Text,
        Font = PrintFont.Default.Name,
        Size = PrintStyle.TextSize,
        Bold = false,
        Align = TextAlign.Left,
        Role = PrintStyle.ScaleRole,
    };

    /// <summary>The item with everything chosen but its place, or null if it is not printed.</summary>
    private static PrintItem? Final(PrintItem item, string field, Func<string, Philox> random, PrintFields fields, PaperStage paper)
    {
        if (item.Chance is { } chance && random("chance").NextDouble() >= chance)
            return null;
        var inked = item with { Color = item.Color ?? (item is StampItem ? PrintStyle.StampInks[random("color").NextInt(PrintStyle.StampInks.Length)] : paper.InkColor) };
        string Fill(string pattern) => fields.Fill(pattern, field);
        PrintItem? final = inked switch
        {
            TextItem text => text with { Text = Fill(text.Text), Font = text.Font ?? PrintFont.Default.Name },
            LogoItem logo => logo with { Mark = logo.Mark ?? (LogoMark)random("mark").NextInt(Enum.GetValues<LogoMark>().Length) },
            BarcodeItem code => code with { Text = PrintItemCheck.BarcodeText(Fill(code.Text)) },
            QrCodeItem code => code with { Text = PrintItemCheck.CodeText(Fill(code.Text)) },
            StampItem stamp => stamp with
            {
                Text = PrintItemCheck.ShortText(Fill(stamp.Text ?? stamp.AnyOf![random("text").NextInt(stamp.AnyOf.Count)])),
                AnyOf = null,
                Font = stamp.Font ?? PrintStyle.StampFont,
                Angle = stamp.Angle ?? Math.Round(random("angle").Uniform(-SteepestStamp, SteepestStamp), 1),
            },
            CheckBoxItem box => box with
            {
                Text = PrintItemCheck.ShortText(Fill(box.Text).Replace('\n', ' ')),
                Ticked = box.Ticked ?? random("ticked").NextDouble() < TickedShare,
                Font = box.Font ?? PrintFont.Default.Name,
            },
            _ => inked,
        };
        var said = final switch { TextItem t => t.Text, BarcodeItem b => b.Text, QrCodeItem q => q.Text, StampItem s => s.Text!, _ => "-" };
        return string.IsNullOrWhiteSpace(said) ? null : final;
    }
}
