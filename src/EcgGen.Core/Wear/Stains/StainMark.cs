// What all stains have in common: a place, a seed, and noise in mm.
using EcgGen.Core.Random;
using EcgGen.Core.Raster;
using EcgGen.Core.Sheet;

namespace EcgGen.Core.Wear.Stains;

/// <summary>One stain, in coordinates of the flat sheet.</summary>
/// <param name="stain">What the recipe says of it.</param>
/// <param name="strength">0–1, not 0.</param>
internal abstract class StainMark(Stain stain, double strength)
{
    /// <summary>Rows that are drawn without looking whether the work is cancelled.</summary>
    protected const int RowsPerPoll = 16;

    /// <summary>Distances from edges change by no more than this per mm of way.</summary>
    protected const double Steepest = 3;

    protected Stain Stain { get; } = stain;

    protected double Strength { get; } = strength;

    /// <summary>Changes the sheet's colours.</summary>
    /// <param name="sheet">The drawn sheet.</param>
    /// <param name="scale">Its pixels per mm.</param>
    /// <param name="cancellation">Polled every few rows.</param>
    public virtual void Mark(PixelBuffer sheet, double scale, CancellationToken cancellation)
    {
    }

    /// <summary>Smooth noise for a purpose.</summary>
    protected ValueNoise Noise(int purpose) => new((ulong)(uint)Stain.Seed << 8 | (uint)purpose);

    /// <summary>A generator for a purpose.</summary>
    protected Philox Random(int purpose) => new((uint)Stain.Seed, (ulong)purpose);

    /// <summary>The same of several wavelengths, for a few places.</summary>
    protected FractalNoise Fractal(int purpose, double wavelength, int octaves) => new(Noise(purpose), wavelength, octaves);

    /// <summary>The same for most places of a box.</summary>
    protected FractalNoise Fractal(int purpose, double wavelength, int octaves, SheetRect box) => new(Noise(purpose), wavelength, octaves, box);

    /// <summary>From 0 to 1 without corners, for t from 0 to 1.</summary>
    protected static double Smooth(double t)
    {
        t = Math.Clamp(t, 0, 1);
        return t * t * (3 - 2 * t);
    }

    /// <summary>The square around the stain.</summary>
    protected SheetRect Around(double radius) => new(Stain.X - radius, Stain.Y - radius, 2 * radius, 2 * radius);

    /// <summary>The pixels whose centres are in a part of the sheet.</summary>
    internal static PixelRect Pixels(SheetRect box, int width, int height, double scale)
    {
        int left = (int)Math.Clamp(Math.Ceiling(box.X * scale - 0.5), 0, width), right = (int)Math.Clamp(Math.Ceiling(box.Right * scale - 0.5), left, width);
        int top = (int)Math.Clamp(Math.Ceiling(box.Y * scale - 0.5), 0, height), bottom = (int)Math.Clamp(Math.Ceiling(box.Bottom * scale - 0.5), top, height);
        return new PixelRect(left, top, right - left, bottom - top);
    }

    /// <summary>Draws what lies inside an edge.</summary>
    /// <param name="mask">Takes it.</param>
    /// <param name="box">A part of the sheet with all of it.</param>
    /// <param name="scale">Pixels per mm.</param>
    /// <param name="depth">About how far inside the edge a place is, in mm; negative outside.</param>
    protected static void DrawInside(CoverageMask mask, PixelRect box, double scale, Func<double, double, double> depth)
    {
        mask.Reset(box);
        for (int y = 0; y < box.Height; y++)
        {
            var row = mask.Row(box.Y + y);
            for (int x = 0; x < row.Length;)
            {
                double inside = depth((box.X + x + 0.5) / scale, (box.Y + y + 0.5) / scale);
                byte coverage = (byte)(255 * Math.Clamp(0.5 + inside * scale, 0, 1) + 0.5);
                // Nothing changes as long as the edge can't be near.
                int end = Math.Min(row.Length, x + 1 + (int)(Math.Max(0, Math.Abs(inside) * scale - 1) / Steepest));
                row[x..end].Fill(coverage);
                x = end;
            }
        }
    }

    /// <summary>Lays an opaque colour over a pixel.</summary>
    protected static void Cover(Span<byte> pixel, Rgb color, double part)
    {
        int coverage = (int)(255 * Math.Clamp(part, 0, 1) + 0.5);
        pixel[0] = LinearLight.Mix(pixel[0], LinearLight.FromSrgb(color.R), coverage);
        pixel[1] = LinearLight.Mix(pixel[1], LinearLight.FromSrgb(color.G), coverage);
        pixel[2] = LinearLight.Mix(pixel[2], LinearLight.FromSrgb(color.B), coverage);
    }

    /// <summary>Coordinates along and across a stain that has a direction.</summary>
    protected readonly struct Axes(Stain stain)
    {
        private readonly double _cos = Math.Cos(stain.Angle * Math.PI / 180), _sin = -Math.Sin(stain.Angle * Math.PI / 180);

        /// <summary>mm along the direction and to the right of it, from the stain's centre.</summary>
        public (double Along, double Across) Of(double x, double y)
        {
            (x, y) = (x - stain.X, y - stain.Y);
            return (x * _cos + y * _sin, y * _cos - x * _sin);
        }

        /// <summary>The place on the sheet.</summary>
        public Point2 Place(double along, double across) => new(stain.X + along * _cos - across * _sin, stain.Y + along * _sin + across * _cos);

        /// <summary>The upright box around a rectangle along the direction.</summary>
        public SheetRect Box(double halfLength, double halfWidth)
        {
            double w = Math.Abs(halfLength * _cos) + Math.Abs(halfWidth * _sin), h = Math.Abs(halfLength * _sin) + Math.Abs(halfWidth * _cos);
            return new SheetRect(stain.X - w, stain.Y - h, 2 * w, 2 * h);
        }
    }
}
