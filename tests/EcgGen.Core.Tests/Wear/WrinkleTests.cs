// Wrinkles on pages: what a recipe says, what strength does, textures from files.
using EcgGen.Core.Raster;
using EcgGen.Core.Wear.Quilting;
using SkiaSharp;

namespace EcgGen.Core.Tests.Wear;

public sealed class WrinkleTests : IDisposable
{
    private static readonly SignalView s_signal = Page.Synthetic();

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory();

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public void Own_textures_are_twelve_grey_as_measured_and_the_same_each_time()
    {
        Assert.Equal(12, CrumpledTextures.Names.Distinct().Count());
        for (int i = 0; i < CrumpledTextures.Names.Count; i += 5)
            Assert.True(CrumpledTextures.Make(i).Samples.SequenceEqual(CrumpledTextures.Get(CrumpledTextures.Names[i]).Samples));
        foreach (var name in CrumpledTextures.Names)
        {
            var texture = CrumpledTextures.Get(name);
            // In grey levels half as much: facets differ by 3 to 6 % of grey.
            Assert.InRange(texture.Deviation * texture.Unit, 0.03, 0.065);
            Assert.InRange(texture.Samples.ToArray().Average(s => (double)s), -1, 1);
        }
    }

    [Fact]
    public void Strength_0_leaves_every_byte_and_strength_1_changes_light_and_places()
    {
        using var flat = Draw();
        using var untouched = Draw(new WrinkleStage { Strength = 0 });
        using var worn = Draw(new WrinkleStage { Strength = 1 });
        using var again = Draw(new WrinkleStage { Strength = 1 });

        Assert.True(Bytes(flat).SequenceEqual(Bytes(untouched)));
        Assert.False(Bytes(flat).SequenceEqual(Bytes(worn)));
        Assert.True(Bytes(worn).SequenceEqual(Bytes(again)));
        var scene = Compose(new WrinkleStage { Strength = 1 });
        var shifts = Enumerable.Range(0, 100).Select(i => new Point2(20 + i % 10 * 20, 20 + i / 10 * 15)).Select(p => (Worn: scene.Map.Forward(p), Flat: scene.Flat.Forward(p)))
            .Select(p => Math.Sqrt(Math.Pow(p.Worn.X - p.Flat.X, 2) + Math.Pow(p.Worn.Y - p.Flat.Y, 2)) / scene.Flat.Scale).ToArray();
        Assert.InRange(shifts.Max(), 0.05, 0.8);
    }

    [Fact]
    public void Clean_twin_keeps_the_shift_alone()
    {
        var scene = Compose(new WrinkleStage { Strength = 1, Texture = "BalledLow" });
        var stage = (WrinkleStage)scene.Request.Recipe.Stages[1];
        var twin = Compose((WrinkleStage)stage.InCleanTwin()!);

        for (int i = 0; i < 100; i++)
        {
            var place = new Point2(3.3 * i, 2.1 * i);
            Assert.Equal(scene.Map.Forward(place), twin.Map.Forward(place));
        }
        Assert.Null(EcgGen.Core.Wear.WearEffects.Apply(twin.Wear, new PixelBuffer(50, 50), 4, TestContext.Current.CancellationToken));
    }

    [Fact]
    public void Recipes_say_everything_and_resolve_to_themselves()
    {
        var recipe = Compose(new WrinkleStage()).Request.Recipe;
        var stage = (WrinkleStage)recipe.Stages[1];

        Assert.NotNull(stage.Texture);
        Assert.All(new double?[] { stage.PatchSize, stage.Overlap, stage.Tolerance, stage.Strength, stage.Seed }, v => Assert.NotNull(v));
        Assert.Equal(RecipeResolver.ToJson(recipe), RecipeResolver.ToJson(RecipeResolver.Resolve(recipe, s_signal)));
    }

    [Theory]
    [InlineData("texture", "Nobody", null, null)]
    [InlineData("overlap", null, 11.0, null)]
    [InlineData("patchSize", null, null, 61.0)]
    public void Wrong_values_are_named(string field, string? texture, double? overlap, double? patch)
    {
        var error = Assert.Throws<EcgException>(() => Compose(new WrinkleStage { Texture = texture, Overlap = overlap, PatchSize = patch ?? 20 }));

        Assert.Equal(ErrorId.RecipeInvalid, error.Id);
        Assert.Contains(field, error.Message);
    }

    [Fact]
    public void Light_is_the_same_at_any_resolution()
    {
        var stage = new WrinkleStage { Strength = 1, Texture = "CrushedLeft", Seed = 3 };
        double[] coarse = Light(stage, 100), fine = Light(stage, 300);
        double meanA = coarse.Average(), meanB = fine.Average();
        double covariance = coarse.Zip(fine).Sum(p => (p.First - meanA) * (p.Second - meanB));

        Assert.InRange(covariance / Math.Sqrt(coarse.Sum(a => (a - meanA) * (a - meanA)) * fine.Sum(b => (b - meanB) * (b - meanB))), 0.99, 1);
    }

    [Theory]
    [InlineData(SKEncodedImageFormat.Png)]
    [InlineData(SKEncodedImageFormat.Jpeg)]
    [InlineData(SKEncodedImageFormat.Webp)]
    public void Files_give_textures_without_their_trend_and_recipes_never_hold_the_path(SKEncodedImageFormat format)
    {
        var path = Image("own." + format, 600, 400, format, (x, y) => (byte)(120 + x / 6 + (x / 10 + y / 10) % 2 * 20));

        var recipe = Compose(new WrinkleStage { TextureFile = new TextureFile(path), TextureSize = 150, Strength = 1 }).Request.Recipe;
        var file = ((WrinkleStage)recipe.Stages[1]).TextureFile!;
        var texture = TextureFiles.Get(file, 150);

        Assert.Equal(Path.GetFileName(path), file.Name);
        Assert.DoesNotContain(_folder.Name, System.Text.Encoding.UTF8.GetString(RecipeResolver.ToJson(recipe)));
        Assert.Equal((600, 400), (texture.Width, texture.Height));
        double left = 0, right = 0;
        for (int i = 0; i < 400 * 100; i++)
        {
            left += texture.Samples[i / 100 * 600 + i % 100] * texture.Unit / 40000;
            right += texture.Samples[i / 100 * 600 + 500 + i % 100] * texture.Unit / 40000;
        }
        Assert.InRange(left - right, -0.02, 0.02);
        Assert.InRange(texture.Deviation * texture.Unit, 0.05, 0.2);
    }

    [Fact]
    public void Files_that_are_no_textures_are_refused_by_name()
    {
        var good = File.ReadAllBytes(Image("good.png", 300, 300, SKEncodedImageFormat.Png, (x, y) => (byte)(150 + (x ^ y) % 40)));
        (string Name, byte[] Bytes)[] bad =
        [
            ("text.png", "no image"u8.ToArray()), ("empty.png", []), ("cut.png", good[..(good.Length / 2)]),
            ("small.png", File.ReadAllBytes(Image("s", 100, 300, SKEncodedImageFormat.Png, (_, _) => 200))),
            ("slender.png", File.ReadAllBytes(Image("t", 1500, 130, SKEncodedImageFormat.Png, (_, _) => 200))),
            ("black.png", File.ReadAllBytes(Image("b", 300, 300, SKEncodedImageFormat.Png, (_, _) => 0))),
        ];
        foreach (var (name, bytes) in bad)
        {
            var path = Path.Combine(_folder.FullName, name);
            File.WriteAllBytes(path, bytes);

            var error = Assert.Throws<EcgException>(() => Compose(new WrinkleStage { TextureFile = new TextureFile(path), Strength = 1 }).Wear[0].Shade(() => new LightPlane(10, 10), 1));

            Assert.Equal(ErrorId.FileUnreadable, error.Id);
            Assert.Contains(name, error.Message);
        }
    }

    [Fact]
    public void Files_are_known_by_their_hash()
    {
        var path = Image("own.png", 300, 300, SKEncodedImageFormat.Png, (x, y) => (byte)(150 + (x ^ y) % 40));

        Assert.Equal(ErrorId.SourceMismatch, Assert.Throws<EcgException>(() => Compose(new WrinkleStage { TextureFile = new TextureFile(path, new string('0', 64)) })).Id);
        Assert.Equal(ErrorId.FileNotFound, Assert.Throws<EcgException>(() => TextureFiles.Get(new TextureFile("own.png", new string('1', 64)), 100)).Id);
        Assert.Equal(ErrorId.FileNotFound, Assert.Throws<EcgException>(() => Compose(new WrinkleStage { TextureFile = new TextureFile(path + "x") })).Id);
        Assert.Equal(ErrorId.RecipeInvalid, Assert.Throws<EcgException>(() => Compose(new WrinkleStage { TextureFile = new TextureFile("own.png") })).Id);
    }

    private string Image(string name, int width, int height, SKEncodedImageFormat format, Func<int, int, byte> grey)
    {
        using var bitmap = new SKBitmap(new SKImageInfo(width, height, SKColorType.Rgba8888, SKAlphaType.Opaque));
        for (int y = 0; y < height; y++)
        {
            for (int x = 0; x < width; x++)
                bitmap.SetPixel(x, y, new SKColor(grey(x, y), grey(x, y), grey(x, y)));
        }
        var path = Path.Combine(_folder.FullName, name);
        using var file = File.Create(path);
        bitmap.Encode(file, format, 95);
        return path;
    }

    private static double[] Light(WrinkleStage stage, int dpi)
    {
        var scene = Compose(stage, dpi);
        double scale = dpi / 25.4;
        using var light = new LightPlane(scene.Width, scene.Height);
        scene.Wear[0].Shade(() => light, scale);
        return [.. Enumerable.Range(0, 10000).Select(i => (double)light.Row((int)((10 + i / 100 * 1.7) * scale))[(int)((10 + i % 100 * 2.3) * scale)])];
    }

    private static PageScene Compose(WrinkleStage? stage, int dpi = 60)
    {
        var request = Page.Request(s_signal, new PaperStage { Dpi = dpi });
        return Renderer.Compose(request with { Recipe = request.Recipe with { Stages = [.. request.Recipe.Stages, .. stage is null ? Array.Empty<Stage>() : [stage]] } }, s_signal);
    }

    private static PixelBuffer Draw(WrinkleStage? stage = null) => Renderer.Draw(Compose(stage), TestContext.Current.CancellationToken);

    private static byte[] Bytes(PixelBuffer image) => [.. Enumerable.Range(0, image.Height).SelectMany(y => image.Row(y).ToArray())];
}
