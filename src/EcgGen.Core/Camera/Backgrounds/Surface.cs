// What a sheet can lie on, eight places at a time.
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace EcgGen.Core.Camera;

/// <summary>A surface that knows its colour at every place in mm. Nothing in it is finer than a pixel: details fade where they can't be shown.</summary>
internal abstract class Surface
{
    /// <summary>Colours at eight places.</summary>
    /// <param name="x">mm to the right of the sheet's origin.</param>
    /// <param name="y">mm below the sheet's origin.</param>
    /// <param name="pixel">The size of a pixel in mm.</param>
    public abstract Colors At(Vector256<float> x, Vector256<float> y, float pixel);

    /// <summary>Places in a frame that is turned.</summary>
    /// <param name="angle">Degrees counter-clockwise from the sheet's width.</param>
    protected static (float Cos, float Sin) Turn(double angle)
    {
        var (sin, cos) = Math.SinCos(angle * Math.PI / 180);
        return ((float)cos, (float)sin);
    }

    /// <summary>How much is seen of details of a size: nothing below a pixel, all from two.</summary>
    protected static float Seen(double size, float pixel) => Math.Clamp((float)size / pixel - 1, 0, 1);
}

/// <summary>Eight colours in sRGB levels, 0–255.</summary>
/// <param name="R">Red.</param>
/// <param name="G">Green.</param>
/// <param name="B">Blue.</param>
internal readonly record struct Colors(Vector256<float> R, Vector256<float> G, Vector256<float> B)
{
    /// <summary>One colour eight times.</summary>
    public static Colors Of(Rgb color) => new(Vector256.Create((float)color.R), Vector256.Create((float)color.G), Vector256.Create((float)color.B));

    /// <summary>A colour, lighter or darker by parts of it; what is darker is also a little redder, as most materials are.</summary>
    public static Colors Toned(Rgb color, Vector256<float> tone)
    {
        var one = Vector256<float>.One;
        return new((one + tone * 0.85f) * color.R, (one + tone) * color.G, (one + tone * 1.15f) * color.B);
    }

    /// <summary>All levels times a factor.</summary>
    public Colors Times(Vector256<float> factor) => new(R * factor, G * factor, B * factor);

    /// <summary>A part, 0–1, of another colour over this one.</summary>
    /// <remarks>A part of 1 leaves nothing of this one, to the last bit, so that what is covered needn't be worked out.</remarks>
    public Colors Under(Colors other, Vector256<float> part)
    {
        var rest = Vector256<float>.One - part;
        return new(R * rest + other.R * part, G * rest + other.G * part, B * rest + other.B * part);
    }
}

/// <summary>Functions of eight numbers.</summary>
internal static class Lanes
{
    /// <summary>The number, from 0 to 1.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> Saturate(Vector256<float> v) => Vector256.MinNative(Vector256.MaxNative(v, Vector256<float>.Zero), Vector256<float>.One);

    /// <summary>Rises smoothly from 0 to 1 between two numbers.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> Step(Vector256<float> v, float from, float to)
    {
        var t = Saturate((v - Vector256.Create(from)) * (1 / (to - from)));
        return t * t * (Vector256.Create(3f) - t - t);
    }

    /// <summary>What is left above the next lower whole number.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> Fraction(Vector256<float> v) => v - Vector256.Floor(v);

    /// <summary>The distance to the nearest whole number.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> ToWhole(Vector256<float> v) => Vector256.Abs(v - Vector256.Floor(v + Vector256.Create(0.5f)));

    /// <summary>How much of a pixel lies inside an edge so far away; positive is inside.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> Cover(Vector256<float> inside, float pixel) => Saturate(inside * (1 / pixel) + Vector256.Create(0.5f));

    /// <summary>The distance from a rectangle around 0 with round corners; negative inside.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> Rectangle(Vector256<float> x, Vector256<float> y, float halfWidth, float halfHeight, float round)
    {
        var dx = Vector256.Abs(x) - Vector256.Create(halfWidth - round);
        var dy = Vector256.Abs(y) - Vector256.Create(halfHeight - round);
        var (outX, outY) = (Vector256.MaxNative(dx, Vector256<float>.Zero), Vector256.MaxNative(dy, Vector256<float>.Zero));
        return Vector256.Sqrt(outX * outX + outY * outY) + Vector256.MinNative(Vector256.MaxNative(dx, dy), Vector256<float>.Zero) - Vector256.Create(round);
    }

    /// <summary>1 up to an edge, falling to 0 so far outside it.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> Fade(Vector256<float> outside, float reach)
    {
        var left = Saturate(Vector256<float>.One - outside * (1 / reach));
        return left * left;
    }
}
