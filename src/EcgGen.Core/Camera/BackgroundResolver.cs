// Draws what a surface under the sheet leaves open.
using EcgGen.Core.Random;
using static EcgGen.Core.RecipeResolver;

namespace EcgGen.Core.Camera;

/// <summary>Resolves stages of backgrounds.</summary>
internal static class BackgroundResolver
{
    /// <summary>Colours of desks.</summary>
    public static IReadOnlyList<Rgb> Wood { get; } = [new(196, 156, 108), new(168, 118, 74), new(214, 180, 138), new(112, 76, 50), new(78, 56, 42), new(150, 92, 60), new(188, 170, 146)];
    private static readonly Rgb[] s_cloth = [new(92, 142, 128), new(86, 124, 160), new(206, 206, 202), new(58, 78, 112), new(176, 160, 136), new(120, 60, 64), new(96, 98, 102)];
    private static readonly Rgb[] s_board = [new(128, 84, 50), new(112, 70, 42), new(44, 46, 50), new(58, 86, 132), new(190, 192, 192)];
    private static readonly Rgb[] s_lid = [new(236, 236, 232), new(226, 227, 226), new(240, 239, 234), new(34, 34, 36)];
    private static readonly Rgb[] s_paper = [new(243, 241, 236), new(250, 249, 247), new(236, 229, 214)];
    private static readonly Rgb[] s_plain = [new(176, 174, 170), new(120, 122, 124), new(222, 221, 217), new(66, 68, 72), new(148, 160, 168)];

    /// <summary>Fills and checks a stage.</summary>
    /// <param name="open">The stage.</param>
    /// <param name="key">Gives the key for a purpose.</param>
    /// <exception cref="EcgException">RecipeInvalid.</exception>
    public static BackgroundStage Resolve(BackgroundStage open, Func<string, SeedKey> key)
    {
        // Most pages are photographed on a desk.
        var type = open.Type ?? key("type").ToGenerator().NextDouble() switch
        {
            < 0.45 => BackgroundKind.Desk,
            < 0.6 => BackgroundKind.Paper,
            < 0.75 => BackgroundKind.Cloth,
            < 0.85 => BackgroundKind.Clipboard,
            _ => BackgroundKind.Plain,
        };
        if (!Enum.IsDefined(type))
            throw Invalid("type", $"expected one of {string.Join(", ", Enum.GetNames<BackgroundKind>())}");
        IReadOnlyList<Rgb> colors = type switch
        {
            BackgroundKind.Desk => Wood,
            BackgroundKind.Cloth => s_cloth,
            BackgroundKind.Clipboard => s_board,
            BackgroundKind.ScannerLid => s_lid,
            BackgroundKind.Paper => s_paper,
            _ => s_plain,
        };
        var random = key("angle").ToGenerator();
        var stage = open with
        {
            Type = type,
            Color = open.Color ?? colors[key("color").ToGenerator().NextInt(colors.Count)],
            Scale = open.Scale ?? Math.Round(key("scale").ToGenerator().Uniform(0.8, 1.25), 2),
            Angle = open.Angle ?? Math.Round((90 * random.NextInt(2) + random.Uniform(-8, 8) + 180) % 180, 1),
            Shadow = open.Shadow ?? Math.Round(key("shadow").ToGenerator().Uniform(0.25, 0.6), 2),
            Seed = open.Seed ?? (int)(key("seed").ToGenerator().NextUInt32() >> 1),
        };
        InRange("scale", stage.Scale!.Value, 0.25, 4);
        InRange("angle", stage.Angle!.Value, 0, 180);
        InRange("shadow", stage.Shadow!.Value, 0, 1);
        return stage;
    }
}
