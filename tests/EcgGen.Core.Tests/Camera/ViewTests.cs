// Maps of views: closed forms, inverses, identity, frames.
using EcgGen.Core.Raster;

namespace EcgGen.Core.Tests.Camera;

public sealed class ViewTests
{
    private static readonly PaperStage s_paper = new() { PaperSize = PaperSize.Letter, Dpi = 100 };
    private const double Scale = 100 / 25.4;

    private static PageScene View(params Stage[] stages) => Page.Worn(Page.White.Signal, s_paper, 3, stages);

    private static IEnumerable<Point2> Places(PageScene scene) =>
        from x in Enumerable.Range(0, 12) from y in Enumerable.Range(0, 9) select new Point2(scene.Plan.Sheet.Width * (x + 0.37) / 12, scene.Plan.Sheet.Height * (y + 0.41) / 9);

    public static TheoryData<string> Identities => ["affine", "affineMatrix", "perspective", "corners", "perspectiveMatrix", "lens", "crop", "all"];

    [Theory]
    [MemberData(nameof(Identities))]
    public void What_changes_nothing_leaves_every_byte(string name)
    {
        var stages = new Dictionary<string, Stage>
        {
            ["affine"] = new AffineStage { Rotation = 0 },
            ["affineMatrix"] = new AffineStage { Matrix = [1, 0, 0, 0, 1, 0] },
            ["perspective"] = new PerspectiveStage { Yaw = 0, Distance = 333 },
            ["corners"] = new PerspectiveStage { Corners = [0, 0, 1, 0, 1, 1, 0, 1] },
            ["perspectiveMatrix"] = new PerspectiveStage { Matrix = [2, 0, 0, 0, 2, 0, 0, 0, 2] },
            ["lens"] = new LensStage { K1 = 0 },
            ["crop"] = new CropStage { Left = 0 },
        };
        var signal = Page.Synthetic(seconds: 3);
        using var plain = Renderer.Draw(Page.Compose(signal, s_paper), default);
        var scene = Page.Worn(signal, s_paper, 0, name == "all" ? [.. stages.Values] : [stages[name]]);
        using var same = Renderer.Draw(scene, default);
        Assert.True(plain.All.SequenceEqual(same.All));
        Assert.Same(scene.Flat, scene.Map);
    }

    /// <summary>Views from all sides, neutral light without strength, and every stage of the sensor that has nothing to do on white.</summary>
    public static TheoryData<string, Stage> White => new()
    {
        { "affine", new AffineStage { Rotation = 13, Scale = [0.7, 1.3], Shear = [5, -4] } },
        { "minified", new AffineStage { Scale = [0.3, 0.45] } },
        { "perspective", new PerspectiveStage { Yaw = 25, Pitch = -18, Distance = 300 } },
        { "corners", new PerspectiveStage { Corners = [0.1, 0, 0.9, 0.1, 1, 1, 0, 0.9] } },
        { "curl", new CurlStage { Shape = CurlShape.Wave, Radius = 90, Angle = 30, Length = 70, Shading = 0 } },
        { "lens", new LensStage { K1 = -0.1, P1 = 0.01 } },
        { "crop", new CropStage { Left = 3.3, Top = -7, Width = 511 } },
        { "crease", new CreaseStage { OnlyGeometry = true } },
        { "light", new LightStage { Type = LightKind.Gradient, Strength = 0, Kelvin = 6500 } },
        { "shadow", new LightStage { Type = LightKind.Shadow, Strength = 0 } },
        { "glare", new LightStage { Type = LightKind.Glare, Strength = 0.5 } },
        { "temperature", new ColorTemperatureStage { Kelvin = 6500 } },
        { "blur", new BlurStage { Shape = BlurKind.Gaussian, Size = 2.2 } },
        { "defocus", new BlurStage { Shape = BlurKind.Defocus, Size = 3 } },
        { "motion", new BlurStage { Shape = BlurKind.Motion, Size = 9, Angle = 33 } },
        { "sharpening", new SharpeningStage { Amount = 3, Radius = 1 } },
        { "compression", new CompressionStage { Quality = 40 } },
        { "greys", new ColorDepthStage { Grayscale = true, BitDepth = 3 } },
        { "dither", new ColorDepthStage { BitDepth = 1, Dither = DitherKind.FloydSteinberg } },
        { "denoising", new DenoiseStage { Strength = 1, Radius = 4 } },
        { "poisson", new ImageNoiseStage { Poisson = 20 } },
    };

    [Theory]
    [MemberData(nameof(White))]
    public void White_stays_white(string name, Stage stage)
    {
        var (signal, paper) = Page.White;
        Stage[] view = [new PerspectiveStage { Yaw = 10, Pitch = 15 }];
        foreach (var stages in (Stage[][])[[stage], stage.Phase == StagePhase.Sheet ? [stage, .. view] : [.. view, stage]])
        {
            using var image = Renderer.Draw(Page.Worn(signal, paper with { Dpi = 70, BackingColor = new Rgb(255, 255, 255) }, 1, stages) with { Ink = [] }, default);
            Assert.True(image.All.IndexOfAnyExcept((byte)255) < 0, $"{name}: {image.All[Math.Max(0, image.All.IndexOfAnyExcept((byte)255))]}");
        }
    }

    [Fact]
    public void Affine_parts_are_their_closed_forms()
    {
        var centre = new Point2(279.4 / 2, 215.9 / 2);
        void Check(AffineStage stage, Func<double, double, (double X, double Y)> expected)
        {
            var scene = View(stage);
            foreach (var p in Places(scene))
            {
                var (x, y) = expected(p.X - centre.X, p.Y - centre.Y);
                var at = scene.Map.Forward(p);
                Assert.Equal((x + centre.X) * Scale, at.X, 0.01);
                Assert.Equal((y + centre.Y) * Scale, at.Y, 0.01);
            }
        }
        // Counter-clockwise, with y downwards: what was on the right goes up.
        Check(new() { Rotation = 90 }, (x, y) => (y, -x));
        Check(new() { Rotation = 30 }, (x, y) => (x * Math.Cos(Math.PI / 6) + y * 0.5, -x * 0.5 + y * Math.Cos(Math.PI / 6)));
        Check(new() { Scale = [1.2, 0.7] }, (x, y) => (1.2 * x, 0.7 * y));
        Check(new() { Shear = [45, 0] }, (x, y) => (x - y, y));
        Check(new() { Shear = [0, 45] }, (x, y) => (x, y + x));
        Check(new() { Translation = [7, -4] }, (x, y) => (x + 7, y - 4));
        Check(new() { Rotation = 90, Scale = [2, 1], Translation = [1, 0] }, (x, y) => (2 * y + 1, -x));
        // From the frame's top left: Eq. 3 as it is printed.
        Check(new() { Matrix = [0.9, 0.1, 5, -0.05, 0.95, 8] }, (x, y) =>
            (0.9 * (x + centre.X) + 0.1 * (y + centre.Y) + 5 - centre.X, -0.05 * (x + centre.X) + 0.95 * (y + centre.Y) + 8 - centre.Y));
    }

    [Fact]
    public void A_camera_is_its_closed_form()
    {
        const double Distance = 400, Tilt = 25 * Math.PI / 180;
        var (width, height) = (279.4, 215.9);
        foreach (var (stage, right) in new[] { (new PerspectiveStage { Yaw = 25, Distance = Distance }, true), (new PerspectiveStage { Pitch = 25, Distance = Distance }, false) })
        {
            var scene = View(stage);
            foreach (var p in Places(scene))
            {
                double x = p.X - width / 2, y = p.Y - height / 2, u = right ? x : y, v = right ? y : x;
                // What is on the camera's side is nearer, and across it everything shrinks by the cosine.
                double near = Distance / (Distance - u * Math.Sin(Tilt)), across = u * Math.Cos(Tilt) * near, along = v * near;
                var at = scene.Map.Forward(p);
                Assert.Equal((width / 2 + (right ? across : along)) * Scale, at.X, 0.02);
                Assert.Equal((height / 2 + (right ? along : across)) * Scale, at.Y, 0.02);
            }
        }
    }

    [Fact]
    public void Corners_go_where_they_are_sent_and_matrices_do_what_they_say()
    {
        double[] corners = [0.08, 0.03, 0.93, 0.11, 0.99, 0.94, 0.02, 0.88];
        var scene = View(new PerspectiveStage { Corners = corners });
        var sheet = scene.Plan.Sheet;
        var quad = scene.Map.Quad(sheet);
        for (int i = 0; i < 4; i++)
        {
            Assert.Equal(corners[2 * i] * scene.Width, quad[i].X, 0.02);
            Assert.Equal(corners[2 * i + 1] * scene.Height, quad[i].Y, 0.02);
        }
        double[] m = [1.1, 0.05, -6, 0.02, 0.97, 3, 0.0004, -0.0002, 1];
        var given = View(new PerspectiveStage { Matrix = m });
        foreach (var p in Places(given))
        {
            double w = m[6] * p.X + m[7] * p.Y + m[8];
            var at = given.Map.Forward(p);
            Assert.Equal((m[0] * p.X + m[1] * p.Y + m[2]) / w * Scale, at.X, 0.02);
            Assert.Equal((m[3] * p.X + m[4] * p.Y + m[5]) / w * Scale, at.Y, 0.02);
        }
    }

    [Fact]
    public void The_lens_is_its_closed_form()
    {
        var stage = new LensStage { K1 = -0.12, K2 = 0.03, K3 = 0.01, P1 = 0.004, P2 = -0.006 };
        var scene = View(stage);
        double w = scene.Plan.Sheet.Width, h = scene.Plan.Sheet.Height, unit = Math.Sqrt(w * w + h * h) / 2;
        foreach (var p in Places(scene))
        {
            double x = (p.X - w / 2) / unit, y = (p.Y - h / 2) / unit, s = x * x + y * y;
            double radial = 1 - 0.12 * s + 0.03 * s * s + 0.01 * s * s * s;
            var at = scene.Map.Forward(p);
            Assert.Equal((w / 2 + unit * (x * radial + 2 * 0.004 * x * y - 0.006 * (s + 2 * x * x))) * Scale, at.X, 0.03);
            Assert.Equal((h / 2 + unit * (y * radial + 0.004 * (s + 2 * y * y) - 2 * 0.006 * x * y)) * Scale, at.Y, 0.03);
        }
        // A barrel: the middle of the upper edge is farther out than its ends.
        var barrel = View(new LensStage { K1 = -0.12 });
        Assert.True(barrel.Map.Forward(new(w / 2, 5)).Y + 5 < barrel.Map.Forward(new(5, 5)).Y);
    }

    public static TheoryData<int> Seeds => [.. Enumerable.Range(100, 24)];

    [Theory]
    [MemberData(nameof(Seeds))]
    public void Forward_and_inverse_undo_each_other(int seed)
    {
        PageScene scene;
        try
        {
            scene = View(RandomView.Stages(seed));
        }
        catch (EcgException e) when (e.Message.Contains("hides another", StringComparison.Ordinal))
        {
            return;
        }
        int inside = 0;
        foreach (var p in Places(scene))
        {
            var pixel = scene.Map.Forward(p);
            if (!(pixel.X >= 0 && pixel.X <= scene.Width && pixel.Y >= 0 && pixel.Y <= scene.Height))
                continue;
            inside++;
            var again = scene.Map.Forward(scene.Map.Inverse(pixel));
            Assert.Equal(pixel.X, again.X, 0.01);
            Assert.Equal(pixel.Y, again.Y, 0.01);
        }
        Assert.True(inside > 20);
        // The grid says what the view itself says.
        if (scene.View is { } view && scene.Wear.Count == 0)
        {
            foreach (var p in Places(scene))
            {
                var (baked, exact) = (scene.Map.Forward(p), view.Forward(p));
                if (!(exact.X >= 0 && exact.X <= scene.Width && exact.Y >= 0 && exact.Y <= scene.Height))
                    continue;
                Assert.Equal(exact.X, baked.X, 0.1);
                Assert.Equal(exact.Y, baked.Y, 0.1);
                var back = view.Inverse(exact);
                Assert.Equal(p.X, back.X, 0.001);
                Assert.Equal(p.Y, back.Y, 0.001);
            }
        }
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    public void The_homography_of_the_truth_is_the_map(int seed)
    {
        var scene = View(new AffineStage { Rotation = 5 + seed }, new PerspectiveStage { Yaw = 20, Pitch = 10 * seed }, new CropStage { Fit = FrameFit.Sheet });
        var h = scene.Truth().Homography!;
        foreach (var p in Places(scene))
        {
            double w = h[2][0] * p.X + h[2][1] * p.Y + h[2][2];
            var at = scene.Map.Forward(p);
            Assert.Equal((h[0][0] * p.X + h[0][1] * p.Y + h[0][2]) / w, at.X, 0.01);
            Assert.Equal((h[1][0] * p.X + h[1][1] * p.Y + h[1][2]) / w, at.Y, 0.01);
        }
        Assert.Null(View(new PerspectiveStage(), new CurlStage()).Truth().Homography);
        Assert.Null(View(new CreaseStage(), new PerspectiveStage()).Truth().Homography);
        Assert.Equal(Scale, Page.Compose(Page.White.Signal, s_paper).Truth().Homography![0][0], 1e-9);
    }

    [Fact]
    public void Frames_fit_the_sheet()
    {
        Stage[] tilted = [new AffineStage { Rotation = 20 }, new PerspectiveStage { Yaw = 15, Pitch = 20, Distance = 400 }];
        var around = View([.. tilted, new CropStage { Fit = FrameFit.Sheet, Margin = 7 }]);
        var quad = around.Map.Quad(around.Plan.Sheet);
        Assert.Equal(7 * Scale, quad.Min(p => p.X), 1.0);
        Assert.Equal(7 * Scale, quad.Min(p => p.Y), 1.0);
        Assert.Equal(around.Width - 7 * Scale, quad.Max(p => p.X), 1.0);
        Assert.Equal(around.Height - 7 * Scale, quad.Max(p => p.Y), 1.0);

        var inside = View([.. tilted, new CropStage { Fit = FrameFit.Inside }]);
        var sheet = inside.Plan.Sheet;
        PixelPoint[] corners = [new(0, 0), new(inside.Width, 0), new(inside.Width, inside.Height), new(0, inside.Height)];
        double[] gaps = [.. corners.Select(inside.Map.Inverse).Select(p => Math.Min(Math.Min(p.X, sheet.Width - p.X), Math.Min(p.Y, sheet.Height - p.Y)))];
        Assert.InRange(gaps.Min(), -0.3, 0.5);
        Assert.Equal(sheet.Width / sheet.Height, inside.Width / (double)inside.Height, 0.01);

        var wide = View(new CropStage { Left = 10, Right = -20, Width = 640 });
        Assert.Equal(640, wide.Width);
        Assert.Equal(640 / (279.4 + 10), wide.Dpi / 25.4, 0.02);
        Assert.Equal(-10 * wide.Dpi / 25.4, wide.Map.Forward(new(0, 0)).X, 0.7);
    }

    [Fact]
    public void A_crop_alone_cuts_between_pixels()
    {
        var signal = Page.Synthetic(seconds: 3);
        using var whole = Renderer.Draw(Page.Compose(signal, s_paper), default);
        var scene = Page.Worn(signal, s_paper, 0, new CropStage { Left = 40.3, Top = 11.1 });
        using var part = Renderer.Draw(scene, default);
        int dx = whole.Width - part.Width, dy = whole.Height - part.Height;
        for (int y = 0; y < part.Height - 3; y++)
            Assert.True(whole.Row(y + dy)[(3 * dx)..^9].SequenceEqual(part.Row(y)[..^9]), $"row {y}");
        var flags = scene.Truth().Leads!.SelectMany(l => l.Flags).Where(f => f.Kind == SampleFlagKind.Cropped).ToArray();
        Assert.Equal(scene.Truth().Leads!.Sum(l => l.Points.Count(p => p.X < 0 || p.Y < 0)), flags.Sum(f => f.End - f.Start));
        Assert.NotEmpty(flags);
        Assert.Contains(scene.Truth().Leads!, l => l.Visible is > 0 and < 1);
        Assert.Contains(scene.Truth().Leads!, l => l.Visible == 1);
    }

    [Fact]
    public void A_focal_length_shows_what_such_a_lens_sees()
    {
        var scene = View(new PerspectiveStage { Yaw = 0, Distance = 500, FocalLength = 25 });
        // 36 mm of film at 25 mm are 720 mm at half a metre, on as many pixels.
        Assert.Equal(1100, scene.Width);
        Assert.Equal(279.4 / 720 * 1100, scene.Map.Forward(new(279.4, 100)).X - scene.Map.Forward(new(0, 100)).X, 0.5);
    }

    [Fact]
    public void A_lens_that_folds_the_view_is_refused() =>
        Assert.Contains("lie over each other", Assert.Throws<EcgException>(() => View(new LensStage { K1 = -0.25 })).Message);

    [Theory]
    [InlineData("hides another", 59, 0, 110)]
    [InlineData("hides another", 55, 55, 120)]
    public void Views_that_can_t_be_had_are_refused(string message, double yaw, double pitch, double distance) =>
        Assert.Contains(message, Assert.Throws<EcgException>(() => View(new PerspectiveStage { Yaw = yaw, Pitch = pitch, Distance = distance })).Message);

    [Fact]
    public void Ten_stages_blur_no_more_than_one()
    {
        var signal = Page.Synthetic(seconds: 3);
        using var one = Renderer.Draw(Page.Worn(signal, s_paper, 0, new AffineStage { Rotation = 3 }), default);
        // Back and forth, and in all the same way.
        var stages = Enumerable.Range(0, 9).Select(i => new AffineStage { Rotation = i % 2 == 0 ? 17 : -17 }).Append(new AffineStage { Rotation = -14 });
        using var ten = Renderer.Draw(Page.Worn(signal, s_paper, 0, stages), default);
        int worst = 0;
        for (int i = 0; i < one.All.Length; i++)
            worst = Math.Max(worst, Math.Abs(one.All[i] - ten.All[i]));
        Assert.InRange(worst, 0, 2);
    }
}
