// Images for tests of the sensor.
using EcgGen.Core.Raster;
using EcgGen.Core.Sensor;

namespace EcgGen.Core.Tests.Sensor;

internal static class SensorPage
{
    /// <summary>An image of one colour.</summary>
    public static PixelBuffer Flat(int width, int height, byte red, byte? green = null, byte? blue = null)
    {
        var image = new PixelBuffer(width, height);
        image.Fill(new Rgb(red, green ?? red, blue ?? red));
        return image;
    }

    /// <summary>An image of random bytes.</summary>
    public static PixelBuffer Random(int width, int height, int seed = 1)
    {
        var image = new PixelBuffer(width, height);
        new System.Random(seed).NextBytes(image.All);
        return image;
    }

    /// <summary>A small page with grid and traces.</summary>
    public static PixelBuffer Ecg()
    {
        using var _ = s_once.EnterScope();
        s_page ??= Draw();
        var image = new PixelBuffer(s_width, s_page.Length / 3 / s_width);
        s_page.CopyTo(image.All);
        return image;
    }

    private static readonly Lock s_once = new();
    private static byte[]? s_page;
    private static int s_width;

    private static byte[] Draw()
    {
        var scene = Page.Compose(Page.Synthetic(), new PaperStage { Dpi = 100 });
        using var page = Renderer.Draw(scene, default);
        s_width = page.Width;
        return page.All.ToArray();
    }

    /// <summary>The stage as recipes hold it in the end.</summary>
    public static T Resolve<T>(T stage, int seed = 0, int variant = 0) where T : SensorStage =>
        (T)SensorResolver.Resolve(stage, purpose => new(seed, "record", variant, stage.Name, 0, purpose));

    /// <summary>The image after a stage, and the image given as well.</summary>
    public static (PixelBuffer Image, byte[] Before) Apply(PixelBuffer image, SensorStage stage)
    {
        var before = image.All.ToArray();
        Effect(Resolve(stage))(image);
        return (image, before);
    }

    public static Action<PixelBuffer> Effect(SensorStage stage) => stage switch
    {
        ImageNoiseStage s => image => new ImageNoise(s).Apply(image, default),
        ColorTemperatureStage s => image => new ColorTemperature(s).Apply(image, default),
        BlurStage s => image => new Blur(s).Apply(image, default),
        SharpeningStage s => image => new Sharpening(s).Apply(image, default),
        CompressionStage s => image => new Compression(s).Apply(image, default),
        ColorDepthStage s => image => new ColorDepth(s).Apply(image, default),
        DenoiseStage s => image => new Denoise(s).Apply(image, default),
        _ => throw new NotSupportedException(),
    };
}
