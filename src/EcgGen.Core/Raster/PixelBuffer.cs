// The finished image: RGB bytes outside the managed heap.
namespace EcgGen.Core.Raster;

/// <summary>
/// An RGB image, 8 bits per channel, interleaved R, G, B, rows from top to bottom without gaps, in pooled native memory. A
/// new buffer holds arbitrary bytes. Pointers and spans are valid until <see cref="Dispose"/>; whoever uses them keeps the
/// buffer itself alive (<c>using</c> does), since a forgotten buffer is freed by its finalizer.
/// </summary>
public sealed unsafe class PixelBuffer : IDisposable
{
    private readonly NativePool _pool;
    private readonly NativeBlock _block;
    private nint _address;

    /// <summary>Takes memory for an image.</summary>
    /// <param name="width">Pixels in a row, from 1.</param>
    /// <param name="height">Rows, from 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">A side is not positive, or the image is larger than 2 GiB.</exception>
    public PixelBuffer(int width, int height) : this(width, height, NativePool.Shared)
    {
    }

    /// <summary>Takes memory for an image from a given pool.</summary>
    internal PixelBuffer(int width, int height, NativePool pool)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(width);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(height);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(height, int.MaxValue / 3 / width);
        Width = width;
        Height = height;
        _pool = pool;
        _block = pool.Rent((long)Stride * height);
        _address = _block.Address;
    }

    /// <summary>Frees the memory of a buffer that nobody disposed; not to the pool, since a span of it may have survived.</summary>
    ~PixelBuffer()
    {
        if (_address != 0)
            NativePool.Free(_block);
    }

    /// <summary>Pixels in a row.</summary>
    public int Width { get; }

    /// <summary>Rows.</summary>
    public int Height { get; }

    /// <summary>Bytes from one row to the next: 3 × <see cref="Width"/>.</summary>
    public int Stride => 3 * Width;

    /// <summary>The first byte of the top-left pixel, aligned to 64 bytes.</summary>
    /// <exception cref="ObjectDisposedException">The buffer was disposed.</exception>
    public byte* Pixels
    {
        get
        {
            nint address = _address;
            ObjectDisposedException.ThrowIf(address == 0, this);
            return (byte*)address;
        }
    }

    /// <summary>All rows, <see cref="Stride"/> × <see cref="Height"/> bytes.</summary>
    /// <exception cref="ObjectDisposedException">The buffer was disposed.</exception>
    public Span<byte> All => new(Pixels, Stride * Height);

    /// <summary>Gives every pixel one colour.</summary>
    public void Fill(Rgb color)
    {
        var all = All;
        (all[0], all[1], all[2]) = (color.R, color.G, color.B);
        for (int done = 3; done < all.Length; done *= 2)
            all[..Math.Min(done, all.Length - done)].CopyTo(all[done..]);
    }

    /// <summary>The <see cref="Stride"/> bytes of one row.</summary>
    /// <param name="y">The row, 0 at the top.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such row.</exception>
    /// <exception cref="ObjectDisposedException">The buffer was disposed.</exception>
    public Span<byte> Row(int y)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)y, (uint)Height, nameof(y));
        return new Span<byte>(Pixels + (long)y * Stride, Stride);
    }

    /// <summary>Gives the memory back to the pool; a second call does nothing.</summary>
    public void Dispose()
    {
        if (Interlocked.Exchange(ref _address, 0) == 0)
            return;
        GC.SuppressFinalize(this);
        _pool.Return(_block);
    }
}
