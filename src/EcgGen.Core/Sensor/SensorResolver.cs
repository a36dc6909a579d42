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
        ImageNoiseStage noise => Resolve(noise, key),
        ColorTemperatureStage color => Resolve(color, key),
        BlurStage blur => Resolve(blur, key),
        SharpeningStage sharpening => Resolve(sharpening, key),
        CompressionStage compression => Resolve(compression, key),
        ColorDepthStage depth => Resolve(depth),
        DenoiseStage denoise => Resolve(denoise, key),
        _ => throw Invalid("stages", $"'{stage.Name}' is unknown"),
    };

    private static ImageNoiseStage Resolve(ImageNoiseStage open, Func<string, SeedKey> key)
    {
        if (open.SaltShare is not null && open.SaltPepper is null)
            throw Invalid("saltShare", "expected it with saltPepper alone");
        var stage = open;
        if ((open.Gaussian ?? open.Poisson ?? open.Shot ?? open.SaltPepper ?? open.Row ?? open.Column ?? open.HotPixel) is null)
        {
            // 2 to 6 grey levels in all, of which photons make a part; every fourth sensor has lines, every eighth bad photosites.
            double sum = Uniform(key, "level", 2, 6), photons = Uniform(key, "photons", 0.2, 0.8);
            stage = open with
            {
                Gaussian = Math.Round(sum * Math.Sqrt(1 - photons), 2),
                Shot = Math.Round(sum * Math.Sqrt(photons), 2),
                Row = Uniform(key, "hasRow", 0, 1) < 0.25 ? Math.Round(Uniform(key, "row", 0.2, 0.8), 2) : null,
                Column = Uniform(key, "hasColumn", 0, 1) < 0.25 ? Math.Round(Uniform(key, "column", 0.2, 0.8), 2) : null,
                HotPixel = Uniform(key, "hasHotPixel", 0, 1) < 0.125 ? Math.Round(Uniform(key, "hotPixel", 1, 30), 1) : null,
            };
        }
        stage = stage with
        {
            SaltShare = stage.SaltPepper is null ? null : stage.SaltShare ?? 0.5,
            Monochrome = stage.Monochrome ?? false,
            Seed = stage.Seed ?? (int)(key("seed").ToGenerator().NextUInt32() >> 1),
        };
        Check("gaussian", stage.Gaussian, 0, 100);
        Check("poisson", stage.Poisson, 0, 100);
        Check("shot", stage.Shot, 0, 50);
        Check("saltPepper", stage.SaltPepper, 0, 1);
        Check("saltShare", stage.SaltShare, 0, 1);
        Check("row", stage.Row, 0, 50);
        Check("column", stage.Column, 0, 50);
        Check("hotPixel", stage.HotPixel, 0, 100_000);
        return stage;
    }

    private static ColorTemperatureStage Resolve(ColorTemperatureStage open, Func<string, SeedKey> key)
    {
        var convention = open.Convention ?? ColorTemperatureConvention.Illuminant;
        // Even in reciprocal temperature, as colours seem: from the light of an overcast day to lamps of 4500 K, or the settings that give the same colours.
        double mired = Uniform(key, "mired", 150, 222);
        double kelvin = convention == ColorTemperatureConvention.Illuminant ? 1e6 / mired : 1e6 / (2e6 / ColorTemperatureStage.Neutral - mired);
        var stage = open with { Convention = convention, Kelvin = open.Kelvin ?? Math.Round(Math.Clamp(kelvin, 1000, 40000), 0) };
        Check("kelvin", stage.Kelvin, 1000, 40_000);
        return stage;
    }

    private static BlurStage Resolve(BlurStage open, Func<string, SeedKey> key)
    {
        // A size or an angle alone says no kind: motion is the one that has an angle.
        var shape = open.Shape ?? (open.Angle is not null ? BlurKind.Motion : open.Size is not null ? BlurKind.Gaussian
            : Uniform(key, "shape", 0, 1) switch { < 0.6 => BlurKind.Gaussian, < 0.8 => BlurKind.Defocus, _ => BlurKind.Motion });
        if (open.Angle is not null && shape != BlurKind.Motion)
            throw Invalid("angle", $"{shape} has no direction; expected it with {BlurKind.Motion} alone");
        var stage = open with
        {
            Shape = shape,
            Size = open.Size ?? Math.Round(shape switch
            {
                BlurKind.Gaussian => Uniform(key, "size", 0.5, 0.9),
                BlurKind.Defocus => Uniform(key, "size", 0.8, 2),
                _ => Uniform(key, "size", 1.5, 5),
            }, 2),
            Angle = shape == BlurKind.Motion ? open.Angle ?? Math.Round(Uniform(key, "angle", 0, 180), 1) : null,
        };
        Check("size", stage.Size, 0, shape == BlurKind.Motion ? 50 : 10);
        Check("angle", stage.Angle, 0, 180);
        return stage;
    }

    private static SharpeningStage Resolve(SharpeningStage open, Func<string, SeedKey> key)
    {
        var stage = open with
        {
            Amount = open.Amount ?? Math.Round(Uniform(key, "amount", 0.5, 1.3), 2),
            Radius = open.Radius ?? Math.Round(Uniform(key, "radius", 0.7, 1.4), 2),
        };
        Check("amount", stage.Amount, 0, 5);
        Check("radius", stage.Radius, 0.3, 5);
        return stage;
    }

    private static CompressionStage Resolve(CompressionStage open, Func<string, SeedKey> key)
    {
        var stage = open with
        {
            Quality = open.Quality ?? (int)Math.Round(Uniform(key, "quality", 82, 96)),
            Subsampling = open.Subsampling ?? (Uniform(key, "subsampling", 0, 1) switch { < 0.7 => ChromaSubsampling.Yuv420, < 0.85 => ChromaSubsampling.Yuv422, _ => ChromaSubsampling.Yuv444 }),
            Count = open.Count ?? 1,
        };
        Check("quality", stage.Quality, 1, 100);
        Check("count", stage.Count, 1, 10);
        return stage;
    }

    private static ColorDepthStage Resolve(ColorDepthStage open)
    {
        var stage = open with
        {
            Grayscale = open.Grayscale ?? open.BitDepth is null,
            BitDepth = open.BitDepth ?? 8,
            Dither = open.Dither ?? DitherKind.None,
        };
        Check("bitDepth", stage.BitDepth, 1, 8);
        return stage;
    }

    private static DenoiseStage Resolve(DenoiseStage open, Func<string, SeedKey> key)
    {
        var stage = open with
        {
            Strength = open.Strength ?? Math.Round(Uniform(key, "strength", 0.15, 0.5), 2),
            Radius = open.Radius ?? 1 + key("radius").ToGenerator().NextInt(3),
        };
        Check("strength", stage.Strength, 0, 1);
        Check("radius", stage.Radius, 1, 4);
        return stage;
    }

    private static double Uniform(Func<string, SeedKey> key, string purpose, double from, double to) => key(purpose).ToGenerator().Uniform(from, to);

    private static void Check(string field, double? value, double from, double to)
    {
        if (value is { } given)
            InRange(field, given, from, to);
    }
}
