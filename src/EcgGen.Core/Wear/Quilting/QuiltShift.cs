// Shifts the paper as the patches of a quilt were shifted where they come from.
namespace EcgGen.Core.Wear.Quilting;

/// <summary>
/// Joins the shifts of a quilt's patches: where patches overlap one passes smoothly into the other, and each is moved as a whole to agree with
/// its neighbours as well as it can, so that the sum is continuous.
/// </summary>
internal static class QuiltShift
{
    // How much of its neighbours' offset a patch takes over; the rest fades from patch to patch.
    private const float Keep = 0.8f;

    /// <summary>Adds the shifts to a field.</summary>
    /// <param name="quilt">A quilt of a texture whose shift is known; its left top corner lies at the field's.</param>
    /// <param name="field">The field.</param>
    /// <param name="strength">Times the shift, 0–1.</param>
    /// <param name="cancellation">Polled for each row of patches.</param>
    public static void Add(Quilt quilt, Displacement field, double strength, CancellationToken cancellation)
    {
        var grid = quilt.Grid;
        var shift = quilt.Texture.Shift!;
        var joined = new Plane(field.Columns, field.Rows);
        var strip = new Plane(field.Columns, field.Rows);
        var ramp = new float[grid.Patch + 1];
        for (int i = 0; i < ramp.Length; i++)
        {
            float t = Math.Min(1, (i + 0.5f) / grid.Overlap);
            ramp[i] = t * t * (3 - 2 * t);
        }
        for (int row = 0; row < grid.Rows; row++)
        {
            cancellation.ThrowIfCancellationRequested();
            int top = row * grid.Step;
            var (firstRow, lastRow) = Nodes(top, grid.Patch, field.Rows);
            for (int column = 0; column < grid.Columns; column++)
            {
                int left = column * grid.Step;
                var (first, last) = Nodes(left, grid.Patch, field.Columns);
                var source = quilt.Source(column, row);
                (float X, float Y) At(int node, int nodeRow) => shift.At(
                    (source.X + Sample(node) - left) / QuiltTexture.PerMm, (source.Y + Sample(nodeRow) - top) / QuiltTexture.PerMm);
                float offsetX = 0, offsetY = 0;
                int count = 0;
                for (int y = firstRow; y < lastRow; y++)
                {
                    for (int x = first; x < last; x++)
                    {
                        var there = column > 0 && Sample(x) - left < grid.Overlap ? strip : row > 0 && Sample(y) - top < grid.Overlap ? joined : null;
                        if (there is null)
                            continue;
                        var (sx, sy) = At(x, y);
                        offsetX += there.X[y * field.Columns + x] - sx;
                        offsetY += there.Y[y * field.Columns + x] - sy;
                        count++;
                    }
                }
                if (count > 0)
                    (offsetX, offsetY) = (offsetX * Keep / count, offsetY * Keep / count);
                for (int y = firstRow; y < lastRow; y++)
                {
                    for (int x = first; x < last; x++)
                    {
                        var (sx, sy) = At(x, y);
                        strip.Mix(y * field.Columns + x, sx + offsetX, sy + offsetY, column > 0 ? ramp[(int)(Sample(x) - left)] : 1);
                    }
                }
            }
            for (int y = firstRow; y < lastRow; y++)
            {
                float part = row > 0 ? ramp[(int)(Sample(y) - top)] : 1;
                for (int i = y * field.Columns; i < (y + 1) * field.Columns; i++)
                    joined.Mix(i, strip.X[i], strip.Y[i], part);
            }
        }
        for (int row = 0; row < field.Rows; row++)
        {
            var x = field.X(row);
            var y = field.Y(row);
            for (int column = 0; column < x.Length; column++)
            {
                x[column] += (float)strength * joined.X[row * field.Columns + column];
                y[column] += (float)strength * joined.Y[row * field.Columns + column];
            }
        }
    }

    /// <summary>Where a node lies, in samples of the quilt.</summary>
    private static float Sample(int node) => (float)(node * Displacement.Step * QuiltTexture.PerMm);

    /// <summary>The nodes that lie in a patch.</summary>
    private static (int First, int End) Nodes(int from, int patch, int count)
    {
        const int PerNode = (int)(Displacement.Step * QuiltTexture.PerMm);
        return ((from + PerNode - 1) / PerNode, Math.Min(count, (from + patch - 1) / PerNode + 1));
    }

    /// <summary>Shifts at nodes.</summary>
    private sealed class Plane(int columns, int rows)
    {
        public float[] X { get; } = new float[columns * rows];

        public float[] Y { get; } = new float[columns * rows];

        public void Mix(int i, float x, float y, float part)
        {
            X[i] += (x - X[i]) * part;
            Y[i] += (y - Y[i]) * part;
        }
    }
}
