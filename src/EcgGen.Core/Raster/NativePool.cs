// Blocks of native memory that are used again: images are far too large for the managed heap to come and go on it.
using System.Runtime.InteropServices;

namespace EcgGen.Core.Raster;

/// <summary>
/// Keeps returned blocks up to a number of bytes and hands them out again, so that thousands of images in a few threads
/// need no more memory than the images in flight. Blocks hold what their last user left. Safe for any number of threads.
/// </summary>
/// <param name="keptBytes">How many bytes of free blocks are kept at most; the oldest go back to the system first.</param>
internal sealed unsafe class NativePool(long keptBytes)
{
    // Enough for what one core's image has in flight at 600 dpi.
    private const long KeptPerProcessor = 128L << 20;
    // Coarse sizes let images of nearly equal size share blocks.
    private const int Granularity = 64 << 10;
    private const int Alignment = 64;

    private readonly Lock _lock = new();
    private readonly List<NativeBlock> _free = [];
    private long _freeBytes;

    /// <summary>The pool of the process.</summary>
    public static NativePool Shared { get; } = new(KeptPerProcessor * Environment.ProcessorCount);

    /// <summary>The bytes that the pool holds for later.</summary>
    public long FreeBytes
    {
        get
        {
            lock (_lock)
                return _freeBytes;
        }
    }

    /// <summary>A block of at least <paramref name="bytes"/> bytes, aligned to 64, with arbitrary contents.</summary>
    public NativeBlock Rent(long bytes)
    {
        long length = (Math.Max(bytes, 1) + Granularity - 1) / Granularity * Granularity;
        lock (_lock)
        {
            // The newest first: its pages are most likely still in the cache. No block serves a request under half its size.
            for (int i = _free.Count - 1; i >= 0; i--)
            {
                var block = _free[i];
                if (block.Length >= length && block.Length / 2 <= length)
                {
                    _free.RemoveAt(i);
                    _freeBytes -= block.Length;
                    return block;
                }
            }
        }
        return new NativeBlock((nint)NativeMemory.AlignedAlloc((nuint)length, Alignment), length);
    }

    /// <summary>Gives a block back. The caller sees to it that this happens once.</summary>
    public void Return(NativeBlock block)
    {
        lock (_lock)
        {
            _free.Add(block);
            _freeBytes += block.Length;
            while (_freeBytes > keptBytes)
            {
                _freeBytes -= _free[0].Length;
                Free(_free[0]);
                _free.RemoveAt(0);
            }
        }
    }

    /// <summary>Gives a block to the system instead of the pool.</summary>
    public static void Free(NativeBlock block) => NativeMemory.AlignedFree((void*)block.Address);
}

/// <summary>A block of a <see cref="NativePool"/>.</summary>
/// <param name="Address">Its first byte.</param>
/// <param name="Length">Its size in bytes.</param>
internal readonly record struct NativeBlock(nint Address, long Length);
