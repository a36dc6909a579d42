// How wear shifts the paper in its plane: one field for all folds, facets and wrinkles of a sheet.
using EcgGen.Core.Raster;
using EcgGen.Core.Sheet;

namespace EcgGen.Core.Wear;

/// <summary>
/// Where each point of a worn sheet lies, relative to the flat sheet, in mm: shifts at nodes <see cref="Step"/> apart, bilinear
/// between them and constant beyond the sheet. Shifts of several causes add up, in any order.
/// </summary>
public sealed class Displacement
{
    /// <summary>Distance of the nodes in mm.</summary>
    public const double Step = 1;

    // Below 1 the map from flat to worn is one to one, and the iteration that inverts it halves its error at each step.
    private const float SteepestGradient = 0.45f;

    private readonly float[] _x, _y;

    /// <summary>No shift anywhere.</summary>
    /// <param name="sheet">The sheet in mm; it starts at 0, 0.</param>
    public Displacement(SheetRect sheet)
    {
        Columns = (int)Math.Ceiling(sheet.Width / Step) + 1;
        Rows = (int)Math.Ceiling(sheet.Height / Step) + 1;
        _x = new float[Columns * Rows];
        _y = new float[Columns * Rows];
    }

    /// <summary>Nodes in a row; node i is at i × <see cref="Step"/> mm.</summary>
    public int Columns { get; }

    /// <summary>Rows of nodes.</summary>
    public int Rows { get; }

    /// <summary>Whether nothing is shifted.</summary>
    public bool IsZero => !_x.AsSpan().ContainsAnyExcept(0f) && !_y.AsSpan().ContainsAnyExcept(0f);

    /// <summary>Shifts to the right of one row's nodes, in mm.</summary>
    public Span<float> X(int row) => _x.AsSpan(row * Columns, Columns);

    /// <summary>Shifts downwards of one row's nodes, in mm.</summary>
    public Span<float> Y(int row) => _y.AsSpan(row * Columns, Columns);

    /// <summary>
    /// Weakens the whole field, if need be, until it changes by no more than 0.45 mm per mm: paper does not pass through itself, and
    /// the map can be inverted.
    /// </summary>
    public void Limit()
    {
        float steepest = 0;
        for (int row = 0; row < Rows; row++)
        {
            int at = row * Columns;
            for (int i = at; i < at + Columns; i++)
            {
                float right = i + 1 < at + Columns ? Math.Abs(_x[i + 1] - _x[i]) + Math.Abs(_y[i + 1] - _y[i]) : 0;
                float below = row + 1 < Rows ? Math.Abs(_x[i + Columns] - _x[i]) + Math.Abs(_y[i + Columns] - _y[i]) : 0;
                steepest = Math.Max(steepest, Math.Max(right, below));
            }
        }
        steepest /= (float)Step;
        if (steepest <= SteepestGradient)
            return;
        for (int i = 0; i < _x.Length; i++)
        {
            _x[i] *= SteepestGradient / steepest;
            _y[i] *= SteepestGradient / steepest;
        }
    }

    /// <summary>Where a point of the flat sheet lies on the worn one.</summary>
    public Point2 Worn(Point2 flat)
    {
        var (dx, dy) = At(flat.X, flat.Y);
        return new Point2(flat.X + dx, flat.Y + dy);
    }

    /// <summary>The point of the flat sheet that lies at a place of the worn one, to 1e-6 mm.</summary>
    public Point2 Flat(Point2 worn)
    {
        double x = worn.X, y = worn.Y;
        for (int i = 0; i < 40; i++)
        {
            var (dx, dy) = At(x, y);
            double nextX = worn.X - dx, nextY = worn.Y - dy, change = Math.Abs(nextX - x) + Math.Abs(nextY - y);
            (x, y) = (nextX, nextY);
            if (change < 1e-6)
                break;
        }
        return new Point2(x, y);
    }

    private (double X, double Y) At(double x, double y)
    {
        double u = Math.Clamp(x / Step, 0, Columns - 1), v = Math.Clamp(y / Step, 0, Rows - 1);
        int column = Math.Min((int)u, Columns - 2), row = Math.Min((int)v, Rows - 2);
        u -= column;
        v -= row;
        int i = row * Columns + column;
        double a = (1 - u) * (1 - v), b = u * (1 - v), c = (1 - u) * v, d = u * v;
        return (a * _x[i] + b * _x[i + 1] + c * _x[i + Columns] + d * _x[i + Columns + 1],
            a * _y[i] + b * _y[i + 1] + c * _y[i + Columns] + d * _y[i + Columns + 1]);
    }
}
