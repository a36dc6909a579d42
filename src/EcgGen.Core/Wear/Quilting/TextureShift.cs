// How crumpled paper lies shifted from where it was when flat: it stands off the table, and ridges draw it in.
namespace EcgGen.Core.Wear.Quilting;

/// <summary>Shifts in mm at nodes 1 mm apart over a texture.</summary>
public sealed class TextureShift
{
    // How far to the side one mm of height is seen: a look from 9 degrees off the vertical.
    private const float Slant = 0.16f;

    // Over how many mm the draw of a ridge fades.
    private const float Fade = 20;

    private readonly float[] _x, _y;

    /// <summary>Works the shifts out from heights.</summary>
    /// <param name="width">Samples in a row.</param>
    /// <param name="height">Rows.</param>
    /// <param name="heights">Heights in mm at <see cref="QuiltTexture.PerMm"/> samples a mm.</param>
    /// <param name="view">Direction of the look, radians.</param>
    public TextureShift(int width, int height, ReadOnlySpan<float> heights, double view)
    {
        const int PerMm = QuiltTexture.PerMm;
        (Columns, Rows) = (width / PerMm, height / PerMm);
        _x = new float[Columns * Rows];
        _y = new float[Columns * Rows];
        float[] z = new float[_x.Length], steepX = new float[_x.Length], steepY = new float[_x.Length];
        double sum = 0;
        for (int row = 0; row < Rows; row++)
        {
            for (int column = 0; column < Columns; column++)
            {
                int i = row * Columns + column;
                for (int y = row * PerMm; y < (row + 1) * PerMm; y++)
                {
                    for (int x = column * PerMm; x < (column + 1) * PerMm; x++)
                    {
                        float at = heights[y * width + x], dx = x + 1 < width ? heights[y * width + x + 1] - at : 0, dy = y + 1 < height ? heights[(y + 1) * width + x] - at : 0;
                        z[i] += at / (PerMm * PerMm);
                        // The paper is longer than its shadow by half the square of its slope.
                        steepX[i] += dx * dx / 2;
                        steepY[i] += dy * dy / 2;
                    }
                }
                sum += z[i];
            }
        }
        float mean = (float)(sum / z.Length), slantX = Slant * (float)Math.Cos(view), slantY = Slant * (float)Math.Sin(view);
        for (int row = 0; row < Rows; row++)
            Draw(steepX, _x, row * Columns, 1, Columns);
        for (int column = 0; column < Columns; column++)
            Draw(steepY, _y, column, Columns, Rows);
        for (int i = 0; i < z.Length; i++)
        {
            _x[i] += slantX * (z[i] - mean);
            _y[i] += slantY * (z[i] - mean);
        }
    }

    /// <summary>Nodes in a row; node i lies at i + 0.5 mm.</summary>
    public int Columns { get; }

    /// <summary>Rows of nodes.</summary>
    public int Rows { get; }

    /// <summary>The shift at a place in mm, bilinear.</summary>
    public (float X, float Y) At(float x, float y)
    {
        float u = Math.Clamp(x - 0.5f, 0, Columns - 1.001f), v = Math.Clamp(y - 0.5f, 0, Rows - 1.001f);
        int i = (int)v * Columns + (int)u;
        u -= (int)u;
        v -= (int)v;
        return (Mix(_x), Mix(_y));
        float Mix(float[] s) => (s[i] * (1 - u) + s[i + 1] * u) * (1 - v) + (s[i + Columns] * (1 - u) + s[i + Columns + 1] * u) * v;
    }

    /// <summary>Shifts along a line: what is drawn in on the one side pulls one way, what is on the other the other way.</summary>
    private static void Draw(float[] steep, float[] shift, int from, int step, int count)
    {
        const float Keep = 1 - 1 / Fade;
        float before = 0, after = 0;
        for (int k = 0, i = from; k < count; k++, i += step)
        {
            before = before * Keep + steep[i];
            shift[i] -= before / 2;
        }
        for (int k = 0, i = from + (count - 1) * step; k < count; k++, i -= step)
        {
            after = after * Keep + steep[i];
            shift[i] += after / 2;
        }
    }
}
