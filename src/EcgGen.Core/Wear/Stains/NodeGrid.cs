// Where the nodes of large stains are, and which pixels they say something about.
using EcgGen.Core.Raster;
using EcgGen.Core.Sheet;

namespace EcgGen.Core.Wear.Stains;

/// <summary>Nodes over a part of a sheet, at whole steps from the sheet's corner, so that the raster's size plays no part in where they are.</summary>
internal readonly struct NodeGrid
{
    /// <summary>Lays nodes.</summary>
    /// <param name="box">The part, in mm; what of it is beyond the sheet doesn't count.</param>
    /// <param name="pitch">mm between nodes.</param>
    /// <param name="width">The raster's width.</param>
    /// <param name="height">The raster's height.</param>
    /// <param name="scale">Its pixels per mm.</param>
    public NodeGrid(SheetRect box, double pitch, int width, int height, double scale)
    {
        (Pitch, Scale) = (pitch, scale);
        double left = Math.Floor(Math.Max(0, box.X) / pitch) * pitch, top = Math.Floor(Math.Max(0, box.Y) / pitch) * pitch;
        Box = new SheetRect(left, top, Math.Max(0, Math.Min(box.Right, width / scale) - left), Math.Max(0, Math.Min(box.Bottom, height / scale) - top));
        Pixels = StainMark.Pixels(Box, width, height, scale);
        (Columns, Rows) = ((int)(Box.Width / pitch) + 2, (int)(Box.Height / pitch) + 2);
    }

    /// <summary>The part on the sheet, from the first node.</summary>
    public SheetRect Box { get; }

    /// <summary>mm between nodes.</summary>
    public double Pitch { get; }

    /// <summary>Pixels per mm.</summary>
    public double Scale { get; }

    /// <summary>The pixels whose centres are in the box.</summary>
    public PixelRect Pixels { get; }

    /// <summary>Nodes in a row.</summary>
    public int Columns { get; }

    /// <summary>Rows of nodes.</summary>
    public int Rows { get; }

    /// <summary>A node's place on the sheet in mm, nodes counted row by row.</summary>
    public Point2 Node(int index) => new(Box.X + index % Columns * Pitch, Box.Y + index / Columns * Pitch);

    /// <summary>The row of nodes above a row of pixels, and how far below it the pixels' centres are, in parts of the pitch.</summary>
    public (int Row, double Part) RowAt(int y)
    {
        double v = ((y + 0.5) / Scale - Box.Y) / Pitch;
        return ((int)v, v - (int)v);
    }

    /// <summary>The first pixel, counted from the box's, whose centre is not left of a node; no less than a pixel before.</summary>
    public int PixelAt(int column, int before) => (int)Math.Clamp(Math.Ceiling((Box.X + column * Pitch) * Scale - 0.5) - Pixels.X, before, Pixels.Width);

    /// <summary>How far a pixel, counted from the box's, is behind a node, in parts of the pitch.</summary>
    public double Behind(int pixel, int column) => ((Pixels.X + pixel + 0.5) / Scale - Box.X) / Pitch - column;
}
