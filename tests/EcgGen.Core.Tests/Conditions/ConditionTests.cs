// Conditions: what resolving puts in their place, how often, where they may stand.
namespace EcgGen.Core.Tests.Conditions;

public class ConditionTests
{
    private static readonly SignalView s_signal = Page.Synthetic(seconds: 3);
    private static readonly PaperStage s_paper = new() { Dpi = 60 };

    public static TheoryData<ImagingCondition> All => [.. Enum.GetValues<ImagingCondition>()];

    private static Recipe Resolve(int variant, params IEnumerable<Stage> stages)
    {
        var recipe = Page.Request(s_signal, s_paper, 1, stages).Recipe;
        return RecipeResolver.Resolve(recipe with { Variant = variant }, s_signal);
    }

    private static Recipe[] Drawn(ImagingCondition condition, int count) =>
        [.. Enumerable.Range(0, count).Select(i => Resolve(i, new ConditionStage { Condition = condition }))];

    [Theory, MemberData(nameof(All))]
    public void Becomes_stages_that_resolve_to_themselves(ImagingCondition condition)
    {
        foreach (var recipe in Drawn(condition, 40))
        {
            Assert.Equal(condition, recipe.Condition);
            Assert.DoesNotContain(recipe.Stages, s => s is ConditionStage);
            var json = RecipeResolver.ToJson(recipe);
            Assert.Equal(json, RecipeResolver.ToJson(RecipeResolver.Resolve(EcgJson.Read(json, EcgJson.Default.Recipe), s_signal)));
        }
    }

    /// <summary>What the document says is always there.</summary>
    [Theory]
    [InlineData(ImagingCondition.Original, "")]
    [InlineData(ImagingCondition.Scan, "affine background crop blur imageNoise")]
    [InlineData(ImagingCondition.ScanGray, "affine background crop blur imageNoise colorDepth")]
    [InlineData(ImagingCondition.Photo, "perspective background crop light blur imageNoise compression")]
    [InlineData(ImagingCondition.ScreenPhoto, "screen perspective crop blur imageNoise compression")]
    [InlineData(ImagingCondition.Stained, "stain perspective background crop light blur imageNoise compression")]
    [InlineData(ImagingCondition.Damaged, "crumple stain perspective background crop light blur imageNoise compression")]
    [InlineData(ImagingCondition.Mould, "stain affine background crop blur imageNoise")]
    [InlineData(ImagingCondition.MouldGray, "stain affine background crop blur imageNoise colorDepth")]
    public void Has_what_makes_it(ImagingCondition condition, string kinds)
    {
        var drawn = Drawn(condition, 200);
        var common = drawn.Select(r => r.Stages.Skip(1).Select(s => s.Name).ToHashSet()).Aggregate((a, b) => [.. a.Intersect(b)]);
        Assert.Equal(kinds.Split(' ', StringSplitOptions.RemoveEmptyEntries).Order(), common.Order());
    }

    /// <summary>How many have what, within four standard deviations of what the document says.</summary>
    [Theory]
    [InlineData(ImagingCondition.Scan, CreaseStage.Kind, 0.25)]
    [InlineData(ImagingCondition.Scan, StainStage.Kind, 0.2)]
    [InlineData(ImagingCondition.Scan, SharpeningStage.Kind, 0.7)]
    [InlineData(ImagingCondition.ScanGray, PhotocopyStage.Kind, 0.2)]
    [InlineData(ImagingCondition.ScanGray, CompressionStage.Kind, 0.9 * 0.7)]
    [InlineData(ImagingCondition.Photo, CreaseStage.Kind, 0.35)]
    [InlineData(ImagingCondition.Photo, CurlStage.Kind, 0.5)]
    [InlineData(ImagingCondition.Photo, LensStage.Kind, 0.4)]
    [InlineData(ImagingCondition.Photo, DenoiseStage.Kind, 0.5)]
    [InlineData(ImagingCondition.Stained, CurlStage.Kind, 0.5)]
    [InlineData(ImagingCondition.Damaged, WrinkleStage.Kind, 0.5)]
    [InlineData(ImagingCondition.Damaged, CreaseStage.Kind, 0.6)]
    public void Has_the_rest_as_often_as_documented(ImagingCondition condition, string kind, double part)
    {
        const int Count = 600;
        double found = Drawn(condition, Count).Count(r => r.Stages.Any(s => s.Name == kind));
        Assert.InRange(found / Count, part - 4 * Math.Sqrt(part * (1 - part) / Count), part + 4 * Math.Sqrt(part * (1 - part) / Count));
    }

    [Fact]
    public void Numbers_keep_to_their_ranges()
    {
        foreach (var stage in Drawn(ImagingCondition.Scan, 200).SelectMany(r => r.Stages))
        {
            switch (stage)
            {
                case AffineStage affine: Assert.InRange(affine.Rotation!.Value, -1.5, 1.5); Assert.All(affine.Scale!, s => Assert.InRange(s, 0.997, 1.003)); break;
                case CreaseStage crease: Assert.InRange(crease.Strength!.Value, 0.15, 0.5); break;
                case BlurStage blur: Assert.InRange(blur.Size!.Value * 25.4 / 60, 0.065, 0.115); break;
                case ImageNoiseStage noise: Assert.InRange(noise.Gaussian!.Value, 0.8, 2); Assert.InRange(noise.Shot!.Value, 0.5, 2); break;
                case BackgroundStage background: Assert.Equal(BackgroundKind.ScannerLid, background.Type); break;
            }
        }
    }

    [Fact]
    public void Where_none_is_named_each_is_as_likely()
    {
        const int Count = 900;
        var counts = Enumerable.Range(0, Count).Select(i => Resolve(i, new ConditionStage()).Condition!.Value).CountBy(c => c).ToDictionary();
        double expected = Count / 9.0;
        // Chi-square with 8 degrees of freedom: 26.1 is exceeded once in a thousand.
        Assert.True(Enum.GetValues<ImagingCondition>().Sum(c => Math.Pow(counts.GetValueOrDefault(c) - expected, 2) / expected) < 26.1);
    }

    [Fact]
    public void Draws_the_same_after_other_stages_of_the_sheet()
    {
        var alone = Resolve(3, new ConditionStage { Condition = ImagingCondition.Photo });
        var after = Resolve(3, new PrintedTextStage(), new ConditionStage { Condition = ImagingCondition.Photo });
        Assert.Equal(Camera(alone), Camera(after));

        static string[] Camera(Recipe recipe) => [.. recipe.Stages.Where(s => s.Phase != StagePhase.Sheet).Select(s => System.Text.Json.JsonSerializer.Serialize(s, EcgJson.Default.Stage))];
    }

    [Fact]
    public void Original_is_the_page_as_it_is()
    {
        using var plain = Renderer.Draw(Page.Worn(s_signal, s_paper, 1), default);
        using var original = Renderer.Draw(Page.Worn(s_signal, s_paper, 1, new ConditionStage { Condition = ImagingCondition.Original }), default);
        for (int y = 0; y < plain.Height; y++)
            Assert.True(plain.Row(y).SequenceEqual(original.Row(y)));
    }

    [Fact]
    public void Stands_once_and_follows_the_sheet_only()
    {
        var photo = new ConditionStage { Condition = ImagingCondition.Photo };
        Assert.Contains("'condition' has stages of sheet, camera and sensor and cannot follow 'affine' of the Camera phase", Refused(new AffineStage(), photo));
        Assert.Contains("'condition' stands once, and 'Original' is there already", Refused(new ConditionStage { Condition = ImagingCondition.Original }, photo));
        Assert.Contains("'crease' belongs to the Sheet phase and cannot follow 'compression'", Refused(photo, new CreaseStage()));
        Assert.Contains("condition: expected one of Original, Scan,", Refused(new ConditionStage { Condition = (ImagingCondition)9 }));
        Assert.Equal(CompressionStage.Kind, Resolve(0, photo, new CompressionStage()).Stages[^2].Name);

        static string Refused(params Stage[] stages)
        {
            var error = Assert.Throws<EcgException>(() => Resolve(0, stages));
            Assert.Equal(ErrorId.RecipeInvalid, error.Id);
            return error.Message;
        }
    }
}
