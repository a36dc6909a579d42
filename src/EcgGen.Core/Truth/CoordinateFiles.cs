// The dense maps between image and sheet as NumPy files, written row by row.
using System.Runtime.InteropServices;
using EcgGen.Core.Encoders;
using EcgGen.Core.Raster;
using EcgGen.Core.Sheet;

namespace EcgGen.Core.Truth;

/// <summary>Writes where every pixel is on the sheet, and where nodes of the sheet are in the image; float32, little-endian.</summary>
internal static class CoordinateFiles
{
    /// <summary>Distance of the nodes in mm.</summary>
    public const double NodeStep = 5;

    /// <summary>Writes height × width × 2: x and y on the sheet, in mm, of each pixel's centre; NaN beside the sheet.</summary>
    public static void WritePixels(CoordinateMap map, SheetRect sheet, int width, int height, Stream stream, CancellationToken cancellation)
    {
        stream.Write(NpyHead.Create("<f4", height, width, 2));
        var row = new float[2 * width];
        double[] xs = new double[width], ys = new double[width];
        for (int y = 0; y < height; y++)
        {
            if (y % 16 == 0)
                cancellation.ThrowIfCancellationRequested();
            map.InverseRow(0, y, xs, ys);
            for (int x = 0; x < width; x++)
            {
                bool on = xs[x] >= sheet.X && xs[x] <= sheet.Right && ys[x] >= sheet.Y && ys[x] <= sheet.Bottom;
                (row[2 * x], row[2 * x + 1]) = on ? ((float)xs[x], (float)ys[x]) : (float.NaN, float.NaN);
            }
            Write(stream, row);
        }
    }

    /// <summary>
    /// Writes rows × columns × 2: x and y in the image, in pixels, of the nodes at (column, row) · <see cref="NodeStep"/> from the
    /// sheet's top left, up to and over its right and lower edge.
    /// </summary>
    public static void WriteNodes(CoordinateMap map, SheetRect sheet, Stream stream)
    {
        int columns = (int)Math.Ceiling(sheet.Width / NodeStep) + 1, rows = (int)Math.Ceiling(sheet.Height / NodeStep) + 1;
        stream.Write(NpyHead.Create("<f4", rows, columns, 2));
        var row = new float[2 * columns];
        for (int r = 0; r < rows; r++)
        {
            for (int c = 0; c < columns; c++)
            {
                var p = map.Forward(new Point2(sheet.X + c * NodeStep, sheet.Y + r * NodeStep));
                (row[2 * c], row[2 * c + 1]) = ((float)p.X, (float)p.Y);
            }
            Write(stream, row);
        }
    }

    private static void Write(Stream stream, Span<float> row)
    {
        if (!BitConverter.IsLittleEndian)
        {
            var bits = MemoryMarshal.Cast<float, int>(row);
            System.Buffers.Binary.BinaryPrimitives.ReverseEndianness(bits, bits);
        }
        stream.Write(MemoryMarshal.AsBytes(row));
    }
}
