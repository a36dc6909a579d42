// Pages with stains for tests, and what stains changed in them.

namespace EcgGen.Core.Tests.Wear;

internal static class StainPage
{
    private static readonly SignalView s_signal = Page.Synthetic();

    /// <summary>A page with stages of wear.</summary>
    public static PageScene Compose(PaperStage paper, int seed, params Stage[] wear)
    {
        var request = Page.Request(s_signal, paper, seed);
        return Renderer.Compose(request with { Recipe = request.Recipe with { Stages = [.. request.Recipe.Stages, .. wear] } }, s_signal);
    }

    /// <summary>One stain.</summary>
    public static StainStage One(StainKind kind, double strength = 1) => new() { Kinds = [kind], Strength = strength };

    /// <summary>The stains that were drawn.</summary>
    public static IReadOnlyList<Stain> Drawn(PageScene scene) => scene.Request.Recipe.Stages.OfType<StainStage>().Single().Stains!;

    /// <summary>The image's bytes.</summary>
    public static byte[] Pixels(PageScene scene)
    {
        using var image = Renderer.Draw(scene, default);
        return image.All.ToArray();
    }

    /// <summary>Means of blocks of pixels, per channel, 0–255.</summary>
    public static double[] Shrink(byte[] pixels, int width, int height, int block, int channel)
    {
        int columns = width / block, rows = height / block;
        var means = new double[columns * rows];
        for (int y = 0; y < rows * block; y++)
        {
            for (int x = 0; x < columns * block; x++)
                means[y / block * columns + x / block] += pixels[3 * (y * width + x) + channel] / (double)(block * block);
        }
        return means;
    }

    /// <summary>Pearson's correlation.</summary>
    public static double Correlation(double[] a, double[] b)
    {
        double meanA = a.Average(), meanB = b.Average();
        double ab = a.Zip(b).Sum(p => (p.First - meanA) * (p.Second - meanB));
        return ab / Math.Sqrt(a.Sum(v => (v - meanA) * (v - meanA)) * b.Sum(v => (v - meanB) * (v - meanB)));
    }
}
