// The files of layered truth, read back by other means than those that wrote them.
using System.Text;
using System.Text.Json;
using EcgGen.Core.Raster;
using EcgGen.Core.Records;
using EcgGen.Core.Sheet;
using EcgGen.Core.Truth;
using NJsonSchema;
using SkiaSharp;

namespace EcgGen.Core.Tests.Truth;

public sealed class LayeredExportTests : IDisposable
{
    private static readonly AnnotationFormat[] s_all = [AnnotationFormat.Coco, AnnotationFormat.Yolo, AnnotationFormat.EcgImageKit];

    private readonly string _folder = Directory.CreateTempSubdirectory().FullName;
    private readonly SignalView _signal = Page.Synthetic(seed: 3, rate: 250);

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private string[] Files => [.. Directory.GetFiles(_folder).Select(f => Path.GetFileName(f)!).Order(StringComparer.Ordinal)];

    private byte[] Bytes(string name) => File.ReadAllBytes(Path.Combine(_folder, name));

    private ExportRequest Request(string name = "page.png", bool force = false) => new()
    {
        Image = Page.Request(_signal, new PaperStage { Dpi = 120 }),
        Path = Path.Combine(_folder, name),
        Format = ImageFormat.Png,
        Truth = true,
        Mask = true,
        Planes = true,
        Clean = true,
        Coordinates = true,
        Annotations = s_all,
        Force = force,
    };

    private PageScene Scene() => Renderer.Compose(Request().Image, _signal);

    private ExportReport Export(ExportRequest? request = null, CancellationToken cancellation = default) => ImageExporter.Export(request ?? Request(), _signal, cancellation);

    [Fact]
    public void All_files_are_there_and_the_image_is_the_first_named()
    {
        var report = Export();
        string[] expected = ["ecggen-yolo.yaml", "page.dat", "page.hea", "page.json", "page.png", "page.txt", "page_clean.png", "page_coco.json", "page_coordinates.npy", "page_mask.png", "page_nodes.npy", "page_planes.npz"];
        Assert.Equal(expected, Files);
        Assert.Equal(expected, report.Files.Select(f => Path.GetFileName(f)!).Order(StringComparer.Ordinal));
        Assert.EndsWith("page.png", report.Files[0], StringComparison.Ordinal);
    }

    [Fact]
    public void The_same_request_gives_the_same_bytes_and_nothing_asked_for_gives_nothing()
    {
        Export();
        var first = Files.ToDictionary(f => f, Bytes);
        Export(Request(force: true));
        Assert.All(first, f => Assert.Equal(f.Value, Bytes(f.Key)));
        Export(new ExportRequest { Image = Request().Image, Path = Path.Combine(_folder, "plain.png"), Format = ImageFormat.Png });
        Assert.Equal(["plain.json", "plain.png"], Files.Where(f => f.StartsWith("plain", StringComparison.Ordinal)));
        Assert.Equal(first["page.png"], Bytes("plain.png"));
        Assert.Equal(first["page.png"], Bytes("page_clean.png"));
    }

    [Fact]
    public async Task The_json_follows_the_schema_and_names_the_files()
    {
        Export();
        var text = Encoding.UTF8.GetString(Bytes("page.json"));
        var errors = (await JsonSchema.FromFileAsync(Path.Combine(Repository.Folder, "docs", "truth.schema.json"))).Validate(text);
        Assert.True(errors.Count == 0, string.Join("\n", errors));
        var json = JsonDocument.Parse(text).RootElement;
        Assert.Equal("page_mask.png", json.GetProperty("mask").GetProperty("file").GetString());
        Assert.Equal("page_planes.npz", json.GetProperty("planes").GetProperty("file").GetString());
        Assert.Equal("page_clean.png", json.GetProperty("clean").GetProperty("file").GetString());
        Assert.Equal("page_nodes.npy", json.GetProperty("coordinates").GetProperty("nodes").GetString());
        // The recipe still comes out of it.
        var recipe = RecipeResolver.ReadFile(Path.Combine(_folder, "page.json"));
        Assert.Equal("page.png", recipe.File);
        Assert.Equal(RecipeResolver.ToJson(Scene().Request.Recipe), RecipeResolver.ToJson(recipe.Recipe));
    }

    [Fact]
    public void Mask_and_planes_agree_with_each_other_and_with_the_json()
    {
        Export();
        var json = JsonDocument.Parse(Bytes("page.json")).RootElement;
        var mask = IndexedPng.Parse(Bytes("page_mask.png"));
        var planes = NpyArray.ParseArchive(Bytes("page_planes.npz"));
        var names = json.GetProperty("planes").GetProperty("planes").EnumerateArray().Select(p => p.GetProperty("name").GetString()!).ToArray();
        Assert.Equal(names, planes.Keys);
        Assert.Equal(["grid", "print", "pulse", "lead_I", "lead_aVR"], names[..5]);
        Assert.All(planes.Values, p => Assert.Equal(("|u1", mask.Height, mask.Width), (p.Type, p.Shape[0], p.Shape[1])));

        var classes = json.GetProperty("mask").GetProperty("classes").EnumerateArray().ToDictionary(c => c.GetProperty("index").GetInt32());
        Assert.All(classes, c => Assert.Equal(c.Value.GetProperty("color").GetString(), mask.Palette[c.Key].ToString()));
        Assert.Equal(json.GetProperty("leads").EnumerateArray().Select(l => l.GetProperty("id").GetString()), classes.Where(c => c.Key >= 16).Select(c => c.Value.GetProperty("lead").GetString()));

        // Drawn in this order: grid, pulses, leads, print.
        (byte Value, byte[] Plane)[] order = [(1, planes["grid"].Data), (4, planes["pulse"].Data), .. names.Where(n => n.StartsWith("lead_", StringComparison.Ordinal)).Select((n, i) => ((byte)(16 + i), planes[n].Data)), (2, planes["print"].Data)];
        for (int i = 0; i < mask.Indices.Length; i++)
        {
            byte expected = 0;
            foreach (var (value, plane) in order)
                expected = plane[i] >= 128 ? value : expected;
            if (mask.Indices[i] != expected)
                Assert.Fail($"pixel {i}: {mask.Indices[i]} instead of {expected}");
        }

        using var bitmap = SKBitmap.Decode(Bytes("page_mask.png"), new SKImageInfo(mask.Width, mask.Height, SKColorType.Rgba8888, SKAlphaType.Unpremul));
        var colors = bitmap.GetPixelSpan();
        for (int i = 0; i < mask.Indices.Length; i += 97)
            Assert.Equal(mask.Palette[mask.Indices[i]], new Rgb(colors[4 * i], colors[4 * i + 1], colors[4 * i + 2]));
    }

    [Fact]
    public void The_image_comes_back_from_the_archive()
    {
        Export();
        var scene = Scene();
        var planes = NpyArray.ParseArchive(Bytes("page_planes.npz"));
        using var again = new PixelBuffer(scene.Width, scene.Height);
        GridPainter.Paint(again, scene.Plan, scene.Map.Scale, default);
        using var mask = new CoverageMask();
        foreach (var name in planes.Keys.Where(n => n != "grid").OrderBy(n => n == "pulse" ? 0 : n == "print" ? 2 : 1))
        {
            mask.Reset(new PixelRect(0, 0, scene.Width, scene.Height));
            planes[name].Data.CopyTo(mask.All);
            InkPainter.Paint(again, mask, scene.Plan.Paper.InkColor!.Value);
        }
        using var bitmap = SKBitmap.Decode(Bytes("page.png"), new SKImageInfo(scene.Width, scene.Height, SKColorType.Rgba8888, SKAlphaType.Unpremul));
        var read = bitmap.GetPixelSpan();
        for (int i = 0; i < scene.Width * scene.Height; i++)
        {
            if (!read.Slice(4 * i, 3).SequenceEqual(again.All.Slice(3 * i, 3)))
                Assert.Fail($"pixel {i}");
        }
    }

    [Fact]
    public void Coordinates_are_the_sheets_and_the_nodes_their_inverse()
    {
        Export();
        var scene = Scene();
        var map = NpyArray.Parse(Bytes("page_coordinates.npy"));
        var nodes = NpyArray.Parse(Bytes("page_nodes.npy"));
        Assert.Equal([scene.Height, scene.Width, 2], map.Shape);
        Assert.Equal([43, 61, 2], nodes.Shape);
        double mm = 120 / 25.4;
        foreach (var (x, y) in new[] { (0, 0), (17, 901), (scene.Width - 2, scene.Height - 2) })
        {
            Assert.Equal((x + 0.5) / mm, map.Floats[2 * (y * scene.Width + x)], 4);
            Assert.Equal((y + 0.5) / mm, map.Floats[2 * (y * scene.Width + x) + 1], 4);
        }
        // From a node to its pixel, and by the map of that pixel back again: at most the half pixel to its centre away.
        for (int r = 0; r < 42; r++)
        {
            for (int c = 0; c < 59; c++)
            {
                float x = nodes.Floats[2 * (r * 61 + c)], y = nodes.Floats[2 * (r * 61 + c) + 1];
                int at = 2 * ((int)y * scene.Width + (int)x);
                Assert.InRange(map.Floats[at] - 5 * c, -0.51 / mm, 0.51 / mm);
                Assert.InRange(map.Floats[at + 1] - 5 * r, -0.51 / mm, 0.51 / mm);
            }
        }
    }

    [Fact]
    public void Beside_the_sheet_there_are_no_coordinates()
    {
        var stream = new MemoryStream();
        CoordinateFiles.WritePixels(new FlatMap(25.4), new SheetRect(0, 0, 7, 4), 9, 6, stream, default);
        var map = NpyArray.Parse(stream.ToArray());
        for (int i = 0; i < 54; i++)
            Assert.Equal(i % 9 >= 7 || i / 9 >= 4, float.IsNaN(map.Floats[2 * i]) && float.IsNaN(map.Floats[2 * i + 1]));
        using var cancel = new CancellationTokenSource();
        cancel.Cancel();
        Assert.Throws<OperationCanceledException>(() => CoordinateFiles.WritePixels(new FlatMap(25.4), new SheetRect(0, 0, 7, 4), 9, 6, Stream.Null, cancel.Token));
    }

    [Fact]
    public void Coco_masks_are_the_planes_and_boxes_fit_them()
    {
        Export();
        var coco = JsonDocument.Parse(Bytes("page_coco.json")).RootElement;
        var planes = NpyArray.ParseArchive(Bytes("page_planes.npz"));
        var image = Assert.Single(coco.GetProperty("images").EnumerateArray());
        int width = image.GetProperty("width").GetInt32(), height = image.GetProperty("height").GetInt32();
        Assert.Equal("page.png", image.GetProperty("file_name").GetString());
        var categories = coco.GetProperty("categories").EnumerateArray().ToDictionary(c => c.GetProperty("id").GetInt32(), c => c.GetProperty("name").GetString()!);
        Assert.Equal(Enumerable.Range(1, categories.Count), categories.Keys);
        var annotations = coco.GetProperty("annotations").EnumerateArray().ToArray();
        Assert.Equal(Enumerable.Range(1, annotations.Length), annotations.Select(a => a.GetProperty("id").GetInt32()));
        var found = annotations.GroupBy(a => categories[a.GetProperty("category_id").GetInt32()]).ToDictionary(g => g.Key, g => g.Count());
        Assert.Equal((2, 1, 4, 13, 1), (found["II"], found["V6"], found["pulse"], found["leadName"], found["text"]));
        var yolo = Encoding.ASCII.GetString(Bytes("page.txt")).TrimEnd('\n').Split('\n');
        Assert.Equal(annotations.Length, yolo.Length);
        foreach (var (annotation, line) in annotations.Zip(yolo))
        {
            Assert.Equal([height, width], annotation.GetProperty("segmentation").GetProperty("size").EnumerateArray().Select(s => s.GetInt32()));
            var mask = CocoRleTests.Decode(annotation.GetProperty("segmentation").GetProperty("counts").GetString()!, width, height);
            var name = categories[annotation.GetProperty("category_id").GetInt32()];
            var pixels = new List<(int x, int y)>();
            for (int x = 0; x < width; x++)
            {
                for (int y = 0; y < height; y++)
                {
                    if (mask[x, y])
                        pixels.Add((x, y));
                }
            }
            int[] box = [.. annotation.GetProperty("bbox").EnumerateArray().Select(b => b.GetInt32())];
            Assert.Equal(new[] { pixels.Min(p => p.x), pixels.Min(p => p.y), pixels.Max(p => p.x) - pixels.Min(p => p.x) + 1, pixels.Max(p => p.y) - pixels.Min(p => p.y) + 1 }, box);
            Assert.Equal(pixels.Count, annotation.GetProperty("area").GetInt32());
            var fields = line.Split(' ');
            Assert.Equal(name, categories[int.Parse(fields[0]) + 1]);
            var parts = fields[1..].Select(f => double.Parse(f, System.Globalization.CultureInfo.InvariantCulture)).ToArray();
            Assert.Equal([(box[0] + box[2] / 2.0) / width, (box[1] + box[3] / 2.0) / height, (double)box[2] / width, (double)box[3] / height], parts, (a, b) => Math.Abs(a - b) < 1e-6);
            if (annotation.TryGetProperty("instance", out var instance) && name is not ("leadName" or "text"))
            {
                var plane = planes["lead_" + instance.GetString()].Data;
                Assert.Equal(plane.Count(c => c >= 128), pixels.Count);
                Assert.DoesNotContain(pixels, p => plane[p.y * width + p.x] < 128);
            }
        }
        var yaml = Encoding.ASCII.GetString(Bytes("ecggen-yolo.yaml"));
        Assert.All(categories, c => Assert.Contains($"\n  {c.Key - 1}: {c.Value}\n", yaml));
    }

    [Fact]
    public void Programs_for_ecg_image_kit_find_their_keys_and_the_signal_they_describe()
    {
        Export();
        var truth = Scene().Truth();
        var json = JsonDocument.Parse(Bytes("page.json")).RootElement;
        Assert.Equal((250, 1403, 992), (json.GetProperty("sampling_frequency").GetDouble(), json.GetProperty("width").GetInt32(), json.GetProperty("height").GetInt32()));
        Assert.Equal(5 * 120 / 25.4, json.GetProperty("x_grid").GetDouble(), 3);
        Assert.Equal((4, "II", true, true, false), (json.GetProperty("number_of_columns_in_image").GetInt32(), json.GetProperty("full_mode_lead").GetString(), json.GetProperty("dc_pulse").GetBoolean(), json.GetProperty("gridlines").GetBoolean(), json.GetProperty("bw").GetBoolean()));

        var wfdb = RecordImporter.Import(Path.Combine(_folder, "page.hea"), new FileSource(), "", default);
        Assert.EndsWith("\n# Image: page.png\n", Encoding.UTF8.GetString(Bytes("page.hea")), StringComparison.Ordinal);
        var paper = Scene().Plan.Paper;
        foreach (var (lead, ours) in json.GetProperty("leads").EnumerateArray().Zip(truth.Leads!))
        {
            Assert.Equal(ours.Name, lead.GetProperty("lead_name").GetString());
            int start = lead.GetProperty("start_sample").GetInt32(), end = lead.GetProperty("end_sample").GetInt32();
            var pixels = lead.GetProperty("plotted_pixels").EnumerateArray().Select(p => (Row: p[0].GetDouble(), Column: p[1].GetDouble())).ToArray();
            Assert.Equal(end - start, pixels.Length);
            Assert.All(pixels.Zip(ours.Points), p => Assert.True(Math.Abs(p.First.Row - p.Second.Y) < 0.0051 && Math.Abs(p.First.Column - p.Second.X) < 0.0051));
            // The rows of the pixels are the samples of the record's copy.
            var samples = wfdb.Samples[wfdb.Info.Leads.ToList().IndexOf(ours.Name)];
            double pixelsPerMillivolt = paper.Gain!.Value * 120 / 25.4;
            for (int i = 0; i < pixels.Length; i++)
                Assert.Equal(samples[start + i], (ours.Baseline[0].Y - pixels[i].Row) / pixelsPerMillivolt, 0.001);
            foreach (var (key, box) in new[] { ("lead_bounding_box", ours.Box!), ("text_bounding_box", truth.Texts!.Single(t => t.Lead == ours.Id).Box) })
            {
                var corners = lead.GetProperty(key);
                (double Row, double Column) Corner(string c) => (corners.GetProperty(c)[0].GetDouble(), corners.GetProperty(c)[1].GetDouble());
                Assert.Equal(box[1], Corner("0").Row, 0.01);
                Assert.Equal(box[0], Corner("0").Column, 0.01);
                Assert.Equal(box[1] + box[3], Corner("2").Row, 0.01);
                Assert.Equal(box[0] + box[2], Corner("2").Column, 0.01);
                Assert.Equal((Corner("0").Row, Corner("2").Column), Corner("1"));
                Assert.Equal((Corner("2").Row, Corner("0").Column), Corner("3"));
            }
        }
    }

    [Fact]
    public void The_wfdb_copy_holds_only_what_is_plotted()
    {
        var signal = Page.Synthetic(seconds: 60, rate: 100);
        var request = Request() with { Image = Page.Request(signal, new PaperStage { Dpi = 60 }), Annotations = [AnnotationFormat.EcgImageKit] };
        ImageExporter.Export(request, signal, default);
        var scene = Renderer.Compose(request.Image, signal);
        int last = scene.Plan.Leads.Max(l => l.FirstSample + l.SampleCount), first = scene.Plan.Leads.Min(l => l.FirstSample);
        var wfdb = RecordImporter.Import(Path.Combine(_folder, "page.hea"), new FileSource(), "", default);
        Assert.Equal(last - first, wfdb.Info.SampleCount);
        Assert.All(JsonDocument.Parse(Bytes("page.json")).RootElement.GetProperty("leads").EnumerateArray(), l => Assert.InRange(l.GetProperty("end_sample").GetInt32(), 1, last - first));
    }

    [Theory]
    [InlineData("page_mask.png")]
    [InlineData("page_planes.npz")]
    [InlineData("page_clean.png")]
    [InlineData("page_coordinates.npy")]
    [InlineData("page_nodes.npy")]
    [InlineData("page_coco.json")]
    [InlineData("page.txt")]
    [InlineData("page.hea")]
    [InlineData("page.dat")]
    [InlineData("ecggen-yolo.yaml")]
    public void Any_file_in_the_way_stops_it_without_Force(string file)
    {
        File.WriteAllText(Path.Combine(_folder, file), "mine");
        var error = Assert.Throws<EcgException>(() => Export());
        Assert.Equal(ErrorId.FileExists, error.Id);
        Assert.Contains(file, error.Message);
        Assert.Equal([file], Files);
        Assert.Equal("mine"u8.ToArray(), Bytes(file));
        Export(Request(force: true));
        Assert.Equal(12, Files.Length);
        Assert.NotEqual("mine"u8.ToArray(), Bytes(file));
    }

    [Fact]
    public void Two_images_of_a_folder_share_the_file_of_classes()
    {
        Export();
        Export(Request("other.png"));
        Assert.Equal(23, Files.Length);
    }

    [Fact]
    public void A_name_that_no_wfdb_record_has_is_refused_before_anything_is_written()
    {
        Assert.Equal(ErrorId.ArgumentInvalid, Assert.Throws<EcgException>(() => Export(Request("my page.png"))).Id);
        Assert.Empty(Files);
    }

    [Fact]
    public void Cancelled_at_any_time_it_leaves_nothing()
    {
        for (int i = 0; i < 12; i++)
        {
            using var cancel = new CancellationTokenSource(TimeSpan.FromMilliseconds(10 + 30 * i));
            try
            {
                Export(Request(force: true), cancel.Token);
                Assert.Equal(12, Files.Length);
                Array.ForEach(Directory.GetFiles(_folder), File.Delete);
            }
            catch (OperationCanceledException)
            {
                Assert.Empty(Files);
            }
        }
    }

    [Fact]
    public void The_clean_twin_drops_what_says_so_and_keeps_the_truth()
    {
        var scene = Scene();
        var recipe = scene.Request.Recipe;
        var clean = CleanTwin.Of(recipe with { Stages = [.. recipe.Stages, new Stain(), new Fold(3)] });
        Assert.Equal([.. recipe.Stages, new Fold(0)], clean.Stages);
        Assert.Null(CleanTwin.Draw(scene, _signal, default));
        var twin = Renderer.Compose(scene.Request with { Recipe = CleanTwin.Of(recipe) }, _signal);
        Assert.Equal(EcgJson.Write(scene.Truth(), EcgJson.Default.EcgGroundTruth), EcgJson.Write(twin.Truth(), EcgJson.Default.EcgGroundTruth));
    }

    private sealed record Stain : Stage
    {
        public override StagePhase Phase => StagePhase.Sheet;

        public override string Name => "stain";

        public override Stage? InCleanTwin() => null;
    }

    private sealed record Fold(double Shade) : Stage
    {
        public override StagePhase Phase => StagePhase.Sheet;

        public override string Name => "fold";

        public override Stage InCleanTwin() => this with { Shade = 0 };
    }
}
