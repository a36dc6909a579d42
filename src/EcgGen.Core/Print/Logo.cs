// Invented marks of makers and hospitals, made of simple shapes.
using EcgGen.Core.Ink;

namespace EcgGen.Core.Print;

/// <summary>Draws the marks.</summary>
internal static class Logo
{
    private const int RingCorners = 64;

    /// <summary>A mark in a square.</summary>
    /// <param name="mark">The mark.</param>
    /// <param name="x">The square's left, in mm.</param>
    /// <param name="y">Its top, in mm.</param>
    /// <param name="size">Its side, in mm.</param>
    public static Polygons Draw(LogoMark mark, double x, double y, double size)
    {
        var shape = new Polygons();
        (double, double) P(double u, double v) => (x + u * size, y + v * size);
        switch (mark)
        {
            case LogoMark.Beat:
                shape.Disc(x + size / 2, y + size / 2, size / 2, RingCorners);
                shape.Disc(x + size / 2, y + size / 2, size / 2 - size * 0.08, RingCorners, hole: true);
                shape.Add(P(0.14, 0.48), P(0.34, 0.48), P(0.46, 0.2), P(0.56, 0.68), P(0.62, 0.48), P(0.86, 0.48), P(0.86, 0.55), P(0.66, 0.55), P(0.56, 0.84), P(0.45, 0.4), P(0.38, 0.55), P(0.14, 0.55));
                break;
            case LogoMark.Bars:
                shape.Add(P(0, 0.55), P(0.25, 0.45), P(0.25, 1), P(0, 1));
                shape.Add(P(0.37, 0.3), P(0.62, 0.2), P(0.62, 1), P(0.37, 1));
                shape.Add(P(0.74, 0.1), P(1, 0), P(1, 1), P(0.74, 1));
                break;
            case LogoMark.Quarters:
                shape.Add(P(0.3, 0), P(0.47, 0), P(0.47, 0.47), P(0, 0.47), P(0, 0.3), P(0.3, 0.3));
                shape.Add(P(0.53, 0), P(0.7, 0), P(0.7, 0.3), P(1, 0.3), P(1, 0.47), P(0.53, 0.47));
                shape.Add(P(0.53, 0.53), P(1, 0.53), P(1, 0.7), P(0.7, 0.7), P(0.7, 1), P(0.53, 1));
                shape.Add(P(0, 0.53), P(0.47, 0.53), P(0.47, 1), P(0.3, 1), P(0.3, 0.7), P(0, 0.7));
                break;
            case LogoMark.Diamond:
                shape.Add(P(0.5, 0), P(1, 0.5), P(0.5, 1), P(0, 0.5));
                shape.Add(P(0.5, 0.15), P(0.15, 0.5), P(0.5, 0.85), P(0.85, 0.5));
                shape.Add(P(0.5, 0.3), P(0.7, 0.5), P(0.5, 0.7), P(0.3, 0.5));
                break;
            default:
                foreach (double u in (ReadOnlySpan<double>)[0, 0.3, 0.6])
                    shape.Add(P(u, 0.1), P(u + 0.15, 0.1), P(u + 0.4, 0.5), P(u + 0.15, 0.9), P(u, 0.9), P(u + 0.25, 0.5));
                break;
        }
        return shape;
    }
}
