// A picture as the text that makes a terminal show it.
using System.Globalization;
using System.Text;

namespace EcgGen.Display;

internal static class TerminalImage
{
    // Kitty takes at most so many characters of base64 in one piece.
    private const int KittyPiece = 4096;

    /// <summary>The escape sequences that show a picture from the cursor on and leave the cursor in the line below it.</summary>
    /// <param name="picture">The picture: of sixels and blocks exactly the pixels that are shown.</param>
    /// <param name="protocol">Any but Auto.</param>
    /// <param name="columns">How many columns of the terminal Kitty and iTerm2 scale it to.</param>
    public static string Encode(Picture picture, ImageProtocol protocol, int columns) => protocol switch
    {
        ImageProtocol.Sixel => Sixels.Encode(picture) + "\n",
        ImageProtocol.Kitty => Kitty(picture, columns),
        ImageProtocol.ITerm => ITerm(picture, columns),
        _ => Blocks(picture),
    };

    private static string Kitty(Picture picture, int columns)
    {
        var data = Convert.ToBase64String(PngFile.Encode(picture));
        var text = new StringBuilder();
        for (int i = 0; i < data.Length; i += KittyPiece)
        {
            // a=T: transmit and show; f=100: a PNG file; q=2: no answer, for it would be taken for what the user types; m=1: more to come.
            text.Append("\e_G").Append(i == 0 ? string.Create(CultureInfo.InvariantCulture, $"a=T,f=100,q=2,c={columns},") : "")
                .Append(i + KittyPiece < data.Length ? "m=1;" : "m=0;").Append(data.AsSpan(i, Math.Min(KittyPiece, data.Length - i))).Append("\e\\");
        }
        return text.Append('\n').ToString();
    }

    private static string ITerm(Picture picture, int columns)
    {
        var file = PngFile.Encode(picture);
        return string.Create(CultureInfo.InvariantCulture, $"\e]1337;File=inline=1;size={file.Length};width={columns};preserveAspectRatio=1:{Convert.ToBase64String(file)}\a\n");
    }

    private static string Blocks(Picture picture)
    {
        var text = new StringBuilder();
        for (int y = 0; y < picture.Height; y += 2)
        {
            Rgb? upper = null, lower = null;
            for (int x = 0; x < picture.Width; x++)
            {
                var above = Color(x, y);
                if (above != upper)
                    text.Append(CultureInfo.InvariantCulture, $"\e[38;2;{above.R};{above.G};{above.B}m");
                // Of an odd number of rows the last has the terminal's own ground below it.
                if (y + 1 < picture.Height && Color(x, y + 1) is var below && below != lower)
                {
                    text.Append(CultureInfo.InvariantCulture, $"\e[48;2;{below.R};{below.G};{below.B}m");
                    lower = below;
                }
                upper = above;
                text.Append('▀');
            }
            text.Append("\e[0m\n");
        }
        return text.ToString();

        Rgb Color(int x, int y) => new(picture.Pixels[3 * (y * picture.Width + x)], picture.Pixels[3 * (y * picture.Width + x) + 1], picture.Pixels[3 * (y * picture.Width + x) + 2]);
    }
}
