// What a terminal would show: small decoders of sixels, Kitty's and iTerm2's images, half blocks and PNG files, written from their specifications.
using System.Buffers.Binary;
using System.Globalization;
using System.IO.Compression;
using System.Text.RegularExpressions;

namespace EcgGen.PowerShell.Tests;

/// <summary>RGB bytes.</summary>
internal sealed record Shown(int Width, int Height, byte[] Pixels)
{
    public byte this[int x, int y, int channel] => Pixels[3 * (y * Width + x) + channel];

    /// <summary>The part as it would be at another size: by definition, with double numbers, pixel for pixel.</summary>
    public Shown Part(int left, int top, int width, int height, int toWidth, int toHeight)
    {
        var pixels = new byte[3 * toWidth * toHeight];
        for (int y = 0; y < toHeight; y++)
        {
            double y0 = (double)y * height / toHeight, y1 = (y + 1.0) * height / toHeight;
            for (int x = 0; x < toWidth; x++)
            {
                double x0 = (double)x * width / toWidth, x1 = (x + 1.0) * width / toWidth, area = 0;
                double[] light = new double[3];
                for (int v = (int)y0; v < Math.Min(height, Math.Ceiling(y1)); v++)
                {
                    for (int u = (int)x0; u < Math.Min(width, Math.Ceiling(x1)); u++)
                    {
                        double part = (Math.Min(x1, u + 1) - Math.Max(x0, u)) * (Math.Min(y1, v + 1) - Math.Max(y0, v));
                        area += part;
                        for (int c = 0; c < 3; c++)
                            light[c] += part * Light(this[left + u, top + v, c]);
                    }
                }
                for (int c = 0; c < 3; c++)
                    pixels[3 * (y * toWidth + x) + c] = Byte(light[c] / area);
            }
        }
        return new Shown(toWidth, toHeight, pixels);
    }

    /// <summary>The greatest difference of a byte.</summary>
    public int Difference(Shown other)
    {
        Assert.Equal((Width, Height), (other.Width, other.Height));
        return Pixels.Zip(other.Pixels, (a, b) => Math.Abs(a - b)).Max();
    }

    private static double Light(byte value) => value / 255.0 is var v && v <= 0.04045 ? v / 12.92 : Math.Pow((v + 0.055) / 1.055, 2.4);

    private static byte Byte(double v) => (byte)Math.Round(255 * (v <= 0.0031308 ? v * 12.92 : 1.055 * Math.Pow(v, 1 / 2.4) - 0.055));
}

internal static partial class TerminalDecoder
{
    /// <summary>DEC's sixels: what no colour covers stays magenta.</summary>
    public static Shown Sixel(string text)
    {
        var frame = SixelFrame().Match(text);
        Assert.True(frame.Success && frame.Length == text.Length, "one image, and a line feed");
        int width = Number(frame.Groups[1]), height = Number(frame.Groups[2]), x = 0, top = 0, color = -1;
        var pixels = new byte[3 * width * (height + 5)];
        var covered = new bool[width * (height + 5)];
        var palette = new Dictionary<int, byte[]>();
        foreach (Match token in SixelToken().Matches(frame.Groups[3].Value))
        {
            if (token.Groups[1].Success)
            {
                color = Number(token.Groups[1]);
                Assert.InRange(color, 0, 255);
                if (token.Groups[2].Success)
                    palette[color] = [.. new[] { 2, 3, 4 }.Select(g => (byte)Math.Round(Number(token.Groups[g]) * 2.55))];
            }
            else if (token.Value == "$")
            {
                x = 0;
            }
            else if (token.Value == "-")
            {
                (x, top) = (0, top + 6);
            }
            else
            {
                int bits = token.Groups[6].Value[0] - '?';
                for (int end = x + (token.Groups[5].Success ? Number(token.Groups[5]) : 1); x < end; x++)
                {
                    for (int row = 0; row < 6; row++)
                    {
                        if ((bits >> row & 1) == 0)
                            continue;
                        palette[color].CopyTo(pixels, 3 * ((top + row) * width + x));
                        covered[(top + row) * width + x] = true;
                    }
                }
            }
        }
        Assert.DoesNotContain(false, covered[..(width * height)]);
        Assert.DoesNotContain(true, covered[(width * height)..]);
        return new Shown(width, height, pixels[..(3 * width * height)]);
    }

    /// <summary>Kitty's graphics protocol.</summary>
    public static (Shown Image, int Columns) Kitty(string text)
    {
        var pieces = KittyPiece().Matches(text);
        Assert.Equal(text.Length, pieces.Sum(p => p.Length) + 1);
        Assert.All(pieces, p => Assert.InRange(p.Groups[2].Length, 1, 4096));
        Assert.All(pieces.SkipLast(1), p => Assert.Contains("m=1", p.Groups[1].Value));
        Assert.Contains("m=0", pieces[^1].Groups[1].Value);
        var keys = pieces[0].Groups[1].Value.Split(',').Select(k => k.Split('=')).ToDictionary(k => k[0], k => k[1]);
        Assert.Equal(("T", "100", "2"), (keys["a"], keys["f"], keys["q"]));
        return (Png(Convert.FromBase64String(string.Concat(pieces.Select(p => p.Groups[2].Value)))), int.Parse(keys["c"], CultureInfo.InvariantCulture));
    }

    /// <summary>iTerm2's inline images.</summary>
    public static (Shown Image, int Columns) ITerm(string text)
    {
        var file = ITermFile().Match(text);
        Assert.True(file.Success && file.Length + 1 == text.Length);
        var keys = file.Groups[1].Value.Split(';').Select(k => k.Split('=')).ToDictionary(k => k[0], k => k[1]);
        var data = Convert.FromBase64String(file.Groups[2].Value);
        Assert.Equal(("1", $"{data.Length}"), (keys["inline"], keys["size"]));
        return (Png(data), int.Parse(keys["width"], CultureInfo.InvariantCulture));
    }

    /// <summary>Half blocks: the upper pixel is the character, the lower one its ground, black where none was chosen.</summary>
    public static Shown Block(string text)
    {
        var lines = text.Split('\n');
        Assert.Equal("", lines[^1]);
        var rows = new List<byte[]>();
        foreach (var line in lines[..^1])
        {
            Assert.EndsWith("\e[0m", line);
            byte[] fore = [], ground = [0, 0, 0];
            List<byte> upper = [], lower = [];
            int length = 0;
            foreach (Match token in BlockToken().Matches(line))
            {
                length += token.Length;
                byte[] color = token.Groups[2].Success ? [.. new[] { 2, 3, 4 }.Select(g => (byte)Number(token.Groups[g]))] : [];
                switch (token.Groups[1].Value)
                {
                    case "38":
                        fore = color;
                        break;
                    case "48":
                        ground = color;
                        break;
                    default:
                        upper.AddRange(token.Value == "▀" ? fore : []);
                        lower.AddRange(token.Value == "▀" ? ground : []);
                        break;
                }
            }
            Assert.Equal(line.Length, length);
            rows.Add([.. upper]);
            rows.Add([.. lower]);
        }
        return new Shown(rows[0].Length / 3, rows.Count, [.. rows.SelectMany(r => r)]);
    }

    /// <summary>A PNG file of three bytes per pixel; its checksums are checked.</summary>
    public static Shown Png(byte[] file)
    {
        int at = 8, width = 0, height = 0;
        using var data = new MemoryStream();
        while (at < file.Length)
        {
            int length = BinaryPrimitives.ReadInt32BigEndian(file.AsSpan(at));
            var type = System.Text.Encoding.ASCII.GetString(file, at + 4, 4);
            var content = file.AsSpan(at + 8, length);
            uint crc = uint.MaxValue;
            foreach (byte b in file.AsSpan(at + 4, 4 + length))
            {
                crc ^= b;
                for (int bit = 0; bit < 8; bit++)
                    crc = crc >> 1 ^ ((crc & 1) * 0xEDB88320);
            }
            Assert.Equal(~crc, BinaryPrimitives.ReadUInt32BigEndian(file.AsSpan(at + 8 + length)));
            if (type == "IHDR")
            {
                (width, height) = (BinaryPrimitives.ReadInt32BigEndian(content), BinaryPrimitives.ReadInt32BigEndian(content[4..]));
                Assert.Equal((8, 2, 0), (content[8], content[9], content[12]));
            }
            else if (type == "IDAT")
            {
                data.Write(content);
            }
            at += 12 + length;
        }
        data.Position = 0;
        using var raw = new MemoryStream();
        using (var zlib = new ZLibStream(data, CompressionMode.Decompress))
            zlib.CopyTo(raw);
        return new Shown(width, height, Unfilter(raw.ToArray(), 3 * width, height));
    }

    private static byte[] Unfilter(byte[] lines, int stride, int height)
    {
        Assert.Equal((stride + 1) * height, lines.Length);
        var pixels = new byte[stride * height];
        for (int y = 0; y < height; y++)
        {
            // None and up; nothing here writes others.
            int filter = lines[y * (stride + 1)];
            Assert.True(filter is 0 or 2);
            for (int i = 0; i < stride; i++)
                pixels[y * stride + i] = (byte)(lines[y * (stride + 1) + 1 + i] + (filter == 2 && y > 0 ? pixels[(y - 1) * stride + i] : 0));
        }
        return pixels;
    }

    private static int Number(Group digits) => int.Parse(digits.ValueSpan, CultureInfo.InvariantCulture);

    [GeneratedRegex("""^\eP0;1;0q"1;1;([0-9]+);([0-9]+)([#;0-9!?-~$-]*)\e\\\n$""")]
    private static partial Regex SixelFrame();

    [GeneratedRegex(@"#([0-9]+)(?:;2;([0-9]+);([0-9]+);([0-9]+))?|(?:!([0-9]+))?([?-~])|\$|-")]
    private static partial Regex SixelToken();

    [GeneratedRegex(@"\e_G([^;]+);([A-Za-z0-9+/=]+)\e\\")]
    private static partial Regex KittyPiece();

    [GeneratedRegex(@"\e\]1337;File=([^:]+):([A-Za-z0-9+/=]+)\a")]
    private static partial Regex ITermFile();

    [GeneratedRegex(@"\e\[(?:(38|48);2;([0-9]+);([0-9]+);([0-9]+)|0)m|▀")]
    private static partial Regex BlockToken();
}
