// Pixels on their way to a screen: a part of a drawn image, scaled by the average of the light that falls on each pixel.
namespace EcgGen.Display;

/// <summary>An image in memory.</summary>
/// <param name="Width">Pixels.</param>
/// <param name="Height">Pixels.</param>
/// <param name="Pixels">Rows from the top, three bytes (R, G, B in sRGB) per pixel.</param>
internal sealed record Picture(int Width, int Height, byte[] Pixels)
{
    // sRGB (IEC 61966-2-1) to linear light and back; 12 bits of the square root of light resolve every byte, dark ones too.
    private const int Steps = 4096;

    private static readonly float[] s_light = [.. Enumerable.Range(0, 256).Select(i => (float)Decode(i / 255.0))];
    private static readonly byte[] s_bytes = [.. Enumerable.Range(0, Steps + 1).Select(i => (byte)Math.Round(Encode(i / (double)Steps * (i / (double)Steps)) * 255))];

    /// <summary>Linear light of an sRGB byte, 0 to 1.</summary>
    public static float Light(byte value) => s_light[value];

    /// <summary>The sRGB byte of linear light, 0 to 1.</summary>
    public static byte Byte(float light) => s_bytes[(int)MathF.Round(MathF.Sqrt(Math.Clamp(light, 0, 1)) * Steps)];

    /// <summary>A part of it.</summary>
    public Picture Crop(int x, int y, int width, int height)
    {
        if ((x, y, width, height) == (0, 0, Width, Height))
            return this;
        var part = new byte[3 * width * height];
        for (int row = 0; row < height; row++)
            Pixels.AsSpan(3 * ((y + row) * Width + x), 3 * width).CopyTo(part.AsSpan(3 * row * width));
        return new Picture(width, height, part);
    }

    /// <summary>The same at another size: each pixel is the mean of the light on its area, so that fine lines get lighter and never vanish; enlarged, pixels become squares.</summary>
    public Picture Scale(int width, int height)
    {
        if ((width, height) == (Width, Height))
            return this;
        // Each row is scaled once, as it is needed, and added to the rows of the result that it lies in.
        int[] columns = Bounds(Width, width, out var columnParts);
        int[] rows = Bounds(Height, height, out var rowParts);
        var scaled = new byte[3 * width * height];
        float[] line = new float[3 * width], sum = new float[3 * width];
        int inLine = -1;
        for (int y = 0; y < height; y++)
        {
            Array.Clear(sum);
            for (int source = rows[y]; source < rows[y] + rowParts[y].Length; source++)
            {
                if (source != inLine)
                    ScaleRow(Pixels.AsSpan(3 * source * Width, 3 * Width), columns, columnParts, line);
                inLine = source;
                float part = rowParts[y][source - rows[y]];
                for (int i = 0; i < sum.Length; i++)
                    sum[i] += part * line[i];
            }
            for (int i = 0; i < sum.Length; i++)
                scaled[3 * y * width + i] = Byte(sum[i]);
        }
        return new Picture(width, height, scaled);
    }

    private static void ScaleRow(ReadOnlySpan<byte> row, int[] first, float[][] parts, float[] to)
    {
        for (int x = 0; x < first.Length; x++)
        {
            float r = 0, g = 0, b = 0;
            int at = 3 * first[x];
            foreach (float part in parts[x])
            {
                r += part * s_light[row[at]];
                g += part * s_light[row[at + 1]];
                b += part * s_light[row[at + 2]];
                at += 3;
            }
            (to[3 * x], to[3 * x + 1], to[3 * x + 2]) = (r, g, b);
        }
    }

    /// <summary>Of each place of the result, the first place of the source that lies in it, and the shares of this and the next ones, which sum to 1.</summary>
    private static int[] Bounds(int from, int to, out float[][] shares)
    {
        var first = new int[to];
        shares = new float[to][];
        for (int i = 0; i < to; i++)
        {
            // In units of 1 / to of a source pixel everything is whole.
            long begin = (long)i * from, end = begin + from;
            int one = (int)(begin / to), past = (int)((end + to - 1) / to);
            first[i] = one;
            shares[i] = [.. Enumerable.Range(one, past - one).Select(s => (float)((Math.Min(end, (s + 1L) * to) - Math.Max(begin, (long)s * to)) / (double)from))];
        }
        return first;
    }

    private static double Decode(double v) => v <= 0.04045 ? v / 12.92 : Math.Pow((v + 0.055) / 1.055, 2.4);

    private static double Encode(double v) => v <= 0.0031308 ? v * 12.92 : 1.055 * Math.Pow(v, 1 / 2.4) - 0.055;
}
