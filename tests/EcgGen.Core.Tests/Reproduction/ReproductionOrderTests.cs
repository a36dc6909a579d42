// Copies apply to what is there before them, move nothing, and leave no trace in clean twins.
using EcgGen.Core.Ink;
using EcgGen.Core.Raster;
using EcgGen.Core.Truth;

namespace EcgGen.Core.Tests.Reproduction;

public sealed class ReproductionOrderTests
{
    private static readonly PaperStage s_paper = new() { Dpi = 150, GridStyle = GridStyle.None, PaperColor = new Rgb(255, 255, 255), PaperSize = PaperSize.Letter };
    private static readonly Rgb s_blue = new(20, 40, 200);

    public static TheoryData<string> Copies => [PhotocopyStage.Kind, HalftoneStage.Kind, FaxStage.Kind];

    private static ReproductionStage Grey(string kind) => kind switch
    {
        PhotocopyStage.Kind => new PhotocopyStage { Contrast = 0.2, Darkness = 0.75, TonerLoss = 0, Speckle = 0, EdgeLines = 0, Generation = 1 },
        HalftoneStage.Kind => new HalftoneStage { Ink = HalftoneInk.Black },
        _ => new FaxStage { Tone = FaxTone.ErrorDiffusion, Darkness = 0.6, LineLoss = 0, LineNoise = 0 },
    };

    private static PrintedTextStage Text => new() { Template = "test", Overlap = TextOverlap.Allow, Fields = new Dictionary<string, string>(), Items = [new TextItem { Anchor = PageAnchor.Sheet, Font = PrintFont.Default.Name, Align = TextAlign.Left, Role = "header", Text = "blue ink", X = 100, Y = 30, Size = 12, Bold = true, Color = s_blue }] };

    private static int Blue(PageScene scene)
    {
        using var image = Renderer.Draw(scene, default);
        int count = 0;
        for (int i = 0; i < image.All.Length; i += 3)
            count += image.All[i + 2] > image.All[i] + 60 ? 1 : 0;
        return count;
    }

    [Theory]
    [MemberData(nameof(Copies))]
    public void What_is_written_on_a_copy_keeps_its_colour_and_what_was_copied_has_none(string kind)
    {
        var signal = Page.Synthetic(seconds: 3);
        int plain = Blue(Page.Worn(signal, s_paper, 0, Text));
        Assert.True(plain > 200, $"{plain} blue pixels");
        Assert.Equal(0, Blue(Page.Worn(signal, s_paper, 0, Text, Grey(kind))));
        Assert.Equal(plain, Blue(Page.Worn(signal, s_paper, 0, Grey(kind), Text)), 0.05 * plain);
    }

    [Theory]
    [MemberData(nameof(Copies))]
    public void The_light_of_a_crease_before_a_copy_becomes_tone_on_it(string kind)
    {
        var (signal, white) = Page.White;
        var paper = white with { Dpi = 150, PaperSize = PaperSize.Letter };
        var crease = new CreaseStage { Pattern = FoldPattern.Half, Strength = 1, Width = 17, Seed = 1 };
        var flat = Darkest(Page.Worn(signal, paper, 0, Grey(kind)));
        var copied = Darkest(Page.Worn(signal, paper, 0, crease, Grey(kind)));
        Assert.True(copied < flat - 4, $"{copied:0.0} on {flat:0.0}");

        // After the copy it is as on any white sheet: no machine changes it.
        var scene = Page.Worn(signal, paper, 0, Grey(kind), crease);
        using var image = Renderer.Draw(scene, default);
        using var uncopied = Renderer.Draw(Page.Worn(signal, paper, 0, crease), default);
        double blank = Column(image, 110), was = Column(uncopied, 110);
        for (int x = 150; x < image.Width - 150; x += 5)
            Assert.Equal(Column(uncopied, x) / was, Column(image, x) / blank, 0.03);

        // Mean light, for copies have grain.
        static double Column(PixelBuffer image, int x) => Enumerable.Range(200, 600).Average(y => LinearLight.FromSrgb(image.Row(y)[3 * x]));

        // The darkest mean of columns that are 10 wide.
        static double Darkest(PageScene scene)
        {
            using var image = Renderer.Draw(scene, default);
            double least = 255;
            for (int x = 150; x + 10 < image.Width - 150; x += 10)
            {
                double sum = 0;
                for (int y = 100; y < 1000; y++)
                {
                    for (int i = 0; i < 10; i++)
                        sum += image.Row(y)[3 * (x + i)];
                }
                least = Math.Min(least, sum / 9000);
            }
            return least;
        }
    }

    [Theory]
    [MemberData(nameof(Copies))]
    public void Truth_is_the_originals(string kind)
    {
        var signal = Page.Synthetic(seconds: 3);
        var paper = s_paper with { GridStyle = GridStyle.Lines };
        EcgGroundTruth plain = Page.Compose(signal, paper).Truth(), copied = Page.Worn(signal, paper, 0, Grey(kind)).Truth();
        Assert.Equal(plain.Grid!.SelectMany(r => r), copied.Grid!.SelectMany(r => r));
        Assert.Equal(plain.Leads!.SelectMany(l => l.Points), copied.Leads!.SelectMany(l => l.Points));
        Assert.Equal(plain.Leads!.SelectMany(l => l.Flags), copied.Leads!.SelectMany(l => l.Flags));
    }

    [Theory]
    [MemberData(nameof(Copies))]
    public void Traces_are_found_where_truth_says(string kind)
    {
        var scene = Page.Worn(Page.Synthetic(seconds: 5), s_paper with { Dpi = 200, PenWidth = 0.5 }, 0, Grey(kind));
        using var image = Renderer.Draw(scene, default);
        var errors = new List<double>();
        foreach (var lead in scene.Truth().Leads!)
        {
            for (int i = 4; i + 4 < lead.Points.Length; i += 9)
            {
                // Nearly level parts, whose centre of darkness is well defined.
                var p = lead.Points[i];
                if (Math.Abs(lead.Points[i + 4].Y - lead.Points[i - 4].Y) > 0.5)
                    continue;
                double dark = 0, moment = 0;
                for (int y = (int)p.Y - 4; y <= (int)p.Y + 4; y++)
                {
                    for (int x = (int)p.X - 2; x <= (int)p.X + 2; x++)
                    {
                        double ink = Math.Max(0, 235 - image.Row(y)[3 * x]);
                        dark += ink;
                        moment += ink * (y + 0.5);
                    }
                }
                if (dark > 0)
                    errors.Add(moment / dark - p.Y);
            }
        }
        Assert.True(errors.Count > 100);
        double[] sorted = [.. errors.Order()];
        Assert.InRange(sorted[sorted.Length / 2], -0.3, 0.3);
        Assert.InRange(errors.Select(Math.Abs).Order().ElementAt((int)(0.9 * errors.Count)), 0, 1.5);
    }

    [Theory]
    [MemberData(nameof(Copies))]
    public void Recipes_resolve_once_and_draw_the_same_bytes_again(string kind)
    {
        var signal = Page.Synthetic(seconds: 3);
        ReproductionStage open = kind switch { PhotocopyStage.Kind => new PhotocopyStage(), HalftoneStage.Kind => new HalftoneStage(), _ => new FaxStage() };
        for (int seed = 0; seed < 5; seed++)
        {
            var scene = Page.Worn(signal, s_paper, seed, open);
            var again = Renderer.Compose(scene.Request, signal);
            Assert.Equal(RecipeResolver.ToJson(scene.Request.Recipe), RecipeResolver.ToJson(again.Request.Recipe));
            using var one = Renderer.Draw(scene, default);
            using var other = Renderer.Draw(again, default);
            Assert.True(one.All.SequenceEqual(other.All));
        }
    }

    [Theory]
    [MemberData(nameof(Copies))]
    public void Clean_twins_are_the_original_and_vector_formats_refuse_copies(string kind)
    {
        var signal = Page.Synthetic(seconds: 3);
        var scene = Page.Worn(signal, s_paper, 0, Grey(kind));
        using var clean = CleanTwin.Draw(scene, signal, default)!;
        using var plain = Renderer.Draw(Page.Compose(signal, s_paper), default);
        Assert.True(clean.All.SequenceEqual(plain.All));
        var error = Assert.Throws<EcgException>(() => EcgGen.Core.Encoders.ImageEncoder.Encode(scene, null, ImageFormat.Svg, Stream.Null, default));
        Assert.Contains($"'{kind}'", error.Message);
    }

    [Fact]
    public void Values_out_of_range_are_refused()
    {
        (string Field, Stage Stage)[] wrong =
        [
            ("contrast", new PhotocopyStage { Contrast = 1.1 }), ("darkness", new PhotocopyStage { Darkness = -0.1 }), ("tonerLoss", new PhotocopyStage { TonerLoss = 2 }),
            ("speckle", new PhotocopyStage { Speckle = 2 }), ("edgeLines", new PhotocopyStage { EdgeLines = 2 }), ("generation", new PhotocopyStage { Generation = 6 }),
            ("frequency", new HalftoneStage { Frequency = 59 }), ("angle", new HalftoneStage { Angle = 181 }), ("shape", new HalftoneStage { Shape = (HalftoneShape)9 }), ("ink", new HalftoneStage { Ink = (HalftoneInk)9 }),
            ("resolution", new FaxStage { Resolution = (FaxResolution)9 }), ("tone", new FaxStage { Tone = (FaxTone)9 }), ("darkness", new FaxStage { Darkness = double.NaN }), ("lineLoss", new FaxStage { LineLoss = 2 }), ("lineNoise", new FaxStage { LineNoise = 2 }),
            ("pixelPitch", new ScreenStage { PixelPitch = 0.01 }), ("zoom", new ScreenStage { Zoom = 9 }), ("angle", new ScreenStage { Angle = 60 }), ("moire", new ScreenStage { Moire = 2 }), ("falloff", new ScreenStage { Falloff = 2 }),
            ("blueCast", new ScreenStage { BlueCast = 2 }), ("gamma", new ScreenStage { Gamma = 3 }), ("glow", new ScreenStage { Glow = 2 }), ("banding", new ScreenStage { Banding = 2 }),
        ];
        foreach (var (field, stage) in wrong)
        {
            var error = Assert.Throws<EcgException>(() => Page.Worn(Page.Synthetic(seconds: 2), new PaperStage(), 0, stage));
            Assert.Equal(ErrorId.RecipeInvalid, error.Id);
            Assert.Contains(field, error.Message);
        }
    }

    [Fact]
    public void Nothing_of_the_sheet_follows_a_screen()
    {
        var error = Assert.Throws<EcgException>(() => Page.Worn(Page.Synthetic(seconds: 2), s_paper, 0, new ScreenStage(), new PhotocopyStage()));
        Assert.Contains("photocopy", error.Message);
        Assert.Contains("sheet, camera, sensor", error.Message);
    }
}
