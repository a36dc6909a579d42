// What breaks files for RecordFuzz: bytes anywhere, the words and numbers of headers, the elements of XML.
using System.Text;
using EcgGen.Core.Random;

namespace EcgGen.Core.Tests.Records;

internal static class Mutations
{
    private static readonly string[] s_numbers =
        ["99999999999", "-1", "0", "NaN", "Infinity", "1e308", "1e-320", "2147483647", "2147483648", "-2147483649", "9223372036854775807",
            "99999999999999999999999", "4096", "4097", "65536", "134217728", "16777216", "3", "1", "0.5", "1,5", "x", "-0", "", "²", "0x10"];
    private static readonly string[] s_headerParts =
        ["x", ":", "+", "x99999999999", ":99999999999", "+99999999999", "x100000", ":2000000000", "(", ")", "/", "//", "#", "\n", "\r",
            "\0", "\t", "..", "../", "é",
            "/uV", "/mmHg", "(5)", "~", "-", "r.dat", "q.dat", "r.hea", "16", "212", "80"];
    private static readonly string[] s_markup =
        ["<a>", "</a>", "<a/>", "&x;", "&#0;", "&lt;", "<![CDATA[7]]>", "<!-- -->", "<?x?>", "<!DOCTYPE a [<!ENTITY x \"y\">]>", "]]>", "\"", "\0",
            "é", string.Concat(Enumerable.Repeat("<a>", 80)), "<a " + string.Concat(Enumerable.Range(0, 300).Select(i => $"b{i}='' ")) + "/>"];

    /// <summary>One of some files, broken by up to three mutations: three in four are the format's own, such as another number in a field.</summary>
    public static byte[] Break(IReadOnlyList<byte[]> bases, Func<byte[], Philox, byte[]> mutate, Philox g)
    {
        var bytes = bases[g.NextInt(bases.Count)];
        for (int n = 1 + g.NextInt(3); n > 0; n--)
            bytes = g.NextInt(4) == 0 ? Bytes(bytes, g) : mutate(bytes, g);
        return bytes;
    }

    /// <summary>Changes bytes: cut short, made longer, bits turned, a stretch copied over another, a byte made extreme.</summary>
    public static byte[] Bytes(byte[] bytes, Philox g)
    {
        var result = bytes.ToArray();
        switch (g.NextInt(8))
        {
            case 0:
                return result[..g.NextInt(result.Length + 1)];
            case 1:
                return [.. result, .. new byte[g.NextInt(50)]];
            case 2 when result.Length > 0:
                int length = 1 + g.NextInt(Math.Min(32, result.Length));
                Array.Copy(bytes, g.NextInt(result.Length - length + 1), result, g.NextInt(result.Length - length + 1), length);
                return result;
            case 3 or 4 when result.Length > 0:
                result[g.NextInt(result.Length)] = (byte)(g.NextInt(2) == 0 ? 0xFF : g.NextInt(3) == 0 ? 0x80 : 0);
                return result;
            default:
                for (int n = 1 + g.NextInt(4); n > 0 && result.Length > 0; n--)
                    result[g.NextInt(result.Length)] ^= (byte)(1 << g.NextInt(8));
                return result;
        }
    }

    /// <summary>Puts bytes over others, as far as the file goes.</summary>
    public static byte[] Overwrite(byte[] bytes, int at, ReadOnlySpan<byte> with)
    {
        var result = bytes.ToArray();
        if (at >= 0 && at < result.Length)
            with[..Math.Min(with.Length, result.Length - at)].CopyTo(result.AsSpan(at));
        return result;
    }

    /// <summary>Changes a text of lines and words: lines lost or doubled, words moved, numbers replaced, marks put in; or bytes.</summary>
    public static byte[] Header(byte[] header, Philox g)
    {
        var text = Encoding.UTF8.GetString(header);
        var lines = text.Split('\n').ToList();
        int l = g.NextInt(lines.Count);
        switch (g.NextInt(7))
        {
            case 0:
                lines.RemoveAt(l);
                break;
            case 1:
                lines.Insert(l, lines[g.NextInt(lines.Count)]);
                break;
            case 2 or 3:
                lines[l] = MutateTokens(lines[l], g);
                break;
            case 4:
                lines[l] = lines[l].Insert(g.NextInt(lines[l].Length + 1), s_headerParts[g.NextInt(s_headerParts.Length)]);
                break;
            case 5:
                lines[l] = InflateNumber(lines[l], g);
                break;
            default:
                return Bytes(header, g);
        }
        return Encoding.UTF8.GetBytes(string.Join('\n', lines));
    }

    /// <summary>Changes XML: elements lost, doubled, moved; numbers and attributes replaced; markup put in; or bytes.</summary>
    public static byte[] Xml(byte[] bytes, Philox g)
    {
        var text = Encoding.UTF8.GetString(bytes);
        var lines = text.Split('\n').ToList();
        int l = g.NextInt(lines.Count), other = g.NextInt(lines.Count);
        switch (g.NextInt(8))
        {
            case 0:
                lines.RemoveAt(l);
                break;
            case 1:
                lines.Insert(l, lines[other]);
                break;
            case 2:
                (lines[l], lines[other]) = (lines[other], lines[l]);
                break;
            case 3 or 4 or 5:
                lines[l] = ReplaceValue(lines[l], g);
                break;
            case 6:
                lines[l] = lines[l].Insert(g.NextInt(lines[l].Length + 1), s_markup[g.NextInt(s_markup.Length)]);
                break;
            default:
                return Bytes(bytes, g);
        }
        return Encoding.UTF8.GetBytes(string.Join('\n', lines));
    }

    private static string MutateTokens(string line, Philox g)
    {
        var tokens = line.Split(' ');
        int a = g.NextInt(tokens.Length), b = g.NextInt(tokens.Length);
        if (g.NextInt(2) == 0)
            (tokens[a], tokens[b]) = (tokens[b], tokens[a]);
        else
            tokens[a] = s_numbers[g.NextInt(s_numbers.Length)];
        return string.Join(' ', tokens);
    }

    // Puts another number in the place of one run of digits, wherever it stands in a token.
    private static string InflateNumber(string line, Philox g)
    {
        if (line.Length == 0)
            return line;
        int start = g.NextInt(line.Length);
        while (start < line.Length && !char.IsAsciiDigit(line[start]))
            start++;
        int end = start;
        while (end < line.Length && char.IsAsciiDigit(line[end]))
            end++;
        return line[..start] + s_numbers[g.NextInt(s_numbers.Length)] + line[end..];
    }

    // Puts a number in the place of one text or one attribute's value of a line.
    private static string ReplaceValue(string line, Philox g)
    {
        var starts = Enumerable.Range(0, line.Length).Where(i => line[i] == '>' || (line[i] == '"' && i > 0 && line[i - 1] == '=')).ToList();
        if (starts.Count == 0)
            return line;
        int start = starts[g.NextInt(starts.Count)] + 1;
        int end = line.IndexOfAny(['<', '"'], start);
        return line[..start] + s_numbers[g.NextInt(s_numbers.Length)] + (end < 0 ? "" : line[end..]);
    }
}
