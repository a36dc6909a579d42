// Factors of light over a sheet: shadows and shine multiply what the paper reflects, in linear light.
using System.Buffers;

namespace EcgGen.Core.Raster;

/// <summary>A plane of factors in units of 1 / <see cref="One"/>, in pooled memory, all 1 at first.</summary>
public sealed class LightPlane : IDisposable
{
    /// <summary>The factor 1.</summary>
    public const short One = 1 << 14;

    private short[] _factors;

    /// <summary>Takes memory.</summary>
    /// <param name="width">Pixels in a row.</param>
    /// <param name="height">Rows.</param>
    public LightPlane(int width, int height)
    {
        (Width, Height) = (width, height);
        _factors = ArrayPool<short>.Shared.Rent(width * height);
        _factors.AsSpan(0, width * height).Fill(One);
    }

    /// <summary>Pixels in a row.</summary>
    public int Width { get; }

    /// <summary>Rows.</summary>
    public int Height { get; }

    /// <summary>One row's factors, from 0 to just below 2.</summary>
    public Span<short> Row(int y) => _factors.AsSpan(y * Width, Width);

    /// <summary>Multiplies an image, in linear light, by the factors at the same places.</summary>
    /// <param name="image">The image, as large as the plane.</param>
    /// <param name="cancellation">Polled every few rows.</param>
    public void Apply(PixelBuffer image, CancellationToken cancellation)
    {
        for (int y = 0; y < Height; y++)
        {
            if (y % 64 == 0)
                cancellation.ThrowIfCancellationRequested();
            var factors = Row(y);
            int first = factors.IndexOfAnyExcept(One);
            if (first < 0)
                continue;
            var row = image.Row(y);
            for (int x = first; x < factors.Length; x++)
            {
                int factor = factors[x];
                if (factor == One)
                    continue;
                var pixel = row.Slice(3 * x, 3);
                pixel[0] = Scale(pixel[0], factor);
                pixel[1] = Scale(pixel[1], factor);
                pixel[2] = Scale(pixel[2], factor);
            }
        }
    }

    /// <summary>Gives the memory back.</summary>
    public void Dispose()
    {
        var factors = _factors;
        _factors = [];
        if (factors.Length > 0)
            ArrayPool<short>.Shared.Return(factors);
    }

    private static byte Scale(byte value, int factor) => LinearLight.ToSrgb(Math.Min(65535, (int)((uint)LinearLight.FromSrgb(value) * (uint)factor >> 14)));
}
