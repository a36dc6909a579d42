// Fills what stages of the camera leave open, and checks what they say.
using EcgGen.Core.Random;
using static EcgGen.Core.RecipeResolver;

namespace EcgGen.Core.Camera;

/// <summary>Resolves stages of the camera.</summary>
internal static class CameraResolver
{
    /// <summary>Fills and checks a stage.</summary>
    /// <param name="stage">The stage.</param>
    /// <param name="key">Gives the key for a purpose.</param>
    /// <exception cref="EcgException">RecipeInvalid.</exception>
    public static CameraStage Resolve(CameraStage stage, Func<string, SeedKey> key) => stage switch
    {
        _ => throw Invalid("stages", $"'{stage.Name}' is unknown"),
    };
}
