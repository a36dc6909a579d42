// A picture as sixels: bands of six rows, one pass of characters for each colour in a band.
using System.Globalization;
using System.Text;

namespace EcgGen.Display;

internal static class Sixels
{
    private const int Band = 6, Empty = '?';

    public static string Encode(Picture picture)
    {
        var palette = Palette.Of(picture, out byte[] indices);
        // P2 = 1: what no colour covers stays as it is. Then pixels as wide as high, and the size.
        var text = new StringBuilder(picture.Width * picture.Height / 2);
        text.Append(CultureInfo.InvariantCulture, $"\eP0;1;0q\"1;1;{picture.Width};{picture.Height}");
        for (int i = 0; i < palette.Colors.Count; i++)
            text.Append(CultureInfo.InvariantCulture, $"#{i};2;{Palette.Percent(palette.Colors[i].R)};{Palette.Percent(palette.Colors[i].G)};{Palette.Percent(palette.Colors[i].B)}");

        int[] first = new int[palette.Colors.Count], past = new int[palette.Colors.Count];
        for (int top = 0; top < picture.Height; top += Band)
        {
            var band = indices.AsSpan(top * picture.Width, Math.Min(Band, picture.Height - top) * picture.Width);
            Array.Fill(first, int.MaxValue);
            for (int i = 0; i < band.Length; i++)
            {
                int x = i % picture.Width, color = band[i];
                (first[color], past[color]) = first[color] == int.MaxValue ? (x, x + 1) : (Math.Min(first[color], x), Math.Max(past[color], x + 1));
            }
            bool again = false;
            for (int color = 0; color < first.Length; color++)
            {
                if (first[color] == int.MaxValue)
                    continue;
                // $ returns to the band's begin.
                text.Append(again ? "$" : "").Append('#').Append(color);
                again = true;
                Repeat(text, Empty, first[color]);
                Pass(text, band, picture.Width, color, first[color], past[color]);
            }
            text.Append('-');
        }
        text.Length--;
        return text.Append("\e\\").ToString();
    }

    private static void Pass(StringBuilder text, ReadOnlySpan<byte> band, int width, int color, int first, int past)
    {
        int last = -1, run = 0;
        for (int x = first; x < past; x++)
        {
            int bits = 0;
            for (int row = 0; row * width < band.Length; row++)
                bits |= band[row * width + x] == color ? 1 << row : 0;
            if (bits != last)
            {
                Repeat(text, Empty + last, run);
                (last, run) = (bits, 0);
            }
            run++;
        }
        Repeat(text, Empty + last, run);
    }

    private static void Repeat(StringBuilder text, int character, int count)
    {
        if (count > 3)
            text.Append(CultureInfo.InvariantCulture, $"!{count}{(char)character}");
        else
            text.Append((char)character, count);
    }
}
