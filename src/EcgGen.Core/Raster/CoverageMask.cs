// How much of each pixel a shape covers.
using System.Buffers;

namespace EcgGen.Core.Raster;

/// <summary>
/// A plane of coverages, 0 (none) to 255 (all), over a rectangle of the image, in pooled memory that grows with the largest
/// rectangle asked for. One mask serves any number of shapes, one after another; outside its bounds coverage is 0.
/// </summary>
public sealed class CoverageMask : IDisposable
{
    private byte[] _coverage = [];
    private bool _disposed;

    /// <summary>The rectangle, in pixels of the image; empty at first.</summary>
    public PixelRect Bounds { get; private set; }

    /// <summary>The first column.</summary>
    public int X => Bounds.X;

    /// <summary>The first row.</summary>
    public int Y => Bounds.Y;

    /// <summary>How many columns.</summary>
    public int Width => Bounds.Width;

    /// <summary>How many rows.</summary>
    public int Height => Bounds.Height;

    /// <summary>Coverages of one row, from column <see cref="X"/> on.</summary>
    /// <param name="y">The row of the image, from <see cref="Y"/> on.</param>
    /// <exception cref="ArgumentOutOfRangeException">The row is not in the bounds.</exception>
    /// <exception cref="ObjectDisposedException">The mask was disposed.</exception>
    public Span<byte> Row(int y)
    {
        ObjectDisposedException.ThrowIf(_disposed, this);
        long row = (long)y - Y;
        if (row < 0 || row >= Height)
            throw new ArgumentOutOfRangeException(nameof(y), y, $"The mask has rows {Y} to {Y + (long)Height - 1}.");
        return _coverage.AsSpan((int)row * Width, Width);
    }

    /// <summary>All rows, <see cref="Width"/> × <see cref="Height"/> coverages.</summary>
    /// <exception cref="ObjectDisposedException">The mask was disposed.</exception>
    public Span<byte> All
    {
        get
        {
            ObjectDisposedException.ThrowIf(_disposed, this);
            return _coverage.AsSpan(0, Width * Height);
        }
    }

    /// <summary>Moves the mask to other bounds, with no coverage anywhere.</summary>
    /// <param name="bounds">The rectangle, of at most 2³¹ − 1 pixels.</param>
    /// <exception cref="ArgumentOutOfRangeException">A side is negative, or the rectangle is too large.</exception>
    /// <exception cref="ObjectDisposedException">The mask was disposed.</exception>
    public void Reset(PixelRect bounds)
    {
        ObjectDisposedException.ThrowIf(_disposed, this);
        ArgumentOutOfRangeException.ThrowIfNegative(bounds.Width, nameof(bounds));
        ArgumentOutOfRangeException.ThrowIfNegative(bounds.Height, nameof(bounds));
        long pixels = (long)bounds.Width * bounds.Height;
        ArgumentOutOfRangeException.ThrowIfGreaterThan(pixels, Array.MaxLength, nameof(bounds));
        if (pixels > _coverage.Length)
        {
            Return();
            _coverage = ArrayPool<byte>.Shared.Rent((int)pixels);
        }
        Bounds = bounds;
        _coverage.AsSpan(0, (int)pixels).Clear();
    }

    /// <summary>Gives the memory back; a second call does nothing.</summary>
    public void Dispose()
    {
        _disposed = true;
        Return();
    }

    private void Return()
    {
        var coverage = _coverage;
        _coverage = [];
        if (coverage.Length > 0)
            ArrayPool<byte>.Shared.Return(coverage);
    }
}
