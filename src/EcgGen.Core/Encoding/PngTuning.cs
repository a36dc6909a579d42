// Which filter and which kind of deflate suit an image: decided by a look at a few of its rows.
using System.Buffers;
using EcgGen.Core.Raster;

namespace EcgGen.Core.Encoders;

/// <summary>
/// Chooses how to compress. What was measured on pages of 2200 × 1700 decides between four ways:
/// a noisy image has nothing to match, so Huffman codes alone are both faster and smaller than zlib's level 1 (7.4 MB against
/// 11.3 MB); a quiet one is full of matches (10 ms, 1.1 MB). Paeth is the best filter for all but images of
/// few colours: those match better as they are, and noise that is clipped at white piles up in few values. Choosing
/// a filter anew for each row saves at most 3 % and takes longer than all the rest.
/// </summary>
internal static class PngTuning
{
    private const int SampledRows = 24;
    // Where this part of the differences is zero, the image is quiet: clean pages have 0.58–0.83 from 90 dpi on, noise of σ = 1 has
    // 0.26. Below it a trial decides: the lines of a clean page of fewer dots are as dense as noise, but its rows repeat.
    private const double QuietZeros = 0.5;
    private const int TrialBytes = 64 << 10;
    // Bits per byte below which an image counts as one of few colours: clean pages have 4.8, under uneven light 7.3.
    private const double FewColors = 6;

    /// <summary>The filter for all rows, and whether matches are looked for; the same for the same pixels.</summary>
    public static PngWay Choose(PixelBuffer image)
    {
        if (image.Height == 1)
            return new(PngFilter.None, Matches: true);
        Span<int> plain = stackalloc int[256], differences = stackalloc int[256];
        plain.Clear();
        differences.Clear();
        byte[] residual = ArrayPool<byte>.Shared.Rent(image.Stride);
        int samples = Math.Min(SampledRows, image.Height - 1);
        for (int i = 0; i < samples; i++)
        {
            int y = 1 + (int)((2 * i + 1L) * (image.Height - 1) / (2 * samples));
            PngFilters.Apply(PngFilter.Paeth, image.Row(y), image.Row(y - 1), residual);
            Count(image.Row(y), plain);
            Count(residual.AsSpan(0, image.Stride), differences);
        }
        ArrayPool<byte>.Shared.Return(residual);

        double total = (double)samples * image.Stride, bits = Entropy(plain, total);
        var quiet = new PngWay(bits < FewColors ? PngFilter.None : PngFilter.Paeth, Matches: true);
        if (differences[0] >= QuietZeros * total)
            return quiet;
        var noisy = new PngWay(bits < Entropy(differences, total) ? PngFilter.None : PngFilter.Paeth, Matches: false);
        return TrialLength(image, quiet) < TrialLength(image, noisy) ? quiet : noisy;
    }

    /// <summary>Bytes that a band in the image's middle comes to.</summary>
    private static long TrialLength(PixelBuffer image, PngWay way)
    {
        int rows = Math.Clamp(TrialBytes / image.Stride, 1, image.Height - 1), first = 1 + (image.Height - 1 - rows) / 2;
        byte[] residual = ArrayPool<byte>.Shared.Rent(image.Stride);
        var output = new CountingStream();
        using (var zlib = way.Deflate(output))
        {
            for (int y = first; y < first + rows; y++)
            {
                PngFilters.Apply(way.Filter, image.Row(y), image.Row(y - 1), residual);
                zlib.Write(residual, 0, image.Stride);
            }
        }
        ArrayPool<byte>.Shared.Return(residual);
        return output.Length;
    }

    private static void Count(ReadOnlySpan<byte> bytes, Span<int> histogram)
    {
        foreach (byte b in bytes)
            histogram[b]++;
    }

    // In bits per byte: what Huffman codes come near to.
    private static double Entropy(ReadOnlySpan<int> histogram, double total)
    {
        double bits = 0;
        foreach (int n in histogram)
        {
            if (n > 0)
                bits -= n / total * Math.Log2(n / total);
        }
        return bits;
    }
}
