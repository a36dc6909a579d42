// Binary masks as COCO stores them: run lengths down the columns, packed into a short string.
using System.Text;
using EcgGen.Core.Raster;

namespace EcgGen.Core.Truth;

/// <summary>
/// Run-length encoding of the COCO API (cocoapi, common/maskApi.c): runs of 0 and 1 in turn, beginning with 0, in column-major order;
/// each run from the fourth on is stored as the difference from the run two before it, in groups of five bits with a sixth that says
/// "more follows", as characters from '0' on.
/// </summary>
internal static class CocoRle
{
    /// <summary>The runs of a plane's pixels of at least <see cref="IndexMask.Threshold"/>, and how many pixels that are.</summary>
    /// <param name="plane">The plane.</param>
    /// <param name="box">The box around those pixels.</param>
    /// <param name="width">The image's width.</param>
    /// <param name="height">The image's height.</param>
    public static (List<long> Runs, long Area) Runs(CoveragePlane plane, PixelRect box, int width, int height)
    {
        var runs = new List<long>();
        long area = 0, done = 0; // pixels already in runs
        for (int x = box.X; x < box.X + box.Width; x++)
        {
            for (int y = box.Y; y < box.Y + box.Height; y++)
            {
                if (plane[x, y] < IndexMask.Threshold)
                    continue;
                int end = y + 1;
                while (end < box.Y + box.Height && plane[x, end] >= IndexMask.Threshold)
                    end++;
                long start = (long)x * height + y;
                if (start == done && runs.Count > 0)
                {
                    runs[^1] += end - y; // goes on from the foot of the last column
                }
                else
                {
                    runs.Add(start - done);
                    runs.Add(end - y);
                }
                done = start + end - y;
                area += end - y;
                y = end;
            }
        }
        long rest = (long)width * height - done;
        if (rest > 0)
            runs.Add(rest);
        return (runs, area);
    }

    /// <summary>Packs runs.</summary>
    public static string Pack(List<long> runs)
    {
        var text = new StringBuilder();
        for (int i = 0; i < runs.Count; i++)
        {
            long value = i > 2 ? runs[i] - runs[i - 2] : runs[i];
            bool more;
            do
            {
                long group = value & 31;
                value >>= 5;
                more = (group & 16) != 0 ? value != -1 : value != 0;
                text.Append((char)((more ? group | 32 : group) + '0'));
            }
            while (more);
        }
        return text.ToString();
    }
}
