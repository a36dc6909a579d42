// Memory that is needed soon is asked for in time.
using System.Runtime.Intrinsics.X86;

namespace EcgGen.Core.Raster;

/// <summary>Hints to the processor, which change no result. A tile's rows are too short for it to find out by itself what comes next.</summary>
internal static unsafe class Prefetch
{
    private const int CacheLine = 64, RowsAhead = 4;

    /// <summary>Asks for the part of an image below a row of a tile, a few rows further down.</summary>
    /// <param name="row">The row's start. What is asked for may lie beyond the image.</param>
    /// <param name="stride">Bytes from one row of the image to the next.</param>
    /// <param name="bytes">The row's length.</param>
    public static void Row(byte* row, int stride, int bytes)
    {
        if (!Sse.IsSupported)
            return;
        for (byte* line = row + (nint)RowsAhead * stride, end = line + bytes; line < end; line += CacheLine)
            Sse.Prefetch0(line);
    }
}
