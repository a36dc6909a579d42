// Bytes of a document to its text: the characters by byte order mark, charset or trial, then what a reader of HTML or Markdown sees.
using System.Text;

namespace EcgGen.Core.Terms;

/// <summary>Reads the text of documents.</summary>
public static class DocumentText
{
    /// <summary>Larger documents are refused.</summary>
    public const int MaxBytes = 32 << 20;

    // What Windows-1252 has where Latin-1 has control characters.
    private const string Windows1252 = "€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008DŽ\u008F\u0090‘’“”•–—˜™š›œ\u009DžŸ";

    /// <summary>The text that a reader sees; places in it are those of found terms.</summary>
    /// <param name="content">The document's bytes.</param>
    /// <param name="mediaType">text/plain, text/markdown or text/html as in HTTP, perhaps with a charset; other types are read as plain text.</param>
    /// <param name="cancellation">Stops the work.</param>
    /// <exception cref="EcgException">RecordTooLarge: more than <see cref="MaxBytes"/>. FormatUnknown: these are no characters.</exception>
    public static string Read(ReadOnlySpan<byte> content, string mediaType, CancellationToken cancellation = default)
    {
        if (content.Length > MaxBytes)
            throw new EcgException(ErrorId.RecordTooLarge, $"content: expected at most {MaxBytes >> 20} MB of text, found {content.Length / 1e6:0.0} MB.");
        var (type, charset) = Parse(mediaType);
        bool html = type is "text/html" or "application/xhtml+xml";
        var text = Decode(content, charset ?? (html ? MetaCharset(content) : null));
        if (text.Contains('\0'))
            throw new EcgException(ErrorId.FormatUnknown, "content: expected text, found zero bytes, as other files have them.");
        return html ? HtmlText.Read(text, cancellation) : type == "text/markdown" ? MarkdownText.Read(text) : text;
    }

    private static (string Type, string? Charset) Parse(string mediaType)
    {
        var parts = mediaType.Split(';', StringSplitOptions.TrimEntries);
        var charset = parts.Skip(1).FirstOrDefault(p => p.StartsWith("charset=", StringComparison.OrdinalIgnoreCase));
        return (parts[0].ToLowerInvariant(), charset?["charset=".Length..].Trim('"', '\'').ToLowerInvariant());
    }

    private static string Decode(ReadOnlySpan<byte> content, string? charset)
    {
        if (content.StartsWith("\uFEFF"u8))
            return Encoding.UTF8.GetString(content[3..]);
        if (content.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xFE]))
            return Encoding.Unicode.GetString(content[2..]);
        if (content.StartsWith((ReadOnlySpan<byte>)[0xFE, 0xFF]))
            return Encoding.BigEndianUnicode.GetString(content[2..]);
        return charset switch
        {
            "utf-8" or "utf8" => Encoding.UTF8.GetString(content),
            "utf-16" or "utf-16le" => Encoding.Unicode.GetString(content),
            "utf-16be" => Encoding.BigEndianUnicode.GetString(content),
            "iso-8859-1" or "latin1" or "windows-1252" or "cp1252" => Western(content),
            _ => System.Text.Unicode.Utf8.IsValid(content) ? Encoding.UTF8.GetString(content) : Western(content),
        };
    }

    private static string Western(ReadOnlySpan<byte> content)
    {
        var text = Encoding.Latin1.GetString(content).ToCharArray();
        foreach (ref char c in text.AsSpan())
            c = c is >= '\u0080' and <= '\u009F' ? Windows1252[c - 0x80] : c;
        return new string(text);
    }

    /// <summary>What a page says about its charset, which stands in its first 1024 bytes.</summary>
    private static string? MetaCharset(ReadOnlySpan<byte> content)
    {
        var head = Encoding.Latin1.GetString(content[..Math.Min(content.Length, 1024)]).ToLowerInvariant();
        int at = head.IndexOf("charset=", StringComparison.Ordinal);
        if (at < 0 || head.LastIndexOf("<meta", at, StringComparison.Ordinal) < 0)
            return null;
        var rest = head.AsSpan(at + "charset=".Length).TrimStart("\"' ");
        int end = rest.IndexOfAny("\"' />;");
        return end < 0 ? null : rest[..end].ToString();
    }
}
