// A clipboard's metal clip: it lies over the sheet's top, and nothing is seen under it.
using System.Runtime.Intrinsics;
using EcgGen.Core.Raster;
using EcgGen.Core.Sheet;
using EcgGen.Core.Truth;

namespace EcgGen.Core.Camera;

/// <summary>A jaw that presses on the paper, the spring behind it, and a plate with a hole to hang the board by.</summary>
internal sealed class Clip : IOccluder
{
    // mm from the sheet's top edge and middle; the jaw reaches this far onto the sheet.
    private const float JawTop = -7, JawBottom = 8.5f, JawRound = 3;
    private const float PlateTop = -31, PlateBottom = -4, PlateRound = 9;
    private const float HoleY = -22, HoleRadius = 4.5f;
    private const float SpringTop = -9.5f, SpringBottom = -4.5f;
    private const float RivetX = 0.55f, RivetY = -14, RivetRadius = 2.2f;
    private const float ShadowReach = 4, ShadowX = 0.9f, ShadowY = 1.5f;

    private readonly float _x, _y, _jaw, _plate;
    private readonly PlaneNoise _brush;

    /// <summary>A clip at the top of a sheet.</summary>
    /// <param name="sheet">The sheet.</param>
    /// <param name="seed">Seeds its details.</param>
    public Clip(SheetRect sheet, int seed)
    {
        _x = (float)(sheet.X + sheet.Width / 2);
        _y = (float)sheet.Y;
        _jaw = (float)Math.Min(58, 0.3 * sheet.Width);
        _plate = 0.55f * _jaw;
        _brush = new(seed);
    }

    /// <summary>What it and its shadow touch, in mm.</summary>
    public SheetRect Bounds => new(_x - _jaw - ShadowReach, _y + PlateTop - ShadowReach, 2 * (_jaw + ShadowReach + ShadowX), JawBottom - PlateTop + 2 * ShadowReach + ShadowY);

    /// <inheritdoc/>
    public bool Hides(Point2 sheet) => Inside(Vector256.Create((float)sheet.X), Vector256.Create((float)sheet.Y))[0] > 0;

    /// <inheritdoc/>
    public void Draw(CoverageMask mask, double scale, PixelRect sheet)
    {
        var bounds = Bounds;
        int left = (int)Math.Clamp(bounds.X * scale, 0, sheet.Width), right = (int)Math.Clamp(bounds.Right * scale + 1, left, sheet.Width);
        int top = (int)Math.Clamp(bounds.Y * scale, 0, sheet.Height), bottom = (int)Math.Clamp(bounds.Bottom * scale + 1, top, sheet.Height);
        mask.Reset(new PixelRect(left, top, right - left, bottom - top));
        for (int y = top; y < bottom; y++)
        {
            var row = mask.Row(y);
            for (int x = left; x < right; x++)
                row[x - left] = (byte)Math.Clamp(255 * (0.5 + scale * Inside(Vector256.Create((float)((x + 0.5) / scale)), Vector256.Create((float)((y + 0.5) / scale)))[0]), 0, 255);
        }
    }

    /// <summary>Lays clip and shadow over colours.</summary>
    public Colors Over(Colors under, Vector256<float> x, Vector256<float> y, float pixel)
    {
        var shade = Lanes.Fade(-Inside(x - Vector256.Create(ShadowX), y - Vector256.Create(ShadowY)), ShadowReach);
        under = under.Times(Vector256<float>.One - shade * 0.55f);
        return under.Under(Metal(x - Vector256.Create(_x), y - Vector256.Create(_y), pixel), Lanes.Cover(Inside(x, y), pixel));
    }

    /// <summary>mm inside the outline; negative outside.</summary>
    private Vector256<float> Inside(Vector256<float> x, Vector256<float> y)
    {
        (x, y) = (x - Vector256.Create(_x), y - Vector256.Create(_y));
        var jaw = Lanes.Rectangle(x, y - Vector256.Create((JawTop + JawBottom) / 2), _jaw, (JawBottom - JawTop) / 2, JawRound);
        var plate = Lanes.Rectangle(x, y - Vector256.Create((PlateTop + PlateBottom) / 2), _plate, (PlateBottom - PlateTop) / 2, PlateRound);
        var hole = Vector256.Create(HoleRadius) - Distance(x, y - Vector256.Create(HoleY));
        return -Vector256.MaxNative(Vector256.MinNative(jaw, plate), hole);
    }

    /// <summary>Nickel, brushed along the clip, mirrors a bright ceiling above and a dark room below.</summary>
    private Colors Metal(Vector256<float> x, Vector256<float> y, float pixel)
    {
        var one = Vector256<float>.One;
        // How far each part's surface leans towards the viewer's top (positive) or bottom.
        var lean = Bump(y, JawTop + 1.5f, 2.6f) * -0.5f + Bump(y, JawBottom - 1.2f, 1.3f) * 0.9f - Bump(y, JawBottom + 0.2f, 0.9f) * 1.6f + (y - Vector256.Create(1f)) * 0.025f;
        var plate = Vector256.LessThan(y, Vector256.Create(JawTop));
        lean = Vector256.ConditionalSelect(plate, (y - Vector256.Create(-20f)) * 0.018f + Bump(y, PlateTop + 1, 1.6f) * 0.8f, lean);
        var level = Vector256.Create(0.66f) + lean * 0.3f + _brush.At(x * (1 / 90f), y * (1 / 30f)) * 0.05f;
        level += _brush.At(x * (1 / 14f), y * (1 / 0.22f)) * (0.03f * Math.Clamp(0.22f / pixel, 0, 1));

        // The spring: a coil of wire across the plate.
        var spring = Vector256.GreaterThan(y, Vector256.Create(SpringTop)) & Vector256.LessThan(y, Vector256.Create(SpringBottom)) & Vector256.LessThan(Vector256.Abs(x), Vector256.Create(_plate * 0.8f));
        var around = (y - Vector256.Create((SpringTop + SpringBottom) / 2)) * (2 / (SpringBottom - SpringTop));
        var coil = Vector256.Create(0.95f) - around * around * 0.75f - Vector256.MaxNative(around, Vector256<float>.Zero) * 0.25f;
        coil -= Lanes.Step(Lanes.ToWhole(x * (1 / 1.5f)), 0.28f, 0.5f) * (0.4f * Math.Clamp(0.75f / pixel - 1, 0, 1));
        level = Vector256.ConditionalSelect(spring, coil, level);
        // The dark gap between the jaw's back and the spring.
        level -= Bump(y, SpringBottom + 0.3f, 0.8f) * Lanes.Saturate(Vector256.Create(_plate) - Vector256.Abs(x)) * 0.3f;

        var rivet = Distance(Vector256.Abs(x) - Vector256.Create(_plate * RivetX), y - Vector256.Create(RivetY));
        var dome = Lanes.Saturate(one - rivet * (1 / RivetRadius));
        var lit = Vector256.Create(0.6f) - (y - Vector256.Create(RivetY)) * 0.14f - (Vector256.Abs(x) - Vector256.Create(_plate * RivetX)) * 0.05f + dome * 0.1f;
        level += (lit - level) * Lanes.Cover(Vector256.Create(RivetRadius) - rivet, pixel) - Bump(rivet, RivetRadius + 0.15f, 0.35f) * 0.3f;
        level = Vector256.MaxNative(Lanes.Saturate(level), Vector256.Create(0.07f));
        return new(level * 236f, level * 238f, level * 243f);
    }

    private static Vector256<float> Distance(Vector256<float> x, Vector256<float> y) => Vector256.Sqrt(x * x + y * y);

    /// <summary>1 at a place, falling to 0 on both sides of it.</summary>
    private static Vector256<float> Bump(Vector256<float> v, float at, float reach)
    {
        var left = Lanes.Saturate(Vector256<float>.One - Vector256.Abs(v - Vector256.Create(at)) * (1 / reach));
        return left * left * (Vector256.Create(3f) - left - left);
    }
}
