// Where a point of the sheet is in the image: the one thing that moves ink and truth alike.
using EcgGen.Core.Raster;

namespace EcgGen.Core.Truth;

/// <summary>Maps sheet millimetres to image pixels and back.</summary>
public abstract class CoordinateMap
{
    /// <summary>The pixel at which a place of the sheet appears.</summary>
    public abstract PixelPoint Forward(Point2 sheet);

    /// <summary>The place of the sheet that appears at a pixel, in mm.</summary>
    public abstract Point2 Inverse(PixelPoint pixel);

    /// <summary>The places of the sheet that appear at the centres of neighbouring pixels of a row, in mm.</summary>
    /// <param name="x">The first pixel.</param>
    /// <param name="y">The row.</param>
    /// <param name="xs">Receives one sheet x per pixel.</param>
    /// <param name="ys">Receives one sheet y per pixel.</param>
    public virtual void InverseRow(int x, int y, Span<double> xs, Span<double> ys)
    {
        for (int i = 0; i < xs.Length; i++)
        {
            var p = Inverse(new PixelPoint(x + i + 0.5, y + 0.5));
            (xs[i], ys[i]) = (p.X, p.Y);
        }
    }

    /// <summary>The homography from sheet mm to pixels, three rows of three, if the map is one; else null.</summary>
    public virtual double[][]? Homography => null;

    /// <summary>A rectangle of the sheet as it appears: four corners clockwise from its top left.</summary>
    public PixelPoint[] Quad(Sheet.SheetRect r) =>
        [Forward(new(r.X, r.Y)), Forward(new(r.Right, r.Y)), Forward(new(r.Right, r.Bottom)), Forward(new(r.X, r.Bottom))];

    /// <summary>The axis-aligned box around a rectangle of the sheet as it appears, whose sides a map may bend: x, y, width, height.</summary>
    public virtual double[] Box(Sheet.SheetRect r)
    {
        // A millimetre is the finest that wear bends.
        int across = (int)Math.Ceiling(r.Width) + 1, down = (int)Math.Ceiling(r.Height) + 1;
        var border = new List<PixelPoint>(2 * (across + down) + 4);
        for (int i = 0; i <= across; i++)
        {
            double x = r.X + r.Width * i / across;
            border.AddRange(Forward(new(x, r.Y)), Forward(new(x, r.Bottom)));
        }
        for (int i = 0; i <= down; i++)
        {
            double y = r.Y + r.Height * i / down;
            border.AddRange(Forward(new(r.X, y)), Forward(new(r.Right, y)));
        }
        return Box(border);
    }

    /// <summary>The axis-aligned box around some pixels: x, y, width, height.</summary>
    public static double[] Box(IReadOnlyCollection<PixelPoint> points)
    {
        double left = points.Min(p => p.X), top = points.Min(p => p.Y);
        return [Thousandth(left), Thousandth(top), Thousandth(points.Max(p => p.X) - left), Thousandth(points.Max(p => p.Y) - top)];
    }

    private static double Thousandth(double value) => Math.Round(value, 3);
}

/// <summary>The undistorted sheet at so many pixels per inch.</summary>
public sealed class FlatMap(double dpi) : CoordinateMap
{
    /// <summary>Pixels per mm.</summary>
    public double Scale { get; } = dpi / 25.4;

    /// <inheritdoc/>
    public override PixelPoint Forward(Point2 sheet) => new(sheet.X * Scale, sheet.Y * Scale);

    /// <inheritdoc/>
    public override Point2 Inverse(PixelPoint pixel) => new(pixel.X / Scale, pixel.Y / Scale);

    /// <inheritdoc/>
    public override double[][] Homography => [[Scale, 0, 0], [0, Scale, 0], [0, 0, 1]];

    /// <inheritdoc/>
    public override void InverseRow(int x, int y, Span<double> xs, Span<double> ys)
    {
        double perPixel = 1 / Scale;
        for (int i = 0; i < xs.Length; i++)
            xs[i] = (x + i + 0.5) * perPixel;
        ys.Fill((y + 0.5) * perPixel);
    }

    /// <inheritdoc/>
    public override double[] Box(Sheet.SheetRect r) => Box(Quad(r));
}
