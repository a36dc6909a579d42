// Recipes: what resolving fills, keeps and refuses; canonical JSON; hostile JSON.
using System.Text;
using EcgGen.Core.Random;

namespace EcgGen.Core.Tests.Recipes;

public class RecipeResolverTests
{
    private static readonly SignalView s_signal = Page.Synthetic(seconds: 3);

    [Fact]
    public void Resolving_fills_every_value_and_twice_is_once()
    {
        var open = Page.Request(s_signal).Recipe;
        var once = RecipeResolver.Resolve(open, s_signal);
        var paper = Assert.IsType<PaperStage>(Assert.Single(once.Stages));
        // A layout has a name or rows.
        Assert.All(typeof(PaperStage).GetProperties().Where(p => p.Name != nameof(PaperStage.LayoutRows)), p => Assert.NotNull(p.GetValue(paper)));
        Assert.Equal(RecipeResolver.Build, once.Build);
        Assert.Equal(RecipeResolver.ToJson(once), RecipeResolver.ToJson(RecipeResolver.Resolve(once, s_signal)));
    }

    [Fact]
    public void Json_is_canonical_and_comes_back_the_same()
    {
        var json = RecipeResolver.ToJson(RecipeResolver.Resolve(Page.Request(s_signal, new PaperStage { Speed = 12.5 }, 3, 4).Recipe, s_signal));
        var text = Encoding.UTF8.GetString(json);
        Assert.StartsWith("{\"version\":1,\"build\":{", text);
        Assert.Contains("\"stages\":[{\"kind\":\"paper\",", text);
        Assert.DoesNotContain("null", text);
        Assert.Equal(text, Encoding.UTF8.GetString(RecipeResolver.ToJson(EcgJson.Read(json, EcgJson.Default.Recipe))));
    }

    [Fact]
    public void What_is_set_stays_and_moves_nothing_else()
    {
        var all = (PaperStage)RecipeResolver.Resolve(Page.Request(s_signal, seed: 5).Recipe, s_signal).Stages[0];
        var some = (PaperStage)RecipeResolver.Resolve(Page.Request(s_signal, new PaperStage { PaperColor = all.PaperColor, Dpi = 77 }, seed: 5).Recipe, s_signal).Stages[0];
        AssertSame(all with { Dpi = 77 }, some);
    }

    [Fact]
    public void Each_value_depends_on_seed_variant_and_record()
    {
        static PaperStage Look(SignalView signal, int seed, int variant) => (PaperStage)RecipeResolver.Resolve(Page.Request(signal, null, seed, variant).Recipe, signal).Stages[0];
        var looks = new[] { Look(s_signal, 0, 0), Look(s_signal, 1, 0), Look(s_signal, 0, 1), Look(Page.Synthetic(2, 3), 0, 0) };
        Assert.Equal(4, looks.Select(l => (l.PaperColor, l.GridColor, l.InkColor)).Distinct().Count());
        AssertSame(looks[0], Look(s_signal, 0, 0));
    }

    /// <summary>Recipes compare as JSON.</summary>
    private static void AssertSame(PaperStage expected, PaperStage actual)
    {
        static byte[] Json(PaperStage paper) => RecipeResolver.ToJson(Page.Request(s_signal, paper).Recipe);
        Assert.Equal(Json(expected), Json(actual));
    }

    [Theory]
    [InlineData("dpi", 49)]
    [InlineData("dpi", 1201)]
    [InlineData("speed", 0)]
    [InlineData("gain", double.NaN)]
    [InlineData("penWidth", 9)]
    public void Values_out_of_range_are_refused_by_name(string field, double value)
    {
        var stage = field switch
        {
            "dpi" => new PaperStage { Dpi = (int)value },
            "speed" => new PaperStage { Speed = value },
            "gain" => new PaperStage { Gain = value },
            _ => new PaperStage { PenWidth = value },
        };
        var error = Assert.Throws<EcgException>(() => RecipeResolver.Resolve(Page.Request(s_signal, stage).Recipe, s_signal));
        Assert.Equal(ErrorId.RecipeInvalid, error.Id);
        Assert.Contains(field, error.Message);
    }

    [Fact]
    public void Stages_in_the_wrong_place_and_empty_records_are_refused()
    {
        ErrorId Refused(Func<ImageRequest, ImageRequest> change)
        {
            var request = change(Page.Request(s_signal));
            return Assert.Throws<EcgException>(() => RecipeResolver.Resolve(request.Recipe, new SignalView(request.Record, []))).Id;
        }
        Assert.Equal(ErrorId.RecipeInvalid, Refused(r => r with { Recipe = r.Recipe with { Stages = [] } }));
        Assert.Equal(ErrorId.RecipeInvalid, Refused(r => r with { Recipe = r.Recipe with { Stages = [new PaperStage(), new PaperStage()] } }));
        Assert.Equal(ErrorId.RecipeInvalid, Refused(r => r with { Recipe = r.Recipe with { Version = 2 } }));
        Assert.Equal(ErrorId.RecordEmpty, Refused(r => r with { Record = r.Record with { Leads = [] } }));
        Assert.Equal(ErrorId.RecordEmpty, Refused(r => r with { Record = r.Record with { SampleCount = 0 } }));
    }

    [Fact]
    public void Broken_json_is_an_error_and_nothing_else()
    {
        var json = RecipeResolver.ToJson(RecipeResolver.Resolve(Page.Request(s_signal).Recipe, s_signal));
        var random = new Philox(1, 1);
        var path = Path.GetTempFileName();
        int read = 0;
        for (int i = 0; i < 3000; i++)
        {
            var bytes = json.ToArray();
            for (int n = random.NextInt(3); n >= 0; n--)
            {
                int at = random.NextInt(bytes.Length);
                bytes = random.NextInt(3) switch
                {
                    0 => [.. bytes[..at], (byte)random.NextInt(256), .. bytes[(at + 1)..]],
                    1 => bytes[..at],
                    _ => [.. bytes[..at], .. bytes[random.NextInt(at + 1)..]],
                };
                if (bytes.Length == 0)
                    bytes = [0];
            }
            File.WriteAllBytes(path, bytes);
            try
            {
                var recipe = RecipeResolver.ReadFile(path).Recipe;
                read++;
                RecipeResolver.Resolve(recipe, s_signal);
            }
            catch (EcgException e)
            {
                Assert.True(e.Id is ErrorId.RecipeInvalid or ErrorId.LeadNotFound, e.Message);
            }
        }
        File.Delete(path);
        Assert.InRange(read, 5, 2900);
    }
}
