// What a machine's sensor sees of a sheet: one tone per pixel, in linear light.
using System.Buffers;
using EcgGen.Core.Raster;

namespace EcgGen.Core.Reproduction;

/// <summary>
/// A plane of reflectances relative to the sheet's blank paper, which is <see cref="Paper"/>; what is brighter has some room. In pooled memory.
/// </summary>
internal sealed class TonePlane : IDisposable
{
    /// <summary>Blank paper.</summary>
    public const short Paper = 24576;

    // Luminance of linear sRGB (ITU-R BT.709).
    private static readonly double[] s_luminance = [0.2126, 0.7152, 0.0722];

    // Every so many pixels of every so many rows tell what the paper's level is: most of a page is blank, whatever is on the rest.
    private const int SampleStep = 5;
    private const double BlankFrom = 0.8;

    private short[] _values;

    /// <summary>Takes memory for a plane; what it holds is anything.</summary>
    /// <param name="width">Pixels in a row.</param>
    /// <param name="height">Rows.</param>
    public TonePlane(int width, int height)
    {
        (Width, Height) = (width, height);
        _values = ArrayPool<short>.Shared.Rent(width * height);
    }

    /// <summary>Pixels in a row.</summary>
    public int Width { get; }

    /// <summary>Rows.</summary>
    public int Height { get; }

    /// <summary>One row.</summary>
    public Span<short> Row(int y) => _values.AsSpan(y * Width, Width);

    /// <summary>The weights of the channels' linear light in a tone.</summary>
    /// <param name="channel">0–2 for a channel alone, null for luminance.</param>
    public static double[] Weights(int? channel) => channel is null ? s_luminance : [channel == 0 ? 1 : 0, channel == 1 ? 1 : 0, channel == 2 ? 1 : 0];

    /// <summary>How bright a sheet's blank paper is, in linear light, 0–1, and never quite black.</summary>
    /// <param name="sheet">The sheet.</param>
    /// <param name="weights">Of the channels.</param>
    public static double BlankLevel(PixelBuffer sheet, double[] weights)
    {
        var counts = new int[1024];
        int all = 0;
        for (int y = SampleStep / 2; y < sheet.Height; y += SampleStep)
        {
            var row = sheet.Row(y);
            for (int x = 3 * (SampleStep / 2); x + 2 < row.Length; x += 3 * SampleStep, all++)
                counts[(int)((weights[0] * LinearLight.FromSrgb(row[x]) + weights[1] * LinearLight.FromSrgb(row[x + 1]) + weights[2] * LinearLight.FromSrgb(row[x + 2])) / 65536 * counts.Length)]++;
        }
        int level = 0;
        for (int below = counts[0]; below < BlankFrom * all; below += counts[level])
            level++;
        return Math.Max(0.02, (level + 0.5) / counts.Length);
    }

    /// <summary>Reads a sheet.</summary>
    /// <param name="sheet">The sheet, as large as the plane.</param>
    /// <param name="weights">Of the channels.</param>
    /// <param name="cancellation">Polled every few rows.</param>
    public void Load(PixelBuffer sheet, double[] weights, CancellationToken cancellation)
    {
        // The machine sets its exposure by the paper.
        double exposure = Paper / BlankLevel(sheet, weights) / 65535;
        int[][] tables = [.. weights.Select(w => Enumerable.Range(0, 256).Select(i => (int)Math.Round(256 * w * exposure * LinearLight.FromSrgb((byte)i))).ToArray())];
        ReadOnlySpan<int> red = tables[0].AsSpan(0, 256), green = tables[1].AsSpan(0, 256), blue = tables[2].AsSpan(0, 256);
        for (int y = 0; y < Height; y++)
        {
            if (y % 64 == 0)
                cancellation.ThrowIfCancellationRequested();
            var from = sheet.Row(y);
            var to = Row(y);
            for (int x = 0, i = 0; x < to.Length && i + 2 < from.Length; x++, i += 3)
                to[x] = (short)Math.Min(short.MaxValue, red[from[i]] + green[from[i + 1]] + blue[from[i + 2]] + 128 >> 8);
        }
    }

    /// <summary>Writes the plane to a sheet of white paper.</summary>
    /// <param name="sheet">The sheet, as large as the plane.</param>
    /// <param name="channel">0–2 for a channel alone, null for all.</param>
    /// <param name="paper">The paper's linear light, 0–1.</param>
    /// <param name="cancellation">Polled every few rows.</param>
    public void Store(PixelBuffer sheet, int? channel, double paper, CancellationToken cancellation)
    {
        // Steps of 1/4 of what an sRGB byte takes where it is darkest are fine enough.
        const int Shift = 2;
        var bytes = new byte[(1 << 15 - Shift) + 1];
        for (int i = 0; i < bytes.Length; i++)
            bytes[i] = LinearLight.ToSrgb((int)Math.Min(65535, Math.Round(65535 * paper * (i << Shift) / Paper)));
        for (int y = 0; y < Height; y++)
        {
            if (y % 64 == 0)
                cancellation.ThrowIfCancellationRequested();
            var from = Row(y);
            var to = sheet.Row(y);
            if (channel is { } one)
            {
                for (int x = 0, i = one; x < from.Length; x++, i += 3)
                    to[i] = bytes[from[x] + 2 >> Shift];
                continue;
            }
            for (int x = 0, i = 0; x < from.Length && i + 2 < to.Length; x++, i += 3)
                to[i] = to[i + 1] = to[i + 2] = bytes[from[x] + 2 >> Shift];
        }
    }

    /// <summary>Gives the memory back.</summary>
    public void Dispose()
    {
        var values = _values;
        _values = [];
        if (values.Length > 0)
            ArrayPool<short>.Shared.Return(values);
    }
}
