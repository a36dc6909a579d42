// What a phone's software makes of noise: smooth areas, smeared colours, lost detail.
using EcgGen.Core.Encoders;
using EcgGen.Core.Raster;

namespace EcgGen.Core.Sensor;

/// <summary>
/// Luma by the guided filter with itself as the guide (He, Sun and Tang 2013: "Guided image filtering", IEEE Transactions on Pattern Analysis and Machine Intelligence
/// 35), which keeps edges whose variance is above ε and flattens what is below; the differences of the channels from luma by two boxes in turn, which smear colours over
/// edges. All on sRGB bytes, as devices do.
/// </summary>
/// <param name="stage">The resolved stage.</param>
internal sealed class Denoise(DenoiseStage stage) : ImageEffect
{
    private const int RowsPerPoll = 16;

    // At strength 1: texture of this standard deviation is halved; each of two boxes smears colours over so many pixels to each side.
    private const double HalvedTexture = 25, ChromaRadius = 5;

    public override void Apply(PixelBuffer image, PageScene scene, CancellationToken cancellation) => Apply(image, cancellation);

    /// <summary>Denoises the image.</summary>
    internal void Apply(PixelBuffer image, CancellationToken cancellation)
    {
        double strength = stage.Strength!.Value;
        if (strength == 0)
            return;
        int width = image.Width, height = image.Height, radius = stage.Radius!.Value, chromaRadius = Math.Max(1, (int)Math.Round(ChromaRadius * strength));
        float epsilon = (float)(HalvedTexture * HalvedTexture * strength * strength);
        // Luma and its square; the guided filter's lines; differences from luma, and these after the first box.
        var luma = new RunningBox(width, 2, height, radius);
        var lines = new RunningBox(width, 2, height, radius);
        var chroma = new RunningBox(width, 3, height, chromaRadius);
        var smeared = new RunningBox(width, 3, height, chromaRadius);
        var lumas = new byte[2 * Math.Max(radius, chromaRadius) + 1][];
        for (int i = 0; i < lumas.Length; i++)
            lumas[i] = new byte[width];
        float[] moments = new float[2 * width], means = new float[2 * width], colors = new float[3 * width];

        int lumaRows = 0, momentRows = 0, lineRows = 0, chromaRows = 0, smearedRows = 0;
        for (int y = 0; y < height; y++)
        {
            if (y % RowsPerPoll == 0)
                cancellation.ThrowIfCancellationRequested();
            for (; lumaRows < Math.Min(y + lumas.Length, height); lumaRows++)
                Luma.Of(image.Row(lumaRows), Of(lumaRows));
            for (; lineRows < Math.Min(y + radius + 1, height); lineRows++)
            {
                for (; momentRows < Math.Min(lineRows + radius + 1, height); momentRows++)
                    FillMoments(Of(momentRows), luma.Row(momentRows));
                luma.Mean(lineRows, moments);
                FillLines(moments, epsilon, lines.Row(lineRows));
            }
            for (; smearedRows < Math.Min(y + chromaRadius + 1, height); smearedRows++)
            {
                for (; chromaRows < Math.Min(smearedRows + chromaRadius + 1, height); chromaRows++)
                    FillChroma(image.Row(chromaRows), Of(chromaRows), chroma.Row(chromaRows));
                chroma.Mean(smearedRows, smeared.Row(smearedRows));
            }
            lines.Mean(y, means);
            smeared.Mean(y, colors);
            AddLuma(Of(y), means, colors);
            FloatBytes.Round(colors, image.Row(y));
        }

        byte[] Of(int y) => lumas[y % lumas.Length];
    }

    private static void FillMoments(byte[] luma, Span<float> moments)
    {
        moments = moments[..(2 * luma.Length)];
        for (int x = 0, i = 0; x < luma.Length; x++, i += 2)
        {
            int value = luma[x];
            moments[i] = value;
            moments[i + 1] = value * value;
        }
    }

    /// <summary>For each window the line by which its luma is best predicted from itself: slope and offset.</summary>
    private static void FillLines(ReadOnlySpan<float> moments, float epsilon, Span<float> lines)
    {
        lines = lines[..moments.Length];
        for (int i = 0; i < moments.Length - 1; i += 2)
        {
            float mean = moments[i], variance = Math.Max(0, moments[i + 1] - mean * mean), slope = variance / (variance + epsilon);
            lines[i] = slope;
            lines[i + 1] = mean - slope * mean;
        }
    }

    private static void FillChroma(ReadOnlySpan<byte> row, byte[] luma, Span<float> chroma)
    {
        chroma = chroma[..(3 * luma.Length)];
        row = row[..(3 * luma.Length)];
        for (int x = 0, i = 0; x < luma.Length; x++, i += 3)
        {
            int value = luma[x];
            chroma[i] = row[i] - value;
            chroma[i + 1] = row[i + 1] - value;
            chroma[i + 2] = row[i + 2] - value;
        }
    }

    private static void AddLuma(byte[] luma, ReadOnlySpan<float> lines, Span<float> colors)
    {
        lines = lines[..(2 * luma.Length)];
        colors = colors[..(3 * luma.Length)];
        for (int x = 0, i = 0; x < luma.Length; x++, i += 3)
        {
            float value = lines[2 * x] * luma[x] + lines[2 * x + 1];
            colors[i] += value;
            colors[i + 1] += value;
            colors[i + 2] += value;
        }
    }
}
