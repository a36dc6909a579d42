// The reader of training/handwriting/reader.py: a small network taught on fonts that no hand uses, and on random strings, so that it knows no words.
using EcgGen.Core.Handwriting;
using Microsoft.ML.OnnxRuntime;
using SkiaSharp;

namespace EcgGen.Core.Tests.Handwriting;

internal sealed class CharacterReader : IDisposable
{
    private const int Width = 48, Height = 32, CurvePoints = 6;

    private readonly InferenceSession _session = new(File.ReadAllBytes(Path.Combine(Repository.Folder, "training", "handwriting", "reader", "reader.onnx")));
    private readonly string _classes;
    private readonly float _bottom, _pixels, _pen;

    public CharacterReader()
    {
        var facts = _session.ModelMetadata.CustomMetadataMap;
        float Number(string name) => float.Parse(facts[name], System.Globalization.CultureInfo.InvariantCulture);
        (_classes, _bottom, _pixels, _pen) = (facts["classes"], Number("bottom"), Number("pixels"), Number("pen"));
    }

    public void Dispose() => _session.Dispose();

    /// <summary>What it reads for each of a word's characters: each is shown alone and among its neighbours.</summary>
    public string Read(WrittenPath path, int characters)
    {
        float[] images = new float[characters * 2 * Height * Width];
        for (int letter = 0; letter < characters; letter++)
        {
            var own = Lines(path.Points, p => p.Letter == letter);
            var xs = own.SelectMany(l => l).Select(p => p.X).DefaultIfEmpty();
            float left = (xs.Min() + xs.Max() - Width / _pixels) / 2;
            Draw(own, left, images.AsSpan(letter * 2 * Height * Width));
            Draw(Lines(path.Points, _ => true).Where(l => l.Count > 1), left, images.AsSpan((letter * 2 + 1) * Height * Width));
        }
        using var run = new RunOptions();
        using var input = OrtValue.CreateTensorValueFromMemory(images, [characters, 2, Height, Width]);
        using var outputs = _session.Run(run, ["image"], [input], ["score"]);
        float[] scores = outputs[0].GetTensorDataAsSpan<float>().ToArray();
        return string.Concat(scores.Chunk(_classes.Length).Select(row => _classes[Array.IndexOf(row, row.Max())]));
    }

    /// <summary>Whether two characters are the same but for case, or have one shape in many hands.</summary>
    public static bool Alike(char a, char b) =>
        char.ToLowerInvariant(a) == char.ToLowerInvariant(b) || new[] { "oO0", "lI1|", "sS5", "zZ2", "gq9" }.Any(group => group.Contains(a) && group.Contains(b));

    /// <summary>The runs of wanted points, each as a Catmull-Rom curve.</summary>
    private static List<List<SKPoint>> Lines(PenPoint[] points, Func<PenPoint, bool> wanted)
    {
        var lines = new List<List<SKPoint>>();
        List<SKPoint>? line = null;
        foreach (var point in points)
        {
            if (wanted(point))
            {
                if (line == null)
                    lines.Add(line = []);
                line.Add(new((float)point.X, (float)point.Y));
            }
            if (point.End || !wanted(point))
                line = null;
        }
        return lines.ConvertAll(Curve);
    }

    private static List<SKPoint> Curve(List<SKPoint> p)
    {
        if (p.Count < 3)
            return p;
        List<SKPoint> all = [p[0] + p[0] - p[1], .. p, p[^1] + p[^1] - p[^2]], curve = [];
        SKPoint Scaled(SKPoint v, float f) => new(v.X * f, v.Y * f);
        for (int i = 0; i + 3 < all.Count; i++)
        {
            var (a, b, c, d) = (all[i], all[i + 1], all[i + 2], all[i + 3]);
            for (int k = 0; k < CurvePoints; k++)
            {
                float t = (float)k / CurvePoints;
                curve.Add(Scaled(Scaled(b, 2) + Scaled(c - a, t) + Scaled(Scaled(a, 2) - Scaled(b, 5) + Scaled(c, 4) - d, t * t) + Scaled(Scaled(b, 3) - a - Scaled(c, 3) + d, t * t * t), 0.5f));
            }
        }
        return [.. curve, p[^1]];
    }

    private void Draw(IEnumerable<List<SKPoint>> lines, float left, Span<float> image)
    {
        using var bitmap = new SKBitmap(Width, Height, SKColorType.Gray8, SKAlphaType.Opaque);
        using var canvas = new SKCanvas(bitmap);
        using var paint = new SKPaint { Color = SKColors.White, IsAntialias = true, StrokeWidth = _pen, Style = SKPaintStyle.Stroke, StrokeCap = SKStrokeCap.Round, StrokeJoin = SKStrokeJoin.Round };
        canvas.Clear(SKColors.Black);
        foreach (var line in lines)
        {
            var corners = line.ConvertAll(p => new SKPoint((p.X - left) * _pixels, Height - (p.Y - _bottom) * _pixels));
            for (int i = 0; i < corners.Count; i++)
                canvas.DrawLine(corners[Math.Max(0, i - 1)], corners[i], paint);
        }
        var bytes = bitmap.GetPixelSpan();
        for (int i = 0; i < bytes.Length; i++)
            image[i] = bytes[i] / 255f;
    }
}
