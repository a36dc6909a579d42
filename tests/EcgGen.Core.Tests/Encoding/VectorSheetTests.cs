// What vector formats refuse, how exports of them look, and the fonts they carry.
using EcgGen.Core.Encoders;
using EcgGen.Core.Ink;
using EcgGen.Core.Raster;
using SkiaSharp;

namespace EcgGen.Core.Tests;

public class VectorSheetTests
{
    private sealed record View(StagePhase When) : Stage
    {
        public override StagePhase Phase => When;

        public override string Name => "view";

        public override Stage? InCleanTwin() => this;
    }

    [Theory]
    [InlineData(StagePhase.Camera, ImageFormat.Pdf)]
    [InlineData(StagePhase.Sensor, ImageFormat.Svg)]
    public void Views_of_the_sheet_are_refused(StagePhase phase, ImageFormat format)
    {
        var scene = Page.Compose(Page.Synthetic(seconds: 2, rate: 100));
        var recipe = scene.Request.Recipe;
        var viewed = scene with { Request = scene.Request with { Recipe = recipe with { Stages = [.. recipe.Stages, new View(phase)] } } };
        var error = Assert.Throws<EcgException>(() => VectorFiles.Bytes(viewed, format));
        Assert.Equal(ErrorId.ArgumentInvalid, error.Id);
        Assert.Contains("vector formats hold the undistorted sheet", error.Message);
        Assert.Contains(phase.ToString(), error.Message);
    }

    [Fact]
    public void A_part_of_a_font_has_the_same_glyphs_and_widths()
    {
        const string text = "aVR V1 25 mm/s é½µ°";
        var whole = FontFile.Load("fonts/LiberationSans-Regular.ttf");
        var part = new FontSubset(whole);
        Assert.Equal(text.Length, part.Add(text).Count);
        using var original = new SKFont(SKTypeface.FromData(SKData.CreateCopy(Bundled())), 2048) { Hinting = SKFontHinting.None, LinearMetrics = true };
        using var embedded = new SKFont(SKTypeface.FromData(SKData.CreateCopy(part.ToFile())), 2048) { Hinting = SKFontHinting.None, LinearMetrics = true };
        Assert.True(embedded.Typeface.GlyphCount < 40);
        Assert.InRange(part.ToFile().Length, 1000, 30_000);
        foreach (char c in text.Distinct())
        {
            ushort id = embedded.GetGlyph(c);
            Assert.NotEqual(0, id);
            Assert.Equal(original.GetGlyphWidths([original.GetGlyph(c)]), embedded.GetGlyphWidths([id]));
            using var a = original.GetGlyphPath(original.GetGlyph(c));
            using var b = embedded.GetGlyphPath(id);
            Assert.Equal(a?.ToSvgPathData() ?? "", b?.ToSvgPathData() ?? "");
        }
        Assert.Equal(original.MeasureText(text), part.Advance(part.Add(text)) * 2048, 0.5);
    }

    [Fact]
    public void Characters_that_a_font_does_not_have_are_left_out()
    {
        var part = new FontSubset(FontFile.Load("fonts/LiberationSans-Regular.ttf"));
        Assert.Equal(2, part.Add("I漢I").Count);
        Assert.Single(part.Characters);
        Assert.Equal(ErrorId.Internal, Assert.Throws<EcgException>(() => FontFile.Load("fonts/nothing.ttf")).Id);
    }

    [Fact]
    public void Outlines_without_a_font_and_turned_text_are_drawn_too()
    {
        var scene = Page.Compose(Page.Synthetic(1));
        var text = scene.Ink.OfType<TextInk>().Last();
        var (_, points, ends, _, _) = PrintedText.Outline("STAMP", 0, 0, 8);
        // Turned about the start of its baseline, which lies at (100, 100) mm.
        var turned = Array.ConvertAll(points, p => new Point2(100 - p.Y, 100 + p.X));
        InkShape[] shapes = [new TextInk(text.Color, "stamp", "STAMP", null, turned, ends), new TextInk(text.Color, "stamp", "STAMP", null, turned, ends) { Run = text.Run! with { X = 100, Y = 100, Size = 8, Angle = 90 } }];
        var pictures = shapes.Select(shape =>
        {
            var pdf = VectorFiles.Bytes(scene with { Ink = [shape] }, ImageFormat.Pdf);
            var png = ExternalTool.Run("pdftocairo", pdf, "-png", "-singlefile", "-r", "200", "-gray", "{file}", "-");
            using var bitmap = SKBitmap.Decode(png);
            return bitmap.Pixels.Select(c => (int)c.Red).ToArray();
        }).ToArray();
        using var blank = SKBitmap.Decode(ExternalTool.Run("pdftocairo", VectorFiles.Bytes(scene with { Ink = [] }, ImageFormat.Pdf), "-png", "-singlefile", "-r", "200", "-gray", "{file}", "-"));
        double ink = pictures[0].Zip(blank.Pixels, (a, b) => Math.Abs(a - b.Red)).Sum(), apart = pictures[0].Zip(pictures[1], (a, b) => Math.Abs(a - b)).Sum();
        Assert.True(ink > 10_000, $"{ink}");
        Assert.InRange(apart / ink, 0, 0.2);
    }

    private static byte[] Bundled()
    {
        using var stream = typeof(FontFile).Assembly.GetManifestResourceStream("fonts/LiberationSans-Regular.ttf")!;
        var bytes = new byte[stream.Length];
        stream.ReadExactly(bytes);
        return bytes;
    }
}
