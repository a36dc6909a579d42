// A wooden desk: boards with growth rings, fibres and pores.
using System.Runtime.Intrinsics;
using EcgGen.Core.Random;

namespace EcgGen.Core.Camera;

/// <summary>
/// Flat-sawn boards: a board cuts the cones of growth rings, so that rings show as nested arches along it, and at its sides as lines. Fibres and pores
/// are streaks along the grain.
/// </summary>
internal sealed class Wood : Surface
{
    private readonly Rgb _color;
    private readonly float _cos, _sin, _detail, _board, _length, _ring, _contrast, _pores, _seam;
    private readonly PlaneNoise _boards, _ends, _warp, _wave, _tone, _fibre, _pore, _rings;

    /// <summary>Wood.</summary>
    /// <param name="color">Its mean colour.</param>
    /// <param name="scale">Size of its details.</param>
    /// <param name="angle">Which way boards run, in degrees.</param>
    /// <param name="seed">Seeds its details.</param>
    public Wood(Rgb color, double scale, double angle, int seed)
    {
        var random = new Philox((ulong)seed, 0x576F6F64);
        _color = color;
        (_cos, _sin) = Turn(angle);
        _detail = (float)(1 / scale);
        // A top of narrow boards, or one of wide veneers whose joints hardly show.
        bool narrow = random.NextDouble() < 0.45;
        _board = (float)(narrow ? random.Uniform(85, 150) : random.Uniform(240, 420));
        _length = (float)random.Uniform(900, 1600);
        _seam = narrow ? (float)random.Uniform(0.35, 0.8) : 0.12f;
        _ring = (float)random.Uniform(4, 9);
        _contrast = (float)random.Uniform(0.1, 0.2);
        _pores = (float)random.Uniform(0.05, 0.4);
        PlaneNoise Next() => new((int)random.NextUInt32());
        (_boards, _ends, _warp, _wave) = (Next(), Next(), Next(), Next());
        (_tone, _fibre, _pore, _rings) = (Next(), Next(), Next(), Next());
    }

    /// <inheritdoc/>
    public override Colors At(Vector256<float> x, Vector256<float> y, float pixel)
    {
        pixel *= _detail;
        (x, y) = (x * _detail, y * _detail);
        var along = x * _cos - y * _sin;
        var across = x * _sin + y * _cos + Vector256.Create(0.37f * _board);

        // Which board, and what is its own.
        var board = Vector256.Floor(across * (1 / _board));
        var start = _boards.Of(board, Vector256<float>.Zero) * _length;
        var piece = Vector256.Floor((along + start) * (1 / _length));
        var own = _boards.Of(board, piece + Vector256.Create(3f));
        var other = _ends.Of(board, piece);
        var inBoard = across - board * _board - Vector256.Create(_board / 2);
        along += other * 7000f;

        // Rings: where the distance from the pith, which lies under the board and a little askew, is a whole number of rings.
        var warp = _warp.At(along * (1 / 210f), across * (1 / 38f)) * 7f + _wave.At(along * (1 / 70f), across * (1 / 11f)) * 1.6f;
        var fromPith = inBoard + own * (_board * 0.45f) + warp;
        var depth = other * 14f + Vector256.Create(22f);
        var rings = (Vector256.Sqrt(fromPith * fromPith + depth * depth) + along * (own * 0.012f + Vector256.Create(0.03f))) * (1 / _ring);
        var ring = Vector256.Floor(rings);
        var part = rings - ring;
        // Early wood darkens slowly into late wood, which ends with the year.
        // Where pixels are coarse, that end is as soft as they are.
        float end = 1 - Math.Clamp(pixel / _ring, 0.12f, 0.5f);
        var late = Lanes.Step(part, 0.15f, end) * (Vector256<float>.One - Lanes.Step(part, end, 1));
        var year = _rings.Of(ring, Vector256<float>.Zero) * 0.35f + Vector256.Create(0.65f);
        var tone = (Vector256.Create(0.276f) - late * year) * (_contrast * Seen(0.25 * _ring, pixel));

        tone += _tone.At(along * (1 / 330f), across * (1 / 60f)) * 0.06f + own * 0.07f;
        tone += _fibre.At(along * (1 / 46f), across * (1 / 1.3f)) * (0.035f * Seen(1.3, pixel));
        if (Seen(0.34, pixel) is > 0 and var fine)
        {
            tone += _fibre.At(along * (1 / 13f), across * (1 / 0.34f)) * (0.06f * fine);
            tone -= Lanes.Saturate(_pore.At(along * (1 / 5.5f), across * (1 / 0.4f)) * 3f - Vector256.Create(1.5f)) * (Vector256.Create(1.15f) - late) * (_pores * fine);
        }

        // Joints: a dark gap with worn edges.
        var toSide = Vector256.Create(_board / 2) - Vector256.Abs(inBoard);
        var toEnd = Vector256.Create(_length / 2) - Vector256.Abs(Lanes.Fraction((along - other * 7000f + start) * (1 / _length)) * _length - Vector256.Create(_length / 2));
        var gap = Vector256.MinNative(toSide, toEnd);
        tone -= Lanes.Cover(Vector256.Create(_seam / 2) - gap, Math.Max(pixel, 0.15f)) * (0.5f * Math.Min(1, _seam / pixel)) + Lanes.Fade(gap, 2.2f) * (0.1f * Math.Min(1, _seam * 2));
        return Colors.Toned(_color, Vector256.MaxNative(tone, Vector256.Create(-0.8f)));
    }
}
