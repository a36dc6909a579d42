// Greys and few bits.
using EcgGen.Core.Encoders;
using EcgGen.Core.Raster;

namespace EcgGen.Core.Sensor;

/// <summary>
/// Luma (ITU-R BT.601), then the nearest of 2^bits evenly spaced values, with or without dithering, all on sRGB bytes as scanners' software does.
/// </summary>
/// <param name="stage">The resolved stage.</param>
internal sealed class ColorDepth(ColorDepthStage stage) : ImageEffect
{
    private const int RowsPerPoll = 64, MatrixSize = 8;

    // Where an error goes, in sixteenths; the last one goes below ahead.
    private const int Ahead = 7, BelowBehind = 3, Below = 5;

    private readonly int _levels = (1 << stage.BitDepth!.Value) - 1;

    public override void Apply(PixelBuffer image, PageScene scene, CancellationToken cancellation) => Apply(image, cancellation);

    /// <summary>Changes the colours.</summary>
    internal void Apply(PixelBuffer image, CancellationToken cancellation)
    {
        // Greys have one channel until the end; a row of a colour image is three interleaved.
        bool gray = stage.Grayscale!.Value;
        int channels = gray ? 1 : 3;
        if (!gray && _levels == 255)
            return;
        var luma = new byte[image.Width];
        var tables = Tables();
        // Errors that go to this row and the next, in sixteenths, with a margin of one pixel.
        int[] here = new int[channels * (image.Width + 2)], next = new int[here.Length];
        for (int y = 0; y < image.Height; y++)
        {
            if (y % RowsPerPoll == 0)
                cancellation.ThrowIfCancellationRequested();
            var row = image.Row(y);
            if (gray)
                Luma.Of(row, luma);
            var values = gray ? luma.AsSpan() : row;
            if (_levels < 255 && stage.Dither == DitherKind.FloydSteinberg)
            {
                Diffuse(values, channels, here, next);
                (here, next) = (next, here);
                next.AsSpan().Clear();
            }
            else if (_levels < 255)
            {
                Quantize(values, channels, tables[y % tables.Length]);
            }
            if (gray)
                Spread(luma, row);
        }
    }

    /// <summary>Bayer's matrix: each power of two of it spreads the one before.</summary>
    private static int Threshold(int x, int y)
    {
        int threshold = 0;
        for (int bit = 0, weight = MatrixSize * MatrixSize / 4; bit < 3; bit++, weight /= 4)
            threshold += weight * (2 * ((x ^ y) >> bit & 1) + (y >> bit & 1));
        return threshold;
    }

    /// <summary>For each row and column of the matrix what becomes of each byte; without dithering, one table.</summary>
    private byte[][][] Tables()
    {
        if (stage.Dither != DitherKind.Ordered)
            return [[[.. Enumerable.Range(0, 256).Select(v => Level((v * _levels * 2 + 255) / 510))]]];
        const int Cells = MatrixSize * MatrixSize;
        return [.. Enumerable.Range(0, MatrixSize).Select(y => Enumerable.Range(0, MatrixSize).Select(x =>
            Enumerable.Range(0, 256).Select(v => Level((2 * Cells * v * _levels + 255 * (2 * Threshold(x, y) + 1)) / (2 * Cells * 255))).ToArray()).ToArray())];
    }

    private byte Level(int level) => (byte)((level * 510 + _levels) / (2 * _levels));

    private static void Quantize(Span<byte> values, int channels, byte[][] tables)
    {
        for (int i = 0, x = 0; i < values.Length; i += channels, x++)
        {
            var table = tables[x % tables.Length];
            for (int c = 0; c < channels; c++)
                values[i + c] = table[values[i + c]];
        }
    }

    private void Diffuse(Span<byte> values, int channels, int[] here, int[] next)
    {
        for (int i = 0; i < values.Length; i++)
        {
            int wanted = 16 * values[i] + here[i + channels];
            byte found = Level(Math.Clamp((wanted * _levels + 8 * 255) / (16 * 255), 0, _levels));
            values[i] = found;
            // The last share takes what rounding leaves, so that nothing is lost.
            int error = wanted - 16 * found;
            int ahead = error * Ahead / 16, behind = error * BelowBehind / 16, below = error * Below / 16;
            here[i + 2 * channels] += ahead;
            next[i] += behind;
            next[i + channels] += below;
            next[i + 2 * channels] += error - ahead - behind - below;
        }
    }

    private static void Spread(ReadOnlySpan<byte> gray, Span<byte> row)
    {
        for (int x = 0, i = 0; x < gray.Length; x++, i += 3)
            row[i] = row[i + 1] = row[i + 2] = gray[x];
    }
}
