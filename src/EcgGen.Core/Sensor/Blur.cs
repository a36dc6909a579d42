// Blur of lens and motion, in linear light.
using System.Runtime.Intrinsics;
using EcgGen.Core.Raster;

namespace EcgGen.Core.Sensor;

/// <summary>Filters the image's linear light. The image goes on beyond its edges, so that they stay as light as they are.</summary>
/// <param name="stage">The resolved stage.</param>
internal sealed class Blur(BlurStage stage) : ImageEffect
{
    private static readonly float[] s_linear = [.. Enumerable.Range(0, 256).Select(i => (float)LinearLight.FromSrgb((byte)i))];

    public override void Apply(PixelBuffer image, PageScene scene, CancellationToken cancellation) => Apply(image, cancellation);

    /// <summary>Blurs the image.</summary>
    internal void Apply(PixelBuffer image, CancellationToken cancellation)
    {
        double size = stage.Size!.Value;
        if (size == 0)
            return;
        if (stage.Shape == BlurKind.Gaussian)
            LineFilter.Run(image, BlurKernel.Gaussian(size), s_linear, Encode, cancellation);
        else
            MovingFilter.Run(image, stage.Shape == BlurKind.Defocus ? BlurKernel.Disc(size) : BlurKernel.Motion(size, stage.Angle!.Value), cancellation);
    }

    private static unsafe void Encode(ReadOnlySpan<float> before, Span<float> after, Span<byte> bytes)
    {
        // Weights are positive and sum up to 1, so sums stay within 0 and white, but for the last digit.
        fixed (float* sums = after)
        fixed (byte* to = bytes)
        {
            int i = 0;
            int* rounded = stackalloc int[8];
            for (; i <= bytes.Length - 8; i += 8)
            {
                var whole = Vector256.ConvertToInt32Native(Vector256.Load(sums + i) + Vector256.Create(0.5f));
                Vector256.Min(whole, Vector256.Create(65535)).Store(rounded);
                for (int k = 0; k < 8; k++)
                    to[i + k] = LinearLight.ToSrgb(rounded[k]);
            }
            for (; i < bytes.Length; i++)
                to[i] = LinearLight.ToSrgb(Math.Min(65535, (int)(sums[i] + 0.5f)));
        }
    }
}
