// The same page in the same geometry, without what was added to make reading it hard.
using EcgGen.Core.Raster;

namespace EcgGen.Core.Truth;

/// <summary>Draws clean twins.</summary>
internal static class CleanTwin
{
    /// <summary>
    /// What of a resolved recipe the clean twin has. Nothing is chosen anew: resolving filled every value, so that dropping stages
    /// moves nothing.
    /// </summary>
    public static Recipe Of(Recipe recipe) => recipe with { Stages = [.. recipe.Stages.Select(s => s.InCleanTwin()).OfType<Stage>()] };

    /// <summary>Draws the twin; null if it is the image itself.</summary>
    public static PixelBuffer? Draw(PageScene scene, SignalView signal, CancellationToken cancellation)
    {
        var recipe = scene.Request.Recipe;
        var clean = Of(recipe);
        return clean.Stages.SequenceEqual(recipe.Stages) ? null
            : Renderer.Draw(Renderer.Compose(scene.Request with { Recipe = clean }, signal, cancellation), cancellation);
    }
}
