// Bent sheets: paper keeps its lengths, lines of sight meet it, and light follows its slopes.
using EcgGen.Core.Camera;
using EcgGen.Core.Sheet;

namespace EcgGen.Core.Tests.Camera;

public sealed class CurlTests
{
    private static readonly SheetRect s_sheet = new(0, 0, 297, 210);

    public static TheoryData<CurlShape, double> Shapes => new() { { CurlShape.Roll, 0 }, { CurlShape.Roll, 90 }, { CurlShape.Edge, 180 }, { CurlShape.Edge, 270 }, { CurlShape.Spine, 180 }, { CurlShape.Wave, 33 } };

    private static CurlStage Stage(CurlShape shape, double angle, double radius = 120) =>
        new() { Shape = shape, Angle = angle, Radius = radius, Length = shape == CurlShape.Spine ? 25 : 90, Shading = 0.5, LightAngle = 40 };

    [Theory]
    [MemberData(nameof(Shapes))]
    public void Paper_does_not_stretch(CurlShape shape, double angle)
    {
        var curl = new CurlStep(Stage(shape, angle), s_sheet);
        var random = new System.Random(1);
        for (int i = 0; i < 300; i++)
        {
            double x = 5 + 285 * random.NextDouble(), y = 5 + 200 * random.NextDouble(), turn = 2 * Math.PI * random.NextDouble();
            const double Little = 0.01;
            Point3 a = curl.Forward(new(x, y, 0)), b = curl.Forward(new(x + Little * Math.Cos(turn), y + Little * Math.Sin(turn), 0));
            Assert.Equal(Little, Math.Sqrt((a.X - b.X) * (a.X - b.X) + (a.Y - b.Y) * (a.Y - b.Y) + (a.Z - b.Z) * (a.Z - b.Z)), Little * 0.001);
        }
    }

    [Theory]
    [MemberData(nameof(Shapes))]
    public void Lines_of_sight_meet_the_paper(CurlShape shape, double angle)
    {
        var curl = new CurlStep(Stage(shape, angle), s_sheet);
        var random = new System.Random(2);
        for (int i = 0; i < 300; i++)
        {
            var flat = new Point3(297 * random.NextDouble(), 210 * random.NextDouble(), 0);
            var seen = curl.Forward(flat);
            // From somewhere above, at up to 27 degrees from the upright.
            var direction = new Point3(random.NextDouble() - 0.5, random.NextDouble() - 0.5, -1.4);
            var eye = new Point3(seen.X - 300 * direction.X, seen.Y - 300 * direction.Y, seen.Z - 300 * direction.Z);
            var found = curl.Inverse(new Ray(eye, direction)).OnPlane();
            // Unless another part of the paper lies before it, it is the point itself.
            if (Math.Abs(found.X - flat.X) + Math.Abs(found.Y - flat.Y) > 1e-3)
            {
                var other = curl.Forward(new(found.X, found.Y, 0));
                Assert.True(other.Z > seen.Z);
            }
        }
    }

    [Fact]
    public void A_roll_is_a_circle()
    {
        var curl = new CurlStep(Stage(CurlShape.Roll, 0, 400), s_sheet);
        foreach (double s in (double[])[-100, -30, 0, 50, 120])
        {
            var p = curl.Forward(new(148.5 + s, 77, 0));
            // The slope approaches 60 degrees softly; far from that it is s / radius.
            Assert.Equal(400 * Math.Sin(s / 400), p.X - 148.5, 0.15);
            Assert.Equal(400 * (1 - Math.Cos(s / 400)), p.Z, 0.25);
            Assert.Equal(77, p.Y, 1e-9);
        }
    }

    [Fact]
    public void Only_what_should_lifts()
    {
        var edge = new CurlStep(Stage(CurlShape.Edge, 90, 80), s_sheet);
        Assert.Equal(0, edge.Forward(new(100, 150, 0)).Z, 1e-9);
        Assert.True(edge.Forward(new(100, 0, 0)).Z > 20, "the upper edge lifts");
        var spine = new CurlStep(Stage(CurlShape.Spine, 180, 50), s_sheet);
        Assert.Equal(0, spine.Forward(new(0, 100, 0)).Z, 1e-6);
        Assert.True(spine.Forward(new(150, 100, 0)).Z > 5, "the left edge is the lowest");
    }

    [Fact]
    public void A_camera_from_the_side_sees_lines_bow_and_one_from_above_does_not()
    {
        var (signal, white) = Page.White;
        var paper = white with { PaperSize = PaperSize.A4 };
        var curl = Stage(CurlShape.Roll, 0, 200);
        PixelPoint[] Line(params Stage[] stages)
        {
            var map = Page.Worn(signal, paper, 0, stages).Map;
            return [.. Enumerable.Range(0, 30).Select(i => map.Forward(new(5 + 287 * i / 29.0, 60)))];
        }
        Assert.All(Line(curl), p => Assert.Equal(60 * 200 / 25.4, p.Y, 0.05));
        var bowed = Line(curl, new PerspectiveStage { Pitch = 30, Distance = 500 });
        double chord = (bowed[0].Y + bowed[^1].Y) / 2;
        Assert.True(Math.Abs(bowed[15].Y - chord) > 30, $"{bowed[15].Y - chord:0.0} px");
    }

    [Fact]
    public void Slopes_towards_the_light_are_brighter()
    {
        var (signal, white) = Page.White;
        var paper = white with { PaperColor = new Rgb(180, 180, 180), Dpi = 100 };
        using var image = Renderer.Draw(Page.Worn(signal, paper, 0, Stage(CurlShape.Roll, 0, 300) with { LightAngle = 0 }), default);
        // Light from the right; the sheet's ends rise, so the left one faces it.
        int y = image.Height / 2;
        double left = image.Row(y)[3 * (image.Width / 6)], middle = image.Row(y)[3 * (image.Width / 2)], right = image.Row(y)[3 * (image.Width * 5 / 6)];
        Assert.True(left > middle + 5 && middle > right + 5, $"{left} {middle} {right}");
        Assert.Equal(180, middle, 1.5);
        // Without shading, only edges differ.
        using var even = Renderer.Draw(Page.Worn(signal, paper, 0, Stage(CurlShape.Roll, 0, 300) with { Shading = 0 }), default);
        Assert.Equal(180, even.Row(y)[3 * (image.Width / 6)], 1.5);
    }
}
