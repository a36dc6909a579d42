// An exported image as a reader of images sees it: decoded by somebody else's decoder, one darkness per pixel.
using EcgGen.Core.Encoders;
using SkiaSharp;

namespace EcgGen.Core.Tests.Truth;

internal sealed class Darkness
{
    private readonly float[] _values;

    private Darkness(int width, int height)
    {
        Width = width;
        Height = height;
        _values = new float[width * height];
    }

    public int Width { get; }

    public int Height { get; }

    /// <summary>255 minus the mean of the sRGB channels.</summary>
    public float this[int x, int y] => x >= 0 && y >= 0 && x < Width && y < Height ? _values[y * Width + x] : 0;

    /// <summary>Draws a scene, encodes it as PNG, and decodes that.</summary>
    public static Darkness Of(PageScene scene)
    {
        using var pixels = Renderer.Draw(scene, default);
        var png = new MemoryStream();
        PngEncoder.Encode(pixels, scene.Dpi, png, default);
        using var bitmap = SKBitmap.Decode(png.ToArray(), new SKImageInfo(scene.Width, scene.Height, SKColorType.Rgba8888, SKAlphaType.Unpremul));
        var result = new Darkness(bitmap.Width, bitmap.Height);
        var bytes = bitmap.GetPixelSpan();
        for (int i = 0; i < result._values.Length; i++)
            result._values[i] = 255 - (bytes[4 * i] + bytes[4 * i + 1] + bytes[4 * i + 2]) / 3f;
        return result;
    }

    /// <summary>What is darker than in another image.</summary>
    public Darkness Minus(Darkness ground)
    {
        var result = new Darkness(Width, Height);
        for (int i = 0; i < _values.Length; i++)
            result._values[i] = Math.Max(0, _values[i] - ground._values[i]);
        return result;
    }

    /// <summary>The intensity-weighted centre of one column, from one row up to another.</summary>
    public double? CentreOfColumn(int x, int from, int to) => Centre(from, to, y => this[x, y]);

    /// <summary>The intensity-weighted centre of values above 0, in pixels from the outer corner.</summary>
    public static double? Centre(int from, int to, Func<int, float> value)
    {
        double sum = 0, moment = 0;
        for (int i = from; i < to; i++)
        {
            float weight = Math.Max(0, value(i));
            sum += weight;
            moment += weight * (i + 0.5);
        }
        return sum > 0 ? moment / sum : null;
    }
}
