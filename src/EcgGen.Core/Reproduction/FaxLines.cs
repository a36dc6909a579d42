// The lines of a fax and what can happen to one on its way; no line ever moves.
using EcgGen.Core.Random;

namespace EcgGen.Core.Reproduction;

/// <summary>A fax's pixels, line by line.</summary>
/// <param name="page">1 where a pixel is black; row by row as the image shows them.</param>
/// <param name="width">Pixels in a row.</param>
/// <param name="height">Rows.</param>
/// <param name="upright">Whether lines run down the image.</param>
internal readonly struct FaxLines(byte[] page, int width, int height, bool upright)
{
    /// <summary>How many lines there are.</summary>
    public int Count => upright ? width : height;

    private int Length => upright ? height : width;

    /// <summary>Makes a line what the one before it is.</summary>
    public void Repeat(int line)
    {
        for (int i = 0; i < Length && line > 0; i++)
            page[At(line, i)] = page[At(line - 1, i)];
    }

    /// <summary>Makes a line white.</summary>
    public void Whiten(int line)
    {
        for (int i = 0; i < Length; i++)
            page[At(line, i)] = 0;
    }

    /// <summary>Puts dashes in the place of a line from somewhere on, as a decoder that lost its place does, until it finds it again.</summary>
    public void Garble(int line, Philox random)
    {
        // Lines fail in small groups: noise on the wire lasts longer than one.
        int count = 1 + random.NextInt(3);
        for (int i = line; i < Math.Min(Count, line + count); i++)
        {
            int at = random.NextInt(Length), end = random.NextDouble() < 0.5 ? Length : Math.Min(Length, at + random.NextInt(Length));
            // Runs of white are longer than those of black.
            for (byte ink = 0; at < end; ink ^= 1)
            {
                int run = 1 + (int)(-Math.Log(1 - random.NextDouble()) * (ink == 0 ? 60 : 9));
                for (int stop = Math.Min(end, at + run); at < stop; at++)
                    page[At(i, at)] = ink;
            }
        }
    }

    private int At(int line, int i) => upright ? i * width + line : line * width + i;
}
