// Draws what a light leaves open, as measured on photos of pages.
using EcgGen.Core.Random;
using static EcgGen.Core.RecipeResolver;

namespace EcgGen.Core.Camera;

/// <summary>Resolves stages of light.</summary>
internal static class LightResolver
{
    private const double LeastPlace = -2, MostPlace = 3;

    /// <summary>Fills and checks a stage.</summary>
    /// <param name="open">The stage.</param>
    /// <param name="key">Gives the key for a purpose.</param>
    /// <exception cref="EcgException">RecipeInvalid.</exception>
    public static LightStage Resolve(LightStage open, Func<string, SeedKey> key)
    {
        double Draw(string purpose, double from, double to, int digits = 2) => Math.Round(key(purpose).ToGenerator().Uniform(from, to), digits);
        bool Chance(string purpose, double part) => key(purpose).ToGenerator().NextDouble() < part;

        var type = open.Type ?? (LightKind)key("type").ToGenerator().NextInt((int)LightKind.LidLeak);
        if (!Enum.IsDefined(type))
            throw Invalid("type", $"expected one of {string.Join(", ", Enum.GetNames<LightKind>())}");
        bool shadow = type == LightKind.Shadow, band = type is LightKind.LidLeak or LightKind.LiftedEdge, lamp = type is LightKind.Gradient or LightKind.Point;
        bool placed = type is LightKind.Point or LightKind.Vignette or LightKind.Shadow or LightKind.Glare;
        bool sized = band || type == LightKind.Glare || (shadow && open.Shape != ShadowShape.Edge), colored = type is not (LightKind.Vignette or LightKind.LiftedEdge);
        bool turned = type is not (LightKind.Point or LightKind.Vignette);
        Only(type, "x", open.X, placed);
        Only(type, "y", open.Y, placed);
        Only(type, "angle", open.Angle, turned);
        Only(type, "size", open.Size, sized);
        Only(type, "softness", open.Softness, shadow);
        Only(type, "shape", open.Shape, shadow);
        Only(type, "height", open.Height, type == LightKind.Point);
        Only(type, "kelvin", open.Kelvin, colored);
        Only(type, "color", open.Color, colored);
        Only(type, "whiteBalance", open.WhiteBalance, colored);
        if (open is { Kelvin: not null, Color: not null })
            throw Invalid("kelvin", "expected kelvin or color, found both");

        var shape = shadow ? open.Shape ?? (ShadowShape)key("shape").ToGenerator().NextInt(3) : (ShadowShape?)null;
        sized &= shape != ShadowShape.Edge;
        double strength = open.Strength ?? type switch
        {
            // Low over high is mostly 0.83 to 0.94 over a page, in a dim corner 0.46 to 0.72.
            LightKind.Gradient => Chance("dim", 0.2) ? Draw("strength", 0.28, 0.5) : Draw("strength", 0.06, 0.17),
            LightKind.Point => Draw("strength", 0.4, 0.9),
            LightKind.Vignette => Draw("strength", 0.06, 0.25),
            LightKind.Shadow => Draw("strength", 0.15, 0.45),
            LightKind.Glare => Draw("strength", 0.2, 0.8),
            LightKind.LidLeak => Draw("strength", 0.1, 0.5),
            _ => Draw("strength", 0.2, 0.6),
        };
        double angle = open.Angle ?? (shadow ? Draw("angle", 225, 315, 0) : band ? 90 * key("angle").ToGenerator().NextInt(4) : Draw("angle", 0, 360, 0));
        // A hand or a phone comes from where its arm is.
        var (sin, cos) = Math.SinCos(angle * Math.PI / 180);
        double push = shape == ShadowShape.Edge ? 0.3 : 0.18;
        var (x, y) = type switch
        {
            LightKind.Vignette => (0.5, 0.5),
            LightKind.Point => (Draw("x", -0.2, 1.2), Draw("y", -0.2, 1.2)),
            LightKind.Glare => (Draw("x", 0.1, 0.9), Draw("y", 0.1, 0.9)),
            _ => (Math.Round(0.5 + push * cos + Draw("x", -0.2, 0.2), 2), Math.Round(0.5 - push * sin + Draw("y", -0.12, 0.12), 2)),
        };
        double? kelvin = !colored || open.Color is not null ? null : open.Kelvin ?? (lamp ? Draw("kelvin", 2700, 7000, 0) : ColorTemperatureStage.Neutral);
        var stage = open with
        {
            Type = type,
            Strength = strength,
            X = placed ? open.X ?? x : null,
            Y = placed ? open.Y ?? y : null,
            Angle = turned ? angle : null,
            Size = !sized ? null : open.Size ?? (shape, type) switch
            {
                (ShadowShape.Hand, _) => Draw("size", 0.5, 0.8),
                (ShadowShape.Phone, _) => Draw("size", 0.45, 0.75),
                (_, LightKind.Glare) => Draw("size", 0.05, 0.2),
                (_, LightKind.LidLeak) => Draw("size", 0.01, 0.05, 3),
                _ => Draw("size", 0.02, 0.08, 3),
            },
            Softness = !shadow ? null : open.Softness ?? shape switch
            {
                ShadowShape.Hand => Draw("softness", 0.04, 0.14),
                ShadowShape.Phone => Draw("softness", 0.06, 0.2),
                _ => Draw("softness", 0.05, 0.3),
            },
            Shape = shape,
            Height = type == LightKind.Point ? open.Height ?? Draw("height", 350, 1200, 0) : null,
            Kelvin = kelvin,
            WhiteBalance = colored ? open.WhiteBalance ?? (lamp ? Draw("whiteBalance", 0.7, 1) : 0) : null,
            Seed = shadow || band || type == LightKind.Glare ? open.Seed ?? (int)(key("seed").ToGenerator().NextUInt32() >> 1) : null,
        };
        InRange("strength", strength, 0, 1);
        Check("x", stage.X, LeastPlace, MostPlace);
        Check("y", stage.Y, LeastPlace, MostPlace);
        Check("angle", stage.Angle, 0, 360);
        Check("size", stage.Size, 0.005, 2);
        Check("softness", stage.Softness, 0.01, 1);
        Check("height", stage.Height, 20, 10000);
        Check("kelvin", stage.Kelvin, 2000, 20000);
        Check("whiteBalance", stage.WhiteBalance, 0, 1);
        if (stage.Shape is { } s && !Enum.IsDefined(s))
            throw Invalid("shape", $"expected one of {string.Join(", ", Enum.GetNames<ShadowShape>())}");
        return stage;
    }

    private static void Check(string field, double? value, double from, double to)
    {
        if (value is { } given)
            InRange(field, given, from, to);
    }

    private static void Only<T>(LightKind type, string field, T? value, bool has) where T : struct
    {
        if (value is not null && !has)
            throw Invalid(field, $"a light of type {type} has none");
    }
}
