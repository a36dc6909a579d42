// Where paper is missing, the desk is not in its shadow.
using System.Runtime.Intrinsics;
using EcgGen.Core.Raster;
using EcgGen.Core.Sheet;

namespace EcgGen.Core.Camera;

/// <summary>How much of a whole sheet's shadow the desk lacks, because light falls through what is torn off or punched out.</summary>
internal sealed class HoleLight
{
    // Cells have 1 mm; so far around the sheet missing paper counts as missing on, for what is torn off an edge throws no shadow beyond it.
    private const int Around = 24;

    private readonly int _columns, _rows;
    private readonly float[] _near, _far;

    /// <summary>Looks at a sheet.</summary>
    /// <param name="paper">What is left of it.</param>
    /// <param name="sheet">The sheet in mm; it starts at 0, 0.</param>
    /// <param name="scale">The plane's pixels per mm.</param>
    /// <param name="height">The plane's rows.</param>
    public HoleLight(PaperPlane paper, SheetRect sheet, double scale, int height)
    {
        (_columns, _rows) = ((int)Math.Ceiling(sheet.Width) + 2 * Around, (int)Math.Ceiling(sheet.Height) + 2 * Around);
        var missing = new float[_columns * _rows];
        for (int row = 0; row < _rows; row++)
        {
            var values = paper.Row(Pixel(row, height));
            for (int column = 0; column < _columns; column++)
                missing[row * _columns + column] = 1 - values[Pixel(column, values.Length)] / 255f;
        }
        // The two parts of a sheet's shadow: where it touches, and around it.
        _near = Inner(NodeBlur.Gaussian(missing, _columns, _rows, 0.9));
        _far = Inner(NodeBlur.Gaussian(missing, _columns, _rows, 5));

        int Pixel(int cell, int size) => Math.Clamp((int)((cell - Around + 0.5) * scale), 0, size - 1);
    }

    /// <summary>How much, 0–1, of the shadow where the sheet touches the desk is missing at eight places.</summary>
    /// <param name="x">mm to the right of the sheet's origin.</param>
    /// <param name="y">mm below it.</param>
    public Vector256<float> Near(Vector256<float> x, Vector256<float> y) => At(_near, x, y);

    /// <summary>How much, 0–1, of the wide shadow is missing at eight places.</summary>
    /// <param name="x">mm to the right of the sheet's origin.</param>
    /// <param name="y">mm below it.</param>
    public Vector256<float> Far(Vector256<float> x, Vector256<float> y) => At(_far, x, y);

    /// <summary>A shadow is as deep as anywhere up to the edge of the paper, and falls outside it.</summary>
    private static float[] Inner(float[] blurred)
    {
        for (int i = 0; i < blurred.Length; i++)
            blurred[i] = Math.Clamp(2 * blurred[i] - 1, 0, 1);
        return blurred;
    }

    private Vector256<float> At(float[] plane, Vector256<float> x, Vector256<float> y)
    {
        Span<float> found = stackalloc float[Vector256<float>.Count];
        for (int i = 0; i < found.Length; i++)
        {
            float u = Math.Clamp(x[i] + Around - 0.5f, 0, _columns - 1.01f), v = Math.Clamp(y[i] + Around - 0.5f, 0, _rows - 1.01f);
            int column = (int)u, row = (int)v, at = row * _columns + column;
            float top = plane[at] + (plane[at + 1] - plane[at]) * (u - column);
            float bottom = plane[at + _columns] + (plane[at + _columns + 1] - plane[at + _columns]) * (u - column);
            found[i] = top + (bottom - top) * (v - row);
        }
        return Vector256.Create<float>(found);
    }
}
