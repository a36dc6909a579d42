// One value per pixel: the topmost ink that covers at least half of it.
using System.Buffers;
using System.Numerics;
using EcgGen.Core.Raster;

namespace EcgGen.Core.Truth;

/// <summary>An 8-bit plane of <see cref="MaskPalette"/>'s values, in pooled memory; whatever is added covers what was there.</summary>
public sealed class IndexMask : IDisposable
{
    /// <summary>The least coverage that makes a pixel an ink's: half, rounded up.</summary>
    public const byte Threshold = 128;

    private byte[] _values;

    /// <summary>Makes a mask of background.</summary>
    public IndexMask(int width, int height)
    {
        (Width, Height) = (width, height);
        _values = ArrayPool<byte>.Shared.Rent(checked(width * height));
        _values.AsSpan(0, width * height).Clear();
    }

    /// <summary>Pixels in a row.</summary>
    public int Width { get; }

    /// <summary>Rows.</summary>
    public int Height { get; }

    /// <summary>The values of a row.</summary>
    public ReadOnlySpan<byte> Row(int y) => _values.AsSpan(y * Width, Width);

    /// <summary>Gives a value to every pixel that an ink covers.</summary>
    /// <param name="ink">The ink's coverage, within the image.</param>
    /// <param name="value">The value.</param>
    public void Add(CoverageMask ink, byte value)
    {
        for (int y = ink.Y; y < ink.Y + ink.Height; y++)
            AddRow(ink.Row(y), value, _values.AsSpan(y * Width + ink.X, ink.Width));
    }

    /// <summary>Gives a value to every pixel that an ink covers.</summary>
    /// <param name="ink">The ink's coverage.</param>
    /// <param name="value">The value.</param>
    public void Add(CoveragePlane ink, byte value)
    {
        foreach (var (left, top, pixels) in ink.Tiles)
        {
            int width = Math.Min(CoveragePlane.TileSize, Width - left);
            for (int y = 0; y < Math.Min(CoveragePlane.TileSize, Height - top); y++)
                AddRow(pixels.AsSpan(y * CoveragePlane.TileSize, width), value, _values.AsSpan((top + y) * Width + left, width));
        }
    }

    private static void AddRow(ReadOnlySpan<byte> coverage, byte value, Span<byte> row)
    {
        var values = Vector.Create(value);
        var threshold = Vector.Create(Threshold);
        int x = 0;
        for (; x <= row.Length - Vector<byte>.Count; x += Vector<byte>.Count)
        {
            var covered = Vector.GreaterThanOrEqual(new Vector<byte>(coverage[x..]), threshold);
            if (covered != Vector<byte>.Zero)
                Vector.ConditionalSelect(covered, values, new Vector<byte>(row[x..])).CopyTo(row[x..]);
        }
        for (; x < row.Length; x++)
        {
            if (coverage[x] >= Threshold)
                row[x] = value;
        }
    }

    /// <summary>Gives the memory back; a second call does nothing.</summary>
    public void Dispose()
    {
        var values = _values;
        _values = [];
        if (values.Length > 0)
            ArrayPool<byte>.Shared.Return(values);
    }
}
