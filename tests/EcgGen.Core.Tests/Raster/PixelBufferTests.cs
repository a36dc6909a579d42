// Native pixel memory: used again, given back once, out of reach afterwards.
using EcgGen.Core.Raster;

namespace EcgGen.Core.Tests;

public unsafe class PixelBufferTests
{
    [Fact]
    public void Rows_lie_one_after_the_other()
    {
        using var image = new PixelBuffer(5, 3);
        Assert.Equal((5, 3, 15), (image.Width, image.Height, image.Stride));
        for (int y = 0; y < 3; y++)
            image.Row(y).Fill((byte)(y + 1));
        Assert.Equal([.. Enumerable.Repeat<byte>(1, 15), .. Enumerable.Repeat<byte>(2, 15), .. Enumerable.Repeat<byte>(3, 15)],
            image.All.ToArray());
        Assert.Equal(3, image.Pixels[44]);
        Assert.Equal(0, (nint)image.Pixels % 64);
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(3)]
    [InlineData(int.MinValue)]
    public void Other_rows_are_refused(int y)
    {
        using var image = new PixelBuffer(5, 3);
        Assert.Throws<ArgumentOutOfRangeException>(() => image.Row(y).Length);
    }

    [Theory]
    [InlineData(0, 1)]
    [InlineData(1, 0)]
    [InlineData(-1, 5)]
    [InlineData(int.MaxValue, 1)]
    [InlineData(30_000, 30_000)]
    public void Impossible_sizes_are_refused(int width, int height)
        => Assert.Throws<ArgumentOutOfRangeException>(() => new PixelBuffer(width, height));

    [Fact]
    public void Nothing_is_reachable_after_dispose()
    {
        var image = new PixelBuffer(5, 3);
        image.Dispose();
        Assert.Throws<ObjectDisposedException>(() => (nint)image.Pixels);
        Assert.Throws<ObjectDisposedException>(() => image.Row(0).Length);
        Assert.Throws<ObjectDisposedException>(() => image.All.Length);
    }

    [Fact]
    public void Memory_is_used_again()
    {
        var pool = new NativePool(1 << 20);
        nint first;
        using (var image = new PixelBuffer(100, 100, pool))
            first = (nint)image.Pixels;
        using (var image = new PixelBuffer(90, 101, pool))
            Assert.Equal(first, (nint)image.Pixels);
        using var one = new PixelBuffer(100, 100, pool);
        using var two = new PixelBuffer(100, 100, pool);
        Assert.NotEqual((nint)one.Pixels, (nint)two.Pixels);
    }

    [Fact]
    public void A_buffer_disposed_many_times_comes_back_once()
    {
        var pool = new NativePool(1 << 20);
        var image = new PixelBuffer(100, 100, pool);
        Parallel.For(0, 100, _ => image.Dispose());
        Assert.Equal(64 << 10, pool.FreeBytes);
        using var one = new PixelBuffer(100, 100, pool);
        using var two = new PixelBuffer(100, 100, pool);
        Assert.NotEqual((nint)one.Pixels, (nint)two.Pixels);
        Assert.Equal(0, pool.FreeBytes);
    }

    [Fact]
    public void The_pool_keeps_no_more_than_it_may()
    {
        var pool = new NativePool(200_000);
        var images = Enumerable.Range(0, 10).Select(_ => new PixelBuffer(100, 100, pool)).ToArray();
        foreach (var image in images)
            image.Dispose();
        Assert.Equal(3 * (64 << 10), pool.FreeBytes);
        new PixelBuffer(1000, 1000, pool).Dispose();
        Assert.Equal(0, pool.FreeBytes);
    }

    [Fact]
    public void A_small_request_does_not_take_a_large_block()
    {
        var pool = new NativePool(1 << 24);
        new PixelBuffer(1000, 1000, pool).Dispose();
        long kept = pool.FreeBytes;
        using var small = new PixelBuffer(10, 10, pool);
        Assert.Equal(kept, pool.FreeBytes);
    }

    [Fact]
    public void Threads_never_share_a_buffer()
    {
        var pool = new NativePool(1 << 22);
        Parallel.For(0, 200, i =>
        {
            using var image = new PixelBuffer(60 + i % 50, 100, pool);
            image.All.Fill((byte)i);
            Thread.Yield();
            Assert.Equal(-1, image.All.IndexOfAnyExcept((byte)i));
        });
    }
}
