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
    public static CameraStage Resolve(CameraStage stage, Func<string, SeedKey> key)
    {
        double Draw(string purpose, double from, double to, int digits = 2) => Math.Round(key(purpose).ToGenerator().Uniform(from, to), digits);
        return stage switch
        {
            AffineStage affine => Resolve(affine, Draw),
            PerspectiveStage perspective => Resolve(perspective, Draw),
            CurlStage curl => Resolve(curl, Draw, key),
            LensStage lens => Resolve(lens, Draw),
            CropStage crop => Resolve(crop, Draw),
            BackgroundStage background => BackgroundResolver.Resolve(background, key),
            LightStage light => LightResolver.Resolve(light, key),
            ScreenStage screen => ScreenResolver.Resolve(screen, key),
            _ => throw Invalid("stages", $"'{stage.Name}' is unknown"),
        };
    }

    private static AffineStage Resolve(AffineStage open, Uniform draw)
    {
        if (open.Matrix is { } matrix)
        {
            if (open.Rotation is not null || open.Scale is not null || open.Shear is not null || open.Translation is not null)
                throw Invalid("matrix", "a matrix says everything; expected it without rotation, scale, shear and translation");
            Values("matrix", matrix, 6, -1e4, 1e4);
            if (!(Math.Abs(matrix[0] * matrix[4] - matrix[1] * matrix[3]) > 1e-3))
                throw Invalid("matrix", "it makes the sheet a line; expected a·e − b·d other than 0");
            return open;
        }
        var stage = open is { Rotation: null, Scale: null, Shear: null, Translation: null }
            ? open with { Rotation = draw("rotation", -4, 4), Scale = [draw("scaleX", 0.96, 1.03), draw("scaleY", 0.96, 1.03)], Shear = [draw("shearX", -1.5, 1.5), draw("shearY", -1, 1)], Translation = [draw("x", -4, 4), draw("y", -4, 4)] }
            : open with { Rotation = open.Rotation ?? 0, Scale = open.Scale ?? [1, 1], Shear = open.Shear ?? [0, 0], Translation = open.Translation ?? [0, 0] };
        InRange("rotation", stage.Rotation!.Value, -180, 180);
        Values("scale", stage.Scale!, 2, 0.1, 10);
        Values("shear", stage.Shear!, 2, -60, 60);
        Values("translation", stage.Translation!, 2, -1000, 1000);
        if (!(Math.Abs(1 + Math.Tan(stage.Shear![0] * Math.PI / 180) * Math.Tan(stage.Shear[1] * Math.PI / 180)) > 0.05))
            throw Invalid("shear", "both together make the sheet a line; expected less of one");
        return stage;
    }

    private static PerspectiveStage Resolve(PerspectiveStage open, Uniform draw)
    {
        bool camera = open.Yaw is not null || open.Pitch is not null || open.Roll is not null || open.Distance is not null || open.FocalLength is not null;
        if ((camera ? 1 : 0) + (open.Matrix is null ? 0 : 1) + (open.Corners is null ? 0 : 1) > 1)
            throw Invalid("perspective", "expected a matrix, corners, or a camera (yaw, pitch, roll, distance, focalLength), and not two of them");
        if (open.Matrix is { } matrix)
        {
            Values("matrix", matrix, 9, -1e6, 1e6);
            if (!(Math.Abs(Matrix3.Of(matrix).Normal().Determinant) > 1e-6))
                throw Invalid("matrix", "it makes the sheet a line; expected a determinant other than 0");
            return open;
        }
        if (open.Corners is { } corners)
        {
            Values("corners", corners, 8, -10, 10);
            if (!IsConvex(corners))
                throw Invalid("corners", "expected the corners of a convex quadrilateral, clockwise from the one of the top left");
            return open;
        }
        // Somebody who leans over a page to photograph it stands at its lower side.
        var stage = camera
            ? open with { Yaw = open.Yaw ?? 0, Pitch = open.Pitch ?? 0, Roll = open.Roll ?? 0 }
            : open with { Yaw = draw("yaw", -12, 12), Pitch = draw("pitch", -5, 20), Roll = draw("roll", -3, 3) };
        stage = stage with { Distance = stage.Distance ?? Math.Round(draw("distance", 300, 600)) };
        InRange("yaw", stage.Yaw!.Value, -60, 60);
        InRange("pitch", stage.Pitch!.Value, -60, 60);
        InRange("roll", stage.Roll!.Value, -180, 180);
        InRange("distance", stage.Distance!.Value, 100, 10000);
        if (stage.FocalLength is { } length)
            InRange("focalLength", length, 8, 400);
        return stage;
    }

    private static CurlStage Resolve(CurlStage open, Uniform draw, Func<string, SeedKey> key)
    {
        var shape = open.Shape ?? (CurlShape)key("shape").ToGenerator().NextInt(Enum.GetValues<CurlShape>().Length);
        var (angle, length, least, most) = shape switch
        {
            CurlShape.Roll => (key("angle").ToGenerator().NextInt(2) * 90, 0.0, 250, 700),
            CurlShape.Edge => (key("angle").ToGenerator().NextInt(4) * 90, draw("length", 40, 120), 60, 250),
            CurlShape.Spine => (key("angle").ToGenerator().NextInt(2) * 180, draw("length", 15, 35), 40, 90),
            _ => (key("angle").ToGenerator().NextInt(180), draw("length", 60, 180), 120, 500),
        };
        var stage = open with
        {
            Shape = shape,
            Angle = open.Angle ?? angle,
            Length = open.Length ?? Math.Round(Math.Max(5, length), 1),
            Radius = open.Radius ?? Math.Round(draw("radius", least, most)),
            Shading = open.Shading ?? draw("shading", 0.1, 0.6),
            LightAngle = open.LightAngle ?? draw("lightAngle", 0, 360, 1),
        };
        InRange("radius", stage.Radius!.Value, 20, 10000);
        InRange("angle", stage.Angle!.Value, 0, 360);
        InRange("length", stage.Length!.Value, 5, 1000);
        InRange("shading", stage.Shading!.Value, 0, 1);
        InRange("lightAngle", stage.LightAngle!.Value, 0, 360);
        return stage;
    }

    private static LensStage Resolve(LensStage open, Uniform draw)
    {
        var stage = open is { K1: null, K2: null, K3: null, P1: null, P2: null }
            ? open with { K1 = draw("k1", -0.06, 0.03, 4), K2 = draw("k2", -0.01, 0.02, 4), K3 = 0, P1 = 0, P2 = 0 }
            : open with { K1 = open.K1 ?? 0, K2 = open.K2 ?? 0, K3 = open.K3 ?? 0, P1 = open.P1 ?? 0, P2 = open.P2 ?? 0 };
        InRange("k1", stage.K1!.Value, -0.3, 0.3);
        InRange("k2", stage.K2!.Value, -0.3, 0.3);
        InRange("k3", stage.K3!.Value, -0.3, 0.3);
        InRange("p1", stage.P1!.Value, -0.05, 0.05);
        InRange("p2", stage.P2!.Value, -0.05, 0.05);
        if (double.IsInfinity(LensStep.Reach(stage)))
            throw Invalid("lens", "with these values parts of the view lie over each other; expected smaller ones");
        return stage;
    }

    private static CropStage Resolve(CropStage open, Uniform draw)
    {
        bool sides = open.Left is not null || open.Top is not null || open.Right is not null || open.Bottom is not null;
        if (open.Fit is not null && sides)
            throw Invalid("fit", "a fitted frame has no sides to move; expected it without left, top, right and bottom");
        if (open.Fit is null && open.Margin is not null)
            throw Invalid("margin", "a margin belongs to a fitted frame; expected fit too");
        var stage = open.Fit is { } fit ? open with { Margin = open.Margin ?? (fit == FrameFit.Sheet ? 10 : 0) }
            : sides || open.Width is not null ? open with { Left = open.Left ?? 0, Top = open.Top ?? 0, Right = open.Right ?? 0, Bottom = open.Bottom ?? 0 }
            : open with { Left = draw("left", 0, 8, 1), Top = draw("top", 0, 8, 1), Right = draw("right", 0, 8, 1), Bottom = draw("bottom", 0, 8, 1) };
        foreach (var (name, value) in (ReadOnlySpan<(string, double?)>)[("left", stage.Left), ("top", stage.Top), ("right", stage.Right), ("bottom", stage.Bottom)])
            InRange(name, value ?? 0, -1000, 1000);
        InRange("margin", stage.Margin ?? 0, 0, 1000);
        InRange("width", stage.Width ?? 16, 16, 20000);
        return stage;
    }

    /// <summary>Draws a value by its purpose, rounded to so many digits.</summary>
    private delegate double Uniform(string purpose, double from, double to, int digits = 2);

    private static void Values(string field, double[] values, int count, double from, double to)
    {
        if (values.Length != count)
            throw Invalid(field, $"expected {count} numbers, found {values.Length}");
        foreach (double value in values)
            InRange(field, value, from, to);
    }

    /// <summary>Whether a path of four points turns to the right at each.</summary>
    private static bool IsConvex(double[] corners)
    {
        for (int i = 0; i < 4; i++)
        {
            int a = 2 * i, b = 2 * ((i + 1) % 4), c = 2 * ((i + 2) % 4);
            if (!((corners[b] - corners[a]) * (corners[c + 1] - corners[b + 1]) - (corners[b + 1] - corners[a + 1]) * (corners[c] - corners[b]) > 1e-4))
                return false;
        }
        return true;
    }
}
