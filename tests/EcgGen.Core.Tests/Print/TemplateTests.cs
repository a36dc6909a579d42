// The template language: placeholders, anchors, lines, chance, errors, and strings that no cart expects.
using EcgGen.Core.Ink;
using EcgGen.Core.Print;
using EcgGen.Core.Sheet;

namespace EcgGen.Core.Tests.Print;

public class TemplateTests
{
    private static readonly PageAnchor[] Corners = [PageAnchor.TopLeft, PageAnchor.Top, PageAnchor.TopRight, PageAnchor.Left, PageAnchor.Center, PageAnchor.Right, PageAnchor.BottomLeft, PageAnchor.Bottom, PageAnchor.BottomRight];

    private static string[] Lines(PrintedTextStage stage) => [.. stage.Items!.OfType<TextItem>().Select(t => t.Text)];

    [Fact]
    public void Placeholders_take_what_is_given_then_the_page_then_the_record()
    {
        var stage = Printed.Resolve("""{ "kind": "text", "text": "{name}|{ Ward }|{Speed}|{Gain}|{HR:000}|{{}}" }""", new() { ["NAME"] = "A {B}", ["ward"] = "7", ["HR"] = "61" });
        Assert.Equal(["A {B}|7|25|10|061|{}"], Lines(stage));
        Assert.Null(stage.Fields);
        Assert.All(FieldValues.Names, n => Assert.NotNull(Printed.Resolve($$"""{ "kind": "text", "text": "x{{{n}}}" }""").Items));
    }

    [Theory]
    [InlineData("{Nope}", "Nope")]
    [InlineData("{Name", "no '}'")]
    [InlineData("{Name:00}", "Name")]
    public void An_error_names_the_item_and_the_placeholder(string text, string named)
    {
        var error = Assert.Throws<EcgException>(() => Printed.Resolve($$"""{ "kind": "text", "text": "fine" }, { "kind": "text", "text": "{{text}}" }"""));
        Assert.Equal(ErrorId.RecipeInvalid, error.Id);
        Assert.Contains("text[1]", error.Message);
        Assert.Contains(named, error.Message);
    }

    [Theory]
    [InlineData("\"kind\": \"text\", \"text\": \"a\", \"size\": 99", "size")]
    [InlineData("\"kind\": \"text\", \"text\": \"a\", \"font\": \"Comic\"", "font")]
    [InlineData("\"kind\": \"text\", \"text\": \"a\", \"x\": 1e9", "x")]
    [InlineData("\"kind\": \"line\", \"width\": 3, \"height\": 3", "line")]
    [InlineData("\"kind\": \"stamp\"", "stamp")]
    [InlineData("\"kind\": \"qrCode\", \"text\": \"a\", \"size\": 0", "size")]
    [InlineData("\"kind\": \"text\", \"text\": \"a\", \"chance\": 2", "chance")]
    public void Values_out_of_range_are_refused_by_name(string item, string named)
    {
        var error = Assert.Throws<EcgException>(() => Printed.Resolve($"{{ {item} }}"));
        Assert.Equal(ErrorId.RecipeInvalid, error.Id);
        Assert.Contains("text[0]", error.Message);
        Assert.Contains(named, error.Message);
    }

    [Fact]
    public void Anchors_hold_on_sheets_of_any_size()
    {
        foreach (var area in new SheetRect[] { new(3, 4, 290, 200), new(5, 5, 270, 205), new(5, 6, 200, 140), new(2, 2, 500, 90) })
        {
            double scale = Math.Min(1, area.Width / 270);
            foreach (var anchor in Corners)
            {
                var setter = new PrintSetter(area);
                var code = (QrCodeItem)setter.Set(new QrCodeItem { Text = "x", Anchor = anchor, X = 10, Y = 7, Size = 20 }).Single();
                double size = 20 * scale, across = 10 * scale, down = 7 * scale;
                double x = ((int)anchor % 3) switch { 0 => area.X + across, 1 => area.X + area.Width / 2 + across - size / 2, _ => area.Right - across - size };
                double y = ((int)anchor / 3) switch { 0 => area.Y + down, 1 => area.Y + area.Height / 2 + down - size / 2, _ => area.Bottom - down - size };
                Assert.Equal((x, y, size), (code.X, code.Y, code.Size!.Value), (a, b) => Math.Abs(a.Item1 - b.Item1) < 0.01 && Math.Abs(a.Item2 - b.Item2) < 0.01 && Math.Abs(a.Item3 - b.Item3) < 0.01);

                // Text stands at its anchor's side.
                var text = setter.Set(new TextItem { Text = "Xx", Font = "Tinos", Anchor = anchor, X = 10, Y = 7 }).Single() with { Color = new Rgb(0, 0, 0) };
                var box = Printed.Box(text)!.Value;
                double edge = ((int)anchor % 3) switch { 0 => box.X - area.X - across, 1 => box.X + box.Width / 2 - area.X - area.Width / 2 - across, _ => area.Right - across - box.Right };
                Assert.InRange(edge, -0.3, 0.3);
            }
        }
        Assert.Equal((12, 34), new PrintSetter(new SheetRect(5, 6, 100, 100)).Set(new QrCodeItem { Text = "x", Anchor = PageAnchor.Sheet, X = 12, Y = 34 }).Select(i => ((int)i.X, (int)i.Y)).Single());
    }

    [Fact]
    public void Lines_break_at_spaces_only_where_there_may_be_more_of_them_and_are_cut_where_room_ends()
    {
        Assert.Equal(["a", "b c"], Lines(Printed.Resolve("""{ "kind": "text", "text": "a\n\nb c" }""")));
        var wrapped = Lines(Printed.Resolve("""{ "kind": "text", "text": "one two three four five six seven", "width": 20, "lines": 3 }"""));
        Assert.Equal(3, wrapped.Length);
        Assert.StartsWith("one two three four five six seven"[..20], string.Join(' ', wrapped));
        Assert.All(wrapped, l => Assert.True(PrintedText.Width(l, 2.8, PrintFont.Default) <= 20));
        var cut = Assert.Single(Lines(Printed.Resolve("""{ "kind": "text", "text": "one two three four five six seven", "width": 20 }""")));
        Assert.StartsWith(cut, "one two three four five six seven");
        Assert.InRange(PrintedText.Width(cut, 2.8, PrintFont.Default), 15, 20);
        Assert.Empty(Lines(Printed.Resolve("""{ "kind": "text", "text": "wide", "width": 0.1, "lines": 5 }""")));
    }

    [Fact]
    public void Chance_marks_and_stamps_are_drawn_by_key()
    {
        var stages = Enumerable.Range(0, 60).Select(seed => Printed.Resolve("""
            { "kind": "text", "text": "maybe", "chance": 0.5 }, { "kind": "stamp", "x": 90, "y": 50, "anyOf": ["ONE", "TWO"] },
            { "kind": "logo", "y": 20 }, { "kind": "checkBox", "y": 40, "text": "box" }
            """, seed: seed)).ToArray();
        Assert.InRange(stages.Count(s => s.Items!.OfType<TextItem>().Any()), 15, 45);
        Assert.Equal(["ONE", "TWO"], stages.SelectMany(s => s.Items!.OfType<StampItem>()).Select(s => s.Text).Distinct().Order());
        Assert.True(stages.SelectMany(s => s.Items!.OfType<StampItem>()).Select(s => s.Angle).Distinct().Count() > 20);
        Assert.Equal(Enum.GetValues<LogoMark>().Length, stages.SelectMany(s => s.Items!.OfType<LogoItem>()).Select(s => s.Mark).Distinct().Count());
        Assert.InRange(stages.Count(s => s.Items!.OfType<CheckBoxItem>().Single().Ticked == true), 8, 35);
        Assert.InRange(Enumerable.Range(0, 60).Count(seed => ((PrintedTextStage)RecipeResolver.Resolve(Printed.Request(Printed.Signal, new PaperStage(), new PrintedTextStage(), seed).Recipe, Printed.Signal).Stages[1]).Overlap == TextOverlap.Avoid), 25, 55);
    }

    [Theory]
    [InlineData("\u0000\u0007\u001b[31m\t")]
    [InlineData("李小龍 \u202e\u200f\ufeff 😀👩‍⚕️ \ud800")]
    [InlineData("Ω≈ç√∫ ñandú Łódź ½ µV ° → ±")]
    [InlineData("{}{{}}\"\\'<script>&amp;%s%n")]
    [InlineData("")]
    public void Odd_values_break_nothing(string value)
    {
        foreach (var odd in new[] { value, string.Concat(Enumerable.Repeat(value, 3000)), string.Join("\r\n", Enumerable.Repeat(value + "x", 500)) })
        {
            var fields = FieldValues.Names.ToDictionary(n => n, _ => odd);
            foreach (var vendor in new[] { "Maple", "Juniper", "Sorrel" })
            {
                var scene = Printed.Compose(Printed.Signal, new PaperStage { Vendor = vendor, Dpi = 50 }, new PrintedTextStage { Fields = fields });
                using var image = Renderer.Draw(scene, default);
                var json = ImageExporter.Describe(scene, "a.png", true);
                Assert.All(scene.Truth().Texts!, t => Assert.DoesNotContain(t.Text, char.IsControl));
                Assert.Equal(RecipeResolver.ToJson(scene.Request.Recipe), RecipeResolver.ToJson(EcgJson.Read(json, EcgJson.Default.EcgGroundTruth).Recipe));
            }
        }
    }

    [Fact]
    public void Speed_and_gain_stand_once_on_a_page_and_one_person_on_all_of_it()
    {
        var request = Page.Request(Printed.Signal);
        PrintedTextStage Text(string name) => new() { Template = name, Overlap = TextOverlap.Allow };
        foreach (var names in new[] { new[] { "Plain" }, ["Plain", "Plain"], ["Alder", "Plain"] })
        {
            var scene = Renderer.Compose(request with { Recipe = request.Recipe with { Stages = [new PaperStage(), .. names.Select(Text)] } }, Printed.Signal);
            var texts = scene.Truth().Texts!;
            Assert.Contains("25", Assert.Single(texts, t => t.Kind == "scale").Text);
            Assert.Single(texts.Where(t => t.Kind == "header").Select(t => t.Text).Where(t => t.Contains(", ") && !t.Contains("years")).Distinct());
        }
    }

    [Fact]
    public void Items_of_a_recipe_that_leave_something_open_are_refused()
    {
        foreach (var item in new PrintItem[]
        {
            new TextItem { Text = "a" },
            new TextItem { Text = "a", Anchor = PageAnchor.Sheet, Font = "Tinos", Size = 3 },
            new BarcodeItem { Text = "é", Anchor = PageAnchor.Sheet, Width = 3, Height = 3, Color = new Rgb(0, 0, 0) },
            new StampItem { Text = "a", Anchor = PageAnchor.Sheet, Color = new Rgb(0, 0, 0) },
        })
        {
            var recipe = Printed.Request(Printed.Signal, new PaperStage(), new PrintedTextStage { Items = [item] }).Recipe;
            Assert.Equal(ErrorId.RecipeInvalid, Assert.Throws<EcgException>(() => RecipeResolver.Resolve(recipe, Printed.Signal)).Id);
        }
    }

    [Fact]
    public void Nothing_that_identifies_comes_from_the_record()
    {
        var info = Printed.Signal.Info with { Name = "ZEBULON_QUAGMIRE", RecordedAt = "1987-06-05T04:03:02", Comments = ["Patient Zebulon Quagmire, ward 9Z"], Age = 77, Sex = "Female" };
        var signal = Printed.Signal with { Info = info };
        foreach (var look in VendorLooks.All)
        {
            var recipe = RecipeResolver.Resolve(Printed.Request(signal, new PaperStage { Vendor = look.Name }, new PrintedTextStage()).Recipe, signal);
            var stage = (PrintedTextStage)recipe.Stages[1];
            var said = System.Text.Encoding.UTF8.GetString(EcgJson.Write(stage, EcgJson.Default.PrintedTextStage));
            foreach (var word in new[] { "zebulon", "quagmire", "1987", "9Z" })
                Assert.DoesNotContain(word, said, StringComparison.OrdinalIgnoreCase);
            Assert.Contains("77", said);
            Assert.Contains("Female", said);
        }
    }
}
