// Sharpening of scanners and phones, with the halos that it makes.
using System.Numerics.Tensors;
using EcgGen.Core.Raster;

namespace EcgGen.Core.Sensor;

/// <summary>Unsharp masking: the difference from a Gaussian blur is added to the sRGB bytes, where a device's software works, and clipped.</summary>
/// <param name="stage">The resolved stage.</param>
internal sealed class Sharpening(SharpeningStage stage) : ImageEffect
{
    private static readonly float[] s_bytes = [.. Enumerable.Range(0, 256).Select(i => (float)i)];

    private readonly float _amount = (float)stage.Amount!.Value;

    public override void Apply(PixelBuffer image, PageScene scene, CancellationToken cancellation) => Apply(image, cancellation);

    /// <summary>Sharpens the image.</summary>
    internal void Apply(PixelBuffer image, CancellationToken cancellation)
    {
        if (_amount == 0)
            return;
        LineFilter.Run(image, BlurKernel.Gaussian(stage.Radius!.Value), s_bytes, Encode, cancellation);
    }

    private void Encode(ReadOnlySpan<float> before, Span<float> after, Span<byte> bytes)
    {
        TensorPrimitives.Subtract(before, after, after);
        TensorPrimitives.FusedMultiplyAdd(after, _amount, before, after);
        FloatBytes.Round(after, bytes);
    }
}
