// Textures from users' files: read once, known by their hash; recipes hold name and hash, never the path.
using System.Collections.Concurrent;
using EcgGen.Core.Records;
using SkiaSharp;

namespace EcgGen.Core.Wear.Quilting;

/// <summary>
/// Images of worn paper in PNG, JPEG or WebP. A resolved recipe names a file by its hash; the process remembers where it lies, and reads it again
/// where the few textures that are kept don't hold it any more.
/// </summary>
internal static class TextureFiles
{
    private const int LargestFile = 1 << 26, LargestSide = 16384, LeastSide = 128, MostKept = 4;
    private const long MostPixels = 40_000_000;

    // What is darker than this part of the mean has no use as light on paper, nor what is twice as light.
    private const float Darkest = 0.05f, Lightest = 1.95f;

    // The largest-scale trend is what a parabola over the image describes.
    private const int TrendTerms = 6;

    private static readonly ConcurrentDictionary<string, string> s_paths = new(StringComparer.Ordinal);
    private static readonly Lock s_lock = new();
    private static readonly List<(string Sha256, double Size, QuiltTexture Texture)> s_kept = [];

    /// <summary>A file's name and hash. Where the name is a full path the file is read, checked, and found by its hash from now on.</summary>
    /// <exception cref="EcgException">FileNotFound, FileUnreadable, SourceMismatch.</exception>
    public static TextureFile Resolve(TextureFile file)
    {
        if (!Path.IsPathFullyQualified(file.Name))
        {
            return file.Sha256 is { } known ? file with { Name = Path.GetFileName(file.Name) }
                : throw RecipeResolver.Invalid("textureFile", $"expected a full path, or the sha256 of '{file.Name}'");
        }
        var (bytes, sha256) = HostileFile.ReadAll(file.Name, LargestFile);
        var name = Path.GetFileName(file.Name);
        if (file.Sha256 is { } expected && expected != sha256)
            throw new EcgException(ErrorId.SourceMismatch, $"{name}: expected the texture with sha256 {expected}, found {sha256}.");
        using (Codec(bytes, name))
        {
        }
        s_paths[sha256] = file.Name;
        return new TextureFile(name, sha256);
    }

    /// <summary>The texture of a resolved file.</summary>
    /// <param name="file">Name and hash.</param>
    /// <param name="size">What its longer side stands for in mm.</param>
    /// <exception cref="EcgException">FileNotFound: the file is not known to this process; others as for resolving.</exception>
    public static QuiltTexture Get(TextureFile file, double size)
    {
        lock (s_lock)
        {
            int at = s_kept.FindIndex(k => k.Sha256 == file.Sha256 && k.Size == size);
            if (at >= 0)
                return s_kept[at].Texture;
        }
        if (!s_paths.TryGetValue(file.Sha256!, out var path))
            throw new EcgException(ErrorId.FileNotFound, $"{file.Name}: the recipe's texture (sha256 {file.Sha256}) is needed. Import-EcgRecipe looks for it beside the recipe and in -RecordPath.");
        var (bytes, sha256) = HostileFile.ReadAll(path, LargestFile);
        if (sha256 != file.Sha256)
            throw new EcgException(ErrorId.SourceMismatch, $"{file.Name}: the texture was changed since the recipe was made.");
        var texture = Decode(bytes, file.Name, size);
        lock (s_lock)
        {
            s_kept.Add((file.Sha256!, size, texture));
            if (s_kept.Count > MostKept)
                s_kept.RemoveAt(0);
        }
        return texture;
    }

    /// <summary>Makes a texture of an image: grey, without its largest-scale trend.</summary>
    internal static QuiltTexture Decode(byte[] bytes, string name, double size)
    {
        using var codec = Codec(bytes, name);
        double scale = size * QuiltTexture.PerMm / Math.Max(codec.Info.Width, codec.Info.Height);
        int width = (int)Math.Round(codec.Info.Width * scale), height = (int)Math.Round(codec.Info.Height * scale);
        if (Math.Min(width, height) < LeastSide)
            throw Invalid(name, $"expected at least {LeastSide / QuiltTexture.PerMm} mm on the shorter side; {codec.Info.Width} x {codec.Info.Height} pixels are too slender for that");
        // Large JPEGs are decoded small.
        var decoded = codec.Info.WithSize(codec.GetScaledDimensions((float)Math.Min(1, 1.5 * scale)));
        using var full = new SKBitmap(new SKImageInfo(decoded.Width, decoded.Height, SKColorType.Rgba8888, SKAlphaType.Unpremul));
        if (codec.GetPixels(full.Info, full.GetPixels()) != SKCodecResult.Success)
            throw Invalid(name, "the image is damaged");
        using var bitmap = full.Resize(full.Info.WithSize(width, height), new SKSamplingOptions(SKFilterMode.Linear, SKMipmapMode.Linear)) ?? throw Invalid(name, "the image can't be resized");
        var light = new float[width * height];
        var pixels = bitmap.GetPixelSpan();
        for (int i = 0; i < light.Length; i++)
            light[i] = (0.2126f * Linear(pixels[4 * i]) + 0.7152f * Linear(pixels[4 * i + 1]) + 0.0722f * Linear(pixels[4 * i + 2])) / 65535;
        RemoveTrend(light, width, height, name);
        return new QuiltTexture(width, height, light);
        static int Linear(byte value) => Raster.LinearLight.FromSrgb(value);
    }

    private static SKCodec Codec(byte[] bytes, string name)
    {
        using var data = SKData.CreateCopy(bytes);
        var codec = SKCodec.Create(data) ?? throw Invalid(name, "expected a PNG, JPEG or WebP image");
        var info = codec.Info;
        string? wrong = codec.EncodedFormat is not (SKEncodedImageFormat.Png or SKEncodedImageFormat.Jpeg or SKEncodedImageFormat.Webp) ? $"expected PNG, JPEG or WebP, found {codec.EncodedFormat}"
            : Math.Min(info.Width, info.Height) < LeastSide ? $"expected at least {LeastSide} pixels on a side, found {info.Width} x {info.Height}"
            : Math.Max(info.Width, info.Height) > LargestSide || (long)info.Width * info.Height > MostPixels ? $"expected at most {LargestSide} pixels on a side and {MostPixels / 1_000_000} million, found {info.Width} x {info.Height}"
            : null;
        if (wrong is null)
            return codec;
        codec.Dispose();
        throw Invalid(name, wrong);
    }

    /// <summary>Divides by the parabola that fits best.</summary>
    private static void RemoveTrend(float[] light, int width, int height, string name)
    {
        var normal = new double[TrendTerms, TrendTerms + 1];
        Span<double> terms = stackalloc double[TrendTerms];
        for (int y = 0; y < height; y += 4)
        {
            for (int x = 0; x < width; x += 4)
            {
                Terms(x, y, terms);
                for (int i = 0; i < TrendTerms; i++)
                {
                    for (int j = 0; j < TrendTerms; j++)
                        normal[i, j] += terms[i] * terms[j];
                    normal[i, TrendTerms] += terms[i] * light[y * width + x];
                }
            }
        }
        // Gauss and Jordan; the matrix is positive definite.
        for (int i = 0; i < TrendTerms; i++)
        {
            for (int k = 0; k < TrendTerms; k++)
            {
                if (k == i)
                    continue;
                double part = normal[k, i] / normal[i, i];
                for (int j = i; j <= TrendTerms; j++)
                    normal[k, j] -= part * normal[i, j];
            }
        }
        float least = float.MaxValue, sum = 0;
        for (int y = 0; y < height; y++)
        {
            for (int x = 0; x < width; x++)
            {
                Terms(x, y, terms);
                double trend = 0;
                for (int i = 0; i < TrendTerms; i++)
                    trend += terms[i] * normal[i, TrendTerms] / normal[i, i];
                least = Math.Min(least, (float)trend);
                ref float at = ref light[y * width + x];
                at = Math.Clamp(at / (float)Math.Max(trend, 1e-3), Darkest, Lightest);
                sum += at;
            }
        }
        if (!(least > 1e-3) || !(sum > 0))
            throw Invalid(name, "the image is too dark, or its light too uneven, for a texture of paper");

        void Terms(int x, int y, Span<double> to)
        {
            double u = 2 * (x + 0.5) / width - 1, v = 2 * (y + 0.5) / height - 1;
            (to[0], to[1], to[2], to[3], to[4], to[5]) = (1, u, v, u * u, u * v, v * v);
        }
    }

    private static EcgException Invalid(string name, string what) => new(ErrorId.FileUnreadable, $"{name}: {what}.");
}
