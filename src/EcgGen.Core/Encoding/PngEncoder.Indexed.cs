// The part of the PNG writer for images of one byte per pixel and a palette: masks.
namespace EcgGen.Core.Encoders;

public static partial class PngEncoder
{
    private const byte ColorPalette = 3;

    // Indices are no quantities, but most rows repeat the one above, and runs of zeros compress fastest.
    private static readonly PngWay IndexedWay = new(PngFilter.Up, Matches: true);

    /// <summary>Gives a row of an indexed image.</summary>
    /// <param name="y">The row, from 0 at the top.</param>
    public delegate ReadOnlySpan<byte> IndexedRow(int y);

    /// <summary>Writes an image of palette indices.</summary>
    /// <param name="width">Pixels in a row, from 1.</param>
    /// <param name="height">Rows, from 1.</param>
    /// <param name="row">The indices of a row, each below the number of colours.</param>
    /// <param name="palette">1 to 256 colours, sRGB.</param>
    /// <param name="dpi">The resolution in pixels per inch, stored in whole pixels per metre; above 0, at most 10⁷.</param>
    /// <param name="output">Takes the file from where it stands; need not seek. Its exceptions go through untouched.</param>
    /// <param name="cancellation">Polled about every millisecond.</param>
    /// <exception cref="ArgumentOutOfRangeException">The resolution, a side or the palette is out of range.</exception>
    /// <exception cref="OperationCanceledException">The work was cancelled; the output holds a part of the file.</exception>
    public static void EncodeIndexed(int width, int height, IndexedRow row, IReadOnlyList<Rgb> palette, double dpi, Stream output, CancellationToken cancellation)
    {
        CheckResolution(dpi);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(width);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(height);
        if (palette.Count is 0 or > 256)
            throw new ArgumentOutOfRangeException(nameof(palette), palette.Count, "A palette has 1 to 256 colours.");
        cancellation.ThrowIfCancellationRequested();
        WriteHead(width, height, ColorPalette, dpi, output);
        byte[] colors = [.. palette.SelectMany(c => new[] { c.R, c.G, c.B })];
        WriteChunk(output, "PLTE"u8, colors);
        WriteBody(output, 1 + width, height, IndexedWay, (y, stored) =>
        {
            var filter = y == 0 ? PngFilter.None : IndexedWay.Filter;
            stored[0] = (byte)filter;
            PngFilters.Apply(filter, row(y), y > 0 ? row(y - 1) : default, stored[1..]);
        }, cancellation);
    }
}
