// All geometry of an image in one map, baked at nodes; image, masks and truth all go through it.
using EcgGen.Core.Raster;
using EcgGen.Core.Wear;

namespace EcgGen.Core.Truth;

/// <summary>
/// A map that knows, every <see cref="Spacing"/> pixels, which place of the sheet appears there, and is bilinear between. What it
/// approximates it approximates for all alike: <see cref="Forward"/> inverts exactly what the image is resampled by.
/// </summary>
public sealed class GridMap : CoordinateMap
{
    /// <summary>Pixels between nodes.</summary>
    public const int Spacing = 8;

    private readonly CoordinateMap _view;
    private readonly Displacement? _wear;
    private readonly float[] _x, _y;

    /// <summary>Bakes a view of a worn sheet.</summary>
    /// <param name="width">The image's width in pixels.</param>
    /// <param name="height">The image's height in pixels.</param>
    /// <param name="view">How the image shows a flat sheet.</param>
    /// <param name="wear">What wear shifts, or null.</param>
    /// <param name="cancellation">Polled for each row of nodes.</param>
    public GridMap(int width, int height, CoordinateMap view, Displacement? wear, CancellationToken cancellation = default)
    {
        _view = view;
        _wear = wear;
        Columns = (width + Spacing - 1) / Spacing + 1;
        Rows = (height + Spacing - 1) / Spacing + 1;
        _x = new float[Columns * Rows];
        _y = new float[Columns * Rows];
        for (int row = 0; row < Rows; row++)
        {
            cancellation.ThrowIfCancellationRequested();
            for (int column = 0; column < Columns; column++)
            {
                var sheet = view.Inverse(new PixelPoint(column * Spacing, row * Spacing));
                if (wear is not null)
                    sheet = wear.Flat(sheet);
                (_x[row * Columns + column], _y[row * Columns + column]) = ((float)sheet.X, (float)sheet.Y);
            }
        }
    }

    /// <summary>Nodes in a row; node i is at pixel i × <see cref="Spacing"/>.</summary>
    public int Columns { get; }

    /// <summary>Rows of nodes.</summary>
    public int Rows { get; }

    /// <summary>Sheet x in mm at one row's nodes.</summary>
    public ReadOnlySpan<float> X(int row) => _x.AsSpan(row * Columns, Columns);

    /// <summary>Sheet y in mm at one row's nodes.</summary>
    public ReadOnlySpan<float> Y(int row) => _y.AsSpan(row * Columns, Columns);

    /// <inheritdoc/>
    public override double[][]? Homography => _wear is null ? _view.Homography : null;

    /// <inheritdoc/>
    public override Point2 Inverse(PixelPoint pixel) => Cell.At(this, pixel).Value;

    /// <inheritdoc/>
    public override void InverseRow(int x, int y, Span<double> xs, Span<double> ys)
    {
        int row = Math.Clamp(y / Spacing, 0, Rows - 2);
        double v = (y + 0.5) / Spacing - row;
        ReadOnlySpan<float> x0 = X(row), x1 = X(row + 1), y0 = Y(row), y1 = Y(row + 1);
        for (int i = 0; i < xs.Length;)
        {
            int column = Math.Clamp((x + i) / Spacing, 0, Columns - 2);
            int end = column == Columns - 2 ? xs.Length : Math.Min(xs.Length, (column + 1) * Spacing - x);
            double leftX = x0[column] + (x1[column] - (double)x0[column]) * v, rightX = x0[column + 1] + (x1[column + 1] - (double)x0[column + 1]) * v;
            double leftY = y0[column] + (y1[column] - (double)y0[column]) * v, rightY = y0[column + 1] + (y1[column + 1] - (double)y0[column + 1]) * v;
            for (; i < end; i++)
            {
                double u = (x + i + 0.5) / Spacing - column;
                xs[i] = leftX + (rightX - leftX) * u;
                ys[i] = leftY + (rightY - leftY) * u;
            }
        }
    }

    /// <inheritdoc/>
    public override PixelPoint Forward(Point2 sheet)
    {
        // The unbaked map is off by what the nodes' spacing leaves out; Newton's method takes it from there.
        var pixel = _view.Forward(_wear?.Worn(sheet) ?? sheet);
        for (int i = 0; i < 20; i++)
        {
            var cell = Cell.At(this, pixel);
            double ex = sheet.X - cell.Value.X, ey = sheet.Y - cell.Value.Y;
            double determinant = cell.Dx.X * cell.Dy.Y - cell.Dy.X * cell.Dx.Y;
            if (determinant == 0 || !double.IsFinite(determinant))
                break;
            double stepX = (ex * cell.Dy.Y - ey * cell.Dy.X) / determinant, stepY = (ey * cell.Dx.X - ex * cell.Dx.Y) / determinant;
            pixel = new PixelPoint(pixel.X + stepX, pixel.Y + stepY);
            if (Math.Abs(stepX) + Math.Abs(stepY) < 1e-5)
                break;
        }
        return pixel;
    }

    /// <summary>The map within one cell of the grid, continued beyond the image from the cells at its border.</summary>
    /// <param name="Value">The place of the sheet.</param>
    /// <param name="Dx">Its change per pixel to the right.</param>
    /// <param name="Dy">Its change per pixel downwards.</param>
    private readonly record struct Cell(Point2 Value, Point2 Dx, Point2 Dy)
    {
        public static Cell At(GridMap map, PixelPoint pixel)
        {
            double u = pixel.X / Spacing, v = pixel.Y / Spacing;
            int column = (int)Math.Clamp(u, 0, map.Columns - 2), row = (int)Math.Clamp(v, 0, map.Rows - 2);
            u -= column;
            v -= row;
            int i = row * map.Columns + column;
            var (x, dxx, dyx) = Bilinear(map._x, i, map.Columns, u, v);
            var (y, dxy, dyy) = Bilinear(map._y, i, map.Columns, u, v);
            return new Cell(new(x, y), new(dxx, dxy), new(dyx, dyy));
        }

        private static (double Value, double Dx, double Dy) Bilinear(float[] nodes, int i, int columns, double u, double v)
        {
            double a = nodes[i], b = nodes[i + 1], c = nodes[i + columns], d = nodes[i + columns + 1];
            double top = a + (b - a) * u, bottom = c + (d - c) * u;
            return (top + (bottom - top) * v, ((b - a) * (1 - v) + (d - c) * v) / Spacing, (bottom - top) / Spacing);
        }
    }
}
