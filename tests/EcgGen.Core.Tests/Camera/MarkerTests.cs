// The proof of all geometry, and of all that must not move anything: dots are found in images where truth says they are.
namespace EcgGen.Core.Tests.Camera;

public sealed class MarkerTests
{
    public static TheoryData<int> Seeds => [.. Enumerable.Range(0, 32)];

    [Theory]
    [MemberData(nameof(Seeds))]
    public void Dots_are_where_truth_says_after_up_to_ten_stages(int seed)
    {
        if (Scene(seed) is not { } scene)
            return;
        var errors = Markers.Errors(scene).Order().ToArray();

        Assert.True(errors.Length > 40, $"only {errors.Length} dots to measure");
        Assert.True(errors[errors.Length / 2] < 0.2, $"{string.Join(' ', scene.Request.Recipe.Stages.Select(s => s.Name))}: median {errors[errors.Length / 2]:0.000} px");
        Assert.True(errors[(int)(0.99 * (errors.Length - 1))] < 0.5, $"{string.Join(' ', scene.Request.Recipe.Stages.Select(s => s.Name))}: 99 % {errors[(int)(0.99 * (errors.Length - 1))]:0.000} px");
    }

    [Fact]
    public void Most_random_views_can_be_had() => Assert.InRange(Seeds.Count(s => Scene(s.Data) is not null), 27, 32);

    public static TheoryData<string, Stage> Still => new()
    {
        { "photocopy", new PhotocopyStage { TonerLoss = 0, Speckle = 0 } },
        { "halftone", new HalftoneStage() },
        { "fax", new FaxStage { Tone = FaxTone.Threshold, LineLoss = 0, LineNoise = 0 } },
        { "fax of tones", new FaxStage { Tone = FaxTone.ErrorDiffusion, LineLoss = 0, LineNoise = 0 } },
        { "background", new BackgroundStage() },
        { "light", new LightStage { Type = LightKind.Gradient } },
        { "shadow", new LightStage { Type = LightKind.Shadow } },
        { "screen", new ScreenStage() },
        { "noise", new ImageNoiseStage() },
        { "colour temperature", new ColorTemperatureStage() },
        { "blur", new BlurStage { Shape = BlurKind.Gaussian } },
        { "defocus", new BlurStage { Shape = BlurKind.Defocus } },
        { "motion", new BlurStage { Shape = BlurKind.Motion } },
        { "sharpening", new SharpeningStage() },
        { "compression", new CompressionStage() },
        { "greys", new ColorDepthStage() },
        { "dither", new ColorDepthStage { BitDepth = 3, Dither = DitherKind.Ordered } },
        { "denoising", new DenoiseStage() },
    };

    [Theory]
    [MemberData(nameof(Still))]
    public void What_is_no_geometry_moves_nothing(string name, Stage stage)
    {
        // Seen by a camera and not, so that a shift by half a pixel of sheet or image would show.
        foreach (var view in (Stage[][])[[], [new PerspectiveStage { Yaw = 8, Pitch = 12, Distance = 500 }]])
        {
            var offsets = Markers.Offsets(Markers.On(Page.Worn(Page.White.Signal, Page.White.Paper, 2, stage.Phase == StagePhase.Sheet ? [stage, .. view] : [.. view, stage])));
            Assert.True(offsets.Count > 150, $"only {offsets.Count} dots to measure");
            var (x, y) = (offsets.Average(o => o.X), offsets.Average(o => o.Y));
            // Error diffusion hands errors on to the right and downwards, which edges of its own pixels feel.
            double most = stage is FaxStage { Tone: FaxTone.ErrorDiffusion } ? 0.08 : 0.02;
            Assert.True(Math.Abs(x) < most && Math.Abs(y) < most, $"{name}: by {x:0.000}, {y:0.000} px");
        }
    }

    [Fact]
    public void A_wrong_map_is_found_out()
    {
        Stage[] stages = [new CurlStage(), new PerspectiveStage()];
        var scene = Markers.On(Page.Worn(Page.White.Signal, Page.White.Paper, 1, stages));
        var moved = Page.Worn(Page.White.Signal, Page.White.Paper, 1, [.. stages, new AffineStage { Translation = [0.1, 0] }]);
        var errors = Markers.Errors(scene, moved.Map).Order().ToArray();
        // A tenth of a millimetre are 0.8 pixels.
        Assert.InRange(errors[errors.Length / 2], 0.6, 1);
    }

    /// <summary>A sheet of dots, or null where a random view can't be had: a part of the sheet would hide another.</summary>
    private static PageScene? Scene(int seed)
    {
        try
        {
            return Markers.On(Page.Worn(Page.White.Signal, Page.White.Paper, seed, RandomView.Stages(seed)));
        }
        catch (EcgException e) when (e.Id == ErrorId.RecipeInvalid && e.Message.Contains("hides another", StringComparison.Ordinal))
        {
            return null;
        }
    }
}
