// Stages of the sensor in recipes: what is drawn, what is refused, what stays.
namespace EcgGen.Core.Tests.Sensor;

public sealed class SensorRecipeTests
{
    /// <summary>One of every kind, all its values open.</summary>
    private static IEnumerable<SensorStage> Every() => typeof(SensorStage).Assembly.GetExportedTypes()
        .Where(t => t.IsSubclassOf(typeof(SensorStage))).OrderBy(t => t.Name, StringComparer.Ordinal).Select(t => (SensorStage)Activator.CreateInstance(t)!);

    public static TheoryData<string> Kinds => [.. Every().Select(s => s.Name)];

    private static PageScene Scene(params Stage[] stages) => Renderer.Compose(Page.Request(Page.Synthetic(seconds: 10), new PaperStage { Dpi = 60 }, 3, stages), Page.Synthetic(seconds: 10));

    [Theory]
    [MemberData(nameof(Kinds))]
    public void A_stage_is_drawn_by_key_resolved_once_and_read_back(string kind)
    {
        var stage = Every().Single(s => s.Name == kind);
        var scene = Scene(stage);
        var json = RecipeResolver.ToJson(scene.Request.Recipe);
        var read = EcgJson.Read(json, EcgJson.Default.Recipe);
        Assert.Equal(scene.Request.Recipe.Stages[1], read.Stages[1]);
        Assert.Equal(json, RecipeResolver.ToJson(RecipeResolver.Resolve(read, Page.Synthetic())));
        Assert.Equal(json, RecipeResolver.ToJson(Scene(stage).Request.Recipe));
        if (stage is not ColorDepthStage)
            Assert.True(Enumerable.Range(0, 10).Select(v => SensorPage.Resolve(stage, variant: v)).Distinct().Count() > 5);
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void A_stage_changes_pixels_the_same_each_time_and_nothing_else(string kind)
    {
        var stage = Every().Single(s => s.Name == kind);
        using var plain = Renderer.Draw(Scene(), default);
        using var one = Renderer.Draw(Scene(stage), default);
        using var two = Renderer.Draw(Scene(stage), default);
        Assert.False(plain.All.SequenceEqual(one.All));
        Assert.Equal(one.All, two.All);
        var (clean, changed) = (Scene().Truth(), Scene(stage).Truth());
        Assert.Equal(clean.Leads![0].Points, changed.Leads![0].Points);
        Assert.Null(stage.InCleanTwin());
        Assert.Equal(StagePhase.Sensor, stage.Phase);
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Work_can_be_cancelled(string kind)
    {
        var scene = Scene(Every().Single(s => s.Name == kind));
        using var image = SensorPage.Ecg();
        using var cancel = new CancellationTokenSource();
        cancel.Cancel();
        Assert.Throws<OperationCanceledException>(() => scene.Effects[0].Apply(image, scene, cancel.Token));
    }

    public static TheoryData<string, SensorStage> OutOfRange => new()
    {
        { "gaussian", new ImageNoiseStage { Gaussian = -1 } },
        { "gaussian", new ImageNoiseStage { Gaussian = double.NaN } },
        { "poisson", new ImageNoiseStage { Poisson = 101 } },
        { "shot", new ImageNoiseStage { Shot = 51 } },
        { "saltPepper", new ImageNoiseStage { SaltPepper = 1.1 } },
        { "saltShare", new ImageNoiseStage { SaltPepper = 0.1, SaltShare = 2 } },
        { "saltShare", new ImageNoiseStage { SaltShare = 0.5 } },
        { "row", new ImageNoiseStage { Row = 60 } },
        { "column", new ImageNoiseStage { Column = -2 } },
        { "hotPixel", new ImageNoiseStage { HotPixel = 2e6 } },
        { "kelvin", new ColorTemperatureStage { Kelvin = 999 } },
        { "kelvin", new ColorTemperatureStage { Kelvin = 40001 } },
        { "size", new BlurStage { Size = 11 } },
        { "size", new BlurStage { Shape = BlurKind.Motion, Size = 51 } },
        { "angle", new BlurStage { Angle = 181 } },
        { "angle", new BlurStage { Shape = BlurKind.Gaussian, Angle = 10 } },
        { "amount", new SharpeningStage { Amount = 6 } },
        { "radius", new SharpeningStage { Radius = 0.1 } },
        { "quality", new CompressionStage { Quality = 0 } },
        { "count", new CompressionStage { Count = 11 } },
        { "bitDepth", new ColorDepthStage { BitDepth = 9 } },
        { "strength", new DenoiseStage { Strength = 1.5 } },
        { "radius", new DenoiseStage { Radius = 5 } },
    };

    [Theory]
    [MemberData(nameof(OutOfRange))]
    public void Values_out_of_range_are_refused(string field, SensorStage stage)
    {
        var error = Assert.Throws<EcgException>(() => Scene(stage));
        Assert.Equal(ErrorId.RecipeInvalid, error.Id);
        Assert.Contains(field, error.Message);
    }

    [Fact]
    public void What_is_given_stays_alone()
    {
        var noise = SensorPage.Resolve(new ImageNoiseStage { Gaussian = 3 });
        Assert.Equal((3.0, null, null, null, null), (noise.Gaussian, noise.Shot, noise.Poisson, noise.SaltPepper, noise.Row));
        Assert.Equal(0.5, SensorPage.Resolve(new ImageNoiseStage { SaltPepper = 0.1 }).SaltShare);
        Assert.Equal(BlurKind.Motion, SensorPage.Resolve(new BlurStage { Angle = 20 }).Shape);
        Assert.Equal(BlurKind.Gaussian, SensorPage.Resolve(new BlurStage { Size = 2 }).Shape);
        Assert.False(SensorPage.Resolve(new ColorDepthStage { BitDepth = 4 }).Grayscale);
        Assert.True(SensorPage.Resolve(new ColorDepthStage()).Grayscale);
        Assert.Equal(ColorTemperatureConvention.Illuminant, SensorPage.Resolve(new ColorTemperatureStage { Kelvin = 3000 }).Convention);
    }
}
