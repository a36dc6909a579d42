// A clipboard's board, larger than the sheet, on a desk.
using System.Runtime.Intrinsics;
using EcgGen.Core.Random;
using EcgGen.Core.Sheet;

namespace EcgGen.Core.Camera;

/// <summary>Pressed fibres with round corners, a worn rim and a shadow of its own.</summary>
internal sealed class Board : Surface
{
    private const float Round = 9, Above = 34;

    private readonly Rgb _color;
    private readonly Surface _desk;
    private readonly float _x, _y, _halfWidth, _halfHeight;
    private readonly PlaneNoise _speckle, _cloud;

    /// <summary>A board under a sheet.</summary>
    /// <param name="color">Its colour.</param>
    /// <param name="scale">Size of its details.</param>
    /// <param name="desk">What it lies on.</param>
    /// <param name="sheet">The sheet.</param>
    /// <param name="seed">Seeds its details.</param>
    public Board(Rgb color, double scale, Surface desk, SheetRect sheet, int seed)
    {
        var random = new Philox((ulong)seed, 0x426F617264);
        _color = color;
        _desk = desk;
        double side = random.Uniform(5, 14) * scale, below = random.Uniform(6, 20) * scale;
        _halfWidth = (float)(sheet.Width / 2 + side);
        _halfHeight = (float)((sheet.Height + Above + below) / 2);
        _x = (float)(sheet.X + sheet.Width / 2 + random.Uniform(-2, 2));
        _y = (float)(sheet.Y - Above) + _halfHeight;
        (_speckle, _cloud) = (new((int)random.NextUInt32()), new((int)random.NextUInt32()));
    }

    /// <inheritdoc/>
    public override Colors At(Vector256<float> x, Vector256<float> y, float pixel)
    {
        var outside = Lanes.Rectangle(x - Vector256.Create(_x), y - Vector256.Create(_y), _halfWidth, _halfHeight, Round);
        var cover = Lanes.Cover(-outside, pixel);
        Colors desk = default;
        if (cover != Vector256<float>.One)
        {
            var shade = Lanes.Fade(Lanes.Rectangle(x - Vector256.Create(_x + 1.4f), y - Vector256.Create(_y + 2), _halfWidth, _halfHeight, Round), 9);
            desk = _desk.At(x, y, pixel).Times(Vector256<float>.One - shade * 0.5f);
            if (cover == Vector256<float>.Zero)
                return desk;
        }

        var tone = _cloud.At(x * (1 / 70f), y * (1 / 70f)) * 0.04f + _cloud.At(x * (1 / 4f), y * (1 / 4f)) * (0.025f * Seen(4, pixel));
        tone += _speckle.At(x * (1 / 1.1f), y * (1 / 1.1f)) * (0.05f * Seen(1.1, pixel)) + _speckle.At(x * (1 / 0.42f), y * (1 / 0.42f)) * (0.06f * Seen(0.42, pixel));
        // The rim: rounded off, light at the top left and dark at the bottom right.
        var rim = Lanes.Fade(-outside, 1.6f);
        var facing = Lanes.Saturate(((x - Vector256.Create(_x)) * (1 / _halfWidth) + (y - Vector256.Create(_y)) * (1 / _halfHeight)) * 0.5f + Vector256.Create(0.5f));
        tone += rim * (Vector256.Create(0.16f) - facing * 0.5f);
        return desk.Under(Colors.Toned(_color, Vector256.MaxNative(tone, Vector256.Create(-0.8f))), cover);
    }
}
