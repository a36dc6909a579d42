// Cloth: threads over and under each other, and the folds in which it lies.
using System.Runtime.Intrinsics;
using EcgGen.Core.Random;

namespace EcgGen.Core.Camera;

/// <summary>Plain weave or twill, lit from the top left.</summary>
internal sealed class Cloth : Surface
{
    private readonly Rgb _color;
    private readonly float _cos, _sin, _thread, _folds;
    private readonly bool _twill;
    private readonly PlaneNoise _warp, _weft, _fold, _crease, _fluff;

    /// <summary>Cloth.</summary>
    /// <param name="color">Its mean colour.</param>
    /// <param name="scale">Size of its details.</param>
    /// <param name="angle">Which way its weft runs, in degrees.</param>
    /// <param name="seed">Seeds its details.</param>
    public Cloth(Rgb color, double scale, double angle, int seed)
    {
        var random = new Philox((ulong)seed, 0x436C6F7468);
        _color = color;
        (_cos, _sin) = Turn(angle);
        _thread = (float)(random.Uniform(0.5, 0.85) * scale);
        _folds = (float)random.Uniform(0.5, 1);
        _twill = random.NextDouble() < 0.4;
        PlaneNoise Next() => new((int)random.NextUInt32());
        (_warp, _weft, _fold, _crease, _fluff) = (Next(), Next(), Next(), Next(), Next());
    }

    /// <inheritdoc/>
    public override Colors At(Vector256<float> x, Vector256<float> y, float pixel)
    {
        // Light follows the slope towards the top left.
        var slope = Slope(x, y) * -3f;
        var tone = slope / (Vector256.Abs(slope) * 1.2f + Vector256<float>.One) * -0.42f;

        var along = x * _cos - y * _sin;
        var across = x * _sin + y * _cos;
        // No thread is straight.
        along += _fold.At(along * (1 / 60f), across * (1 / 90f)) * 2.5f;
        across += _crease.At(along * (1 / 90f), across * (1 / 60f)) * 2.5f;
        var (u, v) = (along * (1 / _thread), across * (1 / _thread));
        var (i, j) = (Vector256.Floor(u), Vector256.Floor(v));
        var warpThread = _warp.At(i + Vector256.Create(0.5f), v * 0.045f);
        var weftThread = _weft.At(u * 0.045f, j + Vector256.Create(0.5f));
        float seen = Seen(0.6 * _thread, pixel), threads = Seen(_thread, pixel);
        if (seen > 0)
        {
            var (fu, fv) = (u - i - Vector256.Create(0.5f), v - j - Vector256.Create(0.5f));
            // Plain weave: every other thread is over; twill: two over, two under, one further in each row.
            var turn = _twill ? Lanes.Fraction((i + j) * 0.25f) * 2f : Lanes.Fraction((i + j) * 0.5f) * 2f;
            var over = Vector256.GreaterThanOrEqual(turn, Vector256.Create(0.99f));
            var (round, arch) = (Vector256.ConditionalSelect(over, fu, fv), Vector256.ConditionalSelect(over, fv, fu));
            var height = (Vector256<float>.One - round * round * 3.6f) * (Vector256<float>.One - arch * arch * (_twill ? 0.5f : 1.2f));
            tone += (height - Vector256.Create(_twill ? 0.67f : 0.63f)) * (0.3f * seen);
            tone += Vector256.ConditionalSelect(over, warpThread, weftThread) * (0.08f * seen);
        }
        tone += (warpThread + weftThread) * (0.02f * threads) + _fluff.At(x * (1 / 9f), y * (1 / 9f)) * 0.012f;
        return Colors.Toned(_color, Vector256.MaxNative(tone, Vector256.Create(-0.8f)));
    }

    /// <summary>How fast the folds rise to the right and downwards, both together.</summary>
    private Vector256<float> Slope(Vector256<float> x, Vector256<float> y)
    {
        var (wave, waveX, waveY) = _fold.WithSlope(x * (1 / 120f) + y * (1 / 300f), y * (1 / 170f) - x * (1 / 400f));
        var waveSlope = waveX * (1 / 120f + 1 / 300f) + waveY * (1 / 170f - 1 / 400f);
        // A ridge runs where other noise is 0, rounded off so that no fold is as sharp as a crease in paper.
        var (side, sideX, sideY) = _crease.WithSlope(x * (1 / 95f) - y * (1 / 160f), y * (1 / 210f) + x * (1 / 260f));
        var sideSlope = sideX * (1 / 95f - 1 / 160f) + sideY * (1 / 210f + 1 / 260f) + waveSlope * 0.25f;
        side += wave * 0.25f;
        var away = Vector256.Sqrt(side * side + Vector256.Create(0.012f));
        // The ridge's height is 5 (1 − away)⁴ mm.
        var left = Vector256<float>.One - away;
        return (waveSlope * 5f - left * left * left * 20f * sideSlope * (side / away)) * _folds;
    }
}
