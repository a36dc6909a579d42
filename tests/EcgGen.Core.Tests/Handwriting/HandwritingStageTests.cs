// What a recipe says of handwriting: drawn by key, complete, in its place.
using EcgGen.Core.Handwriting;
using EcgGen.Core.Ink;
using EcgGen.Core.Measure;
using EcgGen.Core.Print;
using EcgGen.Core.Records;
using EcgGen.Core.Truth;

namespace EcgGen.Core.Tests.Handwriting;

public sealed class HandwritingStageTests
{
    private static readonly SignalView s_signal = Page.Synthetic();
    private static readonly PaperStage s_paper = new() { Dpi = 100 };

    private static PageScene Compose(int seed, params Stage[] stages) => Renderer.Compose(Page.Request(s_signal, s_paper, seed, stages), s_signal, TestContext.Current.CancellationToken);

    private static HandwritingStage Resolve(HandwritingStage stage, int seed = 0) => (HandwritingStage)Compose(seed, stage).Request.Recipe.Stages[1];

    [Fact]
    public void Recipes_say_everything_and_resolve_to_themselves()
    {
        var recipe = Compose(3, new HandwritingStage { MarkKinds = [HandMarkKind.Circle] }).Request.Recipe;
        var stage = (HandwritingStage)recipe.Stages[1];
        Assert.All(new object?[] { stage.Pen, stage.Color, stage.Width, stage.Bias, stage.Overlap, stage.Seed, stage.Count }, Assert.NotNull);
        Assert.NotEmpty(stage.Words!);
        Assert.All(new object?[] { stage.Texts, stage.Terms, stage.Styles, stage.Position, stage.Size, stage.Angle, stage.MarkKinds }, Assert.Null);
        Assert.Equal(RecipeResolver.ToJson(recipe), RecipeResolver.ToJson(RecipeResolver.Resolve(recipe, s_signal)));
        Assert.Equal(RecipeResolver.ToJson(recipe), RecipeResolver.ToJson(Compose(3, new HandwritingStage { MarkKinds = [HandMarkKind.Circle] }).Request.Recipe));
        var read = EcgJson.Read(RecipeResolver.ToJson(recipe), EcgJson.Default.Recipe);
        Assert.Equal(RecipeResolver.ToJson(recipe), RecipeResolver.ToJson(RecipeResolver.Resolve(read, s_signal)));
    }

    [Fact]
    public void Without_arguments_one_to_four_notes_are_drawn_by_key()
    {
        var counts = Enumerable.Range(0, 12).Select(seed => Resolve(new HandwritingStage(), seed).Count!.Value).ToArray();
        Assert.All(counts, c => Assert.InRange(c, 1, 4));
        Assert.True(counts.Distinct().Count() > 1);
    }

    [Theory]
    [InlineData(EcgRhythm.Sinus, "SinusRhythm", "SR {HR}")]
    [InlineData(EcgRhythm.AtrialFlutter, "AtrialFlutter", "V rate {HR}")]
    public void Notes_say_what_the_page_shows(EcgRhythm rhythm, string shown, string note)
    {
        var signal = Page.View(EcgSynthesizer.Synthesize(new SyntheticSource { Seed = 3, Rhythm = rhythm, Duration = 10 }, default));
        var paper = (PaperStage)Renderer.Compose(Page.Request(signal, s_paper, 0), signal, TestContext.Current.CancellationToken).Request.Recipe.Stages[0];
        var page = new PrintFields(signal, paper, null, purpose => new(0, signal.Info.Sha256, 0, "handwriting", 0, purpose));
        Assert.Contains(page.Said.Statements, s => s.ToString() == shown);
        var (about, any) = Notes.Of(page);
        Assert.Contains(page.Fill(note, ""), about);
        Assert.DoesNotContain(about, n => n.Contains('{', StringComparison.Ordinal) || n.Contains("LBBB", StringComparison.Ordinal) || n == "paced");
        Assert.All(about.Concat(any), n => NoteText.Lines(n, NetworkFiles.Get(null).Contract));
        for (ulong i = 0; i < 20; i++)
        {
            var drawn = Notes.Draw(6, page, new EcgGen.Core.Random.Philox(1, i));
            Assert.Contains(drawn[0], about);
            Assert.Equal(6, drawn.Distinct().Count());
            string[] words = [.. drawn.SelectMany(n => n.Split(' ', ',').Where(w => w.Length > 2).Distinct())];
            Assert.Equal(words.Length, words.Distinct().Count());
            Assert.All(drawn, n => Assert.Contains(n, about.Concat(any)));
        }
    }

    [Fact]
    public void Every_statement_has_notes_and_every_list_a_statement()
    {
        string[] own = ["any", "Normal", "none"];
        Assert.Equal(Enum.GetNames<EcgStatement>().Concat(own).Order(), Notes.Subjects.Order());
    }

    [Fact]
    public void Marks_go_to_the_leads_that_notes_name_or_stand_by()
    {
        string[] leads = ["I", "II", "III", "aVR", "aVL", "aVF", "V1", "V2", "V3", "V4", "V5", "V6"];
        Assert.Equal(["V2", "V3", "V4"], NamedLeads.In(["ST elev V2-V4"], leads));
        Assert.Equal(["II", "III", "aVF", "V1", "V2"], NamedLeads.In(["Q's in II, III, aVF", "and V1–2"], leads));
        Assert.Empty(NamedLeads.In(["VT, PVCs, DIII"], leads));
        for (int seed = 0; seed < 8; seed++)
        {
            var scene = Compose(seed, new HandwritingStage { Texts = ["ST elev V2-V4"], MarkKinds = [HandMarkKind.Circle] }, new HandwritingStage { Texts = ["?"], Position = new() { Lead = "aVL" }, MarkKinds = [HandMarkKind.Circle] });
            var stages = scene.Request.Recipe.Stages.OfType<HandwritingStage>().ToArray();
            foreach (var (stage, meant) in new[] { (stages[0], new[] { "V2", "V3", "V4" }), (stages[1], ["aVL"]) })
            {
                var circle = Assert.Single(stage.Marks!);
                // The largest wave thereabouts of one of these leads is in it.
                Assert.Contains(scene.Ink.OfType<TraceInk>().Where(t => meant.Contains(t.Lead.Name)), trace =>
                {
                    double[] near = [.. trace.Points.Where(p => Math.Abs(p.X - circle.X) < 12).Select(p => p.Y).Order()];
                    return near.Length > 0 && near.MaxBy(y => Math.Abs(y - near[near.Length / 2])) is var farthest
                        && trace.Points.Any(p => p.Y == farthest && Math.Abs(p.X - circle.X) < circle.Width / 2 && Math.Abs(p.Y - circle.Y) < circle.Height / 2);
                });
            }
        }
    }

    [Fact]
    public void All_texts_are_written_word_by_word_and_terms_are_not_repeated()
    {
        var texts = Resolve(new HandwritingStage { Texts = ["ST elev V2", "old MI\nno change"] });
        Assert.Equal(["ST", "elev", "V2", "old", "MI", "no", "change"], texts.Words!.Select(w => w.Text));
        Assert.Equal([0, 0, 0, 1, 1, 1, 1], texts.Words!.Select(w => w.Note));
        var below = texts.Words![5].Y - texts.Words[3].Y;
        Assert.True(below > 2 * texts.Words[3].Size, $"the second line is {below} mm below the first");
        var terms = Resolve(new HandwritingStage { Terms = ["LBBB", "RBBB", "LVH"], Count = 3 });
        Assert.Equal(3, terms.Words!.Select(w => w.Text).Distinct().Count());
    }

    [Fact]
    public void A_stroke_at_a_words_end_crosses_it_out()
    {
        Assert.Equal(["old", "MI\u0336", "AF"], NoteText.Lines("old M\u0336I\u0336 \u0336 AF", NetworkFiles.Get(null).Contract)[0]);
        var words = Resolve(new HandwritingStage { Texts = ["infa\u0336 infarct"], Styles = ["5"], Seed = 3 }).Words!;
        Assert.Equal(["infa\u0336", "infarct"], words.Select(w => w.Text));
        var contract = NetworkFiles.Get(null).Contract;
        WrittenPath Write(string text) => new HandWriter(NetworkFiles.Get(null)).Write([new Hand(3).Request(text, 4, 8, contract)], 1, TestContext.Current.CancellationToken)[0];
        var stroke = Write("infa\u0336").Points.Where(p => p.Letter == 4).ToArray();
        var word = Write("infa\u0336").Points.Where(p => p.Letter < 4).ToArray();
        Assert.True(stroke.Max(p => p.X) - stroke.Min(p => p.X) > 0.6 * (word.Max(p => p.X) - word.Min(p => p.X)), "the stroke goes through most of the word");
        Assert.InRange(stroke.Average(p => p.Y), 0, 1);
    }

    [Fact]
    public void Now_and_then_a_bundled_note_has_a_word_that_was_begun_wrongly()
    {
        var random = new EcgGen.Core.Random.Philox(5, 1);
        string[] slips = [.. Enumerable.Range(0, 2000).Select(_ => Notes.WithSlips("inferior infarct", random)).Where(n => n.Contains(NetworkContract.Strike))];
        Assert.InRange(slips.Length, 80, 240);
        Assert.All(slips, s => Assert.Matches("^(i(nferi|nfer|nfe|nf|n)\u0336 inferior infarct|inferior i(nfarc|nfar|nfa|nf|n)\u0336 infarct)$", s));
        Assert.Equal("AF, HR 72", Notes.WithSlips("AF, HR 72", random));
    }

    [Fact]
    public void One_hand_and_one_pen_write_a_page_unless_asked_otherwise()
    {
        var stages = Compose(5, new HandwritingStage { Count = 3 }, new HandwritingStage { Count = 3 }).Request.Recipe.Stages.OfType<HandwritingStage>().ToArray();
        Assert.Single(stages.SelectMany(s => s.Words!).Select(w => w.Style).Distinct());
        Assert.Single(stages.Select(s => (s.Pen, s.Color, s.Width, s.Seed)).Distinct());
        Assert.NotEqual(stages[0].Words!.Select(w => w.Seed), stages[1].Words!.Select(w => w.Seed));
        var names = NetworkFiles.Get(null).Contract.Styles;
        Assert.Equal([names[1], names[2], names[1]], Resolve(new HandwritingStage { Texts = ["a", "b", "c"], Styles = ["2", names[2].ToUpperInvariant()] }).Words!.Select(w => w.Style));
        Assert.True(Resolve(new HandwritingStage { Count = 10, Styles = ["Any"] }).Words!.Select(w => w.Style).Distinct().Count() > 2);
        Assert.True(Enumerable.Range(0, 10).Select(seed => Resolve(new HandwritingStage { Count = 1 }, seed).Words![0].Style).Distinct().Count() > 2);
    }

    [Theory]
    [InlineData(TextOverlap.Allow)]
    [InlineData(TextOverlap.Avoid)]
    public void Notes_stay_on_the_sheet_and_apart_and_off_other_ink_if_asked(TextOverlap overlap)
    {
        for (int seed = 0; seed < 6; seed++)
        {
            var scene = Compose(seed, new PrintedTextStage(), new HandwritingStage { Count = 6, Overlap = overlap });
            var hand = scene.Ink.OfType<HandwritingInk>().ToArray();
            Assert.NotEmpty(hand);
            var sheet = scene.Plan.Sheet;
            Assert.All(hand.SelectMany(h => h.Points).Where(p => !double.IsNaN(p.Y)), p => Assert.True(p.X > 1 && p.Y > 1 && p.X < sheet.Width - 1 && p.Y < sheet.Height - 1, $"{p}"));
            var boxes = hand.Select(h => (h.Note, Box: AreaInk.Bounds(Array.FindAll(h.Points, p => !double.IsNaN(p.Y))))).ToArray();
            foreach (var a in boxes)
                Assert.DoesNotContain(boxes, b => b.Note != a.Note && b.Box.X < a.Box.Right && a.Box.X < b.Box.Right && b.Box.Y < a.Box.Bottom && a.Box.Y < b.Box.Bottom);
            if (overlap != TextOverlap.Avoid)
                continue;
            Assert.All(scene.Truth().Handwriting!, w => Assert.Empty(w.Covers));
            var others = scene.Ink.Where(s => s is TextInk or TraceInk or PulseInk).Select(InkReach.Of).OfType<InkReach>().ToArray();
            Assert.DoesNotContain(hand.SelectMany(h => h.Points).Where(p => !double.IsNaN(p.Y)), p => others.Any(o => o.Covers(p)));
        }
    }

    [Fact]
    public void Notes_go_where_they_are_sent()
    {
        var at = Resolve(new HandwritingStage { Texts = ["LBBB", "old"], Position = new HandwritingPlace { X = 40, Y = 60 }, Size = 3, Angle = -30, Overlap = TextOverlap.Allow }).Words!;
        Assert.InRange(at[0].X, 36, 44);
        Assert.InRange(at[0].Y, 58, 62);
        Assert.InRange(at[0].Size, 2.8, 3.2);
        Assert.InRange(at[0].Angle, -31, -29);
        Assert.True(at[1].Y > at[0].Y + 5);
        var scene = Compose(1, new HandwritingStage { Texts = ["a"], Position = new HandwritingPlace { Region = HandwritingRegion.Footer }, Overlap = TextOverlap.Allow });
        Assert.True(((HandwritingStage)scene.Request.Recipe.Stages[1]).Words![0].Y > scene.Plan.Leads.Max(l => l.BaselineY));
        var lead = scene.Plan.Leads.First(l => l.Name == "V5");
        var beside = Resolve(new HandwritingStage { Texts = ["?"], Position = new HandwritingPlace { Lead = "v5" }, Overlap = TextOverlap.Allow }).Words![0];
        Assert.InRange(beside.X, lead.X - 2, lead.X + lead.SampleCount * lead.SampleStep + 2);
        Assert.InRange(beside.Y, lead.BaselineY - scene.Plan.RowPitch, lead.BaselineY + scene.Plan.RowPitch);
    }

    [Fact]
    public void Marks_are_drawn_where_they_belong()
    {
        var scene = Compose(2, new HandwritingStage { Texts = ["LBBB"], MarkKinds = Enum.GetValues<HandMarkKind>() });
        var stage = (HandwritingStage)scene.Request.Recipe.Stages[1];
        Assert.Equal(Enum.GetValues<HandMarkKind>(), stage.Marks!.Select(m => m.Kind));
        var truth = scene.Truth();
        Assert.Equal(["underline", "circle", "arrow", "checkMark", "signature"], truth.Marks!.Select(m => m.Kind).TakeLast(5));
        var circle = stage.Marks!.First(m => m.Kind == HandMarkKind.Circle);
        Assert.Contains(scene.Ink.OfType<TraceInk>().SelectMany(t => t.Points), p => Math.Pow((p.X - circle.X) / circle.Width * 2, 2) + Math.Pow((p.Y - circle.Y) / circle.Height * 2, 2) < 1);
        var line = stage.Marks!.First(m => m.Kind == HandMarkKind.Underline);
        var word = stage.Words![0];
        Assert.InRange(line.Y, word.Y, word.Y + 3 * word.Size);
        Assert.InRange(word.X + 1, line.X, line.X + line.Width);
        Assert.Empty(Resolve(new HandwritingStage { Count = 0, MarkKinds = [HandMarkKind.Signature] }).Words!);
    }

    [Theory]
    [InlineData("pen")]
    [InlineData("width")]
    [InlineData("bias")]
    [InlineData("size")]
    [InlineData("angle")]
    [InlineData("count")]
    [InlineData("styles")]
    [InlineData("texts")]
    [InlineData("terms")]
    [InlineData("position.lead")]
    [InlineData("position")]
    [InlineData("position.x")]
    [InlineData("markKinds")]
    [InlineData("words.size")]
    public void Wrong_values_are_named(string field)
    {
        var whole = Resolve(new HandwritingStage { Texts = ["a"] });
        var stage = field switch
        {
            "pen" => new HandwritingStage { Pen = (HandwritingPen)9 },
            "width" => new HandwritingStage { Width = 3 },
            "bias" => new HandwritingStage { Bias = -1 },
            "size" => new HandwritingStage { Size = 20 },
            "angle" => new HandwritingStage { Angle = 200 },
            "count" => new HandwritingStage { Count = 51 },
            "styles" => new HandwritingStage { Styles = ["Nobody"] },
            "texts" => new HandwritingStage { Texts = ["日"] },
            "terms" => new HandwritingStage { Terms = [] },
            "position.lead" => new HandwritingStage { Position = new HandwritingPlace { Lead = "V99" } },
            "position" => new HandwritingStage { Position = new HandwritingPlace { X = 3 } },
            "position.x" => new HandwritingStage { Position = new HandwritingPlace { X = 3000, Y = 1 } },
            "markKinds" => new HandwritingStage { MarkKinds = [(HandMarkKind)12] },
            _ => whole with { Words = [whole.Words![0] with { Size = 99 }] },
        };
        var error = Assert.Throws<EcgException>(() => Resolve(stage));
        Assert.Equal(ErrorId.RecipeInvalid, error.Id);
        Assert.Contains($"Recipe: {field}: ", error.Message);
    }

    [Fact]
    public void Clean_twins_have_none_and_a_cancelled_page_stops()
    {
        Assert.Null(new HandwritingStage().InCleanTwin());
        var request = Compose(1, new HandwritingStage()).Request;
        Assert.Throws<OperationCanceledException>(() => Renderer.Compose(request, s_signal, new CancellationToken(canceled: true)));
    }
}
