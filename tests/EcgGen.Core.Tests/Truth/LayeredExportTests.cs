// The files of layered truth, read back by other means than those that wrote them.
using System.Text;
using System.Text.Json;
using EcgGen.Core.Raster;
using EcgGen.Core.Sheet;
using EcgGen.Core.Truth;
using NJsonSchema;
using SkiaSharp;

namespace EcgGen.Core.Tests.Truth;

public sealed class LayeredExportTests : LayeredExport
{
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
        Export(new ExportRequest { Image = Request().Image, Path = Path.Combine(Folder, "plain.png"), Format = ImageFormat.Png });
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
        var recipe = RecipeResolver.ReadFile(Path.Combine(Folder, "page.json"));
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
        GridPainter.Paint(again, scene.Plan, scene.Flat.Scale, default);
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
        File.WriteAllText(Path.Combine(Folder, file), "mine");
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
    public void Two_images_of_aFolder_share_the_file_of_classes()
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
                Array.ForEach(Directory.GetFiles(Folder), File.Delete);
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
        Assert.Null(CleanTwin.Draw(scene, Signal, default));
        var twin = Renderer.Compose(scene.Request with { Recipe = CleanTwin.Of(recipe) }, Signal);
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
