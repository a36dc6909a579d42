// Truth, masks and twins of worn pages: whatever the wear, they say where the ink now is.
using EcgGen.Core.Ink;
using EcgGen.Core.Raster;
using EcgGen.Core.Tests.Truth;
using EcgGen.Core.Truth;

namespace EcgGen.Core.Tests.Wear;

public sealed class WornTruthTests
{
    private static readonly PaperStage s_paper = new() { PaperColor = new Rgb(250, 250, 248), GridStyle = GridStyle.Lines };

    public static TheoryData<int> Combinations => [.. Enumerable.Range(0, 8)];

    /// <summary>One to four stages of any kind, in any order.</summary>
    private static WearStage[] Wear(int seed)
    {
        var random = new System.Random(seed);
        var kinds = Page.EveryWear().ToArray();
        return [.. Enumerable.Range(0, 1 + seed % 4).Select(_ => kinds[random.Next(kinds.Length)])];
    }

    [Theory]
    [MemberData(nameof(Combinations))]
    public void Nodes_and_traces_are_found_where_truth_says_after_any_wear(int seed)
    {
        var scene = Page.Worn(Page.Synthetic(seed), s_paper with { Dpi = seed % 2 == 0 ? 200 : 300 }, seed, Wear(seed));
        var truth = scene.Truth();
        var image = Darkness.Of(scene);
        var ink = image.Minus(Darkness.Of(TruthInImageTests.WithoutInk(scene)));

        var nodes = TruthInImageTests.GridErrors(truth, image, Hidden).Select(Math.Abs).Order().ToArray();
        var traces = TruthInImageTests.TraceErrors(scene, truth, ink).Select(Math.Abs).Order().ToArray();

        // There is nothing to find where paper is gone or something lies over it, at the node or a millimetre around it.
        bool Hidden(PixelPoint node)
        {
            var p = scene.Map.Inverse(node);
            return scene.Occluders.Any(o => Enumerable.Range(0, 9).Any(i => o.Hides(new(p.X + i % 3 - 1, p.Y + i / 3 - 1))));
        }

        Assert.True(nodes.Length > 200 && traces.Length > 300, $"only {nodes.Length} nodes and {traces.Length} places of traces to measure");
        Assert.True(nodes[nodes.Length / 2] < 0.3, $"median node error {nodes[nodes.Length / 2]:0.000} px");
        Assert.True(traces[traces.Length / 2] < 0.3, $"median trace error {traces[traces.Length / 2]:0.000} px");
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void Creases_and_crumples_leave_a_tenth_of_a_pixel(int seed)
    {
        var scene = Page.Worn(Page.Synthetic(seed), s_paper, seed, new CreaseStage { Pattern = FoldPattern.Quarters, Strength = 1 }, new CrumpleStage { Strength = 1 });
        var truth = scene.Truth();
        var image = Darkness.Of(scene);
        var ink = image.Minus(Darkness.Of(TruthInImageTests.WithoutInk(scene)));

        var nodes = TruthInImageTests.GridErrors(truth, image).Select(Math.Abs).Order().ToArray();
        var traces = TruthInImageTests.TraceErrors(scene, truth, ink).Select(Math.Abs).Order().ToArray();

        Assert.InRange(nodes[nodes.Length / 2], 0, 0.1);
        Assert.InRange(traces[traces.Length / 2], 0, 0.1);
        // It did move: a fold shifts by more than a pixel, so truth of the flat sheet would be wrong.
        var flat = scene with { Map = scene.Flat };
        Assert.True(truth.Leads!.Zip(flat.Truth().Leads!).SelectMany(l => l.First.Points.Zip(l.Second.Points)).Max(p => Math.Abs(p.First.X - p.Second.X) + Math.Abs(p.First.Y - p.Second.Y)) > 2);
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Strength_0_leaves_every_byte(string kind)
    {
        var stage = Page.EveryWear().Single(s => s.Name == kind);
        stage.GetType().GetProperty("Strength")!.SetValue(stage, 0.0);
        var (signal, white) = Page.White;
        foreach (var (record, paper) in new[] { (signal, white), (Page.Synthetic(seconds: 3), s_paper) })
        {
            using var plain = Renderer.Draw(Page.Compose(record, paper), default);
            var scene = Page.Worn(record, paper, 0, stage);
            using var worn = Renderer.Draw(scene, default);
            Assert.True(plain.All.SequenceEqual(worn.All));
            Assert.Same(scene.Flat, scene.Map);
        }
    }

    public static TheoryData<string> Kinds => [.. Page.EveryWear().Select(s => s.Name)];

    [Fact]
    public void The_order_of_wear_moves_nothing_and_all_of_it_adds_up()
    {
        // All resolved, for order keys the choices of stages of one kind.
        WearStage[] wear = [new CreaseStage { Pattern = FoldPattern.Half, Strength = 0.8, Width = 15, Seed = 1 }, new CrumpleStage { FacetSize = 30, Strength = 0.7, LightAngle = 40, Seed = 2 },
            new CreaseStage { Count = 2, Angle = 40, Direction = CreaseDirection.Forward, Strength = 0.5, Width = 12, Seed = 3 }];
        var signal = Page.Synthetic(seconds: 3);
        var ordered = Page.Worn(signal, s_paper, 0, wear);
        var reversed = Page.Worn(signal, s_paper, 0, wear.Reverse());
        var alone = wear.Select(w => Page.Worn(signal, s_paper, 0, w)).ToArray();
        foreach (var p in Places(ordered))
        {
            var (a, b, flat) = (ordered.Map.Forward(p), reversed.Map.Forward(p), ordered.Flat.Forward(p));
            Assert.Equal(a.X, b.X, 0.001);
            Assert.Equal(a.Y, b.Y, 0.001);
            // Each map is bilinear between its own nodes, so sums differ by what that leaves out.
            Assert.Equal(alone.Sum(s => s.Map.Forward(p).X - flat.X), a.X - flat.X, 0.1);
            Assert.Equal(alone.Sum(s => s.Map.Forward(p).Y - flat.Y), a.Y - flat.Y, 0.1);
        }
        using var one = Renderer.Draw(ordered, default);
        using var other = Renderer.Draw(reversed, default);
        for (int i = 0; i < one.All.Length; i++)
            Assert.InRange(one.All[i] - other.All[i], -2, 2);
    }

    [Fact]
    public void Masks_planes_and_boxes_follow_the_ink()
    {
        var scene = Page.Worn(Page.Synthetic(4), s_paper, 4, new CreaseStage { Count = 3, Angle = 60, Strength = 1 }, new CrumpleStage { Strength = 1 });
        using var layers = new PageLayers(scene, mask: true, grid: true, planes: true, default);
        using var image = Renderer.Draw(scene, default, layers);
        var truth = scene.Truth();

        var traces = layers.Planes.Where(p => p.Shape is TraceInk).Select(p => p.Plane).ToArray();
        int right = 0, all = 0;
        foreach (var (lead, i) in truth.Leads!.Select((l, i) => (l, i)))
        {
            var errors = new List<double>();
            for (int s = 2; s + 2 < lead.Points.Length; s += 3)
            {
                var p = lead.Points[s];
                all++;
                right += layers.Mask!.Row((int)p.Y)[(int)p.X] == MaskPalette.IndexOfLead(i) ? 1 : 0;
                if (Math.Abs(lead.Points[s + 2].Y - lead.Points[s - 2].Y) < 0.3)
                    errors.Add(Math.Abs(Darkness.Centre((int)p.Y - 5, (int)p.Y + 6, y => traces[i][(int)p.X, y])!.Value - p.Y));
            }
            errors.Sort();
            Assert.True(errors.Count > 20);
            Assert.InRange(errors[errors.Count / 2], 0, 0.2);

            // A resampled plane reaches up to a pixel farther than its ink.
            var ink = traces[i].Bounds();
            Assert.InRange(ink.X, lead.Box![0] - 2, lead.Box[0] + 6);
            Assert.InRange(ink.Y, lead.Box[1] - 2, lead.Box[1] + 6);
            Assert.InRange(ink.X + ink.Width, lead.Box[0] + lead.Box[2] - 6, lead.Box[0] + lead.Box[2] + 2);
            Assert.InRange(ink.Y + ink.Height, lead.Box[1] + lead.Box[3] - 6, lead.Box[1] + lead.Box[3] + 2);
        }
        Assert.True(right > 0.95 * all, $"{right} of {all} samples are in the mask at their place");

        var nodes = truth.Grid!.Skip(1).SkipLast(1).SelectMany(row => row[1..^1]).ToArray();
        int printed = nodes.Count(n => layers.Grid!.Row((int)n.Y)[(int)n.X] >= 128);
        int onFlat = Page.Compose(Page.Synthetic(4), s_paper, 4).Truth().Grid!.Skip(1).SkipLast(1).SelectMany(row => row[1..^1]).Count(n => layers.Grid!.Row((int)n.Y)[(int)n.X] >= 128);
        Assert.True(printed > 0.95 * nodes.Length && onFlat < 0.8 * nodes.Length, $"{printed} and {onFlat} of {nodes.Length}");

        foreach (var thing in AnnotatedObject.Of(layers))
            Assert.Equal(thing.Plane.Bounds(IndexMask.Threshold), thing.Box);
    }

    [Fact]
    public void The_grids_coverage_goes_through_a_map_as_planes_do()
    {
        var scene = Page.Worn(Page.Synthetic(seconds: 3), s_paper with { Dpi = 100 }, 0, new CrumpleStage { Strength = 1 });
        using var flat = new CoverageMask();
        flat.Reset(new PixelRect(0, 0, scene.Width, scene.Height));
        GridCoverage.Draw(scene.Plan, scene.Flat.Scale, flat, default);
        using var seen = new CoverageMask();
        seen.Reset(flat.Bounds);
        GridCoverage.Through(flat, scene.Flat, scene.Map, seen, default);
        var plane = CoveragePlane.From(flat).Through(scene.Flat, scene.Map, scene.Width, scene.Height);
        for (int y = 0; y < scene.Height; y++)
        {
            for (int x = 0; x < scene.Width; x++)
                Assert.InRange(seen.Row(y)[x] - plane[x, y], -3, 3);
        }
    }

    [Fact]
    public void A_clean_twin_has_the_geometry_and_nothing_of_light_and_worn_ink()
    {
        var (signal, white) = Page.White;
        WearStage[] wear = [new CreaseStage { Pattern = FoldPattern.Quarters, Strength = 1 }, new CrumpleStage { Strength = 1 }];
        var blank = Page.Worn(signal, white, 0, wear);
        using var shaded = Renderer.Draw(blank, default);
        using var clean = CleanTwin.Draw(blank, signal, default)!;
        // Above the line that tells speed and gain.
        for (int y = 20; y < clean.Height * 4 / 5; y++)
            Assert.False(clean.Row(y)[60..^60].ContainsAnyExcept((byte)255));
        Assert.True(shaded.Row(clean.Height / 2)[60..^60].ContainsAnyExcept((byte)255));

        var record = Page.Synthetic(seconds: 3);
        var scene = Page.Worn(record, s_paper, 0, wear);
        var twin = Renderer.Compose(scene.Request with { Recipe = CleanTwin.Of(scene.Request.Recipe) }, record);
        Assert.All(Places(scene), p => Assert.Equal(scene.Map.Forward(p), twin.Map.Forward(p)));
    }

    [Theory]
    [InlineData(ImageFormat.Pdf)]
    [InlineData(ImageFormat.Svg)]
    public void Vector_formats_refuse_what_they_cannot_hold(ImageFormat format)
    {
        var scene = Page.Worn(Page.Synthetic(seconds: 3), s_paper, 0, new CrumpleStage());
        var error = Assert.Throws<EcgException>(() => EcgGen.Core.Encoders.ImageEncoder.Encode(scene, null, format, Stream.Null, default));
        Assert.Equal(ErrorId.ArgumentInvalid, error.Id);
        Assert.Contains("'crumple'", error.Message);
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void A_cancelled_token_stops_wear_midway(string kind)
    {
        using var cancelled = new CancellationTokenSource();
        cancelled.Cancel();
        var stage = Page.EveryWear().Single(s => s.Name == kind);
        stage.GetType().GetProperty("Strength")!.SetValue(stage, 1.0);
        var signal = Page.Synthetic(seconds: 3);
        if (stage is WrinkleStage)
            Assert.Throws<OperationCanceledException>(() => Renderer.Compose(Page.Request(signal, s_paper, 0, stage), signal, cancelled.Token));
        var effect = Page.Worn(signal, s_paper, 0, stage).Wear[0];
        using var sheet = new PixelBuffer(400, 300);
        using var light = new LightPlane(400, 300);
        Assert.Throws<OperationCanceledException>(() =>
        {
            effect.Mark(sheet, 8, cancelled.Token);
            effect.Shade(() => light, 8, cancelled.Token);
        });
    }

    private static IEnumerable<Point2> Places(PageScene scene)
    {
        for (double y = 3; y < scene.Plan.Sheet.Height; y += 9.7)
        {
            for (double x = 3; x < scene.Plan.Sheet.Width; x += 11.3)
                yield return new Point2(x, y);
        }
    }
}
