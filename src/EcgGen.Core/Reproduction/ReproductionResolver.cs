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
        PhotocopyStage copy => Resolve(copy, key),
        HalftoneStage halftone => Resolve(halftone, key),
        FaxStage fax => Resolve(fax, key),
        _ => throw Invalid("stages", $"'{stage.Name}' is unknown"),
    };

    private static PhotocopyStage Resolve(PhotocopyStage open, Func<string, SeedKey> key)
    {
        // Half of all copies are of an original; lines along the edges are on one in three.
        double generations = key("generation").ToGenerator().NextDouble();
        var lines = key("edgeLines").ToGenerator();
        var stage = open with
        {
            Contrast = open.Contrast ?? Draw(key, "contrast", 0.35, 0.75),
            Darkness = open.Darkness ?? Draw(key, "darkness", 0.4, 0.65),
            TonerLoss = open.TonerLoss ?? Draw(key, "tonerLoss", 0.05, 0.4),
            Speckle = open.Speckle ?? Draw(key, "speckle", 0.1, 0.6),
            EdgeLines = open.EdgeLines ?? (lines.NextDouble() < 2 / 3.0 ? 0 : Math.Round(lines.Uniform(0.3, 1), 2)),
            Generation = open.Generation ?? (generations < 0.5 ? 1 : generations < 0.85 ? 2 : 3),
            Color = open.Color ?? false,
            Seed = open.Seed ?? (int)(key("seed").ToGenerator().NextUInt32() >> 1),
        };
        InRange("contrast", stage.Contrast!.Value, 0, 1);
        InRange("darkness", stage.Darkness!.Value, 0, 1);
        InRange("tonerLoss", stage.TonerLoss!.Value, 0, 1);
        InRange("speckle", stage.Speckle!.Value, 0, 1);
        InRange("edgeLines", stage.EdgeLines!.Value, 0, 1);
        InRange("generation", stage.Generation!.Value, 1, PhotocopyStage.MostGenerations);
        return stage;
    }

    private static HalftoneStage Resolve(HalftoneStage open, Func<string, SeedKey> key)
    {
        var shape = key("shape").ToGenerator();
        var stage = open with
        {
            Frequency = open.Frequency ?? Math.Round(key("frequency").ToGenerator().Uniform(65, 150)),
            Angle = open.Angle ?? 45,
            Shape = open.Shape ?? (shape.NextDouble() < 0.6 ? HalftoneShape.Round : shape.NextDouble() < 0.7 ? HalftoneShape.Ellipse : HalftoneShape.Line),
            Ink = open.Ink ?? (HalftoneInk)key("ink").ToGenerator().NextInt(2),
        };
        InRange("frequency", stage.Frequency!.Value, HalftoneStage.LeastFrequency, HalftoneStage.MostFrequency);
        InRange("angle", stage.Angle!.Value, 0, 180);
        Named("shape", stage.Shape!.Value);
        Named("ink", stage.Ink!.Value);
        return stage;
    }

    private static FaxStage Resolve(FaxStage open, Func<string, SeedKey> key)
    {
        double resolution = key("resolution").ToGenerator().NextDouble();
        var stage = open with
        {
            Resolution = open.Resolution ?? (resolution < 0.4 ? FaxResolution.Standard : resolution < 0.85 ? FaxResolution.Fine : FaxResolution.Superfine),
            Tone = open.Tone ?? (key("tone").ToGenerator().NextDouble() < 0.6 ? FaxTone.Threshold : FaxTone.ErrorDiffusion),
            Darkness = open.Darkness ?? Draw(key, "darkness", 0.45, 0.85),
            LineLoss = open.LineLoss ?? Draw(key, "lineLoss", 0, 0.4),
            LineNoise = open.LineNoise ?? Draw(key, "lineNoise", 0, 0.4),
            Seed = open.Seed ?? (int)(key("seed").ToGenerator().NextUInt32() >> 1),
        };
        Named("resolution", stage.Resolution!.Value);
        Named("tone", stage.Tone!.Value);
        InRange("darkness", stage.Darkness!.Value, 0, 1);
        InRange("lineLoss", stage.LineLoss!.Value, 0, 1);
        InRange("lineNoise", stage.LineNoise!.Value, 0, 1);
        return stage;
    }

    private static double Draw(Func<string, SeedKey> key, string purpose, double from, double to) => Math.Round(key(purpose).ToGenerator().Uniform(from, to), 2);

    private static void Named<T>(string field, T value) where T : struct, Enum
    {
        if (!Enum.IsDefined(value))
            throw Invalid(field, $"expected one of {string.Join(", ", Enum.GetNames<T>())}");
    }
}
