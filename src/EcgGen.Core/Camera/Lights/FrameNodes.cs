// Where light is worked out: a coarse grid over the frame, as fine for a small image as for a large one.
namespace EcgGen.Core.Camera;

/// <summary>Square cells, <see cref="Cells"/> along the frame's longer side; lengths are in longer sides.</summary>
/// <param name="PixelWidth">The image's width in pixels.</param>
/// <param name="PixelHeight">The image's height in pixels.</param>
internal sealed record FrameNodes(int PixelWidth, int PixelHeight)
{
    /// <summary>Cells along the longer side: 8 to 9 pixels each at 200 dpi.</summary>
    public const int Cells = 256;

    /// <summary>Pixels between nodes.</summary>
    public double Spacing => Math.Max(PixelWidth, PixelHeight) / (double)Cells;

    /// <summary>Nodes in a row; the first lies at the frame's left edge.</summary>
    public int Columns => (int)Math.Ceiling(PixelWidth / Spacing - 1e-9) + 1;

    /// <summary>Rows of nodes; the first lies at the frame's top edge.</summary>
    public int Rows => (int)Math.Ceiling(PixelHeight / Spacing - 1e-9) + 1;

    /// <summary>The frame's width.</summary>
    public double Width => PixelWidth / (double)Math.Max(PixelWidth, PixelHeight);

    /// <summary>The frame's height.</summary>
    public double Height => PixelHeight / (double)Math.Max(PixelWidth, PixelHeight);

    /// <summary>A value for every node.</summary>
    /// <param name="at">The value at x from the left and y from the top.</param>
    public float[] Values(Func<double, double, double> at)
    {
        int columns = Columns, rows = Rows;
        var values = new float[columns * rows];
        for (int row = 0; row < rows; row++)
        {
            for (int column = 0; column < columns; column++)
                values[row * columns + column] = (float)at(column / (double)Cells, row / (double)Cells);
        }
        return values;
    }
}
