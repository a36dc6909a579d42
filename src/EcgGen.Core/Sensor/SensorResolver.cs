// Fills what stages of the sensor leave open, and checks what they say.
using EcgGen.Core.Random;
using static EcgGen.Core.RecipeResolver;

namespace EcgGen.Core.Sensor;

/// <summary>Resolves stages of the sensor.</summary>
internal static class SensorResolver
{
    /// <summary>Fills and checks a stage.</summary>
    /// <param name="stage">The stage.</param>
    /// <param name="key">Gives the key for a purpose.</param>
    /// <exception cref="EcgException">RecipeInvalid.</exception>
    public static SensorStage Resolve(SensorStage stage, Func<string, SeedKey> key) => stage switch
    {
        _ => throw Invalid("stages", $"'{stage.Name}' is unknown"),
    };
}
