// How much paper is left over a sheet: holes and torn edges.
using System.Buffers;

namespace EcgGen.Core.Raster;

/// <summary>A plane of coverage, 0–255, in pooled memory, all 255 at first.</summary>
public sealed class PaperPlane : IDisposable
{
    private readonly int _width, _height;
    private byte[] _values;

    /// <summary>Takes memory.</summary>
    /// <param name="width">Pixels in a row.</param>
    /// <param name="height">Rows.</param>
    public PaperPlane(int width, int height)
    {
        (_width, _height) = (width, height);
        _values = ArrayPool<byte>.Shared.Rent(width * height);
        _values.AsSpan(0, width * height).Fill(255);
    }

    /// <summary>All rows; memory beyond the last one is anything.</summary>
    public byte[] Values => _values;

    /// <summary>Parts of the sheet; outside them no paper is missing. Whoever takes some away says so here.</summary>
    public List<PixelRect> Holes { get; } = [];

    /// <summary>One row.</summary>
    public Span<byte> Row(int y) => _values.AsSpan(y * _width, _width);

    /// <summary>Takes paper away.</summary>
    /// <param name="hole">How much of each pixel is taken.</param>
    public void Cut(CoverageMask hole)
    {
        Holes.Add(hole.Bounds);
        for (int y = hole.Y; y < hole.Y + hole.Height; y++)
        {
            var taken = hole.Row(y);
            var left = Row(y).Slice(hole.X, hole.Width);
            for (int x = 0; x < taken.Length; x++)
                left[x] = Math.Min(left[x], (byte)(255 - taken[x]));
        }
    }

    /// <summary>Shows what lies behind a sheet where its paper is missing.</summary>
    public void Apply(PixelBuffer sheet, Rgb behind)
    {
        for (int y = 0; y < _height; y++)
        {
            var paper = Row(y);
            int x = paper.IndexOfAnyExcept((byte)255);
            if (x < 0)
                continue;
            var row = sheet.Row(y);
            for (; x < paper.Length; x++)
            {
                if (paper[x] == 255)
                    continue;
                var pixel = row.Slice(3 * x, 3);
                pixel[0] = LinearLight.Mix(behind.R, LinearLight.FromSrgb(pixel[0]), paper[x]);
                pixel[1] = LinearLight.Mix(behind.G, LinearLight.FromSrgb(pixel[1]), paper[x]);
                pixel[2] = LinearLight.Mix(behind.B, LinearLight.FromSrgb(pixel[2]), paper[x]);
            }
        }
    }

    /// <summary>Gives the memory back.</summary>
    public void Dispose()
    {
        var values = _values;
        _values = [];
        if (values.Length > 0)
            ArrayPool<byte>.Shared.Return(values);
    }
}
