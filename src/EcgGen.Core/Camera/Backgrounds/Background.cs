// What is seen around the sheet, and what lies over it.
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using EcgGen.Core.Random;
using EcgGen.Core.Sheet;
using EcgGen.Core.Truth;

namespace EcgGen.Core.Camera;

/// <summary>The plane on which a sheet lies, in the sheet's mm: a surface with the sheet's shadow on it, and a clip where there is one.</summary>
internal sealed class Background
{
    // Coordinates beyond the horizon end here: 100 m away nothing is seen of a desk.
    private const double Farthest = 1e5;
    // How far the two parts of a flat sheet's shadow reach, and are moved, in mm; and what each mm of height adds, for light comes from a wide source.
    private const float ContactReach = 2.2f, ContactX = 0.3f, ContactY = 0.5f, ContactSpread = 0.5f;
    private const float ShadowReach = 14, ShadowX = 1.6f, ShadowY = 2.4f, ShadowSpread = 1;

    private readonly Surface? _surface;
    private readonly Colors _plain;
    private readonly Clip? _clip;
    private readonly float _x, _y, _halfWidth, _halfHeight, _shadow, _contactReach, _shadowReach;

    private Background(Surface? surface, Rgb plain, Clip? clip, SheetRect sheet, double shadow, double lift)
    {
        (_contactReach, _shadowReach) = (ContactReach + ContactSpread * (float)lift, ShadowReach + ShadowSpread * (float)lift);
        (_surface, _plain, _clip, _shadow) = (surface, Colors.Of(plain), clip, (float)shadow);
        (_halfWidth, _halfHeight) = ((float)(sheet.Width / 2), (float)(sheet.Height / 2));
        (_x, _y) = ((float)sheet.X + _halfWidth, (float)sheet.Y + _halfHeight);
    }

    /// <summary>The background that a stage describes.</summary>
    /// <param name="stage">The stage, resolved.</param>
    /// <param name="sheet">Where the sheet lies.</param>
    /// <param name="lift">How high its edges are over the surface on average, in mm: the higher, the softer is their shadow.</param>
    public static Background Of(BackgroundStage stage, SheetRect sheet, double lift = 0)
    {
        var (color, scale, angle, seed) = (stage.Color!.Value, stage.Scale!.Value, stage.Angle!.Value, stage.Seed!.Value);
        return new(stage.Type switch
        {
            BackgroundKind.Desk => new Wood(color, scale, angle, seed),
            BackgroundKind.Cloth => new Cloth(color, scale, angle, seed),
            BackgroundKind.Clipboard => new Board(color, scale, Desk(), sheet, seed),
            BackgroundKind.ScannerLid => new Lid(color, scale, seed),
            BackgroundKind.Paper => new OtherSheets(color, angle, Desk(), sheet, seed),
            BackgroundKind.Plain => null,
            _ => throw new NotSupportedException($"No background of type '{stage.Type}'."),
        }, color, stage.Type == BackgroundKind.Clipboard ? new Clip(sheet, seed) : null, sheet, stage.Shadow!.Value, lift);

        Wood Desk()
        {
            var random = new Philox((ulong)seed, 0x4465736B);
            return new Wood(BackgroundResolver.Wood[random.NextInt(BackgroundResolver.Wood.Count)], scale, random.Uniform(-12, 12) + 90 * random.NextInt(2), (int)(random.NextUInt32() >> 1));
        }
    }

    /// <summary>What hides parts of the sheet.</summary>
    public IReadOnlyList<IOccluder> Occluders => _clip is null ? [] : [_clip];

    /// <summary>What <see cref="DrawOver"/> touches, in mm; null if nothing lies over the sheet.</summary>
    public SheetRect? Over => _clip?.Bounds;

    /// <summary>Draws the surface.</summary>
    /// <param name="xs">For each pixel, its place in mm to the right of the sheet's origin; anything, even infinity.</param>
    /// <param name="ys">The same, below the sheet's origin.</param>
    /// <param name="pixelSizeMm">The size of a pixel in mm: what is finer is left out.</param>
    /// <param name="rgb">Three sRGB bytes per pixel.</param>
    /// <param name="holes">Light through holes in the sheet; null where it is whole.</param>
    public void DrawRow(ReadOnlySpan<double> xs, ReadOnlySpan<double> ys, double pixelSizeMm, Span<byte> rgb, HoleLight? holes = null)
    {
        float pixel = (float)Math.Clamp(pixelSizeMm, 1e-3, 1e4);
        for (int i = 0; i < xs.Length; i += Vector256<float>.Count)
        {
            var (x, y) = Places(xs, ys, i);
            var colors = _surface?.At(x, y, pixel) ?? _plain;
            if (_shadow > 0)
                colors = colors.Times(Vector256<float>.One - Shadow(x, y, holes));
            Write(colors, rgb[(3 * i)..]);
        }
    }

    /// <summary>Draws what lies over the sheet, with its shadow, over pixels that show sheet and surface.</summary>
    /// <param name="xs">As for <see cref="DrawRow"/>.</param>
    /// <param name="ys">As for <see cref="DrawRow"/>.</param>
    /// <param name="pixelSizeMm">As for <see cref="DrawRow"/>.</param>
    /// <param name="rgb">The pixels.</param>
    public void DrawOver(ReadOnlySpan<double> xs, ReadOnlySpan<double> ys, double pixelSizeMm, Span<byte> rgb)
    {
        if (_clip is null)
            return;
        float pixel = (float)Math.Clamp(pixelSizeMm, 1e-3, 1e4);
        var bounds = _clip.Bounds;
        for (int i = 0; i < xs.Length; i += Vector256<float>.Count)
        {
            var (x, y) = Places(xs, ys, i);
            var near = Vector256.GreaterThan(x, Vector256.Create((float)bounds.X - pixel)) & Vector256.LessThan(x, Vector256.Create((float)bounds.Right + pixel))
                & Vector256.GreaterThan(y, Vector256.Create((float)bounds.Y - pixel)) & Vector256.LessThan(y, Vector256.Create((float)bounds.Bottom + pixel));
            if (near != Vector256<float>.Zero)
                Write(_clip.Over(Read(rgb[(3 * i)..]), x, y, pixel), rgb[(3 * i)..]);
        }
    }

    /// <summary>How much darker the surface is for the sheet: close to its edge, and to its bottom right, away from the light.</summary>
    private Vector256<float> Shadow(Vector256<float> x, Vector256<float> y, HoleLight? holes)
    {
        var (fromX, fromY) = (x - Vector256.Create(_x), y - Vector256.Create(_y));
        var beyond = Vector256.MaxNative(Vector256.Abs(fromX) - Vector256.Create(_halfWidth), Vector256.Abs(fromY) - Vector256.Create(_halfHeight));
        if (Vector256.GreaterThanAll(beyond, Vector256.Create(_shadowReach + 4)))
            return Vector256<float>.Zero;
        var contact = Lanes.Fade(Lanes.Rectangle(fromX - Vector256.Create(ContactX), fromY - Vector256.Create(ContactY), _halfWidth, _halfHeight, 0.5f), _contactReach);
        var wide = Lanes.Fade(Lanes.Rectangle(fromX - Vector256.Create(ShadowX), fromY - Vector256.Create(ShadowY), _halfWidth, _halfHeight, 1), _shadowReach);
        if (holes is not null)
        {
            contact = Lanes.Saturate(contact - holes.Near(x - Vector256.Create(ContactX), y - Vector256.Create(ContactY)));
            wide = Lanes.Saturate(wide - holes.Far(x - Vector256.Create(ShadowX), y - Vector256.Create(ShadowY)));
        }
        return (contact * 0.7f + wide * 0.3f) * _shadow;
    }

    private static (Vector256<float> X, Vector256<float> Y) Places(ReadOnlySpan<double> xs, ReadOnlySpan<double> ys, int i)
    {
        if (i + Vector256<float>.Count <= xs.Length)
            return (Place(xs[i..]), Place(ys[i..]));
        // The last few pixels of a row are as those before them.
        Span<double> lastX = stackalloc double[Vector256<float>.Count], lastY = stackalloc double[Vector256<float>.Count];
        lastX.Clear();
        lastY.Clear();
        xs[i..].CopyTo(lastX);
        ys[i..].CopyTo(lastY);
        return (Place(lastX), Place(lastY));
    }

    private static Vector256<float> Place(ReadOnlySpan<double> values) =>
        Vector256.Narrow(Within(Vector256.Create(values)), Within(Vector256.Create(values[Vector256<double>.Count..])));

    /// <summary>Numbers that a surface can work with.</summary>
    private static Vector256<double> Within(Vector256<double> v)
    {
        var number = Vector256.ConditionalSelect(Vector256.Equals(v, v), v, Vector256.Create(Farthest));
        return Vector256.MinNative(Vector256.MaxNative(number, Vector256.Create(-Farthest)), Vector256.Create(Farthest));
    }

    private static Colors Read(ReadOnlySpan<byte> rgb)
    {
        var (r, g, b) = (Vector256<float>.Zero, Vector256<float>.Zero, Vector256<float>.Zero);
        for (int i = 0; i < Math.Min(Vector256<float>.Count, rgb.Length / 3); i++)
            (r, g, b) = (r.WithElement(i, rgb[3 * i]), g.WithElement(i, rgb[3 * i + 1]), b.WithElement(i, rgb[3 * i + 2]));
        return new(r, g, b);
    }

    private static void Write(Colors colors, Span<byte> rgb)
    {
        var pixels = Level(colors.R) | Level(colors.G) << 8 | Level(colors.B) << 16;
        if (rgb.Length >= 24)
        {
            // Four pixels without their empty fourth bytes; the four bytes after them are written over next.
            var order = Vector128.Create((byte)0, 1, 2, 4, 5, 6, 8, 9, 10, 12, 13, 14, 3, 3, 3, 3);
            Vector128.Shuffle(pixels.GetLower().AsByte(), order).CopyTo(rgb);
            var last = Vector128.Shuffle(pixels.GetUpper().AsByte(), order);
            MemoryMarshal.Write(rgb[12..], last.AsUInt64()[0]);
            MemoryMarshal.Write(rgb[20..], last.AsUInt32()[2]);
            return;
        }
        for (int i = 0; i < Math.Min(Vector256<float>.Count, rgb.Length / 3); i++)
            (rgb[3 * i], rgb[3 * i + 1], rgb[3 * i + 2]) = ((byte)pixels[i], (byte)(pixels[i] >> 8), (byte)(pixels[i] >> 16));
    }

    private static Vector256<int> Level(Vector256<float> v) => Vector256.ConvertToInt32Native(Vector256.MinNative(Vector256.MaxNative(v + Vector256.Create(0.5f), Vector256<float>.Zero), Vector256.Create(255f)));
}
