// Bar codes and QR codes read back from drawn ink, by decoders that share nothing with the encoders.
using EcgGen.Core.Ink;
using EcgGen.Core.Print;
using EcgGen.Core.Raster;

namespace EcgGen.Core.Tests.Print;

public class PrintedCodeTests
{
    [Theory]
    [InlineData("00417362")]
    [InlineData("F12688FC5482")]
    [InlineData("1")]
    [InlineData("12345")]
    [InlineData("ab12345678cd")]
    [InlineData("x1234")]
    [InlineData("~ Zz!")]
    [InlineData("1234567890123456789")]
    public void A_bar_code_says_its_text(string text)
    {
        var scene = Printed.Compose(Printed.Signal, new PaperStage { Dpi = 600 },
            Printed.Resolve($$"""{ "kind": "barcode", "x": 60, "y": 10, "text": "{Code}" }""", new() { ["Code"] = text }));
        var (ink, mark) = Mark(scene, "barcode");
        Assert.Equal(text, mark.Text);
        using var mask = new CoverageMask();
        scene.Rasterizer().Draw(ink, mask);
        var row = mask.Row(mask.Y + mask.Height / 2).ToArray();
        row = row[Array.FindIndex(row, c => c > 127)..(Array.FindLastIndex(row, c => c > 127) + 1)];
        // Runs of black and white in modules: the first bar is two wide.
        var edges = Enumerable.Range(1, row.Length - 1).Where(i => row[i] > 127 != row[i - 1] > 127).Prepend(0).Append(row.Length).ToArray();
        var runs = edges.Skip(1).Zip(edges, (b, a) => b - a).ToArray();
        double module = runs[..6].Sum() / 11.0;
        Assert.Equal(text, Decode128([.. runs.Select(r => (int)Math.Round(r / module))]));
    }

    [Fact]
    public void Digits_in_pairs_make_short_codes()
    {
        // Start, six pairs, check, and a stop that is two modules longer.
        Assert.Equal(11 * 9 + 2, Code128.Encode("123456789012").Sum(w => w));
        // The usual worked example: "PJJ123C" has the check symbol 54 after a start in set A, so 55 after one in set B.
        Assert.Equal("311321", string.Concat(Code128.Encode("PJJ123C")[^13..^7]));
        Assert.Throws<ArgumentException>(() => Code128.Encode(""));
        Assert.Throws<ArgumentException>(() => Code128.Encode("é"));
    }

    [Theory]
    [InlineData("F12688FC5482")]
    [InlineData("x")]
    [InlineData("Some thirty characters, and ö →")]
    public void A_QR_code_says_its_text(string text)
    {
        var scene = Printed.Compose(Printed.Signal, new PaperStage { Dpi = 600 },
            Printed.Resolve("""{ "kind": "qrCode", "x": 60, "y": 10, "size": 20, "text": "{Code}" }""", new() { ["Code"] = text }));
        var (ink, mark) = Mark(scene, "qrCode");
        Assert.Equal(text, mark.Text);
        using var mask = new CoverageMask();
        scene.Rasterizer().Draw(ink, mask);
        // The finder in the top left corner is seven modules wide.
        var first = mask.Row(mask.Y + 1).ToArray();
        int finder = Array.FindIndex(first, c => c < 128);
        int count = 4 * (int)Math.Round((mask.Width * 7.0 / finder - 17) / 4) + 17;
        var modules = new bool[count, count];
        for (int y = 0; y < count; y++)
        {
            for (int x = 0; x < count; x++)
                modules[x, y] = mask.Row(mask.Y + (int)((y + 0.5) * mask.Height / count))[(int)((x + 0.5) * mask.Width / count)] > 127;
        }
        Assert.Equal(text, DecodeQr(modules));
    }

    private static (PrintInk Ink, MarkTruth Mark) Mark(PageScene scene, string kind) =>
        (scene.Ink.OfType<PrintInk>().Single(i => i.Kind == kind), scene.Truth().Marks!.Single(m => m.Kind == kind));

    /// <summary>Reads widths of bars and spaces, and checks their check symbol.</summary>
    private static string Decode128(int[] widths)
    {
        Assert.Equal(1, widths.Length % 6);
        var symbols = new List<int>();
        for (int i = 0; i + 6 < widths.Length; i += 6)
        {
            Assert.Equal(11, widths[i..(i + 6)].Sum());
            symbols.Add(Array.IndexOf(s_patterns, string.Concat(widths[i..(i + 6)])));
        }
        Assert.Equal("2331112", string.Concat(widths[^7..]));
        symbols.RemoveAt(symbols.Count - 1);
        Assert.DoesNotContain(-1, symbols);
        int check = symbols[0];
        for (int i = 1; i < symbols.Count - 1; i++)
            check += i * symbols[i];
        Assert.Equal(check % 103, symbols[^1]);
        var text = "";
        bool pairs = symbols[0] == 105;
        foreach (int s in symbols.Skip(1).SkipLast(1))
        {
            if (pairs && s == 100)
                pairs = false;
            else if (!pairs && s == 99)
                pairs = true;
            else
                text += pairs ? s.ToString("00", null) : (char)(s + ' ');
        }
        return text;
    }

    // The symbols as modules, black is 1: the encoder's table has them as widths.
    private static readonly string[] s_patterns = [.. """
        6CC 66C 666 498 48C 44C 4C8 4C4 464 648 644 624 59C 4DC 4CE 5CC 4EC 4E6 672 65C 64E 6E4 674 76E 74C 72C 726 764 734 732 6D8 6C6 636 518 458 446 588
        468 462 688 628 622 5B8 58E 46E 5D8 5C6 476 776 68E 62E 6E8 6E2 6EE 758 746 716 768 762 71A 77A 642 78A 530 50C 4B0 486 42C 426 590 584 4D0 4C2 434
        432 612 650 7BA 614 47A 53C 4BC 49E 5E4 4F4 4F2 7A4 794 792 6DE 6F6 7B6 578 51E 45E 5E8 5E2 7A8 7A2 5DE 5EE 75E 7AE 684 690 69C
        """.Split([' ', '\n', '\r'], StringSplitOptions.RemoveEmptyEntries).Select(Runs)];

    private static string Runs(string hex)
    {
        var bits = Convert.ToString(Convert.ToInt32(hex, 16), 2).PadLeft(11, '0');
        var runs = "";
        for (int i = 0; i < bits.Length;)
        {
            int start = i;
            while (i < bits.Length && bits[i] == bits[start])
                i++;
            runs += i - start;
        }
        return runs;
    }

    /// <summary>Reads a symbol of version 1 to 3 with error correction M, whose codewords are one block, in byte mode.</summary>
    private static string DecodeQr(bool[,] m)
    {
        int n = m.GetLength(0), version = (n - 17) / 4;
        Assert.InRange(version, 1, 3);
        int format = 0;
        foreach (var (x, y) in new[] { (0, 8), (1, 8), (2, 8), (3, 8), (4, 8) })
            format = format << 1 | (m[x, y] ? 1 : 0);
        format ^= 0b10101;
        Assert.Equal(0b00, format >> 3); // M
        int mask = format & 7;
        bool Function(int x, int y) => x == 6 || y == 6 || (x < 9 && y < 9) || (x >= n - 8 && y < 9) || (x < 9 && y >= n - 8)
            || (version > 1 && Math.Abs(x - (n - 7)) <= 2 && Math.Abs(y - (n - 7)) <= 2);
        bool Flips(int x, int y) => mask switch
        {
            0 => (x + y) % 2 == 0,
            1 => y % 2 == 0,
            2 => x % 3 == 0,
            3 => (x + y) % 3 == 0,
            4 => (y / 2 + x / 3) % 2 == 0,
            5 => x * y % 2 + x * y % 3 == 0,
            6 => (x * y % 2 + x * y % 3) % 2 == 0,
            _ => ((x + y) % 2 + x * y % 3) % 2 == 0,
        };
        var bits = new List<bool>();
        bool up = true;
        for (int right = n - 1; right > 0; right -= 2, up = !up)
        {
            if (right == 6)
                right--;
            for (int i = 0; i < n; i++)
            {
                int y = up ? n - 1 - i : i;
                foreach (int x in new[] { right, right - 1 })
                {
                    if (!Function(x, y))
                        bits.Add(m[x, y] ^ Flips(x, y));
                }
            }
        }
        int at = 0;
        int Read(int count)
        {
            int value = 0;
            for (int i = 0; i < count; i++)
                value = value << 1 | (bits[at++] ? 1 : 0);
            return value;
        }
        int mode = Read(4);
        if (mode == 7) // ECI: which characters the bytes stand for
        {
            Assert.Equal(26, Read(8)); // UTF-8
            mode = Read(4);
        }
        Assert.Equal(4, mode);
        var bytes = new byte[Read(8)];
        for (int i = 0; i < bytes.Length; i++)
            bytes[i] = (byte)Read(8);
        return System.Text.Encoding.UTF8.GetString(bytes);
    }
}
