// Each step of a page by itself, by BenchmarkDotNet, in this process.
using BenchmarkDotNet.Attributes;
using BenchmarkDotNet.Columns;
using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Loggers;
using BenchmarkDotNet.Running;
using BenchmarkDotNet.Toolchains.InProcess.Emit;
using EcgGen.Core;
using EcgGen.Core.Camera;
using EcgGen.Core.Encoders;
using EcgGen.Core.Handwriting;
using EcgGen.Core.Ink;
using EcgGen.Core.Raster;
using EcgGen.Core.Records;
using EcgGen.Core.Sensor;
using EcgGen.Core.Truth;
using EcgGen.Core.Wear;
using EcgGen.Core.Wear.Quilting;
using Perfolizer.Horology;

namespace EcgGen.Benchmarks;

/// <summary>Steps on a Letter page at 200 dpi: 2200 × 1700 pixels, twelve leads and a rhythm strip.</summary>
public class StepBenchmarks
{
    private static string s_folder = "";

    private ImageRequest _open = null!, _resolved = null!;
    private SignalView _signal = null!;
    private PageScene _scene = null!;
    private PixelBuffer _page = null!, _canvas = null!;
    private TraceInk[] _traces = null!;
    private CoverageMask[] _masks = null!;
    private QuiltTexture _texture = null!;
    private LightEffect _lamp = null!, _shadow = null!, _glare = null!;
    private Background _desk = null!;
    private GridMap _view = null!;
    private HandwritingStage _notes = null!;
    private int _word;

    /// <summary>Medians in milliseconds by the name of the step.</summary>
    /// <param name="folder">Holds the records.</param>
    internal static Dictionary<string, double> Measure(string folder)
    {
        s_folder = folder;
        var job = Job.Default.WithToolchain(InProcessEmitToolchain.Instance)
            .WithWarmupCount(3).WithIterationCount(15).WithIterationTime(TimeInterval.FromMilliseconds(100));
        var config = ManualConfig.CreateEmpty().AddJob(job).AddLogger(ConsoleLogger.Default)
            .AddColumnProvider(DefaultColumnProviders.Instance).WithArtifactsPath(Path.Combine(folder, "artifacts"));
        var summary = BenchmarkRunner.Run<StepBenchmarks>(config);
        return summary.Reports.ToDictionary(r => r.BenchmarkCase.Descriptor.WorkloadMethod.Name, r => r.ResultStatistics!.Median / 1e6);
    }

    [GlobalSetup]
    public void Setup()
    {
        (_open, var record) = Fixtures.Page(Path.Combine(s_folder, "wfdb16.hea"));
        _signal = new SignalView(record.Info, [.. record.Samples.Select(s => new ReadOnlyMemory<double>(s))]);
        _scene = Renderer.Compose(_open, _signal);
        _resolved = _scene.Request;
        _page = Renderer.Draw(_scene, default);
        _canvas = Renderer.Draw(_scene, default);
        _traces = [.. _scene.Ink.OfType<TraceInk>()];
        _masks = [.. _traces.Select(_ => new CoverageMask())];
        var stages = RecipeResolver.Resolve(_open.Recipe with
        {
            Stages =
            [
                .. _open.Recipe.Stages,
                new HandwritingStage { Texts = ["Atrial fibrillation", "HR 78 bpm"] },
                new BackgroundStage { Type = BackgroundKind.Desk },
                new LightStage { Type = LightKind.Point },
                new LightStage { Type = LightKind.Shadow, Shape = ShadowShape.Hand },
                new LightStage { Type = LightKind.Glare },
            ],
        }, _signal).Stages;
        _desk = Background.Of((BackgroundStage)stages[^4], _scene.Plan.Sheet);
        (_lamp, _shadow, _glare) = (new([(LightStage)stages[^3]]), new([(LightStage)stages[^2]]), new([(LightStage)stages[^1]]));
        _notes = stages.OfType<HandwritingStage>().Single();
        _texture = CrumpledTextures.Get("BalledLeft");
        _view = (GridMap)Renderer.Compose(Fixtures.Page(record.Info, 0, null, new PerspectiveStage()), _signal).Map;
        Traces();
    }

    [Benchmark]
    public RecordData Synthesis() => EcgSynthesizer.Synthesize(new SyntheticSource { Seed = 1 }, default);

    [Benchmark]
    public string Hash() => RecordHash.Compute(_signal.Leads);

    [Benchmark]
    public Recipe Resolve() => RecipeResolver.Resolve(_open.Recipe, _signal);

    [Benchmark]
    public PageScene Compose() => Renderer.Compose(_resolved, _signal);

    [Benchmark]
    public EcgGroundTruth Truth() => _scene.Truth();

    [Benchmark]
    public byte[] TruthJson() => ImageExporter.Describe(_scene, null, truth: true);

    [Benchmark]
    public void Grid() => GridPainter.Paint(_canvas, _scene.Plan, _scene.Flat.Scale, default);

    [Benchmark]
    public void Traces()
    {
        var pen = new TraceRasterizer();
        var clip = _scene.ToPixels(_scene.Plan.GridArea);
        double scale = _scene.Flat.Scale;
        for (int i = 0; i < _traces.Length; i++)
            pen.Draw(Array.ConvertAll(_traces[i].Points, p => new Point2(p.X * scale, p.Y * scale)), _traces[i].Width / 2 * scale, clip, _masks[i]);
    }

    [Benchmark]
    public void Ink()
    {
        for (int i = 0; i < _traces.Length; i++)
            InkPainter.Paint(_canvas, _masks[i], _traces[i].Color);
    }

    [Benchmark]
    public void Page()
    {
        using var page = Renderer.Draw(Renderer.Compose(_resolved, _signal), default);
    }

    [Benchmark]
    public void Handwriting()
    {
        // Five words that were never written before: network, strokes, ink.
        var words = _notes.Words!.Select(w => w with { Seed = ++_word }).ToArray();
        using var mask = new CoverageMask();
        using var pen = _scene.Rasterizer();
        foreach (var word in HandwritingDrawing.Shapes(_notes with { Words = words }, default))
        {
            pen.Draw(word, mask);
            InkAbsorber.Multiply(_canvas, mask, word.Color, word.Texture, _scene.Flat.Scale);
        }
    }

    [Benchmark]
    public Quilt Wrinkles()
    {
        // What wrinkles add to a page, without the one resampling.
        const int PerMm = QuiltTexture.PerMm;
        var sheet = _scene.Plan.Sheet;
        var quilt = Quilt.Sew(_texture, new PatchGrid(((int)sheet.Width + 2) * PerMm, ((int)sheet.Height + 2) * PerMm, 20 * PerMm, 4 * PerMm), 0.1, 1, default);
        QuiltShift.Add(quilt, new Displacement(sheet), 1, default);
        using var light = new LightPlane(_page.Width, _page.Height);
        QuiltLight.Multiply(quilt, light, _scene.Flat.Scale, 1, default);
        return quilt;
    }

    [Benchmark]
    public void Crease1() => Wear(Creases(1));

    [Benchmark]
    public void Crease3() => Wear(Creases(3));

    [Benchmark]
    public void Crease10() => Wear(Creases(10));

    [Benchmark]
    public void Crumple() => Wear(new CrumpleStage { FacetSize = 25, Strength = 1, LightAngle = 135, Seed = 1 });

    [Benchmark]
    public void Stains() => Wear(new StainStage
    {
        Strength = 1,
        Stains =
        [
            new(StainKind.Yellowing, 140, 108, 25, 0, 1),
            new(StainKind.WaterEdge, 200, 60, 100, 0, 2),
            new(StainKind.CoffeeRing, 90, 140, 80, 0, 3),
        ],
    });

    private static CreaseStage Creases(int count) => new() { Style = CreaseStyle.Fold, Count = count, Angle = 60, Direction = CreaseDirection.Forward, Width = 17, Strength = 1, Seed = 1 };

    /// <summary>What a stage of wear, resolved, adds to a page, without the one resampling.</summary>
    private void Wear(WearStage stage)
    {
        var effect = WearEffects.Create(stage, _scene.Plan);
        effect.Bend(new Displacement(_scene.Plan.Sheet));
        WearEffects.Apply([effect], _canvas, _scene.Flat.Scale, default)?.Dispose();
    }

    [Benchmark]
    public void Resampling() => SheetResampler.Draw(new SheetPixels(_page), _scene.Flat.Scale, _view, _canvas, default);

    [Benchmark]
    public void Noise() => new ImageNoise(new ImageNoiseStage { Gaussian = 4, Seed = 1 }).Apply(_canvas, default);

    [Benchmark]
    public void Mixture() => new ImageNoise(new ImageNoiseStage { Gaussian = 3, Shot = 3, Row = 0.5, Column = 0.5, HotPixel = 10, Seed = 1 }).Apply(_canvas, default);

    [Benchmark]
    public void Shot() => new ImageNoise(new ImageNoiseStage { Shot = 3, Seed = 1 }).Apply(_canvas, default);

    [Benchmark]
    public void Temperature() => new ColorTemperature(new ColorTemperatureStage { Kelvin = 5000, Convention = ColorTemperatureConvention.Illuminant }).Apply(_canvas, default);

    [Benchmark]
    public void Blur() => new Blur(new BlurStage { Shape = BlurKind.Gaussian, Size = 0.6 }).Apply(_canvas, default);

    [Benchmark]
    public void Defocus() => new Blur(new BlurStage { Shape = BlurKind.Defocus, Size = 10 }).Apply(_canvas, default);

    [Benchmark]
    public void Denoise() => new Denoise(new DenoiseStage { Strength = 0.4, Radius = 2 }).Apply(_canvas, default);

    [Benchmark]
    public void PointLight() => _lamp.Apply(_canvas, _scene, default);

    [Benchmark]
    public void HandShadow() => _shadow.Apply(_canvas, _scene, default);

    [Benchmark]
    public void Glare() => _glare.Apply(_canvas, _scene, default);

    [Benchmark]
    public void Desk()
    {
        // A frame full of desk, as where there is no sheet.
        Span<double> xs = new double[_canvas.Width], ys = new double[_canvas.Width];
        double pixel = 1 / _scene.Flat.Scale;
        for (int x = 0; x < xs.Length; x++)
            xs[x] = x * pixel - 1000;
        for (int y = 0; y < _canvas.Height; y++)
        {
            ys.Fill(y * pixel);
            _desk.DrawRow(xs, ys, pixel, _canvas.Row(y));
        }
    }

    [Benchmark]
    public void Png() => PngEncoder.Encode(_page, 200, Stream.Null, default);

    [Benchmark]
    public void Jpeg() => JpegEncoder.Encode(_page, 200, Stream.Null, default);
}
