// The proof of all geometry: dots are found in images where truth says they are.
namespace EcgGen.Core.Tests.Camera;

public sealed class MarkerTests
{
    public static TheoryData<int> Seeds => [.. Enumerable.Range(0, 16)];

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
    public void Most_random_views_can_be_had() => Assert.InRange(Seeds.Count(s => Scene(s.Data) is not null), 13, 16);

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
