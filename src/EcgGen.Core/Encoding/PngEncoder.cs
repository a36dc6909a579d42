// Writes PNG files: 8-bit RGB or palette with its resolution, fast rather than small.
// (The namespace is Encoders because one named Encoding would hide System.Text.Encoding in all of the core.)
using System.Buffers;
using System.Buffers.Binary;
using System.IO.Hashing;
using EcgGen.Core.Raster;

namespace EcgGen.Core.Encoders;

/// <summary>
/// PNG (ISO/IEC 15948) through the zlib-ng inside .NET, or <see cref="LiteralDeflate"/>, with own filters: several times faster than Skia's encoder. Equal
/// pixels give equal bytes on one build of .NET.
/// </summary>
public static partial class PngEncoder
{
    // Rows are compressed in batches: large enough to make calls cheap, small enough for the second-level cache and for
    // cancellation within a millisecond.
    private const int BatchBytes = 64 << 10;

    private const byte ColorRgb = 2;

    /// <summary>Writes what the file stores of a row: the filter's number, then the filtered bytes.</summary>
    private delegate void RowWriter(int y, Span<byte> stored);

    /// <summary>Writes an image.</summary>
    /// <param name="image">The pixels, sRGB.</param>
    /// <param name="dpi">The resolution in pixels per inch, stored in whole pixels per metre; above 0, at most 10⁷.</param>
    /// <param name="output">Takes the file from where it stands; need not seek. Its exceptions go through untouched.</param>
    /// <param name="cancellation">Polled about every millisecond.</param>
    /// <exception cref="ArgumentOutOfRangeException">The resolution is out of range.</exception>
    /// <exception cref="OperationCanceledException">The work was cancelled; the output holds a part of the file.</exception>
    public static void Encode(PixelBuffer image, double dpi, Stream output, CancellationToken cancellation)
    {
        CheckResolution(dpi);
        cancellation.ThrowIfCancellationRequested();
        var way = PngTuning.Choose(image);
        WriteHead(image.Width, image.Height, ColorRgb, dpi, output);
        WriteBody(output, 1 + image.Stride, image.Height, way, (y, stored) => FilterRow(image, y, way.Filter, stored), cancellation);
        GC.KeepAlive(image);
    }

    private static void CheckResolution(double dpi)
    {
        if (!(dpi > 0 && dpi <= 1e7))
            throw new ArgumentOutOfRangeException(nameof(dpi), dpi, "The resolution must be above 0 and at most 10 million dpi.");
    }

    private static void WriteHead(int width, int height, byte color, double dpi, Stream output)
    {
        output.Write([0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]);
        Span<byte> header = stackalloc byte[13];
        BinaryPrimitives.WriteInt32BigEndian(header, width);
        BinaryPrimitives.WriteInt32BigEndian(header[4..], height);
        header[8] = 8; // bits per channel
        header[9] = color;
        header[10..].Clear(); // deflate, the five filters, not interlaced
        WriteChunk(output, "IHDR"u8, header);
        WriteChunk(output, "sRGB"u8, [0]); // perceptual
        Span<byte> resolution = stackalloc byte[9];
        int perMetre = (int)Math.Round(dpi / 0.0254);
        BinaryPrimitives.WriteInt32BigEndian(resolution, perMetre);
        BinaryPrimitives.WriteInt32BigEndian(resolution[4..], perMetre);
        resolution[8] = 1; // the unit is the metre
        WriteChunk(output, "pHYs"u8, resolution);
    }

    private static void WriteChunk(Stream output, ReadOnlySpan<byte> type, ReadOnlySpan<byte> data)
    {
        Span<byte> chunk = stackalloc byte[12 + data.Length];
        BinaryPrimitives.WriteInt32BigEndian(chunk, data.Length);
        type.CopyTo(chunk[4..]);
        data.CopyTo(chunk[8..]);
        BinaryPrimitives.WriteUInt32BigEndian(chunk[^4..], Crc32.HashToUInt32(chunk[4..^4]));
        output.Write(chunk);
    }

    private static void WriteBody(Stream output, int stored, int height, PngWay way, RowWriter write, CancellationToken cancellation)
    {
        using (var idat = new IdatStream(output))
        {
            Compress(idat, stored, height, way, write, cancellation);
            idat.Complete();
        }
        WriteChunk(output, "IEND"u8, []);
    }

    private static void Compress(IdatStream idat, int stored, int height, PngWay way, RowWriter write, CancellationToken cancellation)
    {
        int rows = Math.Clamp(BatchBytes / stored, 1, height);
        byte[] batch = ArrayPool<byte>.Shared.Rent(rows * stored);
        try
        {
            using var zlib = way.Deflate(idat);
            try
            {
                for (int y = 0; y < height; y += rows)
                {
                    cancellation.ThrowIfCancellationRequested();
                    rows = Math.Min(rows, height - y);
                    for (int i = 0; i < rows; i++)
                        write(y + i, batch.AsSpan(i * stored, stored));
                    zlib.Write(batch.AsSpan(0, rows * stored));
                }
            }
            catch
            {
                // Else the end of the deflate stream, written when it is disposed, would follow the failure.
                idat.Abandon();
                throw;
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(batch);
        }
    }

    private static void FilterRow(PixelBuffer image, int y, PngFilter filter, Span<byte> stored)
    {
        // Above the first row there are zeros, and less zeros a row is itself; Sub does not look up.
        if (y == 0)
            filter = PngFilter.Sub;
        stored[0] = (byte)filter;
        PngFilters.Apply(filter, image.Row(y), y > 0 ? image.Row(y - 1) : default, stored[1..]);
    }
}
