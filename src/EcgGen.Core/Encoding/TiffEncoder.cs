// Writes TIFF files as archives have them: colour, grey, or black and white.
using System.Numerics.Tensors;
using EcgGen.Core.Raster;

namespace EcgGen.Core.Encoders;

/// <summary>What a TIFF file's pixels are.</summary>
public enum TiffKind
{
    /// <summary>8-bit RGB.</summary>
    Rgb,
    /// <summary>8-bit grey, the luma of ITU-R BT.601, which is what image libraries make of colours.</summary>
    Gray,
    /// <summary>1 bit: black where the luma is below 128, as scanners and fax machines decide by default.</summary>
    Bilevel,
}

/// <summary>
/// Baseline TIFF 6.0 in strips: RGB and grey with Deflate (Adobe's supplement 2, with horizontal differencing for noisy images),
/// bilevel with CCITT Group 4. Equal pixels give equal bytes on one build of .NET.
/// </summary>
public static class TiffEncoder
{
    private const int StripBytes = 1 << 20;
    private const int RowsPerPoll = 64;
    private const uint Group4 = 4, Deflate = 8;
    private const uint WhiteIsZero = 0, BlackIsZero = 1, RgbColors = 2;

    /// <summary>Writes an image.</summary>
    /// <param name="image">The pixels, sRGB.</param>
    /// <param name="dpi">The resolution in pixels per inch, stored in thousandths; above 0, at most 4 million.</param>
    /// <param name="kind">What to store.</param>
    /// <param name="output">Takes the file from where it stands; need not seek. Its exceptions go through untouched.</param>
    /// <param name="cancellation">Polled about every millisecond.</param>
    /// <exception cref="ArgumentOutOfRangeException">The resolution is out of range.</exception>
    /// <exception cref="OperationCanceledException">The work was cancelled; nothing was written.</exception>
    public static void Encode(PixelBuffer image, double dpi, TiffKind kind, Stream output, CancellationToken cancellation)
    {
        uint channels = kind == TiffKind.Rgb ? 3u : 1;
        var directory = new TiffDirectory();
        directory.SetResolution(dpi);
        directory.SetLong(256, [(uint)image.Width]);
        directory.SetLong(257, [(uint)image.Height]);
        directory.SetShort(258, [.. Enumerable.Repeat(kind == TiffKind.Bilevel ? 1u : 8, (int)channels)]); // bits
        directory.SetShort(262, kind switch { TiffKind.Rgb => RgbColors, TiffKind.Gray => BlackIsZero, _ => WhiteIsZero });
        directory.SetShort(277, channels);
        directory.SetShort(284, 1); // pixel by pixel

        // The strips come first: where they stand and how long they are is said before them.
        int rowBytes = kind == TiffKind.Bilevel ? (image.Width + 7) / 8 : (int)channels * image.Width;
        int rows = Math.Clamp(StripBytes / rowBytes, 1, image.Height);
        using var data = new MemoryStream();
        var ends = kind == TiffKind.Bilevel
            ? WriteBilevel(image, rows, data, directory, cancellation)
            : WriteBytes(image, rows, (int)channels, data, directory, cancellation);
        directory.SetLong(278, [(uint)rows]);
        directory.SetLong(273, new uint[ends.Count]);
        directory.SetLong(279, [.. ends.Select((end, i) => end - (i > 0 ? ends[i - 1] : 0))]);
        directory.SetLong(273, [.. ends.Select((_, i) => (uint)directory.Size + (i > 0 ? ends[i - 1] : 0))]);
        output.Write(directory.ToBytes());
        data.WriteTo(output);
    }

    private static List<uint> WriteBytes(PixelBuffer image, int stripRows, int channels, MemoryStream data, TiffDirectory directory, CancellationToken cancellation)
    {
        var way = PngTuning.Choose(image);
        bool differences = way.Filter != PngFilter.None;
        directory.SetShort(259, Deflate);
        directory.SetShort(317, differences ? 2u : 1);
        var ends = new List<uint>();
        var row = new byte[channels * image.Width];
        var residual = new byte[row.Length];
        for (int y = 0; y < image.Height; y += stripRows)
        {
            using (var zlib = way.Deflate(data))
            {
                for (int i = y; i < Math.Min(y + stripRows, image.Height); i++)
                {
                    if (i % RowsPerPoll == 0)
                        cancellation.ThrowIfCancellationRequested();
                    ReadOnlySpan<byte> pixels = image.Row(i);
                    if (channels == 1)
                    {
                        Luma.Of(pixels, row);
                        pixels = row;
                    }
                    if (differences)
                    {
                        pixels[..channels].CopyTo(residual);
                        TensorPrimitives.Subtract(pixels[channels..], pixels[..^channels], residual.AsSpan(channels));
                        pixels = residual;
                    }
                    zlib.Write(pixels);
                }
            }
            ends.Add((uint)data.Length);
        }
        return ends;
    }

    private static List<uint> WriteBilevel(PixelBuffer image, int stripRows, MemoryStream data, TiffDirectory directory, CancellationToken cancellation)
    {
        directory.SetShort(259, Group4);
        directory.SetLong(293, [0]); // all coded in two dimensions
        var ends = new List<uint>();
        var gray = new byte[image.Width];
        for (int y = 0; y < image.Height; y += stripRows)
        {
            var strip = new Group4Encoder(data, image.Width);
            for (int i = y; i < Math.Min(y + stripRows, image.Height); i++)
            {
                if (i % RowsPerPoll == 0)
                    cancellation.ThrowIfCancellationRequested();
                Luma.Of(image.Row(i), gray);
                strip.Add(gray);
            }
            strip.Complete();
            ends.Add((uint)data.Length);
        }
        return ends;
    }
}
