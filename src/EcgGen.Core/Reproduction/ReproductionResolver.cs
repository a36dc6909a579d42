// Fills what copies of a sheet leave open, and checks what they say.
using EcgGen.Core.Random;
using static EcgGen.Core.RecipeResolver;

namespace EcgGen.Core.Reproduction;

/// <summary>Resolves copies.</summary>
internal static class ReproductionResolver
{
    /// <summary>Fills and checks a stage.</summary>
    /// <param name="stage">The stage.</param>
    /// <param name="key">Gives the key for a purpose.</param>
    /// <exception cref="EcgException">RecipeInvalid.</exception>
    public static ReproductionStage Resolve(ReproductionStage stage, Func<string, SeedKey> key) => stage switch
    {
        _ => throw Invalid("stages", $"'{stage.Name}' is unknown"),
    };
}
