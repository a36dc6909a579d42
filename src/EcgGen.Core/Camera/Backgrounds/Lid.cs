// The inside of a scanner's lid, white foam or black.
using System.Runtime.Intrinsics;

namespace EcgGen.Core.Camera;

/// <summary>Nearly even: a fine grain, marks of use, and a little less light where the lid stands off.</summary>
/// <param name="color">Its colour.</param>
/// <param name="scale">Size of its details.</param>
/// <param name="seed">Seeds its details.</param>
internal sealed class Lid(Rgb color, double scale, int seed) : Surface
{
    private readonly PlaneNoise _grain = new(seed), _marks = new(seed ^ 0x4C6964);
    private readonly float _detail = (float)(1 / scale);

    /// <inheritdoc/>
    public override Colors At(Vector256<float> x, Vector256<float> y, float pixel)
    {
        pixel *= _detail;
        (x, y) = (x * _detail, y * _detail);
        // In levels, not in parts: a scanner sees the grain of a black lid too.
        var levels = _grain.At(x * (1 / 0.35f), y * (1 / 0.35f)) * (2.2f * Seen(0.35, pixel)) + _grain.At(x * (1 / 1.7f), y * (1 / 1.7f)) * (1.2f * Seen(1.7, pixel));
        levels += _marks.At(x * (1 / 26f), y * (1 / 26f)) * 1.2f + _marks.At(x * (1 / 150f), y * (1 / 150f)) * 2.5f;
        levels -= Lanes.Saturate(_marks.At(x * (1 / 60f), y * (1 / 0.9f)) * 4 - Vector256.Create(3.2f)) * (5 * Seen(0.9, pixel));
        var even = Colors.Of(color);
        return new(even.R + levels, even.G + levels, even.B + levels);
    }
}
