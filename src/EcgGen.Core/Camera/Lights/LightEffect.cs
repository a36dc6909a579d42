// Lights that follow one another in a recipe, put together before they touch the image.
using EcgGen.Core.Raster;

namespace EcgGen.Core.Camera;

/// <summary>All factors multiply what the view reflects; what shines is added to that, in whatever order they stand.</summary>
/// <param name="stages">The lights, resolved.</param>
internal sealed class LightEffect(IReadOnlyList<LightStage> stages) : ImageEffect
{
    /// <summary>This light and another one.</summary>
    public LightEffect With(LightEffect other) => new([.. stages, .. other.Stages]);

    private IReadOnlyList<LightStage> Stages => stages;

    /// <inheritdoc/>
    public override void Apply(PixelBuffer image, PageScene scene, CancellationToken cancellation) => Light(image.Width, image.Height, scene.Flat.Scale).Apply(image, cancellation);

    /// <summary>The light on a frame.</summary>
    /// <param name="width">The image's width in pixels.</param>
    /// <param name="height">The image's height in pixels.</param>
    /// <param name="scale">Its nominal pixels per mm.</param>
    public FrameLight Light(int width, int height, double scale)
    {
        var frame = new FrameNodes(width, height);
        var light = new FrameLight(frame);
        foreach (var stage in stages.Where(s => s.Strength > 0 || s is { Type: LightKind.Gradient or LightKind.Point }))
        {
            var color = LampColor.Of(stage);
            switch (stage.Type)
            {
                case LightKind.Gradient:
                    light.Multiply(frame.Values(FallOff.Gradient(stage, frame)), color);
                    break;
                case LightKind.Point:
                    light.Multiply(frame.Values(FallOff.Point(stage, frame, Math.Max(width, height) / scale)), color);
                    break;
                case LightKind.Vignette:
                    light.Multiply(frame.Values(FallOff.Vignette(stage, frame)), color);
                    break;
                case LightKind.LiftedEdge:
                    light.Multiply(frame.Values(FallOff.Lifted(stage, frame)), color);
                    break;
                case LightKind.Shadow:
                    light.Shade(CastShadow.Depth(stage, frame), stage.Strength!.Value, color);
                    break;
                case LightKind.Glare:
                    light.Add(frame.Values(FallOff.Glare(stage, frame)), color);
                    break;
                case LightKind.LidLeak:
                    light.Add(frame.Values(FallOff.Leak(stage, frame)), color);
                    break;
                default:
                    throw new NotSupportedException($"No light of type '{stage.Type}'.");
            }
        }
        return light;
    }
}
