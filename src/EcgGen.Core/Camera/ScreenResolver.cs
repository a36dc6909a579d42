// Fills what a screen leaves open, and checks what it says.
using EcgGen.Core.Random;
using static EcgGen.Core.RecipeResolver;

namespace EcgGen.Core.Camera;

/// <summary>Resolves screens.</summary>
internal static class ScreenResolver
{
    // What viewers of documents show around a page.
    private static readonly Rgb[] s_surrounds = [new(255, 255, 255), new(240, 240, 240), new(204, 204, 204), new(82, 86, 89), new(50, 54, 57)];

    /// <summary>Fills and checks a screen.</summary>
    /// <param name="open">The stage.</param>
    /// <param name="key">Gives the key for a purpose.</param>
    /// <exception cref="EcgException">RecipeInvalid.</exception>
    public static ScreenStage Resolve(ScreenStage open, Func<string, SeedKey> key)
    {
        double Draw(string purpose, double from, double to, int digits = 2) => Math.Round(key(purpose).ToGenerator().Uniform(from, to), digits);
        // Backlights that flicker slowly enough to be seen are rare.
        var bands = key("banding").ToGenerator();
        var stage = open with
        {
            PixelPitch = open.PixelPitch ?? Draw("pixelPitch", 0.11, 0.3, 3),
            Zoom = open.Zoom ?? Draw("zoom", 0.7, 1.2),
            Angle = open.Angle ?? Draw("angle", -4, 4, 1),
            Moire = open.Moire ?? Draw("moire", 0.03, 0.18),
            Mosaic = open.Mosaic ?? true,
            Falloff = open.Falloff ?? Draw("falloff", 0.1, 0.7),
            BlueCast = open.BlueCast ?? Draw("blueCast", 0.1, 0.8),
            Gamma = open.Gamma ?? Draw("gamma", 0.9, 1.2),
            Glow = open.Glow ?? Draw("glow", 0.1, 0.8),
            Banding = open.Banding ?? (bands.NextDouble() < 0.75 ? 0 : Math.Round(bands.Uniform(0.05, 0.5), 2)),
            SurroundColor = open.SurroundColor ?? s_surrounds[key("surroundColor").ToGenerator().NextInt(s_surrounds.Length)],
            Seed = open.Seed ?? (int)(key("seed").ToGenerator().NextUInt32() >> 1),
        };
        InRange("pixelPitch", stage.PixelPitch!.Value, ScreenStage.LeastPitch, ScreenStage.MostPitch);
        InRange("zoom", stage.Zoom!.Value, ScreenStage.LeastZoom, ScreenStage.MostZoom);
        InRange("angle", stage.Angle!.Value, -45, 45);
        InRange("moire", stage.Moire!.Value, 0, 1);
        InRange("falloff", stage.Falloff!.Value, 0, 1);
        InRange("blueCast", stage.BlueCast!.Value, 0, 1);
        InRange("gamma", stage.Gamma!.Value, 0.7, 1.5);
        InRange("glow", stage.Glow!.Value, 0, 1);
        InRange("banding", stage.Banding!.Value, 0, 1);
        return stage;
    }
}
